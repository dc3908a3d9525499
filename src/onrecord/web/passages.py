"""Places in an article's text as people read and write them: the words, parted where something is left out."""

from __future__ import annotations

import re
from typing import Final

from onrecord.errors import InputError
from onrecord.export.words import one_line, shortened
from onrecord.statement import Spans

GAP: Final = " […] "
"""Stands between the words of two spans."""

_GAP = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
_PAIR = re.compile(r"(\d{1,9})-(\d{1,9})")


def told(text: str, spans: Spans) -> str:
    """Return the words at spans."""
    return GAP.join(one_line(text[start:end]) for start, end in spans)


def placed(field: str, words: str, text: str, near: int) -> list[list[int]]:
    """Return where words stand in a text, each stretch behind the one before it; white space counts as any other.

    Args:
        field: what they are of, for the error.
        words: the words, as :func:`told` gives them.
        text: the article's text.
        near: of several places, the one nearest to this is meant.

    Raises:
        InputError: they do not stand there.
    """
    spans: list[list[int]] = []
    for stretch in _GAP.split(words.strip()):
        if not stretch:
            continue
        pattern = re.compile(r"\s+".join(map(re.escape, stretch.split())))
        behind = spans[-1][1] if spans else 0
        found = [match.span() for match in pattern.finditer(text, behind)]
        if not found:
            raise InputError(field, f"these words do not stand in the article: “{shortened(stretch, 80)}”")
        wanted = spans[-1][1] if spans else near
        start, end = min(found, key=lambda span: abs(span[0] - wanted))
        spans.append([start, end])
    return spans


def spans_given(given: str) -> list[list[int]]:
    """Return spans as a page sends them: ``47-122;130-141``; of anything else, none."""
    parts = [_PAIR.fullmatch(part) for part in given.split(";")] if given else []
    return [[int(part[1]), int(part[2])] for part in parts if part] if all(parts) else []
