from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.fake import run
from tests.postgres import Cluster
from tests.watching.conftest import Site

pytest.importorskip("feedparser", reason="needs onrecord[feeds]")
pytest.importorskip("protego", reason="needs onrecord[feeds]")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "a.sqlite"))
    made = Site()
    yield made
    made.close()


def test_one_round_says_what_it_did_and_tells_what_turned_up(site: Site, tmp_path: Path) -> None:
    (tmp_path / "alerts.toml").write_text('[docks]\nsearch = "docks"\n')
    feed = site.feed(site.article("one", "Mayor Ruiz said that the docks were safe and would stay open."))
    arguments = ("watch", feed, "--once", "--allow-local", "--delay", 0, "--alerts", tmp_path / "alerts.toml")
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    first, second, third, last = result.stdout.splitlines()
    assert first == f"{feed}: 1 new of 1"
    assert second == "1 article added, 1 statement"
    assert third.startswith("docks: ")
    assert last == "1 feed, 1 article added, 1 statement"
    assert run("search", "docks").stdout.startswith("1 statement ")


def test_what_fails_is_a_line_each_and_the_exit_code(site: Site) -> None:
    bad = site.put("/bad", "nothing", status=500)
    result = run("watch", bad, "--once", "--allow-local", "--delay", 0)
    assert result.exit_code == 1
    assert result.stderr == f"onrecord: {bad}: the server answers 500; asked again in 30 minutes\n"
    assert result.stdout == "1 feed, 1 failed, 0 articles added, 0 statements\n"


def test_alerts_that_are_not_there_are_told(site: Site, tmp_path: Path) -> None:
    result = run("watch", site.feed(), "--once", "--alerts", tmp_path / "none.toml")
    assert (result.exit_code, result.stderr) == (
        1,
        f"onrecord: {tmp_path / 'none.toml'}: No such file or directory\n",
    )


def test_what_was_seen_is_kept_where_the_call_says(site: Site, tmp_path: Path) -> None:
    memory = tmp_path / "seen"
    assert run("watch", site.feed(), "--once", "--allow-local", "--memory", memory).exit_code == 0
    assert memory.exists()
    assert not (tmp_path / "a.sqlite.watch").exists()


def test_a_record_on_a_server_can_be_watched_into(
    site: Site, server: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    feed = site.feed(site.article("one", "Mayor Ruiz said that the docks were safe and would stay open."))
    with server.database() as name:
        arguments = ("watch", feed, "--once", "--allow-local", "--delay", 0, "--record", server.address(name))
        assert [run(*arguments).stdout.splitlines()[-1] for _ in range(2)] == [
            "1 feed, 1 article added, 1 statement",
            "1 feed, 0 articles added, 0 statements",
        ]
    assert len(list(tmp_path.glob("onrecord-*.watch"))) == 1


def test_what_is_wrong_with_an_alert_is_told_once_in_a_round(site: Site, tmp_path: Path) -> None:
    (tmp_path / "alerts.toml").write_text('[zebra]\nissue = "zebra"\n')
    result = run("watch", site.feed(), "--once", "--allow-local", "--alerts", tmp_path / "alerts.toml")
    assert len(result.stderr.splitlines()) == 1


def test_an_alert_for_an_outlet_that_turns_up_in_the_round_tells_it_and_nothing_else(
    site: Site, tmp_path: Path
) -> None:
    (tmp_path / "alerts.toml").write_text('[courier]\noutlet = "Tarn Courier"\n')
    text = "".join(
        f"<p>Mayor Ruiz said that dock number {n} was safe and would stay open.</p>" for n in range(6)
    )
    head = '<title>Docks</title><meta property="og:site_name" content="Tarn Courier">'
    page = f"<html><head>{head}</head><body><article>{text}</article></body></html>"
    feed = site.feed(site.put("/docks", page, Content_Type="text/html"))
    result = run("watch", feed, "--once", "--allow-local", "--delay", 0, "--alerts", tmp_path / "alerts.toml")
    assert result.stderr == ""
    assert any(line.startswith("courier: ") for line in result.stdout.splitlines())
