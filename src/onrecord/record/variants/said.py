"""What a quotation is compared by, told from its article alone: its words, and the keys that it is found by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.export.quoted import quoted_spans
from onrecord.reading.quotations import quotations
from onrecord.record.keys import spans_of
from onrecord.record.variants.words import alone, bare_words_in, is_title, keys, telling, wording
from onrecord.statement import Quote, Spans, slice_of

LEAST_TELLING: Final = 2
"""Words that carry meaning which a quotation must have to be compared with others."""

Content = tuple[str, Quote]
"""A statement's content as the record keeps it, and how much of it is quoted."""

Asked = tuple[str, Sequence[Content]]
"""An article's text, and its contents."""


class Said(NamedTuple):
    """A quotation as it is compared.

    Attributes:
        spans: where its words stand.
        words: those without what the outlet put in.
        wording: the key of all of them, in their order.
        keys: what it shares with quotations that are alike.
        alone: what it is found by if it, or the other, has a single pair of words.
    """

    spans: Spans
    words: tuple[str, ...]
    wording: int
    keys: tuple[int, ...]
    alone: tuple[int, ...]


def said_in(text: str, contents: Sequence[Content]) -> list[Said | None]:
    """Return the quotations of an article.

    Args:
        text: the article's text.
        contents: what its statements have as their content.

    Returns:
        One for each; None where it says too little, or is a name or a title in quotation marks, which is nobody's
        words.
    """
    marked = quotations(text)
    found: list[Said | None] = []
    for content, quote in contents:
        spans = quoted_spans(text, spans_of(content), quote, marked)
        words = bare_words_in(text, spans)
        if len(telling(words)) < LEAST_TELLING or is_title(slice_of(text, spans)):
            found.append(None)
        else:
            found.append(Said(spans, words, wording(words), tuple(keys(words)), tuple(alone(words))))
    return found


def said_in_all(articles: Sequence[Asked]) -> list[list[Said | None]]:
    """Return the quotations of several articles, as :func:`said_in` has them of one."""
    return [said_in(text, contents) for text, contents in articles]
