"""How each person is spoken of, "he" or "she": by titles, by the article's own pronouns, by nouns, by first
names.

The article's evidence comes first; the list of first names decides where it says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.reading.speakers.descriptions import Role
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.first_names import HE_NAMES, SHE_NAMES
from onrecord.reading.speakers.groups import Names
from onrecord.reading.speakers.lexicon import HE, PREPOSITIONS, SHE, gender_of_noun
from onrecord.reading.speakers.words import Words

_PRIOR = 2.0
_ALONE = 1.5  # a first name alone, which may be a surname
_VOTE = 0.6
_NOUN_VOTE = 2.0
_NEAR = 30  # words between a name and the pronoun that may be its own


def learn(words: Words, names: Names, entities: list[Entity], title: str = "") -> None:
    """Fill the votes for "he" and "she" of every person, in place.

    A pronoun votes for the person who alone was named before it in its sentence, or, opening a sentence,
    for the one who opened the sentence before.

    Args:
        words: the article's words.
        names: its mentions by word.
        entities: its entities.
        title: its headline, which may give a first name that the text does not.
    """
    heads = title.casefold().replace("’s", "").split()
    before = dict(zip(heads[1:], heads, strict=False))
    for entity in entities:
        if entity.kind != "person":
            continue
        firsts = {m.key[0] for m in entity.mentions if len(m.key) > 1}
        if not firsts and not any(m.title for m in entity.mentions):
            entity.he += _ALONE * any(m.key[0] in HE_NAMES for m in entity.mentions)
            entity.she += _ALONE * any(m.key[0] in SHE_NAMES for m in entity.mentions)
        for first in firsts or {before.get(m.key[-1], "") for m in entity.mentions}:
            entity.he += _PRIOR * (first in HE_NAMES)
            entity.she += _PRIOR * (first in SHE_NAMES)
        for mention in entity.mentions:
            _nouns(words, names, entity, mention.lead, mention.last)
    subject: Entity | None = None
    here: list[tuple[Entity, int]] = []
    for k, (word, named) in enumerate(zip(words.lower, names.at, strict=True)):
        if words.opens[k]:
            subject = here[0][0] if here and _leads(words, here[0][1]) else None
            if here and len({e.number for e, _ in here}) > 1:
                subject = None
            here = []
        if words.quoted[k]:
            continue
        if named is not None:
            if named.first == k and named.kind == "person" and named.entity >= 0:
                here.append((entities[named.entity], k))
            continue
        if word not in HE and word not in SHE:
            continue
        people = {entity.number for entity, at in here if k - at <= _NEAR}
        owner: Entity | None = None
        if len(people) == 1:
            owner = entities[people.pop()]
        elif not here and subject is not None and (words.opens[k] or words.opens[k - 1]):
            owner = subject
        if owner is not None:
            owner.he += _VOTE * (word in HE)
            owner.she += _VOTE * (word in SHE)


def learn_from_roles(roles: Mapping[int, Sequence[Role]], entities: Sequence[Entity]) -> None:
    """Add the votes of the nouns by which the article says what people are, in place.

    Args:
        roles: the roles of people, by their entity's number.
        entities: the article's entities.
    """
    for number, known in roles.items():
        for role in known:
            for word in role.passage.text.casefold().replace("-", " ").split():
                lean = gender_of_noun(word.strip(",."))
                entities[number].he += 1.0 * (lean == "he")
                entities[number].she += 1.0 * (lean == "she")


def _leads(words: Words, at: int) -> bool:
    """Whether a name may be its sentence's subject: near its beginning, behind no preposition."""
    first = at
    while first > 0 and words.sentence[first - 1] == words.sentence[at]:
        first -= 1
    return not any(words.lower[k] in PREPOSITIONS for k in range(first, at))


def _nouns(words: Words, names: Names, entity: Entity, first: int, last: int) -> None:
    """Let the noun right before a name, or in the apposition right behind it, vote."""
    gender = gender_of_noun(words.lower[first - 1]) if first > 0 and names.at[first - 1] is None else None
    if gender is None and last + 1 < len(words) and words.lower[last] == ",":
        for k in range(last + 1, min(last + 7, len(words))):
            word = words.lower[k]
            if word in PREPOSITIONS or not word[0].isalnum() or names.at[k] is not None:
                break
            gender = gender_of_noun(word)
            if gender is not None:
                break
    if gender is not None:
        entity.he += _NOUN_VOTE * (gender == "he")
        entity.she += _NOUN_VOTE * (gender == "she")
