"""The words that name whom or what an act is directed at."""

from __future__ import annotations

from onrecord.reading.encoder import Tagged

_GOES_ON = 0.0
"""Score from which the words beside the likeliest one are part of the same name."""


def likeliest_target(tagged: Tagged, first: int, last: int) -> tuple[int, int] | None:
    """Return the words ``[a, b)`` among ``[first, last)`` that likeliest name the target."""
    scores = tagged.marks[first:last, -1]
    if not len(scores):
        return None
    begin = int(scores.argmax())
    end = begin + 1
    while begin and scores[begin - 1] > _GOES_ON and not tagged.tokens.opens[first + begin]:
        begin -= 1
    while end < len(scores) and scores[end] > _GOES_ON and not tagged.tokens.opens[first + end]:
        end += 1
    return first + begin, first + end
