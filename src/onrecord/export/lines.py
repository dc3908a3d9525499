"""Statements of a record as objects of JSON: one a line, or as the items of one document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from onrecord.record.search.choosing import Chosen

Object = dict[str, Any]

Objects = Callable[["Chosen"], Iterable[list[Object]]]
"""What is made of an article: for each of its statements some objects, none where the format has no place for it."""


def encoded(value: Any) -> str:
    """Return plain data as JSON on one line; lone surrogates stay, for the stream to escape."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def filled(**fields: Any) -> Object:
    """Return an object of those fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


class LinesWriter:
    """Writes an object a line.

    Args:
        stream: where to write; lone surrogates must pass it as ``\\ud800`` (errors ``backslashreplace``).
        objects: what is made of an article.

    Attributes:
        left_out: the statements that nothing was made of.
    """

    def __init__(self, stream: TextIO, objects: Objects) -> None:
        self._stream = stream
        self._objects = objects
        self.left_out = 0

    def write(self, reading: Chosen, name: str = "") -> None:
        """Write what is made of one article."""
        for some in self._objects(reading):
            self.left_out += not some
            for one in some:
                self._stream.write(encoded(one) + "\n")

    def close(self) -> None:
        """Do nothing: every object is written as it comes."""


class DocumentWriter:
    """Writes one document whose items come one after another.

    Args:
        stream: where to write; lone surrogates must pass it as ``\\ud800`` (errors ``backslashreplace``).
        objects: what is made of an article.
        begin: what stands before the items, up to the bracket that opens their list.
        end: what stands behind the bracket that closes it, given the items that were written.

    Attributes:
        left_out: the statements that nothing was made of.
    """

    def __init__(self, stream: TextIO, objects: Objects, begin: str, end: Callable[[int], str]) -> None:
        self._stream = stream
        self._objects = objects
        self._begin = begin
        self._end = end
        self._written = 0
        self.left_out = 0

    def write(self, reading: Chosen, name: str = "") -> None:
        """Write what is made of one article."""
        for some in self._objects(reading):
            self.left_out += not some
            for one in some:
                self._stream.write((",\n" if self._written else self._begin + "\n") + encoded(one))
                self._written += 1

    def close(self) -> None:
        """Write the end of the document."""
        before = "\n" if self._written else self._begin
        self._stream.write(before + self._end(self._written) + "\n")
