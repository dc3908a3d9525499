"""Borders: where names of bodies end that the network cut, or that it let begin too early.

"Board of Docks and Cranes" is one body, and so is "Court of Appeals for the Sixth Circuit"; "Did Ruiz" is Ruiz.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.reading.speakers.acronyms import stands_for
from onrecord.reading.speakers.first_names import FIRST_NAMES
from onrecord.reading.speakers.lexicon import CALENDAR, PREPOSITIONS, bag, kind_of_noun, plural
from onrecord.reading.speakers.mentions import PUBLIC, Mention
from onrecord.reading.speakers.words import Words

OPENERS = bag(
    "did does do is was are were has have had would can could should might must why how when what where if "
    "as so and but then now yet while because although though unless since after before once only even not watch "
    "report exclusive breaking update video poll"
)
_LOCAL = bag("police constabulary council university hospital county district")  # "Sorrel and Aden Police"
_FOR_SUBJECTS = bag("committee subcommittee commission council conference caucus")
_OPEN_ENDS = PREPOSITIONS | {"and", "the"}
_LINKS = bag("of the and on for between in &")
_LONGEST = 6  # words that a name is lengthened by
_SUBJECT = 16  # words of what a committee is for


def mend_borders(words: Words, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with mended borders; a mention that another one took in is left out.

    Args:
        words: the article's words.
        found: its mentions, in order.
    """
    counts = Counter(mention.key for mention in found)
    kept: list[Mention] = []
    for k, mention in enumerate(found):
        if kept and mention.first < kept[-1].last:
            continue
        _without_opener(words, mention)
        if kept and _is_its_acronym(words, kept[-1], mention):
            kept[-1].last = mention.last
            kept[-1].key += mention.key
            continue
        behind = found[k + 1] if k + 1 < len(found) else None
        last = _up_to_its_letters(words, mention.first, _last(words, mention, behind, counts))
        if last != mention.last:
            mention.kind = "organisation" if mention.kind == "person" else mention.kind
            mention.last = last
            mention.key = tuple(w for w in words.lower[mention.first : last] if w[0].isalnum())
        kept.append(mention)
    return kept


def _without_opener(words: Words, mention: Mention) -> None:
    """Cut off a verb or a conjunction that opens the sentence, or the headline, and is capitalised for it."""
    first = mention.first
    if mention.last - first < 2 or mention.lead != first or not words.opens[first]:
        return
    if words.lower[first] in OPENERS:
        mention.first = mention.lead = first + 1
        mention.key = mention.key[1:]


def _is_its_acronym(words: Words, body: Mention, mention: Mention) -> bool:
    """Whether an acronym ends the name of the body right before it ("Sorrel News Agency SONA")."""
    text = words.text[words.starts[mention.first] : words.ends[mention.last - 1]]
    alike = body.last == mention.first and body.kind == mention.kind == "organisation"
    return (
        alike
        and len(mention.key) == 1 < len(body.key)
        and text.isupper()
        and (kind_of_noun(body.key[-1]) == "organisation")
    )


def _last(words: Words, mention: Mention, behind: Mention | None, counts: Counter[tuple[str, ...]]) -> int:
    """Return one past the last word that a mention's name should have."""
    last = mention.last
    if last >= len(words) or (mention.kind == "person" and len(mention.key) > 1):
        return last
    while last - mention.first > 1 and words.lower[last - 1] in _OPEN_ENDS:
        last -= 1
    if last < mention.last:
        return _capitals(words, mention.last) or last
    given = mention.kind == "person" or mention.key[0] in FIRST_NAMES
    while last < len(words) and counts[mention.key] == 1 and not given and _goes_on(words, last, behind):
        last += 1
    if last - 1 >= mention.first and words.lower[last - 1] in _FOR_SUBJECTS and mention.kind != "person":
        return _subject(words, last) or last
    field = words.lower[last : last + 1] == ["and"] and _of_fields(mention)
    unmarked = (
        last + 1 < len(words) and words.capital[last + 1] and (behind is None or behind.first > last + 1)
    )
    if field and unmarked:
        return _capitals(words, last + 1) or last
    if behind is None or behind.kind == "person" or words.sentence[behind.first] != words.sentence[last - 1]:
        return last
    between = words.lower[last : behind.first]
    if between in (["for", "the"], ["for"]) and {"court", "tribunal"} & set(mention.key):
        return behind.last
    noun = words.lower[behind.last - 1]
    if (
        between == ["and"]
        and mention.last - mention.first == 1
        and counts[mention.key] == 1
        and noun in _LOCAL
    ):
        return behind.last if behind.last - behind.first > 1 and mention.kind != "organisation" else last
    if between == ["of"] and behind.kind == "state" and kind_of_noun(words.lower[last - 1]) == "organisation":
        whole = words.capital[last - 1] and last - mention.first > 1 and behind.lead == last + 1
        return behind.last if whole else last  # "the Harbour Board of Sorrel"
    public = not plural(noun) and (kind_of_noun(noun) is not None or noun in PUBLIC)
    one = between == ["and"] and counts[behind.key] == 1 and behind.kind != "state" and not public
    return behind.last if one and _of_fields(mention) else last


def _up_to_its_letters(words: Words, first: int, last: int) -> int:
    """Widen a name to the word behind "and" that its acronym counts ("Harbour Front of Sorrel and Aden (HFSA)")."""
    if words.lower[last : last + 1] != ["and"] or words.lower[last + 2 : last + 3] != ["("]:
        return last
    letters = words.lower[last + 3] if last + 3 < len(words) else ""
    key = tuple(w for w in (*words.lower[first:last], words.lower[last + 1]) if w[0].isalnum())
    return last + 2 if len(letters) > 2 and words.capital[last + 1] and stands_for(letters, key) else last


def _goes_on(words: Words, at: int, behind: Mention | None) -> bool:
    """Whether the word at ``at`` is the noun that the name of a body before it lacks."""
    free = behind is None or at < behind.lead
    public = words.lower[at] in PUBLIC or kind_of_noun(words.lower[at]) == "organisation"
    public = public and not plural(words.lower[at])
    return free and public and words.capital[at] and not words.opens[at]


def _of_fields(mention: Mention) -> bool:
    """Whether a name is that of a body for fields ("Department of Health"), which may have one more."""
    inner = next((k for k, word in enumerate(mention.key) if word in ("of", "for", "on")), 0)
    return (
        inner > 0 and kind_of_noun(mention.key[inner - 1]) == "organisation" and inner + 1 < len(mention.key)
    )


def _subject(words: Words, at: int) -> int | None:
    """Return one past the subject that a committee is for ("on Trade Between Sorrel and Aden"); ``None`` for none."""
    if words.lower[at] != "on" or words.lower[at + 1 : at + 2] == []:
        return None
    last, end = at, at + 1
    while end < len(words) and end - at < _SUBJECT and words.sentence[end] == words.sentence[at]:
        if words.capital[end] and words.lower[end] not in CALENDAR:
            last = end + 1
        elif words.lower[end] not in _LINKS:
            break
        end += 1
    return last if last > at else None


def _capitals(words: Words, at: int) -> int | None:
    """Return one past the capitalised words at ``at``, over an article; ``None`` where there are none."""
    last = at + (words.lower[at] == "the")
    begin = last
    while last < min(len(words), begin + _LONGEST) and words.sentence[last] == words.sentence[at - 1]:
        if not words.capital[last]:
            break
        last += 1
    return last if last > begin else None
