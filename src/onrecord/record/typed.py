"""Frozen types to dictionaries and back, by the types' own annotations.

So a field that the types gain is written and read here without a change, and one of a later version that they do not
know is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

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
    for name, hint, needed in _shape(cls):
        options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
        (one,) = (option for option in options if option is not NoneType)
        many = get_origin(one) is tuple
        found.append((name, needed, many, is_dataclass(get_args(one)[0] if many else one)))
    return tuple(found)


def built(cls: type[T], value: Mapping[str, Any], where: str = "") -> T:
    """Return a dictionary as an instance of a dataclass, what it holds built likewise.

    Args:
        cls: a dataclass.
        value: its fields.
        where: how the value is called in errors.

    Raises:
        ValueError: a field is missing, or holds what its type does not allow; the message names it.
    """
    if not isinstance(value, Mapping):
        raise ValueError(f"{where or cls.__name__} is not an object")
    made: dict[str, Any] = {}
    plain: Any = cls
    for name, hint, needed in _shape(plain):
        if name in value:
            made[name] = converted(hint, value[name], f"{where}.{name}" if where else name)
        elif needed:
            raise ValueError(f"{where or cls.__name__} has no {name}")
    return cls(**made)


@cache
def _shape(cls: Any) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(cls)
    return tuple(
        (field.name, hints[field.name], field.default is MISSING and field.default_factory is MISSING)
        for field in fields(cls)
    )


def converted(hint: Any, value: Any, where: str) -> Any:
    """Return a value as the type that a hint names.

    Raises:
        ValueError: it is not of that type.
    """
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        options = get_args(hint)
        if value is None and NoneType in options:
            return None
        (one,) = (option for option in options if option is not NoneType)
        return converted(one, value, where)
    if origin is Literal:
        if value not in get_args(hint):
            raise ValueError(f"{where} is none of {', '.join(map(str, get_args(hint)))}")
        return value
    if origin is tuple:
        return _row(get_args(hint), value, where)
    if is_dataclass(hint) and isinstance(hint, type):
        return built(hint, value, where)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is Any:
        return value
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise ValueError(f"{where} is not {_NAMES.get(hint, hint.__name__)}")
    return value


_NAMES = {str: "a text", float: "a number", int: "a whole number", bool: "true or false"}


def _row(items: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{where} is not a list")
    if len(items) == 2 and items[1] is Ellipsis:
        return tuple(converted(items[0], item, where) for item in value)
    if len(items) != len(value):
        raise ValueError(f"{where} has {len(value)} parts and not {len(items)}")
    return tuple(converted(hint, item, where) for hint, item in zip(items, value, strict=True))
