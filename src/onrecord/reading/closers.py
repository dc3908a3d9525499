"""Who closes a sentence: "Residents reported three floods, the Harbour Board said." is the board's statement.

A network sees that residents report something, and is left with a source and a cue that nothing seems to belong to, or
gives them what the next sentence says. All of the sentence is theirs, and what it reports lies inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.reading.paragraphs import paragraphs
from onrecord.reading.raw import Raw
from onrecord.reading.sentences import BORDER
from onrecord.reading.speakers.lexicon import RELATIVE
from onrecord.statement import Span

_SAID = re.compile(
    r"(?:also |later )?(?:said|says|added|adds|reported|announced|wrote|told|noted|explained|confirmed)\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[”\"’']?,[”\"’']?[ \xa0]+")
_ENDS = re.compile(r"[^.;:!?\"“”\n]{0,40}[.!?](?=\s|$)")
"""What may stand behind who closes a sentence: a day, a place, to whom it is said."""

_CLAUSE = re.compile(
    r"(?:while|though|although|if|as|because|since|when|after|before|once|until|asked|pressed)\b",
    re.IGNORECASE,
)
"""What opens a clause that is not all of a sentence."""


def closing_sources(raws: list[Raw], text: str, sources: Sequence[Span], cues: Sequence[Span]) -> list[Raw]:
    """Give a sentence to the source and the cue that close it, where another statement takes up the rest of it.

    Args:
        raws: the statements in the making.
        text: the article's text.
        sources: the spans that the network takes for sources, in order.
        cues: likewise for cues.

    Returns:
        The statements with those of the closing sources, which hold what the sentence reports.
    """
    by_cue = {raw.cue[0]: raw for raw in raws if raw.cue}
    ends = {raw.content[-1][1]: raw for raw in raws if raw.content and raw.cue}
    starts = [start for start, _ in paragraphs(text)]
    opened = {span[0]: span for span in sources}
    result = list(raws)
    for cue in cues:
        if _SAID.match(text, *cue) is None:
            continue
        k = bisect_right(sources, (cue[0], cue[0])) - 1
        source = (
            sources[k] if k >= 0 and text[sources[k][1] : cue[0]].strip() == "" else opened.get(cue[1] + 1)
        )
        if source is None:
            continue
        first, last = min(source[0], cue[0]), max(source[1], cue[1])
        tail = _ENDS.match(text, last)
        if tail is None or text[slice(*source)].casefold() in RELATIVE:
            continue
        inner = next((ends[at] for at in range(first - 1, first - 5, -1) if at in ends), None)
        own = by_cue.get(cue)
        if inner is None or inner is own or _COMMA.fullmatch(text, inner.content[-1][1], first) is None:
            continue
        begin = min(start for start, _ in inner.spans())
        home = starts[max(0, bisect_right(starts, begin) - 1)]
        here = bisect_right(starts, first) == bisect_right(starts, begin)
        before_content = max(end for _, end in (*inner.source, *inner.cue)) <= inner.content[-1][1]
        if not here or not before_content or BORDER.search(text, begin, first):
            continue
        if own is not None and any(begin <= start < tail.end() for start, _ in own.content):
            continue
        for border in BORDER.finditer(text, home, begin + 1):
            home = border.end()
        if _CLAUSE.match(text, home):
            continue
        content = [(home, inner.content[-1][1])]
        if any(home < end and start < begin for raw in raws if raw is not own for start, end in raw.spans()):
            content = [(begin, inner.content[-1][1])]
        if own is not None:
            result.remove(own)
        result.append(Raw([source], [cue], content, evidence=dict((own or inner).evidence)))
    return result
