"""A corpus of invented articles in the form of the real one, for the training code to be tried on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PEOPLE = ("Ana Ruiz", "Bo Lind", "Ingrid Taal", "Tomas Brevic", "Livia Morando", "Hugh Pellam", "Nils Okoro")
PLEDGES = (
    "the docks would never be sold",
    "the tram would run again by spring",
    "no school on the island would close",
    "the well in Tavrin was clean",
)


def _article(number: int) -> dict[str, Any]:
    text, annotations = "", []
    for line in range(4):
        person = PEOPLE[(number + line) % len(PEOPLE)]
        pledge = PLEDGES[(number * 3 + line) % len(PLEDGES)]
        quoted = (number + line) % 3 == 0
        start = len(text)
        if quoted:
            content = f"“We promise that {pledge}.”"
            text += f"{content}\n{person} said so on Monday.\n"
            source = start + len(content) + 1
            spans = ([source, source + len(person)], [source + len(person) + 1, source + len(person) + 5])
            annotations.append((*spans, [start, start + len(content)]))
        else:
            text += f"{person} said that {pledge}.\n"
            cue = start + len(person) + 1
            annotations.append(([start, cue - 1], [cue, cue + 4], [cue + 5, len(text) - 2]))
    gold = [
        {"id": f"E{k}", "source": [source], "cue": [cue], "content": [content]}
        for k, (source, cue, content) in enumerate(annotations)
    ]
    return {"file": f"courier-{number}", "publisher": "courier", "text": text, "annotations": {"a1": gold}}


def _label(number: int, line: int) -> dict[str, Any]:
    article = _article(number)
    [annotation] = [a for a in article["annotations"]["a1"] if a["id"] == f"E{line}"]
    [content] = annotation["content"]
    return {
        "file": article["file"],
        "id": annotation["id"],
        "content": [content],
        "reader": "A",
        "kind": "person",
        "mode": "said",
        "act": "commit" if line % 2 else "claim",
        "positions": [{"stand": "pledged", "action": content, "condition": None}] if line % 2 else [],
        "target": annotation["source"][0],
    }


def write_labels(path: Path, articles: int = 20, readers: str = "A") -> None:
    """Write labels of acts, by each of some readers, for the first two statements of each article."""
    once = [_label(number, line) for number in range(articles) for line in range(2)]
    rows = [row | {"reader": reader} for row in once for reader in readers]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


def write_corpus(folder: Path, articles: int = 20) -> None:
    """Write the training part and the articles without annotations into a folder."""
    rows = [_article(k) for k in range(articles)]
    (folder / "polnear_train.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    bare = [{"id": f"bare-{k}", "text": _article(100 + k)["text"]} for k in range(4)]
    (folder / "fnc1_bodies.jsonl").write_text("".join(json.dumps(r) + "\n" for r in bare), encoding="utf-8")
