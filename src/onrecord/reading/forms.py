"""What a text's form knows better than a tagger: posts have a poster, turns a speaker, furniture says nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from onrecord.reading.nearby import Nearby
from onrecord.reading.posts import Post
from onrecord.reading.raw import Raw, holder, overlap
from onrecord.reading.turns import Turn
from onrecord.statement import Span, Spans

MOSTLY = 0.8
"""A content that holds this share of a post's or a turn's words is those words."""


def with_turns(raws: list[Raw], turns: tuple[Turn, ...]) -> list[Raw]:
    """Make each turn of an interview a statement of whom it names; what its words report in turn lies within it.

    Where the tagger found the turn itself, its statement stands, and gets the turn's later paragraphs.
    """
    raws = sorted(raws, key=lambda r: r.start)
    starts = [r.start for r in raws]
    made: list[Raw] = []
    for turn in turns:
        if not turn.words:
            continue
        reach = min(turn.name[0], turn.words[0][0]), max(turn.name[1], turn.words[-1][1])
        near = raws[bisect_left(starts, reach[0]) : bisect_left(starts, reach[1])]
        first = turn.words[0]
        whole = next((r for r in near if turn.cue in r.cue or _holds(r, first)), None)
        if whole is None:
            whole = Raw([turn.name], [turn.cue], list(turn.words), origin="turn")
            made.append(whole)
        else:
            taken: Nearby[None] = Nearby()
            for raw in near:
                for span in raw.spans():
                    taken.add(span, None)
            free = [w for w in turn.words[1:] if not taken.overlapping(w)]
            whole.content = sorted([*whole.content, *free])
        for raw in near:
            if raw is not whole and all(holder(whole.content, span) for span in raw.spans()):
                raw.inside = whole
    return _apart([*raws, *made])


def _holds(raw: Raw, words: Span) -> bool:
    return sum(overlap(s, words) for s in raw.content) > MOSTLY * (words[1] - words[0])


def _apart(raws: list[Raw]) -> list[Raw]:
    """Leave out what overlaps a turn without lying within it."""
    whole = [r for r in raws if r.origin == "turn"]
    if not whole:
        return raws
    spans = sorted((s, id(r)) for r in whole for s in r.content)
    starts = [s for (s, _), _ in spans]

    def crossed(raw: Raw) -> bool:
        return any(
            overlap(span, other)
            for span in raw.content
            for other, owner in spans[
                max(0, bisect_right(starts, span[0]) - 1) : bisect_left(starts, span[1])
            ]
            if owner != id(raw)
        )

    return [r for r in raws if r.origin == "turn" or r.inside is not None or not crossed(r)]


def without_furniture(raws: list[Raw], furniture: Spans) -> list[Raw]:
    """Leave out what was read in captions, bylines, newsletter boxes and their like."""
    if not furniture:
        return raws
    starts = [s for s, _ in furniture]

    def inside(span: Span) -> bool:
        k = bisect_right(starts, span[0]) - 1
        near = furniture[max(k, 0) : k + 2]
        return any(overlap(span, f) > (span[1] - span[0]) / 2 for f in near)

    return [raw for raw in raws if not all(inside(span) for span in raw.content)]


def with_posts(raws: list[Raw], posts: tuple[Post, ...], text: str) -> list[Raw]:
    """Make each embedded post a statement of its poster; what it quotes in turn lies within it.

    Where the running text introduces the post's words as somebody's ("she tweeted:"), that statement stands. A label
    and a colon at the head of a post ("WATCH: ...") ascribe nothing.
    """
    near: Nearby[Raw] = Nearby()
    for raw in raws:
        for span in raw.spans():
            near.add(span, raw)
    made: list[Raw] = []
    gone: set[int] = set()
    for post in posts:
        if post.words is None:
            continue
        words = post.words
        touching = {id(raw): raw for _, raw in near.overlapping(post.span) if id(raw) not in gone}
        introduced = any(
            _holds(raw, words) and raw.cue and not any(overlap(s, post.span) for s in raw.cue)
            for raw in touching.values()
        )
        whole = None
        if not introduced:
            whole = Raw([post.name or post.handle], [post.cue] if post.cue else [], [words], origin="post")
            made.append(whole)
        for raw in touching.values():
            if all(holder([words], span) for span in raw.spans()):
                labelled = raw.spans()[0][0] == words[0] and "".join(text[s:e] for s, e in raw.cue) == ":"
                if whole and (labelled or _holds(raw, words)):
                    gone.add(id(raw))
                else:
                    raw.inside = whole
            elif not introduced:
                raw.content = [s for s in raw.content if not overlap(s, post.span)]
                if not raw.content:
                    gone.add(id(raw))
    return [*(raw for raw in raws if id(raw) not in gone), *made]
