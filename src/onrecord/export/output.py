"""Where a command's output goes: standard output, or a file that appears when it is whole."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def opened(path: Path | None, errors: str = "replace", encoding: str | None = "utf-8") -> Iterator[TextIO]:
    """Open a file, or standard output where there is no path, for text whose newlines stay as they are.

    A file is written beside its place and put there at the end, so that what stood there before is only
    lost to something whole. Pipes and devices are written as they are.

    Args:
        path: the file.
        errors: what becomes of characters that the encoding does not hold (as in ``open``).
        encoding: how the text is encoded; ``None``: as standard output is.

    Raises:
        OSError: the file cannot be written.
    """
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding=encoding or sys.stdout.encoding, errors=errors, newline="")
        yield sys.stdout
        sys.stdout.flush()
        return
    encoding = encoding or "utf-8"
    place = path.resolve()
    if place.exists() and not place.is_file():
        with place.open("w", encoding=encoding, errors=errors, newline="") as stream:
            yield stream
        return
    with placed(path) as part, part.open("w", encoding=encoding, errors=errors, newline="") as stream:
        yield stream


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """Give a path to write a file to; it is put in its place at the end, unless something was raised.

    Args:
        path: where the file shall be.

    Raises:
        OSError: it cannot be put there.
    """
    place = path.resolve()
    part = _beside(place, path)
    try:
        yield part
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def filled(path: Path) -> Iterator[Path]:
    """Give a folder to write files to; it is put in its place at the end, unless something was raised.

    Args:
        path: where the folder shall be; there is nothing yet, or an empty folder.

    Raises:
        OSError: something is there already, or the folder cannot be made.
    """
    place = path.resolve()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise FileExistsError(errno.EEXIST, "there is something already", str(path))
    part = _beside(place, path)
    try:
        part.mkdir()
        yield part
        part.replace(place)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _beside(place: Path, named: Path) -> Path:
    """Return where a file is written before it is put in its place; ``named`` is the place as messages call it."""
    if not place.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {named.parent}", str(named))
    return place.with_name(f".{place.name}.{os.getpid()}.part")
