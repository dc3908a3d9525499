"""A desk for tests: a record of invented articles, and a reader that takes no time."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn
from starlette.testclient import TestClient

from onrecord.article import Article
from onrecord.record import Record
from onrecord.statement import Alternative, Passage, Position, Reading, Speaker, Step
from onrecord.web.app import create_app
from onrecord.web.settings import Settings
from tests.export.readings import at, docks, hostile, made
from tests.export.river import river


def read(article: Article) -> Reading:
    """Return a reading with one statement for each "NAME said that ..." of a text."""
    found = []
    for match in re.finditer(r"(\w+) (said) that ([^.]+)\.", article.text):
        source, cue, content = ((match.span(group),) for group in (1, 2, 3))
        speaker = Speaker(match[1], "person", via=(Step(source, "full name"),), confidence=0.9)
        found.append(
            made(article, content, "indirect", source=source, cue=cue, speakers=(speaker,), act="claim")
        )
    return Reading(article, tuple(found), "quick")


_GO_ON = threading.Event()
_GO_ON.set()


@contextmanager
def held() -> Iterator[None]:
    """Have texts that say "slowly" be read no further until this is left."""
    _GO_ON.clear()
    try:
        yield
    finally:
        _GO_ON.set()


def slowly(article: Article) -> Reading:
    """Read as :func:`read` does; a text that asks for it as slowly as :func:`held` has it."""
    if "slowly" in article.text:
        _GO_ON.wait(120)
    return read(article)


def bridge() -> Reading:
    """Return an article with an act, a target, a position, a pronoun resolved, and an alternative."""
    text = (
        "Governor Ilse Brand met the engineers of Tarn on Friday. She said that the old bridge would be closed "
        "unless the cables were replaced. The engineers' union called the plan reckless."
    )
    article = Article(
        text,
        id="https://herald.example/bridge",
        url="https://herald.example/bridge",
        outlet="Tarn Herald",
        title="Bridge of Tarn may close",
        authors=("Ada Lind",),
        published="2031-06-07T21:30:00+00:00",
        language="en",
    )
    closed = made(
        article,
        at(text, "the old bridge would be closed unless the cables were replaced"),
        "indirect",
        source=at(text, "She"),
        cue=at(text, "said"),
        speakers=(
            Speaker(
                "Ilse Brand",
                "person",
                roles=(Passage.of(text, at(text, "Governor")),),
                via=(Step(at(text, "She"), "pronoun"), Step(at(text, "Ilse Brand"), "full name")),
                confidence=0.84,
                alternatives=(Alternative("Tarn", 0.1),),
            ),
        ),
        act="threaten",
        mode="said",
        positions=(
            Position(
                "pledged",
                Passage.of(text, at(text, "the old bridge would be closed")),
                Passage.of(text, at(text, "unless the cables were replaced")),
            ),
        ),
    )
    reckless = made(
        article,
        at(text, "the plan reckless"),
        "indirect",
        0.42,
        source=at(text, "The engineers' union"),
        cue=at(text, "called"),
        speakers=(Speaker("engineers' union", "organisation", confidence=0.9),),
        act="criticise",
        target=Passage.of(text, at(text, "the plan")),
    )
    return Reading(article, (closed, reckless), "made")


def filled(path: Path) -> Record:
    """Return a record of four invented articles, one of them hostile."""
    record = Record.open(path)
    record.add_readings([docks(filled=True), river(), replace(hostile(), model="made"), bridge()])
    record.identify()
    return record


@contextmanager
def client(record: Record, settings: Settings | None = None) -> Iterator[TestClient]:
    """Give a client of a record's desk."""
    app = create_app(record, settings or Settings(user="ana"), read=slowly)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as one:
        yield one


@contextmanager
def served(record: Record, settings: Settings | None = None) -> Iterator[str]:
    """Give the address of a record's desk, on a port of its own."""
    app = create_app(record, settings or Settings(user="ana"), read=slowly)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def wait(one: TestClient, job: str) -> dict[str, object]:
    """Return what became of a job."""
    for _ in range(2400):
        found: dict[str, object] = one.get(f"/api/jobs/{job}.json").json()
        if found["state"] in ("done", "failed"):
            return found
        time.sleep(0.05)
    raise AssertionError("the job did not end")
