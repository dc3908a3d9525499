"""A quick stand-in for the reader, and the command run with it in this process or in one of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from typer.testing import CliRunner, Result

from onrecord.article import Article
from onrecord.cli import app
from onrecord.errors import InputError, LanguageError, OnrecordError
from onrecord.statement import Reading
from tests.export.readings import made

COMMAND = [sys.executable, "-c", "from onrecord.cli import main; main()"]

FAKE = [
    sys.executable,
    "-c",
    "import onrecord.reading.reader as r, tests.cli.fake as t; r.Reader = t.FakeReader\n"
    "from onrecord.cli import main; main()",
]


class FakeReader:
    """Finds one statement: all of the text after its first word. It reaches no precision of 95."""

    model = "fake"

    def __init__(self, *, tier: str = "default", device: str = "cpu") -> None:
        if tier != "default":
            self.model = f"{self.model}-{tier}"

    def read_many(
        self, articles: Iterable[Article], processes: int | None = None, precise: int | None = None
    ) -> Iterator[Reading | InputError]:
        if precise == 95:
            raise OnrecordError("the model fake knows no threshold for a precision of 95 percent")
        for article in articles:
            if article.language not in (None, "en"):
                yield LanguageError(article.id, "is in another language")
                continue
            if "interrupt" in article.text:
                raise KeyboardInterrupt
            first = article.text.index(" ")
            sure = 0.4 if "perhaps" in article.text else 0.9
            content = ((first + 1, len(article.text)),)
            found = made(article, content, "indirect", sure, source=((0, first),))
            yield Reading(article, (found,) if not precise or sure >= 0.8 else (), self.model)


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), input=stdin, env={"COLUMNS": "80"})
