"""All circumstances of an article's statements at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from onrecord.article import Article
from onrecord.reading.circumstances import addressee as addressees
from onrecord.reading.circumstances import medium as media
from onrecord.reading.circumstances import translated as translations
from onrecord.reading.circumstances import when as moments
from onrecord.reading.circumstances.dates import day_of
from onrecord.reading.circumstances.money import money
from onrecord.reading.circumstances.scene import Scene, Scenes
from onrecord.reading.speakers import Attribution
from onrecord.reading.speakers.runs import extent
from onrecord.statement import Amount, Passage, Quote, Spans, Speaker, Translation, When

_MODULES: Any = {"addressee": addressees, "medium": media, "when": moments, "translated": translations}
_MOST_BETWEEN = 4  # words of running text between two quotations of one occasion


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The circumstances of a statement, each with the probability that it is right (``None``: not filled)."""

    addressee: Passage | None = None
    medium: Passage | None = None
    when: When | None = None
    translated: Translation | None = None
    money: tuple[Amount, ...] = ()
    addressee_odds: float | None = None
    medium_odds: float | None = None
    when_odds: float | None = None
    translated_odds: float | None = None


def circumstances(
    article: Article,
    attributions: Sequence[Attribution],
    speakers: Sequence[tuple[Speaker, ...]],
    quotes: Sequence[Quote],
) -> list[Circumstances]:
    """Return the circumstances of an article's statements.

    A pure function of the article's text, address and day of publication, and of what is known of the statements.

    Args:
        article: the article.
        attributions: its statements' spans, in the order of the text.
        speakers: who is responsible for each.
        quotes: how much of each is quoted.

    Returns:
        One result for each attribution, in the order given.
    """
    scenes = Scenes(article.text, attributions)
    published = day_of(article.published)
    found: list[Circumstances] = []
    shared: dict[tuple[Spans, int], Circumstances] = {}
    for number, spans in enumerate(attributions):
        scene = scenes.of(number, spans)
        one = Circumstances() if scene is None else _of(scene, published)
        if spans.source and scene is not None:
            whole = spans.source, scene.start
            if whole in shared:
                one = _with(one, shared[whole], "shared", ("medium", "when", "translated"))
            shared[whole] = one
        before = found[-1] if found else None
        follows = not spans.cue or quotes[number] != "indirect"
        if follows and before is not None and before.translated is not None:
            pair = slice(number - 1, number + 1)
            if _goes_on(article.text, attributions[pair], speakers[pair]):
                one = _with(one, before, "goes on", ("translated",))
        amounts = money(article.text, spans.content, article.url)
        found.append(replace(one, money=amounts) if amounts else one)
    return found


def _with(one: Circumstances, before: Circumstances, rule: str, names: tuple[str, ...]) -> Circumstances:
    """Return circumstances with those that are not filled taken from the statement before."""
    taken: dict[str, Any] = {}
    for name in names:
        value = getattr(before, name)
        if getattr(one, name) is None and value is not None:
            taken |= {name: value, f"{name}_odds": _MODULES[name].CONFIDENCE[rule]}
    return replace(one, **taken) if taken else one


def _of(scene: Scene, published: date | None) -> Circumstances:
    whom, through = addressees.addressee(scene), media.medium(scene)
    moment = moments.when(scene, published)
    foreign = translations.translated(
        scene, whom.passage if whom else None, through.passage if through else None
    )
    return Circumstances(
        addressee=whom.passage if whom else None,
        medium=through.passage if through else None,
        when=moment.when if moment else None,
        translated=foreign.translation if foreign else None,
        addressee_odds=addressees.CONFIDENCE[whom.rule] if whom else None,
        medium_odds=media.CONFIDENCE[through.rule] if through else None,
        when_odds=moments.CONFIDENCE[moment.rule] if moment else None,
        translated_odds=translations.CONFIDENCE[foreign.rule] if foreign else None,
    )


def _goes_on(text: str, pair: Sequence[Attribution], speakers: Sequence[tuple[Speaker, ...]]) -> bool:
    """Whether a statement goes on right behind the one before it, by the same speaker."""
    before, after = (extent(one) for one in pair)
    names = [tuple(speaker.name for speaker in one) for one in speakers]
    if not names[0] or names[0] != names[1] or after[0] < before[1]:
        return False
    return len(text[before[1] : after[0]].split(maxsplit=_MOST_BETWEEN + 1)) <= _MOST_BETWEEN
