"""What every page of the desk works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import Depends, Path, Request

from onrecord.record import Record
from onrecord.record.results import StoredSpeaker
from onrecord.record.search import Who
from onrecord.web.cache import Cache
from onrecord.web.jobs import Jobs
from onrecord.web.reading import TheReader
from onrecord.web.settings import Settings
from onrecord.web.undoing import Undos

MOST: Final = 2**63 - 1
"""The highest number that anything in a record can have."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A record on the desk.

    Attributes:
        record: the record, open for writing.
        shown: the same, open for reading alone: what pages ask.
        settings: what the desk was started with.
        jobs: what is being read.
        cache: what was counted.
        reader: reads articles.
        undos: what was just said of issues' statements, and can be undone.
    """

    record: Record
    shown: Record
    settings: Settings
    jobs: Jobs
    cache: Cache
    reader: TheReader
    undos: Undos = field(default_factory=Undos)


def desk_of(request: Request) -> Desk:
    """Return the desk that a request comes to."""
    desk: Desk = request.app.state.desk
    return desk


def user_of(request: Request) -> str:
    """Return who sends a request: the name given with the password, else who runs the desk."""
    user: str = request.state.user
    return user


TheDesk = Annotated[Desk, Depends(desk_of)]
User = Annotated[str, Depends(user_of)]
Number = Annotated[int, Path(ge=0, le=MOST)]


class NotHere(Exception):
    """There is nothing of this number or name in the record; the message says what."""


def speaker_address(who: Who | StoredSpeaker) -> str:
    """Return the address of a speaker's page."""
    if who.person is not None:
        return f"/speakers/{who.person}"
    return f"/speaker?name={quote(who.name, safe='', errors='replace')}"


def issue_address(name: str) -> str:
    """Return the address of an issue's page."""
    return f"/issue?name={quote(name, safe='', errors='replace')}"
