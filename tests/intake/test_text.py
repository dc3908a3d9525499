from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.intake.text import decode

WORDS = "Mayor Ana Ruiz said: “We won’t sell the docks – never.” It would cost £5.\n"


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda t: not t.isspace()
    )
)
def test_utf8_text_is_kept_to_the_character(words: str) -> None:
    data = words.encode()
    mark = words.startswith("\ufeff")
    try:
        assert decode(data, "a.txt") == (words[1:] if mark else words)
    except InputError:
        # Only what another kind of file begins with, or nothing but a mark and space, is refused.
        assert (
            mark
            or words.startswith(("%PDF-", "{\\rtf", "RIFF", "ID3", "OggS", "BZh", "Rar!", "GIF8", "PAR1"))
            or (words[4:8] == "ftyp" or words.startswith("SQLite format 3"))
        )


def test_line_ends_and_outer_space_are_kept() -> None:
    assert decode(b"  One.\r\n\r\nTwo.\r \n", "a.txt") == "  One.\r\n\r\nTwo.\r \n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, encoding: str) -> None:
    assert decode(mark + WORDS.encode(encoding), "a.txt") == WORDS


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be"])
def test_an_unmarked_encoding_is_detected(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), "a.txt") == WORDS


def test_cyrillic_in_its_own_encoding_is_detected() -> None:
    words = "Мэр Анна Руис сказала во вторник, что город никогда не продаст свои доки. " * 5
    assert decode(words.encode("cp1251"), "a.txt") == words


def test_the_declared_encoding_is_used_where_the_bytes_are_not_utf8() -> None:
    assert (
        decode("Łódź and Gdańsk said no".encode("iso-8859-2"), "a.html", "iso-8859-2")
        == "Łódź and Gdańsk said no"
    )


def test_a_declared_encoding_that_is_wrong_does_not_garble_utf8() -> None:
    assert decode(WORDS.encode(), "a.html", "iso-8859-1") == WORDS


@pytest.mark.parametrize("declared", ["no-such-encoding", "hex", ""])
def test_a_declared_encoding_that_does_not_exist_is_passed_over(declared: str) -> None:
    assert decode(WORDS.encode("cp1252"), "a.html", declared) == WORDS


def test_one_broken_byte_costs_one_character_only() -> None:
    data = (WORDS * 20).encode()
    assert decode(data + b"\xe2\x80", "a.txt") == WORDS * 20 + "\ufffd"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_stray_nul_does_not_make_text_binary(encoding: str) -> None:
    words = WORDS * 20 + "\0" + WORDS
    assert decode(words.encode(encoding), "a.txt") == words


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty but for space"),
        (b"\xef\xbb\xbf", "empty but for space"),
        ("\u200b\u200e\ufeff\n".encode(), "empty but for space"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x00\x00\x00 ftypisom", "video"),
        (b"abc\x00\x01\x02def", "binary"),
        (b"\x01\x02\x03\x04\x05\x06" * 50, "binary"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as caught:
        decode(data, "thing.txt")
    assert str(caught.value).startswith("thing.txt: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "piece", [b"The mayor said no. ", "The mayor’s “no”. ".encode("cp1252"), b"\xe2\x80\x9cno\xe2\x80\x9d "]
)
def test_ten_megabytes_on_one_line_are_quick(piece: bytes) -> None:
    data = piece * (10_000_000 // len(piece))
    start = time.process_time()
    decode(data, "long.txt")
    assert time.process_time() - start < 20
