"""Rows as Arrow tables and data frames, with the libraries that ``onrecord[tables]`` brings."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    import pandas
    import pyarrow


class Tabular:
    """A result that is a table too."""

    __slots__ = ()

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        """Return the names of the columns, and the rows."""
        raise NotImplementedError

    def to_arrow(self) -> pyarrow.Table:
        """Return it as an Arrow table; it takes ``onrecord[tables]``."""
        return to_arrow(*self._table())

    def to_pandas(self) -> pandas.DataFrame:
        """Return it as a data frame; it takes ``onrecord[tables]``."""
        return to_pandas(*self._table())


def to_arrow(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> pyarrow.Table:
    """Return rows as an Arrow table.

    Raises:
        OnrecordError: pyarrow is not installed.
    """
    arrow = library("pyarrow")
    arrays = [arrow.array([row[n] for row in rows]) for n in range(len(columns))]
    return arrow.Table.from_arrays(arrays, names=list(columns))


def to_pandas(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> pandas.DataFrame:
    """Return rows as a data frame.

    Raises:
        OnrecordError: pandas is not installed.
    """
    frames = library("pandas")
    return frames.DataFrame.from_records([tuple(row) for row in rows], columns=list(columns))


def library(name: str) -> Any:
    """Return a library that ``onrecord[tables]`` brings.

    Raises:
        OnrecordError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise OnrecordError(f"{name} is not installed: pip install 'onrecord[tables]'") from None
