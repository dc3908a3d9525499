"""Amounts of money in the words of a statement, as numbers with their currency.

"$1.5m", "three billion pounds a year", "half a million dollars", "between $2 and $3 million" (two amounts). Words
that give no number ("millions of dollars", "a few thousand euros") are no amount. The currency is a code of ISO
4217 where the words settle it: dollars are those of the USA unless the words or the outlet's address say otherwise,
francs, pesos, rupees and the like need a country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlsplit

from onrecord.reading.circumstances.currencies import CODES, UNIT_WORDS, currency_of_sign, currency_of_unit
from onrecord.reading.circumstances.numbers import CARDINAL, DIGITS, SCALES, cardinal, number_of, scale_of
from onrecord.statement import Amount, Span, Spans

_SCALE = "|".join(w for w in SCALES if len(w) > 3)
_SHORT = "|".join(sorted((w for w in SCALES if len(w) <= 3), key=len, reverse=True))
_TAIL = (
    rf"(?:[ \xa0-]?(?i:(?P<scale>{_SCALE})s?\b)|(?i:(?P<short>{_SHORT})\b)|[ \xa0](?P<spaced>mn|bn|tn)\b)?"
)
_CODE = "|".join(CODES)
_SIGN = (
    r"(?:US|AU|A|CA|C|NZ|HK|S|R|NT|MX)?\$|[€£¥₹₽₺₴₩₪₦₫₱฿₸₾]|(?:RM|Rs\.?|R|CHF|kr)(?=[ \xa0]?\d)"
    rf"|(?:{_CODE})(?=[ \xa0]?\d)"
)
_UNIT = (
    r"(?P<people>(?:U\.S\.|US|UAE|New Zealand|Hong Kong|Sri Lankan|South Korean|[A-Z][a-z]+)[ ])?"
    rf"(?P<unit>{'|'.join(sorted(UNIT_WORDS, key=len, reverse=True))}|{_CODE})\b"
)
_SIGNED = re.compile(rf"(?<![\w$€£])(?P<sign>{_SIGN})[ \xa0]?(?P<digits>{DIGITS}){_TAIL}(?!\w)")
_NAMED = re.compile(
    rf"(?<![\w$€£.,-])(?:(?P<digits>{DIGITS}){_TAIL}|(?i:(?P<words>{CARDINAL})))(?:[ \xa0-]|[ ]of[ ])?{_UNIT}"
    r"(?!['’]s\b|[ ](?:zone|area|countries|members|states|nations)\b)"
)
_JOINT = r"[ ]?(?:-|–|—|\bto\b|\band\b|\bor\b)[ ]?"
_FIRST = re.compile(
    rf"(?<![\w$€£.,-])(?:(?P<digits>{DIGITS})|(?i:(?P<words>{CARDINAL})))(?P<joint>{_JOINT})$"
)
_SECOND = re.compile(rf"(?:-|–|—|[ ]to[ ])(?P<digits>{DIGITS}){_TAIL}(?![\w%])")
_BETWEEN = re.compile(r"\bbetween[ ]$", re.IGNORECASE)
_HINT = re.compile(
    r"[$€£¥₹₽₺₴₩₪₦₫₱฿₸₾]|\d|\b(?:illion|dollar|buck|cent|euro|pound|yen|yuan|ro?uble|rupee|franc|rand)",
)
_PER = re.compile(
    r"(?:[ ](?:a|per|each|every)[ ](?:day|week|month|year|head|person)|[ ](?:fine|worth|in (?:cash|damages|fines)))\b"
)
_LONGEST_FIRST = 40
_NEAR = 5000


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in money: its span, the number before its scale, the scale, and the currency."""

    span: Span
    number: Decimal
    scale: int
    currency: str | None


def money(text: str, spans: Spans, address: str | None = None) -> tuple[Amount, ...]:
    """Return the amounts of money in the words at ``spans``, in the order of the text.

    Args:
        text: the article's text.
        spans: where to look.
        address: the article's address: an outlet in Canada means its own dollars.
    """
    found: list[_Found] = []
    for start, end in spans:
        if _HINT.search(text, start, end):
            found.extend(_in(text, start, end, _home(address)))
    return tuple(
        Amount(text[slice(*one.span)], (one.span,), float(one.number * one.scale), one.currency)
        for one in found
    )


def _home(address: str | None) -> str:
    """Return the last part of an address's host, which may name a country."""
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return ""
    return host.rpartition(".")[2]


def _in(text: str, start: int, end: int, home: str) -> list[_Found]:
    found: list[_Found] = []
    for match in _SIGNED.finditer(text, start, end):
        sign = match["sign"].rstrip(".")
        if sign == "R" and not (_scale(match) > 1 or "," in match["digits"] or home == "za"):
            continue
        one = _Found(match.span(), number_of(match["digits"]), _scale(match), currency_of_sign(sign, home))
        second = _SECOND.match(text, match.end(), end)
        if found and _is_range(text, found[-1], one):
            found[-1] = _scaled(found[-1], one)
        found.append(one)
        if second is not None and not _NAMED.match(text, second.start("digits"), end):
            other = _Found(
                (second.start("digits"), second.end()),
                number_of(second["digits"]),
                _scale(second),
                one.currency,
            )
            if other.number > one.number or other.scale > one.scale > 1:
                found[-1] = _scaled(one, other)
                found.append(other)
    taken = [one.span for one in found]
    for match in _NAMED.finditer(text, start, end):
        if any(s < match.end() and match.start() < e for s, e in taken):
            continue
        found.extend(_named(text, start, match, home))
    return sorted(found, key=lambda one: one.span)


def _named(text: str, start: int, match: re.Match[str], home: str) -> list[_Found]:
    unit, people = match["unit"], (match["people"] or "").strip()
    number = number_of(match["digits"]) if match["digits"] else cardinal(match["words"])
    scale = _scale(match)
    if number is None or not _is_money(text, match, scale, home):
        return []
    if unit in ("cent", "cents"):
        if scale > 1 or text.startswith(" on the", match.end()):
            return []
        number, unit = number / 100, "dollar"
    currency = currency_of_unit(unit, people, home)
    one = _Found(match.span(), number, scale, currency)
    lead = max(start, match.start() - _LONGEST_FIRST)
    first = _FIRST.search(text, lead, match.start())
    if first is None:
        return [one]
    joint = first["joint"].strip()
    if joint == "and" and not _BETWEEN.search(text, lead, first.start()):
        return [one]
    smaller = number_of(first["digits"]) if first["digits"] else cardinal(first["words"])
    shared = number * scale if match["words"] and not first["digits"] else number
    if smaller is None or smaller >= shared:
        return [one]
    if match["words"] and smaller < 1000:  # "two or three million": the number's words end with the scale
        scale = scale_of(match["words"])
    return [_Found((first.start(), first.start("joint")), smaller, scale, currency), one]


def _is_money(text: str, match: re.Match[str], scale: int, home: str) -> bool:
    """Whether a number with a unit is money: pounds are weights too, and "won" is a verb."""
    words, unit, people = (match["words"] or "").casefold(), match["unit"], match["people"]
    if people or unit.isupper():
        return True
    big = scale > 1 or scale_of(words) > 1
    if unit.startswith("pound") and "sterling" not in unit:
        return big or home == "uk" or _sterling(text, match.start()) or bool(_PER.match(text, match.end()))
    if unit in ("won", "dong", "lev", "rand", "lari", "real", "lei", "leva"):
        return big or "," in (match["digits"] or "")
    return words not in ("a", "an")  # "a dollar" is a way to speak


def _sterling(text: str, at: int) -> bool:
    """Whether the article writes of British money near a place."""
    return text.find("£", max(0, at - _NEAR), at + _NEAR) >= 0


def _scale(match: re.Match[str]) -> int:
    word = match["scale"] or match["short"] or match["spaced"]
    return SCALES[word.casefold()] if word else 1


def _is_range(text: str, first: _Found, second: _Found) -> bool:
    """Whether two amounts are the ends of a range that share a scale: "between $2 and $3 million"."""
    between = text[first.span[1] : second.span[0]].strip()
    if first.scale > 1 or second.scale == 1 or first.number >= second.number:
        return False
    return between in ("-", "–", "—", "to", "or") or (
        between == "and" and bool(_BETWEEN.search(text, max(0, first.span[0] - 10), first.span[0]))
    )


def _scaled(first: _Found, second: _Found) -> _Found:
    return replace(first, scale=second.scale) if first.scale == 1 and first.number < second.number else first
