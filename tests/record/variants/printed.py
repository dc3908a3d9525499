"""Invented articles of one quotation each, as they go into a record."""

from __future__ import annotations

from onrecord.article import Article
from onrecord.statement import Quote, Reading
from tests.export.readings import at, made
from tests.record.readings import speaker

CRANES = "Lydhaven without its cranes is a car park with a view of somebody else's harbour"


def printed(
    number: int, words: str, *, who: str = "Ana Ruiz", day: int = 6, rest: str = "", quote: Quote = "direct"
) -> Reading:
    """Return the reading of an article that prints some words of somebody.

    Args:
        number: of the article; its outlet is told by it.
        words: the words; their quotation marks are put around them.
        who: who says so.
        day: the day of May 2031 that it is published.
        rest: what the article says besides.
        quote: how much of it is quoted.
    """
    text = f"Mayor {who} said: “{words}” {rest}".rstrip()
    url = f"https://outlet-{number}.example/{number}"
    article = Article(
        text,
        id=url,
        url=url,
        outlet=f"Outlet {number}",
        title=f"Article {number}",
        published=f"2031-05-{day:02d}",
    )
    one = made(article, at(text, f"“{words}”"), quote, speakers=(speaker(text, who),))
    return Reading(article, (one,), "model-1")
