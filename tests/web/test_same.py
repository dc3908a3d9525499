"""Same words on the desk: variants side by side, citations, and words that are checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.article import Article
from onrecord.record import Record
from onrecord.statement import Reading, Speaker
from onrecord.web.same import pieces_of
from tests.export.readings import at, made
from tests.web import desk

FULL = "We will not send a single patrol boat into a quarrel that can be settled at a table before the spring"
CUT = "We will never send a patrol boat into a quarrel that can be settled at a table"


def quoted(day: str, outlet: str, words: str) -> Reading:
    """Return an article in which somebody is quoted."""
    text = f"Nothing is new in {outlet}. “{words},” Marta Vell said."
    article = Article(text, id=outlet, outlet=outlet, title=f"Vell in {outlet}", published=day, language="en")
    said = made(
        article,
        at(text, f"“{words},”"),
        "direct",
        source=at(text, "Marta Vell"),
        cue=at(text, "said"),
        speakers=(Speaker("Marta Vell", "person", confidence=0.9),),
    )
    return Reading(article, (said,), "made")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path: Path = tmp_path_factory.mktemp("same") / "record.sqlite"
    with Record.open(path) as record:
        record.add_readings(
            [
                quoted("2031-03-03", "Herald", FULL),
                quoted("2031-03-04", "<b>Lantern", CUT),
                quoted("2031-03-09", "Mail", "The harvest festival begins on the second Sunday of September"),
            ]
        )
        record.identify()
        record.compare()
        yield record


@pytest.fixture(scope="module")
def one(kept: Record) -> Iterator[TestClient]:
    with desk.client(kept) as client:
        yield client


def test_variants_stand_side_by_side_with_their_differences(one: TestClient, kept: Record) -> None:
    [found] = one.get("/same.json").json()["sets"]
    page = one.get(f"/same/{found['set']}").text
    assert page.index("Herald") < page.index("&lt;b&gt;Lantern")
    assert "<b>" not in page
    assert "<del>not " in page
    assert "<ins>never " in page
    assert "table <del>before the spring" in page
    for statement in kept.statements([1, 2]):
        assert f"http://localhost/statements/{statement.id}" in page
    assert one.get(f"/same/{found['set']}.csv").text.count("\n") == 3


def test_any_statement_of_a_set_leads_to_it(one: TestClient) -> None:
    assert one.get("/same/2").headers["location"] == "/same/1"
    assert "/same/1" in one.get("/statements/2").text
    assert "/same/" not in one.get("/statements/3").text.replace('href="/same"', "")
    assert "nowhere else" in one.get("/same/3").text
    assert one.get("/same/99.json").status_code == 404


def test_words_are_checked(one: TestClient) -> None:
    def verdict(**asked: str) -> str:
        told: str = one.get("/check.json", params=asked).json()["verdict"]
        return told

    assert verdict(words=FULL) == "said"
    assert verdict(words=FULL, speaker="Marta Vell") == "said"
    assert verdict(words="The moon is made of a rare and ancient cheese from the north") == "nothing"
    page = one.get("/check", params={"words": FULL}).text
    assert "It is on the record." in page
    assert "all variants" in page
    assert one.get("/check").status_code == 200


def test_a_check_that_cannot_be_is_told(one: TestClient) -> None:
    for asked in ({"words": "a"}, {"words": FULL, "speaker": "Nobody Atall"}):
        answer = one.get("/check", params=asked)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text


def test_pieces_keep_the_words_of_both(kept: Record) -> None:
    found = kept.variant_set(1)
    assert found is not None
    shorter = next(one for one in found.variants if one is not found.fullest)
    told = pieces_of(shorter)
    assert "".join(words for kind, words, _ in told).split() == CUT.split()
