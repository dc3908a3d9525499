from __future__ import annotations

import errno
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article, digest
from onrecord.errors import InputError
from onrecord.intake import IntakeOptions, expand, load
from tests.intake.pages import PARAGRAPHS, page

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LINES = b'{"text": "Ana Ruiz said no."}\n{"text": "Ben Okoro said yes."}\n'


def one(source: str | Path, options: IntakeOptions | None = None) -> Article:
    [article] = load(source, options or IntakeOptions())
    assert isinstance(article, Article)
    return article


def cause(source: str | Path, options: IntakeOptions | None = None) -> str:
    with pytest.raises(InputError) as caught:
        list(load(source, options or IntakeOptions()))
    assert str(caught.value).startswith(f"{source}: ")
    assert "\n" not in str(caught.value)
    return caught.value.cause


def test_a_text_file_is_one_article_to_the_character(tmp_path: Path) -> None:
    words = "  “No,” said Ana Ruiz.\r\n\r\nShe left.\n"
    path = tmp_path / "a.txt"
    path.write_bytes(words.encode())
    assert one(path) == Article(text=words, id=digest(words))


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a", "a.HTM", "a.html.gz"])
def test_a_page_is_a_page_by_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = page().encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert one(path).text == "\n\n".join(PARAGRAPHS)


def test_a_fragment_is_a_page_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("".join(f"<p>{words}</p>" for words in PARAGRAPHS), encoding="utf-8")
    assert one(path).text == "\n\n".join(PARAGRAPHS)


def test_plain_text_with_a_pages_ending_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("Ana Ruiz said no.", encoding="utf-8")
    assert one(path).text == "Ana Ruiz said no."


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a.txt", "a.jsonl.gz", "a.JSONL"])
def test_json_lines_are_many_articles_by_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(LINES) if name.endswith(".gz") else LINES)
    assert [article.text for article in load(path) if isinstance(article, Article)] == [
        "Ana Ruiz said no.",
        "Ben Okoro said yes.",
    ]


def test_json_whose_first_line_is_long_is_told_from_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "Ana Ruiz said no. " * 2000
    path.write_text(json.dumps({"text": text}), encoding="utf-8")
    assert one(path).text == text


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.json.gz"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_document_is_its_articles_by_any_name(tmp_path: Path, name: str, indent: int | None) -> None:
    fields = [{"title": "Docks", "text": "Ana Ruiz said no."}, {"text": "Ben Okoro said yes."}]
    path = tmp_path / name
    for document in (fields, fields[0]):
        data = json.dumps(document, indent=indent).encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        texts = [item.text for item in load(path) if isinstance(item, Article)]
        assert texts == ["Ana Ruiz said no.", "Ben Okoro said yes."][: 2 if document is fields else 1]


def test_a_json_document_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{\n  "text": "No."\n  "title": "Docks"\n}')
    assert cause(path) == "not JSON (expecting ',' delimiter at line 3, column 3)"
    path.write_text("[]")
    assert cause(path) == "empty"
    path.write_text('[{"text": "No."}, 3, {"title": "Docks"}]')
    assert [str(item) for item in load(path) if isinstance(item, InputError)] == [
        f"{path} (2): not a JSON object",
        f"{path} (3): no text",
    ]


@pytest.mark.parametrize("words", ["[Reuters] Ana Ruiz said no.", "{“No,” said Ana Ruiz.}"])
def test_text_that_opens_with_a_bracket_is_text(tmp_path: Path, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(words, encoding="utf-8")
    assert one(path).text == words


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_json_lines_in_another_encoding_are_one_error(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes((LINES * 20).decode().encode(encoding))
    assert cause(path) == "JSON Lines in UTF-16 (they must be UTF-8)"


def test_text_that_opens_with_a_brace_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("{Ana Ruiz} said no.", encoding="utf-8")
    assert one(path).text == "{Ana Ruiz} said no."


def test_a_bad_line_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"text": "one"}\r\n\n{broken\n{"text": "\xff"}\n{"text": 3}\n{"text": "two"}'
    )
    found = [item.text if isinstance(item, Article) else str(item) for item in load(path)]
    assert found == [
        "one",
        f"{path}:3: not JSON (expecting property name enclosed in double quotes at column 2)",
        f"{path}:4: not UTF-8",
        f"{path}:5: its text is not a string",
        "two",
    ]


def test_a_line_that_is_too_long_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 5000 + b'"}\n{"text": "two"}\n')
    first, second = load(path, IntakeOptions(max_file_bytes=1000))
    assert str(first) == f"{path}:1: a line longer than 0.001 MB"
    assert isinstance(second, Article)
    assert second.text == "two"


def test_json_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINES * 1000)
    articles = load(path, IntakeOptions(max_file_bytes=1000))
    assert next(articles)
    assert sum(1 for _ in articles) == 1999


class _Pipe(io.RawIOBase):
    """Bytes that come three at a time and cannot be sought in, as from a pipe."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        piece, self._data = self._data[:3], self._data[3:]
        memoryview(buffer)[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Ana Ruiz said no.\r\n", ["Ana Ruiz said no.\r\n"]),
        (page().encode(), ["\n\n".join(PARAGRAPHS)]),
        (LINES, ["Ana Ruiz said no.", "Ben Okoro said yes."]),
        (gzip.compress(LINES, mtime=0), ["Ana Ruiz said no.", "Ben Okoro said yes."]),
        (gzip.compress(page().encode(), mtime=0), ["\n\n".join(PARAGRAPHS)]),
    ],
)
def test_standard_input_is_read_for_what_it_holds(
    monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(_Pipe(data))))
    assert [item.text for item in load("-") if isinstance(item, Article)] == texts


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert cause(tmp_path / "none.txt") == "there is no such file"
    assert cause(tmp_path).startswith("a folder without anything to read")
    assert cause("ftp://courier.example/a").startswith("not an address")
    (tmp_path / "empty.txt").touch()
    assert cause(tmp_path / "empty.txt") == "empty"
    (tmp_path / "empty.jsonl").write_bytes(b"\n \n")
    assert cause(tmp_path / "empty.jsonl") == "empty"
    (tmp_path / "long.txt").write_bytes(b"No. " * 1000)
    assert cause(tmp_path / "long.txt", IntakeOptions(max_file_bytes=3999)) == "longer than 0.003999 MB"
    assert cause("a\0b") == "not a path"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("No.")
    path.chmod(0)
    assert cause(path) == "this file may not be read"


def test_a_folder_that_may_not_be_looked_into_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "closed/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("No.")
    closed = str(tmp_path / "closed")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", guarded)
    assert list(expand([tmp_path])) == [tmp_path / "a.txt", tmp_path / "closed"]
    assert cause(tmp_path / "closed") == "this folder may not be read"


def test_a_folder_gives_no_pipes_and_devices_but_links_that_lead_nowhere(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    (tmp_path / "c.txt").symlink_to("nowhere")
    (tmp_path / "d.txt").symlink_to("d.txt")
    (tmp_path / "e").symlink_to(".")
    assert list(expand([tmp_path])) == [tmp_path / "c.txt", tmp_path / "d.txt"]
    assert cause(tmp_path / "c.txt") == "there is no such file"
    assert "\n" not in cause(tmp_path / "d.txt")


@pytest.mark.parametrize("name", ["n" * 300, "n" * 5000, "a\0b"])
def test_names_that_no_file_can_have_are_left_to_load(name: str) -> None:
    assert list(expand([name])) == [name]
    assert cause(name)


@pytest.mark.parametrize("damage", [lambda d: d[:-12], lambda d: d[:20] + b"xxxx" + d[24:], lambda d: d[:2]])
def test_a_damaged_gzip_file_is_named(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "a.txt.gz"
    assert callable(damage)
    path.write_bytes(damage(gzip.compress(os.urandom(30_000).hex().encode())))
    assert cause(path) == "a damaged gzip file"


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"0" * 30_000_000))
    assert cause(path, IntakeOptions(max_file_bytes=1_000_000)) == "longer than 1 MB"


@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_say_why_not(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(data)
    try:
        items = list(load(path))
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert items


def test_folders_are_walked_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.html", "a/d.jsonl.gz", ".hidden/e.txt", ".f.txt", "g.png", "a/h.MD"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = list(expand([tmp_path, "-", "https://courier.example/a", "none.txt"]))
    names = ["a/c.html", "a/d.jsonl.gz", "a/h.MD", "b.txt"]
    assert found == [*(tmp_path / name for name in names), "-", "https://courier.example/a", "none.txt"]


def test_a_single_source_stands_for_itself_and_not_for_its_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert list(expand("news/a.txt")) == ["news/a.txt"]
    assert list(expand(str(tmp_path))) == list(expand(tmp_path)) == [tmp_path / "a.txt"]


def test_a_folder_with_nothing_to_read_is_not_lost(tmp_path: Path) -> None:
    assert list(expand([tmp_path])) == [tmp_path]


def test_importing_intake_loads_nothing_heavy() -> None:
    heavy = {
        "trafilatura",
        "lxml",
        "httpx",
        "py3langid",
        "charset_normalizer",
        "courlan",
        "htmldate",
        "numpy",
    }
    code = "import sys, onrecord.intake; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not heavy & set(loaded)
