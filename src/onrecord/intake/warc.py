"""WARC: the archives of web crawls, Common Crawl's news among them. A record to an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from onrecord.article import Article
from onrecord.errors import InputError, SkippedError
from onrecord.intake import addresses, html, language, text
from onrecord.intake.options import MEGABYTE
from onrecord.intake.original import BEGIN, HTML, Found, Mark, Place
from onrecord.intake.pieces import Cutter, Piece
from onrecord.intake.records import records

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_TYPE = re.compile(rb"\r\nwarc-type:[ \t]*([a-z]+)", re.IGNORECASE)
_CONTENT: Final = (b"response", b"resource", b"conversion", b"revisit")
"""The records that hold, or stand for, what was found at an address; others tell how it was asked for."""

_PAGES: Final = ("text/html", "application/xhtml+xml")
_TEXT: Final = "text/plain"


class Warc(Cutter):
    """Cuts a WARC file into the records that hold what was found at an address."""

    def pieces(self, start: Mark = BEGIN) -> Iterator[Piece]:
        """Yield these records from a mark on, and a fault for each stretch that is no record.

        Raises:
            InputError: there are none in the whole file.
        """
        if start.offset:
            self.stream.seek(start.offset)
        number, told = start.number, "empty"
        for cut in records(self.stream, start, self.options.max_file_bytes):
            kind = _TYPE.search(cut.data, 0, 1 << 16)
            if cut.fault is None and kind is not None and kind[1].lower() not in _CONTENT:
                told = "a WARC file without any answer of a server"
                continue
            yield Piece(replace(cut.mark, number=number), cut.data, cut.fault)
            number += 1
        if not number:
            raise InputError(self.place.name, told)

    def found(self, piece: Piece) -> Iterator[Found | InputError]:
        """Yield the article of a record, or the error that stands for it."""
        mark = piece.mark
        name = f"{self.place.name}:{mark.offset}" + (f"+{mark.inner}" if mark.inner else "")
        if piece.fault is not None:
            yield InputError(name, piece.fault)
            return
        try:
            yield self._found(piece, name)
        except InputError as error:
            yield error

    def _found(self, piece: Piece, name: str) -> Found:
        record = _parsed(piece.data, name)
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        crawled = record.headers.get("WARC-Date")
        body, content_type, charset = self._body(record, piece.data, name)
        if not body.strip():
            raise SkippedError(name, "an empty answer")
        if len(body) > self.options.max_page_bytes:
            raise InputError(name, f"longer than {self.options.max_page_bytes / MEGABYTE:g} MB")
        known = url if addresses.is_web_address(url) else None
        if content_type == _TEXT and not html.is_html(body[:8192]):
            article = _plain(text.decode(body, name, charset), known)
        else:
            article = html.article_of(body, name, known, charset)
        place = Place(name, f"{self.place.address}#offset={piece.mark.offset}", content_type or None)
        found = place.found(_dated(article, crawled), body, HTML)
        original = replace(found.original, fetched_at=crawled) if crawled else found.original
        return replace(found, original=original, name=name, mark=piece.mark, crawled=crawled)

    def _body(self, record: WarcRecord, data: bytes, name: str) -> tuple[bytes, str, str | None]:
        """Return what was found at the address, its type, and its encoding."""
        kind = str(record.record_type)
        if kind == "revisit":
            raise SkippedError(name, "a revisit: what was there before was there again")
        limit = self.options.max_page_bytes + 1
        content_type = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        if kind != "response":
            if content_type not in (*_PAGES, _TEXT):
                raise SkippedError(name, _not_a_page(content_type))
            return record.reader.read(limit), content_type, None
        if content_type not in ("", "application/http"):
            raise SkippedError(name, _not_a_page(content_type))
        try:
            record.parse_http(auto_decode="none")
        except (OSError, ValueError):
            raise InputError(name, "the head of the server's answer is damaged") from None
        status = record.http_headers.status_code if record.http_headers else None
        if status is None:
            raise InputError(name, "the head of the server's answer is damaged")
        content_type = (record.http_content_type or "").lower()
        if status != 200:
            raise SkippedError(name, f"the server answered {status}")
        if content_type and content_type not in (*_PAGES, _TEXT):
            raise SkippedError(name, _not_a_page(content_type))
        return _decoded(data, name, limit), content_type, record.http_charset


def _not_a_page(content_type: str) -> str:
    return f"{content_type[:60] or 'something of no known type'}, not a page"


def _parsed(data: bytes, name: str) -> WarcRecord:
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        raise InputError(name, "WARC needs the extra archives: pip install 'onrecord[archives]'") from None
    try:
        return next(iter(ArchiveIterator(io.BytesIO(data), parse_http=False)))
    except (OSError, StopIteration):
        raise InputError(name, "its head is damaged") from None


def _decoded(data: bytes, name: str, limit: int) -> bytes:
    """Return the body of an answer.

    Crawlers store bodies as they came, or decoded, some with the headers that say how they had been encoded.
    """
    for encodings in ("all", "content", "transfer", "none"):
        record = _parsed(data, name)
        try:
            record.parse_http(auto_decode=encodings)
            if body := record.reader.read(limit):
                return bytes(body)
        except (OSError, ValueError):
            continue
    return b""


def _plain(words: str, url: str | None) -> Article:
    return Article(
        text=words, id=addresses.article_id(url) if url else "", url=url, language=language.detect(words)
    )


def _dated(article: Article, crawled: str | None) -> Article:
    """Return an article without its date where that lies after the crawl: a page cannot have come from the future."""
    try:
        latest = date.fromisoformat((crawled or "")[:10]) + timedelta(
            days=1
        )  # in some time zone it is tomorrow
    except (ValueError, OverflowError):
        return article
    late = article.published is not None and article.published[:10] > latest.isoformat()
    return replace(article, published=None) if late else article
