"""What a record can be asked: search, choose, look at who speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from onrecord.record.file import RecordFile

if TYPE_CHECKING:
    from onrecord.record.search.choosing import Chosen
    from onrecord.record.search.results import Filters, Found, Order, Speaker, Speakers


class SearchVerbs(RecordFile):
    """The verbs of a record that search it."""

    def search(
        self,
        query: str = "",
        filters: Filters | None = None,
        *,
        meaning: bool = False,
        order: Order = "best",
        page: int = 1,
        limit: int = 20,
        facets: bool = False,
    ) -> Found:
        """Return statements that have some words and pass some filters, a page at a time.

        Args:
            query: words that must all be there, ``"phrases"``, ``OR`` between two of them, ``-`` before what must
                not be there, ``*`` behind the first letters of a word. Without any, the filters alone choose.
            filters: what else must hold.
            meaning: find also what is said in other words; what is nearest in meaning comes first, and ``order``
                does not count. What was added since the last such search is learnt first, if the record is open
                for writing (see :meth:`learn`).
            order: what comes first: what fits best, or the newest, or the oldest.
            page: which page, from 1.
            limit: the statements of a page, at most 1,000.
            facets: count what the statements found have in common.

        Raises:
            InputError: a filter names nobody in the record or has no such value, the query is too long or has no
                word in it.
        """
        from onrecord.record.search import run
        from onrecord.record.search.results import Filters

        filters = filters or Filters()
        if meaning:
            return run.search_meaning(self, query, filters, page=page, limit=limit, facets=facets)
        return run.search(self, query, filters, order=order, page=page, limit=limit, facets=facets)

    def chosen(
        self, query: str = "", filters: Filters | None = None, *, meaning: bool = False
    ) -> Iterator[Chosen]:
        """Yield all statements that have some words and pass some filters, an article at a time.

        They come in the order in which the articles were added, and of an article in the order of its text; all
        are of one state of the record, whatever is written to it meanwhile.

        Args:
            query: words, as for :meth:`search`.
            filters: what else must hold.
            meaning: as for :meth:`search`, of what is learnt already; only the nearest some hundred are found.

        Raises:
            InputError: as :meth:`search`.
        """
        from onrecord.record.search import choosing
        from onrecord.record.search.results import Filters

        return choosing.chosen(self, query, filters or Filters(), meaning=meaning)

    def learn(self, progress: Callable[[int], None] = lambda done: None) -> int:
        """Learn what statements mean that were added or changed since this was done last, for search by meaning.

        Args:
            progress: is called with the statements done, every thousand.

        Returns:
            How many were learnt.

        Raises:
            RecordError: the record cannot be written.
        """
        from onrecord.record.meaning import vectors

        return vectors.learn(self, progress)

    def unlearnt(self) -> int:
        """Return how many statements :meth:`learn` would look at."""
        from onrecord.record.meaning import vectors

        with self.reading() as connection:
            return vectors.unlearnt(connection)

    def speakers(self, filters: Filters | None = None, *, page: int = 1, limit: int = 20) -> Speakers:
        """Return who speaks, who said most first, a page at a time.

        Args:
            filters: what must hold of the statements that count.
            page: which page, from 1.
            limit: the speakers of a page, at most 1,000.

        Raises:
            InputError: a filter names nobody in the record or has no such value.
        """
        from onrecord.record.search import run, speakers
        from onrecord.record.search.results import Filters

        run.check_page(page, limit)
        return speakers.all_speakers(self, filters or Filters(), page, limit)

    def speaker(self, name: str) -> Speaker:
        """Return what is known of one speaker: roles, acts, whom they criticise and support, latest statements.

        Args:
            name: the name, ``#`` and the number of a person, or a part of a name that only one speaker has.

        Raises:
            InputError: nobody is called so, or several are; the message names those who may be meant.
        """
        from onrecord.record.search import speakers

        return speakers.speaker(self, name)
