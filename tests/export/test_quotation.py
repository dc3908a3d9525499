from __future__ import annotations

import io
import json
from typing import Any

from hypothesis import given
from jsonschema import Draft202012Validator

from onrecord.export.quotation import QuotationWriter
from onrecord.record.search.choosing import Chosen
from onrecord.statement import Reading
from tests.export.chosen import chosen
from tests.export.readings import docks, hostile, interview, readings

# schema.org's own definitions, of the types and properties that are used: what each property may have for a value.
AGENT = {
    "type": "object",
    "required": ["@type", "name"],
    "additionalProperties": False,
    "properties": {
        "@type": {"enum": ["Person", "Organization", "GovernmentOrganization"]},
        "name": {"type": "string", "minLength": 1},
        "jobTitle": {"type": "array", "items": {"type": "string"}},
        "identifier": {"type": "string"},
    },
}
MOMENT = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$"}
ARTICLE = {
    "type": "object",
    "required": ["@type", "@id"],
    "additionalProperties": False,
    "properties": {
        "@type": {"const": "NewsArticle"},
        "@id": {"type": "string", "pattern": "^(https?|urn):"},
        "url": {"type": "string", "pattern": "^https?://"},
        "headline": {"type": "string"},
        "author": {"type": "array", "items": AGENT},
        "publisher": AGENT,
        "datePublished": MOMENT,
        "inLanguage": {"type": "string"},
    },
}
QUOTATION = {
    "type": "object",
    "required": ["@type", "@id", "identifier", "text", "isPartOf"],
    "additionalProperties": False,
    "properties": {
        "@type": {"const": "Quotation"},
        "@id": {"type": "string", "pattern": "^urn:uuid:"},
        "identifier": {"type": "string"},
        "text": {"type": "string", "minLength": 1},
        "creator": {"type": "array", "items": AGENT},
        "isBasedOn": {"type": "array", "items": {"type": "object", "required": ["@type", "name"]}},
        "dateCreated": {"type": "string"},
        "inLanguage": {"type": "string"},
        "about": {"type": "object", "required": ["@type", "name"]},
        "isPartOf": ARTICLE,
    },
}
VALIDATOR = Draft202012Validator(
    {
        "type": "object",
        "required": ["@context", "@graph"],
        "additionalProperties": False,
        "properties": {
            "@context": {"const": "https://schema.org"},
            "@graph": {"type": "array", "items": QUOTATION},
        },
    }
)


def written(*some: Chosen) -> tuple[list[dict[str, Any]], int]:
    stream = io.StringIO()
    writer = QuotationWriter(stream)
    for one in some:
        writer.write(one)
    writer.close()
    made = json.loads(stream.getvalue())
    VALIDATOR.validate(made)
    return made["@graph"], writer.left_out


def test_a_quotation_has_its_words_its_creator_and_its_article() -> None:
    graph, left_out = written(chosen(docks(filled=True)))
    first = graph[0]
    assert first["text"] == "if the council asks."
    assert first["creator"] == [
        {"@type": "Person", "name": "Ana Ruiz", "jobTitle": ["Mayor"], "identifier": "3"}
    ]
    assert first["dateCreated"] == "2031-05-05"
    assert first["isPartOf"] == {
        "@type": "NewsArticle",
        "@id": "https://courier.example/docks",
        "url": "https://courier.example/docks",
        "headline": "Mayor rules out sale of docks",
        "author": [{"@type": "Person", "name": "Ada Lind"}, {"@type": "Person", "name": "Jo Brandt"}],
        "publisher": {"@type": "Organization", "name": "The Port Courier"},
        "datePublished": "2031-05-06",
        "inLanguage": "en",
    }
    assert left_out == 2


def test_what_was_not_quoted_is_nobody_s_own_words() -> None:
    graph, _ = written(chosen(docks()))
    told = " ".join(one["text"] for one in graph)
    assert "price was too low" not in told and "never sell" not in told


def test_an_organisation_has_no_job() -> None:
    graph, _ = written(chosen(docks(), person=None))
    assert graph[2]["creator"] == [{"@type": "Organization", "name": "Dockers' Union"}]


def test_stretches_with_other_words_between_them_show_the_gap() -> None:
    graph, _ = written(chosen(docks()))
    assert graph[1]["text"].startswith("I read the offer, […] It is a bad joke. […] The docks")


def test_a_quotation_without_a_speaker_has_no_creator() -> None:
    graph, _ = written(chosen(interview()))
    assert "creator" not in graph[0]


def test_what_tries_to_break_out_is_only_text() -> None:
    [one], _ = written(chosen(hostile()))
    assert "url" not in one["isPartOf"] and "datePublished" not in one["isPartOf"]


@given(readings())
def test_it_is_sound_whatever_the_text(reading: Reading) -> None:
    graph, left_out = written(chosen(reading))
    assert len(graph) + left_out == len(reading.statements)
