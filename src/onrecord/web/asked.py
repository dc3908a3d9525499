"""What an address asks of the record's statements: words, filters, order and page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Depends, Query

from onrecord.record.search import Filters, Order

FILTERS: Final = ("speaker", "kind", "act", "position", "target", "outlet", "quote")
"""Filters of which there may be several values."""

Several = Annotated[list[str], Query(max_length=50)]
Moment = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: see :meth:`onrecord.record.Record.search`.

    ``filters`` are as they were given, each a name and a value; ``always`` stands in every address of the same
    page, and ``part`` is the part of the page that addresses lead to.
    """

    query: str
    meaning: bool
    order: Order
    page: int
    limit: int
    filters: tuple[tuple[str, str], ...]
    always: tuple[tuple[str, str], ...] = ()
    part: str = ""

    def chosen(self, **more: str) -> Filters:
        """Return the filters as the record takes them, with some more.

        Raises:
            InputError: one of them has no such value.
        """
        given: dict[str, Any] = {name: [v for n, v in self.filters if n == name] for name in FILTERS}
        for name, value in more.items():
            given[name] = [value]
        for name in ("since", "until"):
            given[name] = next((value for n, value in self.filters if n == name), None)
        return Filters(**given)

    def having(self, name: str, value: str) -> bool:
        """Tell whether a filter is asked for."""
        return (name, value) in self._shown()

    def toggled(self, name: str, value: str) -> str:
        """Return the address of the same search with a filter put in, or taken out where it was in."""
        shown = self._shown()
        changed = [one for one in shown if one != (name, value)]
        if len(changed) == len(shown):
            changed = [one for one in changed if name != "year" or one[0] not in ("year", "since", "until")]
            changed.append((name, value))
        return self.address(changed)

    def address(self, filters: list[tuple[str, str]] | None = None, path: str = "") -> str:
        """Return the address of the same search from its first page on, with other filters where they are given."""
        pairs = [*self.always, *([("q", self.query)] if self.query else [])]
        pairs += [("meaning", "true")] if self.meaning else []
        pairs += [("sort", self.order)] if self.order != "best" else []
        for name, value in self._shown() if filters is None else filters:
            pairs += [("since", value), ("until", value)] if name == "year" else [(name, value)]
        return f"{path}?{urlencode(pairs, errors='replace')}{self.part}"

    def _shown(self) -> list[tuple[str, str]]:
        """Return the filters as facets have them: a whole year as a year."""
        days = {name: value for name, value in self.filters if name in ("since", "until")}
        year = days.get("since", "")
        if len(year) != 4 or days.get("until") != year:
            return list(self.filters)
        return [*(one for one in self.filters if one[0] not in days), ("year", year)]

    def shown(self) -> list[tuple[str, str, str]]:
        """Return the filters with what each says and the address of the search without it."""
        return [(name, value, self.toggled(name, value)) for name, value in self._shown()]


def _asked(  # noqa: PLR0917 - FastAPI reads the address's values from here
    q: Annotated[str, Query(max_length=2000, description="words, as on the command line")] = "",
    meaning: Annotated[bool, Query(description="find also what is said in other words")] = False,
    sort: Annotated[Order, Query(description="what comes first")] = "best",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    limit: Annotated[int, Query(ge=1, le=1000)] = 20,
    speaker: Several = [],  # noqa: B006
    kind: Several = [],  # noqa: B006
    act: Several = [],  # noqa: B006
    position: Several = [],  # noqa: B006
    target: Several = [],  # noqa: B006
    outlet: Several = [],  # noqa: B006
    quote: Several = [],  # noqa: B006
    since: Moment = "",
    until: Moment = "",
) -> Asked:
    given = zip(FILTERS, (speaker, kind, act, position, target, outlet, quote), strict=True)
    filters = [(name, value.strip()) for name, values in given for value in values if value.strip()]
    filters += [
        (name, value.strip()) for name, value in (("since", since), ("until", until)) if value.strip()
    ]
    return Asked(q.strip(), meaning and bool(q.strip()), sort, page, limit, tuple(dict.fromkeys(filters)))


TheAsked = Annotated[Asked, Depends(_asked)]
