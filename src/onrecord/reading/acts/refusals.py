"""Words right before an action that settle the stand on it: "ruled out", "will not", "did not rule out".

They are rare in the articles that the network learned from, and plain. Of the labelled positions that are learned from,
58 of 61 such words mean what is said here.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import STANDS
from onrecord.statement import Span, Stand

_REACH: Final = 60
_ODDS: Final = 0.93

_FEW: Final = r"(?:[\w’'-]+\s+){0,2}"
_NOT: Final = r"(?:\bnot|n[’']t|\bnever|\bwithout|\bdeclin\w+ to|\brefus\w+ to)"
_OPEN: Final = re.compile(
    rf"{_NOT}\s+{_FEW}(?:rul(?:e|ed|ing) out|exclud(?:e|ed|ing))\s+{_FEW}$"
    rf"|\b(?:leav\w+|left|keep\w*|kept)\s+(?:the\s+)?(?:door\s+)?open\s+{_FEW}{_FEW}$",
    re.IGNORECASE,
)
_RULED_OUT: Final = re.compile(
    r"\b(?:rul(?:e|es|ed|ing) out|refus(?:e|es|ed|ing) to|reject(?:s|ed|ing)?|swore off"
    r"|(?:vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)) not to"
    r"|(?:will|would|shall|going to)\s+(?:not|never)|not\s+going\s+to|w(?:on|ouldn)[’']t|never)"
    rf"\s+{_FEW}$",
    re.IGNORECASE,
)


def stand_told(text: str, action: Span, low: int) -> Stand | None:
    """Return the stand that the words before an action settle, ``None`` where they leave it open.

    Args:
        text: the article's text.
        action: the action.
        low: where its statement begins.
    """
    before = text[max(low, action[0] - _REACH) : action[0]]
    if _OPEN.search(before):
        return "open"
    return "ruled_out" if _RULED_OUT.search(before) else None


def settled(odds: NDArray[np.float32], stand: Stand) -> NDArray[np.float32]:
    """Return the odds of each stand where words settle it, shape ``(STANDS,)``."""
    told = np.zeros(len(STANDS), dtype=np.float32)
    told[STANDS.index(stand)] = 1.0
    sure: NDArray[np.float32] = (1 - _ODDS) * odds + np.float32(_ODDS) * told
    return sure
