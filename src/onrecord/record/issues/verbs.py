"""What a record can be asked of issues, and of who is against whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.record.file import RecordFile

if TYPE_CHECKING:
    from onrecord.record.issues.results import (
        Affiliations,
        Against,
        By,
        Compared,
        Example,
        Holder,
        Issue,
        Standing,
        Tuned,
    )
    from onrecord.record.search.results import Filters


class IssueVerbs(RecordFile):
    """The verbs of a record that follow issues."""

    def new_issue(
        self, name: str, about: str, *, like: Iterable[int] = (), threshold: float | None = None, by: str
    ) -> Issue:
        """Follow a course of action: gather the statements that take a position on it, by words and by meaning.

        Args:
            name: what it shall be called by: letters, digits, dots, dashes and underscores.
            about: the course of action, in words: ``sending troops to Ukraine``.
            like: numbers of statements that belong to it; what is like them is nearer to it.
            threshold: the score from which a statement belongs to it, from 0.25 to 1.
            by: who says so.

        Raises:
            InputError: there is an issue of this name, nothing is told by the words, or there is no such statement.
            RecordError: the record cannot be written.
        """
        from onrecord.record.issues import defining

        return defining.new(self, name, about, like=like, threshold=threshold, by=by)

    def change_issue(
        self,
        name: str,
        *,
        about: str | None = None,
        threshold: float | None = None,
        rename: str | None = None,
    ) -> Issue:
        """Change what an issue is about, its threshold or its name; what was said of statements stays.

        Raises:
            InputError: there is no such issue, or it cannot be changed so.
            RecordError: the record cannot be written.
        """
        from onrecord.record.issues import defining

        return defining.change(self, name, about, threshold, rename)

    def delete_issue(self, name: str) -> Issue:
        """Take an issue away, with what was said of statements; the statements stay. Return it as it was.

        Raises:
            InputError: there is no such issue.
            RecordError: the record cannot be written.
        """
        from onrecord.record.issues import defining

        return defining.remove(self, name)

    def issues(self) -> tuple[Issue, ...]:
        """Return all issues, by name."""
        from onrecord.record.issues import defining

        return defining.every(self)

    def issue(
        self,
        name: str,
        *,
        by: By = "speaker",
        speaker: Sequence[str] = (),
        outlet: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        page: int = 1,
        limit: int = 20,
    ) -> Standing:
        """Return where they stand on an issue: positions over time, the present one, shifts.

        A stand on an action that goes the other way round ("stop arming") is put on the issue's scale.

        Args:
            name: the issue.
            by: whose positions are put together: each speaker's, each state's, or each party's.
            speaker: only theirs, by names or ``#`` and a person's number. One of whom no position was seen is a holder
                without a present one.
            outlet: only what these published.
            since: published on this day or later: ``2031-05-06``, ``2031-05`` or ``2031``.
            until: published on this day or earlier.
            page: which page, from 1.
            limit: the holders of a page, at most 1,000.

        Raises:
            InputError: there is no such issue, speaker or outlet (names that are near are offered), or no such day.
        """
        from onrecord.record.issues import standing
        from onrecord.record.search.results import Filters
        from onrecord.record.search.run import check_page

        check_page(page, limit)
        filters = Filters(speaker=speaker, outlet=outlet, since=since, until=until)
        return standing.standing(self, name, by=by, filters=filters, page=page, limit=limit)

    def stand(self, name: str, speaker: str) -> Holder | None:
        """Return where one speaker stands on an issue; ``None`` if they take no position on it.

        Args:
            name: the issue.
            speaker: a name, or ``#`` and a person's number.

        Raises:
            InputError: there is no such issue or speaker; names that are near are offered.
        """
        from onrecord.record.issues import standing

        return standing.stand_of(self, name, speaker)

    def issue_examples(self, name: str, limit: int = 10) -> tuple[Example, ...]:
        """Return statements that lie around an issue's threshold, and of which nothing was said, the surest first.

        Args:
            name: the issue.
            limit: how many, at most 200.

        Raises:
            InputError: there is no such issue.
        """
        from onrecord.record.issues import tuning

        return tuning.examples(self, name, limit)

    def tune_issue(self, name: str, yes: Iterable[int] = (), no: Iterable[int] = (), *, by: str) -> Tuned:
        """Fit an issue to answers: what is like them is scored by them, and the threshold is moved.

        The answers are remembered, as by :meth:`include` and :meth:`exclude`.

        Args:
            name: the issue.
            yes: numbers of statements that belong to it.
            no: numbers of statements that do not.
            by: who says so.

        Raises:
            InputError: there is no such issue or statement, or no answer, now or before.
            RecordError: the record cannot be written.
        """
        from onrecord.record.issues import tuning

        return tuning.tune(self, name, yes, no, by)

    def include(self, name: str, statements: Iterable[int], *, turned: bool | None = None, by: str) -> Issue:
        """Say of statements that they belong to an issue, whatever their scores; it stands through re-readings.

        Args:
            name: the issue.
            statements: their numbers.
            turned: whether their actions go the other way round than the issue; ``None``: as their words say.
            by: who says so.

        Raises:
            InputError: there is no such issue or statement.
            RecordError: the record cannot be written.
        """
        from onrecord.record.issues import defining

        return defining.judge(self, name, statements, belongs=True, turned=turned, by=by)

    def exclude(self, name: str, statements: Iterable[int], *, by: str) -> Issue:
        """Say of statements that they do not belong to an issue, whatever their scores; it stands through re-readings.

        Raises:
            InputError: there is no such issue or statement.
            RecordError: the record cannot be written.
        """
        from onrecord.record.issues import defining

        return defining.judge(self, name, statements, belongs=False, turned=None, by=by)

    def leave(self, name: str, statements: Iterable[int]) -> Issue:
        """Take back what was said of statements: their scores decide again.

        Raises:
            InputError: there is no such issue, or nothing was said of one of them.
            RecordError: the record cannot be written.
        """
        from onrecord.record.issues import defining

        return defining.leave(self, name, statements)

    def gather(self, progress: Callable[[int], None] = lambda done: None) -> int:
        """Look for what belongs to issues among the statements that came or changed since this was done last.

        Args:
            progress: is called with the statements done, every two thousand.

        Returns:
            How many were looked at.

        Raises:
            RecordError: the record cannot be written.
        """
        from onrecord.record.issues import gathering

        return gathering.gather(self, progress)

    def compare_issue(self, name: str, one: str, other: str) -> Compared:
        """Compare what two outlets printed of an issue: whom they let speak, and where each has them stand.

        Raises:
            InputError: there is no such issue or outlet; names that are near are offered.
        """
        from onrecord.record.issues import comparing

        return comparing.compare(self, name, one, other)

    def against(
        self, *, issue: str | None = None, filters: Filters | None = None, limit: int | None = None
    ) -> Against:
        """Return who criticises and who supports whom, counted, with the statements that it rests on.

        Args:
            issue: of the statements of this issue alone, those that take no position on it too.
            filters: what must hold of the statements: a period, a speaker, an outlet, ...
            limit: the most frequent so many; by default all.

        Raises:
            InputError: there is no such issue, or a filter names nobody in the record.
        """
        from onrecord.record.issues import acting
        from onrecord.record.search.results import Filters

        return acting.against(self, issue, filters or Filters(), limit)

    def affiliations(
        self,
        names: Iterable[str] = (),
        *,
        by: By = "speaker",
        since: str | None = None,
        until: str | None = None,
    ) -> Affiliations:
        """Return who agrees and disagrees with which issues, as discourse network analysis has it.

        Args:
            names: the issues; by default all.
            by: who the actors are.
            since: published on this day or later.
            until: published on this day or earlier.

        Raises:
            InputError: there is no such issue, or no such day.
        """
        from onrecord.record.issues import affiliating
        from onrecord.record.search.results import Filters

        return affiliating.affiliations(self, names, by, Filters(since=since, until=until))
