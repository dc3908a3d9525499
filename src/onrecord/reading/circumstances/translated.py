"""Whether a statement's wording is likely a translation, and the words that show it.

It is where the article says in which language it was said or that somebody translated it, and where it was said to
or in an outlet that publishes in another language. That a speaker is foreign is no reason: many speak English to
the press.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from onrecord.reading.circumstances.languages import ENGLISH, LANGUAGES, OUTLET, OUTLET_WORDS, OUTLETS
from onrecord.reading.circumstances.scene import Scene
from onrecord.reading.speakers.countries import NATIONALITIES
from onrecord.reading.speakers.lexicon import bag
from onrecord.statement import Passage, Span, Spans, Translation

CONFIDENCE: Final = {
    "language": 0.75,
    "translator": 0.75,
    "outlet": 0.85,
    "press": 0.8,
    "name": 0.6,
    "shared": 0.8,
    "goes on": 0.6,
}
"""How often each rule is right, as judged by reading what they found in 300 articles of world news without labels:
21 of 25 for outlets, 11 of 13 for the press of a country. The others are too rare to be measured, and are set lower."""

_LOWER = frozenset(language.casefold() for language in LANGUAGES)
_TRANSLATORS = bag("translator translators interpreter interpreters translation translations translated")
_LANGUAGE = "|".join(sorted(LANGUAGES))
_SPOKEN = re.compile(
    r"\b(?:(?:speaking|said|says|wrote|writing|posted|tweeted|spoke|added|answered|replied|chanted|shouted|joked|"
    rf"switching) )?in (?:\w+ )?(?P<language>{_LANGUAGE})\b"
    r"(?!-| (?!(?:and|on|at|in|during|to|that|before|after|as|when|while|last|this|yesterday)\b)\w)"
)
_LANGUAGE_OUTLET = re.compile(rf"\b(?P<language>{_LANGUAGE})-language\b")
_TRANSLATOR = re.compile(
    r"\b(?:through|via|with (?:the help of )?|by way of) (?:\w+ ){0,3}?(?:translator|interpreter|translation)s?\b"
    r"|\baccording to (?:\w+ ){0,4}?translation\b"
    r"|\b(?:as |roughly |loosely )?translated (?:from|by|into|as|to)\b(?: \w+)?"
    r"|\bin translation\b|\b(?:an? |the )?(?:\w+ )?translation of\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_OWNS = re.compile(
    r"['’]s (?!report|article|story|website|page|account|correspondent)"
)  # "Le Monde's editor"
_MARKED = re.compile(r"[(\[](?:roughly |loosely )?translated\b[^)\]]{0,40}[)\]]", re.IGNORECASE)
_PRESS = (
    r"(?:news)?papers?|dail(?:y|ies)|weekl(?:y|ies)|magazines?|broadcasters?|television|TV|radio|channels?|stations?|"
    r"media|press|outlets?|(?:news|state) agenc(?:y|ies)|news sites?|news websites?|websites?|"
    r"networks?|tabloids?"
)
_AUDIENCE = r"journalists?|reporters?|lawmakers|parliament|viewers|readers"
_OF_PEOPLE = re.compile(rf"\b(?P<people>[A-Z][\w-]+)(?: (?!and\b)[\w-]+){{0,3}}? (?:{_PRESS})\b")
_TO_PEOPLE = re.compile(rf"\b(?P<people>[A-Z][\w-]+)(?: (?!and\b)[\w-]+){{0,3}}? (?:{_PRESS}|{_AUDIENCE})\b")
_FOREIGN_NAME = re.compile(
    r"(?:^|[\s“\"‘'])(?P<name>(?:(?:La|Le|Les|Il|El|Der|Die|Das|O|L['’]|Gazeta|Diario|Jornal|Corriere|Agencia) ?)"
    r"(?!Pen\b|Paso|Dorado|Show|Batard|Crosse|Jolla|Raza|Salvador|Niño|Centro|Monte|Cajon)[A-ZÀ-Þ][\w’'-]+"
    r"(?: (?:de|del|della|di|du|la|[A-ZÀ-Þ])[\w’'-]*)*)"
)
_ENGLISH = re.compile(r"\bEnglish[ -](?:language|edition|service)")
_TOLD = re.compile(
    r"\b(?:told|tells|telling|interview|interviewed|"
    r"(?:said|says|wrote|writing|published|speaking|talking) (?:\w+ ){0,2}?(?:in|to|on|for|by)|"
    r"quoted|cited|reported|reports|according to|carried|post(?:ed)?|via|through)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """Evidence that a wording is a translation, and the rule that it was found by."""

    translation: Translation
    rule: str


def translated(scene: Scene, addressee: Passage | None, medium: Passage | None) -> Foreign | None:
    """Return why a statement's wording is likely a translation; ``None`` where nothing shows it.

    Args:
        scene: the statement's scene.
        addressee: to whom it was said.
        medium: through what it was said.
    """
    match = None if scene.words.isdisjoint(_LOWER) else _SPOKEN.search(scene.text)
    if match is not None:
        return _shown(scene, match.span(), f"said in {match['language']}", "language")
    match = None if scene.words.isdisjoint(_TRANSLATORS) else _TRANSLATOR.search(scene.text)
    if match is not None:
        return _shown(scene, match.span(), "the article speaks of a translation", "translator")
    match = _MARKED.search(scene.article, *_extent(scene.spans.content))
    if match is not None:
        return _at(scene, match.span(), "the article marks it as translated", "translator")
    for place in _outlets(scene, addressee, medium):
        found = _of_outlet(scene, place, _TO_PEOPLE) or _of_name(scene, place)
        if found is not None:
            return found
    sources = (_of_outlet(scene, place, _OF_PEOPLE) for place in scene.spans.source)
    return next((found for found in sources if found is not None), None)


def _of_outlet(scene: Scene, place: Span, of_people: re.Pattern[str]) -> Foreign | None:
    """Return the evidence where words tell of an outlet that publishes in another language."""
    text = scene.article
    words = _WORD.findall(text[slice(*place)])
    if not any(word[0].isupper() for word in words) or _ENGLISH.search(text, *place):
        return None
    outlet = None if OUTLET_WORDS.isdisjoint(words) else OUTLET.search(text, *place)
    if outlet is not None and not (of_people is _OF_PEOPLE and _OWNS.match(text, outlet.end())):
        reason = f"from an outlet that publishes in {OUTLETS[outlet.group()]}"
        return _at(scene, outlet.span(), reason, "outlet")
    publishes = _LANGUAGE_OUTLET.search(text, *place)
    if publishes is not None:
        reason = f"from an outlet that publishes in {publishes['language']}"
        return _at(scene, publishes.span(), reason, "outlet")
    people = of_people.search(text, *place)
    country = NATIONALITIES.get(people["people"].casefold()) if people else None
    if people is not None and country is not None and country not in ENGLISH:
        reason = f"from the press of a country of another language ({country})"
        return _at(scene, people.span(), reason, "press")
    return None


def _of_name(scene: Scene, place: Span) -> Foreign | None:
    name = _FOREIGN_NAME.search(scene.article, *place)
    if name is None or _ENGLISH.search(scene.article, *place):
        return None
    return _at(scene, name.span("name"), "from an outlet whose name is in another language", "name")


def _extent(spans: Spans) -> Span:
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)


def _outlets(scene: Scene, addressee: Passage | None, medium: Passage | None) -> list[Span]:
    """Return where an outlet may be named: the addressee, the medium, and what is told of in the frame."""
    found = [span for passage in (addressee, medium) if passage for span in passage.spans]
    told = _TOLD.search(scene.text)
    if told is not None:
        rest = scene.text[told.start() :]
        width = next((k for k, letter in enumerate(rest) if letter in "\x01\x02\x03"), len(rest))
        found.append((scene.start + told.start(), scene.start + told.start() + width))
    return found


def _shown(scene: Scene, span: Span, reason: str, rule: str) -> Foreign:
    return _at(scene, (scene.start + span[0], scene.start + span[1]), reason, rule)


def _at(scene: Scene, span: Span, reason: str, rule: str) -> Foreign:
    return Foreign(Translation(scene.article[slice(*span)], (span,), reason), rule)
