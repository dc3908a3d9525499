"""Statements as schema.org's ``Quotation``, in JSON-LD.

A ``Quotation`` says that these words are somebody's own, so that only words inside quotation marks become one: all of
a direct statement, the quoted stretches of a mixed one. Indirect statements are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TextIO

from onrecord.article import Article
from onrecord.export.identity import iri_of, language_of, published_of, urn
from onrecord.export.lines import DocumentWriter, Object, filled
from onrecord.export.quoted import Quoted
from onrecord.intake.addresses import is_web_address
from onrecord.statement import Kind, Speaker

if TYPE_CHECKING:
    from onrecord.record.search.choosing import Chosen

GAP: Final = " […] "
"""Stands between quoted stretches with words of the article's own between them."""

# schema.org lets a creator be a person or an organisation; a state speaks as its government does.
_TYPES: Final[dict[Kind, str]] = {
    "person": "Person",
    "author": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "state": "GovernmentOrganization",
}


class QuotationWriter(DocumentWriter):
    """Writes a graph of quotations.

    Args:
        stream: where to write; lone surrogates must pass it as ``\\ud800`` (errors ``backslashreplace``).
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__(
            stream, quotation_objects, '{"@context": "https://schema.org", "@graph": [', lambda written: "]}"
        )


def quotation_objects(reading: Chosen) -> Iterator[list[Object]]:
    """Yield the quotation of each statement, as a list of one, or an empty one where nothing is quoted."""
    quoted = Quoted(reading)
    published_in = _article(reading.article)
    for statement, people in zip(reading.statements, reading.people, strict=True):
        words = quoted.words(statement)
        if not words:
            yield []
            continue
        both = zip(statement.speakers, people, strict=False)
        speakers = [(speaker, person) for speaker, person in both if speaker.name]
        yield [
            filled(
                **{"@type": "Quotation", "@id": urn("statement", statement.id)},
                identifier=statement.id,
                text=GAP.join(words),
                creator=[_creator(speaker, person) for speaker, person in speakers if speaker.kind in _TYPES],
                isBasedOn=[
                    {"@type": "CreativeWork", "name": speaker.name}
                    for speaker, _ in speakers
                    if speaker.kind == "document"
                ],
                dateCreated=statement.when.date if statement.when else None,
                inLanguage=language_of(reading.article),
                about={"@type": "Thing", "name": statement.target.text} if statement.target else None,
                isPartOf=published_in,
            )
        ]


def _creator(speaker: Speaker, person: int | None) -> Object:
    roles = [role.text for role in speaker.roles]
    named = _TYPES[speaker.kind]
    return filled(
        **{"@type": named},
        name=speaker.name,
        jobTitle=roles if named == "Person" else None,
        identifier=None if person is None else str(person),
    )


def _article(article: Article) -> Object:
    return filled(
        **{"@type": "NewsArticle", "@id": iri_of(article)},
        url=article.url if article.url and is_web_address(article.url) else None,
        headline=article.title,
        author=[{"@type": "Person", "name": name} for name in article.authors if name],
        publisher={"@type": "Organization", "name": article.outlet} if article.outlet else None,
        datePublished=published_of(article),
        inLanguage=language_of(article),
    )
