from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.cli import tables
from onrecord.cli.tables import TableFormat, show

NAMES = ("mention", "name", "roles", "article", "outlet", "published", "statements")


def _lines(
    capsys: pytest.CaptureFixture[str], names: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> list[str]:
    show(names, rows, TableFormat.TABLE)
    return capsys.readouterr().out.splitlines()


def test_days_and_names_of_columns_stay_whole_where_there_is_little_room(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = (3, "Ana Ruiz", "Minister for Foreign Affairs", 2, "The Northern Lantern", "2031-07-20", 2)
    lines = _lines(capsys, NAMES, [row])

    assert max(map(len, lines)) <= 80
    assert all(name in lines[1] for name in NAMES)
    assert "2031-07-20" in lines[3]


def test_names_of_columns_break_before_days_do(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("name", "about", "threshold", "statements", "speakers", "first", "last", "articles")
    row = ("troops", "sending troops to Belmora", 0.48, 6, 3, "2031-03-04", "2031-07-20", 5)
    lines = _lines(capsys, names, [row])

    assert max(map(len, lines)) <= 80
    assert any("2031-03-04" in line and "2031-07-20" in line for line in lines)


def test_words_that_are_longer_than_any_column_lose_no_letter(capsys: pytest.CaptureFixture[str]) -> None:
    address = "https://courier.example/" + "docks-" * 30
    lines = _lines(capsys, ("url", "day"), [(address, "2031-03-04")])

    told = "".join(line.replace("2031-03-04", "").strip() for line in lines[3:])
    assert told == address


def test_what_has_room_is_as_wide_as_it_is() -> None:
    assert tables._widths([["name", "day"], ["Ana Ruiz", "2031"]], 40) == [None, None]


@example([["", "", "", "0\r0"]], 1)
@given(
    st.lists(st.lists(st.text(max_size=30), min_size=4, max_size=4), min_size=1, max_size=4),
    st.integers(1, 60),
)
def test_columns_never_take_more_room_than_there_is(cells: list[list[str]], room: int) -> None:
    widths = [width for width in tables._widths(cells, room) if width is not None]

    assert sum(widths) <= room
    assert all(width > 0 for width in widths)
