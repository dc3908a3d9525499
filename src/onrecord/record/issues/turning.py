"""Whether an action goes the other way round than an issue: "stop arming", "keep troops out", "lift the ban".

It is told by the words: those that turn what follows round ("stop", "ban", "without") are counted before what both
speak of, and so are particles that take it away ("keep ... out"). An odd number turns it round, two of them turn it
back; an issue that is itself of such words ("banning tourists") is held to its own number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.reading.speakers.lexicon import bag
from onrecord.record.issues.scoring import stems_of, words_of
from onrecord.statement import Stand

_STOPPING: Final = """
    stop halt end cease prevent block ban bar prohibit forbid outlaw criminalise criminalize refuse reject oppose resist
    abandon scrap cancel repeal rescind revoke annul withdraw suspend freeze pause avoid cut reduce lower slash curb
    limit restrict lift disarm close shut shutdown closure deny exclude boycott abolish dismantle remove defund demolish
    delay postpone eliminate undo overturn reverse veto expel evict deport withhold quit leave scuttle ditch
    drop moratorium embargo withdrawal removal refusal exclusion fight combat stem against without
"""
_TAKING: Final = """
    keep kept keeping pull pulled pulling take taking get getting bring bringing hold holding stay staying turn tear
"""
_AWAY: Final = bag("out away back home off down")
# Words that turn round only in some places: behind what, and before what, they do not.
_NOUN: Final = bag("a an the this that any no his her its our their my your")
_IDLE_BEHIND: Final = {
    "fight": _NOUN,
    "leav": bag("paid parental maternity paternity sick family medical annual"),
}
_IDLE_BEFORE: Final = {
    "fight": bag("over for with about between on against to"),
    "combat": bag(
        "troops troop soldiers forces force role roles mission missions operation operations aircraft jets planes "
        "helicopters vehicles units brigade brigades boots zone zones experience training engineers medics"
    ),
    "close": bag(
        "ties tie allies ally cooperation relations relationship friends partners partnership links contact to"
    ),
    "stem": bag("cell cells"),
}
# Of two things of which one is against the other, neither is turned round: "sanctions against the regime".
_VOICES: Final = bag(
    "be is are was were been being am vote votes voted voting campaign campaigns campaigned campaigning argue argues "
    "argued arguing speak speaks spoke speaking stand stands stood rule ruled decide decided lobby lobbied come comes "
    "came out strongly firmly dead fight fights fought fighting struggle battle"
)
_NOT: Final = bag("not never no none nobody neither nor cannot")
# What follows these says why, whereby or where, and belongs to another deed.
_BREAKS: Final = bag("to that because so which who if until unless while as but since when although")
_SMALL: Final = _BREAKS | bag("a an the of in on at into onto from for with by and or")
_AFTER: Final = 3
"""Words behind the last one that both speak of, which may still be of the action: "the Muslim travel ban"."""
_REACH: Final = 14
"""Words of an action that are looked at."""
_HEAD: Final = 4
"""Words that are looked at where the two share none."""

_stopping = frozenset(stems_of(_STOPPING.split()))
_taking = frozenset(_TAKING.split())

_NOES: Final = ("ruled_out", "opposed")

_TURNED: Final[dict[Stand, Stand]] = {
    "ruled_out": "pledged",
    "opposed": "favoured",
    "open": "open",
    "favoured": "opposed",
    "pledged": "ruled_out",
    "done": "ruled_out",
}


def turned_stand(stand: Stand) -> Stand:
    """Return the stand on an action that a stand on its opposite is.

    Who will stop it, or has stopped it, rules it out; who will not stop it pledges it.
    """
    return _TURNED[stand]


def turned(action: str, about: str, stand: Stand, before: str = "") -> bool:
    """Tell whether an action goes the other way round than an issue.

    Args:
        action: the action and what follows it in its clause.
        about: the course of action that the issue is.
        stand: the stand that is taken on the action. A "not" at its beginning is the stand's own where that is a no
            already: who rules out "not one soldier" rules out soldiers.
        before: the word before the action, which is part of it where it turns it round: "never", "stop".
    """
    words, of_issue = words_of(action)[:_REACH], words_of(about)
    if stand not in _NOES and any(_denies(word) or stem in _stopping for word, stem in _stemmed(before)):
        return not turned(action, about, stand)
    meant = [word for word in of_issue if word not in _SMALL]
    shared = {stem for stem in stems_of(meant) if stem not in _stopping}
    return _turns(words, shared, stand) != _turns(of_issue, shared, "favoured")


def _turns(words: Sequence[str], shared: set[str], stand: Stand) -> bool:
    """Tell whether words turn what is shared round: an odd number of them does."""
    stems = stems_of(words)
    meant = [n for n, stem in enumerate(stems) if stem in shared]
    first, last = (meant[0], meant[-1]) if meant else (_HEAD, _HEAD)
    end = min(last + 1 + _AFTER, len(words))
    end = next((n for n in range(last + 1, end) if words[n] in _BREAKS), end)
    count = sum(
        _stops(words, stems, n, n < first)
        for n in range(end)
        if n < first or n > last or stems[n] not in shared
    )
    taking = [n for n in range(min(first + 1, end)) if words[n] in _taking]
    count += bool(taking) and any(word in _AWAY for word in words[taking[0] + 1 : end])
    denied = any(_denies(word) for word in words[:first])
    return (count + (denied and stand not in _NOES)) % 2 == 1


def _stops(words: Sequence[str], stems: Sequence[str], n: int, ahead: bool) -> bool:
    """Tell whether a word turns round what follows; ``ahead``: whether it stands before all that is shared."""
    word, stem = words[n], stems[n]
    behind, before = words[n - 1] if n else "", words[n + 1] if n + 1 < len(words) else ""
    if word == "against":
        return not behind or behind in _VOICES
    if "without" in (word, behind) and not ahead:
        return False
    idle = behind in _IDLE_BEHIND.get(stem, ()) or before in _IDLE_BEFORE.get(stem, ())
    return stem in _stopping and not idle


def _stemmed(text: str) -> list[tuple[str, str]]:
    words = words_of(text)
    return list(zip(words, stems_of(words), strict=True))


def _denies(word: str) -> bool:
    return word in _NOT or word.endswith(("n't", "n’t"))
