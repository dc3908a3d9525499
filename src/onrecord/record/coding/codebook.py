"""A codebook of one's own: fields, and the codes that each may have."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from onrecord.errors import InputError

Level = Literal["nominal", "ordinal", "interval"]
"""What differences between codes mean: other ones, ranks in the order that they are given in, or numbers."""

NOTHING: Final = "-"
"""What a coder writes to take a code back."""

LONGEST_CODE: Final = 200
"""Characters of a code."""

_NAME: Final = re.compile(r"[^\W\d][\w-]{0,39}")
_KEYS: Final = ("level", "codes", "question")


@dataclass(frozen=True, slots=True)
class CodeField:
    """A field that statements are coded by.

    Args:
        name: its name: a letter, then letters, digits, ``_`` and ``-``; kept in lower case.
        level: what differences between its codes mean.
        codes: what may be given, for an ordinal field in its order; without any, whatever coders write (numbers,
            where the field is of the level interval).
        question: what coders are asked.

    Raises:
        InputError: these can be no field.
    """

    name: str
    level: Level = "nominal"
    codes: tuple[str, ...] = ()
    question: str | None = None

    def __post_init__(self) -> None:
        name = self.name.strip().casefold()
        if not _NAME.fullmatch(name):
            told = "no name for a field: a letter, then at most 39 letters, digits, _ and -"
            raise InputError(self.name, told)
        if self.level not in get_args(Level):
            raise InputError(name, f"no such level: {self.level}; there are {', '.join(get_args(Level))}")
        codes = tuple(" ".join(code.split()) for code in self.codes)
        if self.level == "interval":
            codes = tuple(_number(name, code) for code in codes)
        if len({code.casefold() for code in codes}) < len(codes):
            raise InputError(name, "one of its codes is there twice")
        for code in codes:
            if not code or code == NOTHING or len(code) > LONGEST_CODE:
                raise InputError(name, f"no code: {code[:40]!r}; {NOTHING} takes a code back")
        if self.level == "ordinal" and len(codes) < 2:
            raise InputError(name, "the codes of an ordinal field must be given, in their order")
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "codes", codes)

    def code(self, cell: str) -> str:
        """Return what a cell of a sheet says as a code of this field.

        Raises:
            ValueError: it is none; the message says so.
        """
        given = " ".join(cell.split())
        if not self.codes:
            if self.level == "interval":
                return _numeral(given)
            if len(given) > LONGEST_CODE:
                raise ValueError(f"longer than {LONGEST_CODE} characters")
            return given
        known = {code.casefold(): code for code in self.codes}
        for one in (given, _plain(given)):
            if one.casefold() in known:
                return known[one.casefold()]
        raise ValueError(f"{given[:40]!r} is no code of {self.name} ({', '.join(self.codes)})")

    def takes(self, code: str) -> bool:
        """Tell whether something is a code of this field as it is."""
        try:
            return self.code(code) == code
        except ValueError:
            return False


def fields_of(given: Iterable[str], known: Mapping[str, CodeField]) -> tuple[CodeField, ...]:
    """Return the fields that a codebook is given as.

    Args:
        given: each a name (of a field that is known, or of one that takes whatever coders write), or
            ``NAME=CODE,CODE``, ``NAME:LEVEL=CODE,CODE``, or the path of a TOML file: a table for each field,
            with ``codes``, ``level`` and ``question``.
        known: the fields that a record has, by their names.

    Raises:
        InputError: one of them is no field, or is given twice.
    """
    found: dict[str, CodeField] = {}
    for text in given:
        made = _from_file(Path(text)) if text.endswith(".toml") else [_from_text(text, known)]
        for field in made:
            if field.name in found:
                raise InputError(field.name, "this field is given twice")
            found[field.name] = field
    return tuple(found.values())


def _from_text(text: str, known: Mapping[str, CodeField]) -> CodeField:
    head, equals, codes = text.partition("=")
    name, colon, level = head.partition(":")
    if not equals and not colon and name.strip().casefold() in known:
        return known[name.strip().casefold()]
    listed = tuple(code for code in codes.split(",") if code.strip())
    if equals and not listed:
        raise InputError(text, "no codes after =")
    chosen: Any = level.strip().casefold() if colon else "nominal"
    return CodeField(name, chosen, listed)


def _from_file(path: Path) -> list[CodeField]:
    try:
        found = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(str(path), f"no TOML: {error}") from None
    if not found:
        raise InputError(str(path), "there is no field in it")
    return [_from_table(path, name, table) for name, table in found.items()]


def _from_table(path: Path, name: str, table: Any) -> CodeField:
    if not isinstance(table, dict):
        raise InputError(str(path), f"{name} is no table: fields are written as [{name}]")
    if unknown := set(table) - set(_KEYS):
        raise InputError(str(path), f"{name}: no such setting: {min(unknown)}; there are {', '.join(_KEYS)}")
    codes = table.get("codes", [])
    if not isinstance(codes, list) or not all(isinstance(code, str | int | float) for code in codes):
        raise InputError(str(path), f"{name}: codes is no list of codes")
    for key in ("level", "question"):
        if not isinstance(table.get(key, ""), str):
            raise InputError(str(path), f"{name}: {key} is no text")
    return CodeField(
        name, table.get("level", "nominal"), tuple(map(str, codes)), table.get("question") or None
    )


def _number(field: str, code: str) -> str:
    try:
        return _numeral(code)
    except ValueError as error:
        raise InputError(field, str(error)) from None


def _numeral(text: str) -> str:
    """Return a number as it is kept; spreadsheets of some countries write a comma before its decimals."""
    try:
        value = float(text.replace(",", ".", 1))
        if not -1e15 < value < 1e15:
            raise ValueError
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no number") from None
    return f"{value:.10g}"


def _plain(text: str) -> str:
    """Return a whole number without the decimals that spreadsheets give it."""
    return re.sub(r"\A(-?\d+)[.,]0+\Z", r"\1", text)
