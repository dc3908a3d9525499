"""Sources to articles: what a file, an address or standard input holds, it is read for."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.intake import addresses, html, jsonl, language, text, web
from onrecord.intake.options import MEGABYTE, IntakeOptions
from onrecord.intake.original import HTML, Found, Place
from onrecord.intake.streams import read, rejoined, unpacked, whole

_LINES = (".jsonl", ".ndjson")
_PAGES = (".html", ".htm", ".xhtml")
# What is taken out of a folder; a file that is named itself is read whatever its ending.
_DOCUMENT = ".json"
_ENDINGS = (".txt", ".text", ".md", _DOCUMENT, *_LINES, *_PAGES)
_HEAD = 8192
_GZIP = b"\x1f\x8b"
# An object with a key, over several lines, or a list of objects.
_JSON = re.compile(rb"(?:\[\s*)?\{\s*\"[^\"\n]*\"\s*:")


def expand(sources: Iterable[str | Path]) -> Iterator[str | Path]:
    """Yield the sources, in the place of every folder the files in it and below.

    Files come sorted by path. Hidden files and folders are passed over, and files that are by their ending no
    text, page or JSON Lines, and pipes and devices. A folder with nothing to read, and one that may not be
    looked into, is yielded itself, for :func:`load` to say so.
    """
    for source in sources:
        named = isinstance(source, str) and (source == "-" or addresses.is_address(source))
        if named or not _is_folder(source):
            yield source
            continue
        found = sorted(_files(Path(source)))
        yield from found
        if not found:
            yield source


def _is_folder(path: str | Path) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):  # names too long, folders that may not be entered
        return False


def _files(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(parent, name)
            if not name.startswith(".") and _ending(name) in _ENDINGS and _holds_bytes(path):
                yield path
    yield from closed


def _holds_bytes(path: Path) -> bool:
    """Tell whether a path may be read to its end; one that leads nowhere may, for its error to be told."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def load(source: str | Path, options: IntakeOptions = IntakeOptions()) -> Iterator[Article | InputError]:  # noqa: B008
    """Yield the articles of a source: one of a text or a page, as many as there are of JSON Lines.

    Args:
        source: a path, an ``http`` or ``https`` address, or ``-`` for standard input. What it holds is told
            by its ending and its first bytes; gzip is unpacked.
        options: the limits.

    Yields:
        Articles, and in the place of every bad line of JSON Lines its error, named ``path:line``.

    Raises:
        InputError: the source as a whole cannot be read. It is raised when the first article is asked for.
    """
    for found in load_with_originals(source, options):
        yield found.article if isinstance(found, Found) else found


def load_with_originals(
    source: str | Path,
    options: IntakeOptions = IntakeOptions(),  # noqa: B008
) -> Iterator[Found | InputError]:
    """Yield the articles of a source as :func:`load` does, each with the bytes that it was read from.

    Those of an article of JSON Lines are its line; those of one of several in a JSON document, its object.
    """
    name = str(source)
    if isinstance(source, str) and addresses.is_address(source):
        yield from _from_web(source, options)
    elif name == "-":
        yield from _from_stream(sys.stdin.buffer, Place(name, name), "", options)
    else:
        path = Path(source)
        try:
            if path.is_dir():
                os.scandir(path).close()
                raise InputError(name, f"a folder without anything to read ({', '.join(_ENDINGS)})")
            with path.open("rb") as stream:
                yield from _from_stream(stream, Place(name, str(path.resolve())), _ending(path.name), options)
        except FileNotFoundError:
            raise InputError(name, "there is no such file") from None
        except PermissionError:
            thing = "folder" if _is_folder(path) else "file"
            raise InputError(name, f"this {thing} may not be read") from None
        except (OSError, ValueError) as error:
            raise InputError(name, getattr(error, "strerror", None) or "not a path") from None


def _ending(name: str) -> str:
    return Path(name.lower().removesuffix(".gz")).suffix


def _from_web(address: str, options: IntakeOptions) -> Iterator[Found | InputError]:
    if not addresses.is_web_address(address):
        raise InputError(address, "not an address that can be fetched (http and https can)")
    page = web.fetch(address, options)
    data = page.data
    if data.startswith(_GZIP):
        data = whole(unpacked(io.BytesIO(data)), address, options.max_page_bytes)
    ending = ".html" if "html" in page.content_type else ""
    kind = _kind(data[:_HEAD], ending)
    place = Place(address, page.url, page.content_type)
    if kind == "lines":
        yield from _from_lines(io.BytesIO(data), place, options.max_page_bytes)
    elif kind == "json":
        yield from _from_json(data, place)
    elif kind == "page":
        yield place.found(html.article_of(data, address, page.url, page.charset), data, HTML)
    else:
        yield place.found(_from_text(text.decode(data, address, page.charset), page.url), data)


def _from_stream(
    stream: BinaryIO, place: Place, ending: str, options: IntakeOptions
) -> Iterator[Found | InputError]:
    """Yield the articles of a stream of bytes, which need not be seekable."""
    name, limit = place.name, options.max_file_bytes
    try:
        head = read(stream, _HEAD)
        again = rejoined(head, stream)
        if head.startswith(_GZIP):
            plain = unpacked(again)
            head = read(plain, _HEAD)
            again = rejoined(head, plain)
        kind = _kind(head, ending)
        if kind == "lines":
            yield from _from_lines(again, place, limit)
            return
        data = whole(again, name, limit)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise InputError(name, "a damaged gzip file") from None
    if kind == "json":
        yield from _from_json(data, place)
    elif kind == "page":
        yield place.found(html.article_of(data, name), data, HTML)
    else:
        yield place.found(_from_text(text.decode(data, name)), data)


def _kind(head: bytes, ending: str) -> str:
    """Return what bytes hold by their beginning and their file's ending.

    Returns:
        ``page``, ``lines`` (JSON Lines), ``json`` (one document, of an article or a list of them) or ``text``.
    """
    if html.is_html(head) or (ending in _PAGES and b"<" in head):
        return "page"
    if ending in _LINES:
        return "lines"
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


def _from_text(words: str, url: str | None = None) -> Article:
    return Article(
        text=words, id=addresses.article_id(url) if url else "", url=url, language=language.detect(words)
    )


def _from_json(data: bytes, place: Place) -> Iterator[Found | InputError]:
    name = place.name
    try:
        found = jsonl.parsed(text.decode(data, name))
    except ValueError as error:
        raise InputError(name, str(error)) from None
    several = isinstance(found, list)
    for number, fields in enumerate(found if several else [found], 1):
        try:
            article = jsonl.article_of(fields)
        except ValueError as error:
            yield InputError(f"{name} ({number})" if several else name, str(error))
            continue
        yield place.found(article, json.dumps(fields).encode() if several else data)
    if several and not found:
        raise InputError(name, "empty")


def _from_lines(stream: BinaryIO, origin: Place, limit: int) -> Iterator[Found | InputError]:
    name = origin.name
    number, empty = 0, True
    while line := stream.readline(limit + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > limit:
            yield InputError(place, f"a line longer than {limit / MEGABYTE:g} MB")
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            empty = False
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if line.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in line[:2]:
                raise InputError(name, "JSON Lines in UTF-16 (they must be UTF-8)")
        if not line.strip():
            continue
        empty = False
        try:
            article = jsonl.article_of(jsonl.parsed(line.decode("utf-8")))
        except UnicodeDecodeError:
            yield InputError(place, "not UTF-8")
        except ValueError as error:
            yield InputError(place, str(error))
        else:
            yield origin.found(article, line.rstrip(b"\r\n"))
    if empty:
        raise InputError(name, "empty")
