"""Cleaning a page before its text is taken: what stands beside the article goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.intake import boilerplate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOXES = (
    *("div", "section", "aside", "header", "footer", "ul", "ol", "dl", "li", "p"),
    *("figure", "table", "blockquote", "form"),
)
# Elements that hold no words of the article; without them a page is a fraction of its size.
_NEVER = (
    *("script", "style", "template", "svg", "iframe", "figcaption"),
    *("nav", "dialog", "button", "select", "textarea"),
)
# A box beside the article holds less running text than this, in words and as a share of the page's. What
# holds more than half is a wrapper of the article that is called oddly ("post-share-container").
_BOX_WORDS = 200
_BOX_SHARE = 0.25
# From this many words on, a paragraph is running text, and from that many on, not just a link.
_RUNNING = 12
_LINK_WORDS = 30
# How many elements after the headline may come before its summary.
_NEAR = 80


def squeezed(words: str) -> str:
    """Return the letters and digits of a text, lower case: what is left to compare two texts by."""
    return re.sub(r"[\W_]+", "", words).casefold()


def _plain(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def titles(tree: HtmlElement, title: str | None) -> set[str]:
    """Return the headlines of a page, squeezed: paragraphs that repeat one are no part of the text."""
    found = {squeezed(title or ""), squeezed(tree.findtext(".//title") or "")}
    found |= {squeezed(_plain(heading)) for heading in tree.iter("h1")}
    found |= {
        squeezed(meta.get("content") or "")
        for meta in tree.iter("meta")
        if (meta.get("property") or meta.get("name")) in ("og:title", "twitter:title")
    }
    return found - {""}


def strip(tree: HtmlElement) -> None:
    """Remove from a page the elements that never hold words of an article, captions among them."""
    for element in list(tree.iter(*_NEVER)):
        if element.getparent() is not None:
            element.drop_tree()


def prune(tree: HtmlElement) -> None:
    """Remove from a page what can be told by its markup to stand beside the article.

    Bylines, boxes of links and invitations, hidden tabs and dialogues go, and paragraphs that are a
    link onward from end to end. Figures that hold words are unwrapped, as are links inside sentences, which
    else count against the sentence when text is told from navigation.
    """
    weights = _running_words(tree)
    total = weights.get(tree, 0)
    for element in list(tree.iter(*_BOXES)):
        if not _is_beside(element):
            continue
        words = weights.get(element, 0)
        if element.getparent() is None:
            continue
        if words < _BOX_WORDS and words <= _BOX_SHARE * total:
            element.drop_tree()
        elif words > total / 2:
            element.attrib.pop("class", None)
            element.attrib.pop("id", None)
    for figure in list(tree.iter("figure")):
        if figure.find(".//blockquote") is not None or figure.find(".//p") is not None:
            figure.drop_tag()
    for paragraph in list(tree.iter("p", "li")):
        _settle_links(paragraph)


def _is_beside(element: HtmlElement) -> bool:
    if element.get("role") == "dialog" or element.get("aria-modal") == "true" or "hidden" in element.attrib:
        return True
    name = element.get("class") or ""
    if boilerplate.is_standfirst(name):
        return False
    if "tab-pane" in name.split() and "active" not in name.split():
        return True
    return boilerplate.is_box(name) or boilerplate.is_box(element.get("id") or "")


def _running_words(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Return how many words of running text every element of a page holds."""
    weights: dict[HtmlElement, int] = {}
    for paragraph in tree.iter("p"):
        words = len(str(paragraph.text_content()).split())
        if words < _RUNNING:
            continue
        for element in (paragraph, *paragraph.iterancestors()):
            weights[element] = weights.get(element, 0) + words
    return weights


def _settle_links(paragraph: HtmlElement) -> None:
    links = list(paragraph.iter("a"))
    if not links:
        return
    whole = _plain(paragraph)
    linked = " ".join(_plain(link) for link in links)
    outside = whole
    for link in links:
        outside = outside.replace(_plain(link), " ", 1)
    if linked and len(whole.split()) < _LINK_WORDS and boilerplate.LEAD_IN.fullmatch(outside.strip()):
        if paragraph.getparent() is not None:
            paragraph.drop_tree()
    elif re.search(r"[.!?…][\"'”’)]*$", whole):
        for link in links:
            link.drop_tag()


def standfirst(tree: HtmlElement, description: str | None) -> str | None:
    """Return the summary that stands under the headline, if there is one in view.

    It is looked for in the elements that follow the headline, up to the first paragraphs of the text: one
    that is called so by its class, or that says what the page gives as its description.
    """
    heading = next((h for h in tree.iter("h1") if _plain(h)), None)
    if heading is None:
        return None
    wanted = squeezed(description or "")
    following = heading.xpath("following::*[self::p or self::h2 or self::div or self::span]")
    for element in following[:_NEAR]:
        if element.find(".//p") is not None or len(element) > 6:
            continue
        words = _plain(element)
        if not 5 <= len(words.split()) <= 80:
            continue
        called = (
            boilerplate.is_standfirst(element.get("class") or "") or element.get("itemprop") == "description"
        )
        if called or (wanted and squeezed(words) == wanted):
            return None if boilerplate.is_outlets(words) else words
    return None


def is_biography(words: str, authors: tuple[str, ...]) -> bool:
    """Tell whether the last words of a text say who an author is ("Ana Ruiz is a fellow at ...")."""
    verbs = r",? (?:is|was|has|covers|writes|reports|joined)\b"
    return any(re.match(re.escape(author) + verbs, words) for author in authors)
