"""Sources to articles: what a file, an address or standard input holds, it is read for."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.intake import addresses, kinds, remote, web
from onrecord.intake.options import IntakeOptions
from onrecord.intake.original import Found, Place
from onrecord.intake.pieces import Cutter
from onrecord.intake.streams import unpacked, whole


def expand(sources: Iterable[str | Path] | str | Path) -> Iterator[str | Path]:
    """Yield the sources, in the place of every folder the files in it and below; a single one may stand alone.

    Files come sorted by path. Hidden files and folders are passed over, and files that are by their ending no
    text, page, JSON, table or archive, and pipes and devices. A folder with nothing to read, and one that may not be
    looked into, is yielded itself, for :func:`load` to say so.
    """
    for source in (sources,) if isinstance(sources, str | Path) else sources:
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
            if not name.startswith(".") and kinds.ending(name) in kinds.ENDINGS and _holds_bytes(path):
                yield path
    yield from closed


def _holds_bytes(path: Path) -> bool:
    """Tell whether a path may be read to its end; one that leads nowhere may, for its error to be told."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def load(source: str | Path, options: IntakeOptions = IntakeOptions()) -> Iterator[Article | InputError]:  # noqa: B008
    """Yield the articles of a source: one of a text or a page, as many as there are of JSON Lines and archives.

    Args:
        source: a path, an ``http`` or ``https`` address, or ``-`` for standard input. What it holds is told
            by its ending and its first bytes; gzip is unpacked.
        options: the limits.

    Yields:
        Articles, and in the place of every bad line, row or record its error, named ``path:line``.

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
    with opened(source, options) as cutter:
        for piece in cutter.pieces():
            yield from cutter.found(piece)


def load_bytes(
    name: str,
    data: bytes,
    options: IntakeOptions = IntakeOptions(),  # noqa: B008
) -> Iterator[Found | InputError]:
    """Yield the articles of bytes that are in hand, as :func:`load_with_originals` does those of a file.

    Args:
        name: what the bytes are called; its ending counts.
        data: the bytes.
        options: the limits.

    Raises:
        InputError: they cannot be read.
    """
    try:
        cutter = kinds.cutter(io.BytesIO(data), Place(name, name), kinds.ending(name), options)
        for piece in cutter.pieces():
            yield from cutter.found(piece)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise InputError(name, "a damaged gzip file") from None


@contextmanager
def opened(source: str | Path, options: IntakeOptions) -> Iterator[Cutter]:
    """Open a source, and give what cuts it into pieces.

    Args:
        source: a path, an address, or ``-``.
        options: the limits.

    Raises:
        InputError: it cannot be opened, or breaks off while it is read.
    """
    name = str(source)
    try:
        if name == "-":
            yield kinds.cutter(sys.stdin.buffer, Place(name, name), "", options)
        elif isinstance(source, str) and addresses.is_address(source):
            with _elsewhere(source, options) as cutter:
                yield cutter
        else:
            path = Path(source)
            if path.is_dir():
                os.scandir(path).close()
                raise InputError(name, f"a folder without anything to read ({', '.join(kinds.ENDINGS)})")
            with path.open("rb") as stream:
                place = Place(name, str(path.resolve()))
                yield kinds.cutter(stream, place, kinds.ending(path.name), options)
    except FileNotFoundError:
        raise InputError(name, "there is no such file") from None
    except PermissionError:
        thing = "folder" if _is_folder(source) else "file"
        raise InputError(name, f"this {thing} may not be read") from None
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise InputError(name, "a damaged gzip file") from None
    except (OSError, ValueError) as error:
        raise InputError(name, getattr(error, "strerror", None) or "not a path") from None


@contextmanager
def _elsewhere(address: str, options: IntakeOptions) -> Iterator[Cutter]:
    """Open what lies at an address: an archive as it is needed, a page whole."""
    if not addresses.is_web_address(address):
        with remote.stored(address) as stream:
            yield kinds.cutter(stream, Place(address, address), kinds.ending(address), options)
        return
    ending = kinds.ending(urlsplit(address).path)
    if ending in kinds.ARCHIVES:
        with io.BufferedReader(remote.Remote(address, options), 1 << 20) as stream:
            yield kinds.cutter(stream, Place(address, address), ending, options)
    else:
        page = web.fetch(address, options)
        data = page.data
        if data.startswith(kinds.GZIP):
            data = whole(unpacked(io.BytesIO(data)), address, options.max_page_bytes)
        ending = ".html" if "html" in page.content_type else ""
        place = Place(address, page.url, page.content_type)
        yield kinds.cutter(io.BytesIO(data), place, ending, options, charset=page.charset, url=page.url)
