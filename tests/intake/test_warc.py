from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from onrecord.errors import InputError, SkippedError
from onrecord.intake import IntakeOptions, load, load_with_originals
from onrecord.intake.original import Found
from tests.intake.archives import answer, article, packed, record
from tests.intake.pages import PARAGRAPHS, page

pytest.importorskip("fastwarc", reason="fastwarc is not installed")

PAGE = page().encode()
INFO = record(b"software: invented\r\n", kind="warcinfo", content_type="application/warc-fields")
REQUEST = record(b"GET / HTTP/1.1\r\n\r\n", kind="request", content_type="application/http; msgtype=request")


def found(path: Path, *records: bytes) -> list[Found | InputError]:
    path.write_bytes(packed(records))
    return list(load_with_originals(path))


def test_an_article_of_an_archive_leads_back_to_its_record(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    first, second = found(path, INFO, REQUEST, article(1), REQUEST, article(2))
    assert isinstance(first, Found) and isinstance(second, Found)
    assert second.article.url == second.article.id == "https://courier.example/docks/2"
    assert "Dock number 2 was never for sale" in second.article.text
    assert second.name == f"{path}:{second.mark.offset}" and second.mark.number == 1
    assert second.original.address == f"{path.resolve()}#offset={second.mark.offset}"
    assert second.original.fetched_at == second.crawled == "2031-05-07T08:00:00Z"
    there = gzip.decompress(path.read_bytes()[second.mark.offset :])
    assert there.partition(b"\r\n\r\n")[2].partition(b"\r\n\r\n")[2].startswith(second.original.data)


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2031-05-06", "2031-05-06"), ("2031-05-08", "2031-05-08"), ("2031-06-01", None)],
)
def test_the_date_is_the_page_s_and_never_after_the_crawl(
    tmp_path: Path, published: str, expected: str | None
) -> None:
    [item] = found(tmp_path / "a.warc.gz", article(1, published))
    assert isinstance(item, Found) and item.article.published == expected


def test_a_page_without_a_date_has_not_the_crawl_s(tmp_path: Path) -> None:
    [item] = found(tmp_path / "a.warc.gz", record(answer(PAGE)))
    assert isinstance(item, Found) and item.article.published is None


def _chunked(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data)


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(PAGE, mtime=0), "Content-Encoding: gzip\r\n"),
        (PAGE, "Content-Encoding: gzip\r\n"),
        (_chunked(PAGE), "Transfer-Encoding: chunked\r\n"),
        (PAGE, "Transfer-Encoding: chunked\r\n"),
        (_chunked(gzip.compress(PAGE, mtime=0)), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        (gzip.compress(PAGE, mtime=0), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    ],
)
def test_bodies_are_decoded_whether_the_crawler_did_it_or_not(tmp_path: Path, body: bytes, more: str) -> None:
    [item] = found(tmp_path / "a.warc.gz", record(answer(body, more=more)))
    assert isinstance(item, Found) and item.article.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("broken", "cause"),
    [
        (record(answer(b"\xff\xd8", "image/jpeg")), "image/jpeg, not a page"),
        (record(answer(PAGE, status="404 Not Found")), "the server answered 404"),
        (record(answer(b"")), "an empty answer"),
        (record(b"", kind="revisit"), "a revisit: what was there before was there again"),
        (record(b"192.0.2.1", content_type="text/dns"), "text/dns, not a page"),
        (record(answer(b"<html><p>Log in.</p></html>")), "no article in this page"),
    ],
)
def test_what_is_no_article_is_skipped_and_says_why(tmp_path: Path, broken: bytes, cause: str) -> None:
    path = tmp_path / "a.warc.gz"
    first, item, last = found(path, article(1), broken, article(2))
    assert isinstance(first, Found) and isinstance(last, Found)
    assert isinstance(item, SkippedError) and item.cause == cause
    assert item.name.startswith(f"{path}:")


def test_a_broken_answer_fails_alone(tmp_path: Path) -> None:
    bad = record(b"no http at all")
    first, item, last = found(tmp_path / "a.warc.gz", article(1), bad, article(2))
    assert isinstance(first, Found) and isinstance(last, Found)
    assert isinstance(item, InputError) and not isinstance(item, SkippedError)


def test_a_page_that_unpacks_to_far_too_much_fails_alone(tmp_path: Path) -> None:
    bomb = record(answer(gzip.compress(b"<html>" + bytes(30_000_000)), more="Content-Encoding: gzip\r\n"))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed([bomb, article(1)]))
    first, second = load(path, IntakeOptions(max_page_bytes=1_000_000))
    assert isinstance(first, InputError) and first.cause == "longer than 1 MB"
    assert not isinstance(second, InputError)


def test_text_that_others_took_out_of_pages_is_read_as_text(tmp_path: Path) -> None:
    wet = record(b"Ana Ruiz said no.", kind="conversion", content_type="text/plain")
    [item] = found(tmp_path / "a.warc.wet.gz", wet)
    assert isinstance(item, Found) and item.article.text == "Ana Ruiz said no."


def test_an_archive_is_one_by_any_name_and_through_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = packed([article(1), article(2)])
    (tmp_path / "a").write_bytes(data)
    assert len(list(load(tmp_path / "a"))) == 2
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert len(list(load("-"))) == 2


def test_without_its_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    [item] = found(tmp_path / "a.warc.gz", article(1))
    assert isinstance(item, InputError) and "onrecord[archives]" in item.cause


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        (packed([INFO, REQUEST]), "a WARC file without any answer of a server"),
    ],
)
def test_an_archive_that_holds_nothing_is_told_and_not_passed_over(
    tmp_path: Path, data: bytes, cause: str
) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    with pytest.raises(InputError) as told:
        list(load(path))
    assert (told.value.name, told.value.cause) == (str(path), cause)
