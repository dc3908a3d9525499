"""The corpus's scorer: a script beside the corpus, imported from there, so that figures here are its own.

It is looked for in ``ONRECORD_TOOLS`` (default ``../shared/tools`` beside the project). Its docstring says
how spans and statements are compared in either protocol.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypedDict

from benchmarks.parts import MissingDataError, Part
from onrecord.statement import Reading, Span
from training.corpus import ROOT, Sample

Table = dict[str, dict[str, float]]
"""The scorer's rows: precision ``P``, recall ``R`` and ``F1`` in percent, and the counts behind them."""


class Prediction(TypedDict):
    """One statement as the scorer takes it."""

    content: list[Span]
    cue: list[Span]
    source: list[Span]
    speaker: None


Predictions = dict[str, list[Prediction]]
"""The statements of each article, by its name."""


def predictions(reading: Reading) -> list[Prediction]:
    """Return the statements of a reading that are scored, as the scorer takes them.

    Statements ``within`` another are left out: the corpus's annotation is flat, one statement's content being
    no other's place, so that what a quotation quotes could only count as wrong. Speakers' names are left out
    too: where a source was found its span is compared, where none was found the claim is that there is none.
    """
    return [
        {"content": list(s.content), "cue": list(s.cue), "source": list(s.source), "speaker": None}
        for s in reading.statements
        if s.within is None
    ]


class Scorer:
    """The scorer with the gold statements of one part.

    Args:
        part: what is scored.
        script: the scorer; looked for when ``None``.

    Raises:
        MissingDataError: the scorer is not at hand.
    """

    def __init__(self, part: Part, script: Path | None = None) -> None:
        self.part = part
        self._script = script or find_scorer()

    @cached_property
    def _scorer(self) -> Any:
        spec = importlib.util.spec_from_file_location("corpus_scorer", self._script)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        # Shared data is not written to, a byte-code cache included.
        before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        try:
            spec.loader.exec_module(module)
        finally:
            sys.dont_write_bytecode = before
        return module

    @cached_property
    def _gold(self) -> dict[str, Any]:
        return {sample.name: self._article(sample) for sample in self.part.samples}

    def _article(self, sample: Sample) -> Any:
        return self._scorer.Article(
            sample.name,
            sample.text,
            [
                {"content": list(g.content), "cue": list(g.cue), "source": list(g.source), "speaker": None}
                for g in sample.gold or ()
                if g.content
            ],
        )

    def own(self, said: Predictions, names: Iterable[str] | None = None) -> Table:
        """Score in the scorer's own protocol, over all articles or those of these names."""
        chosen = self._gold if names is None else {name: self._gold[name] for name in names}
        table: Table = self._scorer.score(chosen, {name: said.get(name, []) for name in chosen})
        return table

    def cofenet(self, said: Predictions) -> Table | None:
        """Score in CofeNet's protocol (Wang et al., COLING 2022); ``None`` where the part has no such cut."""
        if self.part.cofenet is None:
            return None
        table: Table
        table, _, _, _ = self._scorer.score_cofenet(self._gold, said, str(self.part.cofenet))
        return table

    def right(self, name: str, said: Sequence[Mapping[str, Any]]) -> list[bool]:
        """Tell of each statement of an article whether its content and its source are right.

        Statements are matched one to one, as in the scorer's row ``content+source``: contents by a
        token-Jaccard of at least 0.5, sources by a word that they share.
        """
        article, scorer = self._gold[name], self._scorer
        gold = [scorer.View(article, statement) for statement in article.statements]
        mine = [scorer.View(article, statement) for statement in said]
        close = scorer.overlap_candidates([v.content for v in gold], [v.content for v in mine], 0.5)
        pairs = scorer.one_to_one(
            [c for c in close if scorer.source_matches(article, gold[c[1]], mine[c[2]])]
        )
        taken = set(pairs.values())
        return [place in taken for place in range(len(mine))]

    def print_table(self, table: Table) -> None:
        """Print a table as the scorer prints it."""
        self._scorer.print_table(table, sys.stdout)


def find_scorer() -> Path:
    """Return where the scorer is.

    Raises:
        MissingDataError: it is not at hand.
    """
    folder = Path(os.environ.get("ONRECORD_TOOLS") or ROOT.parent / "shared" / "tools")
    path = folder / "score_polnear.py"
    if not path.is_file():
        raise MissingDataError(f"there is no {path}; name its folder with ONRECORD_TOOLS")
    return path
