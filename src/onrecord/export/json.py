"""Readings, or what is made of them, as JSON: one object or an array of them, or one a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TextIO

from onrecord.statement import Reading

Made = Callable[[Reading], dict[str, Any]]
"""What a writer makes of a reading before it is written."""


class JsonWriter:
    """Writes one reading as an object, several as an array.

    A first one is kept until it is known whether a second follows.

    Args:
        stream: where to write; lone surrogates must pass it as ``\\ud800`` (errors ``backslashreplace``).
        several: write an array in any case.
        made: what is made of a reading; by default an object of the package's schema.
    """

    def __init__(self, stream: TextIO, several: bool = False, made: Made = Reading.to_dict) -> None:
        self._stream = stream
        self._made = made
        self._array = several
        self._begun = False
        self._kept: str | None = None

    def write(self, reading: Reading, name: str = "") -> None:
        """Write one reading, or keep it while it may be the only one."""
        text = json.dumps(self._made(reading), ensure_ascii=False, indent=2, allow_nan=False)
        if self._array:
            self._item(text)
        elif self._kept is None:
            self._kept = text
        else:
            self._array = True
            self._item(self._kept)
            self._item(text)

    def close(self) -> None:
        """Write the one reading, or the end of the array."""
        if self._array:
            self._stream.write("\n]\n" if self._begun else "[]\n")
        elif self._kept is not None:
            self._stream.write(self._kept + "\n")

    def _item(self, text: str) -> None:
        self._stream.write((",\n" if self._begun else "[\n") + text)
        self._begun = True


class JsonLinesWriter:
    """Writes one reading a line.

    Args:
        stream: where to write; lone surrogates must pass it as ``\\ud800`` (errors ``backslashreplace``).
        made: what is made of a reading; by default an object of the package's schema.
    """

    def __init__(self, stream: TextIO, made: Made = Reading.to_dict) -> None:
        self._stream = stream
        self._made = made

    def write(self, reading: Reading, name: str = "") -> None:
        """Write one reading."""
        self._stream.write(json.dumps(self._made(reading), ensure_ascii=False, allow_nan=False) + "\n")

    def close(self) -> None:
        """Do nothing: every reading is written as it comes."""
