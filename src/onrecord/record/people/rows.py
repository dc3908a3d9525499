"""Mentions out of the record's tables, with the company that they keep."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select, update

from onrecord.reading.speakers.first_names import HE_NAMES, SHE_NAMES
from onrecord.record.door import upsert
from onrecord.record.people.clusters import Mention, is_short
from onrecord.record.people.contexts import Context, Rarity, context_of
from onrecord.record.people.names import Name, PersonName, parse
from onrecord.record.people.roles import roles_of
from onrecord.record.schema import articles, contexts, facts, mentions, speakers, statements, terms, versions
from onrecord.statement import slice_of

KINDS: Final = ("person", "organisation", "state")
"""Kinds of speakers who are somebody; groups, documents and the like are not."""

GROUP: Final = 500
"""Numbers to a query."""

BODIES: Final = 2
"""How many times as often a name must be a body's, so that it is one where it was read as a person's."""

UNDATED: Final = "~"
"""Stands behind every date."""


def groups(numbers: Iterable[Any], size: int = GROUP) -> Iterator[list[Any]]:
    """Yield numbers in lists that a query can take."""
    known = list(numbers)
    for start in range(0, len(known), size):
        yield known[start : start + size]


def rows_of() -> Select[Any]:
    """Return the query for mentions with what is known of their articles."""
    return (
        select(mentions, articles.c.key.label("place"), versions.c.id.label("version_id"))
        .add_columns(versions.c.outlet, versions.c.published, versions.c.title)
        .join(articles, mentions.c.article_id == articles.c.id)
        .join(versions, (versions.c.article_id == articles.c.id) & versions.c.current)
    )


@dataclass(frozen=True, slots=True)
class Company:
    """The contexts of articles, those that were not noted yet, and how rare their terms are."""

    of: Mapping[int, Context]
    fresh: Mapping[int, tuple[int, Context]]
    rarity: Rarity


def company_of(
    connection: Connection, rows: Sequence[Any], progress: Callable[[float], None] = lambda share: None
) -> Company:
    """Return the contexts of mentions' articles; what is not noted yet, or of another text, is read.

    Args:
        connection: the record's.
        rows: the mentions.
        progress: is called with the share of the articles that is done with.
    """
    wanted = {row.article_id: row.version_id for row in rows}
    known: dict[int, Context] = {}
    for some in groups(wanted):
        for row in connection.execute(select(contexts).where(contexts.c.article_id.in_(some))):
            if row.version_id == wanted[row.article_id]:
                known[row.article_id] = Context.of(row.told)
    fresh: dict[int, tuple[int, Context]] = {}
    missing = {version: article for article, version in wanted.items() if article not in known}
    for some in groups(missing):
        for row in connection.execute(select(versions.c.id, versions.c.text).where(versions.c.id.in_(some))):
            fresh[missing[row.id]] = row.id, context_of(row.text)
        progress(len(fresh) / len(missing))
    known.update((article, context) for article, (_, context) in fresh.items())
    counts: Counter[str] = Counter(term for _, context in fresh.values() for term in context.terms)
    vocabulary = {term for context in known.values() for term in context.terms}
    for some in groups(vocabulary):
        for row in connection.execute(select(terms).where(terms.c.term.in_(some))):
            counts[row.term] += row.articles
    total = (connection.scalar(select(func.count()).select_from(contexts)) or 0) + len(fresh)
    return Company(known, fresh, Rarity(counts, total))


def note(connection: Connection, fresh: Mapping[int, tuple[int, Context]]) -> None:
    """Write contexts that were read."""
    forsake(connection, fresh)
    if fresh:
        connection.execute(
            insert(contexts),
            [
                {"article_id": article, "version_id": version, "told": context.to_text()}
                for article, (version, context) in fresh.items()
            ],
        )
    _count(connection, Counter(term for _, context in fresh.values() for term in context.terms))


def forsake(connection: Connection, of_articles: Collection[int]) -> None:
    """Take out the contexts of articles: their texts have changed, or are to be forgotten."""
    gone: Counter[str] = Counter()
    for some in groups(of_articles):
        for row in connection.execute(select(contexts.c.told).where(contexts.c.article_id.in_(some))):
            gone.update(Context.of(row.told).terms.keys())
        connection.execute(delete(contexts).where(contexts.c.article_id.in_(some)))
    if gone:
        _count(connection, Counter({term: -count for term, count in gone.items()}))
        connection.execute(delete(terms).where(terms.c.articles <= 0))


def _count(connection: Connection, counts: Mapping[str, int]) -> None:
    if counts:
        made = upsert(connection, terms)
        connection.execute(
            made.on_conflict_do_update(
                index_elements=[terms.c.term], set_={"articles": terms.c.articles + made.excluded.articles}
            ),
            [{"term": term, "articles": count} for term, count in counts.items()],
        )


def built(connection: Connection, rows: Sequence[Any], company: Company) -> list[Mention]:
    """Return mentions of rows, taken apart; those that only describe somebody are left out."""
    bodies = _bodies(connection, rows)
    named: list[tuple[Any, Name]] = []
    for row in rows:
        name = parse(row.name, "organisation" if row.kind == "person" and row.key in bodies else row.kind)
        if name is not None:
            named.append((row, name))
    called = _pronouns(
        connection, [row.id for row, name in named if isinstance(name, PersonName) and is_short(name)]
    )
    vectors: dict[int, Mapping[str, float]] = {}
    found = []
    for row, name in named:
        if row.article_id not in vectors:
            vectors[row.article_id] = company.rarity.vector(company.of[row.article_id])
        roles = roles_of(row.roles)
        men, women = called.get(row.id, (0, 0))
        given = name.given[0] if isinstance(name, PersonName) and name.full else ""
        found.append(
            Mention(
                id=row.id,
                article=row.article_id,
                place=(row.published or UNDATED, row.place, row.name, row.kind),
                text=row.name,
                kind=row.kind,
                name=name,
                roles=roles,
                terms=vectors[row.article_id],
                countries=company.of[row.article_id].countries,
                day=_day(row.published),
                outlet=row.outlet,
                men=men + roles.men + 2 * (given in HE_NAMES),
                women=women + roles.women + 2 * (given in SHE_NAMES),
            )
        )
    return found


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def _bodies(connection: Connection, rows: Sequence[Any]) -> set[str]:
    """Return the keys of names that were read as persons' here, and are organisations' or states' mostly."""
    found = set()
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for some in groups({row.key for row in rows if row.kind == "person"}):
        for row in connection.execute(
            select(mentions.c.key, mentions.c.kind, func.count().label("number"))
            .where(mentions.c.key.in_(some), mentions.c.kind.in_(KINDS))
            .group_by(mentions.c.key, mentions.c.kind)
        ):
            counts[row.key][row.kind == "person"] += row.number
    for key, number in counts.items():
        if number[False] > BODIES * number[True]:
            found.add(key)
    return found


def _pronouns(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return how often mentions are spoken of as men and as women where their statements are told."""
    found: dict[int, tuple[int, int]] = {}
    for some in groups(numbers):
        for row in connection.execute(
            select(speakers.c.mention_id, statements.c.data, versions.c.text)
            .join(statements, speakers.c.statement_id == statements.c.id)
            .join(versions, statements.c.version_id == versions.c.id)
            .where(speakers.c.mention_id.in_(some))
        ):
            spans = row.data.get("source") or []
            words = slice_of(row.text, tuple((start, end) for start, end in spans)).casefold().split()
            men, women = found.get(row.mention_id, (0, 0))
            found[row.mention_id] = men + (words[:1] == ["he"]), women + (words[:1] == ["she"])
    return found


def where(connection: Connection, condition: ColumnElement[bool], limit: int | None = None) -> list[Any]:
    """Return rows of mentions, the latest first."""
    return list(connection.execute(rows_of().where(condition).order_by(mentions.c.id.desc()).limit(limit)))


def fact(connection: Connection, name: str) -> int:
    """Return a number that the record keeps; 0 if there is none."""
    return int(connection.scalar(select(facts.c.value).where(facts.c.name == name)) or 0)


def keep(connection: Connection, name: str, value: int) -> None:
    """Have the record keep a number."""
    if not connection.execute(update(facts).where(facts.c.name == name).values(value=str(value))).rowcount:
        connection.execute(insert(facts).values(name=name, value=str(value)))
