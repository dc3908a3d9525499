from __future__ import annotations

from onrecord.reading.closers import closing_sources
from tests.reading.marked import marked, shown


def _closed(text: str, source: str, cue: str) -> list[str]:
    clean, raws = marked(text)
    spans = [[(clean.index(part), clean.index(part) + len(part))] for part in (source, cue)]
    return shown(clean, closing_sources(raws, clean, *spans))


def test_who_closes_a_sentence_says_all_of_it() -> None:
    text = "It was wet. Here [1s voters] [1q reported] [1c three floods], the board announced on Sunday. It dried."
    found = _closed(text, "the board", "announced")
    assert "the board | announced | Here voters reported three floods" in found
    assert len(found) == 2


def test_what_the_next_sentence_tells_is_not_theirs() -> None:
    text = "[1s Voters] [1q reported] [1c floods], [2s the board] [2q announced]. [2c It dried soon]."
    assert "the board | announced | Voters reported floods" in _closed(text, "the board", "announced")


def test_who_opens_with_a_clause_says_what_follows() -> None:
    text = "Though [1s he] [1q swore] [1c it rained], Lind said. It dried."
    assert len(_closed(text, "Lind", "said")) == 1


def test_whose_words_go_on_keeps_them() -> None:
    text = "[1s Voters] [1q reported] [1c floods], [2s Lind] [2q said] [2c it dried]."
    assert "Lind | said | it dried" in _closed(text, "Lind", "said")


def test_a_relative_clause_closes_nothing() -> None:
    assert len(_closed("[1s Voters] [1q feared] [1c Lind], who said so. It dried.", "who", "said")) == 1
