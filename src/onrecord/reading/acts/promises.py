"""Promises of one's own side told in the third person: "Orlenia would pay", said by its finance minister.

Who speaks for a body or a state commits it by saying what it will give. Said of anybody else the same words foretell:
so the one who will must be named in what the speaker is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.reading.acts.refusals import Outright, end_of_deed
from onrecord.reading.speakers.lexicon import bag
from onrecord.statement import Spans

_GIVES: Final = "|".join(
    sorted(
        bag(
            "allocate contribute deliver deploy donate fund give grant invest lend pay provide send spend supply"
        )
    )
)
_PROMISE: Final = re.compile(
    r"[\s“\"'‘]*(?:that\s+)?[“\"]?(?:the\s+)?(?P<who>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s+(?:will|would)\s+"
    rf"(?:(?:also|continue to|keep|soon|now|\w+ly)\s+)*(?P<deed>(?:{_GIVES})\b)"
)
_WORD: Final = re.compile(r"[^\W_]+")


def promised(text: str, content: Spans, high: int, side: Sequence[str]) -> Outright | None:
    """Return what a statement promises of its speaker's own side, ``None`` where it promises nothing so.

    Args:
        text: the article's text.
        content: its content's spans.
        high: where it ends.
        side: what its speaker is: names and roles.
    """
    told = _PROMISE.match(text, *content[0]) if content else None
    if told is None:
        return None
    who = set(_WORD.findall(told["who"]))
    if not any(who <= set(_WORD.findall(one)) for one in side):
        return None
    return Outright("pledged", (told.start("deed"), end_of_deed(text, told.end("deed"), high)))
