from __future__ import annotations

import doctest
import io
import json
import tomllib
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import onrecord
from onrecord.article import Article
from onrecord.errors import OnrecordError
from onrecord.statement import Reading
from tests import documents
from tests.export.readings import at, docks, made, readings

pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'onrecord[bench]'")

import spacy
from spacy.tokens import Doc, DocBin

from onrecord.spacy import KEY, StatementReader, statements_of

TEXT = "Mayor Ana Ruiz said that the docks were safe. “They are ours,” she told reporters."


@pytest.fixture
def nlp() -> Any:
    made = spacy.blank("en")
    made.add_pipe("onrecord")
    return made


@pytest.fixture
def hand_made(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """A reading that whatever is read gets."""
    reading = docks(filled=True)
    monkeypatch.setattr(onrecord, "read", lambda article: reading)
    return reading


def words(spans: tuple[Any, ...]) -> list[str]:
    return [span.text for span in spans]


def test_a_pipeline_reads_what_the_library_reads(nlp: Any) -> None:
    doc = nlp(TEXT)
    reading = onrecord.read(Article(TEXT))
    assert tuple(one.statement for one in doc._.statements) == reading.statements
    assert reading.statements
    first = doc._.statements[0]
    assert words(first.source) == ["Mayor Ana Ruiz"]
    assert [speaker.name for speaker in first.speakers] == ["Ana Ruiz"]


def test_the_parts_of_a_statement_are_spans_of_the_document(nlp: Any, hand_made: Reading) -> None:
    doc = nlp(hand_made.article.text)
    first, second, third, inner, *_ = doc._.statements
    assert words(first.cue) == ["told"]
    assert words(first.addressee) == ["the Port Courier"]
    assert words(first.when) == ["Monday"]
    assert [(p.stand, words(p.action), words(p.condition)) for p in first.positions] == [
        ("ruled_out", ["sell the docks"], []),
        ("pledged", ["lease them"], ["if the council asks"]),
    ]
    assert (first.act, first.quote, first.mode, first.confidence) == ("refuse", "mixed", "said", 0.93)
    assert len(second.content) == 3
    assert inner.within == third.id
    assert {span.label_ for one in doc._.statements for span in one.content} == {"CONTENT"}
    assert all(span.doc is doc for one in doc._.statements for span in one.source)


def test_sources_cues_and_contents_are_a_group_of_spans(nlp: Any, hand_made: Reading) -> None:
    doc = nlp(hand_made.article.text)
    told = {(span.label_, span.text) for span in doc.spans[KEY]}
    assert {("SOURCE", "Mayor Ana Ruiz"), ("CUE", "told"), ("CONTENT", "'not one crane'")} <= told


def test_a_span_takes_in_every_token_that_it_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Lind said: half-finished."
    article = Article(text)
    statement = made(article, at(text, "finished"), "indirect")
    monkeypatch.setattr(onrecord, "read", lambda _: Reading(article, (statement,), "hand-made"))
    doc = StatementReader()(
        Doc(spacy.blank("en").vocab, ["Lind", "said:", "half-finished."], [True, True, False])
    )
    [one] = doc._.statements
    assert words(one.content) == ["half-finished."]
    assert one.statement.content == ((16, 24),)


def test_less_certain_statements_can_be_left_out(hand_made: Reading) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"min_confidence": 0.9, "spans_key": None})
    doc = nlp(hand_made.article.text)
    assert [one.confidence for one in doc._.statements] == [0.93, 0.96]
    assert KEY not in doc.spans


@pytest.mark.parametrize("text", ["", " \n", "The docks."])
def test_a_text_without_statements_has_none(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert doc._.statements == ()
    assert len(doc.spans[KEY]) == 0


def test_a_document_that_was_not_read_has_none() -> None:
    assert spacy.blank("en")(TEXT)._.statements == ()


def test_a_part_of_a_document_has_none_of_its_statements(nlp: Any, hand_made: Reading) -> None:
    doc = nlp(hand_made.article.text)
    assert doc[5:20].as_doc(copy_user_data=True)._.statements == ()


def test_tokens_that_are_merged_afterwards_are_still_found(nlp: Any, hand_made: Reading) -> None:
    doc = nlp(hand_made.article.text)
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:3])
    assert words(doc._.statements[0].source) == ["Mayor Ana Ruiz"]
    assert len(doc._.statements[0].source[0]) == 1


def test_a_document_keeps_its_statements_where_it_is_stored(
    nlp: Any, hand_made: Reading, tmp_path: Path
) -> None:
    doc = nlp(hand_made.article.text)
    doc.to_disk(tmp_path / "doc")
    bin_ = DocBin(docs=[doc], store_user_data=True)
    again = [
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        Doc(nlp.vocab).from_disk(tmp_path / "doc"),
        *DocBin().from_bytes(bin_.to_bytes()).get_docs(nlp.vocab),
    ]
    for one in again:
        assert tuple(s.statement for s in one._.statements) == hand_made.statements
        assert [s.text for s in one.spans[KEY]] == [s.text for s in doc.spans[KEY]]


def test_a_pipeline_is_stored_with_its_settings(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"min_confidence": 0.25, "spans_key": "said"})
    nlp.to_disk(tmp_path / "pipeline")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        again = [spacy.load(tmp_path / "pipeline"), spacy.blank("en")]
        again[1].add_pipe("onrecord")
        again[1].from_bytes(nlp.to_bytes())
    for one in again:
        component: Any = one.get_pipe("onrecord")
        assert (component.min_confidence, component.spans_key) == (0.25, "said")


def test_another_model_than_the_one_that_it_was_saved_with_is_told() -> None:
    told = json.loads(StatementReader().to_bytes())
    told["model"] = "onrecord-other"
    with pytest.warns(UserWarning, match="onrecord-other"):
        StatementReader().from_bytes(json.dumps(told).encode())


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b'{"min_confidence": "x", "spans_key": null, "model": ""}']
)
def test_damaged_settings_are_refused(data: bytes) -> None:
    with pytest.raises(OnrecordError, match="damaged"):
        StatementReader().from_bytes(data)


def test_documents_are_read_in_several_processes(nlp: Any) -> None:
    docs = list(nlp.pipe([TEXT, "", TEXT], n_process=2, batch_size=1))
    one = [s.statement for s in nlp(TEXT)._.statements]
    assert [[s.statement for s in doc._.statements] for doc in docs] == [one, [], one]


def test_one_document_that_cannot_be_read_costs_no_other(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read = onrecord.read

    def fails(article: Article) -> Reading:
        if "long" in article.text:
            raise onrecord.InputError("doc", "is far too long")
        return read(article)

    monkeypatch.setattr(onrecord, "read", fails)
    failed: list[str] = []
    nlp.set_error_handler(lambda name, proc, docs, error: failed.append(str(error)))
    assert len(list(nlp.pipe([TEXT, "long", TEXT]))) == 2
    assert failed == ["doc: is far too long"]


def test_a_document_that_cannot_be_read_is_an_error_unless_errors_are_handled(
    nlp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(article: Article) -> Reading:
        raise onrecord.InputError("doc", "is far too long")

    monkeypatch.setattr(onrecord, "read", fails)
    with pytest.raises(onrecord.InputError):
        nlp("long")


def test_a_pipeline_for_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="reads English"):
        spacy.blank("de").add_pipe("onrecord")
    spacy.blank("xx").add_pipe("onrecord")


@pytest.mark.parametrize("config", [{"min_confidence": 2.0}, {"min_confidence": -0.1}, {"surely": True}])
def test_settings_that_do_not_exist_are_refused(config: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"min_confidence|surely"):
        spacy.blank("en").add_pipe("onrecord", config=config)


def test_spacy_finds_it_by_itself(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["spacy_factories"] == {"onrecord": "onrecord.spacy:make_reader"}
    assert all(not one.startswith("spacy") for one in project["dependencies"])


@settings(max_examples=50)
@given(readings())
def test_every_span_covers_its_characters_whatever_the_text(reading: Reading) -> None:
    doc = spacy.blank("en").make_doc(reading.article.text)
    if doc.text != reading.article.text:
        return  # spaCy does not take lone surrogates as they are
    doc.user_data[KEY] = {
        "version": reading.article.version,
        "model": reading.model,
        "statements": [one.to_dict() for one in reading.statements],
    }
    found = statements_of(doc)
    assert tuple(one.statement for one in found) == reading.statements
    for one in found:
        for span, (start, end) in zip(one.content, one.statement.content, strict=True):
            assert span.start_char <= start < end <= span.end_char


def test_the_page_about_it_does_what_it_shows(root: Path) -> None:
    blocks = [b for b in documents.blocks(root / "docs" / "spacy.md") if b.language == "pycon"]
    names: dict[str, Any] = {}
    for block in blocks:
        test = doctest.DocTestParser().get_doctest(block.code, names, block.name, None, block.line)
        told = io.StringIO()
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        runner.run(test, out=told.write, clear_globs=False)
        assert told.getvalue() == ""
        names.update(test.globs)
    assert blocks
