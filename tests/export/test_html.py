from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from lxml import html

from onrecord.article import Article
from onrecord.export.html import HtmlWriter
from onrecord.statement import Reading
from tests.export.readings import DOCKS, at, docks, hostile, interview, made, readings
from tests.export.river import river


def _page(*some: Reading) -> str:
    stream = io.StringIO()
    writer = HtmlWriter(stream)
    for reading in some:
        writer.write(reading, "docks.txt")
    writer.close()
    return stream.getvalue()


def _read(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _text(page: html.HtmlElement) -> str:
    """Return the words of the article as they stand on the page, without the statements' numbers."""
    (text,) = page.find_class("text")
    for number in text.find_class("ref"):
        number.drop_tree()
    return "\n\n".join(p.text_content() for p in text.iter("p"))


def test_the_article_stands_on_the_page_word_for_word() -> None:
    assert _text(_read(_page(docks()))) == DOCKS


@given(readings())
def test_no_word_of_an_article_is_lost(reading: Reading) -> None:
    letters = [c for c in reading.article.text if c.isalnum() and c.isascii()]
    assert [c for c in _text(_read(_page(reading))) if c.isalnum() and c.isascii()] == letters


def test_every_statement_has_its_number_in_the_text_and_its_entry_in_the_list() -> None:
    page = _read(_page(docks()))
    refs = page.find_class("ref")
    assert [ref.get("id") for ref in refs] == [f"a1-s{n}" for n in range(1, 7)]
    assert [ref.get("href") for ref in refs] == [f"#a1-e{n}" for n in range(1, 7)]
    entries = page.find_class("entry")
    assert [entry.get("id") for entry in entries] == [f"a1-e{n}" for n in range(1, 7)]
    assert [_words(name) for name in page.find_class("name")][:3] == [
        "Ana Ruiz",
        "Ana Ruiz",
        "Dockers' Union",
    ]
    assert [go.get("href") for go in page.find_class("go")] == [f"#a1-s{n}" for n in range(1, 7)]


def test_the_pieces_of_a_statement_share_its_name() -> None:
    pieces = [_words(piece) for piece in _read(_page(docks())).find_class("a1-s2") if piece.tag == "span"]
    assert pieces == [
        "“I read the offer,”",
        "Ruiz",
        "said",
        "“It is a bad joke.",
        "“The docks belong to those who work on them.”",
    ]


def test_a_statement_within_another_carries_both_names() -> None:
    (piece,) = _read(_page(docks())).find_class("deep")
    assert piece.text == "'not one crane'"
    assert {"content", "deep", "a1-s3", "a1-s4"} == set(piece.get("class").split())
    assert piece.get("data-s") == "a1-s4"


def test_confidence_and_positions_are_told() -> None:
    page = _read(_page(docks(filled=True)))
    assert [_words(how) for how in page.find_class("how")][:2] == [
        "to the Port Courier · Monday (2031-05-05)",
        "mixed quote · 93%",
    ]
    assert _words(page.find_class("who")[0]) == "1 ✕ Ana Ruiz, Mayor · refuses"
    assert _words(page.find_class("unsure")[0].find_class("sure")[0]) == "uncertain, 31%"
    assert [_words(stand) for stand in page.find_class("stand")] == [
        "⊗ ruled out: sell the docks",
        "◉ pledged: lease them (if the council asks)",
    ]
    assert "“Ruiz” (surname) → “Ana Ruiz” (full name)" in _words(page.find_class("entry")[1])


def test_an_act_is_told_with_its_target_and_its_circumstances() -> None:
    entries = _read(_page(river())).find_class("entry")
    assert _words(entries[5].find_class("who")[0]) == "6 − Tomas Brevic · criticises Ingrid Taal"
    assert _words(entries[5].find_class("how")[0]) == "via his page"
    assert "Mode: written" in _words(entries[5])


def test_a_page_says_why_a_wording_is_likely_a_translation_and_how_sure_each_field_is() -> None:
    (entry,) = _read(_page(interview())).find_class("entry")
    assert "Likely a translation: “speaking in Italian” (said in Italian)" in _words(entry)
    assert "Sure of each: statement 90%, mode 90%, addressee 80%, medium 70%, when 95%" in _words(entry)


def _table(table: html.HtmlElement) -> list[list[str]]:
    return [[_words(cell) for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]


def test_where_they_stand_is_a_table_by_speaker_from_no_to_yes() -> None:
    positions, acts = _read(_page(river())).find_class("stands")
    assert _table(positions)[1:6] == [
        [
            *("Ingrid Taal", "◉ pledged", "cross the border (if Belmora asked for help)"),
            *("1 that guarded crews would cross the border if Belmora asked for help", "57%"),
        ],
        ["Orlenia, state", "⊗ ruled out", "sending engineers", "2 sending engineers", "57%"],
        [
            *("Livia Morando", "⊗ ruled out", "send any engineer"),
            *("3 “We will not send a single engineer,” 4 “We will not send any engineer,”", "62%"),
        ],
        ["Hugh Pellam", "⊕ favoured", "open the gates", "8 to open the gates", "57%"],
        [
            *("◉ pledged", "€200 million for new wells (until the river runs again)"),
            *("7 €200 million for new wells “until the river runs again”", "57%"),
        ],
    ]
    assert _table(acts)[1:] == [
        ["Tomas Brevic", "− criticises", "Ingrid Taal", "5 vanity 6 “Taal poses beside a waterfall,”", "49%"],
        ["Hugh Pellam", "» urges", "Drask", "8 to open the gates", "49%"],
    ]


def test_every_row_leads_to_the_marks_of_its_statements_in_the_text() -> None:
    page = _read(_page(docks(), river()))
    refs = {ref.get("id") for ref in page.find_class("ref")}
    led = [link.get("href") for proof in page.find_class("proof") for link in proof.iter("a")]
    positions, acts = [1, 2, 3, 4, 8, 7, 9], [5, 6, 8]
    stands = [f"#a2-s{number}" for number in positions + acts]
    assert led[-len(stands) :] == stands
    assert {link[1:] for link in led} <= refs
    assert "#a2-stands" in {a.get("href") for a in page.get_element_by_id("contents").iter("a")}


def test_an_article_in_which_nobody_takes_a_stand_has_no_table() -> None:
    page = _read(_page(docks()))
    assert not page.find_class("stands")
    assert "a1-stands" not in str(html.tostring(page))


def test_a_quotation_s_words_left_out_of_its_entry_are_an_ellipsis() -> None:
    what = _words(_read(_page(docks())).find_class("what")[1])
    assert what.startswith("“I read the offer,” … “It is a bad joke. “The docks")


def test_several_articles_are_one_page_with_a_list_on_top() -> None:
    page = _read(_page(docks(), docks(True)))
    assert [a.get("href") for a in page.get_element_by_id("contents").iter("a")] == [
        *("#a1", "#a2", "#a2-stands"),
    ]
    assert len(page.find_class("reading")) == 2
    assert page.get_element_by_id("a2-s6") is not None
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("source", "heading"),
    [
        ("/var/drafts/docks.txt", "docks.txt"),
        ("drafts/docks.jsonl (2)", "docks.jsonl (2)"),
        ("drafts/docks.jsonl (https://courier.example/a)", "docks.jsonl (https://courier.example/a)"),
        ("https://courier.example/docks", "https://courier.example/docks"),
        ("standard input", "standard input"),
    ],
)
def test_a_page_tells_no_path_of_its_maker_s(source: str, heading: str) -> None:
    stream = io.StringIO()
    writer = HtmlWriter(stream)
    writer.write(Reading(Article("Rain fell."), (), "m"), source)
    writer.close()
    assert _words(_read(stream.getvalue()).find("body/header/h1")) == heading


def test_a_moment_is_told_to_people_and_kept_for_programs() -> None:
    article = replace(docks().article, published="2031-05-06T07:08:09+00:00")
    (time,) = _read(_page(Reading(article, (), "m"))).iter("time")
    assert time.get("datetime") == "2031-05-06T07:08:09+00:00"
    assert _words(time) == "2031-05-06 07:08 UTC"


def test_an_article_without_statements_says_so() -> None:
    page = _read(_page(Reading(Article("Rain fell."), (), "m")))
    assert _words(page.find_class("none")[0]) == "No statements found."
    assert _words(page.find("body/header/h1")) == "docks.txt"


@pytest.mark.parametrize(
    ("text", "count"), [("a\n\nb\nc", 2), ("a\nb\nc", 3), ("\n\na\r\n\r\nb\n", 2), ("", 0)]
)
def test_paragraphs_are_parted_by_blank_lines_or_else_by_lines(text: str, count: int) -> None:
    page = _read(_page(Reading(Article(text), (), "m")))
    assert len(page.find_class("text")[0].findall("p")) == count


def test_a_paragraph_s_break_inside_a_statement_leaves_it_whole() -> None:
    article = Article("He said: “One.\n\n“Two.” Rain fell.")
    statement = made(article, ((9, 22),), "direct", source=at(article.text, "He"))
    page = _read(_page(Reading(article, (statement,), "m")))
    assert [_words(piece) for piece in page.find_class("content") if piece.get("data-s")] == [
        "“One.",
        "“Two.”",
    ]


def test_a_page_runs_and_loads_nothing_but_its_own() -> None:
    page = _page(hostile(), docks())
    tree = _read(page)
    (policy,) = (
        m.get("content") for m in tree.iter("meta") if m.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (block,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert [link.get("href") for link in tree.iter("link")] == ["data:,"]
    assert not list(tree.iter("img", "iframe", "object", "form", "base"))
    assert "url(" not in page
    assert "@import" not in page


def test_a_hostile_article_stays_text() -> None:
    tree = _read(_page(hostile()))
    assert len(list(tree.iter("script"))) == 1
    assert not [a for element in tree.iter() for a in element.attrib if a.startswith("on") or a == "style"]
    assert {link.get("href")[:1] for link in tree.iter("a")} == {"#"}
    assert tree.find_class("text")[0].get("lang") == "en"
    assert "{{ 7*7 }}" in _text(tree)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", _page(hostile()))


@given(readings())
def test_no_article_adds_an_element_or_attribute(reading: Reading) -> None:
    known = {
        "class",
        "id",
        "href",
        "data-s",
        "data-e",
        "lang",
        "aria-label",
        "aria-hidden",
        "role",
        "tabindex",
    }
    known |= {"rel", "datetime"}
    tags = {"a", "span", "p", "li", "ol", "div", "section", "article", "main", "header", "footer", "h1", "h2"}
    tags |= {"table", "caption", "thead", "tbody", "tr", "th", "td", "h3", "nav"}
    known |= {"scope", "rowspan", "aria-labelledby"}
    tags |= {"details", "summary", "kbd", "time", "script", "body"}
    for element in _read(_page(reading)).body.iter():
        assert element.tag in tags
        assert set(element.attrib) <= known


def test_only_web_addresses_are_linked() -> None:
    assert "javascript:" not in _page(hostile())
    assert 'href="https://courier.example/docks"' in _page(docks())
