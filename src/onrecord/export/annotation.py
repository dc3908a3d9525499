"""Statements as annotations of their articles, after the W3C's Web Annotation Data Model.

Each part of a statement is an annotation whose targets are its words, found by a text quote selector and by a text
position selector; those of a statement's source, cue and actions link to that of its content.

References:
    R. Sanderson, P. Ciccarese and B. Young (eds.): *Web Annotation Data Model*, W3C Recommendation, 2017.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, Literal, TextIO

from onrecord.export.identity import iri_of, language_of, urn
from onrecord.export.lines import DocumentWriter, Object, encoded, filled
from onrecord.export.words import deed, one_line, who
from onrecord.record.anchors import CONTEXT
from onrecord.statement import Spans, Statement

if TYPE_CHECKING:
    from onrecord.record.search.choosing import Chosen

Motivation = Literal["describing", "identifying", "tagging", "classifying"]

CONTEXT_IRI: Final = "http://www.w3.org/ns/anno.jsonld"


class AnnotationWriter(DocumentWriter):
    """Writes a collection of annotations with one page, which holds them all.

    Args:
        stream: where to write; lone surrogates must pass it as ``\\ud800`` (errors ``backslashreplace``).
        label: what the collection is called.
    """

    def __init__(self, stream: TextIO, label: str) -> None:
        collection = urn("collection", label)
        opened = {
            "@context": CONTEXT_IRI,
            "id": collection,
            "type": "AnnotationCollection",
            "label": label,
            "first": {
                "id": urn("page", label),
                "type": "AnnotationPage",
                "partOf": collection,
                "startIndex": 0,
                "items": [],
            },
        }
        super().__init__(
            stream,
            annotation_objects,
            encoded(opened).removesuffix("]}}"),
            lambda written: f']}}, "total": {written}}}',
        )


def annotation_objects(reading: Chosen) -> Iterator[list[Object]]:
    """Yield the annotations of each statement: its content, source, cue, and the actions of its positions."""
    for statement, codes in zip(reading.statements, reading.codes, strict=True):
        name = urn("statement", statement.id)
        about: list[Object] = [
            _text("describing", _described(reading, statement)),
            *(_text("tagging", f"{field}: {value}") for field, value in (*_tags(statement), *codes)),
        ]
        linked: list[Object] = [{"type": "SpecificResource", "purpose": "linking", "source": name}]
        speakers = [
            _text("identifying", one_line(one.name)) for one in statement.speakers if one_line(one.name)
        ]
        made = [
            _annotation(
                reading, name, "describing", [_text("tagging", "content"), *about], statement.content
            ),
            _annotation(
                reading,
                urn("source", statement.id),
                "identifying",
                [_text("tagging", "source"), *speakers, *linked],
                statement.source,
            ),
            _annotation(
                reading,
                urn("cue", statement.id),
                "tagging",
                [_text("tagging", "cue"), *linked],
                statement.cue,
            ),
        ]
        for place, position in enumerate(statement.positions):
            bodies = [_text("tagging", "action"), _text("classifying", position.stand), *linked]
            action = position.action.spans
            made.append(
                _annotation(reading, urn("action", statement.id, str(place)), "classifying", bodies, action)
            )
        yield [one for one in made if one["target"]]


def _annotation(
    reading: Chosen, name: str, motivation: Motivation, bodies: list[Object], spans: Spans
) -> Object:
    article, text = reading.article, reading.article.text
    source: Any = filled(id=iri_of(article), type="Text", format="text/plain", language=language_of(article))
    return {
        "id": name,
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"type": "Software", "name": reading.model},
        "body": bodies,
        "target": [
            {
                "type": "SpecificResource",
                "source": source,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": text[start:end],
                        "prefix": text[max(0, start - CONTEXT) : start],
                        "suffix": text[end : end + CONTEXT],
                    },
                    {"type": "TextPositionSelector", "start": start, "end": end},
                ],
            }
            for start, end in spans
            if start < end
        ],
    }


def _text(purpose: str, value: str) -> Object:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _described(reading: Chosen, statement: Statement) -> str:
    """Return who says it, what is done by it, and where it leaves them, in a line."""
    told = [f"{who(reading, statement)} {deed(statement.act, statement.target) if statement.act else 'says'}"]
    told.extend(f"{p.stand.replace('_', ' ')}: {one_line(p.action.text)}" for p in statement.positions)
    return "; ".join(told)


def _tags(statement: Statement) -> Iterator[tuple[str, str]]:
    yield "quote", statement.quote
    if statement.mode:
        yield "mode", statement.mode
    if statement.act:
        yield "act", statement.act
    for position in statement.positions:
        yield "stand", position.stand
