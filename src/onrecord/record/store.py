"""The record: one file that keeps who said what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.record import loading
from onrecord.record.file import RecordFile
from onrecord.record.results import (
    Added,
    Correction,
    Forgotten,
    Reread,
    Rows,
    Sourced,
    Stats,
    StoredArticle,
    StoredStatement,
)
from onrecord.statement import Reading

if TYPE_CHECKING:
    from onrecord.batch import Batch
    from onrecord.intake import IntakeOptions, Original
    from onrecord.record.people.results import Decision, Identified, Linked, Person
    from onrecord.record.search.choosing import Chosen
    from onrecord.record.search.results import Filters, Found, Order, Speaker, Speakers


class Record(RecordFile):
    """A record. Open one with :meth:`open`, close it with :meth:`close` or by leaving a ``with``."""

    def add(
        self,
        sources: Iterable[str | Path],
        *,
        options: IntakeOptions | None = None,
        processes: int | None = None,
        originals: bool = True,
        fail: Callable[[InputError], None] = lambda error: None,
        progress: Callable[[Batch], None] = lambda batch: None,
    ) -> Added:
        """Read articles into the record.

        An article whose text is known is passed over before it is read, one whose text has changed gets a new
        version, beside which the old one stays. Each is written as soon as it is read: what is written stays,
        whatever happens afterwards, and adding the same sources again goes on where it was ended.

        Args:
            sources: paths, folders, addresses, or ``-``.
            options: what intake may do.
            processes: how many processes read; by default one for each core.
            originals: keep the bytes that the articles were read from.
            fail: is told of every input that cannot be read.
            progress: is called after every article.

        Returns:
            What was added.

        Raises:
            RecordError: the record cannot be written.
        """
        from onrecord.intake import IntakeOptions, expand
        from onrecord.record import adding

        return adding.add(
            self,
            list(expand(sources)),
            options or IntakeOptions(),
            processes=processes,
            originals=originals,
            fail=fail,
            progress=progress,
        )

    def add_readings(self, readings: Iterable[Reading | Sourced]) -> Added:
        """Add readings that are made already, as :meth:`add` adds what it reads.

        They are written in groups of some thousand statements; an interruption loses at most the group that was
        under way.

        Args:
            readings: readings, or readings with where they came from.

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
        fail: Callable[[InputError], None] = lambda error: None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Reread:
        """Read articles anew, and put what the present model finds in the place of what is there.

        A statement that is found in the same place keeps its number; people's corrections keep standing.

        Args:
            articles: their numbers; by default all.
            again: also those that the present model has read.
            processes: how many processes read; by default one for each core.
            fail: is told of every article that cannot be read; what is there of it stays.
            progress: is called with how many are done with, and how many there are.

        Returns:
            What was done, with the corrections whose place is not found any more; they stay in the record.

        Raises:
            InputError: there is no such article.
            RecordError: the record cannot be written.
        """
        from onrecord.record import rereading

        return rereading.reread(
            self, articles, again=again, processes=processes, fail=fail, progress=progress
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

    def identify(self, *, again: bool = False) -> Identified:
        """Find out whose the mentions are that came into the record since this was done last.

        It costs about a second for 5,000 new mentions, and nothing for those that were looked at.

        Args:
            again: decide anew about all of them, with the present model. What people decided stands, and people
                keep their numbers.

        Returns:
            What was done.

        Raises:
            RecordError: the record cannot be written.
        """
        from onrecord.record.people import identifying

        return identifying.identify(self, again)

    def people(self, name: str) -> tuple[Person, ...]:
        """Return the people whom a name may mean, with what was decided about them, who speaks most often first.

        Args:
            name: a name that an article calls them by, whatever its case, or ``#`` and a person's number.
        """
        from onrecord.record.people import finding

        return finding.show(self, name)

    def merge_people(self, one: str, other: str, *, by: str) -> Decision:
        """Decide that two people are one; the older keeps the number, and the other number leads there.

        Args:
            one: a name, or ``#`` and a number.
            other: a name, or ``#`` and a number.
            by: who says so.

        Raises:
            InputError: a name means nobody, or several people; or both mean the same.
            RecordError: the record cannot be written.
        """
        from onrecord.record.people import deciding

        return deciding.merge(self, one, other, by)

    def split_person(self, person: str, mentions: Sequence[int], *, by: str) -> Decision:
        """Decide that some of a person's mentions are somebody else's, who gets a number of their own.

        Args:
            person: a name, or ``#`` and a number.
            mentions: the mentions' numbers, which :meth:`people` gives.
            by: who says so.

        Raises:
            InputError: there is no such person, or they have no such mention, or no other.
            RecordError: the record cannot be written.
        """
        from onrecord.record.people import deciding

        return deciding.split(self, person, mentions, by)

    def undo_decision(self, number: int, *, by: str) -> Decision:
        """Undo a decision about who is who.

        What a person decided is as if it had not been; what a model put together is kept apart from now on.

        Args:
            number: the decision's number.
            by: who says so.

        Returns:
            The decision that was undone; where that was a model's, the split that stands in its place.

        Raises:
            InputError: there is no such decision, or it cannot be undone.
            RecordError: the record cannot be written.
        """
        from onrecord.record.people import deciding

        return deciding.undo(self, number, by)

    def link_people(
        self, path: str | Path, *, fail: Callable[[InputError], None] = lambda error: None
    ) -> Linked:
        """Link people to the entries of a reference list.

        Args:
            path: a file of Wikidata's or FollowTheMoney's JSON lines, or of Popolo's JSON.
            fail: is told of every line that cannot be read.

        Returns:
            The links, and the people whom more than one entry fits, or one not surely; they are left open.

        Raises:
            InputError: the file cannot be read.
            RecordError: the record cannot be written.
        """
        from onrecord.record.people import linking

        return linking.link(self, Path(path), fail)

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
