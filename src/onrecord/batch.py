"""Many sources, read one after another: what goes wrong with one costs nothing else."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.export.words import number_of, one_line, shortened
from onrecord.reading.tiers import DEFAULT
from onrecord.statement import Reading

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from onrecord.intake import Found, IntakeOptions
    from onrecord.reading.reader import Reader

# The first articles are read in this process: others take longer to start than these few to be read.
FEW: Final = 4

_LINES: Final = (".jsonl", ".ndjson")

LONGEST_NAME: Final = 300
"""Characters of a source's name that an error shows."""


def outcomes(
    reader: Reader, articles: Iterator[Article], processes: int | None, precise: int | None = None
) -> Iterator[Reading | InputError]:
    """Yield the readings of articles, in order, or the errors that they cannot be read for."""
    return chain(
        reader.read_many(islice(articles, FEW), processes=1, precise=precise),
        reader.read_many(articles, processes=processes, precise=precise),
    )


class Batch:
    """The readings of the sources, in order.

    Args:
        sources: paths, addresses, or ``-``; no folders.
        options: what intake may do.
        processes: how many processes read; by default one for each core.
        fail: is told of every input that cannot be read.
        wanted: tells whether an article is to be read; by default all are.
        tier: by which tier of the reader.
        precise: leave out so many of the less certain statements that this percentage of the rest is right.

    Attributes:
        done: how many sources are done with.
        passed: how many articles were not wanted.
        read: how many articles were read.
        failed: how many inputs could not be read.
    """

    def __init__(
        self,
        sources: Sequence[str | Path],
        options: IntakeOptions,
        processes: int | None,
        fail: Callable[[InputError], None],
        wanted: Callable[[Article], bool] = lambda article: True,
        *,
        tier: str = DEFAULT,
        precise: int | None = None,
    ) -> None:
        self._sources = sources
        self._options = options
        self._processes = processes
        self._fail = fail
        self._wanted = wanted
        self._tier = tier
        self._precise = precise
        self._waiting: deque[tuple[int, str, Found]] = deque()
        self.done = 0
        self.passed = 0
        self.read = 0
        self.failed = 0

    def __iter__(self) -> Iterator[tuple[str, Reading]]:
        """Yield the name and the reading of every article that can be read."""
        for name, reading, _ in self.with_originals():
            yield name, reading

    def with_originals(self) -> Iterator[tuple[str, Reading, Found]]:
        """Yield the name and the reading of every article that can be read, and what it was read from."""
        from onrecord.reading.reader import Reader

        reader = Reader(tier=self._tier)
        for outcome in outcomes(reader, self._articles(), self._processes, self._precise):
            self.done, name, found = self._waiting.popleft()
            if isinstance(outcome, Reading):
                self.read += 1
                yield name, outcome, found
            else:
                self._failed(type(outcome)(name, outcome.cause))
        self.done = len(self._sources)

    @property
    def seen(self) -> int:
        """How many articles are done with: read, passed over, or failed."""
        return self.read + self.passed + self.failed

    def _articles(self) -> Iterator[Article]:
        from onrecord.intake import load_with_originals

        for place, source in enumerate(self._sources):
            try:
                for number, item in enumerate(load_with_originals(source, self._options), 1):
                    if isinstance(item, InputError):
                        self._failed(item)
                        continue
                    if not self._wanted(item.article):
                        self.passed += 1
                        continue
                    article = item.article
                    # An article of one's own identity is named by it, for there may be many in one source.
                    own = "" if article.id in (article.version, str(source)) else f" ({article.id})"
                    name = item.name or (f"{source}{own}" if own or number == 1 else f"{source} ({number})")
                    self._waiting.append((place, name, item))
                    yield article
            except InputError as error:
                self._failed(error)
            if not self._waiting:
                self.done = place + 1

    def _failed(self, error: InputError) -> None:
        self.failed += 1
        self._fail(error)


def expected(sources: Iterable[str | Path]) -> int:
    """Return how many articles are to be expected in sources: one in each, of a file of JSON Lines one a line."""
    return sum(_lines_of(Path(one)) if str(one).lower().endswith(_LINES) else 1 for one in sources)


def _lines_of(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return max(1, sum(part.count(b"\n") for part in iter(lambda: stream.read(1 << 20), b"")))
    except (OSError, ValueError):  # an address, or what is told when it is read
        return 1


class Screen:
    """What a person sees on standard error: one bar for all, and one line for each error.

    Args:
        total: how many sources or articles there are; ``None`` while that is not known.
        bar: whether to show the bar.
        doing: what is done, in a word or three.
        noun: what is counted.
    """

    def __init__(
        self, total: int | None, bar: bool, *, doing: str = "Reading", noun: str = "article"
    ) -> None:
        self._noun = noun
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        # Where the output goes to the same terminal, the bar must be out of its way.
        self._shared = sys.stdout.isatty()
        if bar:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
            from rich.table import Column

            self._progress = Progress(
                TextColumn(doing),
                BarColumn(),
                MofNCompleteColumn(table_column=Column(no_wrap=True)),
                TextColumn("{task.fields[articles]}"),
                TimeRemainingColumn(elapsed_when_finished=True, table_column=Column(no_wrap=True)),
                console=Console(stderr=True),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._task = self._progress.add_task("", total=total, articles="")

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the bar for as long as this lasts."""
        if self._progress:
            self._progress.start()
        try:
            yield
        finally:
            if self._progress:
                self._progress.stop()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away for as long as this lasts, where something else is written to its terminal."""
        hidden = self._progress if self._shared else None
        if hidden:
            hidden.stop()
        yield
        if hidden:
            hidden.start()

    def advance(self, done: int, read: int, total: int | None = None) -> None:
        """Show how many sources or articles are done with, and how many articles were read.

        Args:
            done: what is done with.
            read: the articles that were read.
            total: how many there are, where that was not known.
        """
        if self._progress and self._task is not None:
            passed = self._progress.tasks[0].elapsed or 0
            rate = f", {read / passed:.1f} a second" if passed else ""
            self._progress.update(
                self._task, completed=done, total=total, articles=number_of(read, self._noun) + rate
            )

    def fail(self, name: str, cause: str) -> None:
        """Show one error on one line."""
        if self._progress:
            self._progress.stop()
        print(f"onrecord: {shortened(name, LONGEST_NAME)}: {one_line(cause)}", file=sys.stderr, flush=True)
        if self._progress:
            self._progress.start()
