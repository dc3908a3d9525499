"""Quality and speed beside rivals: ``python -m benchmarks.rivals``.

What installs from PyPI reads the same raw articles as onrecord in the same run, each in a process of its own on the
same core; the scorer and its protocols are those of ``benchmarks.quality``. Below stand figures that were published or
measured once, of what does not install.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.parts import PARTS, MissingDataError, Part, load_part
from benchmarks.rivals.published import PUBLISHED, SPACY_SPEED
from benchmarks.rivals.running import ENVIRONMENT, Passed, RivalError, environment, in_turns
from benchmarks.scorer import Prediction, Predictions, Scorer
from benchmarks.speed import positive

RIVALS = ("spaCy", "textacy", "textacy by paragraph", "sayswho")
ROLES = ("source", "cue", "content")


def predicted(part: Part, passed: Passed) -> Predictions:
    """Return what a reader found, as the scorer takes it."""
    return {
        sample.name: [
            Prediction(
                content=[(s, e) for s, e in one["content"]],
                cue=[(s, e) for s, e in one["cue"]],
                source=[(s, e) for s, e in one["source"]],
                speaker=None,
            )
            for one in statements
        ]
        for sample, statements in zip(part.samples, passed.found, strict=True)
    }


def scored(part: Part, scorer: Scorer, passed: Passed) -> dict[str, Any]:
    """Return a reader's figures as plain values."""
    words = sum(len(sample.text.split()) for sample in part.samples)
    said = predicted(part, passed)
    own = scorer.own(said)
    cofenet = scorer.cofenet(said)
    return {
        "reader": passed.reader,
        "statements": sum(map(len, said.values())),
        "own": {role: own[f"{role} exact"]["F1"] for role in ROLES},
        "linked": {figure: own["linked"][figure] for figure in ("P", "R", "F1")},
        "cofenet": None if cofenet is None else {r: cofenet[f"{r} exact"]["F1"] for r in ROLES},
        "words_per_second": {"wall": words / passed.times.wall, "cpu": words / passed.times.cpu},
        "given_up": sum(error is not None for error in passed.errors),
        "why": sorted({error for error in passed.errors if error}),
    }


def show(part: Part, rows: list[dict[str, Any]]) -> None:
    """Print the figures of all readers for a person."""
    base = next((row for row in rows if row["reader"] == "spaCy"), None)
    print(f"\n{'':<22} {'source / cue / content, exact F1':<41} {'linked':<22} {'words/s, one core':<20}")
    print(
        f"{'':<22} {'CofeNet':<20} {'own protocol':<20} {'P / R / F1':<22} {'CPU':>7} {'clock':>7} {'spaCy=1':>8}"
    )
    for row in rows:
        speed = row["words_per_second"]
        share = f"{speed['cpu'] / base['words_per_second']['cpu']:>8.2f}" if base else ""
        if row["reader"] == "spaCy":
            told = f"{'(finds no statements)':<64}"
        else:
            linked = " / ".join(f"{row['linked'][k]:.1f}" for k in ("P", "R", "F1"))
            told = f"{_triple(row['cofenet']):<20} {_triple(row['own']):<20} {linked:<22}"
        print(f"{row['reader']:<22} {told} {speed['cpu']:>7,.0f} {speed['wall']:>7,.0f} {share}")
    for row in rows:
        if row["given_up"]:
            print(f"{row['reader']} gave up {row['given_up']} of {len(part.samples)} articles:")
            for why in row["why"][:3]:
                print(f"  {why[:100]}")


def show_published() -> None:
    """Print what was published or measured once."""
    print(
        "\nPublished, or measured once; PolNeAR's test part (two to three points harder than dev), exact F1"
    )
    for one in PUBLISHED:
        speed = f"{one.speed:,} words/s" if one.speed else ""
        print(f"{one.reader:<22} {' / '.join(map(str, one.f1)):<20} {speed:<14} {one.origin}")
    print(f"(spaCy's pipeline alone on the machine of these speeds: {SPACY_SPEED:,} words/s)")


def _triple(figures: dict[str, float] | None) -> str:
    return "-" if figures is None else " / ".join(f"{figures[role]:.1f}" for role in ROLES)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rivals", description="Measure quality and speed beside other tools."
    )
    parser.add_argument("--part", choices=PARTS, default="dev", help="which articles (default: dev)")
    parser.add_argument("--rounds", type=positive, default=3, metavar="N", help="passes of each (default: 3)")
    parser.add_argument("--articles", type=positive, metavar="N", help="only the first N articles")
    parser.add_argument(
        "--python",
        type=Path,
        metavar="FILE",
        help="an interpreter that has the rivals (default: one is made)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    given = parser.parse_args(argv)
    try:
        part = load_part(given.part)
        if given.articles:
            # CofeNet's cut is of the whole part.
            part = Part(part.name, part.samples[: given.articles], part.files)
        scorer = Scorer(part)
        python = given.python or environment(ENVIRONMENT)
        readers = {"onrecord": Path(sys.executable), **dict.fromkeys(RIVALS, python)}
        passed = in_turns(readers, [sample.text for sample in part.samples], given.rounds)
    except (MissingDataError, RivalError) as error:
        print(f"rivals not measured: {error}", file=sys.stderr)
        return 2
    words = sum(len(sample.text.split()) for sample in part.samples)
    print(
        f"{part.name}: {len(part.samples)} articles, {words:,} words; {given.rounds} rounds in turns, medians"
    )
    rows = [scored(part, scorer, one) for one in passed]
    show(part, rows)
    show_published()
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
