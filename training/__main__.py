"""Make the weights: ``python -m training`` goes from the corpus to the model that the package carries.

A MiniLM tagger is trained (``base``), and an MPNet one, five times slower (``teacher``, ``teacher2``); they write what
they think of every word of the unlabelled articles. The first goes on learning from that and from the annotations
(``student``). It goes on to learn acts and positions from the articles with labels of them (``acts``, ``acts2``), which
costs it some of its spans, and gets some back from all articles (``student2``). Twice more the mean of what knows spans
and what knows acts is where learning goes on from (``student3``, for acts; ``student4``, for both); a last mean and its
``heads`` (``final``) are the next student: MPNet with all that it learned for the tier best and ``final`` speak as one
field of the unlabelled articles and of the annotated ones, and acts count little beside that (``student7``). Of it and
``final`` the mean is taken, and with heads that learn on it is kept (``final2``). It is written as int8 ONNX, the
lexicon of acts is put beside it, and its confidences are fitted. What is there already is not made again, and what was
broken off is taken up; it takes hours on a few cores.

``python -m training --tier best`` makes the weights of the package ``onrecord-best``: the MPNet teacher, which first
learns the heads that it lacks with its encoder held still, and then all of it goes on together. Of what it was before
and after that the mean is taken, and its heads learn on.

``--tier fast`` makes those of the smaller network: the default's with narrower inner layers and half of its heads of
attention, which learns four times from the teachers that ``final2`` had; of the last two the mean is taken.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from onrecord.reading.tiers import DEFAULT, TIERS, Tier, weights_of
from training.corpus import ROOT, WORK
from training.train import Options, Run

BASE = Options("base", epochs=2.5)
TEACHER = Options("teacher", encoder="mpnet", epochs=0.95, rate=6e-5, batch_size=8, dropout=0.0, average=0.98)
TEACHER_2 = replace(TEACHER, run="teacher2", init="teacher", epochs=1.0, rate=5e-5, average=0.99)
STUDENT = Options(
    "student", init="base", teacher="both.npz", unlabelled=1.0, epochs=0.8, rate=1.5e-4, distil=0.7
)
ACTS = replace(
    BASE, run="acts", init="student", labelled=True, act_weight=1.0, epochs=5.0, rate=1e-4, average=0.99
)
ACTS_2 = replace(ACTS, run="acts2", init="acts", epochs=1.5, rate=8e-5)
STUDENT_2 = replace(STUDENT, run="student2", init="acts2", epochs=0.7, rate=1e-4)
STUDENT_3 = Options(
    "student3",
    init="mean2",
    teacher="both2.npz",
    unlabelled=0.4,
    annotated=0.3,
    labelled=True,
    act_weight=0.6,
    epochs=5.0,
    rate=1e-4,
    average=0.995,
    distil=1.0,
)
STUDENT_4 = Options(
    "student4",
    init="mean3",
    teacher="both2.npz",
    unlabelled=0.4,
    act_weight=0.4,
    epochs=1.0,
    rate=8e-5,
    average=0.99,
    distil=0.7,
)

STUDENT_7 = Options(
    "student7",
    init="final",
    teacher="pair.npz",
    unlabelled=1.0,
    act_weight=0.05,
    epochs=4.0,
    rate=1.2e-4,
)
PAIR = {"bestfinal": 0.75, "final": 0.25}
"""The runs that teach as one, and the share of each."""

FAST = replace(STUDENT_7, run="fast", encoder="minilm-narrow", init="final2", epochs=3.0, rate=2e-4)
FAST_2 = replace(FAST, run="fast2", init=FAST.run, epochs=1.7, rate=1.6e-4, seed=3)
FAST_3 = replace(FAST, run="fast3", init=FAST_2.run, epochs=1.3, rate=1.4e-4, seed=4)
FAST_4 = replace(FAST, run="fast4", init=FAST_3.run, rate=1.8e-4, seed=5)

BEST_HEADS = "bestheads"
BEST = replace(
    TEACHER_2,
    run="best",
    init=BEST_HEADS,
    rate=4e-5,
    dropout=0.1,
    average=0.99,
    act_weight=1.0,
    link_rate=10.0,
)

LAST: dict[Tier, str] = {"best": "bestfinal", "default": "final2", "fast": "fastmean"}
"""The run whose weights a tier has."""

BEST_WEIGHTS = ROOT / "packages" / "onrecord-best" / "src" / "onrecord_best" / "weights"
"""Where the package of the tier ``best`` has its weights."""

FEW = 8
"""Articles of each part that a quick trial uses."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, whether its result is there, and how it is made."""

    name: str
    is_done: Callable[[], bool]
    make: Callable[[], object]


def finished(options: Options, work: Path) -> bool:
    """Tell whether a run with these options has come to its end; what it does not name was as it is by default."""
    path = work / options.run / "finished.json"
    if not path.exists():
        return False
    kept = asdict(Options(options.run)) | json.loads(path.read_text(encoding="utf-8"))["options"]
    return all(kept[name] == value for name, value in options.recipe().items())


def calibrated(target: Path, part: str = "confidence") -> bool:
    """Tell whether a part of a model's card is fitted: its confidences, those of ``acts``, or its ``lexicon``."""
    path = target / "model.json"
    return path.exists() and part in json.loads(path.read_text(encoding="utf-8"))


def steps(work: Path, target: Path, quick: bool = False, tier: Tier = DEFAULT) -> list[Step]:
    """Return the steps of the recipe, in order.

    Args:
        work: the folder that runs are kept in.
        target: the folder that the model is written to.
        quick: whether it is a trial, of a tiny network on a handful of articles.
        tier: whose weights are made.
    """
    from training.blend import SHARE, blend
    from training.calibrate import calibrate, calibrate_acts, learn_thresholds
    from training.distil import average, teach, teach_as_one
    from training.export import export, exported
    from training.heads import learn
    from training.lexicon import make
    from training.names import label

    few = FEW if quick else None

    def run(options: Options) -> Step:
        if quick:
            options = replace(options, encoder="tiny", articles=FEW, batch_size=4)

        def make() -> None:
            if not Run(options, work).train():
                raise SystemExit(f"{options.run} is not finished")

        return Step(options.run, lambda: finished(options, work), make)

    def distilled(options: Options) -> Step:
        target = work / f"{options.run}.npz"
        return Step(f"distil {options.run}", target.exists, lambda: teach(options.run, work, few))

    def mean(name: str, *runs: str) -> Step:
        return Step(f"mean {name}", (work / f"{name}.npz").exists, lambda: average([*runs], work, name))

    def paired(name: str) -> Step:
        done = (work / f"{name}.npz").exists
        return Step(f"distil {name}", done, lambda: teach_as_one(PAIR, name, work, few))

    def blended(name: str, spans: str, acts: str, share: float = SHARE, last: bool = False) -> Step:
        done = (work / name / "best.pt").exists
        return Step(f"blend {name}", done, lambda: blend(name, spans, acts, work, share, last))

    def heads(name: str, of: str, links: bool = False) -> Step:
        done = (work / name / "best.pt").exists
        return Step(name, done, lambda: learn(name, of, work, few or 0, links))

    names = work / "names.jsonl"
    first = Step("names", names.exists, lambda: label(names, few))
    large = [
        run(TEACHER),
        run(TEACHER_2),
        heads(BEST_HEADS, TEACHER_2.run, links=True),
        run(BEST),
        blended("bestmean", BEST_HEADS, BEST.run),
        heads(LAST["best"], "bestmean", links=True),
    ]
    small = [
        run(BASE),
        distilled(BASE),
        distilled(TEACHER),
        distilled(TEACHER_2),
        mean("both", BASE.run, TEACHER.run),
        mean("both2", BASE.run, TEACHER_2.run),
        run(STUDENT),
        run(ACTS),
        run(ACTS_2),
        run(STUDENT_2),
        blended("mean2", STUDENT.run, STUDENT_2.run),
        run(STUDENT_3),
        blended("mean3", STUDENT.run, STUDENT_3.run),
        run(STUDENT_4),
        blended("mean4", STUDENT.run, STUDENT_4.run),
        heads("final", "mean4"),
    ]
    again = [
        paired("pair"),
        run(STUDENT_7),
        blended("mean5", "final", STUDENT_7.run, 0.75, last=True),
        heads(LAST["default"], "mean5"),
    ]
    narrow = [
        run(FAST),
        run(FAST_2),
        run(FAST_3),
        run(FAST_4),
        blended(LAST["fast"], FAST_3.run, FAST_4.run, 0.75),
    ]
    parts = {
        "best": large,
        "default": [*large, *small, *again],
        "fast": [*large, *small, *again, *narrow],
    }
    run_kept = LAST[tier]
    return [
        first,
        *parts[tier],
        Step(
            "export", lambda: exported(run_kept, target, work), lambda: export(run_kept, target, work, tier)
        ),
        Step("lexicon", lambda: calibrated(target, "lexicon"), lambda: make(target, few)),
        Step("calibrate", lambda: calibrated(target), lambda: calibrate(target, few)),
        Step("calibrate acts", lambda: calibrated(target, "acts"), lambda: calibrate_acts(target, few)),
        Step("precise", lambda: calibrated(target, "precise"), lambda: learn_thresholds(target, few)),
    ]


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and take the steps that are left."""
    parser = argparse.ArgumentParser(prog="python -m training", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--work", type=Path, help=f"where runs are kept (default: {WORK.name}/ beside this)")
    parser.add_argument("--target", type=Path, help="where the model is written (default: the package)")
    parser.add_argument(
        "--quick", action="store_true", help="try the recipe: a few steps of a tiny network on a few articles"
    )
    parser.add_argument("--tier", choices=TIERS, default=DEFAULT, help="whose weights are made")
    given = parser.parse_args(arguments)
    work = given.work or (WORK / "quick" if given.quick else WORK)
    own = BEST_WEIGHTS if given.tier == "best" else weights_of(given.tier)
    target = given.target or (work / f"model-{given.tier}" if given.quick else own)
    work.mkdir(parents=True, exist_ok=True)
    todo = steps(work, target, given.quick, given.tier)
    for number, step in enumerate(todo, 1):
        title = f"[{number}/{len(todo)}] {step.name}"
        if step.is_done():
            print(f"{title}: is there", file=sys.stderr, flush=True)
            continue
        print(f"{title} ...", file=sys.stderr, flush=True)
        began = time.monotonic()
        step.make()
        print(f"{title}: {(time.monotonic() - began) / 60:.1f} minutes", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
