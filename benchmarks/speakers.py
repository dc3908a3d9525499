"""Who is meant: ``python -m benchmarks.speakers`` (also behind ``python -m benchmarks.quality --speakers``).

Speakers are compared with labels of the codebook, part by part: ``dev`` to report, ``tuning`` to choose by, ``world``
for what is far from the corpus. Given the gold spans it is measured how well sources are resolved, with the names
that the network finds; end to end, how many statements come out with the right speaker.

A speaker is right when both name the same set:

- Names are compared without case, punctuation, a leading article and a possessive 's. A surname alone is wrong where
  the label has the full name, and so is a title or a role within the name.
- A nameless source ("senior officials", "Ana Ruiz's deputy") is compared by its words: at least half of the words of
  both together must be shared, the head nouns must be equal, and so must the names in it: "his deputy" is not
  "Ana Ruiz's deputy".
- No speaker is right only where the label has none.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.parts import PARTS, WORLD, MissingDataError, PartName, load_part
from onrecord.article import Article
from onrecord.errors import InputError, TierError
from onrecord.intake import language
from onrecord.reading.encoder import Encoder
from onrecord.reading.names import names
from onrecord.reading.quotations import quotations
from onrecord.reading.reader import Reader
from onrecord.reading.speakers import Attribution, resolve
from onrecord.reading.speakers.lexicon import BREAKS, PREPOSITIONS, PRONOUNS
from onrecord.reading.tiers import DEFAULT, TIERS, weights_of
from onrecord.statement import Spans, Speaker
from training.corpus import ROOT, Annotation, Sample, corpus_dir

FORMS = ("pronoun", "description", "surname", "full name", "organisation", "group", "other", "none")

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ARTICLES = frozenset({"the", "a", "an"})
_NAMED = frozenset({"person", "organisation", "state"})
_SMALL = frozenset(("of", "the", "for", "and", "de", "la", "von", "van", "der", "al", "bin"))
_CUT = PREPOSITIONS | BREAKS


@dataclass(frozen=True, slots=True)
class Label:
    """What a labeller says of a statement: its speakers joined by `` | ``, their kind, the form of the source."""

    speaker: str
    kind: str
    form: str


@dataclass(slots=True)
class Tally:
    """How many were counted, and how many of them were right."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.of += 1
        self.right += right

    def __str__(self) -> str:
        return f"{100 * self.right / self.of:5.1f}% ({self.right} of {self.of})" if self.of else "    - "


@dataclass(frozen=True, slots=True)
class Miss:
    """One statement whose speaker is wrong, for a person to read."""

    article: str
    id: str
    source: str
    label: Label
    given: str
    kind: str


@dataclass(slots=True)
class Outcome:
    """What one pass over a part gave.

    Args:
        speakers: right speakers of the statements looked at.
        kinds: right kinds among them.
        forms: right speakers by the form of the source's words.
        empty: of those whose label is a name, how many came out with no speaker or with a pronoun.
        all_gold: end to end, right speakers of all labelled statements; ``None`` given the spans.
        misses: the wrong ones.
    """

    speakers: Tally = field(default_factory=Tally)
    kinds: Tally = field(default_factory=Tally)
    forms: dict[str, Tally] = field(default_factory=lambda: {form: Tally() for form in FORMS})
    empty: Tally = field(default_factory=Tally)
    all_gold: Tally | None = None
    misses: list[Miss] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the figures in percent."""
        rows = {"speakers": self.speakers, "kinds": self.kinds, "empty": self.empty, **self.forms}
        if self.all_gold is not None:
            rows["all gold"] = self.all_gold
        return {name: {"percent": 100 * t.right / max(t.of, 1), "of": t.of} for name, t in rows.items()}


def plain(name: str) -> tuple[str, ...]:
    """Return a name's words without case, punctuation, leading article and possessive 's."""
    text = name.casefold().replace("’", "'").replace(".", "").replace("-", " ")
    found = [re.sub(r"'s$|'$", "", word) for word in _WORD.findall(text)]
    while len(found) > 1 and found[0] in _ARTICLES:
        found.pop(0)
    return tuple(found)


def _head(found: tuple[str, ...]) -> str:
    for at, word in enumerate(found):
        if word in _CUT and at:
            return found[at - 1]
    return found[-1] if found else ""


def _same_one(label: str, kind: str, given: str) -> bool:
    gold, ours = plain(label), plain(given)
    if gold == ours:
        return True
    named = kind in _NAMED and all(word[0].isupper() or word in _SMALL for word in _WORD.findall(label))
    if named or not gold or not ours:
        return False
    shared, both = set(gold) & set(ours), set(gold) | set(ours)
    owners = {plain(owner)[-1] for owner in re.findall(r"([\w.-]+)['’]s?\s", label) if owner[0].isupper()}
    return 2 * len(shared) >= len(both) and _head(gold) == _head(ours) and owners <= set(ours)


def same(label: Label, given: Sequence[str]) -> bool:
    """Whether the speakers found are the label's, as the module's docstring has it."""
    gold = [part.strip() for part in label.speaker.split("|") if part.strip()]
    ours = [name for name in given if name]
    if len(gold) != len(ours):
        return False
    left = list(ours)
    for part in gold:
        match = next((name for name in left if _same_one(part, label.kind, name)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _form(text: str, annotation: Annotation, speaker: str, kind: str) -> str:
    """Return the form of a source's words, where the labels do not say it."""
    if not annotation.source:
        return "none"
    source = plain(" ".join(text[s:e] for s, e in annotation.source))
    if all(word in PRONOUNS for word in source):
        return "pronoun"
    name = plain(speaker.split("|", maxsplit=1)[0])
    if kind == "person" and name:
        if any(source[k : k + len(name)] == name for k in range(len(source))):
            return "full name" if len(name) > 1 else "surname"
        return "surname" if name[-1] in source else "description"
    if kind == "group":
        return "group"
    return "organisation" if kind in ("organisation", "state") else "other"


def labels(part: PartName, samples: Sequence[Sample]) -> dict[str, dict[str, Label]]:
    """Return a part's labels by article and statement.

    Raises:
        MissingDataError: there are none at hand.
    """
    paths = {
        "dev": [corpus_dir() / "polnear_dev_codebook.jsonl"],
        "tuning": [ROOT / "training" / "labels" / "speakers.jsonl"],
        "world": [WORLD / "pages.jsonl", WORLD / "fnc1.jsonl"],
    }[part]
    gold = {s.name: (s.text, {a.id: a for a in s.gold or ()}) for s in samples}
    found: dict[str, dict[str, Label]] = defaultdict(dict)
    for path in paths:
        for row in _rows(path):
            name = row["article"] if "article" in row else row["file"]
            text, annotations = gold[name]
            form = row.get("source_kind") or _form(text, annotations[row["id"]], row["speaker"], row["kind"])
            found[name][row["id"]] = Label(row["speaker"], row["kind"], form)
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    except FileNotFoundError:
        raise MissingDataError(f"there is no {path}") from None


def given_spans(
    samples: Sequence[Sample], known: dict[str, dict[str, Label]], tier: str = DEFAULT
) -> Outcome:
    """Resolve the labelled articles' gold sources, with the names that a tier's network finds."""
    encoder, outcome = Encoder(weights_of(tier)), Outcome()
    for sample in samples:
        if sample.name not in known or sample.gold is None:
            continue
        annotations = sample.gold
        resolved = resolve(
            sample.text,
            names(encoder.tag(sample.text)),
            [Attribution(a.source, a.cue, a.content) for a in annotations],
            quotations(sample.text),
        )
        for annotation, one in zip(annotations, resolved, strict=True):
            label = known[sample.name].get(annotation.id)
            if label is not None:
                _judge(outcome, sample, annotation, label, one.speakers)
    return outcome


def _judge(
    outcome: Outcome, sample: Sample, annotation: Annotation, label: Label, speakers: tuple[Speaker, ...]
) -> bool:
    given = [speaker.name for speaker in speakers]
    right = same(label, given)
    kind = next((speaker.kind for speaker in speakers if speaker.name), "none")
    outcome.speakers.add(right)
    outcome.kinds.add(kind == label.kind)
    outcome.forms[label.form].add(right)
    if label.kind in _NAMED and label.speaker[:1].isupper():
        bare = not any(given) or all(set(plain(name)) <= PRONOUNS for name in given if name)
        outcome.empty.add(bare)
    if not right or kind != label.kind:
        source = " ".join(sample.text[s:e] for s, e in annotation.source)
        outcome.misses.append(Miss(sample.name, annotation.id, source, label, " | ".join(given), kind))
    return right


def end_to_end(samples: Sequence[Sample], known: dict[str, dict[str, Label]], tier: str = DEFAULT) -> Outcome:
    """Read the labelled articles from raw text; a statement is found when its content has a Jaccard of 0.5.

    Raises:
        InputError: an article cannot be read.
    """
    outcome = Outcome(all_gold=Tally())
    wanted = [sample for sample in samples if sample.name in known]
    articles = [Article(text=s.text, id=s.name, language=language.detect(s.text)) for s in wanted]
    for sample, reading in zip(wanted, Reader(tier=tier).read_many(articles, processes=1), strict=True):
        if isinstance(reading, InputError):
            raise reading
        left = {k: _words(sample.text, s.content) for k, s in enumerate(reading.statements)}
        for annotation in sample.gold or ():
            label = known[sample.name].get(annotation.id)
            if label is None:
                continue
            gold = _words(sample.text, annotation.content)
            best = max(left, key=lambda k: _jaccard(gold, left[k]), default=None)
            found = best is not None and _jaccard(gold, left[best]) >= 0.5
            right = False
            if best is not None and found:
                del left[best]
                right = _judge(outcome, sample, annotation, label, reading.statements[best].speakers)
            if outcome.all_gold is not None:
                outcome.all_gold.add(right)
    return outcome


def _words(text: str, spans: Spans) -> set[int]:
    return {m.start() for start, end in spans for m in _WORD.finditer(text, start, end)}


def _jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def evaluate(part: PartName, spans_given: bool = True, tier: str = DEFAULT) -> Outcome:
    """Measure one part.

    Args:
        part: ``dev``, ``tuning`` or ``world``.
        spans_given: whether sources are resolved on the gold spans, or all is read from raw text.
        tier: whose reading.

    Raises:
        MissingDataError: the part or its labels are not at hand.
        TierError: the tier is not installed.
    """
    samples = load_part(part).samples
    known = labels(part, samples)
    return given_spans(samples, known, tier) if spans_given else end_to_end(samples, known, tier)


def show(part: PartName, outcome: Outcome, misses: bool = False) -> None:
    """Print an outcome for a person."""
    found = outcome.all_gold is not None
    print(f"{part}, {'end to end: statements found' if found else 'given the gold spans'}")
    print(f"  {'right speaker':<34} {outcome.speakers}")
    for form, tally in outcome.forms.items():
        print(f"    {form:<32} {tally}")
    print(f"  {'right kind':<34} {outcome.kinds}")
    print(f"  {'empty or a pronoun for a name':<34} {outcome.empty}")
    if outcome.all_gold is not None:
        print(f"  {'right speaker, all gold statements':<34} {outcome.all_gold}")
    for miss in outcome.misses if misses else ():
        print(
            f"{miss.article}\t{miss.id}\t{miss.source}\t{miss.label.form}\t{miss.label.speaker} ({miss.label.kind})"
            f"\t{miss.given} ({miss.kind})"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speakers", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--part", choices=PARTS, default="dev", help="dev to report (default), tuning, world")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--given-spans", action="store_true", help="on the gold spans only")
    how.add_argument("--end-to-end", action="store_true", help="from raw text only")
    parser.add_argument("--misses", action="store_true", help="print every wrong speaker or kind")
    parser.add_argument("--tier", choices=TIERS, default=DEFAULT, help="whose reading (default: default)")
    given = parser.parse_args(argv)
    try:
        weights_of(given.tier)
        for spans_given in (True, False):
            if given.end_to_end if spans_given else given.given_spans:
                continue
            show(given.part, evaluate(given.part, spans_given, given.tier), given.misses)
    except (MissingDataError, TierError) as error:
        print(f"speakers not measured: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
