"""What a record does for people who code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onrecord.record.file import RecordFile

if TYPE_CHECKING:
    from onrecord.record.coding.codebook import CodeField
    from onrecord.record.coding.results import Coded, Drawn
    from onrecord.record.search.results import Filters

CODERS: Final = ("coder1", "coder2")


class CodingVerbs(RecordFile):
    """The verbs of a record by which people code statements."""

    def new_sheet(
        self,
        path: str | Path,
        fields: Iterable[str],
        *,
        coders: Sequence[str] = CODERS,
        sample: int = 200,
        seed: int = 0,
        query: str = "",
        filters: Filters | None = None,
        by: str,
    ) -> Drawn:
        """Draw statements into a sheet for coders.

        The same seed draws the same statements of the same record, and a larger sample has all of a smaller one.

        Args:
            path: where the sheet shall be; ``.csv``, or ``.xlsx`` with ``onrecord[sheets]``.
            fields: the codebook: see :func:`onrecord.record.coding.fields_of`.
            coders: the coders' names.
            sample: how many statements; all, if there are fewer.
            seed: what they are drawn by.
            query: words, as for :meth:`search`, that they must have.
            filters: what else must hold.
            by: who draws.

        Raises:
            InputError: the codebook does not hold together, nothing fits, or the sheet cannot be written.
            OnrecordError: openpyxl is not installed.
        """
        from onrecord.record.coding import drawing
        from onrecord.record.coding.codebook import fields_of
        from onrecord.record.search.results import Filters

        filters = filters or Filters()
        return drawing.draw(
            self,
            Path(path),
            fields_of(fields, self.code_fields()),
            coders=coders,
            sample=sample,
            seed=seed,
            query=query,
            filters=filters,
            chosen=filters.told(query),
            by=by,
        )

    def read_sheet(self, *paths: str | Path) -> Coded:
        """Take back a sheet: keep its codes, and tell how far the coders agree.

        All of it is kept or, where anything is wrong with a file, nothing.

        Args:
            paths: the sheet, or the copies of it that the coders filled.

        Raises:
            InputError: a file is no sheet of this record, or damaged; what is wrong is told.
            OnrecordError: openpyxl is not installed.
        """
        from onrecord.record.coding import storing

        return storing.read(self, [Path(path) for path in paths])

    def code_fields(self) -> dict[str, CodeField]:
        """Return the fields that statements are coded by, by their names."""
        from onrecord.record.coding.drawing import known_fields

        with self.reading() as connection:
            return known_fields(connection)
