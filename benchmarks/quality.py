"""Quality, end to end from raw text: ``python -m benchmarks.quality``.

Every article of a part is read as a user's text would be, its statements are scored by the corpus's own
scorer in its two protocols, and their probabilities are held against what they turned out to be.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.calibration import Calibration, Judged, calibration
from benchmarks.floor import SLACK, Floor, FloorError
from benchmarks.parts import PARTS, MissingDataError, Part, load_part
from benchmarks.scorer import Predictions, Scorer, Table, predictions
from onrecord.article import Article
from onrecord.errors import InputError, TierError
from onrecord.intake import language
from onrecord.reading.reader import Reader
from onrecord.reading.tiers import DEFAULT, TIERS
from onrecord.statement import Reading

FLOORED = (
    *(f"{role} {how}" for role in ("source", "cue", "content") for how in ("exact", "overlap")),
    "linked",
    "content+source",
    "strict",
)
FLOORED_COFENET = ("source exact", "cue exact", "content exact")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one pass over a part gave.

    Args:
        model: the model's name.
        said: the statements that were scored.
        own: the scorer's table in its own protocol.
        cofenet: its table in CofeNet's protocol, where the part has it.
        outlets: the scorer's table for each outlet.
        calibration: how far the statements' probabilities can be trusted; ``None`` if no statement was found.
        unread: the articles that could not be read, each with its error; they count as read without a find.
    """

    model: str
    said: Predictions
    own: Table
    cofenet: Table | None
    outlets: dict[str, Table]
    calibration: Calibration | None
    unread: tuple[str, ...]

    def figures(self) -> dict[str, float]:
        """Return the figures that the floor holds, F1 in percent."""
        found = {f"{row} F1": self.own[row]["F1"] for row in FLOORED}
        if self.cofenet is not None:
            found |= {f"CofeNet {row} F1": self.cofenet[row]["F1"] for row in FLOORED_COFENET}
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return all figures as plain values."""
        return {
            "model": self.model,
            "own": self.own,
            "cofenet": self.cofenet,
            "outlets": self.outlets,
            "calibration": self.calibration.to_dict() if self.calibration else None,
            "unread": list(self.unread),
        }


def measure(
    part: Part,
    scorer: Scorer,
    readings: Iterator[Reading | InputError],
    precise: Mapping[int, float] | None = None,
) -> Outcome:
    """Score the readings of a part's articles, given in the part's order.

    Args:
        part: the articles.
        scorer: what scores them.
        readings: what was read in each, or why it was not.
        precise: from which probability on the model promises that these percentages of statements are right.
    """
    said: Predictions = {}
    judged: list[Judged] = []
    unread: list[str] = []
    outlets: dict[str, list[str]] = defaultdict(list)
    model = "none"
    for sample, reading in zip(part.samples, readings, strict=True):
        outlets[sample.outlet].append(sample.name)
        if isinstance(reading, InputError):
            unread.append(str(reading))
            continue
        model = reading.model
        said[sample.name] = predictions(reading)
        sure = [s.confidence.statement for s in reading.statements if s.within is None]
        judged.extend(map(Judged, sure, scorer.right(sample.name, said[sample.name])))
    own = scorer.own(said)
    return Outcome(
        model=model,
        said=said,
        own=own,
        cofenet=scorer.cofenet(said),
        outlets={outlet: scorer.own(said, names) for outlet, names in sorted(outlets.items())},
        calibration=calibration(judged, int(own["content+source"]["n_gold"]), precise) if judged else None,
        unread=tuple(unread),
    )


def show(part: Part, scorer: Scorer, outcome: Outcome) -> None:
    """Print an outcome for a person."""
    words = sum(len(sample.text.split()) for sample in part.samples)
    print(f"{part.name}: {len(part.samples)} articles, {words:,} words, model {outcome.model}")
    for error in outcome.unread:
        print(f"not read: {error}")
    print("\nThe scorer's own protocol, percent")
    scorer.print_table(outcome.own)
    if outcome.cofenet is not None:
        print("\nCofeNet's protocol, percent")
        scorer.print_table(outcome.cofenet)
    print(f"\n{'By outlet, F1':<26} {'linked':>8} {'content exact':>15} {'gold statements':>17}")
    for outlet, table in outcome.outlets.items():
        linked, content = table["linked"], table["content exact"]
        print(f"{outlet:<26} {linked['F1']:>8.1f} {content['F1']:>15.1f} {linked['n_gold']:>17.0f}")
    if outcome.calibration is not None:
        _show_calibration(outcome.calibration)


def _show_calibration(found: Calibration) -> None:
    print(
        f"\nConfidence: content (Jaccard at least 0.5) and source right;"
        f" expected calibration error {found.error:.3f}, Brier score {found.brier:.3f}"
    )
    print(f"{'probability':<14} {'statements':>10} {'mean':>7} {'right':>7}")
    for one in found.bins:
        bar = "█" * round(20 * one.right)
        span = f"{one.low:.1f} to {one.high:.1f}"
        print(f"{span:<14} {one.count:>10} {one.confidence:>7.2f} {one.right:>7.2f}  {bar}")
    print(f"\n{'kept from':<14} {'statements':>10} {'precision':>10} {'recall':>7}")
    for kept in found.kept:
        print(f"{kept.threshold:<14.1f} {kept.count:>10} {kept.precision:>10.3f} {kept.recall:>7.3f}")
    for share, kept in found.precise.items():
        name = f"--precise {share}"
        told = f"(from {kept.threshold})"
        print(f"{name:<14} {kept.count:>10} {kept.precision:>10.3f} {kept.recall:>7.3f}  {told}")


def promised(card: Mapping[str, Any]) -> dict[int, float]:
    """Return from which probability on a model promises that so many percent of its statements are right."""
    return {int(share): kept["least"] for share, kept in card.get("precise", {}).items()}


def hold(floor: Floor, outcome: Outcome) -> bool:
    """Print the figures beside their floor, and tell whether all of them keep it."""
    figures = outcome.figures()
    below = floor.below(figures)
    print(f"\n{'Floor':<26} {'now':>6} {'floor':>6}   ({SLACK} below is let pass)")
    for name, least in floor.figures.items():
        print(f"{name:<26} {figures.get(name, 0.0):>6.1f} {least:>6.1f}{'   BELOW' if name in below else ''}")
    return not below


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality", description="Measure quality, end to end from raw text."
    )
    parser.add_argument(
        "--part",
        choices=PARTS,
        default="dev",
        help="dev to report (default), tuning to choose by, world",
    )
    parser.add_argument("--tier", choices=TIERS, default=DEFAULT, help="whose reading (default: default)")
    parser.add_argument("--speakers", action="store_true", help="measure instead who is found to be meant")
    parser.add_argument(
        "--acts", action="store_true", help="measure instead what is done, to whom, how and when"
    )
    parser.add_argument("--processes", type=int, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to FILE")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write what the scorer is given")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the calibration (extra bench)")
    gate = parser.add_mutually_exclusive_group()
    gate.add_argument(
        "--floor", action="store_true", help="fail if a figure is below its floor; pass without the corpus"
    )
    gate.add_argument("--raise-floor", action="store_true", help="make higher figures the floor")
    given = parser.parse_args(argv)
    if given.speakers:
        from benchmarks import speakers

        return speakers.main(["--part", given.part, "--tier", given.tier])
    if given.acts:
        from benchmarks import acts, circumstances

        return acts.main(["--tier", given.tier]) or circumstances.main([])
    try:
        reader = Reader(tier=given.tier)
        part = load_part(given.part)
        scorer = Scorer(part)
        held = part.name if given.tier == DEFAULT else f"{part.name} {given.tier}"
        floor = Floor(held, part.digests()) if given.floor or given.raise_floor else None
    except MissingDataError as error:
        print(f"quality not measured: {error}", file=sys.stderr)
        return 0 if given.floor else 2
    except TierError as error:
        print(f"quality not measured: {error}", file=sys.stderr)
        return 2
    except FloorError as error:
        print(error, file=sys.stderr)
        return 1
    articles = [
        Article(text=sample.text, id=sample.name, language=language.detect(sample.text))
        for sample in part.samples
    ]
    outcome = measure(
        part, scorer, reader.read_many(articles, processes=given.processes), promised(reader.encoder.card)
    )
    show(part, scorer, outcome)
    if given.json:
        given.json.write_text(json.dumps(outcome.to_dict(), indent=1) + "\n", encoding="utf-8")
    if given.predictions:
        rows = (
            json.dumps({"file": name, "statements": found}) + "\n" for name, found in outcome.said.items()
        )
        given.predictions.write_text("".join(rows), encoding="utf-8")
    if given.plot and outcome.calibration:
        from benchmarks.plot import plot

        plot(outcome.calibration, given.plot)
    if floor and given.raise_floor:
        for name, figure in floor.raise_to(outcome.figures()).items():
            print(f"raised: {name} {figure}")
    return 0 if floor is None or hold(floor, outcome) else 1


if __name__ == "__main__":
    sys.exit(main())
