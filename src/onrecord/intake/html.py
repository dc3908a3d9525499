"""Web pages to articles: the running text by trafilatura, between our own cleaning before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.article import Article
from onrecord.errors import InputError, SkippedError
from onrecord.intake import addresses, boilerplate, cleaning, language, metadata, posts, text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»」)\]]*$|[\"”»」]$")
# Letters of scripts that set no spaces between words: Thai to Khmer, kana, Chinese characters.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

# Fewer words of running text than this are no article: a sentence of a login page, the lines of an error.
_FEWEST_WORDS = 25
# Behind a paywall, stubs run to a paragraph or three.
_STUB_WORDS = 150

_LONGEST_ATTRIBUTE = 5_000
_KEPT = ("content",)

# Above the first sentence of a text stand section names and kickers, of a few words.
_KICKER_WORDS = 5

_BLOCKS = frozenset(("p", "head", "item", "list", "quote", "table", "row", "cell", "ab", "div", "code"))
# Table cells of figures and names are data; from this many words on they are running text.
_CELL_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Paragraph:
    kind: str
    words: str


def is_html(head: bytes) -> bool:
    """Tell whether a file is a web page by its first kilobytes."""
    return _OPENING.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def article_of(data: bytes, name: str, url: str | None = None, declared: str | None = None) -> Article:
    """Return the article of a web page.

    Paragraphs are joined by an empty line, each on one line. Embedded posts are paragraphs of the form
    ``words — Name (@handle) date``.

    Args:
        data: the page, in any encoding.
        name: what the user calls it, for the error.
        url: the address that it was fetched from, if any.
        declared: the encoding that the server named, if any.

    Raises:
        InputError: the page is no text, holds no article, or only the beginning of one.
    """
    characters = text.decode(data, name, declared or _declared(data))
    tree = _parse(characters)
    if tree is None:
        raise SkippedError(name, "no article in this page")
    try:
        known = metadata.extract(tree, url)
        wording = " ".join(str(tree.text_content()).split())[:200_000]
        paragraphs = _paragraphs(tree, known)
    except RecursionError:
        raise InputError(name, "a page whose elements are nested too deeply") from None
    running = "\n\n".join(paragraph.words for paragraph in paragraphs)
    _refuse_stub(name, paragraphs, wording, known)
    return Article(
        text=running,
        id=addresses.article_id(known.url) if known.url else "",
        url=known.url,
        outlet=known.outlet,
        title=known.title,
        authors=known.authors,
        published=known.published,
        language=language.detect(running) or known.language,
    )


def _declared(data: bytes) -> str | None:
    match = _XML_ENCODING.match(data) or _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _parse(characters: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree: HtmlElement = document_fromstring(characters.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    # What names and classes are looked for in costs time by its length, and nobody writes such ones.
    for attribute in tree.xpath(f"//@*[string-length() > {_LONGEST_ATTRIBUTE}]"):
        if attribute.attrname not in _KEPT:
            del attribute.getparent().attrib[attribute.attrname]
    return tree


def _paragraphs(tree: HtmlElement, known: metadata.Metadata) -> list[_Paragraph]:
    titles = cleaning.titles(tree, known.title)
    summary = cleaning.standfirst(tree, known.description)
    cleaning.strip(tree)
    posts.flatten(tree)
    cleaning.prune(tree)
    found = list(_outline(_extract(tree)))
    body = known.body
    # Pages that are drawn by a script carry their text as data alone.
    if body and len(body.split()) > max(100, 2 * sum(len(item.words.split()) for item in found)):
        lines = (" ".join(line.split()) for line in re.split(r"\n+|</?(?:p|br)\b[^>]*>", body))
        found = [_Paragraph("p", line) for line in lines if line]
    kept: list[_Paragraph] = []
    seen: set[str] = set()
    for item in found:
        key = cleaning.squeezed(item.words)
        if key in titles or key in seen or boilerplate.is_outlets(item.words):
            continue
        if len(item.words.split()) > 7:
            seen.add(key)
        kept.append(item)
    while kept and (kept[-1].kind == "head" or cleaning.is_biography(kept[-1].words, known.authors)):
        kept.pop()
    while kept and len(kept[0].words.split()) <= _KICKER_WORDS and not _SENTENCE_END.search(kept[0].words):
        kept.pop(0)
    if summary and not any(cleaning.squeezed(summary) in key for key in seen) and kept:
        kept.insert(0, _Paragraph("p", summary))
    return kept


def _extract(tree: HtmlElement) -> Any:
    """Return the page's article as trafilatura marks it up, an empty body where it finds none."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    document = bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
    return document.body if isinstance(document, Document) else Document().body


def _outline(body: Any) -> Iterator[_Paragraph]:
    """Yield the paragraphs of an article that trafilatura marked up."""
    from lxml import etree

    pieces: list[str] = []
    kinds = ["p"]

    def flush() -> Iterator[_Paragraph]:
        kind = "cell" if "cell" in kinds else kinds[-1]
        for words in _broken("".join(pieces)):
            if kind != "cell" or len(words.split()) >= _CELL_WORDS:
                yield _Paragraph(kind, words)
        pieces.clear()

    for event, element in etree.iterwalk(body, events=("start", "end")):
        block = element.tag in _BLOCKS
        if block:
            yield from flush()
        if event == "start":
            if block:
                kinds.append(element.tag)
            elif element.tag == "lb":
                pieces.append("\n")
            pieces.append(_flat(element.text))
        else:
            if block:
                kinds.pop()
            pieces.append(_flat(element.tail))
    yield from flush()


def _flat(piece: str | None) -> str:
    return re.sub(r"\s+", " ", piece or "")


def _broken(words: str) -> Iterator[str]:
    """Part a block at its line breaks where a sentence ends there; other breaks are only for the eye."""
    line = ""
    for piece in (" ".join(piece.split()) for piece in words.split("\n")):
        if line and (not piece or _SENTENCE_END.search(line)):
            yield line
            line = piece
        else:
            line = f"{line} {piece}".strip()
    if line:
        yield line


def _size(words: str) -> int:
    """Return how many words a text has, about; two letters make one where words are not set apart."""
    return len(words.split()) + len(_UNSPACED.findall(words)) // 2


def _refuse_stub(name: str, paragraphs: list[_Paragraph], wording: str, known: metadata.Metadata) -> None:
    words = sum(
        _size(item.words)
        for item in paragraphs
        if item.kind != "head" and _size(item.words) > 4 and _SENTENCE_END.search(item.words)
    )
    if words < _STUB_WORDS and (known.free is False or boilerplate.PAYWALL.search(wording)):
        raise SkippedError(name, f"behind a paywall (there are {words} words of the article)")
    if words < _FEWEST_WORDS:
        raise SkippedError(name, "no article in this page")
