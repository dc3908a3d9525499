"""Articles in which somebody speaks, and clusters of mentions, for the tests of who is who."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onrecord.article import Article
from onrecord.record import Record
from onrecord.record.people.clusters import Mention
from onrecord.record.people.contexts import Rarity, context_of
from onrecord.record.people.names import parse
from onrecord.record.people.roles import roles_of
from onrecord.statement import Kind, Passage, Reading, Speaker
from tests.export.readings import at, made
from tests.record.checks import rows

DOCKS = "The council of Lydhaven met the Dockers Union at Marrow Hall in Velland, and Ada Lind spoke for the Union."
CUP = "In Tarvia the Harriers beat the Rovers, and coach Milo Brandt praised the Harriers at Orrin Park in Tarvia."

Who = tuple[str, Kind, Sequence[str]]


def spoken(key: str, who: Sequence[Who | str], about: str = DOCKS, day: str | None = "2031-05-06") -> Reading:
    """Return the reading of an article in which some people speak, each once.

    Args:
        key: the article's id.
        who: names, or names with kinds and roles.
        about: what else the article says.
        day: when it was published.
    """
    named: list[Who] = [(one, "person", ()) if isinstance(one, str) else one for one in who]
    lines = [
        f"{', '.join(roles)} {name} said no to {key} {n}.".strip() for n, (name, _, roles) in enumerate(named)
    ]
    text = "\n\n".join([*lines, about])
    article = Article(text, id=key, url=None, outlet="The Port Courier", published=day, language="en")
    statements = tuple(
        made(
            article,
            at(text, f"no to {key} {n}"),
            "indirect",
            source=at(text, name),
            speakers=(Speaker(name, kind, tuple(Passage.of(text, at(text, role)) for role in roles)),),
        )
        for n, (name, kind, roles) in enumerate(named)
    )
    return Reading(article, statements, "model-1")


def mention(
    number: int, name: str, about: str = DOCKS, *, kind: str = "person", roles: Sequence[str] = ()
) -> Mention:
    """Return a mention of an article of its own."""
    parsed = parse(name, kind)
    assert parsed is not None
    context = context_of(about)
    found = roles_of(roles)
    return Mention(
        id=number,
        article=number,
        place=("2031-05-06", f"article-{number:03}", name, kind),
        text=name,
        kind=kind,
        name=parsed,
        roles=found,
        terms=Rarity({}, 1).vector(context),
        countries=context.countries,
        men=found.men,
        women=found.women,
    )


def parts(record: Record) -> set[frozenset[tuple[str, str]]]:
    """Return who is one, as article and name of the mentions of each person."""
    found: dict[int, set[tuple[str, str]]] = {}
    for person, article, name in mentions(record.place):
        found.setdefault(person, set()).add((article, name))
    return {frozenset(some) for some in found.values()}


def numbers(record: Record) -> dict[tuple[str, str], int]:
    """Return the person's number of each mention, by article and name."""
    return {(article, name): person for person, article, name in mentions(record.place)}


def mentions(path: str | Path) -> list[tuple[int, str, str]]:
    """Return the mentions that belong to somebody: person, article and name."""
    query = """SELECT person_id, key, name FROM (
        SELECT person_id, articles.key AS key, name FROM mentions JOIN articles ON articles.id = article_id
        WHERE person_id IS NOT NULL ORDER BY mentions.id) AS named"""
    return [(int(str(person)), str(key), str(name)) for person, key, name in rows(path, query)]


def row_of(record: Record, article: str, name: str) -> int:
    """Return the number of a mention."""
    found = rows(
        record.place,
        """SELECT m.id FROM mentions m JOIN articles a ON a.id = m.article_id
           WHERE a.key = ? AND m.name = ? ORDER BY m.id""",
        article,
        name,
    )
    return int(str(found[0][0]))


def _pairs(path: str | Path, query: str) -> list[tuple[object, object]]:
    return [(one, other) for one, other in rows(path, query)]


def hold(record: Record) -> None:
    """Check that people are what standing decisions tie together, and that no standing split is broken."""
    tied = rows(
        record.place,
        "SELECT mention_id, other_id FROM decisions WHERE verdict = 'merge' AND undone_at IS NULL",
    )
    owner: dict[object, object] = dict(
        _pairs(record.place, "SELECT id, person_id FROM mentions WHERE person_id IS NOT NULL")
    )
    group = {number: {number} for number in owner}
    for one, other in tied:
        if one in group and other in group:
            union = group[one] | group[other]
            for number in union:
                group[number] = union
    for number, some in group.items():
        assert {other for other, person in owner.items() if person == owner[number]} == some
    for decision, one, other in rows(
        record.place,
        """SELECT decisions.id, a.mention_id, b.mention_id FROM decisions
           JOIN sides a ON a.decision_id = decisions.id AND a.side = 0
           JOIN sides b ON b.decision_id = decisions.id AND b.side = 1
           WHERE verdict = 'split' AND undone_at IS NULL""",
    ):
        assert owner[one] != owner[other], decision
    people = {person for (person,) in rows(record.place, "SELECT id FROM people")}
    assert people == set(owner.values())
