"""Whether somebody said some words: the quotations that have them, and those that have something near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Select, select

from onrecord.errors import InputError
from onrecord.record.door import among
from onrecord.record.schema import speakers, statements
from onrecord.record.search.names import mentions_of
from onrecord.record.variants import finding
from onrecord.record.variants.candidates import Keys
from onrecord.record.variants.differences import difference
from onrecord.record.variants.exact import word_for_word
from onrecord.record.variants.likeness import blocks
from onrecord.record.variants.results import Checked, Match, Variant, Verdict
from onrecord.record.variants.said import LEAST_TELLING
from onrecord.record.variants.sets import Quoted, quoted_of
from onrecord.record.variants.tables import quotation_keys, quotations, variant_sets
from onrecord.record.variants.texts import words_of
from onrecord.record.variants.words import NEGATIONS, Words, keys, telling, weight
from onrecord.statement import Spans

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

LEAST_WORDS: Final = 3
"""Words that it takes to check anything; what is near them is found where two of them carry meaning."""

LONGEST: Final = 5000
"""Characters of the longest text that is checked."""

LOOKED_AT: Final = 100
"""Quotations that are laid beside the words: those that share most keys with them."""

OF_SETS: Final = 400
"""Quotations of the same sets that are looked at beside these."""

SAID: Final = 0.8
"""How much of the words a quotation must have to be called the same."""

NEAR: Final = 0.4
"""How much it must have to be called near."""

SHOWN_NEAR: Final = 10


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a quotation fits the words: how much of them it has, whether all alike, whether it says the same."""

    share: float
    same: bool
    said: bool


def check(record: RecordFile, words: str, speaker: str | None, limit: int) -> Checked:
    """Say whether somebody said some words; see :meth:`onrecord.record.Record.check`."""
    bare = _checkable(words)
    with record.reading() as connection:
        theirs = mentions_of(connection, speaker) if speaker is not None else None
        exact: Mapping[int, Spans] = {}
        if len(set(telling(bare))) < LEAST_TELLING:
            exact = _word_for_word(connection, words)
        fits = dict.fromkeys(exact, _Fit(1.0, True, True)) or _fits(connection, bare)
        said = [number for number, fit in fits.items() if fit.said]
        near = [number for number, fit in fits.items() if not fit.said]
        by_speaker = _said_by(connection, fits, theirs)
        near.sort(key=lambda number: (-fits[number].share, number not in by_speaker, number))
        first = _earliest(connection, said, by_speaker)
        shown = quoted_of(connection, [*first[:limit], *near[:SHOWN_NEAR]], exact)
        sets = _sets_of(connection, shown)
        matches = [
            _match(words, shown[number], fits[number], number in by_speaker, sets.get(number))
            for number in (*first[:limit], *near[:SHOWN_NEAR])
            if number in shown
        ]
        found = sorted((one for one in matches if fits[one.variant.statement.id].said), key=_order)
        verdict: Verdict = (
            "said"
            if any(number in by_speaker for number in said)
            else "by_others"
            if said
            else "near"
            if near
            else "nothing"
        )
        return Checked(
            words=words,
            speaker=speaker,
            verdict=verdict,
            matches=tuple(found),
            near=tuple(one for one in matches if not fits[one.variant.statement.id].said),
            total=len(said),
            quotations=finding.compared(connection),
            waiting=finding.waiting(connection),
        )


def _checkable(words: str) -> tuple[str, ...]:
    """Return the words that are compared.

    Raises:
        InputError: they are too few, or too many.
    """
    if len(words) > LONGEST:
        raise InputError(words[:40] + "…", f"too long to check: give at most {LONGEST:,} characters")
    bare = Words.of(words).bare()
    if len(bare) < LEAST_WORDS:
        raise InputError(words.strip() or "''", "too short to check: give at least three words")
    return bare


def _word_for_word(connection: Connection, words: str) -> dict[int, Spans]:
    """Return the quotations that have words as they stand, which say too little to look for what is near them.

    Raises:
        InputError: there is none.
    """
    found = word_for_word(connection, words)
    if not found:
        raise InputError(
            words.strip(),
            "no quotation has these words just so, and they say too little to look for what is near them: "
            "give two that are not everyday ones",
        )
    return found


def _fits(connection: Connection, bare: Sequence[str]) -> dict[int, _Fit]:
    """Return the quotations that have the words or something near them, and how they fit."""
    owners = Keys(connection, quotation_keys).owners(keys(bare))
    shared = Counter(number for some in owners.values() for number in some)
    looked_at = [
        number for number, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:LOOKED_AT]
    ]
    fits = _laid_beside(connection, looked_at, bare)
    said = [number for number, fit in fits.items() if fit.said]
    if said:
        sets = select(quotations.c.set_id).where(quotations.c.statement_id.in_(among(said)))
        mates = connection.scalars(
            select(quotations.c.statement_id)
            .where(quotations.c.set_id.in_(sets))
            .order_by(quotations.c.set_id, quotations.c.statement_id)
            .limit(OF_SETS)
        )
        fits |= _laid_beside(connection, set(mates) - fits.keys(), bare)
    return fits


def _laid_beside(connection: Connection, numbers: Iterable[int], bare: Sequence[str]) -> dict[int, _Fit]:
    found = {number: _fit(bare, words.words) for number, words in words_of(connection, numbers).items()}
    return {number: fit for number, fit in found.items() if fit is not None}


def _fit(bare: Sequence[str], words: Sequence[str]) -> _Fit | None:
    """Return how a quotation fits the words; ``None`` where it has too little of them."""
    runs = blocks(bare, words)
    had = [word for run in runs for word in bare[run.one : run.one + run.size]]
    share = weight(had) / weight(bare)
    if share < NEAR or len(telling(had)) < LEAST_TELLING:
        return None
    theirs = words[runs[0].other : runs[-1].other + runs[-1].size]
    said = share >= SAID and _negations(bare) == _negations(theirs)
    return _Fit(share, len(runs) == 1 and len(had) == len(bare), said)


def _negations(words: Iterable[str]) -> Counter[str]:
    """Return the words by which something is denied: where they differ, the opposite is said."""
    return Counter(word for word in words if word in NEGATIONS)


def _said_by(connection: Connection, numbers: Iterable[int], theirs: Select[int] | None) -> set[int]:
    """Return those of the statements that are by somebody; all of them where nobody is asked for."""
    if theirs is None:
        return set(numbers)
    said = select(speakers.c.statement_id).where(
        speakers.c.statement_id.in_(among(numbers)), speakers.c.mention_id.in_(theirs)
    )
    return set(connection.scalars(said))


def _earliest(connection: Connection, numbers: Sequence[int], first: set[int]) -> list[int]:
    """Return statements by the day of publication, those that are to come first before the others."""
    rows = connection.execute(
        select(statements.c.id, statements.c.day).where(statements.c.id.in_(among(numbers)))
    )
    days = {row.id: row.day for row in rows}
    return sorted(
        days, key=lambda number: (number not in first, days[number] is None, days[number] or "", number)
    )


def _sets_of(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """Return the sets of statements, for those that are in one."""
    rows = connection.execute(
        select(quotations.c.statement_id, quotations.c.set_id)
        .join(variant_sets, variant_sets.c.id == quotations.c.set_id)
        .where(quotations.c.statement_id.in_(among(numbers)))
    )
    return {row.statement_id: row.set_id for row in rows}


def _match(words: str, one: Quoted, fit: _Fit, by_speaker: bool, number: int | None) -> Match:
    variant = Variant(one.statement, one.text, one.spans, one.report, 0, difference(one.text, words))
    return Match(variant, round(fit.share, 3), fit.same, by_speaker, number)


def _order(one: Match) -> tuple[bool, str, int]:
    published = one.variant.statement.published
    return published is None, published or "", one.variant.statement.id
