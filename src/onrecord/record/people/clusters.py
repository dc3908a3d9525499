"""Mentions, and clusters of mentions that are held to be one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from onrecord.record.people.contexts import normalised
from onrecord.record.people.names import Name, PersonName
from onrecord.record.people.roles import Roles

Place = tuple[str, str, str, str]
"""Where a mention stands among all: the day of its article (undated ones last), the article's key, name and kind."""

VECTORS: Final = 64
"""Articles whose terms make up the company that a cluster keeps."""


@dataclass(frozen=True)
class Mention:
    """Who speaks in one article, as far as it tells who it is.

    Args:
        id: its number in the record.
        article: its article's number.
        place: where it stands among all mentions; the same in every record that has the article.
        text: the name, as the article gives it.
        kind: ``person``, ``organisation`` or ``state``.
        name: the name, taken apart.
        roles: what its roles tell.
        terms: what its article is about, as a vector of length 1.
        countries: the countries of its article, with how often each is named.
        day: when its article was published, in days; ``None`` where that is not known.
        outlet: who published it.
        men: how many pronouns and titles tell of a man.
        women: how many tell of a woman.
    """

    id: int
    article: int
    place: Place
    text: str
    kind: str
    name: Name
    roles: Roles = field(default_factory=Roles)
    terms: Mapping[str, float] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    day: int | None = None
    outlet: str | None = None
    men: int = 0
    women: int = 0


class Cluster:
    """Mentions that are held to be one.

    Args:
        mentions: those that it is compared by; of somebody who is mentioned very often, some of all.
        person: the number of the person in the record, where there is one already.
        size: how many mentions there are in all.
        marked: mentions about which people decided with whom they are not to be put together.
        since: when the person came into the record.

    Attributes:
        persons: all people of the record who are in it.
        grown: whether there is anything in it that the record did not have there.
    """

    def __init__(
        self,
        mentions: Iterable[Mention],
        person: int | None = None,
        size: int | None = None,
        marked: Iterable[int] = (),
        since: int = 0,
    ) -> None:
        self.mentions: list[Mention] = sorted(mentions, key=lambda mention: mention.place)
        self.person = person
        self.size = len(self.mentions) if size is None else size
        self.marked = frozenset(marked)
        self.since = since
        self.grown = person is None
        self.persons: frozenset[int] = frozenset() if person is None else frozenset((person,))

    @property
    def first(self) -> Mention:
        """The mention that stands first."""
        return self.mentions[0]

    @cached_property
    def names(self) -> Counter[Name]:
        """Its names, with how many mentions have each."""
        return Counter(mention.name for mention in self.mentions)

    @cached_property
    def full(self) -> bool:
        """Whether any of its names tells more than a surname or an abbreviation."""
        return any(not is_short(name) for name in self.names)

    @cached_property
    def roles(self) -> Roles:
        """What all its roles tell."""
        roles = Roles()
        for one in {mention.roles for mention in self.mentions}:
            roles |= one
        return roles

    @cached_property
    def terms(self) -> Mapping[str, float]:
        """The mean of the vectors of its articles."""
        some = self.mentions[:: max(1, len(self.mentions) // VECTORS)][:VECTORS]
        if len(some) == 1:
            return some[0].terms
        total: Counter[str] = Counter()
        for mention in some:
            for term, weight in mention.terms.items():
                total[term] += weight  # type: ignore[assignment]
        return normalised(total)

    @cached_property
    def countries(self) -> Mapping[str, int]:
        """The countries of its articles, with how many articles name each."""
        return Counter(country for mention in self.mentions for country in mention.countries)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its names, which tell nothing of its company."""
        return frozenset(word for name in self.names for word in name.plain.split())

    @cached_property
    def articles(self) -> frozenset[int]:
        """The articles of its mentions."""
        return frozenset(mention.article for mention in self.mentions)

    @cached_property
    def gender(self) -> int:
        """How much more it is spoken of as a man (above 0) than as a woman."""
        return sum(mention.men - mention.women for mention in self.mentions)

    @cached_property
    def outlets(self) -> frozenset[str]:
        """Who published its articles."""
        return frozenset(mention.outlet for mention in self.mentions if mention.outlet)

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day of its articles."""
        days = [mention.day for mention in self.mentions if mention.day is not None]
        return (min(days), max(days)) if days else None

    def joined(self, others: Sequence[Cluster]) -> Cluster:
        """Return the cluster of its mentions and of the others'; the oldest person of them stays."""
        every = [self, *others]
        oldest = min(every, key=lambda one: (one.person is None, one.since, one.first.place))
        whole = Cluster(
            [mention for cluster in every for mention in cluster.mentions],
            oldest.person,
            sum(cluster.size for cluster in every),
            frozenset().union(*(cluster.marked for cluster in every)),
            oldest.since,
        )
        whole.grown = True
        whole.persons = frozenset().union(*(cluster.persons for cluster in every))
        return whole


def is_short(name: Name) -> bool:
    """Whether a name is short for others: a bare surname, an abbreviation, a campaign by a bare surname."""
    if isinstance(name, PersonName):
        return not name.full
    if name.owner is not None:
        return not name.owner.full
    return len(name.words) == 1 and 2 <= len(name.words[0]) <= 6
