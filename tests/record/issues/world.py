"""Invented articles of two outlets on one quarrel: who would send troops to Belmora, and who moved."""

from __future__ import annotations

from typing import Any

from onrecord.article import Article
from onrecord.statement import Passage, Position, Reading, Speaker, Stand, Statement, When
from tests.export.readings import at, made, passage

ABOUT = "sending troops to Belmora"

COURIER = "The Port Courier"
LANTERN = "The Lantern"


def article(number: int, outlet: str, day: str, text: str) -> Article:
    """Return an article of its own address."""
    url = f"https://news.example/{number}"
    return Article(
        text, id=url, url=url, outlet=outlet, title=f"Story {number}", published=day, language="en"
    )


def said(
    of: Article,
    who: str,
    words: str,
    stand: Stand | None = None,
    action: str = "",
    *,
    condition: str | None = None,
    role: str | None = None,
    sure: float = 0.9,
    **fields: Any,
) -> Statement:
    """Return a statement of who, in these words, with a stand on an action or none."""
    text = of.text
    kind: Any = "state" if who in ("Orlenia", "Valdia") else "person"
    roles = (passage(text, role),) if role else ()
    positions: tuple[Position, ...] = ()
    if stand:
        [(start, end)] = at(text, words)
        begin = text.index(action, start, end)
        hangs = passage(text, condition) if condition else None
        positions = (Position(stand, Passage.of(text, ((begin, begin + len(action)),)), hangs),)
    speaker = Speaker(who, kind, roles, confidence=0.9)
    return made(of, at(text, words), "indirect", sure, speakers=(speaker,), positions=positions, **fields)


MARCH = article(
    1,
    COURIER,
    "2031-03-04",
    "Valdish president Ingrid Taal said she would never send troops to Belmora. "
    "Orlenia said it opposed sending soldiers to Belmora. Tom Hale said the barley was late.",
)
MAY = article(
    2,
    LANTERN,
    "2031-05-06",
    "Ingrid Taal did not exclude sending troops to Belmora. Hearth Party leader Tomas Brevic "
    "demanded to keep troops out of Belmora and called Ingrid Taal reckless.",
)
JULY = article(
    3,
    COURIER,
    "2031-07-20",
    "Ingrid Taal promised to send soldiers to Belmora if Belmora asks for it. Tomas Brevic would "
    "stop sending troops to Belmora. Livia Morando praised Ingrid Taal for the decision on troops for Belmora.",
)


def march() -> Reading:
    taal = "she would never send troops to Belmora"
    return Reading(
        MARCH,
        (
            said(MARCH, "Ingrid Taal", taal, "ruled_out", "send troops", role="Valdish president"),
            said(MARCH, "Orlenia", "it opposed sending soldiers to Belmora", "opposed", "sending soldiers"),
            said(MARCH, "Tom Hale", "the barley was late"),
        ),
        "model-1",
    )


def may() -> Reading:
    keep = "to keep troops out of Belmora"
    return Reading(
        MAY,
        (
            said(MAY, "Ingrid Taal", "sending troops to Belmora", "open", "sending troops"),
            said(MAY, "Tomas Brevic", keep, "favoured", "keep troops out", role="Hearth Party leader"),
            said(
                MAY,
                "Tomas Brevic",
                "Ingrid Taal reckless",
                act="criticise",
                target=passage(MAY.text, "Ingrid Taal"),
            ),
        ),
        "model-1",
    )


def july(model: str = "model-1") -> Reading:
    text = JULY.text
    taal = "to send soldiers to Belmora if Belmora asks for it"
    return Reading(
        JULY,
        (
            said(
                JULY,
                "Ingrid Taal",
                taal,
                "pledged",
                "send soldiers",
                condition="if Belmora asks for it",
                when=When("Saturday", (), "2031-07-19"),
            ),
            said(JULY, "Tomas Brevic", "stop sending troops to Belmora", "pledged", "stop sending troops"),
            said(
                JULY,
                "Livia Morando",
                "for the decision on troops for Belmora",
                act="support",
                target=passage(text, "Ingrid Taal"),
            ),
        ),
        model,
    )


def readings() -> list[Reading]:
    """Return the readings of all articles."""
    return [march(), may(), july()]
