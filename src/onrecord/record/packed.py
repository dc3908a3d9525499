"""Texts and JSON in few bytes: what is seldom looked into is kept compressed.

zlib is in every Python and every PostgreSQL client; a dictionary of what statements' JSON is made of does for
short pieces what a larger window does for long ones.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, Final

import msgspec
from sqlalchemy import Dialect, LargeBinary, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from onrecord.record.keys import UNSTORABLE, storable

LEVEL: Final = 4
"""How hard zlib tries: 6 makes a record smaller by one part in a hundred, and takes a quarter longer."""

_SIGN: Final = "\x01"  # behind it stands what a database could not hold of a text

# What is in every statement, commonest last, as zlib wants it. Records that are written depend on it: a better
# one gets a number of its own beside this one (see _HEAD), and this one stays.
_JSON_WORDS: Final = (
    b'"document""author""generic""group""organisation""state""reported""reporter""named in the byline""nearest '
    b'person""title""role""country""pronoun""same name""capital city""abbreviation""threaten""deny""refuse""commit'
    b'""demand""criticise""support""desire""question""claim""ruled_out""opposed""open""favoured""pledged""done"'
    b'"positions":[{"stand":"","action":{"text":"","spans":[[,]]},"condition":{"text":"","spans":[[,]]}}]"when":{'
    b'"text":"on Monday","spans":[[,]],"date":null}"target":{"text":"","spans":[[,]]}"addressee":{"text":"reporters'
    b'","spans":[[,]]}"medium":{"text":"in a statement","spans":[[,]]}"on_behalf_of":{"text":"the ","spans":[[,]]}'
    b'"mode":"written""mode":"thought""quote":"mixed""quote":"direct","speakers":[{"name":"the ","kind":"person",'
    b'"roles":[{"text":"President","spans":[[,]]}],"via":[{"spans":[[,]],"step":"surname"},{"spans":[[,]],"step":'
    b'"pronoun"},{"spans":[[,]],"step":"full name"}],"confidence":0.9,"alternatives":[{"name":"","confidence":0.0}]}'
    b'],"on_behalf_of":null,"addressee":null,"medium":null,"when":null,"mode":"said","act":"claim","target":null,'
    b'"positions":[],"confidence":{"statement":0.9,"speakers":0.9,"act":null,"positions":null}},{"within":null,'
    b'"source":[[,]],"cue":[[,]],"content":[[,]],"quote":"indirect","speakers":[{"name":"","kind":"person","roles":'
    b'[],"via":[{"spans":[[,]],"step":"full name"}],"confidence":0.9,"alternatives":[]}],"on_behalf_of":null,'
    b'"addressee":null,"medium":null,"when":null,"mode":null,"act":null,"target":null,"positions":[],"confidence":'
    b'{"statement":0.9,"speakers":0.9,"act":null,"positions":null}}'
)

_ESCAPING: Final = json.JSONEncoder(separators=(",", ":"), allow_nan=False, check_circular=False)

# The first byte says how the rest was packed, so that there can be other ways later.
_PLAIN: Final = b"\x00"
_ZLIB: Final = b"\x01"
_ZLIB_JSON: Final = b"\x02"


def pack(data: bytes) -> bytes:
    """Return bytes compressed, or as they are where that would not make them fewer."""
    packed = _ZLIB + zlib.compress(data, LEVEL)
    return packed if len(packed) <= len(data) else _PLAIN + data


def pack_json(value: Any) -> bytes:
    """Return JSON compressed with the help of what statements' JSON is made of."""
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:  # lone surrogates, which JSON has only as escapes
        data = _ESCAPING.encode(value).encode()
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15, zdict=_JSON_WORDS)
    return _ZLIB_JSON + packer.compress(data) + packer.flush()


def json_of(packed: bytes) -> Any:
    """Return the JSON that :func:`pack_json` packed.

    Raises:
        ValueError: as :func:`unpack` does.
    """
    return json.loads(unpack(packed))


def unpack(packed: bytes) -> bytes:
    """Return what was packed.

    Raises:
        ValueError: it was packed in a way that this version does not know, or is damaged.
    """
    way, body = packed[:1], packed[1:]
    try:
        if way == _PLAIN:
            return body
        if way == _ZLIB:
            return zlib.decompress(body)
        if way == _ZLIB_JSON:
            return zlib.decompressobj(-15, zdict=_JSON_WORDS).decompress(body)
    except zlib.error:
        raise ValueError("a damaged piece of the record") from None
    raise ValueError("packed in a way that this version does not know")


def plain(text: str) -> str:
    """Return a text as a database holds it that compresses by itself, and can show it.

    Characters that it cannot hold are replaced, each by one, and noted at the end, behind a sign (U+0001) that
    otherwise nothing follows: ``place:code`` in hexadecimal digits.
    """
    lost = [(place, ord(text[place])) for place in _places(text)]
    if not lost and _SIGN not in text:
        return text
    return storable(text) + _SIGN + ",".join(f"{place:x}:{code:x}" for place, code in lost)


def whole(text: str) -> str:
    """Return the text that :func:`plain` made plain."""
    body, sign, lost = text.rpartition(_SIGN)
    if not sign:
        return text
    characters = list(body)
    for note in filter(None, lost.split(",")):
        place, _, code = note.partition(":")
        characters[int(place, 16)] = chr(int(code, 16))
    return "".join(characters)


def _places(text: str) -> list[int]:
    return (
        []
        if text.isascii() and "\x00" not in text
        else [found.start() for found in UNSTORABLE.finditer(text)]
    )


class PackedText(TypeDecorator[str]):
    """A text, every character as it is, lone surrogates too."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type of the column."""
        return dialect.type_descriptor(Text() if dialect.name == "postgresql" else LargeBinary())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | str | None:
        """Return what is stored."""
        if value is None:
            return None
        return plain(value) if dialect.name == "postgresql" else pack(value.encode("utf-8", "surrogatepass"))

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Return what was stored."""
        if value is None:
            return None
        return (
            whole(value) if dialect.name == "postgresql" else unpack(value).decode("utf-8", "surrogatepass")
        )


class PackedBytes(TypeDecorator[bytes]):
    """Bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Return what is stored."""
        return None if value is None else pack(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Return what was stored."""
        return None if value is None else unpack(value)


class PackedJson(TypeDecorator[Any]):
    """A statement's JSON; where it is written it may be packed already."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Return what is stored."""
        return value if value is None or isinstance(value, bytes) else pack_json(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """Return what was stored."""
        return None if value is None else json_of(value)
