from __future__ import annotations

import io
import json
import re
from typing import Any

from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from onrecord.export.annotation import AnnotationWriter
from onrecord.record.search.choosing import Chosen
from onrecord.statement import Reading
from tests.export.chosen import chosen
from tests.export.readings import docks, hostile, readings

IRI = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}

# The rules of the recommendation for what is written, as strict as it has them: 3.1 annotations, 3.2.4 textual
# bodies, 3.3.5 motivations, 4 specific resources, 4.2.4 and 4.2.5 selectors, 5 collections and pages.
MOTIVATIONS = [
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
]
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["@context", "id", "type", "label", "first", "total"],
    "additionalProperties": False,
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string", "minLength": 1},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object",
            "required": ["id", "type", "partOf", "startIndex", "items"],
            "additionalProperties": False,
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "startIndex": {"const": 0},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
            },
        },
    },
    "$defs": {
        "annotation": {
            "type": "object",
            "required": ["id", "type", "target"],
            "additionalProperties": False,
            "properties": {
                "id": IRI,
                "type": {"const": "Annotation"},
                "motivation": {"enum": MOTIVATIONS},
                "generator": {
                    "type": "object",
                    "required": ["type", "name"],
                    "properties": {"type": {"const": "Software"}, "name": {"type": "string"}},
                },
                "body": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"anyOf": [{"$ref": "#/$defs/textual"}, {"$ref": "#/$defs/resource"}]},
                },
                "target": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/resource"}},
            },
        },
        "textual": {
            "type": "object",
            "required": ["type", "value"],
            "additionalProperties": False,
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "format": {"const": "text/plain"},
                "purpose": {"enum": MOTIVATIONS},
            },
        },
        "resource": {
            "type": "object",
            "required": ["type", "source"],
            "additionalProperties": False,
            "properties": {
                "type": {"const": "SpecificResource"},
                "purpose": {"enum": MOTIVATIONS},
                "source": {"anyOf": [IRI, {"$ref": "#/$defs/external"}]},
                "selector": {
                    "type": "array",
                    "items": {"anyOf": [{"$ref": "#/$defs/quote"}, {"$ref": "#/$defs/position"}]},
                },
            },
        },
        "external": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": False,
            "properties": {
                "id": IRI,
                "type": {"enum": ["Dataset", "Image", "Video", "Sound", "Text"]},
                "format": {"type": "string"},
                "language": {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
            },
        },
        "quote": {
            "type": "object",
            "required": ["type", "exact"],
            "additionalProperties": False,
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
        },
        "position": {
            "type": "object",
            "required": ["type", "start", "end"],
            "additionalProperties": False,
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
            },
        },
    },
}
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def written(*some: Chosen) -> dict[str, Any]:
    stream = io.StringIO()
    writer = AnnotationWriter(stream, "Statements of a.sqlite: docks")
    for one in some:
        writer.write(one)
    writer.close()
    made: dict[str, Any] = json.loads(stream.getvalue())
    return made


def selected(text: str, target: dict[str, Any]) -> str:
    """Return what a target's two selectors select, which must be the same words in the same place."""
    quote, position = target["selector"]
    start, end = position["start"], position["end"]
    assert text[start:end] == quote["exact"]
    assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
    return str(quote["exact"])


def tagged(items: list[dict[str, Any]], tag: str) -> list[dict[str, Any]]:
    return [one for one in items if one["body"][0] == {**one["body"][0], "purpose": "tagging", "value": tag}]


def test_a_statement_is_annotations_of_its_parts() -> None:
    made = written(chosen(docks(filled=True)))
    VALIDATOR.validate(made)
    items = made["first"]["items"]
    assert made["total"] == len(items)
    text = docks().article.text
    [content, *_] = tagged(items, "content")
    assert selected(text, content["target"][0]).startswith("she would never sell the docks")
    assert content["target"][0]["source"] == {
        "id": "https://courier.example/docks",
        "type": "Text",
        "format": "text/plain",
        "language": "en",
    }
    values = [body["value"] for body in content["body"]]
    assert values == [
        "content",
        "Ana Ruiz refuses; ruled out: sell the docks; pledged: lease them",
        "quote: mixed",
        "mode: said",
        "act: refuse",
        "stand: ruled_out",
        "stand: pledged",
    ]
    [source, *_] = tagged(items, "source")
    assert selected(text, source["target"][0]) == "Mayor Ana Ruiz"
    assert source["body"][1]["value"] == "Ana Ruiz"
    actions = tagged(items, "action")
    assert [(selected(text, one["target"][0]), one["body"][1]["value"]) for one in actions] == [
        ("sell the docks", "ruled_out"),
        ("lease them", "pledged"),
    ]


def test_the_parts_lead_back_to_the_content() -> None:
    items = written(chosen(docks(filled=True)))["first"]["items"]
    contents = {one["id"] for one in tagged(items, "content")}
    others = [one for one in items if one["id"] not in contents]
    assert contents and others
    for one in others:
        assert one["body"][-1]["purpose"] == "linking"
        assert one["body"][-1]["source"] in contents


def test_every_piece_of_a_content_is_a_target() -> None:
    contents = tagged(written(chosen(docks()))["first"]["items"], "content")
    assert [len(one["target"]) for one in contents] == [1, 3, 1, 1, 1, 1]


def test_the_same_statement_has_the_same_name_in_every_export() -> None:
    one = written(chosen(docks()))
    other = written(chosen(hostile()), chosen(docks(), number=12))
    names = {item["id"] for item in one["first"]["items"]}
    assert len(names) == one["total"]
    assert names <= {item["id"] for item in other["first"]["items"]}


def test_what_tries_to_break_out_is_only_text() -> None:
    made = written(chosen(hostile()))
    VALIDATOR.validate(made)
    assert made["first"]["items"][0]["target"][0]["source"]["id"].startswith("urn:uuid:")


def test_nothing_is_an_empty_collection() -> None:
    made = written()
    VALIDATOR.validate(made)
    assert (made["total"], made["first"]["items"]) == (0, [])


@given(readings())
def test_the_selectors_select_the_words_whatever_the_text(reading: Reading) -> None:
    made = written(chosen(reading))
    VALIDATOR.validate(made)
    contents = tagged(made["first"]["items"], "content")
    told = [[selected(reading.article.text, t) for t in one["target"]] for one in contents]
    assert told == [[reading.article.text[a:b] for a, b in one.content] for one in reading.statements]


def test_an_iri_has_no_character_that_it_may_not_have() -> None:
    from dataclasses import replace

    reading = docks()
    odd = replace(reading, article=replace(reading.article, url="https://courier.example/ä b?q=<x>|{y}#z"))
    made = written(chosen(odd))
    VALIDATOR.validate(made)
    assert re.fullmatch(IRI["pattern"], made["first"]["items"][0]["target"][0]["source"]["id"])
