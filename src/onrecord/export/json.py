"""Readings as JSON: one object or an array of them, or one reading a line."""

from __future__ import annotations

import json
from typing import TextIO

from onrecord.statement import Reading


class JsonWriter:
    """Writes one reading as an object, several as an array; each is an object of the package's schema.

    A first reading is kept until it is known whether a second follows.

    Args:
        stream: where to write; lone surrogates must pass it as ``\\ud800`` (errors ``backslashreplace``).
        several: write an array in any case.
    """

    def __init__(self, stream: TextIO, several: bool = False) -> None:
        self._stream = stream
        self._array = several
        self._begun = False
        self._kept: str | None = None

    def write(self, reading: Reading, name: str = "") -> None:
        """Write one reading, or keep it while it may be the only one."""
        text = json.dumps(reading.to_dict(), ensure_ascii=False, indent=2, allow_nan=False)
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
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, reading: Reading, name: str = "") -> None:
        """Write one reading."""
        self._stream.write(json.dumps(reading.to_dict(), ensure_ascii=False, allow_nan=False) + "\n")

    def close(self) -> None:
        """Do nothing: every reading is written as it comes."""
