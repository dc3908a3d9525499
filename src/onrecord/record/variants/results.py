"""What the same words elsewhere are told as: frozen types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.record.results import StoredStatement
from onrecord.record.search.results import Who
from onrecord.record.variants.differences import Difference
from onrecord.statement import Spans

Order = Literal["interesting", "widest", "newest", "oldest"]
"""Which sets come first: those whose words differ in most ways, those printed in most articles, by the first day."""

Verdict = Literal["said", "by_others", "near", "nothing"]
"""What a check comes to: said (by the speaker asked for); only by somebody else; something near it; nothing like it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What looking for variants and copies did.

    Attributes:
        quotations: how many were compared with the others.
        sets: how many sets of variants the record has now.
        texts: how many texts were compared with the others.
        copies: how many texts the record has that are copies of a report that is there already.
    """

    quotations: int
    sets: int
    texts: int
    copies: int


@dataclass(frozen=True, slots=True)
class Variant:
    """A quotation of a set: who printed which words.

    Attributes:
        statement: the statement that it is of.
        text: the quoted words, stretches of them joined by one space.
        spans: where they stand in the article's text.
        report: the number of the report that its article is a copy of, which all its copies have; articles that are
            copies of nothing have one of their own.
        wording: 1, 2, ... in the order in which wordings came; equal for those that differ in marks and case alone.
            0 where it is not shown as one of a set.
        difference: how its words differ from those of the fullest of the set; ``None`` for that one itself.
    """

    statement: StoredStatement
    text: str
    spans: Spans
    report: int
    wording: int
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class VariantSet:
    """Quotations that are the same words.

    Attributes:
        id: the set's number: the lowest number of its statements. Any of their numbers leads to it.
        variants: all of them, the earliest first.
        fullest: the one with most words, which the others are compared with.
        speakers: who is said to have said it, who is named most often first.
        articles: in how many articles it is.
        reports: in how many, if copies of one report count once.
        outlets: who published it, in the order of the variants.
        wordings: how many different ones there are.
    """

    id: int
    variants: tuple[Variant, ...]
    fullest: Variant
    speakers: tuple[Who, ...]
    articles: int
    reports: int
    outlets: tuple[str, ...]
    wordings: int

    @property
    def earliest(self) -> Variant:
        """The variant that was published first."""
        return self.variants[0]


@dataclass(frozen=True, slots=True)
class VariantSets:
    """One page of sets of variants; ``total``: how many there are, ``waiting``: quotations not compared yet."""

    sets: tuple[VariantSet, ...]
    total: int
    page: int
    limit: int
    waiting: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.limit)


@dataclass(frozen=True, slots=True)
class Match:
    """A quotation that has the words that were checked, or some of them.

    Attributes:
        variant: the quotation; its difference is how the words checked differ from it.
        share: how much of the words checked it has, from 0 to 1, by what they count.
        same: whether it has them all the same, but for marks and case.
        by_speaker: whether the speaker asked for said it; true where none was asked for.
        set: the number of the set of variants that it is in; ``None`` where it is in none.
    """

    variant: Variant
    share: float
    same: bool
    by_speaker: bool
    set: int | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a record knows of some words.

    Attributes:
        words: the words, as they were given.
        speaker: who was asked for, if anybody.
        verdict: what it comes to.
        matches: quotations that have the words, the earliest first; those that were asked for, of ``total``.
        near: quotations that have some of them, or say the opposite in them, the nearest first.
        total: how many quotations have the words.
        quotations: how many quotations were looked through.
        waiting: how many more the record has that were not compared yet.
    """

    words: str
    speaker: str | None
    verdict: Verdict
    matches: tuple[Match, ...]
    near: tuple[Match, ...]
    total: int
    quotations: int
    waiting: int

    @property
    def first(self) -> Match | None:
        """The earliest match by the speaker asked for, else the earliest; ``None`` if there is none."""
        return next((one for one in self.matches if one.by_speaker), next(iter(self.matches), None))


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that prints a report.

    Attributes:
        article: its number.
        version: the number of the row of its current version.
        title: its headline.
        outlet: who published it.
        url: where.
        published: when.
        share: how much of the shorter of it and the first is in the other, from 0 to 1.
    """

    article: int
    version: int
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    share: float


@dataclass(frozen=True, slots=True)
class Report:
    """One text that several articles print.

    Attributes:
        id: its number.
        copies: the articles, the earliest first.
    """

    id: int
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """One page of reports that are printed more than once, the most copied first; ``total``: how many there are."""

    reports: tuple[Report, ...]
    total: int
    page: int
    limit: int
    waiting: int
