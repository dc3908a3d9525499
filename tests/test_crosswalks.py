from __future__ import annotations

import re
from typing import get_args

import pytest

from onrecord.crosswalks import QUADS, Event, agreement, event, plover, quad
from onrecord.statement import Act, Stand
from tests.documents import ROOT
from tests.export.readings import docks
from tests.export.river import river

STANDS: tuple[Stand | None, ...] = (None, *get_args(Stand))


@pytest.mark.parametrize(
    ("act", "stand", "category"),
    [
        pytest.param("threaten", "pledged", "THREATEN", id="we will drain the lake"),
        pytest.param("demand", "favoured", "REQUEST", id="open the gates"),
        pytest.param("demand", "ruled_out", "REQUEST", id="do not shoot"),
        pytest.param("criticise", None, "ACCUSE", id="you broke the treaty"),
        pytest.param("criticise", "opposed", "ACCUSE", id="the plan is reckless"),
        pytest.param("support", "favoured", "SUPPORT", id="she is right to do it"),
        pytest.param("refuse", "ruled_out", "REJECT", id="not one engineer"),
        pytest.param("refuse", None, None, id="no comment"),
        pytest.param("refuse", "open", None, id="would not rule it out"),
        pytest.param("commit", "pledged", "AGREE", id="we will dig the wells"),
        pytest.param("commit", "ruled_out", "CONCEDE", id="we promise not to shut them again"),
        pytest.param("commit", "opposed", "REJECT", id="we promise to fight it"),
        pytest.param("deny", None, None, id="we did not do it"),
        pytest.param("claim", None, None, id="the lake is low"),
        pytest.param("claim", "ruled_out", "REJECT", id="there will be no guards"),
        pytest.param("claim", "done", None, id="we dig wells already"),
        pytest.param("desire", "favoured", "SUPPORT", id="we hope for a treaty"),
        pytest.param("question", "opposed", "ACCUSE", id="what is it meant to achieve"),
    ],
)
def test_an_act_with_its_position_has_the_category_that_a_coder_would_give(
    act: Act, stand: Stand | None, category: Event | None
) -> None:
    assert plover(act, stand) == category


def test_every_act_with_every_position_has_a_category_or_none() -> None:
    found = {plover(act, stand) for act in get_args(Act) for stand in STANDS}
    assert found == {None, *get_args(Event)}


@pytest.mark.parametrize("category", get_args(Event))
def test_every_category_is_verbal(category: Event) -> None:
    assert quad(category).startswith("verbal ")
    assert quad(category) == QUADS[category]


def test_a_threat_and_a_promise_are_on_different_sides() -> None:
    assert quad("THREATEN") == quad("REQUEST") == "verbal conflict"
    assert quad("AGREE") == quad("CONCEDE") == "verbal cooperation"


def test_a_statement_has_the_category_of_its_act_and_its_main_position() -> None:
    assert [event(statement) for statement in river().statements] == [
        *("AGREE", "REJECT", "REJECT", "REJECT", "ACCUSE", "ACCUSE", "AGREE", "REQUEST", None, None),
    ]
    assert event(docks().statements[0]) is None


@pytest.mark.parametrize(
    ("stand", "qualifier"),
    [
        ("ruled_out", "disagree"),
        ("opposed", "disagree"),
        ("open", None),
        ("favoured", "agree"),
        ("pledged", "agree"),
        ("done", "agree"),
    ],
)
def test_a_stand_agrees_or_disagrees_but_for_an_open_one(stand: Stand, qualifier: str | None) -> None:
    assert agreement(stand) == qualifier


def _tables() -> list[list[list[str]]]:
    """Return the tables of the document, cells without their code marks; rows without the line below the head."""
    text = (ROOT / "docs" / "crosswalks.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [
        [
            [cell.strip().replace("`", "") for cell in line.strip().strip("|").split("|")]
            for line in block.splitlines()
        ]
        for block in blocks
    ]


def test_the_documented_categories_are_those_of_the_code() -> None:
    head, _, *rows = _tables()[0]
    stands = [None if name == "no position" else name for name in head[1:]]
    assert stands == list(STANDS)
    assert [row[0] for row in rows] == list(get_args(Act))
    for act, *cells in rows:
        assert [None if cell == "–" else cell for cell in cells] == [plover(act, stand) for stand in stands]  # type: ignore[arg-type]


def test_the_documented_classes_and_agreements_are_those_of_the_code() -> None:
    _, classes, agreements = _tables()
    assert {row[0]: row[1] for row in classes[2:]} == QUADS
    assert {row[0]: row[1] for row in agreements[2:]} == {s: agreement(s) or "–" for s in get_args(Stand)}
