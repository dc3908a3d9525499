"""Labels of speakers, acts and positions: ``python -m training.labelling draw | seek | rare | take | agreement``.

``draw`` writes reading sheets of whole articles, drawn evenly by outlet, into ``training/work/sheets``; ``seek`` lists
candidates for what is rare (threats, open and done positions, conditions), and ``rare`` makes sheets of those that a
reader picked. A reader answers a sheet with
one JSON object a line, in the words of the article; ``take`` checks the answers and keeps them in
``training/labels/statements.jsonl`` by file, id and character offsets, without a word of the articles but names.
``agreement`` compares two readers of the same statements.

Articles are either learned from or held: what is held (the tuning part, and of a half of the rest what was read twice)
is where models are compared with readers, and no head learns from it.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

from onrecord.reading.acts.judging import AIMLESS
from onrecord.statement import Act, Kind, Mode, Span, Spans, Stand, slice_of
from training.acts import all_labels
from training.corpus import WORK, Annotation, Sample, corpus_dir, is_held, labels_file, load, split

SHEETS = WORK / "sheets"

LONGEST_NAME = 6
"""Words of a speaker that is kept by name; a longer one is kept by where it stands."""

_RARE = (
    r"\b(threat|warn|will pay|consequences|retaliat|punish|sue\b|suing|lawsuit|jail|prosecut|destroy|vow|revenge|"
    r"regret|block|shut down|subpoena|impeach|sanction|war\b|attack|boycott|deport|fire\b|walk away|pull out|"
    r"cut off|or else)",
    r"\b(open|consider|rul(e|ed|ing) (it |that |him |her )?out|decid|may (run|vote|support|endorse|seek|join|back)|"
    r"might|door|weigh|entertain|table|possib|willing|could (support|vote|back|endorse|run)|look at|options?|"
    r"whether)\b",
    r"\b(already|under way|underway|has been (work|push|call|rais|run|spend|air|us)\w*|have been \w+ing|has begun|"
    r"began|launched|started|now|signed|voted for|suspended|banned|pulled)\b",
    r"\b(if|unless|until|as long as|provided|condition|only when|once|in return|in exchange|without)\b.{0,80}"
    r"\b(will|would|wo)|\b(will|would|wo)\b.{0,120}\b(if|unless|until|as long as|provided|once|in return|"
    r"in exchange)\b",
)
"""Words by which what is rare is sought out; most of what they find is something else."""


def tuning_names(samples: list[Sample]) -> frozenset[str]:
    """Return the names of the tuning part's articles."""
    return frozenset(s.name for s in split(samples)[1])


def _spans_of(statement: Annotation) -> Spans:
    return tuple(sorted(statement.source + statement.cue + statement.content))


def _paragraphs(text: str) -> list[Span]:
    return [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def _line(key: str, sample: Sample, statement: Annotation) -> str:
    parts = (
        slice_of(sample.text, getattr(statement, r)).replace("\n", " ") for r in ("source", "cue", "content")
    )
    source, cue, content = parts
    return f"{key} | SOURCE {source or '-'} | CUE {cue or '-'} | CONTENT {content}"


def _whole(number: int, sample: Sample, titles: dict[str, str]) -> str:
    lines = [f"=== ARTICLE {number}: {sample.outlet}", f"TITLE: {titles[sample.name]}", ""]
    lines += [sample.text[a:b].strip() for a, b in _paragraphs(sample.text)]
    lines += ["", "--- statements"]
    lines += [_line(f"{number}.{s.id}", sample, s) for s in sample.gold or () if _spans_of(s)]
    return "\n".join(lines) + "\n"


def _single(
    number: int, sample: Sample, statement: Annotation, titles: dict[str, str], names: Sequence[str]
) -> str:
    spans, cut = _spans_of(statement), _paragraphs(sample.text)
    near = [k for k, (a, b) in enumerate(cut) if a < spans[-1][1] and spans[0][0] < b]
    shown = cut[max(0, near[0] - 3) : near[-1] + 2]
    lines = [
        f"=== CASE {number}: {sample.outlet}",
        f"TITLE: {titles[sample.name]}",
        "NAMES: " + "; ".join(names),
        "",
    ]
    lines += [sample.text[a:b].strip() for a, b in shown]
    return "\n".join([*lines, "---", _line(f"{number}.{statement.id}", sample, statement)]) + "\n"


def _full_names(sample: Sample, silver: dict[str, list[tuple[int, int, str]]]) -> list[str]:
    counted = Counter(sample.text[a:b] for a, b, _ in silver.get(sample.name, ()) if " " in sample.text[a:b])
    return [name for name, _ in counted.most_common(14)]


def draw(whole: int, seed: int = 7) -> None:
    """Write the sheets of whole articles: the tuning part's with labelled speakers, and ``whole`` learned ones."""
    samples, rng = load("train"), random.Random(seed)
    tuning = tuning_names(samples)
    titles = _titles()
    with_speakers = {
        json.loads(line)["file"]
        for line in (labels_file().parent / "speakers.jsonl").read_text(encoding="utf-8").splitlines()
    }
    held = [s for s in samples if s.name in with_speakers]
    outlets: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        if not is_held(sample.name, tuning):
            outlets[sample.outlet].append(sample)
    for members in outlets.values():
        rng.shuffle(members)
    turn = [members[k] for k in range(whole) for members in outlets.values() if k < len(members)]
    _write_whole("tuning", held, titles, 11)
    _write_whole("learn", turn[:whole], titles, 11)


def seek(part: str) -> None:
    """Write the candidates for what is rare, of the ``learn`` or the ``held`` articles outside the whole sheets.

    They are found by words and mostly are something else; a reader picks from ``seek-PART.txt`` by their numbers.
    """
    samples = load("train")
    tuning = tuning_names(samples)
    taken = {name for p in SHEETS.glob("*.json") for name in json.loads(p.read_text(encoding="utf-8"))}
    found: list[tuple[Sample, Annotation]] = []
    for sample in samples:
        if sample.name in taken or is_held(sample.name, tuning) != (part == "held"):
            continue
        for statement in sample.gold or ():
            words = slice_of(sample.text, tuple(sorted(statement.cue + statement.content)))
            if statement.content and any(re.search(p, words, re.IGNORECASE) for p in _RARE):
                found.append((sample, statement))
    random.Random(3).shuffle(found)
    lines = (" ".join(slice_of(s.text, _spans_of(a)).split()[:60]) for s, a in found)
    shown = "".join(f"{k} {line}\n" for k, line in enumerate(lines))
    (SHEETS / f"seek-{part}.txt").write_text(shown, encoding="utf-8")
    keys = json.dumps([[s.name, a.id] for s, a in found])
    (SHEETS / f"seek-{part}.keys").write_text(keys + "\n", encoding="utf-8")
    print(f"{len(found)} candidates")


def draw_rare(part: str, picks: Path) -> None:
    """Write the sheets of what was picked: ``{"T": [number, ...], ...}`` of the candidates of a part."""
    from training.names import read_labels

    samples, silver, titles = {s.name: s for s in load("train")}, read_labels(WORK / "names.jsonl"), _titles()
    keys = json.loads((SHEETS / f"seek-{part}.keys").read_text(encoding="utf-8"))
    chosen = sorted(
        {k for numbers in json.loads(picks.read_text(encoding="utf-8")).values() for k in numbers}
    )
    drawn = [(samples[keys[k][0]], keys[k][1]) for k in chosen]
    for k in range(0, len(drawn), 125):
        group = [(s, next(a for a in s.gold or () if a.id == key)) for s, key in drawn[k : k + 125]]
        shown = [_single(n, s, a, titles, _full_names(s, silver)) for n, (s, a) in enumerate(group, 1)]
        _write(f"rare-{part}-{k // 125 + 1}", [s.name for s, _ in group], shown)


def _titles() -> dict[str, str]:
    lines = (corpus_dir() / "polnear_train.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["file"]: row["title"] for row in map(json.loads, lines)}


def _write_whole(kind: str, samples: list[Sample], titles: dict[str, str], size: int) -> None:
    for k in range(0, len(samples), size):
        group = samples[k : k + size]
        shown = [_whole(n, s, titles) for n, s in enumerate(group, 1)]
        _write(f"{kind}-{k // size + 1}", [s.name for s in group], shown)


def _write(name: str, files: list[str], shown: list[str]) -> None:
    SHEETS.mkdir(parents=True, exist_ok=True)
    (SHEETS / f"{name}.txt").write_text("\n".join(shown), encoding="utf-8")
    (SHEETS / f"{name}.json").write_text(json.dumps(files) + "\n", encoding="utf-8")
    print(f"{name}: {len(files)} pieces, {sum(s.count(' | CONTENT ') for s in shown)} statements")


class Finder:
    """Finds the words of an answer in the article, nearest to the statement first.

    Args:
        text: the article.
        around: the statement's spans.
    """

    def __init__(self, text: str, around: Spans) -> None:
        self._text, self._around = text, around

    def __call__(self, words: str) -> Span | None:
        """Return where the words stand, ``None`` if nowhere; white space, marks and capitals may differ."""
        pattern = r"\s+".join(re.escape(w) for w in words.split())
        pattern = re.sub(r"[“”\"]|\\\"", '[“”"]', pattern)
        pattern = re.sub(r"[‘’'`]|\\'", "[‘’'`]", pattern)
        found = [m.span() for m in re.finditer(pattern, self._text)]
        found = found or [m.span() for m in re.finditer(pattern, self._text, re.IGNORECASE)]
        if not found:
            return None
        low, high = self._around[0][0], self._around[-1][1]
        return min(found, key=lambda s: (max(low - s[1], s[0] - high, 0), s[0]))


def read_answer(row: dict[str, Any], sample: Sample, statement: Annotation, reader: str) -> dict[str, Any]:
    """Turn one answer into a label.

    Raises:
        ValueError: a value is not in the codebook, or words are not in the article.
    """
    find = Finder(sample.text, _spans_of(statement))

    def one_of(field: str, values: tuple[object, ...]) -> str:
        if row.get(field) not in values:
            raise ValueError(f"{field} is {row.get(field)!r}")
        return str(row[field])

    def place(field: str, words: str) -> list[int]:
        span = find(words)
        if span is None:
            raise ValueError(f"{field} is not in the article: {words!r}")
        return list(span)

    positions = []
    for entry in row.get("positions") or ():
        stand, action, condition = [*entry, "", ""][:3]
        if stand not in get_args(Stand) or not action:
            raise ValueError(f"a position is {entry!r}")
        positions.append(
            {
                "stand": stand,
                "action": place("action", action),
                "condition": place("condition", condition) if condition else None,
            }
        )
    label: dict[str, Any] = {
        "file": sample.name,
        "id": statement.id,
        "content": [list(s) for s in statement.content],
        "reader": reader,
        "mode": one_of("mode", get_args(Mode)),
        "act": one_of("act", get_args(Act)),
        "positions": positions,
    }
    if "kind" in row:
        label["kind"] = one_of("kind", get_args(Kind))
    if len(row.get("speaker", "").split()) > LONGEST_NAME:  # the article's words rather than a name
        span = find(row["speaker"])
        if span:
            label["speaker_span"] = list(span)
    elif "speaker" in row:
        label["speaker"] = row["speaker"]
    target = row.get("target") or ""
    if target and label["act"] not in AIMLESS:
        span = find(target)
        label["target"] = list(span) if span else target
    for field in ("addressee", "medium", "when"):
        if row.get(field):
            label[field] = place(field, row[field])
    if row.get("translated"):
        label["translated"] = True
    return label


def take(sheet: str, reader: str, answers: Path, tell: Callable[[str], None] = print) -> int:
    """Check the answers to a sheet; keep them if none is wrong and none is missing; return how many are wrong."""
    samples = {s.name: s for s in load("train")}
    files = json.loads((SHEETS / f"{sheet}.json").read_text(encoding="utf-8"))
    asked = re.findall(r"(?m)^(\d+\.\S+) \| SOURCE ", (SHEETS / f"{sheet}.txt").read_text(encoding="utf-8"))
    labels, wrong = {}, 0
    for number, line in enumerate(answers.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            place, _, identity = str(row["k"]).partition(".")
            sample = samples[files[int(place) - 1]]
            statement = next(s for s in sample.gold or () if s.id == identity)
            labels[row["k"]] = read_answer(row, sample, statement, reader)
        except (ValueError, KeyError, IndexError, StopIteration, TypeError) as error:
            wrong += 1
            tell(f"line {number}: {error!r}: {line[:160]}")
    missing = [k for k in asked if k not in labels]
    if missing:
        tell(f"{len(missing)} missing: {' '.join(missing[:40])}")
    if not wrong and not missing:
        count = _keep(list(labels.values()), reader)
        tell(f"{sheet}: {len(labels)} labels of {reader} kept; {count} in all")
    return wrong + len(missing)


def _keep(labels: list[dict[str, Any]], reader: str) -> int:
    """Write labels among those that are kept, in place of the reader's earlier ones; return how many there are."""
    with (SHEETS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two readers may finish at once
        mine = {(x["file"], x["id"]) for x in labels}
        kept = [x for x in all_labels() if x["reader"] != reader or (x["file"], x["id"]) not in mine] + labels
        kept.sort(
            key=lambda x: (x["file"], int(x["id"][1:]) if x["id"][1:].isdigit() else 0, x["id"], x["reader"])
        )
        lines = (json.dumps(x, ensure_ascii=False, separators=(",", ":")) for x in kept)
        labels_file().write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(kept)


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Return Cohen's kappa (1960) of two readers' values."""
    n = len(pairs)
    seen = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[v] * right[v] for v in left) / n**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def _overlap(one: Sequence[int] | None, other: Sequence[int] | None) -> bool:
    return bool(one and other and one[0] < other[1] and other[0] < one[1])


def agreement() -> None:
    """Print how far two readers of the same statements agree."""
    by: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for label in all_labels():
        by[label["file"], label["id"]].append(label)
    twice = [(x[0], x[1]) for x in by.values() if len(x) > 1]
    print(f"{len(by)} statements labelled, {len(twice)} of them twice")
    if not twice:
        return
    fields: dict[str, Callable[[dict[str, Any]], object]] = {
        "act": lambda x: x["act"],
        "position": lambda x: x["positions"][0]["stand"] if x["positions"] else "",
        "mode": lambda x: x["mode"],
        "kind": lambda x: x.get("kind"),
        "conditional": lambda x: any(p["condition"] for p in x["positions"]),
        "target or none": lambda x: bool(x.get("target")),
    }
    for name, value in fields.items():
        pairs = [(value(a), value(b)) for a, b in twice if name in a.keys() & b.keys() or name != "kind"]
        same = sum(a == b for a, b in pairs) / len(pairs)
        print(f"{name:16} agreement {100 * same:5.1f}%, kappa {kappa(pairs):.2f}")
    both = [(a, b) for a, b in twice if a["positions"] and b["positions"]]
    same = sum(_overlap(a["positions"][0]["action"], b["positions"][0]["action"]) for a, b in both)
    print(
        f"{'action overlaps':16} {100 * same / max(1, len(both)):5.1f}% of {len(both)} with a position by both"
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.labelling")
    verbs = parser.add_subparsers(dest="verb", required=True)
    drawing = verbs.add_parser("draw")
    drawing.add_argument("--whole", type=int, default=77)
    seeking = verbs.add_parser("seek")
    seeking.add_argument("part", choices=("learn", "held"))
    rare = verbs.add_parser("rare")
    rare.add_argument("part", choices=("learn", "held"))
    rare.add_argument("picks", type=Path)
    taking = verbs.add_parser("take")
    taking.add_argument("sheet")
    taking.add_argument("reader")
    taking.add_argument("answers", type=Path)
    verbs.add_parser("agreement")
    given = parser.parse_args()
    if given.verb == "draw":
        draw(given.whole)
    elif given.verb == "seek":
        seek(given.part)
    elif given.verb == "rare":
        draw_rare(given.part, given.picks)
    elif given.verb == "take":
        sys.exit(1 if take(given.sheet, given.reader, given.answers) else 0)
    else:
        agreement()


if __name__ == "__main__":
    main()
