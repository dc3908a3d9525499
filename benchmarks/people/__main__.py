"""Measure who is who across articles: ``python -m benchmarks.people``.

Pairs of mentions that were judged by reading their articles (``pairs.jsonl``: articles, names and verdicts) are held
against the people that a record of the corpus comes out with. Each pair stands for as many as its stratum has for each
that was drawn.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.people.corpus import load, owners, record_path
from benchmarks.people.sample import WANTED, draw, thinned
from onrecord.record import Record
from onrecord.record.people.clustering import commonness

PAIRS: Final = Path(__file__).parent / "pairs.jsonl"
DRAWS: Final = 2000


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged pair: its stratum, whether it is one person, and whether the record says so."""

    stratum: int
    same: bool
    joined: bool


def figures(pairs: Sequence[Judged], sizes: Mapping[int, int]) -> tuple[float, float]:
    """Return precision and recall, each pair weighted by what it stands for."""
    drawn = Counter(pair.stratum for pair in pairs)
    joined = same = both = 0.0
    for pair in pairs:
        weight = sizes.get(pair.stratum, 0) / drawn[pair.stratum]
        joined += weight * pair.joined
        same += weight * pair.same
        both += weight * (pair.joined and pair.same)
    return both / joined if joined else 0.0, both / same if same else 0.0


def intervals(pairs: Sequence[Judged], sizes: Mapping[int, int]) -> list[tuple[float, float]]:
    """Return the bounds between which 95 of 100 draws of as many pairs in each stratum lie, for both figures."""
    chance = random.Random(1)
    strata: defaultdict[int, list[Judged]] = defaultdict(list)
    for pair in pairs:
        strata[pair.stratum].append(pair)
    found = []
    for _ in range(DRAWS):
        again = [pair for some in strata.values() for pair in chance.choices(some, k=len(some))]
        found.append(figures(again, sizes))
    bounds = []
    for n in (0, 1):
        values = sorted(one[n] for one in found)
        bounds.append((values[DRAWS // 40], values[-DRAWS // 40]))
    return bounds


def judged(whose: Mapping[tuple[str, str, str], int], misses: bool) -> tuple[list[Judged], Counter[str]]:
    """Return the judged pairs with what a record says, and how many were left out for which reason.

    Args:
        whose: whose the record's mentions are, by article, name and kind.
        misses: print the pairs that came out wrong.
    """
    pairs: list[Judged] = []
    out: Counter[str] = Counter()
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        one, other = whose.get(tuple(row["one"])), whose.get(tuple(row["other"]))
        if row["verdict"] == "unclear":
            out["unclear"] += 1
        elif one is None or other is None:
            out["not found by this model"] += 1
        else:
            pair = Judged(row["stratum"], row["verdict"] == "same", one == other)
            pairs.append(pair)
            if misses and pair.same != pair.joined:
                print(pair.stratum, row["verdict"], *row["one"][:2], *row["other"][:2], sep=" | ")
    return pairs, out


def report(pairs: Sequence[Judged], out: Mapping[str, int], sizes: Mapping[int, int]) -> None:
    """Print what each stratum holds, and the figures."""
    for stratum in sorted(sizes):
        some = [pair for pair in pairs if pair.stratum == stratum]
        same, joined = sum(pair.same for pair in some), sum(pair.joined for pair in some)
        both = sum(pair.joined and pair.same for pair in some)
        print(
            f"stratum {stratum}: {sizes[stratum]:6,} pairs, {len(some):3} judged, "
            f"{same:3} one person, {joined:3} joined, {both:3} both"
        )
    left_out = "".join(f", {count} {reason}" for reason, count in sorted(out.items()))
    print(f"{len(pairs)} pairs{left_out}")
    values, bounds = figures(pairs, sizes), intervals(pairs, sizes)
    for name, value, (low, high) in zip(("precision", "recall"), values, bounds, strict=True):
        print(f"{name}: {100 * value:.1f}% ({100 * low:.1f} to {100 * high:.1f})")


def main() -> None:
    """Print the figures, or draw pairs anew."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people", description="Measure who is who.")
    parser.add_argument("--record", type=Path, help="a record of the corpus, which is identified anew")
    parser.add_argument(
        "--processes", type=int, default=1, help="processes that read, where there is no record"
    )
    parser.add_argument("--draw", type=Path, help="write newly drawn pairs, without verdicts, to this file")
    parser.add_argument("--misses", action="store_true", help="print the pairs that came out wrong")
    arguments = parser.parse_args()
    with Record.open(arguments.record or record_path(arguments.processes)) as record:
        start = time.process_time()
        done = record.identify(again=True)
        spent = time.process_time() - start
        print(f"{done.mentions:,} mentions, {done.people:,} people, {spent:.1f} s of one core")
        mentions, whose = load(record), owners(record)
    drawn, sizes = draw(thinned(mentions), commonness(one.name for one in mentions), WANTED)
    if arguments.draw:
        rows = [
            {"one": pair.one, "other": pair.other, "stratum": pair.stratum, "verdict": None} for pair in drawn
        ]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        arguments.draw.write_text(text, encoding="utf-8")
        return
    report(*judged(whose, arguments.misses), sizes)


if __name__ == "__main__":
    main()
