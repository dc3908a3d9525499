"""From articles to windows with targets: role tags, links, names and acts, each with a mask for what a text lacks."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.reading.acts.heads import FIELDS
from onrecord.reading.decode import NAME_TAGS, TAGS
from onrecord.reading.encoder import CONTENT_TO_CUE, CUE_TO_SOURCE
from onrecord.reading.tokens import Tokens, Window, piece_ids, tokenise, windows
from training.acts import IGNORE, Acts, Label, acts_of
from training.corpus import Sample

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article cut into words, with word-level targets; ``m`` words.

    Args:
        tags: role tags, shape ``(m,)``; ``IGNORE`` throughout where it is not annotated.
        names: name tags, likewise.
        heads: the links, ``(dependent, head, relation)``, each span named by its first word: a cue depends on its
            source (``NOWHERE`` where it has none) by ``CUE_TO_SOURCE``, and every piece of a content on its cue by
            ``CONTENT_TO_CUE``.
        teacher: a teacher's probabilities of the role tags, shape ``(m, tags)``, or ``None``.
    """

    name: str
    text: str
    tokens: Tokens
    tags: NDArray[np.int64]
    names: NDArray[np.int64]
    heads: tuple[tuple[int, int, int], ...]
    teacher: NDArray[np.float32] | None = None
    acts: Acts = field(default_factory=Acts)


NOWHERE = -1
"""Head of a cue that has no source."""


def begun(tags: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return tags in which each span begins with ``B-``, also where another span or a window's border cut it."""
    before = np.concatenate(([0], tags[:-1]))
    inside = (tags > 0) & (tags % 2 == 0)
    broken = inside & (before != tags) & (before != tags - 1)
    return np.where(broken, tags - 1, tags)


def _pieces(tokens: Tokens, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Return spans in words, cut where a paragraph opens; one that holds no word is left out."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = tokens.within((start, end))
        if first < last:
            opened = [first + 1 + int(k) for k in np.flatnonzero(tokens.opens[first + 1 : last])]
            found.extend(pairwise([first, *opened, last]))
    return found


def prepare(
    tokeniser: Tokenizer,
    sample: Sample,
    names: list[tuple[int, int, str]] | None = None,
    teacher: NDArray[np.float32] | None = None,
    labels: list[Label] | None = None,
) -> Prepared:
    """Cut an article into words and give each its targets.

    Args:
        tokeniser: what the encoder is fed from.
        sample: the article.
        names: its names as ``(start, end, kind)`` in characters; ``None`` where they are not labelled.
        teacher: a teacher's probabilities of each word's role, from the article as it was printed. They are left
            out where the sample has lost quotation marks since, for then the words do not stand one for one.
        labels: of acts and positions, of statements of the sample.
    """
    tokens = tokenise(tokeniser, sample.text)
    m = len(tokens)
    tags = np.full(m, IGNORE if sample.gold is None else 0, dtype=np.int64)
    heads: list[tuple[int, int, int]] = []
    for statement in sample.gold or ():
        parts = {r: _pieces(tokens, getattr(statement, r)) for r in ("source", "cue", "content")}
        for role, spans in parts.items():
            for first, last in spans:
                tags[first:last] = TAGS.index("I-" + role)
                tags[first] = TAGS.index("B-" + role)
        if parts["cue"]:
            cue = parts["cue"][0][0]
            heads.append((cue, parts["source"][0][0] if parts["source"] else NOWHERE, CUE_TO_SOURCE))
            heads.extend((first, cue, CONTENT_TO_CUE) for first, _ in parts["content"])
    if sample.gold is not None:
        tags = begun(tags)
    named = np.full(m, IGNORE if names is None else 0, dtype=np.int64)
    for start, end, kind in names or ():
        first, last = tokens.within((start, end))
        if first < last:
            named[first:last] = NAME_TAGS.index("I-" + kind)
            named[first] = NAME_TAGS.index("B-" + kind)
    taught = teacher if teacher is not None and len(teacher) == m else None
    acts = acts_of(sample, tokens, labels or [])
    return Prepared(sample.name, sample.text, tokens, tags, named, tuple(heads), taught, acts)


def augmented(sample: Sample, rng: random.Random) -> Sample:
    """Return the article with other quotation marks now and then, character for character.

    News is printed with curly and with straight marks; what is learned must not hang on an outlet's habit. And
    scraping loses the marks of block quotations: some paragraphs that are wholly quoted lose theirs.
    """
    text = sample.text
    if rng.random() < 0.25:
        text = text.translate(_STRAIGHT)
    if sample.gold and rng.random() < 0.5:
        letters = list(text)
        for statement in sample.gold:
            for start, end in statement.content:
                whole = (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")
                if whole and rng.random() < 0.3:
                    for k in (start, end - 1):
                        if letters[k] in '“”"':
                            letters[k] = " "
        text = "".join(letters)
    return sample if text == sample.text else Sample(sample.name, sample.outlet, text, sample.gold)


@dataclass(slots=True)
class Batch:
    """Windows side by side, padded; ``b`` windows, ``n`` pieces, ``m`` words.

    Shapes: ``ids, mask (b, n)``, ``first (b, m)`` (piece of each word), ``words (b, m)`` (is there a word),
    ``opens, tags, names (b, m)``, ``teacher (b, m, tags)``, ``taught (b,)``, ``heads (k, 4)``: window,
    dependent's piece, head's piece (0, the opening mark, for nowhere), relation. Of the ``k`` statements with labels
    of acts: ``deeds (k,)``: window; ``deed_fields (k, FIELDS)``: how likely each value is; ``deed_roles (k, 3, m)``:
    their words; ``stands (j, 2)``: statement, stand; ``stand_words (j, m)``: the action's words; ``marks, aims
    (b, m)``: tags of actions and conditions, and whether a word names the target.
    """

    ids: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    opens: Tensor
    tags: Tensor
    names: Tensor
    teacher: Tensor
    taught: Tensor
    heads: Tensor
    deeds: Tensor
    deed_fields: Tensor
    deed_roles: Tensor
    stands: Tensor
    stand_words: Tensor
    marks: Tensor
    aims: Tensor


def batch(
    items: list[tuple[Prepared, Window]], marks: tuple[int, int, int], remap: NDArray[np.int64] | None
) -> Batch:
    """Put windows side by side.

    Args:
        items: articles and the window of each that is meant.
        marks: the tokeniser's ids of the opening and the closing mark, and the encoder's of padding.
        remap: the encoder's own id for each id of the tokeniser, where the two differ.
    """
    opening, closing, padding = marks
    cut = [piece_ids(p.tokens, w, opening, closing) for p, w in items]
    b, n, m = len(items), max(len(i) for i, _ in cut), max(len(f) for _, f in cut)
    ids = np.full((b, n), padding, dtype=np.int64)
    first = np.zeros((b, m), dtype=np.int64)
    words, opens = np.zeros((b, m), dtype=np.bool_), np.zeros((b, m), dtype=np.bool_)
    tags, named, marked, aims = (np.full((b, m), IGNORE, dtype=np.int64) for _ in range(4))
    deeds: list[int] = []
    fields: list[NDArray[np.float32]] = []
    roles: list[NDArray[np.bool_]] = []
    stands: list[tuple[int, int]] = []
    stand_words: list[NDArray[np.bool_]] = []
    teacher = np.zeros((b, m, len(TAGS)), dtype=np.float32)
    taught = np.zeros(b, dtype=np.bool_)
    heads = []
    for k, ((article, window), (pieces, places)) in enumerate(zip(items, cut, strict=True)):
        here = slice(window.start, window.end)
        ids[k, : len(pieces)] = pieces if remap is None else remap[pieces]
        first[k, : len(places)] = places
        words[k, : len(places)] = True
        opens[k, : len(places)] = article.tokens.opens[here]
        tags[k, : len(places)] = begun(article.tags[here])
        named[k, : len(places)] = article.names[here]
        marked[k, : len(places)] = article.acts.marks[here]
        aims[k, : len(places)] = article.acts.aims[here]
        for deed in article.acts.deeds:
            if not window.start <= deed.at < window.end:
                continue
            for begin, end, stand in deed.stands:
                if window.start <= begin < window.end:
                    stands.append((len(deeds), stand))
                    stand_words.append(_masked([(begin, end)], window, m))
            deeds.append(k)
            fields.append(deed.fields)
            roles.append(np.stack([_masked(part, window, m) for part in deed.roles]))
        if article.teacher is not None:
            teacher[k, : len(places)] = article.teacher[here]
            taught[k] = True
        for dependent, head, relation in article.heads:
            if window.start <= dependent < window.end:
                if head == NOWHERE:
                    heads.append((k, places[dependent - window.start], 0, relation))
                elif window.start <= head < window.end:
                    heads.append((k, places[dependent - window.start], places[head - window.start], relation))
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(ids != padding),
        torch.from_numpy(first),
        torch.from_numpy(words),
        torch.from_numpy(opens),
        torch.from_numpy(tags),
        torch.from_numpy(named),
        torch.from_numpy(teacher),
        torch.from_numpy(taught),
        torch.from_numpy(np.asarray(heads, dtype=np.int64).reshape(-1, 4)),
        torch.from_numpy(np.asarray(deeds, dtype=np.int64)),
        torch.from_numpy(np.asarray(fields, dtype=np.float32).reshape(-1, FIELDS)),
        torch.from_numpy(np.asarray(roles, dtype=np.bool_).reshape(-1, 3, m)),
        torch.from_numpy(np.asarray(stands, dtype=np.int64).reshape(-1, 2)),
        torch.from_numpy(np.asarray(stand_words, dtype=np.bool_).reshape(-1, m)),
        torch.from_numpy(marked),
        torch.from_numpy(aims),
    )


def _masked(words: Iterable[tuple[int, int]], window: Window, width: int) -> NDArray[np.bool_]:
    """Return which of a window's words the ranges hold, shape ``(width,)``."""
    mask = np.zeros(width, dtype=np.bool_)
    for first, last in words:
        mask[max(0, first - window.start) : max(0, min(last, window.end) - window.start)] = True
    return mask


def epoch(
    articles: list[Prepared], rng: random.Random | None, size: int, batch_size: int
) -> list[list[tuple[Prepared, Window]]]:
    """Cut articles into windows and group those of like length.

    With ``rng``, the size of an article's windows varies from epoch to epoch, so that borders fall elsewhere, and
    the order is drawn anew.
    """
    items: list[tuple[Prepared, Window]] = []
    for article in articles:
        room = rng.choice((size, size, size * 3 // 4, size // 2)) if rng else size
        items.extend((article, w) for w in windows(article.tokens, article.text, room))
    if rng:
        rng.shuffle(items)
    items.sort(key=lambda item: (item[1].end - item[1].start) // 16)
    groups = [items[k : k + batch_size] for k in range(0, len(items), batch_size)]
    if rng:
        rng.shuffle(groups)
    return groups
