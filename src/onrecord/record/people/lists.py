"""Reference lists of persons and organisations: Wikidata's JSON lines, FollowTheMoney's, and Popolo's JSON.

Lines are read one at a time, however long the list is; Popolo is one object, and is read whole.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from onrecord.errors import InputError

LONGEST_LINE: Final = 16_000_000
"""Bytes of a line that is read; longer ones are passed over."""

LARGEST: Final = 512_000_000
"""Bytes of a Popolo file that is read."""

_MALE, _FEMALE = frozenset(("Q6581097", "male", "m")), frozenset(("Q6581072", "female", "f"))
_HUMAN: Final = "Q5"
_PERSONS: Final = frozenset(("Person", "LegalEntity"))
_BODIES: Final = frozenset(("Organization", "Company", "PublicBody", "LegalEntity"))

Fail = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody on a list.

    Args:
        id: their id there.
        names: all their names, the main one first.
        kind: ``person`` or ``organisation``.
        roles: offices, occupations and descriptions.
        gender: above 0 for a man, below for a woman.
    """

    id: str
    names: tuple[str, ...]
    kind: str
    roles: tuple[str, ...] = ()
    gender: int = 0


def read(path: Path, fail: Fail) -> Iterator[Entry]:
    """Yield the entries of a list.

    Args:
        path: the file; one that ends in ``.gz`` is unpacked.
        fail: is told of every line or entry that cannot be read.

    Raises:
        InputError: the file cannot be read, or is no list of a known form.
    """
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            yield from _entries(path, stream, fail)  # type: ignore[arg-type]
    except (OSError, EOFError) as error:
        cause = getattr(error, "strerror", None) or "cannot be read"
        raise InputError(str(path), cause[0].lower() + cause[1:]) from None


def _entries(path: Path, stream: BinaryIO, fail: Fail) -> Iterator[Entry]:
    known = False
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            fail(InputError(f"{path}, line {number}", "longer than 16 MB"))
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
            continue
        text = line.strip().rstrip(b",")
        if text in (b"", b"[", b"]"):
            continue
        item = _parsed(text)
        if number == 1 and not known and (not isinstance(item, dict) or _is_popolo(item)):
            yield from _popolo(path, line + stream.read(LARGEST), fail)
            return
        entry = _entry(item) if isinstance(item, dict) else None
        if entry is None:
            if isinstance(item, dict) and (_is_wikidata(item) or _is_ftm(item)):
                known = True
                continue
            fail(InputError(f"{path}, line {number}", "is no entry of Wikidata or FollowTheMoney"))
            continue
        known = True
        yield entry


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_popolo(item: Mapping[str, Any]) -> bool:
    return any(isinstance(item.get(part), list) for part in ("persons", "organizations"))


def _is_wikidata(item: Mapping[str, Any]) -> bool:
    return isinstance(item.get("id"), str) and isinstance(item.get("labels"), dict)


def _is_ftm(item: Mapping[str, Any]) -> bool:
    named = isinstance(item.get("id"), str) and isinstance(item.get("schema"), str)
    return named and isinstance(item.get("properties"), dict)


def _entry(item: Mapping[str, Any]) -> Entry | None:
    if _is_wikidata(item):
        return _of_wikidata(item)
    return _of_ftm(item) if _is_ftm(item) else None


def _of_wikidata(item: Mapping[str, Any]) -> Entry | None:
    """Return the entry of an item; ``None`` where it has no name in English."""
    label = _texts([_of(item, "labels", "en")])
    names = label + _texts(_list(_of(item, "aliases", "en")))
    if not names:
        return None
    human = _HUMAN in _claims(item, "P31")
    gender = _claims(item, "P21")
    return Entry(
        item["id"],
        tuple(dict.fromkeys(names)),
        "person" if human else "organisation",
        tuple(_texts([_of(item, "descriptions", "en")])),
        bool(gender & _MALE) - bool(gender & _FEMALE),
    )


def _of(item: Mapping[str, Any], field: str, language: str) -> Any:
    found = item.get(field)
    return found.get(language) if isinstance(found, dict) else None


def _claims(item: Mapping[str, Any], field: str) -> set[str]:
    found = set()
    claims = item.get("claims")
    for claim in _list(claims.get(field) if isinstance(claims, dict) else None):
        at = claim
        for step in ("mainsnak", "datavalue", "value", "id"):
            at = at.get(step) if isinstance(at, dict) else None
        if isinstance(at, str):
            found.add(at)
    return found


def _of_ftm(item: Mapping[str, Any]) -> Entry | None:
    """Return the entry of an entity; ``None`` where it is neither a person nor an organisation, or has no name."""
    schema, told = item["schema"], item["properties"]
    if schema not in _PERSONS | _BODIES:
        return None
    names = [name for field in ("name", "alias", "weakAlias") for name in _strings(told.get(field))]
    if not names:
        return None
    gender = set(_strings(told.get("gender")))
    return Entry(
        item["id"],
        tuple(dict.fromkeys(names)),
        "organisation" if schema in _BODIES else "person",
        tuple(role for field in ("position", "notes", "summary") for role in _strings(told.get(field))),
        bool(gender & _MALE) - bool(gender & _FEMALE),
    )


def _popolo(path: Path, data: bytes, fail: Fail) -> Iterator[Entry]:
    item = _parsed(data) if len(data) <= LARGEST else None
    if not isinstance(item, dict) or not _is_popolo(item):
        raise InputError(str(path), "is no list of Wikidata, FollowTheMoney or Popolo")
    bodies = {
        body.get("id"): body.get("name")
        for body in _list(item.get("organizations"))
        if isinstance(body, dict)
    }
    roles: defaultdict[Any, list[str]] = defaultdict(list)
    for one in _list(item.get("memberships")):
        if isinstance(one, dict):
            parts = [one.get("role") or one.get("label"), bodies.get(_key(one.get("organization_id")))]
            roles[_key(one.get("person_id"))].append(
                " of ".join(part for part in parts if isinstance(part, str))
            )
    for part, kind in (("persons", "person"), ("organizations", "organisation")):
        for number, one in enumerate(_list(item.get(part)), 1):
            entry = _of_popolo(one, kind, roles) if isinstance(one, dict) else None
            if entry is None:
                fail(InputError(f"{path}, {part} {number}", "has no id or no name"))
                continue
            yield entry


def _of_popolo(one: Mapping[str, Any], kind: str, roles: Mapping[Any, list[str]]) -> Entry | None:
    number = _key(one.get("id"))
    others = [other.get("name") for other in _list(one.get("other_names")) if isinstance(other, dict)]
    names = _strings([one.get("name"), *others])
    if number is None or not isinstance(one.get("name"), str) or not names:
        return None
    gender = {str(one.get("gender")).casefold()}
    return Entry(
        str(number),
        tuple(dict.fromkeys(names)),
        kind,
        tuple(role for role in (*roles.get(number, ()), *_strings([one.get("summary")])) if role),
        bool(gender & _MALE) - bool(gender & _FEMALE),
    )


def _key(value: Any) -> str | int | None:
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _strings(values: Any) -> list[str]:
    return [value for value in _list(values) if isinstance(value, str) and value.strip()]


def _texts(values: Iterable[Any]) -> list[str]:
    return _strings([value.get("value") if isinstance(value, dict) else None for value in values])
