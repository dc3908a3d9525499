from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.parts import MissingDataError, load_part
from onrecord.statement import slice_of
from training.corpus import load


def test_a_missing_corpus_is_told_with_the_way_to_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))

    with pytest.raises(MissingDataError, match=r"polnear_dev\.jsonl; name the folders with ONRECORD_CORPUS"):
        load_part("dev")


def test_the_tuning_part_is_drawn_from_training_and_shares_nothing_with_dev(corpus: Path) -> None:
    tuning = {sample.name for sample in load_part("tuning").samples}

    assert len(tuning) == 84
    assert tuning <= {sample.name for sample in load("train")}
    assert not tuning & {sample.name for sample in load_part("dev").samples}


def test_the_world_set_fits_its_texts(corpus: Path, pages: Path) -> None:
    part = load_part("world")

    for sample in part.samples:
        for gold in sample.gold or ():
            words = slice_of(sample.text, gold.content)
            assert words.strip(), f"{sample.name} {gold.id} has no content"
            assert all(0 <= start < end <= len(sample.text) for start, end in gold.source + gold.cue)


def test_a_world_text_that_has_changed_is_refused(
    corpus: Path, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [json.loads(line) for line in (pages / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["paragraphs"].append("One more.")
    (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setenv("ONRECORD_PAGES", str(tmp_path))

    with pytest.raises(MissingDataError, match="not the one that was labelled"):
        load_part("world")
