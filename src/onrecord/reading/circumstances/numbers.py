"""Numbers as news writes them beside a currency: "1,250.5", "half a million", "two and a half billion"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

SCALES: Final = {
    **{
        "hundred": 100,
        "thousand": 10**3,
        "k": 10**3,
        "million": 10**6,
        "m": 10**6,
        "mn": 10**6,
        "mln": 10**6,
    },
    **{
        "mio": 10**6,
        "billion": 10**9,
        "b": 10**9,
        "bn": 10**9,
        "bln": 10**9,
        "trillion": 10**12,
        "tn": 10**12,
    },
    **{"trn": 10**12, "t": 10**12, "lakh": 10**5, "crore": 10**7},
}
"""What multiplies the number before it, in full and in short."""

_WORDS: Final = {
    **{
        "a": 1,
        "an": 1,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
    },
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15},
    **{
        "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18,
        "nineteen": 19,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
    },
    **{"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
_FRACTIONS: Final = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_BIG = "hundred|thousand|million|billion|trillion|lakh|crore"
_SMALL = "|".join(sorted(_WORDS, key=len, reverse=True))

DIGITS: Final = (
    r"\d{1,3}(?:,\d{2})*(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
)
"""An expression for a number in digits: commas, several points or narrow spaces part thousands."""

CARDINAL: Final = (
    rf"\b(?:half|(?:a|one) quarter of|half of) (?:an? |one )?(?:{_BIG})\b"
    rf"|\b(?:{_SMALL})(?:[-\s](?:{_BIG})\sand\s(?:{_SMALL})\b(?!\s(?:half|quarter))"
    rf"|\sand\sa\s(?:half|quarter)|[-\s](?:{_SMALL}|{_BIG}))*\b"
)
"""An expression for a number in words (any case)."""

_GROUPED = re.compile(r"\d{1,3}(?:,\d{2})*(?:,\d{3})+(?:\.\d+)?")
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")


def number_of(digits: str) -> Decimal:
    """Return the number that digits mean ("1,250.5", "1.250.000", "2,5")."""
    if _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _POINTED.fullmatch(digits):
        return Decimal(digits.replace(".", ""))
    return Decimal(re.sub(r"[ \xa0\u2009\u202f]", "", digits).replace(",", "."))


def cardinal(words: str) -> Decimal | None:
    """Return the number that words mean ("two and a half billion"); ``None`` where they are no one number."""
    total, current = Decimal(0), Decimal(0)
    last = 10**15
    begun = False
    for word in re.split(r"[\s-]+", words.casefold()):
        if word in ("and", "of"):
            continue
        if word in _FRACTIONS:
            # "half a million" begins with it, "two and a half" has counted its "a" as one.
            current = current - 1 + _FRACTIONS[word] if begun else _FRACTIONS[word]
            begun = True
        elif word == "hundred":
            current *= 100
        elif word in SCALES:
            scale = SCALES[word]
            if scale >= last:
                return None
            total, current, last = total + (current or 1) * scale, Decimal(0), scale
        elif word in _WORDS:
            if begun and 0 < current < 1:  # "half a million", "half of one million"
                continue
            current += _WORDS[word]
            begun = True
        else:
            return None
    return total + current


def scale_of(words: str) -> int:
    """Return the scale that a number's words end with ("three million"), 1 for none."""
    last = re.split(r"[\s-]+", words.casefold())[-1]
    return SCALES.get(last, 1)
