from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record.coding import CodeField, fields_of


def test_a_field_is_a_name_with_its_codes() -> None:
    [frame] = fields_of(["Frame = security, economy ,other"], {})
    assert frame == CodeField("frame", "nominal", ("security", "economy", "other"))


def test_a_level_stands_behind_the_name() -> None:
    [tone, score] = fields_of(["tone:ordinal=low,high", "score:interval"], {})
    assert (tone.level, tone.codes) == ("ordinal", ("low", "high"))
    assert (score.level, score.codes) == ("interval", ())


def test_the_name_alone_means_the_field_that_is_known() -> None:
    known = CodeField("frame", codes=("a", "b"))
    assert fields_of(["frame"], {"frame": known}) == (known,)
    assert fields_of(["note"], {"frame": known}) == (CodeField("note"),)


def test_a_codebook_is_a_file_of_tables(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    text = '[frame]\nquestion = "Which frame?"\ncodes = ["a", "b"]\n[score]\nlevel = "interval"\ncodes = [1, 2]\n'
    path.write_text(text)
    frame, score = fields_of([str(path)], {})
    assert frame == CodeField("frame", codes=("a", "b"), question="Which frame?")
    assert score == CodeField("score", "interval", ("1", "2"))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("1st=a", "no name for a field"),
        ("a (b)=c", "no name for a field"),
        ("tone:loud=a,b", "no such level: loud; there are nominal, ordinal, interval"),
        ("tone:ordinal", "the codes of an ordinal field must be given"),
        ("tone=", "no codes after ="),
        ("tone=a,A", "one of its codes is there twice"),
        ("tone=a,-", "no code: '-'"),
        ("score:interval=one,2", "'one' is no number"),
    ],
)
def test_what_is_no_field_is_refused(text: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause.replace("(", r"\(")):
        fields_of([text], {})


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("[frame", "no TOML"),
        ("", "there is no field in it"),
        ("frame = 1", "frame is no table"),
        ("[frame]\ncolour = 1", "frame: no such setting: colour; there are level, codes, question"),
        ("[frame]\ncodes = 'a'", "frame: codes is no list"),
        ("[frame]\nlevel = 2", "frame: level is no text"),
    ],
)
def test_a_damaged_codebook_is_refused(content: str, cause: str, tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    path.write_text(content)
    with pytest.raises(InputError, match=cause) as caught:
        fields_of([str(path)], {})
    assert caught.value.name == str(path)


def test_a_codebook_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        fields_of([str(tmp_path / "none.toml")], {})


def test_one_field_cannot_be_given_twice() -> None:
    with pytest.raises(InputError, match="given twice"):
        fields_of(["a=1,2", "A=3,4"], {})


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        (CodeField("f", codes=("Security", "other")), "  security ", "Security"),
        (CodeField("f", codes=("1", "2")), "1.0", "1"),
        (CodeField("f", codes=("1", "2")), "2,00", "2"),
        (CodeField("f", "interval"), "2,5", "2.5"),
        (CodeField("f", "interval", ("1", "2")), "1.0", "1"),
        (CodeField("f"), " two\n words ", "two words"),
    ],
)
def test_a_cell_is_read_as_spreadsheets_write_it(field: CodeField, cell: str, code: str) -> None:
    assert field.code(cell) == code


@pytest.mark.parametrize(
    ("field", "cell", "cause"),
    [
        (CodeField("f", codes=("a", "b")), "c", r"'c' is no code of f \(a, b\)"),
        (CodeField("f", "interval"), "many", "'many' is no number"),
        (CodeField("f", "interval"), "nan", "'nan' is no number"),
        (CodeField("f"), "x" * 201, "longer than 200 characters"),
    ],
)
def test_a_cell_without_a_code_is_refused(field: CodeField, cell: str, cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        field.code(cell)


@given(st.text(max_size=250), st.sampled_from([CodeField("f"), CodeField("f", "interval")]))
def test_what_is_read_once_is_read_the_same_again(cell: str, field: CodeField) -> None:
    try:
        code = field.code(cell)
    except ValueError:
        return
    assert field.takes(code)
