"""Readings that take a while: one after another, behind the pages, with how far they are."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from onrecord.errors import OnrecordError

State = Literal["waiting", "reading", "done", "failed"]

KEPT: Final = 200
"""Jobs that are remembered."""

ERRORS: Final = 50
"""Errors of a job that are remembered."""

PATIENCE: Final = 10.0
"""Seconds that the article which is being read may take when the desk ends."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article that a job is done with.

    Attributes:
        number: its number in the record; ``None`` where it is not kept there.
        title: what it is called.
        outcome: how it stood to the record: ``new``, ``changed``, ``known``, ``forgotten``.
        statements: how many statements it has.
    """

    number: int | None
    title: str
    outcome: str
    statements: int


@dataclass(slots=True)
class Job:
    """Something that is read: how far it is, what came of it, and what went wrong.

    ``stopped``: the desk ends; what is not read yet stays unread.
    """

    id: str
    name: str
    state: State = "waiting"
    articles: list[ReadArticle] = field(default_factory=list)
    read: int = 0
    statements: int = 0
    errors: list[str] = field(default_factory=list)
    failed: int = 0
    stopped: bool = False

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")

    def add(self, article: ReadArticle) -> None:
        """Take down an article; of very many, the first are kept."""
        self.read += 1
        self.statements += article.statements
        if len(self.articles) < ERRORS:
            self.articles.append(article)

    def fail(self, error: str) -> None:
        """Take down what could not be read, and why."""
        self.failed += 1
        if len(self.errors) < ERRORS:
            self.errors.append(error)

    def to_dict(self) -> dict[str, Any]:
        """Return the job as plain data."""
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "read": self.read,
            "statements": self.statements,
            "failed": self.failed,
            "articles": [
                {"number": a.number, "title": a.title, "outcome": a.outcome, "statements": a.statements}
                for a in list(self.articles)
            ],
            "errors": list(self.errors),
        }


class Busy(Exception):
    """Too much is waiting to be read."""


class Jobs:
    """Does jobs one after another, in a thread that ends with the program.

    Args:
        waiting: how many may wait.
    """

    def __init__(self, waiting: int) -> None:
        self._queue: queue.Queue[tuple[Job, Callable[[Job], None]]] = queue.Queue(waiting)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._working = threading.Lock()
        self._worker: threading.Thread | None = None

    def submit(self, name: str, work: Callable[[Job], None]) -> Job:
        """Have something read as soon as it is its turn.

        Args:
            name: what it is, for people.
            work: reads it; takes down in the job what comes of it.

        Raises:
            Busy: too many are waiting.
        """
        job = Job(secrets.token_urlsafe(9), name)
        with self._lock:
            try:
                self._queue.put_nowait((job, work))
            except queue.Full:
                raise Busy from None
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="onrecord-reading", daemon=True)
                self._worker.start()
        return job

    def get(self, name: str) -> Job | None:
        """Return a job; ``None`` if there is none, or it was long ago."""
        with self._lock:
            return self._jobs.get(name)

    def close(self, patience: float = PATIENCE) -> None:
        """Stop what is read, behind the article that it is at, and whatever waits.

        Args:
            patience: seconds that this may take.
        """
        with self._lock:
            for job in self._jobs.values():
                job.stopped = True
        if self._working.acquire(timeout=patience):
            self._working.release()

    def _work(self) -> None:
        while True:
            job, work = self._queue.get()
            with self._working:
                self._do(job, work)

    def _do(self, job: Job, work: Callable[[Job], None]) -> None:
        job.state = "reading"
        try:
            if not job.stopped:
                work(job)
        except OnrecordError as error:
            job.fail(str(error))
        except Exception as error:
            # The thread goes on with what waits; the fault is told where the job is looked at, and in the log.
            logging.getLogger(__name__).exception("a fault while reading %r", job.name)
            job.fail(f"{job.name}: it cannot be read ({type(error).__name__})")
        job.state = "failed" if job.failed and not job.read else "done"
