"""onrecord reads news and keeps the record of who said what.

>>> import onrecord
>>> reading = onrecord.read("Mayor Ana Ruiz said she would never sell the docks.")
>>> [speaker.name for speaker in reading.statements[0].speakers]
['Ana Ruiz']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.article import Article
from onrecord.errors import InputError, LanguageError, OnrecordError, RecordError, TierError
from onrecord.statement import Reading, Speaker, Statement

if TYPE_CHECKING:
    from onrecord.intake import IntakeOptions, load
    from onrecord.reading.reader import Reader
    from onrecord.record import Record

__all__ = [
    "Article",
    "InputError",
    "IntakeOptions",
    "LanguageError",
    "OnrecordError",
    "Reader",
    "Reading",
    "Record",
    "RecordError",
    "Speaker",
    "Statement",
    "TierError",
    "load",
    "read",
    "read_many",
]

_LATER = {
    "IntakeOptions": "onrecord.intake",
    "Reader": "onrecord.reading.reader",
    "Record": "onrecord.record",
    "load": "onrecord.intake",
}


def __getattr__(name: str) -> Any:
    """Load what is large only when it is asked for, so that the command starts quickly."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _reader(tier: str) -> Reader:
    from onrecord.reading.reader import Reader

    return Reader(tier=tier)


def read(article: Article | str, *, precise: int | None = None, tier: str = "default") -> Reading:
    """Read one article, or one text.

    Args:
        article: the article, or its text; ``load`` makes articles of files and addresses.
        precise: 90 or 95, to keep only what is so likely right that this percentage of such statements is; by
            default all are kept.
        tier: ``default``, ``fast``, or ``best`` where ``onrecord[best]`` is installed: right more often, and slower.

    Returns:
        Its statements, in the order of the text.

    Raises:
        LanguageError: the article is known to be in another language than English.
        InputError: the text is far too long to be an article.
        TierError: the tier is not installed.
        OnrecordError: the model never reaches this precision.
        TypeError: it is neither an article nor a text.
        ValueError: ``precise`` is another number.
    """
    return _reader(tier).read(article, precise)


def read_many(
    articles: Iterable[Article | str],
    processes: int | None = None,
    *,
    precise: int | None = None,
    tier: str = "default",
) -> Iterator[Reading | InputError]:
    """Read many articles on all cores, in order, with bounded memory.

    Args:
        articles: the articles, or their texts.
        processes: how many processes read; by default one for each core.
        precise: as of :func:`read`.
        tier: as of :func:`read`.

    Returns:
        An iterator: a reading for each article, or the error that it could not be read for.

    Raises:
        TierError: the tier is not installed.
        OnrecordError: the model never reaches this precision.
        TypeError: a single text is given.
        ValueError: less than one process, or ``precise`` is another number than 90 and 95.
    """
    return _reader(tier).read_many(articles, processes, precise)
