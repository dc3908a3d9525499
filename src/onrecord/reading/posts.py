"""Posts: social-media posts that a page embeds, told from the running text around them.

Scraping leaves a post as its words, often with a shortened link glued to them, a dash, and its signature:
``words https://t.co/abc — Name (@handle) May 1, 2024``, sometimes run into the paragraph before or behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.reading.paragraphs import paragraphs, trimmed
from onrecord.statement import Span, Spans

Form = Literal["signed", "introduced", "shared"]

# A post that shares its line with running text is taken to be no longer than this; beyond it the start of
# the first sentence within reach is the best guess. The longest posts of most services are 280 to 300.
_LONGEST_SHARED = 300
_LONGEST_NAME = 70

_HANDLE = re.compile(r"\(\s?(@[\w.\-]{1,60}(?:@[\w.\-]{1,60})?)\s?\)")
_DASH = re.compile(r"[—―–]|(?<=\s)--?(?=\s)|(?<=\s)--|&mdash;")
_HYPHEN_AT_START = re.compile(r"--?\s?")
_LINK = re.compile(
    r"https?://[^\s<>\"“”—]{1,300}|(?:pic\.twitter\.com|pic\.x\.com|t\.co|bit\.ly|youtu\.be)/\w{1,40}"
)
_PLATFORM = r"(?:X|Twitter|Truth Social|Bluesky|Mastodon|Threads|Instagram|Facebook|TikTok|Telegram|Weibo)"
_INTRODUCTION = re.compile(rf"\s{{0,3}}(?:,? (?:wrote|posted|said))? ?(?:on|via) {_PLATFORM}\b")
_COLON = re.compile(r"\s?:(?!\S*//)")
_LEAD_IN = re.compile(
    rf"\b(?:tweeted|tweets|tweet|posted|posts|post|wrote|writes|responded|replied|{_PLATFORM})"
    rf"(?: (?:on|via) {_PLATFORM})?: "
)
_SHARED = re.compile(r"A (?:post|photo|video|reel) (?:shared|posted) by ")
_VIEW = re.compile(r"View (?:this post|more) on (?:Instagram|Threads)")
_SENTENCE_START = re.compile(r"(?<=[.!?…])[”\"’')]?\s+(?=\S)")
_BOX = re.compile(r"(?:SIGN UP FOR|Sign up for) [\w ]{1,25}(?:NEWSLETTER|newsletter)$")
_TAG = re.compile(r"\s*<[^<>]{1,500}>\s*")

_NOT_NAMES = frozenset({"And", "As", "But", "Later", "Meanwhile", "Now", "So", "Then", "When", "While"})

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(_MONTHS) + r")\.?"
_CLOCK = r"(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)"
_BEFORE_DATE = rf"[\s,;·•|–—-]{{0,4}}(?:on )?(?:{_CLOCK}[\s,·•-]{{1,4}})?"
_DATES = tuple(
    re.compile(_BEFORE_DATE + rf"(?P<date>{form})", re.IGNORECASE)
    for form in (
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        r"\d{1,2}[/.]\d{1,2}[/.]\d{4}",
    )
)
_AFTER_DATE = re.compile(rf"(?:,? at)? ?{_CLOCK}(?= |$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """An embedded post.

    Args:
        span: the whole post, from its words or its introduction to the last of its signature.
        form: ``signed`` behind the words (``words — Name (@handle) date``), ``introduced`` before them
            (``Name (@handle) on X: words``), or ``shared`` (``A post shared by Name (@handle)``).
        words: what the poster wrote, without links at its end; ``None`` where the page does not show it.
        links: links at the end of the words.
        cue: the dash or colon between words and signature.
        name: the poster's name.
        handle: the poster's account, ``@`` included.
        date: the date in the signature.
        iso: that date in ISO 8601; ``None`` where there is none, or day and month cannot be told apart.
    """

    span: Span
    form: Form
    words: Span | None
    links: Spans
    cue: Span | None
    name: Span | None
    handle: Span
    date: Span | None
    iso: str | None


def posts(text: str) -> tuple[Post, ...]:
    """Return the embedded posts of ``text`` in order; they do not overlap.

    A post starts with its line, or behind the post before it on that line. Behind a tag, or a lead-in such as
    "she tweeted:", it starts there. Where more than 300 code points stand before the signature on its line,
    running text has been run together with the post: it starts with the first sentence within 300 of
    its signature (the last word break where there is none). A signature on a line of its own belongs to the
    paragraph above, and a line with nothing but links between the two to the post.

    A handle in running text ("our reporters — Ann Poe (@annpoe) and Al Roe — ...") is no signature: one
    has a date, a link or nothing behind it.

    Args:
        text: an article's text.
    """
    if "(" not in text or "@" not in text:
        return ()
    found: list[Post] = []
    stretches = paragraphs(text)
    reached = 0
    for number, (start, end) in enumerate(stretches):
        for m in _HANDLE.finditer(text, start, end):
            if m.start() < reached:
                continue
            above = stretches[max(number - 2, 0) : number]
            below = stretches[number + 1] if number + 1 < len(stretches) else None
            begin = max(start, reached)
            post = (
                _shared(text, begin, end, m)
                or _signed(text, begin, end, m, [p for p in above if p[0] >= reached])
                or _introduced(text, begin, end, m, below)
            )
            if post is not None:
                found.append(post)
                reached = post.span[1]
    return tuple(found)


def _signed(text: str, start: int, end: int, handle: re.Match[str], above: list[Span]) -> Post | None:
    """Read ``words — Name (@handle) date``, the words on this line or in the paragraph above."""
    dash = _dash(text, start, handle.start())
    if dash is None:
        return None
    name = trimmed(text, dash[1], handle.start())
    if name[0] == name[1]:
        return None
    when, iso, stop = _date(text, handle.end(), end)
    rest = text[stop : stop + 1]
    if when is None and stop < end and rest != "<" and not _LINK.match(text, stop + rest.isspace(), end):
        return None
    begin = _begin(text, start, dash[0])
    links: list[Span] = []
    words = _without_links(text, begin, dash[0], links)
    if words is None:
        for paragraph in reversed(above):
            words = _without_links(text, *paragraph, links)
            if words is not None:
                break
    if words is None:
        return None
    return Post(
        (words[0], stop), "signed", words, tuple(sorted(links)), dash, name, handle.span(1), when, iso
    )


def _introduced(text: str, start: int, end: int, handle: re.Match[str], below: Span | None) -> Post | None:
    """Read ``Name (@handle) on X: words``, the words on this line or in the paragraph below."""
    intro = _INTRODUCTION.match(text, handle.end(), end)
    if intro is None:
        return None
    when, iso, stop = _date(text, intro.end(), end)
    colon = _COLON.match(text, stop, end)
    if colon is None:
        return None
    name = _name_before(text, start, handle.start())
    if name is None:
        return None
    links: list[Span] = []
    words = _without_links(text, colon.end(), end, links)
    if words is None and below is not None:
        words = _without_links(text, *below, links)
    if words is None:
        return None
    last = max([words[1], *(link[1] for link in links)])
    cue = trimmed(text, *colon.span())
    return Post(
        (name[0], last), "introduced", words, tuple(sorted(links)), cue, name, handle.span(1), when, iso
    )


def _shared(text: str, start: int, end: int, handle: re.Match[str]) -> Post | None:
    """Read ``A post shared by Name (@handle)``; its words stand before it on the line, if anywhere."""
    low = max(start, handle.start() - _LONGEST_NAME - 30)
    shared = _last(_SHARED, text, low, handle.start())
    if shared is None:
        return None
    name = trimmed(text, shared.end(), handle.start())
    if name[0] == name[1]:
        return None
    when, iso, stop = _date(text, handle.end(), end)
    begin = _begin(text, start, shared.start())
    view = _VIEW.search(text, begin, shared.start())
    links: list[Span] = []
    words = _without_links(text, view.end() if view else begin, shared.start(), links)
    starts = [shared.start(), *(span[0] for span in links), *(words or ())[:1]]
    first = view.start() if view else min(starts)
    return Post((first, stop), "shared", words, tuple(sorted(links)), None, name, handle.span(1), when, iso)


def _dash(text: str, start: int, end: int) -> Span | None:
    """Return the dash before a signature's name: the last one that is none of the name's own."""
    low = max(start, end - _LONGEST_NAME)
    opening = _HYPHEN_AT_START.match(text, start, end)
    if low == start and opening is not None and opening.end() < end:
        found: Span | None = (opening.start(), opening.start() + len(opening[0].rstrip()))
    else:
        found = None
    for m in _DASH.finditer(text, low, end):
        if found is None or m[0] not in {"-", "–"} or text[found[0] : found[1]] in {"-", "–"}:
            found = m.span()
    return found


def _name_before(text: str, start: int, end: int) -> Span | None:
    """Return the capitalised words that end at ``end``, at most five."""
    words = list(re.finditer(r"\S+", text[max(start, end - _LONGEST_NAME) : end]))
    offset = max(start, end - _LONGEST_NAME)
    first = None
    for word in reversed(words[-5:]):
        if word[0][0].islower() or word[0][-1] in ",;:!?" or word[0] in _NOT_NAMES:
            break
        first = word.start()
    return None if first is None else (offset + first, offset + words[-1].end())


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for m in pattern.finditer(text, start, end):
        found = m
    return found


def _begin(text: str, start: int, end: int) -> int:
    """Guess where a post starts whose words end at ``end`` on a line (or rest of one) from ``start``."""
    low = max(start, end - _LONGEST_SHARED)
    begin = start
    tag = _TAG.match(text, low, end) if low == start else None
    if tag is not None:
        begin = tag.end()
    lead = _last(_LEAD_IN, text, low, end)
    if lead is not None:
        return lead.end()
    if low > start:
        sentence = _SENTENCE_START.search(text, low, end)
        if sentence is not None and sentence.end() < end:
            return sentence.end()
        blank = text.find(" ", low, end)
        return blank + 1 if blank >= 0 else low
    return begin


def _without_links(text: str, start: int, end: int, links: list[Span]) -> Span | None:
    """Return ``text[start:end]`` without the links at its end, which are added to ``links``.

    ``None`` where nothing but links is left.
    """
    found = [m.span() for m in _LINK.finditer(text, max(start, end - 4 * _LONGEST_SHARED), end)]
    words = trimmed(text, start, end)
    box = _BOX.search(text, max(words[0], words[1] - 60), words[1])
    if box is not None:
        words = trimmed(text, words[0], box.start())
    while found and found[-1][1] == words[1] and words[0] < words[1]:
        links.append(found[-1])
        words = trimmed(text, words[0], max(found.pop()[0], words[0]))
    return words if words[0] < words[1] else None


def _date(text: str, start: int, end: int) -> tuple[Span | None, str | None, int]:
    """Read a date that starts at ``start``.

    Returns:
        Its span, its ISO form, and where the signature ends.
    """
    for pattern in _DATES:
        m = pattern.match(text, start, min(end, start + 80))
        if m is None:
            continue
        after = _AFTER_DATE.match(text, m.end("date"), end)
        return m.span("date"), _iso(m), after.end() if after else m.end("date")
    return None, None, start


def _iso(m: re.Match[str]) -> str | None:
    parts = m.groupdict()
    if "month" not in parts:
        return None
    month = parts["month"].lower()
    try:
        return date(int(parts["year"]), _MONTHS.get(month) or int(month), int(parts["day"])).isoformat()
    except ValueError:
        return None
