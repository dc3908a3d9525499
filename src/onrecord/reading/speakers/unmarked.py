"""Unmarked bodies: names of organisations that the network missed, known by the common noun that they have.

It is the name's last word ("the Sorrel Dialogue Group"), or stands right before it ("the rights group Harbour Watch").
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.speakers.first_names import FIRST_NAMES
from onrecord.reading.speakers.lexicon import ARTICLES, CALENDAR, OFFICES, bag
from onrecord.reading.speakers.mentions import Mention, clean
from onrecord.reading.speakers.words import Words

_ENDS = bag(
    "group organization organisation committee commission council agency ministry department bureau institute "
    "institution university college foundation association federation union league party court tribunal board "
    "centre center society alliance coalition trust fund authority service office network"
)
_BEFORE = bag(
    "group organization organisation charity nonprofit non-profit company firm agency outlet newspaper magazine "
    "website broadcaster network startup start-up think-tank tank union"
)
_ALONE = bag(
    "newspaper magazine website site blog broadcaster startup start-up app agency charity tabloid daily"
)
"""Those that hardly have anything but a name right behind them, article or none ("Orlenian website Docklog")."""
_TELLING = _ENDS | _BEFORE | _ALONE | {"team"}

_LONGEST = 6  # words of a name
_QUALIFIED = 5  # words between an article and the noun before a name


def with_unmarked(words: Words, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the bodies that a common noun gives away, where no longer mention stands.

    Args:
        words: the article's words.
        found: its mentions, in order.
    """
    taken: dict[int, Mention] = {k: m for m in found for k in range(m.lead, m.last)}
    gone: set[int] = set()
    added: list[Mention] = []
    for k, word in enumerate(words.lower):
        if word not in _TELLING:
            continue
        if word in _ENDS and k not in taken and words.capital[k]:
            span = _ending(words, taken, k)
        elif word == "team" and words.capital[k] and k + 1 in taken and taken[k + 1].lead == k + 1:
            span = k, taken[k + 1].last  # "Team Ruiz"
        elif (word in _BEFORE or word in _ALONE) and not words.capital[k]:
            span = _behind(words, taken, k)
        else:
            continue
        mention = clean(words, *span, "organisation") if span is not None else None
        if mention is None or mention.kind != "organisation":
            continue
        for at in range(mention.first, mention.last):
            if at in taken:
                gone.add(id(taken[at]))
            taken[at] = mention
        added.append(mention)
    return sorted([*(m for m in found if id(m) not in gone), *added], key=lambda m: m.first)


def _ending(words: Words, taken: dict[int, Mention], last: int) -> tuple[int, int] | None:
    """Return the capitalised words up to the noun at ``last``, which no mention covers and no headline holds."""
    first = last
    while first > 0 and last - first < _LONGEST and words.sentence[first - 1] == words.sentence[last]:
        if (
            not words.capital[first - 1]
            or not _free(taken, first - 1)
            or not words.lower[first - 1].isalpha()
        ):
            break
        first -= 1
    if first == last or words.opens[first] or not words.lower[first - 1].isalpha() or first - 1 in taken:
        return None
    if words.lower[first - 1] in ("and", "&") and first > 1 and words.capital[first - 2]:
        return None  # "Relief and Works Agency" begins further on the left
    goes_on = (
        last + 1 < len(words) and words.capital[last + 1] and words.sentence[last + 1] == words.sentence[last]
    )
    return None if words.capital[first - 1] or goes_on else (first, last + 1)


def _free(taken: dict[int, Mention], at: int) -> bool:
    """Whether no mention stands at a word, or only an adjective of a people's ("the Orlenian Dialogue Group")."""
    mention = taken.get(at)
    return mention is None or (mention.kind == "other" and mention.last - mention.first == 1)


def _behind(words: Words, taken: dict[int, Mention], noun: int) -> tuple[int, int] | None:
    """Return the capitalised words right behind a body's noun that has an article before it, or needs none."""
    begin = noun
    while begin > 0 and noun - begin < _QUALIFIED and words.sentence[begin - 1] == words.sentence[noun]:
        begin -= 1
        if words.lower[begin] in ARTICLES or not words.lower[begin][0].isalpha():
            break
    if words.lower[begin] not in ARTICLES and words.lower[noun] not in _ALONE:
        return None
    called = words.lower[noun + 1 : noun + 2] in (["called"], ["named"], ["dubbed"])
    first = last = noun + 1 + called
    while last < len(words) and last - first < _LONGEST and words.sentence[last] == words.sentence[noun]:
        if called and last > first and words.lower[last] in ("of", "for") and words.capital[last + 1]:
            last += 2  # "a group called Friends of Sorrel"
            continue
        if not words.capital[last] or not words.lower[last][0].isalpha() or words.lower[last] in CALENDAR:
            break
        last += 1
    if last == first or words.lower[first] in FIRST_NAMES or words.lower[first] in OFFICES:
        return None
    last = _with_domain(words, last)
    inner = {id(taken[k]): taken[k] for k in range(first, last) if k in taken}.values()
    cut = all(m.kind != "person" and m.first == first and m.last < last for m in inner)
    return (first, last) if cut else None


def _with_domain(words: Words, last: int) -> int:
    """Return one past the domain that a site's name ends with ("Docklog.example"), else ``last``."""
    if last + 1 >= len(words) or words.lower[last] != "." or not words.lower[last + 1].isalpha():
        return last
    close = words.ends[last - 1] == words.starts[last] and words.ends[last] == words.starts[last + 1]
    return last + 2 if close and not words.capital[last + 1] else last
