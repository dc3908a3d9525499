from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.brat import ATTRIBUTES, ENTITIES, RELATIONS, BratWriter, configuration, safe
from onrecord.record.search.choosing import Chosen
from tests.export.chosen import chosen
from tests.export.readings import docks, hostile, interview, readings


@dataclass
class Document:
    """What a strict reader of standoff finds in two files."""

    text: str
    entities: dict[str, tuple[str, list[tuple[int, int]]]] = field(default_factory=dict)
    relations: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    attributes: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def words(self, number: str) -> str:
        return " ".join(self.text[start:end] for start, end in self.entities[number][1])

    def of(self, kind: str) -> list[str]:
        return [self.words(number) for number, (name, _) in self.entities.items() if name == kind]

    def related(self, kind: str) -> list[tuple[str, str]]:
        return [(self.words(a), self.words(b)) for name, a, b in self.relations.values() if name == kind]


def parsed(path: Path) -> Document:
    """Read an article's two files by the rules of brat's standoff; whatever breaks one of them is an error."""
    data = path.with_suffix(".txt").read_bytes()
    found = Document(data.decode("utf-8"))
    assert b"\r" not in data
    annotations = path.with_suffix(".ann").read_bytes().decode("utf-8")
    assert annotations == "" or annotations.endswith("\n")
    seen = set()
    # A careless reader's idea of a line, too, must be one line.
    assert annotations.splitlines() == annotations.split("\n")[:-1]
    for line in annotations.split("\n")[:-1]:
        number, _, rest = line.partition("\t")
        assert number not in seen
        seen.add(number)
        body, _, tail = rest.partition("\t")
        match number[0]:
            case "T":
                kind, offsets = re.fullmatch(r"(\w+) (\d+ \d+(?:;\d+ \d+)*)", body).groups()  # type: ignore[union-attr]
                spans = [(int(a), int(b)) for a, b in (piece.split(" ") for piece in offsets.split(";"))]
                assert all(0 <= start < end <= len(found.text) for start, end in spans)
                assert spans == sorted(spans) and all(a[1] <= b[0] for a, b in pairwise(spans))
                assert tail == " ".join(found.text[start:end] for start, end in spans)
                assert "\n" not in tail
                found.entities[number] = (kind, spans)
            case "R":
                kind, first, second = re.fullmatch(r"(\w+) Arg1:(T\d+) Arg2:(T\d+)", body).groups()  # type: ignore[union-attr]
                assert not tail
                found.relations[number] = (kind, first, second)
            case "A":
                kind, of, value = re.fullmatch(r"(\w+) (T\d+) (\w+)", body).groups()  # type: ignore[union-attr]
                assert not tail
                found.attributes[number] = (kind, of, value)
            case "#":
                kind, of = re.fullmatch(r"(\w+) (T\d+)", body).groups()  # type: ignore[union-attr]
                assert kind == "AnnotatorNotes"
                found.notes[number] = (of, tail)
            case other:
                pytest.fail(f"no such annotation: {other}")
    for kind, first, second in found.relations.values():
        assert RELATIONS[kind] == (found.entities[first][0], found.entities[second][0])
    for kind, of, value in found.attributes.values():
        arg, values = ATTRIBUTES[kind]
        assert found.entities[of][0] == arg and value in values
    for of, _ in found.notes.values():
        assert of in found.entities
    assert {kind for kind, _ in found.entities.values()} <= set(ENTITIES)
    return found


def written(reading: Chosen, folder: Path) -> Document:
    writer = BratWriter(folder)
    writer.write(reading)
    writer.close()
    return parsed(folder / f"article-{reading.number}.txt")


def test_statements_are_spans_relations_and_attributes(tmp_path: Path) -> None:
    found = written(chosen(docks(filled=True)), tmp_path)
    first = 'she would never sell the docks, but would lease them "if the council asks."'
    assert found.text == docks().article.text
    assert found.of("Content")[0] == first
    assert (first, "Mayor Ana Ruiz") in found.related("SaidBy")
    assert (first, "told") in found.related("CuedBy")
    assert (first, "the Port Courier") in found.related("SaidTo")
    assert (first, "Monday") in found.related("SaidWhen")
    assert found.related("PositionOn") == [(first, "sell the docks"), (first, "lease them")]
    assert found.related("If") == [("lease them", "if the council asks")]
    assert found.related("Within") == [("'not one crane'", "\"the mayor said 'not one crane' when we met\"")]
    told = {(kind, found.words(of), value) for kind, of, value in found.attributes.values()}
    assert {
        ("Act", first, "refuse"),
        ("Quote", first, "mixed"),
        ("Mode", first, "said"),
        ("Stand", "sell the docks", "ruled_out"),
        ("Stand", "lease them", "pledged"),
    } <= told
    assert "speaker: Ana Ruiz (person)" in {note for _, note in found.notes.values()}


def test_a_content_of_several_pieces_is_one_entity(tmp_path: Path) -> None:
    found = written(chosen(docks()), tmp_path)
    spans = [spans for kind, spans in found.entities.values() if kind == "Content"]
    assert [len(some) for some in spans] == [1, 3, 1, 1, 1, 1]


def test_every_circumstance_has_its_span(tmp_path: Path) -> None:
    found = written(chosen(interview()), tmp_path)
    content = "that the port would cost “between €2 and €3 million”"
    assert found.related("SaidTo") == [(content, "the daily Il Molo")]
    assert found.related("SaidVia") == [(content, "the daily Il Molo")]


def test_what_tries_to_break_out_stays_on_its_line(tmp_path: Path) -> None:
    found = written(chosen(hostile()), tmp_path)
    assert len(found.of("Content")) == 1


@given(reading=readings())
def test_every_offset_holds_whatever_the_text(
    reading: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    one = chosen(reading)  # type: ignore[arg-type]
    found = written(one, tmp_path_factory.mktemp("brat"))
    assert len(found.text) == len(one.article.text)
    visible = [s for s in one.statements if safe(one.text_of(s.content)).strip()]
    assert len(found.of("Content")) == len(visible)


@given(text=st.text(st.characters(exclude_categories=())))
def test_a_text_keeps_every_character_s_place(text: str) -> None:
    kept = safe(text)
    assert len(kept) == len(text)
    assert kept.split("\n") == kept.splitlines() or kept.endswith("\n") or not kept
    kept.encode()


def test_brat_is_told_of_every_type() -> None:
    sections = dict(re.findall(r"^\[(\w+)\]\n((?:[^\[\n].*\n)*)", configuration(), re.MULTILINE))
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    assert tuple(sections["entities"].split()) == ENTITIES
    for name, (first, second) in RELATIONS.items():
        assert f"{name}\tArg1:{first}, Arg2:{second}\n" in sections["relations"]
    assert "Stand\tArg:Action, Value:ruled_out|opposed|open|favoured|pledged|done\n" in sections["attributes"]
