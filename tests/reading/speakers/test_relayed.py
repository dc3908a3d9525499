"""Who stands behind what another prints, quotes, translates or asks about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.quotations import quotations
from onrecord.reading.speakers import Attribution, resolve

Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("cue", "name"), [("[Courier.]", "Courier"), ("[sic]", "DOCKS SOLD"), ("[.]", "DOCKS SOLD")]
)
def test_item_of_a_digest_is_whose_credit_ends_it(cue: str, name: str) -> None:
    text = f"DOCKS SOLD “The docks are sold.” {cue}\n\nMore news."
    at = text.index(cue)
    item = Attribution(((0, 10),), ((at, at + len(cue)),), ((11, at - 1),))
    [resolved] = resolve(text, [], [item], quotations(text))
    assert [speaker.name for speaker in resolved.speakers] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[1c “It is late,”] the [O1s Courier] [1q quoted] [P Ana Ruiz], a clerk, as saying.", "Ana Ruiz"),
        ("The [O1s Courier] [1q quoted] [1c [P Ana Ruiz] as saying it was late].", "Courier"),
        ("The [O1s Courier] [1q quoted] [1c a report on the docks].", "Courier"),
    ],
)
def test_who_is_quoted_speaks_where_the_content_leaves_them_out(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[1c It is late], [P Ana Ruiz] said, [1q according to] [1s a translation by a clerk].", "Ana Ruiz"),
        ("[P Ana Ruiz] came. [1c It is late], she said, [1q according to] [1s a translation].", "Ana Ruiz"),
        ("[1c It is late], [1q according to] [1s a translation].", "translation"),
    ],
)
def test_a_translation_is_not_who_speaks(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In an interview this year with [O Dockline], he [1q was asked] [1c what happened].", "Dockline"),
        ("In an interview with [O Dock News]' [P Ana Ruiz], he [1q was asked about] [1c it].", "Ana Ruiz"),
        ("He [1q was asked] [1c about it] in an interview published by the [O Courier].", "Courier"),
        ("After an interview [P Bo Lind] [1q was asked] [1c what happened].", ""),
        ("In an interview with [O Dockline], he said so. He [1q was asked] [1c what happened].", ""),
    ],
)
def test_who_leads_an_interview_asks(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]
