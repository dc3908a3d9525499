import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.quotations import Quotation, QuotedWords, quotations, scare

MARKED = st.text(st.sampled_from("aBs 5.,:\n\"'“”‘’«»„`‹›()—<>=n"), max_size=80)
TEXTS = st.one_of(st.text(max_size=200), MARKED)


def inners(text: str) -> list[str]:
    return [text[slice(*q.inner)] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("“We stay,” she said.", "curly"),
        ('"We stay," she said.', "straight"),
        ("''We stay,'' she said.", "doubled"),
        ("``We stay,'' she said.", "doubled"),
        ("‘‘We stay,’’ she said.", "doubled"),
        ("„We stay,“ she said.", "low"),
        ("„We stay,” she said.", "low"),
        ("«We stay,» she said.", "angle"),
        ("« We stay, » she said.", "angle"),
        ("»We stay,« she said.", "angle"),
        ("‹We stay,› she said.", "angle"),
        ("‘We stay,’ she said.", "single"),
        ("'We stay,' she said.", "single"),
        ("`We stay,' she said.", "single"),
        ("”We stay,” she said.", "curly"),
        ("“We stay,“ she said.", "curly"),
        ("”We stay,“ she said.", "curly"),
        ('“We stay," she said.', "curly"),
        ('"We stay,” she said.', "straight"),
        ("‘We stay,” she said.", "single"),
        ('" We stay, " she said.', "straight"),
        ("“ We stay, ” she said.", "curly"),
    ],
)
def test_each_style_of_marks(text: str, style: str) -> None:
    (found,) = quotations(text)
    assert text[slice(*found.inner)] == "We stay,"
    assert found.style == style
    assert found.opened and found.closed and not found.continues and found.depth == 0
    assert text[slice(*found.span)] == text[: text.index(" she said")]


@pytest.mark.parametrize(
    "text",
    [
        "Don’t touch Ana’s rock ’n’ roll of the ’90s, or the boys’ club’s.",
        "Don't touch Ana's rock 'n' roll of the '90s, or the boys' club's.",
        "Back in ‘85 they told ‘em so.",
        'He is 6\'2" tall and carries a 5" knife and a 3"x5" card.',
        'The pipe was 12" wide.',
        "<a href=\"https://example.org\" title='x'>The town</a> slept.",
        "'Tis the season for the hood's 'hood.",
        '""""""""""""""""',
    ],
)
def test_apostrophes_measures_and_markup_are_no_quotations(text: str) -> None:
    assert quotations(text) == ()


def test_measures_inside_a_quotation_do_not_close_it() -> None:
    assert inners('"I am 6\'2"," she said, "and a 12" pipe broke."') == [
        "I am 6'2\",",
        'and a 12" pipe broke.',
    ]


def test_a_number_at_the_end_of_a_quotation_lets_it_close() -> None:
    assert inners('"I am 30" he said. "Yes."') == ["I am 30", "Yes."]


def test_possessive_plural_does_not_close_a_single_quotation() -> None:
    assert inners("‘I don’t think the boys’ club is “open” today,’ he said.") == [
        "I don’t think the boys’ club is “open” today,",
        "open",
    ]


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("“He said ‘no’ to us,” she said.", "no"),
        ("“‘No’ was his word,” she said.", "No"),
        ("“He told me, ‘No,’ ” she said.", "No,"),
        ("''He said, 'No.''' And left.", "No."),
        ("“He called it “mad” and left,” she said.", "mad"),
        ("«He said “no” to us,» she said.", "no"),
    ],
)
def test_nested_quotations(text: str, nested: str) -> None:
    outer, inner = quotations(text)
    assert (outer.depth, inner.depth) == (0, 1)
    assert text[slice(*inner.inner)] == nested
    assert outer.chain != inner.chain


def test_a_quotation_runs_on_over_paragraphs() -> None:
    text = "“We begin.\n\n“We go on.\n\n“We end,” said Ana Ruiz.\n\n“Another.”"
    found = quotations(text)
    assert [q.continues for q in found] == [True, True, False, False]
    assert [q.closed for q in found] == [False, False, True, True]
    assert len({q.chain for q in found[:3]}) == 1
    assert found[3].chain != found[2].chain


def test_a_quotation_runs_on_in_straight_single_marks() -> None:
    text = "'We begin.\n'We don't end,' said Ana Ruiz."
    first, second = quotations(text)
    assert first.continues and first.chain == second.chain


def test_a_quotation_runs_on_without_opening_again() -> None:
    text = "“We begin.\nWe end there.” So she said."
    first, second = quotations(text)
    assert first.continues and not second.opened
    assert first.chain == second.chain
    assert text[slice(*second.inner)] == "We end there."


def test_closed_paragraphs_are_no_running_quotation() -> None:
    first, second = quotations("“We begin.”\n“We end.”")
    assert first.chain != second.chain and not first.continues


def test_lost_closing_mark_costs_its_paragraph_only() -> None:
    text = "“We begin, she said.\nThe town slept.\n“Good,” he said."
    lost, good = quotations(text)
    assert text[slice(*lost.span)] == "“We begin, she said."
    assert not lost.closed and not lost.continues
    assert good.closed and good.chain != lost.chain


def test_lost_closing_mark_ends_before_the_next_quotation() -> None:
    text = "“We begin, she said. “We end,” she said. “Good.”"
    assert inners(text) == ["We begin, she said.", "We end,", "Good."]
    assert [q.depth for q in quotations(text)] == [0, 0, 0]


def test_lost_nested_mark_does_not_reach_beyond_the_outer_quotation() -> None:
    text = "“He told us ‘no and left,” she said. “Good.”"
    assert inners(text) == ["He told us ‘no and left,", "no and left,", "Good."]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("We will never sell,” she said.", "We will never sell,"),
        ('We will never sell," she said.', "We will never sell,"),
        ("Ana Ruiz said: We will never sell.”", "We will never sell."),
        ("“No,” she said. We will never sell.”", "We will never sell."),
    ],
)
def test_lost_opening_mark_is_guessed(text: str, inner: str) -> None:
    found = quotations(text)[-1]
    assert not found.opened and found.closed
    assert text[slice(*found.inner)] == inner


def test_more_lost_marks_than_anybody_nests_keep_later_quotations_apart() -> None:
    text = " ".join(f"“Lost {n}, she said." for n in range(30)) + " “Good,” he said."
    assert inners(text)[-1] == "Good,"
    assert all(q.depth < 8 for q in quotations(text))


def test_wrapped_lines_are_one_paragraph() -> None:
    words = "“We shall keep the docks of this town in the hands of those who load and unload there,” said"
    text = "\n".join(_wrap(f"{words} Ana Ruiz. " * 4, 48))
    found = quotations(text)
    assert len(found) == 4
    assert all(q.closed and "\n" in text[slice(*q.span)] for q in found)


def _wrap(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@pytest.mark.parametrize(
    ("content", "quote"),
    [
        ("never sell the docks", "direct"),
        ("she would lease them, but “never sell the docks", "mixed"),
        ("she would lease them", "indirect"),
        ("", "indirect"),
        ("”", "indirect"),
    ],
)
def test_quote_tells_direct_mixed_and_indirect(content: str, quote: str) -> None:
    text = "Ana Ruiz said she would lease them, but “never sell the docks” or the quay."
    start = text.index(content)
    asked = QuotedWords(text, quotations(text))
    assert asked.quote([(start, start + len(content))]) == quote


def test_quote_of_several_spans() -> None:
    text = "“Never,” she said, “will we sell.”"
    asked = QuotedWords(text, quotations(text))
    assert asked.quote([(1, 6), (20, 32)]) == "direct"
    assert asked.quote([(1, 6), (9, 17)]) == "mixed"
    assert asked.count((0, len(text))) == (4, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She called the plan “dangerous” and left.", True),
        ("He hosts “The Long Harbour Night Show” on Mondays.", True),
        ("They watched the series, “Harbour Lights,” at home.", True),
        ("The so-called ‘reform’ failed.", True),
        ("“Never,” she said.", False),
        ("She said, “Never.”", False),
        ("She said: “Never”.", False),
        ("He shouted “shame” at her.", False),
        ("“We will never sell the docks,” she said.", False),
        ("She said they would “lease every one of the docks in town” soon.", False),
        ("She called it “mad", False),
        ("She wrote “...”", False),
    ],
)
def test_scare_quotes_and_titles_of_works(text: str, expected: bool) -> None:
    assert scare(text, quotations(text)[0]) is expected


@given(TEXTS)
def test_quotations_lie_in_order_and_never_across(text: str) -> None:
    found = quotations(text)
    assert list(found) == sorted(found, key=lambda q: (q.span[0], -q.span[1]))
    around: list[Quotation] = []
    for q in found:
        assert 0 <= q.span[0] <= q.inner[0] < q.inner[1] <= q.span[1] <= len(text)
        assert text[slice(*q.inner)].strip() == text[slice(*q.inner)]
        assert "\n" not in text[slice(*q.span)]
        while around and around[-1].span[1] <= q.span[0]:
            around.pop()
        assert q.depth == len(around)
        assert not around or q.span[1] <= around[-1].span[1]
        around.append(q)
        assert isinstance(scare(text, q), bool)


@given(TEXTS)
def test_only_what_continues_shares_a_chain(text: str) -> None:
    found = quotations(text)
    by_chain: dict[int, list[Quotation]] = {}
    for q in found:
        by_chain.setdefault(q.chain, []).append(q)
    for chain in by_chain.values():
        assert all(q.continues for q in chain[:-1])
        assert not chain[-1].continues


@given(TEXTS, TEXTS)
def test_a_paragraph_without_marks_keeps_neighbours_apart(first: str, second: str) -> None:
    between = "\n\nThe town slept.\n\n"
    offset = len(first) + len(between)
    whole = [q.span for q in quotations(first + between + second)]
    apart = [q.span for q in quotations(first)]
    apart += [(s + offset, e + offset) for s, e in (q.span for q in quotations(second))]
    assert whole == apart


@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_counts_are_within_the_words(text: str, start: int, length: int) -> None:
    quoted, words = QuotedWords(text, quotations(text)).count((start, start + length))
    assert 0 <= quoted <= words


@pytest.mark.parametrize(
    "unit", ['"', "'", "“", "”", "“a ‘", "a” ", "'a s' ", '5" a ', "«‹„", "“a\n", "‘ ", "<a ", "“a: "]
)
def test_time_is_linear(unit: str) -> None:
    text = unit * (10**6 // len(unit))
    began = time.process_time()
    QuotedWords(text, quotations(text))
    assert time.process_time() - began < 30
