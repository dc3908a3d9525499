from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.paragraphs import paragraphs


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_a_paragraph_is_a_line_that_is_not_blank() -> None:
    assert texts("One.\n\n \t\n  Two. \r\nThree.\u2028Four.") == ["One.", "Two.", "Three.", "Four."]


def test_wrapped_lines_make_one_paragraph() -> None:
    block = (
        "The mayor told the council on Monday that she\nwould never sell the docks, and that nobody in\n"
        "the town had any right to ask her for it once\nmore, in May or in any other month to come, as\n"
        "long as she lived."
    )
    assert texts(f"{block}\n\n{block}\r\n\r\nThe end.") == [block, block, "The end."]


def test_short_lines_that_are_not_filled_stay_apart() -> None:
    lines = [
        "The mayor spoke.",
        "The council listened to her for a whole long day.",
        "Nobody left.",
        "It rained.",
        "So.",
    ]
    assert texts("\n".join(lines)) == lines


@given(st.text(max_size=300))
def test_paragraphs_hold_all_that_is_visible(text: str) -> None:
    found = paragraphs(text)
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())
    assert all(text[s:e].strip() == text[s:e] for s, e in found)
    assert list(found) == sorted(found)
