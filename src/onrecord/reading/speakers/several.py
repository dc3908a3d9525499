"""Several people behind one phrase: a family's name, or a description with a list of names behind it."""

from __future__ import annotations

from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.lexicon import plural
from onrecord.reading.speakers.naming import Naming
from onrecord.reading.speakers.phrases import Phrase
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.statement import Step


def listed(discourse: Discourse, naming: Naming, found: Phrase) -> list[Verdict]:
    """Return the people whom a description of several is followed by: "the senators - Ana Ruiz and Bo Lee
    -"."""
    words = discourse.words
    if not plural(words.lower[found.head]) or found.stop >= found.last:
        return []
    dashes = [k for k in range(found.stop, found.last) if words.lower[k] in ("-", "—", "–", ":")]
    if not dashes:
        return []
    listed: dict[int, Verdict] = {}
    for k in range(dashes[0], found.last):
        mention = discourse.names.at[k]
        if mention is not None and mention.first == k and mention.kind == "person" and mention.entity >= 0:
            listed.setdefault(mention.entity, naming.named(mention, found, "list"))
    return list(listed.values()) if len(listed) > 1 else []


def family(discourse: Discourse, found: Phrase) -> list[Verdict]:
    """Return the people whom a plural surname means ("the Ruizes", "the Lees")."""
    words = discourse.words
    word = words.lower[found.head]
    if found.determiner != "the" or not words.capital(found.head) or not word.endswith("s"):
        return []
    names = {word[:-1], word.removesuffix("es")} - {word}
    people = [
        e
        for e in discourse.entities
        if e.kind == "person" and any(m.key[-1] in names and len(m.key) > 1 for m in e.mentions)
    ]
    span = words.span(found.first, found.last)
    steps = [(e, (Step((span,), "plural surname"), Step((e.span,), "full name"))) for e in people]
    return [Verdict(e.name, "person", via, 0.8, e) for e, via in steps] if len(people) > 1 else []
