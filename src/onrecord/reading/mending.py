"""What quotation marks know better than a tagger: a quotation is whole, runs on over paragraphs, or stands alone.

Each function takes the statements in the making and returns them mended; none of them ever loses a statement
over an odd quotation mark.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from onrecord.reading.nearby import Nearby
from onrecord.reading.paragraphs import paragraphs
from onrecord.reading.quotations import Quotation, QuotedWords, scare
from onrecord.reading.raw import Raw, overlap
from onrecord.statement import Span

COVERED = 0.5
"""A quotation of which this share is one statement's content is all of it that content; tuned on the tuning part."""

ALONE = 0.8
"""A paragraph whose words are quoted to this share stands as a quotation of its own."""

_DASHES = frozenset("-–—―")


def whole_quotations(raws: list[Raw], found: tuple[Quotation, ...]) -> list[Raw]:
    """Let a content that holds most of a quotation hold all of it, pieces of it joined.

    Nothing changes where another statement, or the statement's own source or cue, stands inside the quotation.
    """
    outer = [q for q in found if q.depth == 0 and q.closed and q.opened]
    if not outer:
        return raws
    starts = [q.span[0] for q in outer]
    touching: dict[int, list[tuple[Raw, str, Span]]] = {}
    for raw in raws:
        for role, spans in (("source", raw.source), ("cue", raw.cue), ("content", raw.content)):
            for span in spans:
                first = max(0, bisect_right(starts, span[0]) - 1)
                for k in range(first, bisect_left(starts, span[1])):
                    if overlap(span, outer[k].span):
                        touching.setdefault(k, []).append((raw, role, span))
    for k, pieces in touching.items():
        quotation = outer[k].span
        owners = {id(raw) for raw, _, _ in pieces}
        if len(owners) > 1 or any(role != "content" for _, role, _ in pieces):
            continue
        raw = pieces[0][0]
        mine = [span for span in raw.content if overlap(span, quotation)]
        if sum(overlap(span, quotation) for span in mine) < COVERED * (quotation[1] - quotation[0]):
            continue
        merged = (min(quotation[0], *(s for s, _ in mine)), max(quotation[1], *(e for _, e in mine)))
        raw.content = sorted([s for s in raw.content if s not in mine] + [merged])
    return raws


def own_paragraphs(raws: list[Raw], text: str, found: tuple[Quotation, ...]) -> list[Raw]:
    """Cut off content pieces that stand paragraphs away from their cue, unless they are one running quotation.

    Nobody's words stand paragraphs before their cue.
    """
    stretches = paragraphs(text)
    starts = [s for s, _ in stretches]
    chains = {q.span[0]: q.chain for q in found if q.depth == 0}
    openings = sorted(chains)

    def number(at: int) -> int:
        return bisect_right(starts, at) - 1

    result: list[Raw] = []
    for raw in raws:
        home = number(raw.cue[0][0]) if raw.cue else -1
        if raw.cue and text[slice(*raw.cue[0])].strip() in _DASHES and number(raw.content[-1][0]) == home - 1:
            home -= 1  # a signature on a line of its own
        if not raw.cue or (len(raw.content) == 1 and number(raw.start) >= home):
            result.append(raw)
            continue
        stays = [s for s in raw.content if number(s[0]) == home]
        if not stays:  # "She said in a statement:", and the words below
            below = [number(s[0]) for s in raw.content if number(s[0]) > home]
            stays = [s for s in raw.content if below and number(s[0]) == min(below)]
        held = {
            chains[at]
            for start, end in stays
            for at in openings[bisect_left(openings, start) : bisect_left(openings, end)]
        }
        apart: list[Span] = []
        for span in raw.content:
            if span in stays:
                continue
            if span[0] in chains and chains[span[0]] in held:
                stays.append(span)
            else:
                apart.append(span)
        raw.content = sorted(stays)
        if stays:
            result.append(raw)
        groups: dict[int, list[Span]] = {}
        for span in apart:
            groups.setdefault(chains.get(span[0], -1 - number(span[0])), []).append(span)
        result.extend(Raw([], [], sorted(group), evidence=dict(raw.evidence)) for group in groups.values())
    return result


def with_lone_quotations(raws: list[Raw], text: str, quoted_words: QuotedWords) -> list[Raw]:
    """Add quoted paragraphs that nobody claimed, and let running quotations run on.

    A paragraph of which all but a few words are quoted is a statement, even if it names no source. Where it goes
    on with a quotation that the paragraph before left open, it belongs to that one's statement.
    """
    outer = [q for q in quoted_words.quotations if q.depth == 0]
    raws = _without_bare(raws, outer)
    for raw in raws:
        if not raw.cue:
            raw.origin = "quotation"
    starts = sorted(start for raw in raws for start, _ in raw.spans())
    contents: Nearby[Raw] = Nearby()
    for raw in raws:
        for span in raw.content:
            contents.add(span, raw)
    chains: dict[int, Raw] = {}
    running: list[Raw] = []
    at = 0
    for paragraph in paragraphs(text):
        here: list[Quotation] = []
        while at < len(outer) and outer[at].span[0] < paragraph[1]:
            here.append(outer[at])
            at += 1
        if not here:
            continue
        for quotation in here:
            holders = [
                (span, raw)
                for span, raw in contents.overlapping(quotation.span)
                if paragraph[0] <= span[0] < paragraph[1]
            ]
            if holders:
                chains.setdefault(quotation.chain, min(holders, key=lambda pair: pair[0])[1])
        if bisect_left(starts, paragraph[0]) < bisect_left(starts, paragraph[1]):
            continue
        quoted, total = quoted_words.count(paragraph)
        if quoted < ALONE * total or all(scare(text, q) for q in here):
            continue
        content = [q.span for q in here]
        earlier = chains.get(here[0].chain)
        if earlier is not None:
            earlier.content.extend(content)
            running.append(earlier)
        else:
            lone = Raw([], [], content, origin="quotation")
            chains[here[-1].chain] = lone
            raws.append(lone)
    for raw in running:
        raw.content.sort()
    return raws


def going_on(raws: list[Raw], text: str, found: tuple[Quotation, ...]) -> list[Raw]:
    """Let a quoted paragraph that names nobody belong to the statement that closes the paragraph above.

    '"No," Ruiz said.' and below '"Not ever."': even if the quotation above was closed, the two are one statement in 33
    of 38 such places in the annotated articles. Where the cue stands before the quotation, they are in 9 of 20.
    """
    stretches = paragraphs(text)
    starts = [s for s, _ in stretches]
    outer = {q.span[0]: q for q in found if q.depth == 0}
    opened = sorted(outer)
    closing: dict[int, Raw] = {}  # by the number of the paragraph that a statement ends in
    result: list[Raw] = []
    for raw in sorted(raws, key=lambda raw: raw.start):
        home = bisect_right(starts, raw.start) - 1
        above = closing.get(home - 1)
        names_nobody = not raw.cue and not raw.source and raw.start == starts[home]
        quotation = outer.get(raw.start)
        if above and names_nobody and quotation is not None and quotation.style != "single":
            above.content.extend(raw.content)
            closing[bisect_right(starts, raw.content[-1][0]) - 1] = above
            continue
        result.append(raw)
        last = opened[bisect_right(opened, stretches[home][1]) - 1] if opened else -1
        if (
            raw.cue
            and raw.source
            and raw.start <= last < raw.content[-1][1] <= raw.cue[0][0] < stretches[home][1]
        ):
            closing[home] = raw
    return result


def _without_bare(raws: list[Raw], outer: list[Quotation]) -> list[Raw]:
    """Leave out contents without a cue of which no piece stands in quotation marks by more than half."""
    quoted: Nearby[None] = Nearby()
    for quotation in outer:
        quoted.add(quotation.span, None)

    def marked(span: Span) -> bool:
        half = 0.5 * (span[1] - span[0])
        return any(overlap(span, other) > half for other, _ in quoted.overlapping(span))

    return [raw for raw in raws if raw.cue or any(marked(span) for span in raw.content)]
