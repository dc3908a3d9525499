from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.search import Filters
from onrecord.record.search import pool as pools
from tests.export.readings import docks
from tests.export.river import river
from tests.record.checks import Place
from tests.record.search.conftest import article_of, filled, texts


def test_all_words_must_be_there(searched: Record) -> None:
    assert texts(searched, "sell docks") == [
        'she would never sell the docks, but would lease them "if the council asks."'
    ]


def test_phrases_stand_side_by_side(searched: Record) -> None:
    assert len(texts(searched, '"the docks"')) == 2
    assert texts(searched, '"docks the"') == []


def test_or_minus_and_beginnings(searched: Record) -> None:
    assert len(texts(searched, "engineer OR engineers")) == 3
    assert len(texts(searched, "engineer*")) == 3
    assert texts(searched, "engineer* -single -any") == ["sending engineers"]


def test_a_minus_alone_shuts_out_of_everything(searched: Record) -> None:
    everything = texts(searched)
    without = texts(searched, "-docks")

    assert len(everything) == 16
    assert set(everything) - set(without) == {text for text in everything if "docks" in text}


def test_accents_and_case_do_not_count(record: Record) -> None:
    filled(record, [article_of(["Erdoğan’s café is CLOSED."])])

    assert texts(record, "erdogan CAFE closed")


def test_hits_are_marked_where_the_words_stand(searched: Record) -> None:
    for hit in searched.search("DOCKS OR gates", limit=50).hits:
        assert [hit.statement.text[a:b] for a, b in hit.marks] in (["docks"], ["gates"])


def test_what_fits_better_comes_first(record: Record) -> None:
    long = (
        "The port, the quay, the cranes and, some way behind all of them, the docks will be kept as they are."
    )
    filled(record, [article_of([long, "Docks, docks, docks!"], published="2031-01-01")])

    assert texts(record, "docks") == ["Docks, docks, docks!", long]


def test_of_what_fits_alike_the_newest_comes_first(record: Record) -> None:
    for day in ("2031-01-01", "2033-01-01", "2032-01-01"):
        filled(record, [article_of([f"Docks in {day[:4]}."], published=day, id=day)])

    assert [text[-5:] for text in texts(record, "docks")] == ["2033.", "2032.", "2031."]
    assert [text[-5:] for text in texts(record, "docks", order="oldest")] == ["2031.", "2032.", "2033."]


def test_what_has_no_day_comes_last_either_way(record: Record) -> None:
    filled(record, [article_of(["Docks now."], published="2031-01-01"), article_of(["Docks some day."])])

    assert texts(record, "docks", order="newest")[-1] == texts(record, "docks", order="oldest")[-1]
    assert texts(record, order="newest")[-1] == texts(record, order="oldest")[-1] == "Docks some day."


@pytest.mark.parametrize(
    ("known", "count"),
    [
        ({"act": "refuse"}, 5),
        ({"act": ("refuse", "demand")}, 6),
        ({"kind": "state"}, 2),
        ({"position": "ruled out"}, 4),
        ({"position": "ruled_out", "quote": "direct"}, 2),
        ({"target": "taal"}, 2),
        ({"target": "INGRID TAAL"}, 2),
        ({"outlet": "Anselport Mail"}, 10),
        ({"outlet": "courier"}, 6),
        ({"since": "2031"}, 6),
        ({"since": "2031-05-06", "until": "2031-05"}, 6),
        ({"until": "2030"}, 0),
        ({"speaker": "Livia Morando"}, 2),
        ({"speaker": "morando"}, 2),
        ({"speaker": ("morando", "drask")}, 3),
    ],
)
def test_filters_let_pass_what_has_what_they_ask_for(
    searched: Record, known: dict[str, Any], count: int
) -> None:
    assert len(texts(searched, **known)) == count


def test_filters_hold_together_with_words(searched: Record) -> None:
    assert texts(searched, "engineer*", kind="state") == ["sending engineers"]


@pytest.mark.parametrize(
    ("known", "cause"),
    [
        ({"act": "sing"}, "no such act; there are threaten, deny"),
        ({"position": "sitting"}, "no such position; there are ruled_out"),
        ({"since": "yesterday"}, "no date; write it as 2031, 2031-05 or 2031-05-06"),
        ({"until": "2031-02-30"}, "no date"),
        ({"since": "2031-13"}, "no date"),
        ({"since": "2031-06", "until": "2031-05"}, "no such time: it ends before it begins"),
        ({"speaker": "Livia Morandu"}, "did you mean Livia Morando?"),
        ({"speaker": "#77"}, "no person of this number"),
        ({"speaker": "'; DROP TABLE mentions"}, "nobody in the record"),
        ({"outlet": "Anselprt Mail"}, "did you mean Anselport Mail?"),
        ({"target": "…"}, "no word in it"),
    ],
)
def test_filters_that_mean_nothing_are_refused(searched: Record, known: dict[str, Any], cause: str) -> None:
    with pytest.raises(InputError, match=re.escape(cause)):
        texts(searched, **known)


def test_pages_follow_one_another(searched: Record) -> None:
    everything = texts(searched)
    pages = [texts(searched, page=page, limit=7) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [7, 7, 2, 0]
    assert [text for page in pages for text in page] == everything
    assert searched.search(limit=7).pages == 3


@pytest.mark.parametrize(("page", "limit"), [(0, 20), (1, 0), (1, 1001)])
def test_pages_that_cannot_be_are_refused(searched: Record, page: int, limit: int) -> None:
    with pytest.raises(InputError):
        searched.search(page=page, limit=limit)


def test_an_answer_says_why_there_is_none(searched: Record) -> None:
    assert searched.search("docks xyzzy").note == "no statement has: xyzzy"
    assert searched.search("docks gates").note == "every word is there, but in no statement together"
    assert searched.search("docks", Filters(act="deny")).note is None


def test_what_was_rejected_or_replaced_is_not_found(searched: Record) -> None:
    (hit,) = searched.search("gates", Filters(kind="state")).hits
    searched.correct(hit.statement.id, "rejected", True, by="ada")

    assert texts(searched, "gates", kind="state") == []
    changed = article_of(["Nothing is left of it."], id="https://courier.example/docks")
    filled(searched, [changed])
    assert texts(searched, "docks") == []


def test_a_correction_is_found_by_what_stands_now(searched: Record) -> None:
    (hit,) = searched.search("gates", Filters(act="demand")).hits
    searched.correct(hit.statement.id, "target", "Belmora", by="ada")

    assert texts(searched, target="Belmora") == [hit.statement.text]
    assert texts(searched, target="Drask") == []


# Where very many statements have the words --------------------------------------------------------------------


@pytest.fixture
def crowded(path: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    """A record in which sixty statements have a word, of which a search looks at no more than twenty."""
    monkeypatch.setattr(pools, "POOL", 20)
    monkeypatch.setattr(pools, "SCAN", 40)
    monkeypatch.setattr(pools, "FEW", 10)
    with Record.open(path) as record:
        for n in range(6):
            contents = [f"The docks are number {10 * n + k}." for k in range(10)]
            who = "Eva Rask" if n == 0 else "Ada Lind"
            day = f"2031-01-{20 - n:02}"
            record.add_readings([article_of(contents, [who], act="claim", published=day, id=str(n))])
        yield record


def test_of_very_many_the_ones_added_last_are_found_and_the_answer_says_so(crowded: Record) -> None:
    found = crowded.search("docks")

    assert (found.total, found.exact, found.order) == (20, False, "newest")
    assert found.note is not None
    assert "added last" in found.note
    assert {hit.statement.id for hit in found.hits} == set(range(41, 61))


def test_of_very_many_the_ones_added_first_are_found_where_the_oldest_are_asked_for(crowded: Record) -> None:
    found = crowded.search("docks", order="oldest")

    assert found.note is not None
    assert "added first" in found.note
    assert {hit.statement.id for hit in found.hits} == set(range(1, 21))


def test_of_very_many_those_that_few_filters_let_pass_are_all_found(crowded: Record) -> None:
    found = crowded.search("the docks", Filters(speaker="Eva Rask"))

    assert (found.total, found.exact, found.note) == (10, True, None)


def test_a_word_that_very_many_have_must_be_there_but_does_not_rank(crowded: Record) -> None:
    found = crowded.search("docks 17")

    assert [hit.statement.text for hit in found.hits] == ["The docks are number 17."]
    assert (found.exact, found.order) == (True, "best")


def test_without_words_more_than_are_looked_at_are_not_counted(crowded: Record) -> None:
    found = crowded.search()

    assert (found.total, found.exact) == (20, False)
    assert found.hits[0].statement.published == "2031-01-20"


# Any query ----------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["docks", "the", "Taal", "engineer*", '"', "OR", "-", "*", "AND", "NOT", "NEAR(", ")", "^", ":", "'", ";--", "\0",
     "\ud800", "content_words:", "{a b}", "+", "“", "é", "馬", "🙂", "\\", "%", "?1", ":query", " ", "\n"]
)  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Record:
    record = Record.open(tmp_path_factory.mktemp("kept") / "kept.sqlite")
    record.add_readings([docks(filled=True), river()])
    return record


@settings(max_examples=200)
@given(
    query=st.lists(PIECES, max_size=8).map(" ".join) | st.lists(PIECES, max_size=8).map("".join) | st.text()
)
@example(query='"docks')
@example(query="docks OR OR gates")
def test_any_query_is_answered_or_refused_with_a_reason(kept: Record, query: str) -> None:
    try:
        found = kept.search(query, facets=True)
    except InputError as error:
        assert error.cause
        return
    for hit in found.hits:
        assert all(0 <= a < b <= len(hit.statement.text) for a, b in hit.marks)


@given(
    st.lists(
        st.sampled_from(["docks", "the", "engineer", "will", "not", "vanity", "to"]), min_size=1, max_size=4
    )
)
def test_every_hit_has_the_words_and_every_statement_that_has_them_is_a_hit(
    kept: Record, wanted: list[str]
) -> None:
    found = {hit.statement.text for hit in kept.search(" ".join(wanted), limit=100).hits}
    everything = {hit.statement.text for hit in kept.search(limit=100).hits}

    assert found == {text for text in everything if set(wanted) <= set(re.findall(r"\w+", text.casefold()))}


@given(st.lists(st.sampled_from(["docks", "the", "will", "engineer*"]), min_size=1, max_size=3))
def test_every_mark_is_a_word_that_was_asked_for(kept: Record, wanted: list[str]) -> None:
    for hit in kept.search(" OR ".join(wanted), limit=100).hits:
        assert hit.marks
        for a, b in hit.marks:
            word = hit.statement.text[a:b].casefold()
            assert any(word == one or (one.endswith("*") and word.startswith(one[:-1])) for one in wanted)


@given(st.text(max_size=30))
def test_any_name_is_found_or_refused(kept: Record, name: str) -> None:
    for chosen in (Filters(speaker=(name,)), Filters(outlet=(name,)), Filters(target=(name,))):
        try:
            kept.search("docks", chosen)
        except InputError as error:
            assert error.cause
