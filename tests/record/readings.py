"""Readings for the tests of the record: invented articles, and statements found in them by their words."""

from __future__ import annotations

from typing import Any

from onrecord.article import Article
from onrecord.statement import Passage, Position, Reading, Speaker, Statement, Step
from tests.export.readings import at, made, passage

TEXT = (
    "Mayor Ana Ruiz said the docks were not for sale. Ben Okoro of Marrow Freight called the price a joke.\n\n"
    "“We will lease them,” Ruiz added. The council, Okoro said, had never asked."
)


def article(number: int = 1, text: str = TEXT, **fields: Any) -> Article:
    """Return an article of its own address."""
    url = f"https://courier.example/{number}"
    known = {"outlet": "The Port Courier", "published": "2031-05-06T08:00:00Z", "language": "en", **fields}
    return Article(text, id=url, url=url, **known)


def speaker(text: str, name: str, **fields: Any) -> Speaker:
    """Return a speaker whose name the article gives."""
    return Speaker(name, "person", via=(Step(at(text, name), "full name"),), **{"confidence": 0.9, **fields})


def said(of: Article, who: str, words: str, **fields: Any) -> Statement:
    """Return a statement of who and of what words."""
    text = of.text
    return made(of, at(text, words), "indirect", speakers=(speaker(text, who),), **fields)


def reading(of: Article | None = None, model: str = "model-1") -> Reading:
    """Return the reading of an article about docks, with four statements."""
    of = of or article()
    text = of.text
    return Reading(
        of,
        (
            said(
                of,
                "Ana Ruiz",
                "the docks were not for sale",
                act="refuse",
                source=at(text, "Mayor Ana Ruiz"),
                positions=(Position("ruled_out", passage(text, "sale")),),
            ),
            said(of, "Ben Okoro", "the price a joke", act="criticise", target=passage(text, "the price")),
            said(of, "Ana Ruiz", "We will lease them", act="commit"),
            said(of, "Ben Okoro", "had never asked", source=at(text, "Okoro said")[:1]),
        ),
        model,
    )


def whole(text: str, words: str) -> Passage:
    """Return the passage of some words of a text."""
    return Passage.of(text, at(text, words))
