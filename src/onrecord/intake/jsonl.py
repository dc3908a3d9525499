"""JSON: an article an object, its text and what is known about it."""

from __future__ import annotations

import json
import re
from typing import Any

from onrecord.article import Article
from onrecord.intake import addresses, dates, language, names
from onrecord.intake.text import visible

# The first name is ours; the others are common elsewhere and mean the same.
_NAMES = {
    "text": ("text", "body"),
    "outlet": ("outlet", "publisher"),
    "authors": ("authors", "author"),
    "published": ("published", "date"),
}
_SURROGATE = re.compile("[\ud800-\udfff]")


def parsed(words: str) -> Any:
    """Return what JSON holds.

    Raises:
        ValueError: it is no JSON; the message says why.
    """
    try:
        return json.loads(words)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise ValueError(f"not JSON ({error.msg.lower()} at {line}column {error.colno})") from None
    except ValueError:
        raise ValueError("JSON with a number of thousands of digits") from None
    except RecursionError:
        raise ValueError("JSON nested too deeply") from None


def article_of(fields: Any) -> Article:
    """Return the article of one object.

    Keys: ``text`` (or ``body``), which must be there; ``url``, ``outlet`` (or ``publisher``), ``title``,
    ``authors`` (or ``author``; a list of names, or a byline), ``published`` (or ``date``; ISO 8601),
    ``language`` (ISO 639-1), ``id``. Other keys are passed over.

    Raises:
        ValueError: it is no such object; the message says why.
    """
    if not isinstance(fields, dict):
        raise ValueError("not a JSON object")
    text = _string(fields, "text")
    if text is None:
        raise ValueError("no text")
    if not visible(text):
        raise ValueError("its text is empty")
    url = _string(fields, "url")
    if url is not None and not addresses.is_web_address(url):
        raise ValueError(f"its url is not a web address: {url[:80]!r}")
    return Article(
        text=text,
        id=_string(fields, "id") or (addresses.article_id(url) if url else ""),
        url=url,
        outlet=_string(fields, "outlet"),
        title=_string(fields, "title"),
        authors=_authors(fields),
        published=_published(fields),
        language=_language(fields) or language.detect(text),
    )


def _field(fields: dict[str, Any], key: str) -> Any:
    for name in _NAMES.get(key, (key,)):
        if fields.get(name) is not None:
            return fields[name]
    return None


def _string(fields: dict[str, Any], key: str) -> str | None:
    value = _field(fields, key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"its {key} is not a string")
    if _SURROGATE.search(value):
        raise ValueError(f"its {key} holds half a character (a lone surrogate)")
    return value if key == "text" else value.strip() or None


def _authors(fields: dict[str, Any]) -> tuple[str, ...]:
    value = _field(fields, "authors")
    if value is None:
        return ()
    if isinstance(value, str):
        return names.of_byline(value)
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(dict.fromkeys(name.strip() for name in value if name.strip()))
    raise ValueError("its authors are neither a list of names nor a byline")


def _published(fields: dict[str, Any]) -> str | None:
    value = _string(fields, "published")
    if value is None:
        return None
    moment = dates.iso(value)
    if moment is None:
        raise ValueError(f"its published is not a date in ISO 8601: {value[:40]!r}")
    return moment


def _language(fields: dict[str, Any]) -> str | None:
    value = _string(fields, "language")
    if value is None:
        return None
    code = language.code(value)
    if code is None:
        raise ValueError(f"its language is not a code of ISO 639-1: {value[:40]!r}")
    return code
