"""Statements as events in the JSON of PLOVER.

The names of the fields are those of the manual's chapter on JSON. What has no event category, and what has no day
or nobody who does it, which every event must have, is left out.

References:
    Open Event Data Alliance: *PLOVER. Political Language Ontology for Verifiable Event Records*, manual, 2016-2023.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from onrecord.crosswalks import QUADS, Quad, event
from onrecord.export.identity import language_of
from onrecord.export.lines import Object, filled
from onrecord.intake.addresses import is_web_address
from onrecord.statement import Speaker, Statement

if TYPE_CHECKING:
    from onrecord.record.search.choosing import Chosen

QUAD_CODES: Final[dict[Quad, int]] = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def events(reading: Chosen) -> Iterator[list[Object]]:
    """Yield the event of each statement, as a list of one, or an empty one where it is no event."""
    for statement, people in zip(reading.statements, reading.people, strict=True):
        category = event(statement)
        day = day_of(reading, statement)
        actors = [
            _actor(speaker, person)
            for speaker, person in zip(statement.speakers, people, strict=False)
            if speaker.name and speaker.kind != "none"
        ]
        if category is None or day is None or not actors:
            yield []
            continue
        article = reading.article
        target = statement.target
        yield [
            filled(
                id=statement.id,
                date=day,
                source=actors,
                target=[{"actorText": target.text}] if target else None,
                event=category,
                eventText=reading.text_of(statement.cue),
                quadCode=QUAD_CODES[QUADS[category]],
                text=reading.text_of(statement.content),
                citation=article.id,
                url=article.url if article.url and is_web_address(article.url) else None,
                language=language_of(article),
                publication=article.outlet,
                textInfo={"start": statement.content[0][0], "end": statement.content[-1][1]},
                coder=reading.model,
                codebook="PLOVER",
                confidence=statement.confidence.act,
            )
        ]


def day_of(reading: Chosen, statement: Statement) -> str | None:
    """Return the day on which something was said, else the day on which it was published, if either is known."""
    for moment in (statement.when.date if statement.when else None, reading.article.published):
        if moment and (day := _DAY.match(moment)):
            return day[0]
    return None


def _actor(speaker: Speaker, person: int | None) -> dict[str, Any]:
    return filled(
        actorText=speaker.name,
        identifier=None if person is None else str(person),
        office="; ".join(role.text for role in speaker.roles),
        kind=speaker.kind,
    )
