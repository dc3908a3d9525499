"""What bytes hold, by their beginning and by the ending of their file's name, and what cuts it into articles."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.intake import addresses, html, jsonl, language, text
from onrecord.intake.csv import Csv
from onrecord.intake.lines import Lines, renamed
from onrecord.intake.options import IntakeOptions
from onrecord.intake.original import BEGIN, HTML, Found, Mark, Place
from onrecord.intake.parquet import Parquet
from onrecord.intake.pieces import Cutter, Piece
from onrecord.intake.streams import read, rejoined, unpacked, whole
from onrecord.intake.warc import Warc
from onrecord.intake.zips import Zip

GZIP: Final = b"\x1f\x8b"

_LINES: Final = (".jsonl", ".ndjson")
_PAGES: Final = (".html", ".htm", ".xhtml")
_TABLES: Final = (".csv", ".tsv")
_DOCUMENT: Final = ".json"
_WARC: Final = ".warc"
ARCHIVES: Final = (_WARC, *_LINES, *_TABLES, ".parquet", ".zip")
"""Endings of files that hold many articles."""

ENDINGS: Final = (".txt", ".text", ".md", _DOCUMENT, *_PAGES, *ARCHIVES)
"""Endings of all that is read."""

_HEAD: Final = 8192
# An object with a key, over several lines, or a list of objects.
_JSON = re.compile(rb"(?:\[\s*)?\{\s*\"[^\"\n]*\"\s*:")


def ending(path: str) -> str:
    """Return the ending of a file's name, in lower case, that of gzip aside."""
    return PurePosixPath(path.lower().removesuffix(".gz")).suffix


def cutter(
    stream: BinaryIO,
    place: Place,
    ending: str,
    options: IntakeOptions,
    *,
    charset: str | None = None,
    url: str | None = None,
) -> Cutter:
    """Return what cuts a stream of bytes into articles.

    Args:
        stream: the bytes, at their beginning; they need not be seekable.
        place: where they were found.
        ending: the ending of their name.
        options: the limits.
        charset: the encoding that a server named, if any.
        url: the address that they were published at, where they are one article.
    """
    seekable = stream.seekable()

    def again(head: bytes, stream: BinaryIO) -> BinaryIO:
        if not seekable:
            return rejoined(head, stream)
        stream.seek(0)
        return stream

    head = read(stream, _HEAD)
    stream = again(head, stream)
    packed = head.startswith(GZIP)
    if ending == _WARC or _opening(head).startswith(b"WARC/"):
        return Warc(stream, place, options)
    if packed:
        plain = unpacked(stream)
        head = read(plain, _HEAD)
        stream = again(head, plain)
    kind = _kind(head, ending)
    if kind in ("zip", "parquet") and (packed or not seekable):
        stream = io.BytesIO(whole(stream, place.name, options.max_file_bytes))
    match kind:
        case "zip":
            return Zip(stream, place, options, _inside(options), _wanted)
        case "parquet":
            return Parquet(stream, place, options)
        case "csv":
            return Csv(stream, place, options, packed)
        case "lines":
            return Lines(stream, place, options, packed)
    return Whole(stream, place, options, kind=kind, charset=charset, url=url)


class Whole(Cutter):
    """A file of one piece: a text, a page, or a JSON document of an article or a list of them."""

    def __init__(
        self,
        stream: BinaryIO,
        place: Place,
        options: IntakeOptions,
        *,
        kind: str,
        charset: str | None,
        url: str | None,
    ) -> None:
        super().__init__(stream, place, options)
        self._kind = kind
        self._charset = charset
        self._url = url

    def pieces(self, start: Mark = BEGIN) -> Iterator[Piece]:
        """Yield the one piece."""
        yield Piece(BEGIN, whole(self.stream, self.place.name, self.options.max_file_bytes))

    def found(self, piece: Piece) -> Iterator[Found | InputError]:
        """Yield its articles.

        Raises:
            InputError: it holds none.
        """
        name, data = self.place.name, piece.data
        if self._kind == "json":
            yield from self._json(data)
        elif self._kind == "page":
            yield self.place.found(html.article_of(data, name, self._url, self._charset), data, HTML)
        else:
            words = text.decode(data, name, self._charset)
            known = addresses.article_id(self._url) if self._url else ""
            article = Article(text=words, id=known, url=self._url, language=language.detect(words))
            yield self.place.found(article, data)

    def _json(self, data: bytes) -> Iterator[Found | InputError]:
        name = self.place.name
        try:
            found = jsonl.parsed(text.decode(data, name))
        except ValueError as error:
            raise InputError(name, str(error)) from None
        several = isinstance(found, list)
        for number, fields in enumerate(found if several else [found], 1):
            try:
                article = jsonl.article_of(renamed(fields, self.options))
            except ValueError as error:
                yield InputError(f"{name} ({number})" if several else name, str(error))
                continue
            mark = replace(BEGIN, number=number - 1)
            yield self.place.found(article, json.dumps(fields).encode() if several else data, mark=mark)
        if several and not found:
            raise InputError(name, "empty")


def _opening(head: bytes) -> bytes:
    """Return the first bytes of a file, unpacked if they are packed."""
    if not head.startswith(GZIP):
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    except zlib.error:
        return b""


def _kind(head: bytes, ending: str) -> str:
    """Return what bytes hold by their beginning and their file's ending.

    Returns:
        ``page``, ``zip``, ``parquet``, ``csv``, ``lines`` (JSON Lines), ``json`` (one document, of an article or a
        list of them) or ``text``.
    """
    if html.is_html(head) or (ending in _PAGES and b"<" in head):
        return "page"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if ending in _LINES:
        return "lines"
    if ending in _TABLES:
        return "csv"
    # JSON by any other name: its first line is an object, or breaks off inside one that begins with a key.
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if first.startswith(b"{"):
        line, newline, _ = first.partition(b"\n")
        try:
            return "lines" if isinstance(json.loads(line), dict) else "text"
        except (ValueError, RecursionError):
            if not newline and len(head) == _HEAD and line[1:].lstrip().startswith(b'"'):
                return "lines"
    return "json" if ending == _DOCUMENT or _JSON.match(first) else "text"


def _wanted(member: str) -> bool:
    parts = PurePosixPath(member).parts
    return ending(member) in ENDINGS and not any(part.startswith((".", "__MACOSX")) for part in parts)


def _inside(options: IntakeOptions) -> Callable[[BinaryIO, Place], Cutter]:
    def inside(stream: BinaryIO, place: Place) -> Cutter:
        found = cutter(stream, place, ending(place.name), options)
        if isinstance(found, Zip):
            raise InputError(place.name, "a ZIP archive inside a ZIP archive")
        return found

    return inside
