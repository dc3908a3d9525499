"""What a record tells of the same words elsewhere: variants, copies, and whether something was said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from onrecord.record.file import RecordFile

if TYPE_CHECKING:
    from onrecord.record.search.results import Filters
    from onrecord.record.variants.results import (
        Checked,
        Compared,
        Order,
        Report,
        Reports,
        VariantSet,
        VariantSets,
    )


class VariantVerbs(RecordFile):
    """The verbs of a record that find the same words elsewhere."""

    def compare(self, progress: Callable[[int], None] = lambda done: None) -> Compared:
        """Find variants and copies among what came into the record, or changed, since this was done last.

        What is found is the same whether it is looked for once for all or after every article.

        Args:
            progress: is called with the quotations done, every few thousand.

        Returns:
            What was done, and what there is now.

        Raises:
            RecordError: the record cannot be written.
        """
        from onrecord.record.variants import comparing

        return comparing.compare(self, progress)

    def uncompared(self) -> int:
        """Return how many quotations and texts :meth:`compare` would look at."""
        from onrecord.record.variants import copies, finding

        with self.reading() as connection:
            return finding.waiting(connection) + copies.waiting(connection)

    def variants(
        self,
        filters: Filters | None = None,
        *,
        order: Order = "interesting",
        articles: int = 2,
        page: int = 1,
        limit: int = 20,
    ) -> VariantSets:
        """Return sets of quotations that are the same words, a page at a time.

        Args:
            filters: what must hold of one of a set's statements at least.
            order: what comes first.
            articles: in how many articles a set must be at least.
            page: which page, from 1.
            limit: the sets of a page, at most 1,000.

        Raises:
            InputError: a filter names nobody in the record or has no such value.
        """
        from onrecord.record.search import run
        from onrecord.record.search.results import Filters
        from onrecord.record.variants import sets

        run.check_page(page, limit)
        return sets.list_sets(
            self, filters or Filters(), order=order, articles=articles, page=page, limit=limit
        )

    def variant_set(self, statement: int) -> VariantSet | None:
        """Return the set that a statement is in, with all its variants; ``None`` if its words are nowhere else.

        Args:
            statement: the number of any statement of the set; a set's own number is one of them.
        """
        from onrecord.record.variants import sets

        return sets.set_with(self, statement)

    def check(self, words: str, *, speaker: str | None = None, limit: int = 20) -> Checked:
        """Say what the record knows of some words: who said them, where first, in which variants.

        That the record has nothing like them does not mean that they were never said.

        Args:
            words: the words.
            speaker: who is asked for: a name, or ``#`` and the number of a person.
            limit: how many of the quotations that have them are returned.

        Raises:
            InputError: the words are too few to be looked for, or the name means nobody in the record; names that
                are near are offered.
        """
        from onrecord.record.variants import checking

        return checking.check(self, words, speaker, limit)

    def reports(self, *, page: int = 1, limit: int = 20) -> Reports:
        """Return the reports that several articles print, the most copied first, a page at a time.

        Args:
            page: which page, from 1.
            limit: the reports of a page, at most 1,000.
        """
        from onrecord.record.search import run
        from onrecord.record.variants import reports

        run.check_page(page, limit)
        return reports.list_reports(self, page, limit)

    def report(self, article: int) -> Report | None:
        """Return the report that an article prints, with all articles that print it; ``None``: not compared yet.

        Args:
            article: the article's number.
        """
        from onrecord.record.variants import reports

        return reports.report_of(self, article)
