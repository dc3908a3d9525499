"""A reading without what somebody said: every character of it, and of their name, covered.

The places of everything else stay, for a covered text is as long as it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from onrecord.article import Article
from onrecord.record.keys import name_key
from onrecord.record.typed import built
from onrecord.statement import Reading, Statement, slice_of

COVER: Final = "█"

_VISIBLE = re.compile(r"[^\n]")


def redacted(reading: Reading, keys: Collection[str]) -> Reading:
    """Return a reading without the statements of some speakers, their words and names covered in its text.

    A name is covered wherever it stands whole; of a person's name of several words the last one is too. What is
    quoted within a statement that goes, goes with it.

    Args:
        reading: the reading.
        keys: the speakers' names, as :func:`onrecord.record.keys.name_key` gives them.
    """
    text = reading.article.text
    theirs = {one.id for one in reading.statements if any(name_key(s.name) in keys for s in one.speakers)}
    while within := {one.id for one in reading.statements if one.within in theirs} - theirs:
        theirs |= within
    names = {s.name for one in reading.statements for s in one.speakers if name_key(s.name) in keys}
    spans = [span for one in reading.statements if one.id in theirs for span in (*one.source, *one.content)]
    pattern = _names(names)
    covered = list(text)
    for start, end in (*spans, *(match.span() for match in pattern.finditer(text))):
        covered[start:end] = _VISIBLE.sub(COVER, text[start:end])
    article = reading.article
    changed = Article(
        text="".join(covered),
        id=article.id,
        url=article.url,
        outlet=article.outlet,
        title=pattern.sub(_cover, article.title) if article.title else article.title,
        authors=tuple(name for name in article.authors if not pattern.search(name)),
        published=article.published,
        language=article.language,
    )
    kept = [
        built(Statement, sliced(one.to_dict(), changed.text, keys))
        for one in reading.statements
        if one.id not in theirs
    ]
    return replace(reading, article=changed, statements=tuple(kept))


def sliced(value: Any, text: str, keys: Collection[str]) -> Any:
    """Return a value of schema 1 with its passages' words as they stand in a text, and without some names."""
    if isinstance(value, list):
        return [
            sliced(item, text, keys)
            for item in value
            if not (isinstance(item, dict) and name_key(str(item.get("name", ""))) in keys)
        ]
    if not isinstance(value, dict):
        return value
    changed = {key: sliced(item, text, keys) for key, item in value.items()}
    if isinstance(value.get("text"), str) and value.get("spans"):
        changed["text"] = slice_of(text, tuple((start, end) for start, end in value["spans"]))
    return changed


def _cover(match: re.Match[str]) -> str:
    return _VISIBLE.sub(COVER, match.group())


def _names(names: Collection[str]) -> re.Pattern[str]:
    """Return what matches names, and the last words of those of several words."""
    forms = {*names, *(name.split()[-1] for name in names if " " in name)}
    longest = sorted((form for form in forms if form.strip()), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)" if longest else r"(?!)")
