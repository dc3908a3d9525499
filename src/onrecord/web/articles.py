"""Articles: a list of them, and each with its statements marked in its text."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from sqlalchemy import func, select

from onrecord.export import stored
from onrecord.export.html import page_of
from onrecord.record import loading
from onrecord.record.results import StoredArticle
from onrecord.record.schema import statements, versions
from onrecord.record.search.choosing import Chosen, chosen_among
from onrecord.web import render
from onrecord.web.desk import MOST, Desk, NotHere, Number, TheDesk, User
from onrecord.web.done import CHOICES, Done, Just, done_of, just_done
from onrecord.web.statements import view as statement_view
from onrecord.web.twins import Table, View, add_page

router = APIRouter()

PAGE: Final = 40
"""Articles of a page."""

COLUMNS: Final = ("id", "published", "outlet", "title", "url", "added_at", "statements")


def all_view(desk: TheDesk, page: Annotated[int, Query(ge=1, le=1_000_000)] = 1) -> View:
    """Return the articles, the one added last first."""
    with desk.shown.reading() as connection:
        total = desk.cache.get("articles", lambda: _count(desk))
        rows = connection.execute(
            select(
                versions.c.article_id.label("id"),
                versions.c.published,
                versions.c.outlet,
                versions.c.title,
                versions.c.url,
                versions.c.added_at,
                select(func.count())
                .where(statements.c.version_id == versions.c.id, ~statements.c.rejected)
                .scalar_subquery()
                .label("statements"),
            )
            .where(versions.c.current)
            .order_by(versions.c.id.desc())
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        ).all()
    return View(
        "articles.html.jinja",
        {"rows": rows, "page": page, "pages": -(-total // PAGE), "total": total},
        {"total": total, "page": page, "articles": [dict(row._mapping) for row in rows]},
        Table(COLUMNS, [tuple(row) for row in rows]),
    )


def _count(desk: Desk) -> int:
    with desk.shown.reading() as connection:
        return connection.scalar(select(func.count()).select_from(versions).where(versions.c.current)) or 0


def view(  # noqa: PLR0917 - FastAPI reads the address's values from here
    request: Request,
    desk: TheDesk,
    user: User,
    number: Number,
    version: Annotated[int | None, Query(ge=1, le=MOST, description="an older version: 1, 2, ...")] = None,
    open: Annotated[int | None, Query(ge=0, le=MOST, description="a statement to look at closely")] = None,
    done: Done = [],  # noqa: B006
    did: Just = "",
) -> View:
    """Return an article with its statements marked."""
    found = desk.shown.article(number)
    if found is None:
        raise NotHere("There is no article of this number in the record.")
    chosen, gone = reading_of(desk, found, version)
    columns = stored.StoredCsvWriter.columns
    shown = page_of(chosen, f"a{number}", found.version.source, chosen.numbers)
    return View(
        "article.html.jinja",
        {
            "article": found,
            "shown": shown,
            "numbers": chosen.numbers,
            "version": version or found.version.number,
            "current": version in (None, found.version.number),
            "gone": gone,
            "open": open,
            "panel": lambda: panel(request, desk, user, open),
            "user": user,
            "names": sorted({s.name for one in chosen.statements for s in one.speakers}),
            **CHOICES,
            **done_of(desk, done),
            **just_done(desk, did),
        },
        {"id": number, **chosen.to_dict(), "numbers": list(chosen.numbers), "versions": _versions(found)},
        Table(columns, [[row.get(name) for name in columns] for row in stored.stored_rows(chosen)]),
    )


def panel(request: Request, desk: Desk, user: str, number: int | None) -> Markup:
    """Return a statement closely, as its article shows it below it."""
    made = statement_view(request, desk, user, number or 0)
    return render.filled(request, made.template, made.values, part=True)


def reading_of(desk: Desk, found: StoredArticle, version: int | None = None) -> tuple[Chosen, list[Any]]:
    """Return an article's statements as they stand, and those that people took out.

    Args:
        desk: the desk.
        found: the article.
        version: which of its versions, 1, 2, ...; by default the current one.

    Raises:
        NotHere: it has no such version.
    """
    some, article, model = found.statements, found.article, found.version.model
    if version not in (None, found.version.number):
        older = next((one for one in found.versions if one.number == version), None)
        if older is None:
            raise NotHere(f"This article has no version {version}.")
        with desk.shown.reading() as connection:
            numbers = connection.scalars(
                select(statements.c.id)
                .where(statements.c.version_id == older.id)
                .order_by(statements.c.place)
            ).all()
            some = tuple(loading.statements_by_id(connection, numbers))
            article = loading.reading_of(connection, older.id)[1].article
        model = older.model
    kept = [one.id for one in some if not one.rejected]
    with desk.shown.reading() as connection:
        made = next(chosen_among(connection, kept), None)
    chosen = made or Chosen(article, (), model, number=found.id, numbers=(), people=(), codes=())
    return _in_order(chosen), [one for one in some if one.rejected]


def _in_order(chosen: Chosen) -> Chosen:
    """Return statements by where they begin, also where people moved or added some."""
    order = sorted(range(len(chosen.numbers)), key=lambda place: chosen.statements[place].content)
    return replace(
        chosen,
        statements=tuple(chosen.statements[place] for place in order),
        numbers=tuple(chosen.numbers[place] for place in order),
        people=tuple(chosen.people[place] for place in order),
        codes=tuple(chosen.codes[place] for place in order),
    )


def _versions(found: StoredArticle) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "digest": one.digest,
            "current": one.current,
            "added_at": one.added_at,
            "extractor": one.extractor,
            "model": one.model,
            "read_at": one.read_at,
            "statements": one.statements,
        }
        for one in found.versions
    ]


add_page(router, "/articles", all_view, summary="The articles")
add_page(router, "/articles/{number:int}", view, summary="An article with its statements")
