"""The fields of statements whose spans are known: who is meant, what is done by it, to whom, how and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.article import Article
from onrecord.reading.acts import hints
from onrecord.reading.acts.aims import Aimed, Aims
from onrecord.reading.acts.judging import Judge, Judged, Told
from onrecord.reading.acts.modes import Media
from onrecord.reading.circumstances import Circumstances, circumstances
from onrecord.reading.encoder import Encoder, Tagged
from onrecord.reading.names import names
from onrecord.reading.quotations import QuotedWords
from onrecord.reading.speakers import Attribution, Resolved, resolve
from onrecord.statement import Act, Quote


@dataclass(frozen=True, slots=True)
class Fields:
    """What describes one statement besides its spans."""

    quote: Quote
    who: Resolved
    done: Judged
    around: Circumstances


def fields(
    encoder: Encoder,
    article: Article,
    quoted: QuotedWords,
    tagged: Tagged,
    attributions: Sequence[Attribution],
) -> list[Fields]:
    """Describe the statements of an article.

    Args:
        encoder: the network.
        article: the article.
        quoted: its words that stand inside quotation marks.
        tagged: what the network says of its words.
        attributions: its statements' spans.

    Returns:
        One result for each attribution, in the order given.
    """
    text = article.text
    named = names(tagged)
    resolution = resolve(text, named, attributions, quoted.quotations, article.title, article.authors)
    quotes = [quoted.quote(spans.content) for spans in attributions]
    speakers = [who.speakers for who in resolution.results]
    around = circumstances(article, attributions, speakers, quotes)
    told: list[Told] = [
        ((spans.source, spans.cue, spans.content), who[0].kind if who else "none")
        for spans, who in zip(attributions, speakers, strict=True)
    ]
    judge = Judge(encoder.acts, encoder.lexicon, text, tagged, hints.carried(), told)
    aims = Aims(text, tagged, named, attributions, resolution)
    media = Media(text)
    found: dict[int, Fields] = {}
    for number in sorted(range(len(attributions)), key=lambda k: (attributions[k].content, k)):

        def aim(act: Act, number: int = number) -> Aimed | None:
            return aims.likeliest(number, act)

        parts, kind = told[number]
        names_of = [one.name for one in speakers[number]]
        signs = media.signs(attributions[number], names_of, kind, quotes[number], around[number].medium)
        side = [*names_of, *(role.text for one in speakers[number] for role in one.roles)]
        done = judge.judge(*parts, kind, aim, signs, side)
        found[number] = Fields(quotes[number], resolution.results[number], done, around[number])
    return [found[number] for number in range(len(attributions))]
