"""The description of a table of statements as a data package: what each column is, for people and for programs.

References:
    R. Pollock, P. Walsh and others: *Data Package*, version 2, Frictionless Data, 2024 (datapackage.org).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, Final, get_args

from onrecord.crosswalks import QUADS, Event
from onrecord.export.csv import CONFIDENCES
from onrecord.export.stored import StoredCsvWriter
from onrecord.statement import Act, Mode, Quote

Descriptor = dict[str, Any]

_TOLD: Final = {
    "id": "number of the statement in the record; it stays when the article is read anew",
    "article": "number of the article in the record",
    "people": "numbers of the people who speak, in the order of the speakers; empty for nobody known",
    "codes": "how people coded it: fields, and the code of each",
    "article_id": "the article's identity: its normalised address, or the digest of its text",
    "article_version": "digest of the article's text",
    "url": "address of the article",
    "outlet": "who published it",
    "title": "its headline",
    "authors": "names in its byline",
    "published": "date or moment of publication, ISO 8601",
    "language": "language of the text, ISO 639-1",
    "number": "place among the statements of the article that were chosen, from 1",
    "text": "words of the content",
    "statement_id": "identity of the statement: of the article's version and the content's spans",
    "within": "statement_id of the statement that it lies within",
    "source": "words that name who is responsible",
    "cue": "words that ascribe",
    "content": "what is ascribed",
    "quote": "how much of the content stands in quotation marks",
    "speakers": "who the source is",
    "speaker_kinds": "kinds of the speakers",
    "speaker_roles": "roles that the article gives them",
    "speaker_via": "steps by which they were found",
    "speaker_confidences": "probabilities that it is them",
    "speaker_alternatives": "who else may be meant",
    "on_behalf_of": "for whom it is said",
    "addressee": "to whom",
    "medium": "through what",
    "when": "words that say when",
    "when_date": "the date that they mean, as precise as they are: 2031, 2031-05 or 2031-05-06",
    "money": "amounts of money in it",
    "money_values": "the amounts as numbers",
    "money_currencies": "their currencies, ISO 4217",
    "translated": "words that show the wording to be a translation",
    "translated_reason": "why they do",
    "mode": "said, written or thought",
    "act": "what the speaker does by it",
    "target": "whom or what the act is directed at",
    "positions": "stands that the speaker takes, the main one first",
    "actions": "the courses of action that they are taken on",
    "conditions": "the conditions that they hang on",
    "agreements": "the stands as the agreement of discourse network analysis",
    "plover": "event category of PLOVER",
    "plover_quad": "class of the category",
    "confidence": "probabilities that the fields are right",
    "confidence_statement": "probability that content and source are right",
    "model": "what read the article",
    "schema_version": "version of the fields' definition",
}
_TYPES: Final = {
    **dict.fromkeys(("id", "article", "number", "schema_version"), "integer"),
    **dict.fromkeys(CONFIDENCES, "number"),
}
_VALUES: Final[dict[str, Iterable[str]]] = {
    "quote": get_args(Quote),
    "mode": get_args(Mode),
    "act": get_args(Act),
    "plover": get_args(Event),
    "plover_quad": dict.fromkeys(QUADS.values()),
}
_REQUIRED: Final = ("id", "article", "statement_id")


def csv_fields() -> list[Descriptor]:
    """Return the columns of the table in CSV as fields of a table schema."""
    return [_field(name, _TYPES.get(name, "string"), _told(name)) for name in StoredCsvWriter.columns]


def parquet_fields() -> list[Descriptor]:
    """Return the columns of the table in Parquet as fields of a table schema; it takes ``onrecord[tables]``."""
    from onrecord.export.parquet import schema

    return [_field(field.name, _type_of(str(field.type)), _told(field.name)) for field in schema()]


def descriptor(record: str, selection: str, path: str, fields: list[Descriptor]) -> Descriptor:
    """Return the description of a folder with one table.

    Args:
        record: the name of the record that it comes from.
        selection: what was asked for, in words.
        path: the table's file in the folder.
        fields: its columns.
    """
    form = path.rpartition(".")[2]
    dialect = {"dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}} if form == "csv" else {}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "statements",
        "title": f"Statements of {record}",
        "description": f"Who said what, read in news articles by onrecord {version('onrecord')}. Chosen: {selection}.",
        "resources": [
            {
                "name": "statements",
                "type": "table",
                "path": path,
                "format": form,
                "mediatype": "text/csv" if form == "csv" else "application/vnd.apache.parquet",
                "encoding": "utf-8",
                **dialect,
                "schema": {
                    "fields": fields,
                    "primaryKey": ["id"],
                    "missingValues": [""],
                },
            }
        ],
    }


def _field(name: str, kind: str, told: str) -> Descriptor:
    limits: Descriptor = {"required": True} if name in _REQUIRED else {}
    if name in _VALUES:
        limits["enum"] = list(_VALUES[name])
    return {"name": name, "type": kind, "description": told, **({"constraints": limits} if limits else {})}


def _told(name: str) -> str:
    """Return what a column is, in words."""
    if name in _TOLD:
        return _TOLD[name]
    if name.endswith("_spans"):
        of = name.removesuffix("_spans")
        told = _TOLD.get(of) or _TOLD[f"{of}s"]
        return f"where they stand in the article's text, [start, end) in code points: {told}"
    return f"probability that this field is right: {_TOLD[name.removeprefix('confidence_')]}"


def _type_of(arrow: str) -> str:
    """Return the type of a table schema for a type of Arrow, by its name."""
    kinds = {"list": "array", "map": "object", "struct": "object", "int": "integer", "double": "number"}
    return next((kind for begins, kind in kinds.items() if arrow.startswith(begins)), "string")
