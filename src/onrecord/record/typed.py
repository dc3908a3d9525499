"""Frozen types to dictionaries and back, by the types' own annotations.

So a field that the types gain is written and read here without a change, and one of a later version that they do not
know is passed over. msgspec builds and checks them, several times as fast as Python can.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T")


def fields_of(value: Any) -> dict[str, Any]:
    """Return the fields of a dataclass's instance as :func:`built` takes them, those within it likewise.

    Fields that are ``None`` or empty, and need not be given, are left out: of most statements those are most.
    """
    made: dict[str, Any] = {}
    for name, needed, many, within in _parts(value.__class__):
        item = getattr(value, name)
        if item is None or (many and not item):
            if needed:
                made[name] = item
        elif not within:
            made[name] = item
        elif many:
            made[name] = [fields_of(one) for one in item]
        else:
            made[name] = fields_of(item)
    return made


@cache
def _parts(cls: Any) -> tuple[tuple[str, bool, bool, bool], ...]:
    """Return of each field its name, whether it must be given, is a tuple, and holds dataclasses."""
    found = []
    hints = get_type_hints(cls)
    for field in fields(cls):
        needed = field.default is MISSING and field.default_factory is MISSING
        one = _plain(hints[field.name])
        many = get_origin(one) is tuple
        found.append((field.name, needed, many, is_dataclass(get_args(one)[0] if many else one)))
    return tuple(found)


def built(cls: type[T], value: Any) -> T:
    """Return a dictionary as an instance of a dataclass, what it holds built likewise.

    Args:
        cls: a dataclass.
        value: its fields.

    Raises:
        ValueError: a field is missing, or holds what its type does not allow; the message names it.
    """
    try:
        return msgspec.convert(value, cls)
    except msgspec.ValidationError as error:
        raise ValueError(_cause(cls, str(error))) from None


_MISSING: Final = re.compile(r"missing required field `(\w+)`")
_LENGTH: Final = re.compile(r"`array` of length (\d+)(?:, got (\d+))?")
_NAMES: Final = {str: "a text", float: "a number", int: "a whole number", bool: "true or false"}


def _cause(cls: Any, told: str) -> str:
    """Return what msgspec complains of in the words of our fields, with what would be allowed."""
    what, _, path = told.partition(" - at `$")
    hint, names = cls, []
    for name, item in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", path):
        hint = _plain(hint)
        if name:
            hint = get_type_hints(hint)[name]
            names.append(name)
        elif item:
            hint = get_args(hint)[0]
    hint = _plain(hint)
    where = ".".join(names) or cls.__name__
    if found := _MISSING.search(what):
        return f"{where} has no {found[1]}"
    if found := _LENGTH.search(what):
        return f"{where} has {found[2] or 'not'} parts{f' and not {found[1]}' if found[2] else ''}"
    if get_origin(hint) is Literal:
        return f"{where} is none of {', '.join(map(str, get_args(hint)))}"
    if get_origin(hint) is tuple:
        return f"{where} is not a list"
    return f"{where} is not {_NAMES.get(hint, 'an object')}"


def _plain(hint: Any) -> Any:
    """Return what a type is where it is not ``None``."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    (one,) = (option for option in get_args(hint) if option is not NoneType)
    return one
