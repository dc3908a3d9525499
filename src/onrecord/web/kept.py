"""Kept pages made safe to show, with the words of a statement marked in them."""

from __future__ import annotations

import html as escapes
import re
from collections.abc import Sequence
from typing import Any, Final

from lxml import etree
from lxml import html as trees
from lxml_html_clean import Cleaner

from onrecord.export.words import printable
from onrecord.intake import text as decoding

MARK: Final = "onrecord-said"
"""The id of the first mark, to which the frame scrolls."""

_STYLE: Final = (
    "mark{background:#ffdf80;color:#1f1d1a;box-shadow:0 0 0 2px #ffdf80;border-radius:2px}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;font:1.05rem/1.6 Georgia,serif;max-width:38em;margin:2rem auto;"
    "padding:0 1rem}"
)
_WORD = re.compile(r"\w+")

_CLEANER: Final = Cleaner(
    scripts=True,
    javascript=True,
    comments=True,
    style=False,
    inline_style=False,
    links=True,
    meta=True,
    page_structure=False,
    processing_instructions=True,
    embedded=True,
    frames=True,
    forms=True,
    annoying_tags=True,
    remove_unknown_tags=False,
    safe_attrs_only=True,
    safe_attrs=frozenset(
        (
            "alt",
            "cite",
            "class",
            "colspan",
            "datetime",
            "dir",
            "height",
            "lang",
            "rowspan",
            "style",
            "title",
            "width",
        )
    ),
    kill_tags=("audio", "base", "img", "picture", "video", "svg", "math", "noscript", "template", "dialog"),
)


def marked_page(data: bytes, stretches: Sequence[str]) -> str:
    """Return a web page without scripts, forms, frames and links, the words of a statement marked.

    Args:
        data: its bytes.
        stretches: the statement's words, by span.
    """
    try:
        tree = trees.document_fromstring(decoding.decode(data, "page").encode(), parser=_parser())
        _CLEANER(tree)
    except (etree.ParserError, ValueError, UnicodeError, AssertionError):
        return marked_text(data.decode("utf-8", "replace"), stretches)
    for place, words in enumerate(stretches):
        _mark(tree, words, MARK if place == 0 else "")
    body = trees.tostring(tree, encoding="unicode")
    return f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style>{body}"


def marked_text(text: str, stretches: Sequence[str]) -> str:
    """Return a text as a page, the words of a statement marked."""
    page, at = "", 0
    for place, words in enumerate(stretches):
        start = text.find(words, at)
        if start < 0:
            continue
        name = f' id="{MARK}"' if place == 0 else ""
        page += f"{_escaped(text[at:start])}<mark{name}>{_escaped(words)}</mark>"
        at = start + len(words)
    return f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style><pre>{page}{_escaped(text[at:])}</pre>"


def _escaped(text: str) -> str:
    return escapes.escape(printable(text))


def _parser() -> Any:
    return trees.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)


def _mark(tree: Any, words: str, name: str) -> None:
    """Put the words between marks where they stand first, whatever tags and spaces are among them."""
    wanted = [match[0].casefold() for match in _WORD.finditer(words)]
    holders = _texts(tree)
    tokens = [
        (match[0].casefold(), place, match.start(), match.end())
        for place, (element, part) in enumerate(holders)
        for match in _WORD.finditer(getattr(element, part) or "")
    ]
    start = _find([token[0] for token in tokens], wanted)
    if start is None:
        return
    inside = tokens[start : start + len(wanted)]
    of_holder: dict[int, tuple[int, int]] = {}
    for _, place, begin, end in inside:
        first, _ = of_holder.get(place, (begin, end))
        of_holder[place] = (first, end)
    for place in sorted(of_holder, reverse=True):
        element, part = holders[place]
        begin, end = of_holder[place]
        _wrap(element, part, begin, end, name if place == inside[0][1] else "")


def _texts(tree: Any) -> list[tuple[Any, str]]:
    """Return where text stands in a tree, in the order of reading: elements' texts and tails."""
    found: list[tuple[Any, str]] = []

    def walk(element: Any) -> None:
        stack = [(element, iter(element))]
        if element.text:
            found.append((element, "text"))
        while stack:
            above, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if stack and above.tail:
                    found.append((above, "tail"))
                continue
            if isinstance(child.tag, str) and child.tag not in ("script", "style", "head", "title"):
                if child.text:
                    found.append((child, "text"))
                stack.append((child, iter(child)))
            elif child.tail:
                found.append((child, "tail"))

    walk(tree)
    return found


def _find(tokens: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Return where a run of words begins."""
    if not wanted:
        return None
    for start, token in enumerate(tokens):
        if token == wanted[0] and tokens[start : start + len(wanted)] == wanted:
            return start
    return None


def _wrap(element: Any, part: str, begin: int, end: int, name: str) -> None:
    """Put a stretch of an element's text or tail into a mark."""
    text = getattr(element, part)
    mark = trees.Element("mark")
    if name:
        mark.set("id", name)
    mark.text, mark.tail = text[begin:end], text[end:]
    setattr(element, part, text[:begin])
    if part == "text":
        element.insert(0, mark)
    else:
        tail = mark.tail
        element.addnext(mark)
        mark.tail = tail
        element.tail = text[:begin]
