"""What the formats for people share: words for the fields' values, and text that is safe to show."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from onrecord.article import Article
from onrecord.stands import Holder
from onrecord.statement import Act, Amount, Passage, Reading, Spans, Speaker, Stand, Statement, When

UNCERTAIN: Final = 0.5
"""A statement below this confidence is called uncertain: it is likelier wrong than right."""

ACTS: Final[dict[Act, str]] = {
    "threaten": "threatens",
    "deny": "denies",
    "refuse": "refuses",
    "commit": "commits",
    "demand": "demands",
    "criticise": "criticises",
    "support": "supports",
    "desire": "desires",
    "question": "questions",
    "claim": "claims",
}

ACTS_AT: Final[dict[Act, str]] = {
    **ACTS,
    "deny": "contradicts",
    "commit": "commits to",
    "demand": "urges",
    "desire": "wishes for",
    "claim": "speaks of",
}
"""The acts as they are told before the target's name."""

ACT_MARKS: Final[dict[Act, str]] = {
    "threaten": "!",
    "deny": "≠",
    "refuse": "✕",
    "commit": "✓",
    "demand": "»",
    "criticise": "−",
    "support": "+",
    "desire": "~",
    "question": "?",
    "claim": "·",
}

STANDS: Final[dict[Stand, str]] = {
    "ruled_out": "ruled out",
    "opposed": "opposed",
    "open": "open",
    "favoured": "favoured",
    "pledged": "pledged",
    "done": "done",
}

STAND_MARKS: Final[dict[Stand, str]] = {
    "ruled_out": "⊗",
    "opposed": "⊖",
    "open": "○",
    "favoured": "⊕",
    "pledged": "◉",
    "done": "●",
}
"""Circles all of them, and the acts none, so that two marks side by side are told apart without a legend."""

_SCALES: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_MOST: Final = 1e15
"""Larger amounts are told by powers of ten."""

_SPACE = re.compile(r"[\s\u2028\u2029]+")
# Control characters, the directional ones that can make a line read as what it does not say, and
# surrogates that no encoding holds. White space is dealt with beforehand.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    """Return ``text`` with a replacement character for each one that could steer a terminal or a page."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Return ``text``, printable, on one line: each run of white space becomes one space."""
    return printable(_SPACE.sub(" ", text)).strip()


def shortened(text: str, limit: int) -> str:
    """Return ``text`` on one line, cut between words to at most ``limit`` characters."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"


def joined(text: str, spans: Spans) -> str:
    """Return the pieces of ``text`` at ``spans`` on one line, an ellipsis for words left out between them."""
    words = ""
    before = 0
    for start, end in spans:
        gap = " … " if words and text[before:start].strip() else " "
        words += (gap if words else "") + one_line(text[start:end])
        before = end
    return words


def marks(statement: Statement) -> str:
    """Return a statement's mark, two columns wide: the sign of its act, and the circle of its main position."""
    act = ACT_MARKS[statement.act] if statement.act else " "
    return act + (STAND_MARKS[statement.positions[0].stand] if statement.positions else " ")


def deed(act: Act, target: Passage | None) -> str:
    """Return what is done, and to whom where it is done to somebody."""
    return f"{ACTS_AT[act]} {one_line(target.text)}" if target else ACTS[act]


def circumstances(statement: Statement) -> list[str]:
    """Return how, when, for whom and to whom it was said, and the money in it: as far as it is known."""
    told = []
    if statement.on_behalf_of:
        told.append(f"on behalf of {one_line(statement.on_behalf_of.text)}")
    if statement.addressee:
        told.append(f"to {one_line(statement.addressee.text)}")
    if statement.medium and not (statement.addressee and statement.addressee.spans == statement.medium.spans):
        told.append(f"via {one_line(statement.medium.text)}")
    if statement.when:
        told.append(time_of(statement.when))
    told.extend(amount(money) for money in statement.money)
    if statement.translated:
        told.append("likely a translation")
    return told


def time_of(when: When) -> str:
    """Return the words of a time, and the date that they mean where it is known and not those words itself."""
    words = one_line(when.text)
    date = one_line(when.date or "")
    return words if date in ("", words) else f"{words} ({date})"


def amount(money: Amount) -> str:
    """Return an amount of money by its currency's code and its number, in millions or more where it is round."""
    number = f"{money.value:,.2f}".removesuffix(".00") if money.value < _MOST else f"{money.value:.3g}"
    for scale, name in _SCALES:
        if scale <= money.value < _MOST and round(money.value / scale, 3) * scale == money.value:
            number = f"{money.value / scale:,.3f}".rstrip("0").rstrip(".") + f" {name}"
            break
    return f"{money.currency} {number}" if money.currency else f"{number} (currency not told)"


def percent(probability: float) -> str:
    """Return a probability as a whole percentage."""
    return f"{probability:.0%}"


def number_of(count: int, noun: str) -> str:
    """Return the count and its noun, in the plural where it is due."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def moment(published: str) -> str:
    """Return a date or moment of ISO 8601 as people write it, to the minute; anything else as it is."""
    try:
        time = datetime.fromisoformat(published)
    except ValueError:
        return one_line(published)
    if "T" not in published:
        return one_line(published)
    return f"{time:%Y-%m-%d %H:%M} {time.tzname() or ''}".rstrip()


def byline(article: Article) -> str:
    """Return the authors' names, but for an outlet that names itself as its articles' author."""
    return ", ".join(one_line(name) for name in article.authors if name != article.outlet)


def who(reading: Reading, statement: Statement) -> str:
    """Return the names of a statement's speakers, else its source's words, else ``(no source)``."""
    names = " and ".join(name for speaker in statement.speakers if (name := one_line(speaker.name)))
    return names or joined(reading.article.text, statement.source) or "(no source)"


def standing(speaker: Speaker | Holder) -> str:
    """Return a speaker's roles; where the article states none, the kind, unless it is a person.

    A role that another one says more fully is left out, as is a kind that the name says already.
    """
    said = [one_line(role.text) for role in speaker.roles]
    fullest: list[str] = []
    for role in sorted(said, key=len, reverse=True):
        if not any(role.casefold() in other.casefold() for other in fullest):
            fullest.append(role)
    return ", ".join(sorted(fullest, key=said.index)) or (
        "" if speaker.kind in ("person", "none", speaker.name) else speaker.kind
    )


def tally(reading: Reading) -> str:
    """Return how many statements a reading has, by how many speakers where they are known."""
    if not reading.statements:
        return "no statements found"
    counts = [number_of(len(reading.statements), "statement")]
    if names := {speaker.name.casefold() for s in reading.statements for speaker in s.speakers}:
        counts.append(number_of(len(names), "speaker"))
    return ", ".join(counts)
