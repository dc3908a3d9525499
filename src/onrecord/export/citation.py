"""Statements as citations to copy: the words, who said them, when, and where that was published.

Words stand between quotation marks only where the article has them so; of anything else it is said.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TextIO

from onrecord.export.quoted import Quoted
from onrecord.export.words import byline, joined, one_line, standing, who
from onrecord.statement import Statement

if TYPE_CHECKING:
    from onrecord.record.search.choosing import Chosen

_GAP: Final = " […] "


class CitationWriter:
    """Writes a statement a line.

    Args:
        stream: where to write.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, reading: Chosen, name: str = "") -> None:
        """Write the citations of one article."""
        quoted = Quoted(reading)
        for statement in reading.statements:
            self._stream.write(citation_of(reading, statement, quoted) + "\n")

    def close(self) -> None:
        """Do nothing: every citation is written as it comes."""


def citation_of(reading: Chosen, statement: Statement, quoted: Quoted | None = None) -> str:
    """Return the citation of a statement.

    Args:
        reading: the reading that it is of.
        statement: the statement.
        quoted: the quoted words of the reading, where they are known already.
    """
    told = f"{_words(reading, statement, quoted or Quoted(reading))} — {_speaker(reading, statement)}"
    said = day_told(statement.when.date) if statement.when and statement.when.date else ""
    parts = [told, said and f"said {said}", _published(reading)]
    return ", ".join(part for part in parts if part)


def day_told(moment: str) -> str:
    """Return the day, month or year of a date of ISO 8601 as people write it; anything else as it is."""
    month = len(moment) == len("2031-05")
    try:
        day = date.fromisoformat(f"{moment}-01" if month else moment[:10])
    except ValueError:
        return one_line(moment)
    return f"{day:%B %Y}" if month else f"{day.day} {day:%B %Y}"


def _words(reading: Chosen, statement: Statement, quoted: Quoted) -> str:
    if statement.quote == "direct":
        return "“" + _GAP.join(one_line(words) for words in quoted.words(statement)) + "”"
    how = "in quotation marks in part" if statement.quote == "mixed" else "not in quotation marks"
    return f"{joined(reading.article.text, statement.content)} ({how})"


def _speaker(reading: Chosen, statement: Statement) -> str:
    name = who(reading, statement)
    role = standing(statement.speakers[0]) if len(statement.speakers) == 1 else ""
    return f"{name} ({role})" if role else name


def _published(reading: Chosen) -> str:
    """Return where an article was published: authors, title, outlet, day, address."""
    article = reading.article
    title = one_line(article.title or "")
    parts = [
        byline(article),
        f"“{title}”" if title else "",
        one_line(article.outlet or ""),
        day_told(article.published) if article.published else "",
        one_line(article.url or ""),
    ]
    told = ", ".join(part for part in parts if part)
    return f"in: {told}" if told else ""
