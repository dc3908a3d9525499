from __future__ import annotations

import pytest

from onrecord.reading.misplaced import without_neighbours
from tests.reading.marked import marked, shown


def _left(text: str) -> list[str]:
    clean, raws = marked(text)
    return shown(clean, without_neighbours(raws, clean))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ana Ruiz [1q told] [1s the reporter Bo Lind] [1c that it rained].", ""),
        ("[1s Bo Lind], [1q asked about] [1c the docks], left.", ""),
        ("[1s Ana Ruiz and Bo Lind] [1q were pressed about] [1c the docks].", ""),
        ("more than [1s Lind’s] dull plan) and [1q described] [1c the docks].", ""),
        ("She has [1s who has had less credit than aides] [1q say] [1c she deserves].", "aides"),
        ("[1q According] [1s the] latest film, [1c it rained].", ""),
        ("gurus [1s who are mostly poor] [1q claiming] [1c that it rained].", "who"),
    ],
)
def test_a_neighbour_is_no_source(text: str, source: str) -> None:
    assert _left(text)[0].split(" | ")[0].strip() == source


@pytest.mark.parametrize(
    "text",
    [
        "[1s Ana Ruiz] [1q told] Bo Lind [1c that it rained].",
        "[1c It rained], [1q said] [1s Ana Ruiz].",
        "[1s Ana Ruiz] [1q asked] [1c whether it rained].",
        "[1s Ruiz’s] [1q plan for] [1c the docks] failed.",
        "voters [1s who] [1q say] [1c that it rained].",
    ],
)
def test_a_source_stays(text: str) -> None:
    clean, raws = marked(text)
    before = shown(clean, raws)
    assert shown(clean, without_neighbours(raws, clean)) == before
