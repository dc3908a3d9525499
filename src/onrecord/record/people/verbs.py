"""Who is who in a record: identify, merge, split, undo, link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.record.file import RecordFile

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.record.people.results import Decision, Identified, Linked, Person


class PeopleVerbs(RecordFile):
    """The verbs of a record that say who is who."""

    def identify(
        self, *, again: bool = False, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Identified:
        """Find out whose the mentions are that came into the record since this was done last.

        It costs about a second of one core for 1,500 new mentions, and nothing for those that were looked at. An
        interruption loses nothing: what was found out is written at once at the end, or not at all.

        Args:
            again: decide anew about all of them, with the present model. What people decided stands, and people
                keep their numbers.
            progress: is called with how many mentions are done with, and how many there are.

        Returns:
            What was done.

        Raises:
            RecordError: the record cannot be written.
        """
        from onrecord.record.people import identifying

        return identifying.identify(self, again, progress)

    def people(self, name: str) -> tuple[Person, ...]:
        """Return the people whom a name may mean, with what was decided about them, who speaks most often first.

        Args:
            name: a name that an article calls them by, whatever its case, or ``#`` and a person's number.
        """
        from onrecord.record.people import finding

        return finding.show(self, name)

    def near_people(self, name: str) -> tuple[str, ...]:
        """Return names of people in the record that are spelt nearly like one, the nearest first, five at most.

        Args:
            name: a name that is nobody's.
        """
        from onrecord.record.people import finding

        return finding.near(self, name)

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

        return linking.link(self, path, fail)
