"""Mentions that came in the place of others when their article was read anew: what people decided passes on to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, exists

from onrecord.record.people import rows
from onrecord.record.people.clustering import Join
from onrecord.record.people.clusters import Mention
from onrecord.record.people.commonness import Commonness
from onrecord.record.people.comparing import name_weight
from onrecord.record.people.leaving import hands
from onrecord.record.people.rows import Company
from onrecord.record.schema import mentions, speakers

READ_ANEW: Final = 6.0
"""The logarithm of the odds that somebody of a like name, in the article where a name is not found any more, is meant
by both."""


def heirs(connection: Connection, fresh: Sequence[Mention], company: Company) -> list[Join]:
    """Return which new mentions stand for which ones that people decided about and that nobody speaks as any more.

    Args:
        connection: the record.
        fresh: the new mentions.
        company: the contexts of their articles.
    """
    silent: defaultdict[int, list[Any]] = defaultdict(list)
    for some in rows.groups({mention.article for mention in fresh}):
        speechless = ~exists().where(speakers.c.mention_id == mentions.c.id)
        for row in rows.where(connection, mentions.c.article_id.in_(some) & speechless):
            silent[row.article_id].append(row)
    held = hands(connection, [row.id for some in silent.values() for row in some])
    old = rows.built(connection, [row for some in silent.values() for row in some if row.id in held], company)
    new = {mention.id for mention in fresh} - {mention.id for mention in old}
    found = []
    for before in old:
        fitting = [
            mention
            for mention in fresh
            if mention.id in new
            and mention.article == before.article
            and name_weight(mention.name, before.name, Commonness()) is not None
        ]
        if len(fitting) == 1:
            found.append(Join(before, fitting[0], READ_ANEW, {"read anew": READ_ANEW}))
    return found
