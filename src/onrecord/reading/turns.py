"""Turns: interviews and transcripts that name the speaker before or below the words.

``NAME: words``, ``Q: words`` and ``A: words``, and quotations with ``- Name`` below them. Headlines of the
form ``Mayor: Docks are not for sale`` look alike but come once, at the top: they are left to the tagger.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from onrecord.reading.paragraphs import paragraphs, trimmed
from onrecord.reading.quotations import Quotation, quotations
from onrecord.statement import Span, Spans

Form = Literal["label", "question", "answer", "trailing"]

_LONGEST_LABEL = 90
# Paragraphs without a label that may stand between two turns and still go on with the first one.
_LONGEST_GAP = 4
_TRAILING = 110
_SHOUTED = 12
_BEFORE_PLACES = frozenset(
    {
        "At",
        "East",
        "For",
        "From",
        "Greater",
        "In",
        "Inside",
        "Near",
        "New",
        "North",
        "Of",
        "Outside",
        "Since",
        "South",
        "The",
        "To",
        "West",
        "When",
        "While",
        "With",
    }
)

_CAPS = r"(?:[A-Z](?:[A-Z.'’\-]|(?<=[Mc])c|(?<=Ma)c)*[A-Z.]|[A-Z]\.?)"
_CAPITALISED = r"(?:[A-Z][\w.'’\-]*|(?:de|da|del|van|von|der|den|bin|al|el|la|le|du)(?= ))"
_OPENING = r"[\"“'‘«]{0,2}"
_ASIDE = r"(?: ?[(\[][^()\[\]\n]{1,40}[)\]])?"
_ROLE = r"(?:, (?P<role>(?:(?! - )[^:\n—–]){2,60}))?"
_LABEL = re.compile(
    rf"{_OPENING}(?P<name>{_CAPS}(?: {_CAPS}){{0,4}}(?: \d)?"
    rf"|{_CAPITALISED}(?: {_CAPITALISED}){{0,4}}(?: \d)?)"
    rf"{_ROLE}{_ASIDE}(?P<colon>\s?:)(?=\s|[\"“]|$)"
)
_Q_OR_A = re.compile(
    rf"{_OPENING}(?P<name>Q(?:uestion|UESTION)?|A(?:nswer|NSWER)?)(?P<colon>\s?[:.])(?=\s|[\"“]|$)"
)
_SIGNATURE = re.compile(
    r"(?P<dash>--?|[–—―~])\s?(?P<name>(?:[A-Z][\w.'’\-]*|of|the|de|da|van|von|der|bin|al|el|la|le|du|and|&)"
    r"(?: (?:[A-Z][\w.'’\-]*|of|the|for|de|da|van|von|der|bin|al|el|la|le|du|and|&)){0,7})"
    r"(?:(?:,| \() ?(?P<role>[^\n:;@]{2,80}?)\)?)?\.?$"
)
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|Jr|Sr|[A-Z]\.[A-Z])\.$")
_STAGE_DIRECTION = re.compile(r"[(\[][^()\[\]\n]{1,80}[)\]]\W{0,2}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")

# Words that stand before a colon at the head of a paragraph and name no speaker.
_NO_SPEAKER_WORDS = """
about abstract action address advertisement advice age also analysis and announcement answers anyway
asked author background bottom breaking but byline caption category chapter city claim claims
clarification company conclusion contact contributing copyright correction corrections cost country
credit credits culture date day deadline details director disclaimer disclosure duration edit editor
editorial email event example examples exclusive explainer explained fact facts fears finally first for
format from full genre headline headlines here highlights hint host-city how however idea image images
in info issue job key keywords language last length links list listen live location mail meanwhile
method monday more motto name nb news next no note notes now number occupation online only opinion
opening origins outcome party pay people phone photo photos place plot point points poll population
position post prediction price prices profile pros cons published question questions quote rating read
reality recommended related release report reporting result results retraction review rule runtime score
scores second see share short side sign so solution source sources starring status step still stop story
subject summary sunday saturday friday thursday wednesday tuesday symptoms tags take that the then third
this tickets time tip title today topic topics transcript true false twitter facebook instagram type
update updated updates venue verdict via video videos view warning watch weather website what when where
which who why winner with year yes you
"""
_NO_SPEAKERS = frozenset(_NO_SPEAKER_WORDS.split())
_ROLE_WORDS = """
reporter host moderator interviewer audience caller narrator speaker anchor announcer chairman
chairwoman president senator judge clerk witness translator interpreter
"""
_ROLES = frozenset(_ROLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Turn:
    """Words and the name of their speaker beside them.

    Args:
        form: ``label`` for ``NAME: words``, ``question`` and ``answer`` for ``Q:`` and ``A:``, ``trailing``
            for a name below the words.
        name: the speaker's name as it stands there, or the letter or word that stands for it.
        role: what the label says of the speaker besides, without the comma.
        cue: the colon or the dash.
        words: a span for each paragraph of the words, with quotation marks if they have any.
    """

    form: Form
    name: Span
    role: Span | None
    cue: Span
    words: Spans


@dataclass(frozen=True, slots=True)
class _Label:
    number: int  # of the paragraph
    form: Form
    name: Span
    role: Span | None
    cue: Span
    caps: bool
    key: str


def turns(text: str) -> tuple[Turn, ...]:
    """Return the turns of ``text`` in order.

    Labels count where an article uses them consistently: ``Q:`` with ``A:``; names in capitals where one of
    them comes again, or those that the article spells out with a first name in small letters; other names
    where there are at least three turns of at least two people and one of them comes again. Words go on over
    paragraphs without a label as long as another turn follows within a few; the last turn has its own
    paragraph only.

    A name below words, or behind them at the end of their paragraph, counts where the words are one
    quotation that fills its paragraph.

    Args:
        text: an article's text.
    """
    stretches = paragraphs(text)
    candidates = _labels(text, stretches)
    labels = _consistent(text, stretches, [c for c in candidates if c.key])
    found = _labelled(text, stretches, labels, {c.number for c in candidates})
    found.extend(_trailing(text, stretches, {label.number for label in labels}))
    found.sort(key=lambda turn: min(turn.name[0], turn.words[0][0]))
    return tuple(found)


def _labels(text: str, stretches: tuple[Span, ...]) -> list[_Label]:
    """Return what looks like labels; the key of one that names no speaker is empty."""
    found: list[_Label] = []
    for number, (start, end) in enumerate(stretches):
        limit = min(end, start + _LONGEST_LABEL)
        if text.find(":", start, limit) < 0 and text[start : start + 1] not in {"Q", "A"}:
            continue
        m = _Q_OR_A.match(text, start, limit)
        if m is not None:
            form: Form = "question" if m["name"][0] == "Q" else "answer"
            dotted = m["colon"].endswith(".")
            cue = trimmed(text, *m.span("colon"))
            found.append(_Label(number, form, m.span("name"), None, cue, dotted, m["name"][0]))
            continue
        m = _LABEL.match(text, start, limit)
        if m is None or number == 0:
            continue
        words = m["name"].lower().split()
        nobody = words[0].strip(".'’") in _NO_SPEAKERS or words[-1] in _NO_SPEAKERS
        key = "" if nobody else words[-1].strip(".'’")
        role = m.span("role") if m["role"] else None
        cue = trimmed(text, *m.span("colon"))
        caps = m["name"].isupper() and len(m["name"]) > 2
        found.append(_Label(number, "label", m.span("name"), role, cue, caps, key))
    return found


def _consistent(text: str, stretches: tuple[Span, ...], labels: list[_Label]) -> list[_Label]:
    """Keep the labels that the article uses as such."""
    kept: list[_Label] = []
    for dotted in (False, True):
        letters = [label for label in labels if label.form != "label" and label.caps is dotted]
        if {label.form for label in letters} == {"question", "answer"}:
            kept.extend(letters)
        elif not dotted and len(letters) > 1 and letters[0].form == "answer":
            kept.extend(letters)  # the questions stand without a letter
    spoken = [label for label in labels if label.form == "label" and _has_words(text, stretches, label)]
    capitals = [label for label in spoken if label.caps]
    times = Counter(label.key for label in capitals)
    if capitals and max(times.values()) > 1:
        kept.extend(capitals)
    else:
        kept.extend(label for label in capitals if label.key in _ROLES or _spelt_out(text, label))
    for _, group in groupby(_near([label for label in spoken if not label.caps]), key=lambda pair: pair[0]):
        run = [label for _, label in group]
        times = Counter(label.key for label in run)
        if len(run) >= 3 and len(times) >= 2 and max(times.values()) >= 2:
            kept.extend(run)
    kept.sort(key=lambda label: label.number)
    return kept


def _near(labels: list[_Label]) -> list[tuple[int, _Label]]:
    """Number the runs of labels that follow one another within a few paragraphs."""
    found: list[tuple[int, _Label]] = []
    run = 0
    for label in labels:
        if found and label.number - found[-1][1].number > _LONGEST_GAP + 1:
            run += 1
        found.append((run, label))
    return found


def _has_words(text: str, stretches: tuple[Span, ...], label: _Label) -> bool:
    """Whether at least two words follow a label in its paragraph, or it stands alone above some."""
    start, end = label.cue[1], stretches[label.number][1]
    if not text[start:end].strip():
        return label.caps and label.number + 1 < len(stretches)
    if label.caps and text[start:end].isupper() and end - start > _SHOUTED:
        return False  # a headline in capitals
    return len(_LETTERS.findall(text, start, min(end, start + 80))) >= (1 if label.caps else 2)


def _spelt_out(text: str, label: _Label) -> bool:
    """Whether the article has a name in capitals in small letters too, with a first name before it."""
    surname = re.escape(label.key[:1].upper() + label.key[1:])
    return any(m[1] not in _BEFORE_PLACES for m in re.finditer(rf"\b([A-Z][\w.]+) {surname}\b", text))


def _labelled(text: str, stretches: tuple[Span, ...], labels: list[_Label], labelled: set[int]) -> list[Turn]:
    """Give each label its words: the rest of its paragraph, and those that go on with it."""
    found: list[Turn] = []
    questions = any(label.form == "question" for label in labels)
    for place, label in enumerate(labels):
        number = label.number
        head = trimmed(text, label.cue[1], stretches[number][1])
        words = [head] if head[0] < head[1] else []
        following = labels[place + 1].number if place + 1 < len(labels) else number + 1 + (not words)
        if following - number > _LONGEST_GAP + 1 or (label.form == "answer" and not questions):
            following = number + 1
        for next_number in range(number + 1, min(following, len(stretches))):
            if next_number in labelled:
                break
            if not _STAGE_DIRECTION.fullmatch(text, *stretches[next_number]):
                words.append(stretches[next_number])
        if words:
            found.append(Turn(label.form, label.name, label.role, label.cue, tuple(words)))
    return found


def _trailing(text: str, stretches: tuple[Span, ...], taken: set[int]) -> list[Turn]:
    """Find the names below quotations, and behind them on the same line."""
    found: list[Turn] = []
    whole: dict[int, list[Quotation]] | None = None
    for number, (start, end) in enumerate(stretches):
        dash = _last_dash(text, start, end)
        m = _SIGNATURE.match(text, dash, end) if dash is not None else None
        if m is None or dash is None or number in taken:
            continue
        if whole is None:
            whole = _by_paragraph(text, stretches)
        words = (
            _quoted_words(stretches, whole, number - 1, stretches[number - 1][1])
            if dash == start and number
            else _quoted_words(stretches, whole, number, trimmed(text, start, dash)[1])
        )
        if words:
            name = m.span("name")
            if m["name"].endswith(".") and not _ABBREVIATED.search(m["name"]):
                name = (name[0], name[1] - 1)
            role = m.span("role") if m["role"] else None
            found.append(Turn("trailing", name, role, m.span("dash"), words))
    return found


def _last_dash(text: str, start: int, end: int) -> int | None:
    """Return where a signature's dash may stand: at the paragraph's start, or behind a closing mark."""
    if text[start] in "-–—―~":
        return start if end - start <= _TRAILING else None
    if text[start] not in "“\"'«„‘`":
        return None
    low = max(start, end - _TRAILING)
    for place in range(end - 1, low, -1):
        if text[place] in "-–—―" and text[place - 1] not in "-–—―":
            before = text[low:place].rstrip()
            if before[-1:] in {"”", '"', "’", "'", "»", "“"}:
                return place
    return None


def _by_paragraph(text: str, stretches: tuple[Span, ...]) -> dict[int, list[Quotation]]:
    """Return the outermost quotations by the number of their paragraph."""
    found: dict[int, list[Quotation]] = {}
    number = 0
    for quotation in quotations(text):
        if quotation.depth:
            continue
        while stretches[number][1] <= quotation.span[0]:
            number += 1
        found.setdefault(number, []).append(quotation)
    return found


def _quoted_words(
    stretches: tuple[Span, ...], whole: dict[int, list[Quotation]], number: int, end: int
) -> Spans:
    """Return the paragraphs, the last one ``number``, that one quotation fills up to ``end``, if any."""
    words: list[Span] = []
    chain: int | None = None
    while number >= 0:
        here = whole.get(number, [])
        if len(here) != 1 or here[0].span != (stretches[number][0], end) or not here[0].opened:
            break
        if chain is not None and here[0].chain != chain:
            break
        if chain is None and not here[0].closed:
            break
        chain = here[0].chain
        words.append(here[0].span)
        number -= 1
        end = stretches[number][1]
    return tuple(reversed(words))
