from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.reading.circumstances import circumstances
from onrecord.reading.speakers import Attribution
from onrecord.statement import slice_of
from tests.reading.circumstances.marked import read

_PIECES = st.sampled_from(
    [
        "told", "urged", "said", "Ruiz", "the Courier", "Le Monde", "to", "in", "an interview with", "on Monday",
        "on CNN",
        "last week", "“", "”", ".", ",", "\n", "\n\n", "Mr.", "$3 million", "who", "and", "was asked", "in French",
        "on Twitter", "a letter", "It was late", "\x00", "🂡", "'s", " ", "two", "euros", "Sept. 4, 2031", "\u2028",
    ]
)  # fmt: skip


@st.composite
def _articles(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(st.lists(_PIECES, max_size=40).map(" ".join) | st.text(max_size=80))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=24)))
    spans = list(pairwise(edges))
    found = []
    for k in range(0, len(spans) - 2, 3):
        three = draw(st.permutations(spans[k : k + 3]))
        source, cue, content = (((span),) for span in three)
        found.append(
            Attribution(source if draw(st.booleans()) else (), cue if draw(st.booleans()) else (), content)
        )
    return text, found


@given(_articles(), st.none() | st.just("2031-05-07"))
def test_every_text_is_the_slice_at_its_spans(
    article: tuple[str, list[Attribution]], published: str | None
) -> None:
    text, spans = article
    found = circumstances(
        Article(text, published=published), spans, [()] * len(spans), ["direct"] * len(spans)
    )
    assert len(found) == len(spans)
    for one in found:
        for passage in (one.addressee, one.medium, one.when, one.translated, *one.money):
            if passage is not None:
                assert passage.spans
                assert passage.text == slice_of(text, passage.spans)
        for value, odds in (
            (one.addressee, one.addressee_odds), (one.medium, one.medium_odds), (one.when, one.when_odds),
            (one.translated, one.translated_odds),
        ):  # fmt: skip
            assert (value is None) == (odds is None)
            assert odds is None or 0 < odds < 1


def test_all_circumstances_of_one_statement() -> None:
    (found,) = read(
        "In an interview on Monday with the Italian daily Il Molo, [s Mayor Ana Ruiz] [q told] Bo Lind "
        "[c that the docks would cost “€3 million a year”].",
        published="2031-05-07",
    )
    assert found.addressee is not None
    assert found.addressee.text == "Bo Lind"
    assert found.medium is not None
    assert found.medium.text == "an interview with the Italian daily Il Molo"
    assert found.when is not None
    assert found.when.date == "2031-05-05"
    assert found.translated is not None
    assert found.translated.text == "Italian daily"
    assert [(one.value, one.currency) for one in found.money] == [(3e6, "EUR")]


def test_a_statement_without_source_and_cue_has_only_its_money() -> None:
    (found,) = read("On Monday, in a letter: [c “It costs $5.”]")
    assert [found.addressee, found.medium, found.when, found.translated] == [None] * 4
    assert [one.text for one in found.money] == ["$5"]


def test_no_break_spaces_are_spaces() -> None:
    (found,) = read("[c “No,”] [s Ruiz] [q said\xa0on\xa0Twitter] on\xa0Monday.")
    assert found.medium is not None
    assert found.medium.text == "Twitter"
    assert found.when is not None
    assert found.when.text == "Monday"


def test_a_statement_within_another_has_its_own_frame() -> None:
    outer, inner = read(
        "[s Ruiz] [q told] the Courier on Monday [c that “[2s Lind] [2q told] the council on Friday [2c to sell]”]."
    )
    assert outer.addressee is not None
    assert inner.addressee is not None
    assert (outer.addressee.text, inner.addressee.text) == ("the Courier", "the council")
    assert outer.when is not None
    assert inner.when is not None
    assert (outer.when.text, inner.when.text) == ("Monday", "Friday")
