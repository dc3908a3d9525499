"""A part read: every piece of it counted as read, skipped or failed."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from onrecord.cluster.folder import Folder, Manifest
from onrecord.cluster.parts import Part, Slice
from onrecord.cluster.tables import Rows
from onrecord.errors import InputError, SkippedError
from onrecord.intake.load import opened
from onrecord.intake.options import IntakeOptions
from onrecord.intake.original import Found, Mark
from onrecord.intake.pieces import Cutter, Piece
from onrecord.reading.devices import CPU
from onrecord.reading.tiers import DEFAULT

if TYPE_CHECKING:
    from onrecord.reading.reader import Reader

Spot = tuple[str, int]
"""A piece: its input, and its number there."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all parts of a batch are read with: the folder written to, the limits, the reader's tier and device."""

    out: str
    options: IntakeOptions
    tier: str = DEFAULT
    device: str = CPU


@dataclass(slots=True)
class _Tally:
    """What was made of a part so far."""

    rows: Rows = field(default_factory=Rows)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def tell(self, error: InputError) -> None:
        told = self.skipped if isinstance(error, SkippedError) else self.failed
        told.append((error.name, error.cause))


def read_part(
    part: Part,
    reader: Reader,
    folder: Folder,
    options: IntakeOptions,
    *,
    deadly: Container[Spot],
    at: Callable[[Spot], None],
) -> Manifest:
    """Read a part, and write its partition.

    Args:
        part: the part.
        reader: what it is read with.
        folder: where its partition goes.
        options: the limits.
        deadly: pieces that processes died of; they fail without being looked at.
        at: is told of every piece before it is read.

    Returns:
        The partition's manifest.

    Raises:
        OSError: the partition cannot be written.
    """
    tally = _Tally()
    slices = [
        {**asdict(one), "then": _read_slice(one, reader, options, deadly, at=at, tally=tally)}
        for one in part.slices
    ]
    rows = tally.rows.rows
    manifest: dict[str, Any] = {
        "slices": slices,
        "model": reader.model,
        "read": len(rows["articles"]),
        "statements": len(rows["statements"]),
        "skipped": tally.skipped,
        "failed": tally.failed,
    }
    return folder.commit(part, tally.rows.files(), manifest)


def _read_slice(
    one: Slice,
    reader: Reader,
    options: IntakeOptions,
    deadly: Container[Spot],
    *,
    at: Callable[[Spot], None],
    tally: _Tally,
) -> dict[str, int] | None:
    """Read a slice; return the mark where the next one begins, as plain data, if there is one."""
    stop = None if one.count is None else one.start.number + one.count
    try:
        with opened(one.source, options) as cutter:
            for piece in cutter.pieces(one.start):
                if stop is not None and piece.mark.number >= stop:
                    return asdict(piece.mark)
                spot = (one.source, piece.mark.number)
                at(spot)
                if spot in deadly:
                    tally.tell(
                        InputError(_called(one.source, piece.mark), "the process that read it died, twice")
                    )
                else:
                    _read_piece(cutter, piece, one.source, reader, tally)
    except InputError as error:
        tally.tell(error)
    return None


def _read_piece(cutter: Cutter, piece: Piece, source: str, reader: Reader, tally: _Tally) -> None:
    try:
        for item in cutter.found(piece):
            if isinstance(item, InputError):
                tally.tell(item)
                continue
            _read_article(item, source, reader, tally)
    except InputError as error:
        tally.tell(error)
    except Exception as error:  # whatever one piece does costs itself
        tally.tell(InputError(_called(source, piece.mark), _told(error)))


def _read_article(item: Found, source: str, reader: Reader, tally: _Tally) -> None:
    name = item.name or _called(source, item.mark)
    try:
        tally.rows.add(reader.read(item.article), item, source)
    except InputError as error:
        tally.tell(type(error)(name, error.cause))
    except Exception as error:
        tally.tell(InputError(name, _told(error)))


def _called(source: str, mark: Mark) -> str:
    return f"{source}:{mark.number + 1}" if mark != Mark() else source


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def reason(cause: str) -> str:
    """Return why something was skipped or failed without what differs from case to case: figures and names."""
    return re.sub(r" \([^()]*\d[^()]*\)|: .*", "", cause.partition(";")[0])
