"""What ``onrecord sql`` can be asked: views that stay as they are when the tables behind them change.

They are made anew for each query and hide the tables of the same names. ``words_at``, ``text_of`` and ``id_of`` are
functions of our own, for texts are compressed in the file and ids are numbers there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from onrecord.record.keys import id_of, spans_of
from onrecord.record.packed import unpack
from onrecord.statement import slice_of

VIEWS: Final = {
    "articles": """
        SELECT articles.id, key, url, outlet, title, authors, published, substr(published, 1, 10) AS day, language,
               number AS version, digest, source, extractors.name AS extractor, added_at,
               models.name AS model, read_at, text_of(text) AS text
        FROM main.articles JOIN main.versions ON versions.article_id = articles.id
             JOIN main.tools AS models ON models.id = model_id
             LEFT JOIN main.tools AS extractors ON extractors.id = extractor_id
        WHERE current""",
    "statements": """
        SELECT statements.id, id_of(anchor) AS statement_id, article_id, within_id,
               (SELECT group_concat(name, ' | ') FROM (
                    SELECT name FROM main.speakers JOIN main.mentions ON mentions.id = mention_id
                    WHERE statement_id = statements.id ORDER BY place) AS theirs) AS speakers,
               words_at(text, content) AS text, quote, mode, act, target, said, day, outlet, title, url,
               confidence, corrected
        FROM main.statements JOIN main.versions ON versions.id = version_id
        WHERE statements.current AND NOT rejected""",
    "speakers": """
        SELECT statement_id, speakers.place, name, kind, roles, person_id, speakers.confidence, mention_id, article_id
        FROM main.speakers JOIN main.statements ON statements.id = statement_id
             JOIN main.mentions ON mentions.id = mention_id
        WHERE current AND NOT rejected""",
    "positions": """
        SELECT statement_id, positions.place, stand, action, condition
        FROM main.positions JOIN main.statements ON statements.id = statement_id
        WHERE current AND NOT rejected""",
    "people": "SELECT id, name, kind, reference, created_at FROM main.people",
    "versions": """
        SELECT versions.id, article_id, number, current, digest, url, outlet, title, published, language, source,
               added_at, models.name AS model, read_at, text_of(text) AS text
        FROM main.versions JOIN main.tools AS models ON models.id = model_id""",
    "originals": """
        SELECT version_id, article_id, originals.digest, address, content_type, fetched_at, size
        FROM main.originals JOIN main.versions ON versions.id = version_id""",
    "corrections": """
        SELECT corrections.id, statement_id, article_id, field, value, exact, placed, "by", at, undone_by, undone_at
        FROM main.corrections JOIN main.versions ON versions.id = version_id""",
    "codes": """
        SELECT statement_id, field, code
        FROM main.codes JOIN main.coded ON coded.id = coded_id JOIN main.statements ON statements.id = statement_id
        WHERE current AND NOT rejected""",
    "codings": """
        SELECT statement_id, field, coder, code
        FROM main.codings JOIN main.coded ON coded.id = coded_id JOIN main.statements ON statements.id = statement_id
        WHERE current AND NOT rejected""",
    "forgotten": 'SELECT id, kind, articles, statements, because, "by", at FROM main.forgotten',
}
"""The views by name, as SQL."""


@lru_cache(maxsize=64)
def text_of(packed: bytes) -> str:
    """Return a text that is packed in the file; what SQL cannot hold is replaced."""
    return unpack(packed).decode("utf-8", "replace")


def words_at(packed: bytes, spans: str) -> str:
    """Return the words of a packed text at spans that are written ``47-122;130-141``."""
    return slice_of(_exact(packed), spans_of(spans)).encode("utf-8", "replace").decode()


@lru_cache(maxsize=64)
def _exact(packed: bytes) -> str:
    return unpack(packed).decode("utf-8", "surrogatepass")


FUNCTIONS: Final[dict[str, tuple[int, Callable[..., Any]]]] = {
    "text_of": (1, text_of),
    "words_at": (2, words_at),
    "id_of": (1, id_of),
}
"""The functions that the views call: how many arguments they take, and what they are."""
