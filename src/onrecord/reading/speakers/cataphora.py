"""Cataphora: pronouns of an opening clause that the sentence's subject explains ("In her reply, Ruiz denied it")."""

from __future__ import annotations

from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.groups import Names
from onrecord.reading.speakers.lexicon import HE, IT, PREPOSITIONS, SHE, bag
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.ranking import KNOWN
from onrecord.reading.speakers.words import Words

_OPENERS = PREPOSITIONS | bag(
    "when while although though if because once until even just unlike despite back"
)
_TITLE = 4  # words of a title before a name
_LONGEST = 30  # words of an opening clause


def explained(words: Words, names: Names, entities: list[Entity], at: int) -> Mention | None:
    """Return the name, the main clause's subject, that a pronoun of an opening clause stands for.

    The clause must open the sentence, name nobody before the pronoun, and end with the comma that the name follows.

    Args:
        words: the article's words.
        names: its mentions by word.
        entities: its entities.
        at: the pronoun's word.
    """
    word = words.lower[at]
    if words.quoted[at] or word not in HE | SHE | IT:
        return None
    thing = word in IT
    first = at
    while first > 0 and words.sentence[first - 1] == words.sentence[at]:
        first -= 1
        mention = names.at[first]
        if words.lower[first] == "," or (mention is not None and (thing or mention.kind == "person")):
            return None
    if first == at or words.lower[first] not in _OPENERS:
        return None
    end = at + 1
    while end < len(words) and end - at < _LONGEST and words.sentence[end] == words.sentence[at]:
        if words.lower[end] == "," and names.at[end] is None:
            break
        end += 1
    mention = next((m for m in names.at[end + 1 : end + 1 + _TITLE] if m is not None), None)
    behind = end + 1 + (thing and words.lower[end + 1 : end + 2] == ["the"])
    if words.lower[end : end + 1] != [","] or mention is None or mention.lead > behind:
        return None
    fits = mention.kind in ("organisation", "state") if thing else mention.kind == "person"
    if not fits or mention.entity < 0 or mention.last >= len(words):
        return None
    entity = entities[mention.entity]
    lean = entity.he - entity.she if word in HE else entity.she - entity.he
    owns = words.lower[mention.last] == "'s"
    return None if owns or (not thing and lean <= -KNOWN) else mention
