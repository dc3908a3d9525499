from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.intake import IntakeOptions, load, load_with_originals
from onrecord.intake.original import Found
from tests.intake.archives import article, packed
from tests.intake.pages import PARAGRAPHS, page

LINES = b'{"text": "Ana Ruiz said no."}\n{"text": 3}\n'


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_each_member_is_read_for_what_it_holds(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="fastwarc is not installed")
    members = {
        "news/": b"",
        "news/a.html": page().encode(),
        "news/b.jsonl": LINES,
        "news/c.warc.gz": packed([article(1), article(2)]),
        "news/.hidden.txt": b"no",
        "__MACOSX/a.txt": b"no",
        "news/picture.png": b"no",
    }
    path = zipped(tmp_path / "a.zip", members)
    items = list(load_with_originals(path))
    named = [item.name if isinstance(item, Found) else str(item) for item in items]
    assert named[:3] == [
        f"{path}/news/a.html",
        f"{path}/news/b.jsonl",
        f"{path}/news/b.jsonl:2: its text is not a string",
    ]
    assert named[3].startswith(f"{path}/news/c.warc.gz:") and len(named) == 5
    assert isinstance(items[0], Found) and items[0].article.text == "\n\n".join(PARAGRAPHS)


def test_a_damaged_member_costs_no_other(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"one " * 200, "b.txt": b"two " * 200, "c.txt": b"three"})
    data = bytearray(path.read_bytes())
    place = data.index(b"b.txt") + len("b.txt")
    data[place : place + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    first, second, third = load(path)
    assert isinstance(first, Article) and isinstance(third, Article)
    assert str(second) == f"{path}/b.txt: a damaged member of the archive"


def test_a_member_that_unpacks_to_far_too_much_fails_alone(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": bytes(20_000_000), "b.txt": b"two"})
    first, second = load(path, IntakeOptions(max_file_bytes=1_000_000))
    assert isinstance(first, InputError) and first.cause == "longer than 1 MB"
    assert isinstance(second, Article)


def _cause(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        list(load(path))
    return caught.value.cause


def test_an_archive_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 and nothing else")
    assert _cause(path) == "a damaged ZIP archive"
    assert _cause(zipped(path, {"a.png": b""})) == "a ZIP archive without anything to read"
    assert _cause(zipped(path, {"mimetype": b"application/epub+zip", "a.html": b""})) == (
        "an office document or an e-book, not text"
    )


def test_archives_inside_archives_are_refused(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "one")
    [item] = load(zipped(tmp_path / "a.zip", {"b.zip": inner.getvalue()}))
    assert isinstance(item, InputError) and item.cause == "a ZIP archive inside a ZIP archive"
