"""The fields of statements whose spans are known: who is meant, what is done by it, to whom, how and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.article import Article
from onrecord.reading.acts.judging import Judge, Judged
from onrecord.reading.acts.targets import target_meant
from onrecord.reading.circumstances import Circumstances, circumstances
from onrecord.reading.encoder import Encoder, Tagged
from onrecord.reading.names import names
from onrecord.reading.quotations import Quotation, QuotedWords
from onrecord.reading.speakers import Attribution, Resolved, resolve
from onrecord.statement import Passage, Quote, Span


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
    quoted: tuple[Quotation, ...],
    tagged: Tagged,
    attributions: Sequence[Attribution],
) -> list[Fields]:
    """Describe the statements of an article.

    Args:
        encoder: the network.
        article: the article.
        quoted: its quotations.
        tagged: what the network says of its words.
        attributions: its statements' spans.

    Returns:
        One result for each attribution, in the order given.
    """
    text = article.text
    resolution = resolve(text, names(tagged), attributions, quoted, article.title, article.authors)
    words = QuotedWords(text, quoted)
    quotes = [words.quote(spans.content) for spans in attributions]
    speakers = [who.speakers for who in resolution.results]
    around = circumstances(article, attributions, speakers, quotes)
    judge = Judge(encoder.acts, encoder.lexicon, text, tagged)
    found = []
    for number, spans in enumerate(attributions):

        def meant(span: Span, number: int = number) -> Passage | None:
            return target_meant(text, resolution, number, span)

        kind = speakers[number][0].kind if speakers[number] else "none"
        done = judge.judge(spans.source, spans.cue, spans.content, kind, meant)
        found.append(Fields(quotes[number], resolution.results[number], done, around[number]))
    return found
