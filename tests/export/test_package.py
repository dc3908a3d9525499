from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.export import package
from onrecord.export.stored import StoredCsvWriter

# The rules of datapackage.org, version 2, for packages, table resources and table schemas, as far as they are used.
TYPES = [
    *("string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date", "time"),
    *("year", "yearmonth", "duration", "geopoint", "geojson", "any"),
]
FIELD: dict[str, Any] = {
    "type": "object",
    "required": ["name", "type", "description"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "type": {"enum": TYPES},
        "description": {"type": "string", "minLength": 1},
        "constraints": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "required": {"type": "boolean"},
                "enum": {"type": "array", "minItems": 1, "uniqueItems": True},
            },
        },
    },
}
RESOURCE: dict[str, Any] = {
    "type": "object",
    "required": ["name", "path", "schema"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "type": {"const": "table"},
        "path": {"type": "string", "pattern": r"^(?!/)(?!.*\.\.)[^:]+$"},
        "format": {"type": "string"},
        "mediatype": {"type": "string", "pattern": r"^[\w.+-]+/[\w.+-]+$"},
        "encoding": {"type": "string"},
        "dialect": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "delimiter": {"type": "string"},
                "quoteChar": {"type": "string", "maxLength": 1},
                "doubleQuote": {"type": "boolean"},
            },
        },
        "schema": {
            "type": "object",
            "required": ["fields"],
            "additionalProperties": False,
            "properties": {
                "fields": {"type": "array", "minItems": 1, "items": FIELD},
                "primaryKey": {"type": "array", "items": {"type": "string"}},
                "missingValues": {"type": "array", "items": {"type": "string"}},
            },
        },
    },
}
VALIDATOR = Draft202012Validator(
    {
        "type": "object",
        "required": ["$schema", "resources"],
        "additionalProperties": False,
        "properties": {
            "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
            "name": {"type": "string"},
            "title": {"type": "string"},
            "description": {"type": "string"},
            "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
        },
    }
)


def test_a_table_in_csv_is_described() -> None:
    fields = package.csv_fields()
    made = package.descriptor("a.sqlite", "docks; act: refuse", "statements.csv", fields)
    VALIDATOR.validate(made)
    assert [field["name"] for field in fields] == list(StoredCsvWriter.columns)
    assert made["description"].endswith("Chosen: docks; act: refuse.")
    assert made["resources"][0]["mediatype"] == "text/csv"


def test_a_table_in_parquet_is_described() -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from onrecord.export.parquet import schema

    fields = package.parquet_fields()
    made = package.descriptor("a.sqlite", "all statements", "statements.parquet", fields)
    VALIDATOR.validate(made)
    types = {field["name"]: field["type"] for field in fields}
    assert list(types) == schema().names
    assert [types[name] for name in ("id", "content", "confidence", "act")] == [
        "integer",
        "array",
        "object",
        "string",
    ]
    assert "dialect" not in made["resources"][0]


def test_every_column_is_told_in_words_of_its_own() -> None:
    told = [re.sub(r"\W+", " ", field["description"]) for field in package.csv_fields()]
    assert len(set(told)) == len(told)
