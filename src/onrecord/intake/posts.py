"""Embedded posts of social media, written as one line: ``words — Name (@handle) date``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The classes that the networks' own embedding code gives to the quotation that stands in for the post.
_EMBEDS = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|bluesky-embed|mastodon-embed|truthsocial-embed|truth-social-embed"
    r"|text-post-media|tiktok-embed|fb-post|fb-xfbml-parse-ignore"
)
_ATTRIBUTION = re.compile(r"^(?:[—–-]+|(?:a )?post(?:ed)? (?:shared )?by)\s*", re.IGNORECASE)
_SHARED = re.compile(
    r"\bA (?:post|photo|video) shared by (?P<who>.+?\(@[\w.]+\))(?:\s+on\s+(?P<when>.+))?$", re.DOTALL
)
# What the network says about the post: no words of the poster.
_FRAME = re.compile(
    r"View this (?:post|profile) on \w+|View on \w+"
    r"|\[(?:image or embed|image|video|contains quote post or other embedded content)\]|♬ .*$",
    re.IGNORECASE,
)


def flatten(tree: HtmlElement) -> None:
    """Put a paragraph ``words — Name (@handle) date`` in the place of every embedded post of ``tree``.

    Boxes around a post that hold nothing else go with it, so that what they are called tells nobody to drop
    the post. Posts that hold no words of the poster, as when a script was to fetch them, are removed.
    """
    for quotation in list(tree.iter("blockquote")):
        # One inside another went with it and hangs on no page any more.
        if not _EMBEDS.search(quotation.get("class") or "") or not _hangs_on(tree, quotation):
            continue
        line = _line(quotation)
        box = _box(quotation)
        tail, box.tail = box.tail, None
        if line:
            from lxml.html import builder

            paragraph = builder.P(line)
            paragraph.tail = tail
            parent = box.getparent()
            assert parent is not None
            parent.replace(box, paragraph)
        else:
            box.tail = tail
            box.drop_tree()


def _hangs_on(tree: HtmlElement, element: HtmlElement) -> bool:
    return any(ancestor is tree for ancestor in element.iterancestors())


def _line(quotation: HtmlElement) -> str:
    paragraphs = quotation.findall(".//p")
    words = _clean(" ".join(_text(paragraph) for paragraph in paragraphs))
    whole = _clean(_text(quotation))
    if match := _SHARED.search(whole):
        words, who = _clean(whole[: match.start()]), " ".join(match.group("who", "when")[0].split())
        when = " ".join((match["when"] or "").split())
    else:
        who = _ATTRIBUTION.sub("", whole[len(words) :].strip() if whole.startswith(words) else "").strip()
        when = ""
    if not words:
        return ""
    return " ".join(f"{words} — {who} {when}".split()) if who else words


def _text(element: HtmlElement) -> str:
    from lxml import etree

    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in ("br", "p"):
            pieces.append(" ")
        if event == "start":
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    return " ".join("".join(pieces).split())


def _clean(text: str) -> str:
    return " ".join(_FRAME.sub(" ", text).split())


def _box(element: HtmlElement) -> HtmlElement:
    """Return the outermost element around ``element`` that has no other words."""
    words = len("".join(element.text_content().split()))
    box = element
    while (parent := box.getparent()) is not None and parent.tag not in ("body", "html", "article", "main"):
        if len("".join(_visible(parent).split())) > words:
            break
        box = parent
    return box


def _visible(element: HtmlElement) -> str:
    return "".join(str(piece) for piece in element.xpath(".//text()[not(parent::script or parent::style)]"))
