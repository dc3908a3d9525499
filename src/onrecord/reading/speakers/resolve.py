"""From the words of a source to who is meant, for all statements of an article at once."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.names import Name
from onrecord.reading.quotations import Quotation
from onrecord.reading.speakers.attribution import Attribution, Resolved
from onrecord.reading.speakers.behalf import on_behalf_of
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.resolution import Resolution
from onrecord.reading.speakers.runs import anchor
from onrecord.reading.speakers.sources import Resolver


def resolve(  # noqa: PLR0917
    text: str,
    names: Sequence[Name],
    attributions: Sequence[Attribution],
    quotations: tuple[Quotation, ...],
    title: str | None = None,
    authors: tuple[str, ...] = (),
) -> Resolution:
    """Say for every statement of an article who is responsible for it.

    A pure function. The article is read from front to back with a model of who is in focus, so that what a
    pronoun means rests on how the statements before it were resolved.

    Args:
        text: the article's text.
        names: the names in it, in order.
        attributions: its statements' spans.
        quotations: its quotations, in order.
        title: its headline, where it is not part of the text.
        authors: the names in its byline.

    Returns:
        One result for each attribution, in the order given, and what says whom any other phrase means.
    """
    discourse = Discourse(text, names, attributions, quotations, title, authors)
    resolver = Resolver(discourse, attributions)
    order = sorted(range(len(attributions)), key=lambda k: (anchor(attributions[k]), k))
    results = [Resolved()] * len(attributions)
    for k in order:
        speakers = resolver.speakers(k)
        results[k] = Resolved(speakers, on_behalf_of(text, attributions[k]))
    return Resolution(tuple(results), discourse, attributions, resolver.spoken, resolver.naming)
