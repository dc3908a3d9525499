from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from onrecord.cluster.crew import Crew
from onrecord.cluster.parts import Part, Slice
from onrecord.cluster.work import Job, reason
from onrecord.errors import OnrecordError
from onrecord.intake import IntakeOptions

KILLER = """
import os, sys
from multiprocessing.connection import Connection
import onrecord.reading.reader as module
read = module.Reader.read
def deadly(self, article):
    if "dies here" in article.text:
        os._exit(9)
    return read(self, article)
module.Reader.read = deadly
from onrecord.cluster.worker import serve
try:
    serve(Connection(int(sys.argv[-1])))
except EOFError:
    pass
"""


def test_an_article_that_kills_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    popen = subprocess.Popen

    def start(command: list[str], **how: object) -> object:
        started.append(1)
        return popen([command[0], "-c", KILLER, command[-1]], **how)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", start)
    path = tmp_path / "a.jsonl"
    words = ["Ana Ruiz said no.", "Ben Okoro said it dies here.", "Ana Ruiz said yes."]
    path.write_text("".join(f'{{"text": "{word}"}}\n' for word in words))
    crew = Crew(1, Job(str(tmp_path / "out"), IntakeOptions()))
    try:
        [manifest] = crew.run([Part((Slice(str(path)),))])
    finally:
        crew.stop()
    assert manifest["read"] == 2 and len(started) == 3
    assert manifest["failed"] == [(f"{path}:2", "the process that read it died, twice")]


def test_where_no_process_can_be_started_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    popen = subprocess.Popen
    monkeypatch.setattr(
        subprocess,
        "Popen",
        lambda command, **how: popen([command[0], "-c", "raise SystemExit(3)"], **how),
    )
    crew = Crew(1, Job(str(tmp_path / "out"), IntakeOptions()))
    with pytest.raises(OnrecordError, match="no process could be started"):
        list(crew.run([Part((Slice("a"),))]))
    crew.stop()


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        ("is in another language (de); only English is read", "is in another language (de)"),
        ("behind a paywall (there are 40 words of the article)", "behind a paywall"),
        ("a wrong length: 9 bytes are said, 8 are there", "a wrong length"),
        ("no article in this page", "no article in this page"),
    ],
)
def test_reasons_are_counted_without_their_figures(cause: str, expected: str) -> None:
    assert reason(cause) == expected
