"""What somebody asks for: words, "phrases", OR, minus and beginnings*.

All words must be there, in any order and whatever their case and accents. OR stands between two that will do, and
holds only these two together: ``docks sell OR lease`` asks for docks, and for one of the others. A minus before a
word or a phrase asks for statements without it. An asterisk behind three letters or more stands for any ending.
"""

from __future__ import annotations

import re
from typing import Final

from onrecord.errors import InputError
from onrecord.export.words import shortened
from onrecord.record.keys import storable
from onrecord.record.words import Query, Sample, Term

LONGEST: Final = 2000
"""Characters of a query."""

MOST: Final = 50
"""Words and phrases of a query."""

LEAST: Final = 3
"""Letters before an asterisk. Fewer of them begin so many words that the index would be read through."""

_PART = re.compile(
    r"""(?P<minus>(?<!\S)[-−–](?=[^\s\-−–]))?
        (?: ["“”„] (?P<phrase>[^"“”„]*) (?:["“”„]|\Z) | (?P<word>[^\s"“”„]+) )
        (?P<star>\*)?""",
    re.VERBOSE,
)


def parse(query: str) -> Query:
    """Return what a query asks for.

    Nothing in a query is an error of grammar: quotation marks that stay open close at the end, an OR that stands
    between no two words is a word, signs that belong to no word are passed over.

    Raises:
        InputError: it is too long, has no word in it though it is not empty, or a beginning of fewer than three
            letters.
    """
    if len(query) > LONGEST:
        raise InputError(shortened(query, 40), f"a query has at most {LONGEST:,} characters")
    groups: list[list[Term]] = []
    without: list[Term] = []
    join = False
    for part in _parts(storable(query)):
        if part == "OR":
            join = bool(groups)
        elif isinstance(part, tuple):
            term, minus = part
            if minus:
                without.append(term)
                join = False
            elif join:
                groups[-1].append(term)
                join = False
            else:
                groups.append([term])
    asked = Query(tuple(tuple(group) for group in groups), tuple(without))
    if sum(map(len, asked.groups)) + len(without) > MOST:
        raise InputError(shortened(query, 40), f"a query has at most {MOST} words")
    if query.strip() and not asked.groups and not without:
        raise InputError(shortened(query, 40), "there is no word in it that could be searched for")
    return asked


def _parts(query: str) -> list[str | tuple[Term, bool]]:
    """Return the terms of a query, each with whether it has a minus, and ``OR`` where it stands between two."""
    found = list(_PART.finditer(query))
    raw = [part["phrase"] if part["phrase"] is not None else part["word"] for part in found]
    texts = [text.replace('"', " ") for text in raw]
    tokens = Sample(texts).tokens()
    parts: list[str | tuple[Term, bool]] = []
    for place, (part, text, some) in enumerate(zip(found, texts, tokens, strict=True)):
        bare = part["word"] is not None and part["minus"] is None
        between = 0 < place < len(found) - 1 and found[place + 1]["minus"] is None
        if bare and between and text == "OR" and parts and isinstance(parts[-1], tuple) and not parts[-1][1]:
            parts.append("OR")
            continue
        if not some:
            continue
        goes_on = part["star"] is not None or text.endswith("*")
        if goes_on and len(some[-1]) < LEAST:
            raise InputError(
                f"{text.rstrip('*')}*", f"a beginning has at least {LEAST} letters before the asterisk"
            )
        parts.append((Term(" ".join(some), goes_on), part["minus"] is not None))
    return parts
