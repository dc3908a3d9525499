"""The command: ``python -m benchmarks.variants RECORD``, a record of the corpus that ``onrecord add`` made."""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.variants import judging, planted, scaled
from onrecord.record import Record


def main() -> None:
    """Measure planted variants, judged sets, and time."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.variants", description=__doc__)
    parser.add_argument("record", type=Path, help="a record of the corpus, whose variants are found")
    parser.add_argument("--planted", type=int, default=2000, help="quotations that are edited")
    parser.add_argument(
        "--quotations", type=int, nargs="*", default=[50_000, 100_000, 200_000], help="how many are compared"
    )
    given = parser.parse_args()
    with Record.open(given.record) as record:
        record.compare()
        texts = planted.texts_of(record)
        held = judging.held_against(record)
    print(
        f"judged by reading: {held.right} of {held.sets} sets right ({held.right / held.sets:.0%}); "
        f"this record has {held.found} of them"
    )
    _tell_planted(planted.measure(texts, given.planted))
    for count in given.quotations:
        some = scaled.made(texts, count)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "scaled.sqlite"
            taken = scaled.fill(path, some)
            print(
                f"{taken.quotations:,} quotations compared in {taken.wall:,.0f} s, "
                f"{taken.wall / taken.quotations * 1e6:,.0f} µs each; {taken.cpu:,.0f} s of this process on the cores"
            )
            checks = scaled.checks(path, some)
            for what, seconds in (("clock", [a for a, _ in checks]), ("cores", [b for _, b in checks])):
                late = float(np.quantile(seconds, 0.95)) * 1000
                print(
                    f"  check, by the {what}: {statistics.median(seconds) * 1000:.0f} ms, 95% within {late:.0f} ms"
                )
        sys.stdout.flush()


def _tell_planted(found: planted.Found) -> None:
    all_planted, all_found = sum(found.planted.values()), sum(found.found.values())
    print(f"planted: {all_found} of {all_planted} pairs found ({all_found / all_planted:.1%})")
    for kind, count in found.planted.items():
        print(f"  {kind:<12} {found.found[kind]} of {count}")
    print(
        f"  not planted: {found.false} of {found.joined} pairs put together ({found.false / found.joined:.2%})"
    )


if __name__ == "__main__":
    main()
