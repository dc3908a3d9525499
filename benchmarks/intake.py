"""How well and how fast pages become articles: ``python -m benchmarks.intake``.

For every page of ``ONRECORD_PAGES`` (default ``../shared/pages``; its ``pages.jsonl`` says what a careful
parser gets out of each) it prints

- **kept**: the share of the expected paragraphs that are in the text. Words are compared in lower case,
  without punctuation, in runs of three: a word of a paragraph is found where it lies in a run that the text
  has too, and a paragraph is kept where nine tenths of its words are found.
- **foreign**: the share of the text's words that lie in no run of the expected paragraphs. Each run counts as
  often as it is expected, so text that comes twice is foreign the second time.
- whether title, authors and date are right: the same words, the same set of names, the same instant (the same
  day where the page gives no more).
- the milliseconds of processor time from bytes to article, the median of three readings; pages are read one
  after the other in one process, after one that warms it up.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.intake import html

_RUN = 3
_KEPT = 0.9
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """What one page came to: counts of paragraphs and words, fields that are right, milliseconds."""

    page: str
    kept: int
    expected: int
    foreign: int
    words: int
    title: bool
    authors: bool
    date: bool
    milliseconds: float


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    size = min(_RUN, len(words))
    return [tuple(words[start : start + size]) for start in range(len(words) - size + 1)] if words else []


def _found(words: list[str], runs: Counter[tuple[str, ...]], *, spend: bool) -> int:
    """Return how many of ``words`` lie in one of ``runs``, each used up where ``spend`` is set."""
    covered = [False] * len(words)
    for start, run in enumerate(_runs(words)):
        if runs[run] > 0:
            runs[run] -= spend
            covered[start : start + len(run)] = [True] * len(run)
    return sum(covered)


def _all_runs(words: list[str]) -> Counter[tuple[str, ...]]:
    """Count the runs of three words, and of one and two for paragraphs that have no more."""
    return Counter(
        tuple(words[start : start + size]) for size in (1, 2, _RUN) for start in range(len(words) - size + 1)
    )


def kept_and_foreign(paragraphs: list[str], text: str) -> tuple[int, int, int]:
    """Return how many paragraphs ``text`` keeps, and how many of its words are foreign, of how many.

    Args:
        paragraphs: the expected paragraphs.
        text: the text that was extracted, its paragraphs parted by line ends.
    """
    ours = [_words(line) for line in text.split("\n")]
    have = _all_runs([word for line in ours for word in line])
    kept = sum(
        _found(words, have, spend=False) >= _KEPT * len(words) for words in (_words(p) for p in paragraphs)
    )
    wanted = _all_runs([word for paragraph in paragraphs for word in _words(paragraph)])
    total = sum(len(line) for line in ours)
    return kept, total - sum(_found(line, wanted, spend=True) for line in ours), total


def same_date(ours: str | None, expected: str) -> bool:
    """Tell whether a date is the expected instant, or its day where it has no time."""
    if ours is None:
        return False
    if "T" not in ours:
        return expected.startswith(ours)
    given, wanted = datetime.fromisoformat(ours), datetime.fromisoformat(expected)
    return given == wanted if given.tzinfo else given == wanted.replace(tzinfo=None)


def _read(data: bytes, name: str, url: str) -> tuple[Article, float]:
    times = []
    for _ in range(3):
        start = time.process_time()
        article = html.article_of(data, name, url)
        times.append(time.process_time() - start)
    return article, statistics.median(times) * 1000


def score(data: bytes, expected: dict[str, Any]) -> Score:
    """Return what one page comes to.

    Args:
        data: the page.
        expected: its line of ``pages.jsonl``: ``page``, ``url``, ``title``, ``authors``, ``published`` and
            ``paragraphs``.
    """
    name, paragraphs = expected["page"], expected["paragraphs"]
    try:
        article, milliseconds = _read(data, name, expected["url"])
    except InputError as error:
        print(error, file=sys.stderr)
        return Score(name, 0, len(paragraphs), 0, 0, False, False, False, 0.0)
    kept, foreign, words = kept_and_foreign(paragraphs, article.text)
    return Score(
        name,
        kept,
        len(paragraphs),
        foreign,
        words,
        _words(article.title or "") == _words(expected["title"]),
        set(article.authors) == set(expected["authors"]),
        same_date(article.published, expected["published"]),
        milliseconds,
    )


def main() -> None:
    """Score every page and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    default = os.environ.get("ONRECORD_PAGES", "../shared/pages")
    parser.add_argument("--pages", type=Path, default=Path(default), help="the folder of pages (%(default)s)")
    folder: Path = parser.parse_args().pages
    if not (folder / "pages.jsonl").is_file():
        sys.exit(f"{folder}: there is no pages.jsonl in this folder")
    lines = (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    pages = [
        (json.loads(line), gzip.decompress((folder / json.loads(line)["page"]).read_bytes()))
        for line in lines
    ]
    score(pages[0][1], pages[0][0])
    scores = [score(data, expected) for expected, data in pages]

    print(f"{'page':36} {'kept':>9} {'foreign':>8}  title authors date {'ms':>6}")
    for one in scores:
        marks = "  ".join("right" if right else "WRONG" for right in (one.title, one.authors, one.date))
        print(
            f"{one.page.removesuffix('.html.gz'):36} {one.kept:4}/{one.expected:<4} "
            f"{one.foreign / max(one.words, 1):8.1%}  {marks} {one.milliseconds:6.0f}"
        )
    times = sorted(one.milliseconds for one in scores)
    kept = sum(one.kept for one in scores) / sum(one.expected for one in scores)
    foreign = sum(one.foreign for one in scores) / max(sum(one.words for one in scores), 1)
    print(f"\nparagraphs kept    {kept:.1%}")
    print(f"foreign text       {foreign:.1%}")
    for field in ("title", "authors", "date"):
        print(f"{field + ' right':18} {sum(getattr(one, field) for one in scores)} of {len(scores)}")
    median, high = statistics.median(times), times[len(times) * 9 // 10]
    print(f"processor time     {median:.0f} ms median, {high:.0f} ms p90")
    print(f"peak memory        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
