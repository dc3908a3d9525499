from __future__ import annotations

import copy
from typing import Any, get_args

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from onrecord.schema import load_schema, schema_text
from onrecord.statement import SCHEMA_VERSION, Act, Kind, Mode, Quote, Reading, Stand
from tests.export.readings import docks, hostile, interview, readings

SCHEMA = load_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert schema_text().endswith("}\n")


@pytest.mark.parametrize("reading", [docks(), docks(filled=True), interview(), hostile()])
def test_readings_are_valid(reading: Reading) -> None:
    VALIDATOR.validate(reading.to_dict())


@given(readings())
def test_every_reading_is_valid(reading: Reading) -> None:
    VALIDATOR.validate(reading.to_dict())


def test_the_values_are_those_of_the_types() -> None:
    kinds = SCHEMA["$defs"]
    statement = kinds["statement"]["properties"]
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    assert kinds["speaker"]["properties"]["kind"]["enum"] == list(get_args(Kind))
    assert kinds["position"]["properties"]["stand"]["enum"] == list(get_args(Stand))
    assert statement["quote"]["enum"] == list(get_args(Quote))
    assert statement["mode"]["enum"] == [*get_args(Mode), None]
    assert statement["act"]["enum"] == [*get_args(Act), None]


def _objects(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [one for item in inner for one in _objects(item)]
    return [value, *found] if isinstance(value, dict) else found


def test_every_field_is_described_and_required_and_no_other_is_allowed() -> None:
    objects = [one for one in _objects(SCHEMA) if one.get("type") == "object"]
    assert len(objects) == 12
    for one in objects:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
        assert all(field.get("description") for field in one["properties"].values())


def _at(reading: dict[str, Any], path: str) -> tuple[Any, Any]:
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    for step in steps:
        reading = reading[step]  # type: ignore[index]
    return reading, last


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema_version", 2),
        ("model", ""),
        ("article.version", "sha256:short"),
        ("article.authors", None),
        ("article.subtitle", "x"),
        ("statements.0.content", []),
        ("statements.0.content.0", [3]),
        ("statements.0.content.0", [1, 2, 3]),
        ("statements.0.content.0", [-1, 2]),
        ("statements.0.content.0", [1.5, 2]),
        ("statements.0.source", None),
        ("statements.0.quote", "Direct"),
        ("statements.0.act", "shout"),
        ("statements.0.within", "3"),
        ("statements.0.speakers.0.kind", None),
        ("statements.0.speakers.0.confidence", 1.01),
        ("statements.0.positions.0.stand", "maybe"),
        ("statements.0.confidence.statement", None),
        ("statements.0.confidence.when", -0.1),
    ],
)
def test_what_breaks_the_contract_is_invalid(path: str, value: object) -> None:
    assert not _valid_with(docks(filled=True), path, value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("statements.0.money", None),
        ("statements.0.money.0.currency", "euros"),
        ("statements.0.money.0.value", "3"),
        ("statements.0.money.0.value", -3),
        ("statements.0.translated", True),
        ("statements.0.translated.reason", ""),
    ],
)
def test_circumstances_that_break_the_contract_are_invalid(path: str, value: object) -> None:
    assert not _valid_with(interview(), path, value)


def _valid_with(reading: Reading, path: str, value: object) -> bool:
    made = copy.deepcopy(reading.to_dict())
    place, last = _at(made, path)
    place[last] = value
    return VALIDATOR.is_valid(made)
