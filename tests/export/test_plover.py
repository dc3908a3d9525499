from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from hypothesis import given
from jsonschema import Draft202012Validator

from onrecord.crosswalks import Event, event
from onrecord.export.plover import events
from onrecord.statement import Reading
from tests.export.chosen import chosen, flat
from tests.export.readings import docks, hostile, readings

# The manual's tables "PLOVER JSON", "Information object for actors" and "Information object for text": the names, and
# of "Required?" those that are. Providers may add names; ours are kind and confidence.
ACTOR: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["actorText"],
    "properties": {
        "actorText": {"type": "string", "minLength": 1},
        "identifier": {"type": "string"},
        "office": {"type": "string"},
        "kind": {"type": "string"},
    },
}
VALIDATOR = Draft202012Validator(
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "date", "source", "event"],
        "properties": {
            "id": {"type": "string"},
            "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
            "source": {"type": "array", "minItems": 1, "items": ACTOR},
            "target": {"type": "array", "minItems": 1, "items": ACTOR},
            "event": {"enum": list(get_args(Event))},
            "eventText": {"type": "string"},
            "quadCode": {"enum": [1, 2, 3, 4]},
            "text": {"type": "string"},
            "citation": {"type": "string"},
            "url": {"type": "string", "pattern": "^https?://"},
            "language": {"type": "string"},
            "publication": {"type": "string"},
            "textInfo": {
                "type": "object",
                "required": ["start", "end"],
                "additionalProperties": False,
                "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
            },
            "coder": {"type": "string"},
            "codebook": {"const": "PLOVER"},
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        },
    }
)


def test_a_refusal_is_an_event() -> None:
    some = list(events(chosen(docks(filled=True))))
    assert [len(one) for one in some] == [1, 0, 0, 0, 0, 0]
    [one] = some[0]
    VALIDATOR.validate(one)
    assert one == {
        "id": docks(filled=True).statements[0].id,
        "date": "2031-05-05",
        "source": [{"actorText": "Ana Ruiz", "identifier": "3", "office": "Mayor", "kind": "person"}],
        "event": "REJECT",
        "eventText": "told",
        "quadCode": 3,
        "text": 'she would never sell the docks, but would lease them "if the council asks."',
        "citation": "https://courier.example/docks",
        "url": "https://courier.example/docks",
        "language": "en",
        "publication": "The Port Courier",
        "textInfo": {"start": 47, "end": 122},
        "coder": "hand-made",
        "codebook": "PLOVER",
        "confidence": 0.81,
    }


def test_an_event_without_a_day_is_none() -> None:
    reading = docks(filled=True)
    first = replace(reading.statements[0], when=None)
    published = Reading(reading.article, (first,), "hand-made")
    undated = replace(published, article=replace(reading.article, published=None))
    vague = replace(published, article=replace(reading.article, published="2031-05"))
    assert flat(events(chosen(published)))[0]["date"] == "2031-05-06"
    assert flat(events(chosen(undated))) == flat(events(chosen(vague))) == []


def test_an_event_that_nobody_does_is_none() -> None:
    reading = docks(filled=True)
    nobody = Reading(reading.article, (replace(reading.statements[0], speakers=()),), "hand-made")
    assert flat(events(chosen(nobody))) == []


def test_what_tries_to_break_out_has_no_day() -> None:
    assert flat(events(chosen(hostile()))) == []


@given(readings())
def test_it_is_sound_whatever_the_text(reading: Reading) -> None:
    some = list(events(chosen(reading)))
    assert len(some) == len(reading.statements)
    for statement, made in zip(reading.statements, some, strict=True):
        for one in made:
            VALIDATOR.validate(one)
            assert one["event"] == event(statement)
