"""What is done by saying it: ``python -m benchmarks.acts`` (also behind ``python -m benchmarks.quality --acts``).

Acts, modes, positions, actions, conditions and targets are compared with labels of the codebook, given the gold spans:
``dev`` to report, ``tuning`` to choose by, ``twice`` for what is rare: statements of held articles that two readers
labelled, sought out for threats, open and done positions and conditions.

- Presence is F1 of having a position, a target, a condition.
- A stand and an action are judged where label and reading both have a position; beside it, of all labelled ones.
- An action is right if it shares a character with the labelled one, where that stands in the article; else by words.
- A target is right by name, as speakers are (see ``benchmarks.speakers``), of those that have one in the labels.

Beside it stand two baselines: the commonest act, and the act that a cue's words most often have among the labels that
the network learned from.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from benchmarks.parts import MissingDataError
from benchmarks.speakers import Label as SpeakerLabel
from benchmarks.speakers import Tally, same
from onrecord.errors import TierError
from onrecord.reading.acts.heads import ACTS
from onrecord.reading.encoder import Encoder
from onrecord.reading.reader import Reader
from onrecord.reading.tiers import DEFAULT, TIERS, weights_of
from onrecord.statement import Span, Statement
from training import corpus
from training.acts import Label, all_labels
from training.corpus import Annotation, Sample, labels_file
from training.labelling import Finder, tuning_names

PartName = Literal["dev", "tuning", "twice"]
PARTS: tuple[PartName, ...] = get_args(PartName)
FEW = 10
"""Labelled cases below which an act does not count in the mean over acts."""


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled statement."""

    annotation: Annotation
    act: str
    mode: str
    target: str
    stand: str
    action: str
    action_span: Span | None
    conditional: bool


@dataclass(slots=True)
class Finds:
    """Counts of one class of yes or no."""

    both: int = 0
    gold: int = 0
    made: int = 0

    def add(self, gold: bool, made: bool) -> None:
        """Count one."""
        self.both += gold and made
        self.gold += gold
        self.made += made

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return 200.0 * self.both / max(1, self.gold + self.made)

    def __str__(self) -> str:
        precision, recall = 100.0 * self.both / max(1, self.made), 100.0 * self.both / max(1, self.gold)
        return f"F1 {self.f1:5.1f}  precision {precision:5.1f}  recall {recall:5.1f}  ({self.gold} labelled)"


class Outcome:
    """What one pass over a part gave."""

    def __init__(self) -> None:
        self.acts: defaultdict[str, Finds] = defaultdict(Finds)
        self.stands: defaultdict[str, Finds] = defaultdict(Finds)
        self.confusions: Counter[tuple[str, str]] = Counter()
        self.stand_confusions: Counter[tuple[str, str]] = Counter()
        self.act, self.mode, self.stand, self.action, self.target = (Tally() for _ in range(5))
        self.stand_of_all, self.action_of_all = Tally(), Tally()
        self.position, self.aimed, self.condition = Finds(), Finds(), Finds()
        self.majority, self.lexicon = Tally(), Tally()
        self.lexicon_acts: defaultdict[str, Finds] = defaultdict(Finds)
        self.misses: list[str] = []

    def add(self, case: Case, made: Statement, by_cue: str) -> None:
        """Count one statement.

        Args:
            case: its label.
            made: what was read.
            by_cue: the act that its cue alone suggests.
        """
        act, stand = made.act or "", made.positions[0].stand if made.positions else ""
        self.act.add(act == case.act)
        self.mode.add(made.mode == case.mode)
        self.lexicon.add(by_cue == case.act)
        self.majority.add(case.act == "claim")
        for kind in ACTS:
            self.acts[kind].add(case.act == kind, act == kind)
            self.lexicon_acts[kind].add(case.act == kind, by_cue == kind)
        self.confusions[case.act, act] += 1
        self.position.add(bool(case.stand), bool(stand))
        for name in {case.stand, stand} - {""}:
            self.stands[name].add(case.stand == name, stand == name)
        self.stand_confusions[case.stand, stand] += 1
        self.condition.add(case.conditional, any(p.condition for p in made.positions))
        target = made.target.text if made.target else ""
        self.aimed.add(bool(case.target), bool(target))
        if case.target:
            self.target.add(same_name(case.target, target))
        if case.stand:
            overlaps = same_action(case, made)
            self.stand_of_all.add(stand == case.stand)
            self.action_of_all.add(overlaps)
            if stand:
                self.stand.add(stand == case.stand)
                self.action.add(overlaps)

    def macro(self, finds: dict[str, Finds]) -> float:
        """Return the mean F1 over what has ten labelled cases or more, percent."""
        scored = [f.f1 for f in finds.values() if f.gold >= FEW]
        return sum(scored) / max(1, len(scored))


def same_name(gold: str, made: str) -> bool:
    """Whether a target is the labelled one, names strictly and things by their words."""
    kind = "person" if gold[:1].isupper() else "group"
    return bool(made) and same(SpeakerLabel(gold, kind, ""), [made])


def same_action(case: Case, made: Statement) -> bool:
    """Whether a statement's main action is the labelled one, or part of it."""
    if not made.positions:
        return False
    action = made.positions[0].action
    if case.action_span:
        start, end = case.action_span
        return any(a < end and start < b for a, b in action.spans)
    return bool(set(case.action.casefold().split()) & set(action.text.casefold().split()))


def cases(part: PartName) -> list[tuple[Sample, list[Case]]]:
    """Return a part's articles with their labelled statements.

    Raises:
        MissingDataError: they are not at hand.
    """
    try:
        samples = corpus.load("dev" if part == "dev" else "train")
    except FileNotFoundError as error:
        raise MissingDataError(
            f"there is no {error.filename}; name the folder with ONRECORD_CORPUS"
        ) from None
    by_name = {s.name: s for s in samples}
    found: dict[str, list[Case]] = defaultdict(list)
    if part == "dev":
        path = corpus.corpus_dir() / "polnear_dev_codebook.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[row["file"]].append(_dev_case(by_name[row["file"]], row))
    else:
        tuning = tuning_names(samples)
        readers = defaultdict(list)
        for label in all_labels():
            readers[label["file"], label["id"]].append(label)
        for (name, _), labels in readers.items():
            if (part == "tuning" and name in tuning) or (
                part == "twice" and len(labels) > 1 and corpus.is_held(name, tuning)
            ):
                found[name].append(_own_case(by_name[name], labels[0]))
    return [(by_name[name], rows) for name, rows in found.items()]


def _annotation(sample: Sample, identity: str) -> Annotation:
    return next(a for a in sample.gold or () if a.id == identity)


def _dev_case(sample: Sample, row: dict[str, str]) -> Case:
    annotation = _annotation(sample, row["id"])
    spans = tuple(sorted(annotation.source + annotation.cue + annotation.content))
    place = Finder(sample.text, spans)(row["action"]) if row["action"] else None
    return Case(
        annotation,
        row["act"],
        row["mode"],
        row["target"],
        row["position"],
        row["action"],
        place,
        bool(row["conditional"]),
    )


def _own_case(sample: Sample, label: Label) -> Case:
    target, positions = label.get("target") or "", label["positions"]
    main = positions[0] if positions else None
    return Case(
        _annotation(sample, label["id"]),
        label["act"],
        label["mode"],
        target if isinstance(target, str) else sample.text[slice(*target)],
        main["stand"] if main else "",
        "",
        tuple(main["action"]) if main else None,
        any(p["condition"] for p in positions),
    )


def cue_lexicon() -> Callable[[str], str]:
    """Return the baseline: from a cue's words to the act that they most often have among the learned labels."""
    samples = {s.name: s for s in corpus.load("train")}
    tuning = tuning_names(list(samples.values()))
    whole: dict[str, Counter[str]] = defaultdict(Counter)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for label in all_labels():
        if corpus.is_held(label["file"], tuning):
            continue
        sample = samples[label["file"]]
        cue = _cue(sample, _annotation(sample, label["id"]))
        whole[cue][label["act"]] += 1
        for word in cue.split():
            words[word][label["act"]] += 1

    def act(cue: str) -> str:
        if cue in whole:
            return whole[cue].most_common(1)[0][0]
        known = [words[w] for w in cue.split() if w in words]
        rarest = min(known, key=lambda c: c.total(), default=None)
        return rarest.most_common(1)[0][0] if rarest else "claim"

    return act


def _cue(sample: Sample, annotation: Annotation) -> str:
    return " ".join(sample.text[s:e] for s, e in annotation.cue).casefold()


def evaluate(part: PartName, encoder: Encoder | None = None, limit: int | None = None) -> Outcome:
    """Read a part's labelled articles on their gold spans and compare.

    Args:
        part: the part.
        encoder: the network; by default the one that the package carries.
        limit: how many articles; all of them unless given.

    Raises:
        MissingDataError: the part or its labels are not at hand.
    """
    if not labels_file().exists():
        raise MissingDataError(f"there is no {labels_file()}")
    given = cases(part)[:limit]
    reader, outcome, lexicon = Reader(encoder), Outcome(), cue_lexicon()
    for sample, known in given:
        gold = sample.gold or ()
        made = reader.describe(sample.text, [(a.source, a.cue, a.content) for a in gold])
        by_id = {a.id: statement for a, statement in zip(gold, made, strict=True)}
        for case in known:
            statement = by_id[case.annotation.id]
            outcome.add(case, statement, lexicon(_cue(sample, case.annotation)))
            outcome.misses.append(_told(sample, case, statement))
    return outcome


def _told(sample: Sample, case: Case, made: Statement) -> str:
    """Return one line that shows label and reading side by side."""
    stand = made.positions[0].stand if made.positions else ""
    target = made.target.text if made.target else ""
    gold = f"{case.act} {case.mode} {case.stand} [{case.target}]"
    ours = f"{made.act} {made.mode} {stand} [{target}]"
    cue = _cue(sample, case.annotation)
    content = " ".join(sample.text[s:e] for s, e in case.annotation.content)
    return f"{'=' if gold == ours else '!'}\t{gold}\t{ours}\t{cue}\t{content[:160]!r}"


def show(part: PartName, outcome: Outcome) -> None:
    """Print an outcome for a person."""
    print(f"{part}, given the gold spans: {outcome.act.of} statements")
    print(f"  act                {outcome.act}, mean F1 {outcome.macro(outcome.acts):.1f}")
    print(f"    majority         {outcome.majority}")
    print(f"    cue lexicon      {outcome.lexicon}, mean F1 {outcome.macro(outcome.lexicon_acts):.1f}")
    print(f"  mode               {outcome.mode}")
    print(f"  position           {outcome.position}")
    print(f"    stand            {outcome.stand}; of all labelled {outcome.stand_of_all}")
    print(f"    action           {outcome.action}; of all labelled {outcome.action_of_all}")
    print(f"  condition          {outcome.condition}")
    print(f"  target             {outcome.target}; presence {outcome.aimed}")
    for title, finds in (("acts", outcome.acts), ("stands", outcome.stands)):
        print(f"  {title}")
        for name, found in finds.items():
            print(f"    {name:<16} {found}")
    _confusions("acts", outcome.confusions, ACTS)
    _confusions(
        "stands", outcome.stand_confusions, sorted({n for pair in outcome.stand_confusions for n in pair})
    )


def _confusions(title: str, counts: Counter[tuple[str, str]], names: Iterable[str]) -> None:
    names = list(names)
    print(f"  {title}: labelled down, read across")
    print(" " * 14 + "".join(f"{n[:7] or '-':>8}" for n in names))
    for gold in names:
        print(f"    {gold or '-':<10}" + "".join(f"{counts[gold, made] or '·':>8}" for made in names))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.acts", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--part", choices=PARTS, help="one part only; by default dev and twice")
    parser.add_argument("--misses", action="store_true", help="print every statement, labelled and read")
    parser.add_argument("--tier", choices=TIERS, default=DEFAULT, help="whose reading (default: default)")
    given = parser.parse_args(argv)
    try:
        encoder = Encoder(weights_of(given.tier))
        for part in [given.part] if given.part else ("dev", "twice"):
            outcome = evaluate(part, encoder)
            show(part, outcome)
            for line in outcome.misses if given.misses else ():
                print(line)
    except (MissingDataError, TierError) as error:
        print(f"acts not measured: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
