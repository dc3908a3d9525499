"""What coding gives back: frozen types."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.coding.codebook import CodeField


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet that was made.

    Attributes:
        sheet: its number in the record.
        statements: how many are in it.
        of: how many they were drawn from.
        seed: what they were drawn by.
        fields: its codebook.
        coders: who is to code.
    """

    sheet: int
    statements: int
    of: int
    seed: int
    fields: tuple[CodeField, ...]
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on a field.

    Attributes:
        field: the field.
        level: what differences between its codes mean.
        statements: how many have the codes of two coders or more.
        agreed: on how many of these all gave the same code.
        alpha: Krippendorff's alpha: 1 is agreement, 0 is what chance gives; ``None`` where it is not defined, for
            all codes are the same, or none can be held against another.
    """

    field: str
    level: str
    statements: int
    agreed: int
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A statement that coders gave different codes: who gave which, what they agreed on later, and its words.

    ``statement`` is ``None`` where its place in the article is not found any more.
    """

    statement: int | None
    field: str
    codes: tuple[tuple[str, str], ...]
    agreed: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Coded:
    """What reading a sheet did.

    Attributes:
        sheet: its number in the record.
        drawn: how many statements were drawn into it and are still in the record.
        rows: how many of them were in the files.
        codes: how many codes there were.
        changed: how many codes the record did not have, had otherwise, or were taken back.
        standing: for how many statements and fields a code stands now.
        lost: how many statements of it are not found any more in their article.
        gone: how many rows were of statements that are in the record no more.
        agreements: how far coders agree, a field each.
        disagreements: where they do not.
    """

    sheet: int
    drawn: int
    rows: int
    codes: int
    changed: int
    standing: int
    lost: int
    gone: int
    agreements: tuple[Agreement, ...]
    disagreements: tuple[Disagreement, ...]
