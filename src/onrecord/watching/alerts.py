"""Alerts: a saved search or an issue, and how it is told when something new, or a shift, turns up.

What is to be told is noted first, once and for all, and then told in each way until that has worked.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from onrecord.errors import InputError, UnknownNameError
from onrecord.export.output import placed
from onrecord.export.words import one_line, shortened
from onrecord.intake import web
from onrecord.intake.addresses import is_web_address
from onrecord.intake.options import IntakeOptions
from onrecord.record.keys import name_key, storable
from onrecord.record.search.results import Filters
from onrecord.watching.state import Notice, State

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.issues import Holder, Taken
    from onrecord.record.results import StoredStatement

ATOM: Final = "http://www.w3.org/2005/Atom"

PAGE: Final = 100
"""Holders of an issue that are looked at together."""

_FILTERS: Final = tuple(field.name for field in fields(Filters) if field.name != "once")
_WAYS: Final = ("print", "webhook", "atom")

Told = tuple[str, dict[str, Any]]
"""What makes something the same as another, and what is told of it."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What to look for, and how to tell it.

    Attributes:
        name: what it is called.
        search: words, as for a search; ``None`` for an issue.
        issue: the name of an issue, whose shifts are told; ``None`` for a search.
        filters: the filters of the search.
        print: whether it is printed.
        webhook: the address that it is posted to.
        atom: the Atom feed that it is written to.
    """

    name: str
    search: str | None
    issue: str | None
    filters: Filters
    print: bool
    webhook: str | None
    atom: Path | None


def alerts_of(path: Path) -> tuple[Alert, ...]:
    """Return the alerts of a TOML file: a table for each, see ``docs/watch.md``.

    Raises:
        InputError: the file cannot be read, or an alert in it does not hold together.
    """
    try:
        found = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(str(path), f"no TOML: {error}") from None
    return tuple(_alert(path, name, table) for name, table in found.items())


def _alert(path: Path, name: str, table: Any) -> Alert:
    def wrong(told: str) -> InputError:
        return InputError(str(path), f"{name}: {told}")

    if not isinstance(table, dict):
        raise wrong(f"no table: alerts are written as [{name}]")
    known = ("search", "issue", *_WAYS, *_FILTERS)
    if unknown := set(table) - set(known):
        raise wrong(f"no such setting: {min(unknown)}; there are {', '.join(known)}")
    for key in ("search", "issue", "webhook", "atom"):
        if not isinstance(table.get(key, ""), str):
            raise wrong(f"{key} is no text")
    filters = {key: table[key] for key in _FILTERS if key in table}
    if ("issue" in table) == bool("search" in table or filters):
        raise wrong("either an issue, or a search and filters")
    for key, value in filters.items():
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in several) or (
            key in ("since", "until") and several != [value]
        ):
            raise wrong(f"{key} is no text")
    webhook = table.get("webhook")
    if webhook is not None and not is_web_address(webhook):
        raise wrong("webhook is no address")
    if not isinstance(table.get("print", True), bool):
        raise wrong("print is true or false")
    try:
        chosen = Filters(**filters)
    except InputError as error:
        raise wrong(str(error)) from None
    issue = table.get("issue")
    return Alert(
        name,
        None if issue else table.get("search", ""),
        issue,
        chosen,
        table.get("print", not (webhook or table.get("atom"))),
        webhook,
        path.parent / table["atom"] if table.get("atom") else None,
    )


def look(
    record: Record, state: State, alert: Alert, warn: Callable[[InputError], None] = lambda error: None
) -> None:
    """Note what has turned up for an alert since the last look; the first look notes nothing, but what is there.

    Args:
        record: the record.
        state: the memory of the watch.
        alert: the alert.
        warn: is told of names that nobody in the record bears; they may turn up yet.

    Raises:
        InputError: the search or the issue is none of this record.
        RecordError: the memory cannot be written.
    """
    found = list(_shifts(record, alert.issue)) if alert.issue else _statements(record, alert, warn)
    if state.begin(alert.name, [key for key, _ in found]):
        return
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for key, told in found:
        state.notice(alert.name, key, told, at)


def tell(state: State, alert: Alert, options: IntakeOptions, show: Callable[[str], None]) -> None:
    """Tell what an alert has to tell, in all its ways; what fails is told the next time.

    Raises:
        InputError: a webhook or a feed cannot be reached or written; what is left is kept.
    """
    for notice in state.notices(alert.name, "shown") if alert.print else ():
        show(f"{alert.name}: {line(notice)}")
        state.told(notice, "shown")
    if alert.atom:
        write_atom(alert.atom, alert.name, state.notices(alert.name))
    for notice in state.notices(alert.name, "posted") if alert.webhook else ():
        assert alert.webhook is not None
        body = {"id": notice.key, "alert": alert.name, "at": notice.at, **notice.told}
        answer = web.ask(alert.webhook, options, body=json.dumps(body, ensure_ascii=False).encode())
        if not 200 <= answer.status < 300:
            raise InputError(alert.webhook, f"the server answers {answer.status}")
        state.told(notice, "posted")


def line(notice: Notice) -> str:
    """Return a notice on one line."""
    told = notice.told
    where = " · ".join(str(told[name]) for name in ("published", "outlet", "url") if told.get(name))
    return f"{told['title']}" + (f" ({where})" if where else "")


def write_atom(path: Path, name: str, notices: list[Notice]) -> None:
    """Write notices as an Atom feed (RFC 4287), in the place of the one that is there.

    Raises:
        InputError: it cannot be written.
    """
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})

    def put(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
        made = etree.SubElement(parent, f"{{{ATOM}}}{tag}", **attributes)
        made.text = text
        return made

    put(root, "id", f"urn:sha256:{sha256(name.encode()).hexdigest()}")
    put(root, "title", f"onrecord: {name}")
    put(root, "updated", notices[0].at if notices else "1970-01-01T00:00:00Z")
    put(put(root, "author"), "name", "onrecord")
    for notice in notices:
        entry = put(root, "entry")
        put(entry, "id", f"urn:sha256:{sha256(f'{name} {notice.key}'.encode()).hexdigest()}")
        put(entry, "title", notice.told["title"])
        put(entry, "updated", notice.at)
        if notice.told.get("url"):
            put(entry, "link", href=notice.told["url"])
        put(entry, "content", notice.told["text"], type="text")
    try:
        with placed(path) as part:
            etree.ElementTree(root).write(str(part), encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be written") from None


def _statements(record: Record, alert: Alert, warn: Callable[[InputError], None]) -> list[Told]:
    """Return the statements that a search finds; one that several versions of an article have is one."""
    filters: Filters | None = alert.filters
    while filters is not None:
        try:
            return [
                (_key("said", one), _told(one))
                for some in record.chosen(alert.search or "", filters)
                for one in record.statements(some.numbers)
            ]
        except UnknownNameError as error:
            warn(error)
            filters = _without(filters, error.name)
    return []


def _without(filters: Filters, name: str) -> Filters | None:
    """Return filters without a name that is unknown; ``None`` where nothing can pass without it."""
    if name in filters.speaker:
        speakers = tuple(one for one in filters.speaker if one != name)
        return replace(filters, speaker=speakers) if speakers else None
    outlets = tuple(one for one in filters.outlet if one != name)
    return replace(filters, outlet=outlets) if outlets else None


def _shifts(record: Record, issue: str | None) -> Iterator[Told]:
    """Yield the shifts of an issue, and what is said on it."""
    assert issue is not None
    record.gather()
    page = 1
    while True:
        standing = record.issue(issue, page=page, limit=PAGE)
        for holder in standing.holders:
            yield from _of_holder(holder)
        if page >= standing.pages:
            return
        page += 1


def _of_holder(holder: Holder) -> Iterator[Told]:
    for taken in holder.positions:
        told = _told(taken.statement)
        stand = f"{_stand(taken)}: {one_line(taken.action.text)}"
        title = f"{one_line(storable(holder.who.name))} · {stand}"
        yield _key(f"position {taken.place}", taken.statement), {**told, "title": title, "stand": taken.stand}
    for shift in holder.shifts:
        name = one_line(storable(holder.who.name))
        key = f"{_key('from', shift.before.statement)} {_key('to', shift.after.statement)}"
        title = f"{name} shifts from {_stand(shift.before)} to {_stand(shift.after)}"
        before = _told(shift.before.statement)
        told = {**_told(shift.after.statement), "title": title, "before": before, "towards": shift.towards}
        yield key, told


def _stand(taken: Taken) -> str:
    return taken.stand.replace("_", " ")


def _key(what: str, one: StoredStatement) -> str:
    """Return what makes a statement the same in another version of its article: who says which words there."""
    who = sorted(name_key(speaker.name) for speaker in one.speakers)
    words = " ".join(one.text.casefold().split())
    told = json.dumps([what, one.article, who, words], ensure_ascii=True)
    return sha256(told.encode()).hexdigest()[:32]


def _told(one: StoredStatement) -> dict[str, Any]:
    who = " and ".join(one_line(speaker.name) for speaker in one.speakers) or "(no speaker)"
    text = storable(one.text)
    return {
        "title": storable(f"{who}: {shortened(one_line(text), 200)}"),
        "text": text,
        "statement": one.id,
        "article": one.article,
        "speakers": [storable(speaker.name) for speaker in one.speakers],
        "act": one.statement.act,
        "published": one.published,
        "outlet": one.outlet,
        "url": one.url,
    }
