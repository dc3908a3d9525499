"""What is sent to be read: a text, an address or a file, into the record."""

from __future__ import annotations

import gzip
import io
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.export.words import one_line, shortened
from onrecord.intake.options import IntakeOptions
from onrecord.record.filing import standings
from onrecord.record.results import Sourced
from onrecord.statement import Reading
from onrecord.web.jobs import Job, ReadArticle

if TYPE_CHECKING:
    from onrecord.intake import Found
    from onrecord.record import Record

Read = Callable[[Article], Reading]

Sources = Callable[[], Iterable["Found | InputError"]]
"""Gives articles, each with what it was read from."""


@dataclass(frozen=True, slots=True)
class TheReader:
    """The one reader of the desk, which reads one article at a time.

    Args:
        read: reads an article.
    """

    read: Read
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def reading(self, article: Article, patience: float = -1) -> Reading | None:
        """Return the reading of an article; ``None`` if another one takes longer than ``patience`` seconds."""
        if not self._turn.acquire(timeout=patience):
            return None
        try:
            return self.read(article)
        finally:
            self._turn.release()


def read_into(record: Record, reader: TheReader, sources: Sources, job: Job) -> None:
    """Read articles into a record, and take down in the job what comes of each.

    Args:
        record: the record.
        reader: reads them.
        sources: gives the articles.
        job: what is told.

    Raises:
        InputError: the source as a whole cannot be read.
    """
    before = job.read
    for item in sources():
        if job.stopped:
            return
        if isinstance(item, InputError):
            job.fail(str(item))
            continue
        try:
            job.add(_added(record, reader, item))
        except InputError as error:
            job.fail(str(InputError(job.name, error.cause)))
    if job.read > before:
        for step in (record.identify, record.compare, record.gather, partial(learn, record)):
            if not job.stopped:
                step()


def learn(record: Record) -> None:
    """Learn what the record's new statements mean, for search by meaning."""
    if record.unlearnt():
        record.learn()


def _added(record: Record, reader: TheReader, found: Found) -> ReadArticle:
    article = found.article
    title = shortened(article.title or article.text, 80)
    with record.reading() as connection:
        [stand] = standings(connection, [article])
    outcome = stand.outcome
    if outcome in ("new", "changed", "withdrawn"):
        reading = reader.reading(article)
        if reading is None:
            raise InputError(title, "it was not read")
        record.add_readings([Sourced(reading, found.original.address, found.original, found.extractor)])
    number = None if outcome == "forgotten" else record.article_number(article.id)
    kept = record.article(number) if number is not None else None
    return ReadArticle(number, title, outcome, kept.version.statements if kept else 0)


def pasted(text: str, **facts: str) -> Sources:
    """Return the source of a text that somebody pasted, with what they say of it.

    Args:
        text: the text.
        facts: title, outlet, published, url: each may be empty.

    Raises:
        InputError: there is nothing to read, or what is said of it cannot be.
    """
    from onrecord.intake.original import Place

    article = article_of(text, **facts)
    return lambda: [Place("-", "pasted").found(article, article.text.encode("utf-8", "replace"))]


def article_of(text: str, **facts: str) -> Article:
    """Return the article of a text and what somebody says of it; see :func:`pasted`."""
    from onrecord.intake import jsonl

    if not text.strip():
        raise InputError("text", "there is nothing to read in it")
    given = {name: one_line(value) for name, value in facts.items() if value.strip()}
    # Line ends come from forms as CR LF.
    body = text.replace("\r\n", "\n").strip("\n")
    try:
        return jsonl.article_of({"text": body, **given})
    except ValueError as error:
        raise InputError("text", str(error)) from None


def addressed(address: str, allow_local: bool) -> Sources:
    """Return the source of a page of the web; nothing else is read from its address.

    Raises:
        InputError: it is none.
    """
    from onrecord.intake import kinds, load_with_originals
    from onrecord.intake.addresses import is_web_address

    given = address.strip()
    called = shortened(given, 80) or "address"
    if not is_web_address(given):
        raise InputError(called, "not an address that can be fetched (http and https can)")
    if kinds.ending(urlsplit(given).path) in kinds.ARCHIVES:
        raise InputError(called, "an archive of many articles; onrecord add reads it")
    return lambda: load_with_originals(given, IntakeOptions(allow_local=allow_local))


def uploaded(name: str, data: bytes) -> Sources:
    """Return the source of a file that was sent, of any kind that ``onrecord add`` reads.

    Raises:
        InputError: it is empty.
    """
    called = one_line(name.replace("\\", "/").rpartition("/")[2])[:200] or "file"
    if not data:
        raise InputError(called, "empty")
    return lambda: _inside(called, data)


def _inside(name: str, data: bytes) -> Iterator[Found | InputError]:
    from onrecord.intake import kinds
    from onrecord.intake.original import Place

    try:
        cutter = kinds.cutter(io.BytesIO(data), Place(name, name), kinds.ending(name), IntakeOptions())
        for piece in cutter.pieces():
            yield from cutter.found(piece)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise InputError(name, "a damaged gzip file") from None
