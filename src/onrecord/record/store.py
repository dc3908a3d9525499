"""The record: one file that keeps who said what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.reading.tiers import DEFAULT
from onrecord.record import loading
from onrecord.record.coding.verbs import CodingVerbs
from onrecord.record.issues.verbs import IssueVerbs
from onrecord.record.people.verbs import PeopleVerbs
from onrecord.record.results import (
    Added,
    Copied,
    Correction,
    Forgotten,
    Reread,
    Rows,
    Sourced,
    Stats,
    StoredArticle,
    StoredStatement,
)
from onrecord.record.search.verbs import SearchVerbs
from onrecord.record.variants.verbs import VariantVerbs
from onrecord.statement import Reading

if TYPE_CHECKING:
    from onrecord.batch import Batch
    from onrecord.intake import IntakeOptions, Original
    from onrecord.record.judging import Agreement
    from onrecord.record.prepared import Prepared


class Record(SearchVerbs, PeopleVerbs, VariantVerbs, CodingVerbs, IssueVerbs):
    """A record. Open one with :meth:`open`, close it with :meth:`close` or by leaving a ``with``."""

    def add(
        self,
        sources: Iterable[str | Path] | str | Path,
        *,
        options: IntakeOptions | None = None,
        processes: int | None = None,
        originals: bool = True,
        tier: str = DEFAULT,
        fail: Callable[[InputError], None] = lambda error: None,
        progress: Callable[[Batch], None] = lambda batch: None,
    ) -> Added:
        """Read articles into the record.

        An article whose text is known is passed over before it is read, one whose text has changed gets a new
        version, beside which the old one stays. Each is written as soon as it is read: what is written stays,
        whatever happens afterwards, and adding the same sources again goes on where it was ended.

        Args:
            sources: paths, folders, addresses, or ``-``; a single one may stand alone.
            options: what intake may do.
            processes: how many processes read; by default one for each core.
            originals: keep the bytes that the articles were read from.
            tier: by which tier of the reader.
            fail: is told of every input that cannot be read.
            progress: is called after every article.

        Returns:
            What was added.

        Raises:
            RecordError: the record cannot be written.
            TierError: the tier is not installed.
        """
        from onrecord.intake import IntakeOptions, expand
        from onrecord.record import adding

        return adding.add(
            self,
            list(expand(sources)),
            options or IntakeOptions(),
            processes=processes,
            originals=originals,
            tier=tier,
            fail=fail,
            progress=progress,
        )

    def add_readings(self, readings: Iterable[Reading | Sourced | Prepared]) -> Added:
        """Add readings that are made already, as :meth:`add` adds what it reads.

        They are written in groups of some thousand statements; an interruption loses at most the group that was
        under way.

        Args:
            readings: readings, alone, with where they came from, or made ready for the tables already.

        Returns:
            What was added.
        """
        from onrecord.record import adding

        return adding.add_readings(self, readings)

    def article(self, number: int) -> StoredArticle | None:
        """Return an article with its versions, and the statements of its current one; ``None`` if there is none."""
        with self.reading() as connection:
            return loading.article_by_id(connection, number)

    def statements(self, numbers: Sequence[int]) -> list[StoredStatement]:
        """Return the statements of these numbers, in their order."""
        with self.reading() as connection:
            return loading.statements_by_id(connection, numbers)

    def article_number(self, key: str) -> int | None:
        """Return the number of an article by its number, its address, or its id; ``None`` if there is none."""
        with self.reading() as connection:
            return loading.article_number(connection, key)

    def original(self, version: int) -> Original | None:
        """Return the bytes that a version of an article was read from; ``None`` if they were not kept."""
        with self.reading() as connection:
            return loading.original_of(connection, version)

    def reread(
        self,
        articles: Sequence[int] | None = None,
        *,
        again: bool = False,
        processes: int | None = None,
        tier: str = DEFAULT,
        fail: Callable[[InputError], None] = lambda error: None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Reread:
        """Read articles anew, and put what the present model finds in the place of what is there.

        A statement that is found in the same place keeps its number; people's corrections keep standing.

        Args:
            articles: their numbers; by default all.
            again: also those that the present model has read.
            processes: how many processes read; by default one for each core.
            tier: by which tier of the reader; its model is the present one.
            fail: is told of every article that cannot be read; what is there of it stays.
            progress: is called with how many are done with, and how many there are.

        Returns:
            What was done, with the corrections whose place is not found any more; they stay in the record.

        Raises:
            InputError: there is no such article.
            RecordError: the record cannot be written.
            TierError: the tier is not installed.
        """
        from onrecord.record import rereading

        return rereading.reread(
            self, articles, again=again, processes=processes, tier=tier, fail=fail, progress=progress
        )

    def correct(self, statement: int, field: str, value: Any, *, by: str) -> Correction:
        """Put something else in the place of what the model said; it stands until it is undone.

        Args:
            statement: the statement's number.
            field: a field of schema 1, or ``rejected``: that it is no statement at all.
            value: what is right, as in schema 1. A passage may be given by its words, a speaker by their name.
            by: who says so.

        Raises:
            InputError: there is no such statement, or the field cannot have this value.
            RecordError: the record cannot be written.
        """
        from onrecord.record import correcting

        return correcting.correct(self, statement, field, value, by)

    def correct_fields(self, statement: int, values: Mapping[str, Any], *, by: str) -> tuple[Correction, ...]:
        """Correct several fields of a statement at once: all of them, or none where one cannot have its value.

        Args:
            statement: the statement's number.
            values: what is right, by field, as for :meth:`correct`.
            by: who says so.

        Raises:
            InputError: there is no such statement, or a field cannot have its value.
            RecordError: the record cannot be written.
        """
        from onrecord.record import correcting

        return correcting.correct_fields(self, statement, values, by)

    def add_statement(self, article: int, fields: Mapping[str, Any], *, by: str) -> int:
        """Add a statement that the model missed; it stands until that is undone, as every correction does.

        Args:
            article: the article's number.
            fields: what it says, by field of schema 1: ``content`` at least; as for :meth:`correct`.
            by: who says so.

        Returns:
            The statement's number.

        Raises:
            InputError: there is no such article, a field cannot have its value, or some of its words belong to
                another statement.
            RecordError: the record cannot be written.
        """
        from onrecord.record import byhand

        return byhand.add(self, article, fields, by)

    def agreement(self) -> Agreement:
        """Return how far those who correct agree with the model, and with one another.

        Whoever corrected a statement, or called it right (``rejected``: false), has looked at it: what they left
        alone, they found right.
        """
        from onrecord.record import judging

        return judging.agreement(self)

    def labels(self) -> Iterator[dict[str, Any]]:
        """Yield what people put right as labels to train with: each article with its text, and its labels.

        A label has the fields of ``training/labels/statements.jsonl``, with source and cue beside the content, and
        ``statement``: false where somebody said that it is none. Every person's label stands for itself.
        """
        from onrecord.record import judging

        return judging.labels(self)

    def undo_correction(self, number: int, *, by: str) -> Correction:
        """Undo a correction: what stood before it stands again.

        Raises:
            InputError: there is no such correction.
            RecordError: the record cannot be written.
        """
        from onrecord.record import correcting

        return correcting.undo(self, number, by)

    def corrections(self, *, statement: int | None = None, lost: bool = False) -> tuple[Correction, ...]:
        """Return corrections, undone ones too, the oldest first.

        Args:
            statement: those of one statement; by default of all.
            lost: only those whose place in the article is not found any more.
        """
        from onrecord.record import correcting

        with self.reading() as connection:
            return correcting.corrections_of(connection, statement, lost)

    def forget_article(self, number: int, *, because: str, by: str) -> Forgotten:
        """Take an article out of the record for good: every version, its statements and originals.

        A note stays, which does not tell the article but knows it again: it is not added any more.

        Args:
            number: the article's number.
            because: why.
            by: by whose word.

        Raises:
            InputError: there is no such article.
            RecordError: the record cannot be written.
        """
        from onrecord.record import forgetting

        return forgetting.forget_article(self, number, because, by)

    def forget_speaker(self, name: str, *, because: str, by: str) -> Forgotten:
        """Take what somebody said out of the record for good.

        Their statements go, and in the texts of the articles their words and their name are covered (``█``), so
        that every other statement keeps its place; the originals of these articles go. It is done to what is added
        later too.

        Args:
            name: the speaker's name, whatever its case, or ``#`` and the number of a person.
            because: why.
            by: by whose word.

        Raises:
            InputError: nobody, or more than one person, speaks by this name.
            RecordError: the record cannot be written.
        """
        from onrecord.record import forgetting

        return forgetting.forget_speaker(self, name, because, by)

    def copy_to(
        self, other: Record, *, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Copied:
        """Copy everything that is in this record into another one, which must be empty.

        Every number stays, so that what refers to them elsewhere still holds; either may be a file or a database on
        a server. It is written whole or not at all.

        Args:
            other: where to.
            progress: is called with the rows that are copied, and how many there are.

        Raises:
            InputError: there is something in the other record.
            RecordError: it cannot be written.
        """
        from onrecord.record import copying

        return copying.copy(self, other, progress)

    def stats(self) -> Stats:
        """Return how much there is in the record."""
        from onrecord.record import counting

        return counting.stats(self)

    def sql(self, query: str, *, seconds: float = 30.0, limit: int | None = None) -> Rows:
        """Answer a query that reads the record's views, which ``docs/record.md`` lists.

        Args:
            query: one SELECT statement of SQLite's SQL.
            seconds: the longest that it may take.
            limit: the most rows to return.

        Raises:
            InputError: it is no such query, would write, or takes too long.
        """
        from onrecord.record import querying

        return querying.sql(self, query, seconds, limit)

    def views(self) -> dict[str, tuple[str, ...]]:
        """Return the views that :meth:`sql` can ask, and their columns."""
        from onrecord.record import querying

        return querying.columns_of(self)
