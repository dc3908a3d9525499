"""The columns of a sheet, and the keys by which its rows are known again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from onrecord.errors import InputError

AGREED: Final = "agreed"
"""Stands in the place of a coder for what the coders agreed on when they had talked."""

KEY: Final = "key"
NUMBER: Final = "statement"
WORDS: Final = "words"
CONTEXT: Final = (NUMBER, KEY, "published", "outlet", "title", "url", "speaker", WORDS, "context")
"""The columns before those of the fields."""

LONGEST_CELL: Final = 30_000
"""Characters of a cell; spreadsheets take a few more."""

_KEY: Final = re.compile(r"s(\d{1,12})-(\d{1,12})-([0-9a-f]{10})")


@dataclass(frozen=True, slots=True)
class Key:
    """A row of a sheet: the sheet's number, the number of the row in the record, and a sum of what it says."""

    sheet: int
    coded: int
    sum: str

    @classmethod
    def of(cls, record: str, sheet: int, coded: int, number: str, words: str) -> Key:
        """Return the key of a row.

        Args:
            record: the id of the record.
            sheet: the number of the sheet.
            coded: the number of the row in the record.
            number: what the column :data:`NUMBER` says.
            words: what the column :data:`WORDS` says. Only its Latin letters and digits count: programs that write
                sheets change the others.
        """
        letters = re.sub(r"[^a-z0-9]", "", words.casefold())
        told = f"{record}\n{sheet}\n{coded}\n{number}\n{letters}"
        return cls(sheet, coded, hashlib.sha256(told.encode("ascii", "replace")).hexdigest()[:10])

    @classmethod
    def read(cls, cell: str) -> Key | None:
        """Return the key that a cell is; ``None`` if it is none."""
        found = _KEY.fullmatch(cell.strip().casefold())
        return cls(int(found[1]), int(found[2]), found[3]) if found else None

    def __str__(self) -> str:
        """Return it as a cell has it."""
        return f"s{self.sheet}-{self.coded}-{self.sum}"


def column_of(field: str, coder: str) -> str:
    """Return the column in which a coder gives the codes of a field."""
    return f"{field} ({coder})"


def columns_of(fields: Iterable[str], coders: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of the fields: field by field, each for every coder and for what they agree on."""
    everybody = (*coders, AGREED)
    return tuple(column_of(field, coder) for field in fields for coder in everybody)


def coders_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of coders as they are kept.

    Raises:
        InputError: one is empty, too long, there twice, or means something else.
    """
    found: list[str] = []
    for name in names:
        coder = " ".join(name.split())
        if not coder or len(coder) > 40 or set(coder) & set("()"):
            raise InputError(name, "no name for a coder: 1 to 40 characters, without brackets")
        if coder.casefold() == AGREED:
            raise InputError(name, "no name for a coder: it stands for what the coders agree on")
        if coder.casefold() in (known.casefold() for known in found):
            raise InputError(name, "two coders cannot have one name")
        found.append(coder)
    if not found:
        raise InputError("coders", "at least one is needed")
    return tuple(found)
