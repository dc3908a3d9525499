"""What a record gives of issues, and of who is against whom: frozen types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.record.results import StoredStatement
from onrecord.record.search.results import Who
from onrecord.statement import Act, Passage, Stand

By = Literal["speaker", "state", "party"]
"""Whose positions are put together: each speaker's, or those of all who speak for a state or a party."""

Judged = Literal["in", "out"]
"""What somebody said of a statement: that it belongs to an issue, or that it does not."""

Side = Literal["no", "open", "yes"]
"""Where a stand lies: ruled out and opposed, open, or favoured, pledged and done."""

_SIDES: dict[Stand, Side] = {
    "ruled_out": "no",
    "opposed": "no",
    "open": "open",
    "favoured": "yes",
    "pledged": "yes",
    "done": "yes",
}


def side_of(stand: Stand) -> Side:
    """Return where a stand lies."""
    return _SIDES[stand]


@dataclass(frozen=True, slots=True)
class Issue:
    """A course of action that is followed over time.

    Attributes:
        name: what it is called by.
        about: the course of action, in words.
        threshold: the score, from 0 to 1, from which a statement belongs to it.
        statements: how many statements take a position on it.
        speakers: how many speak in these.
        first: the day of the first of them, as they were published.
        last: the day of the last.
        included: how many somebody said of that they belong to it.
        excluded: how many somebody said of that they do not.
        lost: how many of those are not found any more in their articles.
        waiting: statements that came or changed since statements were gathered, and were not looked at.
    """

    name: str
    about: str
    threshold: float
    by: str
    created_at: str
    statements: int
    speakers: int
    first: str | None
    last: str | None
    included: int
    excluded: int
    lost: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A position on an issue that a statement takes.

    Attributes:
        statement: the statement, with its article, outlet, speakers and words.
        place: which of ``statement.statement.positions`` it is.
        stand: where it lies on the issue's scale, from ruled out to done.
        put: the stand as the article puts it; another one than ``stand`` where ``turned``.
        turned: whether its action goes the other way round ("stop arming" where the issue is arming).
        action: the course of action in the article's words.
        condition: what it hangs on.
        score: how surely it is of this issue, from 0 to 1.
        judged: ``in`` where somebody said that it belongs to the issue, else ``None``.
        day: the day that it was said, where the article tells, else the day that it was published.
        said: whether ``day`` is the day that it was said.
        confidence: the probability that the statement, its speaker and its position were read right.
    """

    statement: StoredStatement
    place: int
    stand: Stand
    put: Stand
    turned: bool
    action: Passage
    condition: Passage | None
    score: float
    judged: Judged | None
    day: str | None
    said: bool
    confidence: float

    @property
    def side(self) -> Side:
        """Where the stand lies."""
        return side_of(self.stand)


@dataclass(frozen=True, slots=True)
class Shift:
    """Another stand than the day before that one was taken on; both statements are its evidence.

    Attributes:
        before: the position on the earlier day.
        after: the position on the later day.
        across: whether it goes from one side (no, open, yes) to another.
        towards: whether it moves towards yes or towards no.
    """

    before: Taken
    after: Taken
    across: bool
    towards: Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody and their positions on an issue.

    Attributes:
        who: who it is; of a state or a party, ``who.person`` is ``None``.
        positions: the positions, the oldest first; those of no day come before all others.
        present: the latest one, of those of one day the surest; ``None``: no position was seen, which is no "no".
        shifts: where they took another stand than before, the oldest first.
        silent: statements of theirs on the issue that take no position.
        speakers: who speaks for a state or a party, the most frequent first.
    """

    who: Who
    positions: tuple[Taken, ...]
    present: Taken | None
    shifts: tuple[Shift, ...]
    silent: int
    speakers: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where they stand on an issue, a page of holders at a time; who has most positions comes first.

    Attributes:
        issue: the issue.
        by: whose positions are put together.
        holders: the holders of the page.
        total: how many there are.
        page: which page it is, from 1.
        limit: the holders of a full page.
        statements: how many statements take the positions, of all pages.
        stands: of how many holders each stand is the present one, of all pages, from no to yes; zeros too.
        outlets: how many of the statements each outlet printed, the most first.
        unplaced: statements of speakers whose state or party is not known; 0 where positions are by speaker.
    """

    issue: Issue
    by: By
    holders: tuple[Holder, ...]
    total: int
    page: int
    limit: int
    statements: int
    stands: tuple[tuple[Stand, int], ...]
    outlets: tuple[tuple[str, int], ...]
    unplaced: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.limit)


@dataclass(frozen=True, slots=True)
class Example:
    """A statement near an issue's threshold, to be told whether it belongs to it.

    Attributes:
        statement: the statement.
        score: its score.
        judged: what was said of it already.
        stands: its positions as they would stand on the issue's scale.
    """

    statement: StoredStatement
    score: float
    judged: Judged | None
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Tuned:
    """What tuning did: the threshold before and after, and how many answers the issue now agrees with.

    Answers stand whatever the threshold is; ``agreeing`` counts those that the score alone gives.
    """

    issue: Issue
    before: float
    after: float
    answers: int
    agreeing: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What one outlet printed of somebody's positions on an issue.

    ``present`` is the latest position that it printed; ``None``: it printed none, which is no "no".
    """

    statements: int
    present: Taken | None
    stands: tuple[tuple[Stand, int], ...]


@dataclass(frozen=True, slots=True)
class ComparedHolder:
    """Somebody's positions as two outlets printed them.

    Attributes:
        who: who it is.
        one: what the first outlet printed.
        other: what the second outlet printed.
        differ: whether both printed a position, and the latest ones lie on different sides.
    """

    who: Who
    one: Printed
    other: Printed
    differ: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """An issue in two outlets.

    Attributes:
        issue: the issue.
        outlets: the outlets as they are spelt.
        statements: how many statements with a position each printed.
        speakers: how many spoke in these.
        stands: how many statements take each stand, for each outlet, from no to yes; zeros too.
        holders: speaker by speaker: first those whom both printed, then the others; by number of statements.
    """

    issue: Issue
    outlets: tuple[str, str]
    statements: tuple[int, int]
    speakers: tuple[int, int]
    stands: tuple[tuple[Stand, int, int], ...]
    holders: tuple[ComparedHolder, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """Who directs an act at whom, how often, and the numbers of the statements that do so, the newest first.

    Attributes:
        source: who acts.
        target: at whom or what it is directed; ``kind`` is empty where the record knows nobody of this name.
        act: ``criticise`` or ``support``.
        count: how many statements.
        first: the day of the first.
        last: the day of the last.
        statements: the numbers of the statements.
    """

    source: Who
    target: Who
    act: Act
    count: int
    first: str | None
    last: str | None
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """Who criticises and who supports whom.

    Attributes:
        edges: the most frequent first.
        total: how many edges there are; more than ``edges`` where these were limited.
        statements: how many statements they rest on, all edges together.
        unnamed: statements that direct such an act at somebody, and of which nobody is known to be the speaker.
    """

    edges: tuple[Edge, ...]
    total: int
    statements: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Somebody's statements on an issue as discourse network analysis counts them.

    ``open`` statements neither agree nor disagree; the weight of the affiliation is ``agree - disagree``.
    """

    who: Who
    issue: str
    agree: int
    disagree: int
    open: int


@dataclass(frozen=True, slots=True)
class Event:
    """One statement of the event list: who takes which side on which issue, when and where."""

    statement: int
    day: str | None
    article: int
    title: str | None
    outlet: str | None
    who: Who
    issue: str
    agree: bool
    text: str


@dataclass(frozen=True, slots=True)
class Affiliations:
    """Actors and issues: the two-mode network of discourse network analysis (Leifeld, 2017).

    Attributes:
        issues: the concepts.
        ties: the affiliations, by actor.
        events: the statements that agree or disagree, by day.
    """

    issues: tuple[str, ...]
    ties: tuple[Affiliation, ...]
    events: tuple[Event, ...]
