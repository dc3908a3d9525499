from __future__ import annotations

import pytest

from tests.reading.circumstances.marked import first, read


@pytest.mark.parametrize(
    ("marked", "whom"),
    [
        ("[s Ruiz] [q told] the Port Courier on Monday [c she would stay].", "the Port Courier"),
        ("[s Ruiz] [q told] Harbour TV’s Bo Lind [c she would stay].", "Harbour TV’s Bo Lind"),
        ("[s Ruiz] [q told] the Senate Committee on Harbours [c she would stay].", "the Senate Committee on Harbours"),
        ("[s Ruiz] [q told] a cheering crowd of about 200 dockers in Lydhaven [c that it was over].",
         "a cheering crowd of about 200 dockers"),
        ("[s Ruiz] [q told] Sen. Bo Lind [c that it was over].", "Sen. Bo Lind"),
        ("[s Ruiz] [q told] them [c that it was over].", "them"),
        ("[s Ruiz] [q told] her supporters bluntly [c that it was over].", "her supporters"),
        ("[s Ruiz] [q told reporters and editors] [c that it was over].", "reporters and editors"),
        ("[s Ruiz] [q called on the council] Friday [c to sell the docks].", "the council"),
        ("[c “It is late,”] [s Ruiz] [q said] to reporters.", "reporters"),
        ("[c “It is late,”] [s Ruiz] [q wrote] in a letter to the Dockers' Union.", "the Dockers' Union"),
        ("In an interview with Il Molo, [s Ruiz] [q defended] [c the sale].", "Il Molo"),
        ("In an interview over the weekend with Il Molo, [s Ruiz] [q defended] [c the sale].", "Il Molo"),
        ("[q Asked by] the Courier, [s Ruiz] [q said] [c it was late].", "the Courier"),
        ("Speaking to dockers in Lydhaven, [s Ruiz] [q said] [c it was late].", "dockers"),
    ],
)  # fmt: skip
def test_whom_the_frame_names(marked: str, whom: str) -> None:
    found = first(marked).addressee
    assert found is not None
    assert found.text == whom


@pytest.mark.parametrize(
    ("marked", "whom"),
    [
        ("[s Ruiz] [q urged] [c the council to sell the docks].", "the council"),
        ("[s Ruiz] [q asked] [c Bo Lind whether the docks were safe].", "Bo Lind"),
        ("[s Ruiz] [q warned] [c dockers against a strike].", "dockers"),
    ],
)
def test_the_subject_of_what_is_asked_is_asked(marked: str, whom: str) -> None:
    found = first(marked).addressee
    assert found is not None
    assert found.text == whom


def test_who_was_asked_is_the_addressee() -> None:
    found = first("At the hall, Bo Lind [q was asked] [c about the docks].").addressee
    assert found is not None
    assert found.text == "Bo Lind"


@pytest.mark.parametrize(
    "marked",
    [
        "[s Ruiz] [q said] [c she had told the council that it was late].",
        "[s Ruiz] [q said] [c it was late].",
        "[s Ruiz] [q asked] [c that the docks be sold].",
        "[s Ruiz] [q asked] [c to be heard].",
        "[s Ruiz] [q promised] [c harbour reform if she wins].",
        "[s Ruiz] [q was told] [c to leave].",
        "When [q asked] [c why she left], [s Ruiz] shrugged.",
        "[s Ruiz] is struggling [q to right her once-proud campaign against] [c the sale].",
        "[s Ruiz] [q raised] [c an urgent question] to distance Lind from it.",
    ],
)
def test_nobody_is_made_up(marked: str) -> None:
    assert first(marked).addressee is None


def test_another_statement_s_addressee_stays_its_own() -> None:
    one, other = read(
        "[s Ruiz] [q told] the Courier [c it was late], but [2s Lind] [2q said] [2c it was early]."
    )
    assert one.addressee is not None
    assert one.addressee.text == "the Courier"
    assert other.addressee is None
