"""Names and anchors in the forms that the record compares them by."""

from __future__ import annotations

import re
import unicodedata

from onrecord.statement import Spans

_SPACE = re.compile(r"[\W_]+")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def name_key(name: str) -> str:
    """Return a name as names are compared: no case, no marks on letters, single spaces between words."""
    bare = name
    if not name.isascii():  # most are, and have no marks
        bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _SPACE.sub(" ", bare.casefold()).strip() or name.casefold().strip()


def anchor_of(statement_id: str) -> int:
    """Return a statement's id, 16 hexadecimal digits, as the signed number that a database holds."""
    number = int(statement_id, 16)
    return number - (1 << 64) if number >> 63 else number


def id_of(anchor: int) -> str:
    """Return the statement's id that an anchor stands for."""
    return f"{anchor % (1 << 64):016x}"


def spans_to_text(spans: Spans) -> str:
    """Return spans as a column holds them: ``47-122;130-141``."""
    return ";".join(f"{start}-{end}" for start, end in spans)


def spans_of(text: str) -> Spans:
    """Return the spans that a column holds."""
    return tuple(
        (int(start), int(end)) for start, _, end in (span.partition("-") for span in text.split(";") if span)
    )


def storable(text: str) -> str:
    """Return a text as a database's column takes it: a sign in the place of lone surrogates and NUL."""
    if text.isascii() and "\x00" not in text:
        return text
    return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
