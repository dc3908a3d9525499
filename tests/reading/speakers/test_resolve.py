"""What holds of every resolution, whatever the article."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.names import Name, NameKind
from onrecord.reading.quotations import quotations
from onrecord.reading.speakers import Attribution, resolve
from onrecord.statement import Kind, Spans

_WORDS = (
    "Ana Ruiz",
    "Bo Lind",
    "the mayor",
    "she",
    "he",
    "They",
    "who",
    "said",
    "and",
    "of",
    "a poll",
    "I",
    "Mr.",
    "it",
)
_OTHERS = (
    "some",
    "her aides",
    "Moscow",
    "12",
    "the Harbour Board",
    "é",
    "“",
    "”",
    '"',
    "'",
    "’s",
    ".",
    ",",
    "\n\n",
    "(",
    "—",
)
_PIECES = st.sampled_from((*_WORDS, *_OTHERS))
_TEXTS = st.lists(_PIECES, max_size=40).map(" ".join)


@st.composite
def _articles(draw: st.DrawFn) -> tuple[str, list[Name], list[Attribution]]:
    text = draw(_TEXTS)
    places = st.integers(0, len(text))

    def spans(most: int) -> Spans:
        pairs = draw(st.lists(st.tuples(places, places), max_size=most))
        return tuple(sorted((min(p), max(p)) for p in pairs if p[0] != p[1]))

    found: list[Name] = []
    for span in spans(8):
        if not found or found[-1].span[1] <= span[0]:
            kind: NameKind = draw(st.sampled_from(get_args(NameKind)))
            found.append(Name(span, kind, 0.9))
    count = draw(st.integers(0, 5))
    return text, found, [Attribution(spans(2), spans(2), spans(3)) for _ in range(count)]


@given(_articles())
def test_every_resolution_keeps_the_contract(article: tuple[str, list[Name], list[Attribution]]) -> None:
    text, found, attributions = article
    quoted = quotations(text)
    resolved = resolve(text, found, attributions, quoted)
    assert list(resolved) == list(resolve(text, found, attributions, quoted))
    assert len(resolved) == len(attributions)
    for one in resolved:
        for speaker in one.speakers:
            assert speaker.kind in get_args(Kind)
            assert 0.0 <= speaker.confidence <= 1.0
            assert speaker.via
            for step in speaker.via:
                assert all(0 <= start < end <= len(text) for start, end in step.spans)
            for role in speaker.roles:
                assert role.text == " ".join(text[s:e] for s, e in role.spans)
            assert all(0.0 <= other.confidence <= 1.0 for other in speaker.alternatives)


def test_empty_article() -> None:
    assert not resolve("", [], [], ())


def test_statement_without_any_span() -> None:
    assert resolve("It rained.", [], [Attribution((), (), ())], ())[0].speakers == ()


def test_order_of_the_statements_given_does_not_matter() -> None:
    text = "Ana Ruiz said it rained. She added that it was cold."
    found = [Name((0, 8), "person", 0.9)]
    one = Attribution(((0, 8),), ((9, 13),), ((14, 23),))
    two = Attribution(((25, 28),), ((29, 34),), ((35, 51),))
    there, back = (resolve(text, found, order, ()) for order in ([one, two], [two, one]))
    assert list(there) == list(reversed(back))
