from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.circumstances.money import money
from onrecord.statement import slice_of

Found = list[tuple[str, float, str | None]]


def _in(text: str, address: str | None = None) -> Found:
    return [(one.text, one.value, one.currency) for one in money(text, ((0, len(text)),), address)]


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("$1.5m", 1.5e6, "USD"),
        ("€200 million", 2e8, "EUR"),
        ("£20bn", 2e10, "GBP"),
        ("US$3 billion", 3e9, "USD"),
        ("$5-million", 5e6, "USD"),
        ("$60,000", 60_000, "USD"),
        ("$0.05", 0.05, "USD"),
        ("R150 million", 1.5e8, "ZAR"),
        ("CHF 5bn", 5e9, "CHF"),
        ("Rs 500 crore", 5e9, None),
        ("three billion pounds", 3e9, "GBP"),
        ("half a million dollars", 5e5, "USD"),
        ("a quarter of a million dollars", 2.5e5, "USD"),
        ("two and a half billion euros", 2.5e9, "EUR"),
        ("one and a half million dollars", 1.5e6, "USD"),
        ("two hundred and fifty thousand euros", 2.5e5, "EUR"),
        ("twenty-five dollars", 25, "USD"),
        ("3 billion Australian dollars", 3e9, "AUD"),
        ("100 Swiss francs", 100, "CHF"),
        ("100 francs", 100, None),
        ("1,00,000 rupees", 1e5, None),
        ("1.000.000 euros", 1e6, "EUR"),
        ("10 000 euros", 10_000, "EUR"),
        ("€1,5 million", 1.5e6, "EUR"),
        ("5 million won", 5e6, "KRW"),
        ("5 million USD", 5e6, "USD"),
        ("50 cents", 0.5, "USD"),
    ],
)
def test_an_amount_as_a_number_with_its_currency(words: str, value: float, currency: str | None) -> None:
    assert _in(f"It would cost {words}.") == [(words, value, currency)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("between $2 and $3 million", [("$2", 2e6, "USD"), ("$3 million", 3e6, "USD")]),
        ("$2-3 million", [("$2", 2e6, "USD"), ("3 million", 3e6, "USD")]),
        ("$500 to $2 million", [("$500", 500, "USD"), ("$2 million", 2e6, "USD")]),
        ("10 to 20 million euros", [("10", 1e7, "EUR"), ("20 million euros", 2e7, "EUR")]),
        ("two or three million dollars", [("two", 2e6, "USD"), ("three million dollars", 3e6, "USD")]),
        ("between two and three million euros", [("two", 2e6, "EUR"), ("three million euros", 3e6, "EUR")]),
        ("from $1.2 to $1.5 trillion", [("$1.2", 1.2e12, "USD"), ("$1.5 trillion", 1.5e12, "USD")]),
        ("$5 and then $6 million", [("$5", 5, "USD"), ("$6 million", 6e6, "USD")]),
        ("two billion pounds ($2.5 billion)", [("two billion pounds", 2e9, "GBP"), ("$2.5 billion", 2.5e9, "USD")]),
    ],
)  # fmt: skip
def test_a_range_is_two_amounts(words: str, found: Found) -> None:
    assert _in(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "millions of dollars", "a few thousand euros", "he weighs 200 pounds", "a 2,000-pound bomb", "the 5 won seats",
        "a dollar", "19 euro countries", "two real reasons", "in 2031", "50 cents on the dollar",
        "$", "5 percent",
    ],
)  # fmt: skip
def test_what_is_no_amount(words: str) -> None:
    assert _in(words) == []


@pytest.mark.parametrize(
    ("address", "words", "currency"),
    [
        ("https://courier.ca/docks", "$3 million", "CAD"),
        ("https://courier.com.au/docks", "3 million dollars", "AUD"),
        ("https://courier.ca/docks", "US$3 million", "USD"),
        ("https://courier.ca/docks", "€3 million", "EUR"),
        ("https://courier.in/docks", "500 rupees", "INR"),
        ("https://[", "$3 million", "USD"),
    ],
)
def test_an_outlet_at_home_means_its_own_currency(address: str, words: str, currency: str) -> None:
    assert [one[2] for one in _in(words, address)] == [currency]


def test_pounds_are_money_where_the_article_writes_of_it() -> None:
    assert _in("It cost £5, then 200 pounds.")[1] == ("200 pounds", 200, "GBP")
    assert _in("It cost 200 pounds a week.") == [("200 pounds", 200, "GBP")]
    assert _in("It weighed 200 pounds.", "https://courier.co.uk/x") == [("200 pounds", 200, "GBP")]


def test_only_the_words_asked_about_count() -> None:
    text = "It cost $5 or €6 or £7."
    assert [one.text for one in money(text, ((11, 16),))] == ["€6"]


@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from([("", 1), (" million", 10**6), ("bn", 10**9), ("k", 1000)]),
)
def test_a_number_that_is_written_out_is_read_back(number: object, scale: tuple[str, int]) -> None:
    ((_, value, currency),) = _in(f"about €{number:,}{scale[0]}!")
    assert currency == "EUR"
    assert value == pytest.approx(float(f"{number}") * scale[1])


_PIECES = st.sampled_from(
    ["$", "€", "£", "5", "1,000", "2.5", "million", "bn", "two", "a", "half", "and", "to", "-", "between", "dollars",
     "pounds", "cents", "US", "Swiss", "francs", "hundred", "of", " ", "\n", "won", "R", "k"]
)  # fmt: skip


@given(
    st.lists(_PIECES, max_size=20).map(" ".join)
    | st.lists(_PIECES, max_size=20).map("".join)
    | st.text(max_size=60)
)
def test_amounts_are_slices_in_the_order_of_the_text(text: str) -> None:
    found = money(text, ((0, len(text)),))
    for one in found:
        assert one.text == slice_of(text, one.spans)
        assert one.value >= 0
        assert one.currency is None or (len(one.currency) == 3 and one.currency.isupper())
    edges = [edge for one in found for span in one.spans for edge in span]
    assert edges == sorted(edges)
