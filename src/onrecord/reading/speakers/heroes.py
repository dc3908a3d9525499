"""Heroes: whom an article is about, where a calling without a name can be nobody else's ("the analyst")."""

from __future__ import annotations

from onrecord.reading.speakers.descriptions import alike
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.lexicon import OFFICES, bag, gender_of_noun
from onrecord.reading.speakers.phrases import Phrase
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.statement import Step

# Descriptions that are not linked to whoever is in focus: they are how news keeps people nameless.
VEILED = bag(
    "source official spokesman spokeswoman spokesperson reporter voter resident witness person expert "
    "analyst aide adviser advisor insider member supporter student teacher critic ally friend neighbor "
    "judge author child teen worker employee victim protester commenter user caller reader organizer "
    "strategist pollster operative driver clerk nurse officer soldier prosecutor "
    "detective inspector investigator lawyer attorney"
)
_WITHHELD = bag(
    "source official spokesman spokeswoman spokesperson reporter voter resident witness person aide adviser advisor "
    "insider member supporter critic ally friend neighbor victim user caller reader commenter employee protester child "
    "judge prosecutor detective inspector investigator officer soldier lawyer attorney clerk nurse"
)
"""Those of them that hardly ever mean whom the article is about."""

_CALLINGS = bag(
    "actor actress singer comedian rapper author host activist businessman businesswoman reporter journalist"
)
_FAR_MORE = 1.5
_NEXT = 1.6  # sentences back to whom a calling means


def hero(discourse: Discourse) -> int | None:
    """Return whom the article is about: the person named far more often than any other; ``None`` for nobody."""
    counts = sorted(
        ((len(e.mentions), -e.number) for e in discourse.entities if e.kind == "person" and e.named),
        reverse=True,
    )
    if not counts or (len(counts) > 1 and counts[0][0] < _FAR_MORE * counts[1][0]):
        return None
    return -counts[0][1]


def only_one(discourse: Discourse, found: Phrase) -> Verdict | None:
    """Return the hero named right before "the analyst", where the article speaks of nobody else by that noun.

    Args:
        discourse: the article.
        found: the description.
    """
    words = discourse.words
    noun = words.lower[found.head]
    if found.determiner != "the" or found.owner is not None or noun not in VEILED - _WITHHELD:
        return None
    if any(e.noun == noun and not e.named for e in discourse.entities):
        return None
    number = hero(discourse)
    standing = discourse.focus.salience(found.first).get(number) if number is not None else None
    if standing is None or words.moment[found.first] - words.moment[standing.at] >= _NEXT:
        return None
    return called_by_calling(discourse, found)


def called_by_calling(discourse: Discourse, found: Phrase) -> Verdict | None:
    """Return the hero as whom "the singer" means, unless they hold another office or are of another gender.

    Args:
        discourse: the article.
        found: the description.
    """
    words = discourse.words
    noun = words.lower[found.head]
    if noun in _WITHHELD or noun not in OFFICES | VEILED or found.stop < found.last:
        return None
    number = hero(discourse)
    if number is None:
        return None
    entity = discourse.entities[number]
    held = {word for role in discourse.roles.get(number, ()) for word in role.words & OFFICES}
    lean = gender_of_noun(noun)
    if (held - _CALLINGS and not held & alike(noun)) or (lean and entity.gender and lean != entity.gender):
        return None
    span = words.span(found.first, found.last)
    steps = (Step((span,), "description of whom the article is about"), Step((entity.span,), "full name"))
    return Verdict(entity.name, "person", steps, 0.6, entity, at=found.first)
