"""How well statements are gathered for issues: ``python -m benchmarks.issues``.

Three issues are followed in PolNeAR's training and development parts. Of each, 150 statements that take some position
were drawn at random from those with a word of its field (:data:`ISSUES` has the words), and judged by reading: does it
take a position on the issue, and on which side? 50 of them are for tuning, 100 for the figures. Statements are named by
file and characters; one that the present model reads with other borders is found by the characters that they share.

What is measured is the gathering: of judged statements that the model finds and gives a position, which are gathered.
How often the model finds a position at all is told by ``benchmarks.quality --acts``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from onrecord.record import Record
from onrecord.record.issues import side_of
from onrecord.statement import Spans
from training.corpus import corpus_dir

LABELS: Final = Path(__file__).parent / "issues.jsonl"

ISSUES: Final = {
    "ban": "banning Muslims from entering the United States",
    "refugees": "taking in refugees; accepting Syrian refugees",
    "guns": "tightening gun control; background checks for gun buyers; a ban on assault weapons; "
    "restricting firearms; not protecting gun rights",
}
"""What they are about. The statements were drawn from those with words for Muslims, bans and immigration; refugees,
asylum, migrants, immigration and Syria; guns, arms, weapons, shootings, amendments and control."""

SHARED: Final = 0.5
"""Share of characters in common from which two statements are the same."""


@dataclass(frozen=True, slots=True)
class Label:
    """What was judged of a statement: whether it belongs to an issue, and the side that it takes (no, open, yes)."""

    issue: str
    file: str
    content: Spans
    part: str
    belongs: bool
    side: str | None


@dataclass(frozen=True, slots=True)
class Figures:
    """How many statements were judged, gathered, and both; and of how many of these the side is right."""

    judged: int
    belonging: int
    gathered: int
    right: int
    sided: int

    def told(self) -> str:
        """Return them in words."""
        precision = self.right / self.gathered if self.gathered else 0.0
        recall = self.right / self.belonging if self.belonging else 0.0
        side = self.sided / self.right if self.right else 0.0
        return (
            f"precision {precision:4.0%} recall {recall:4.0%} of {self.judged} ({self.belonging} belong), "
            f"side right {side:4.0%}"
        )


def labels() -> list[Label]:
    """Return the judged statements."""
    with LABELS.open(encoding="utf-8") as lines:
        return [
            Label(
                one["issue"],
                one["file"],
                tuple((start, end) for start, end in one["content"]),
                one["part"],
                one["belongs"],
                one.get("side"),
            )
            for one in map(json.loads, lines)
        ]


def placed(record: Record, wanted: Iterable[Label]) -> dict[int, Label]:
    """Return labels by the numbers of the statements that they are of; those that take no position are left out."""
    by_file: defaultdict[str, list[Label]] = defaultdict(list)
    for label in wanted:
        by_file[label.file].append(label)
    found: dict[int, Label] = {}
    for file, some in by_file.items():
        number = record.article_number(file)
        article = record.article(number) if number is not None else None
        if article is None:
            continue
        for label in some:
            best = max(article.statements, key=lambda one: shared(one.statement.content, label.content))
            if shared(best.statement.content, label.content) >= SHARED and best.statement.positions:
                found[best.id] = label
    return found


def shared(one: Spans, other: Spans) -> float:
    """Return the share of characters that two statements have in common (Jaccard)."""
    first = {at for start, end in one for at in range(start, end)}
    second = {at for start, end in other for at in range(start, end)}
    return len(first & second) / max(len(first | second), 1)


def figures(record: Record, issue: str, judged: dict[int, Label]) -> Figures:
    """Return how well the judged statements of an issue are gathered now."""
    stands: dict[int, str] = {}
    page = 1
    while True:
        found = record.issue(issue, page=page, limit=1000)
        for holder in found.holders:
            for one in holder.positions:
                stands.setdefault(one.statement.id, side_of(one.stand))
        if page >= found.pages:
            break
        page += 1
    belonging = {number for number, label in judged.items() if label.belongs}
    gathered = gathered_of(record, issue, judged)
    right = belonging & gathered
    return Figures(
        len(judged),
        len(belonging),
        len(gathered),
        len(right),
        sum(stands.get(number) == judged[number].side for number in right),
    )


def gathered_of(record: Record, issue: str, judged: Iterable[int]) -> set[int]:
    """Return which of some statements belong to an issue, whether it is known who says them or not."""
    from sqlalchemy import select

    from onrecord.record.schema import gathered, issues

    with record.reading() as connection:
        row = connection.execute(select(issues).where(issues.c.name == issue)).one()
        scored = connection.execute(
            select(gathered.c.statement_id).where(
                gathered.c.issue_id == row.id, gathered.c.place >= 0, gathered.c.score >= row.threshold
            )
        ).scalars()
        return set(scored) & set(judged)


def fill(path: Path) -> None:
    """Read the corpus into a record."""
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        with news.open("w", encoding="utf-8") as out:
            for part in ("polnear_train", "polnear_dev"):
                with (corpus_dir() / f"{part}.jsonl").open(encoding="utf-8") as lines:
                    out.writelines(_article(json.loads(line)) for line in lines)
        with Record.open(path) as record:
            record.add([news])


def _article(row: dict[str, Any]) -> str:
    told = {
        "id": row["file"],
        "text": row["text"],
        "outlet": row["publisher"],
        "title": row["title"],
        "published": row["published"],
    }
    return json.dumps(told) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.issues", description=__doc__.split("\n")[0])
    parser.add_argument(
        "--record", type=Path, help="a record of the corpus; it is made where it is not there"
    )
    asked = parser.parse_args(arguments)
    judged = labels()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.record or Path(folder) / "corpus.sqlite"
        if not path.exists():
            fill(path)
        with Record.open(path) as record:
            known = {one.name for one in record.issues()}
            for name, about in ISSUES.items():
                if name in known:
                    record.delete_issue(name)
                record.new_issue(name, about, by="benchmark")
                test = placed(record, (one for one in judged if one.issue == name and one.part == "test"))
                print(f"{name}: {about}")
                print(f"  as it is    {figures(record, name, test).told()}")
                tuning = placed(record, (one for one in judged if one.issue == name and one.part == "tuning"))
                tuned = record.tune_issue(
                    name,
                    [number for number, label in tuning.items() if label.belongs],
                    [number for number, label in tuning.items() if not label.belongs],
                    by="benchmark",
                )
                told = f"threshold {tuned.before:.2f} > {tuned.after:.2f} by {tuned.answers} answers"
                print(f"  tuned       {figures(record, name, test).told()}; {told}")


if __name__ == "__main__":
    main()
