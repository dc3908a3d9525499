from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.reading.decode import NAME_TAGS, TAGS
from onrecord.reading.encoder import WEIGHTS, Encoder

TEXT = "Mayor Ana Ruiz told the Port Courier on Monday she would never sell the docks.\n" * 40


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def test_every_word_and_window_has_its_scores(encoder: Encoder) -> None:
    tagged = encoder.tag(TEXT)
    m, width = len(tagged.tokens), encoder.card["link"]

    assert len(tagged.windows) > 2
    assert tagged.roles.shape == (m, len(TAGS))
    assert tagged.names.shape == (m, len(NAME_TAGS))
    assert tagged.links.shape == (m, 4, width)
    assert tagged.nowhere.shape == (len(tagged.windows), 4, width)
    assert (np.abs(tagged.roles).sum(axis=1) > 0).all()


def test_a_window_s_scores_do_not_hang_on_the_others(encoder: Encoder) -> None:
    tagged = encoder.tag(TEXT)
    window = tagged.windows[1]
    start, end = tagged.tokens.starts[window.start], tagged.tokens.ends[window.end - 1]
    alone = encoder.tag(TEXT[start:end])

    assert len(alone.windows) == 1
    assert np.array_equal(alone.roles, tagged.roles[window.start : window.end])
    assert np.array_equal(alone.nowhere[0], tagged.nowhere[1])


def test_scores_are_the_same_each_time(encoder: Encoder) -> None:
    one, other = encoder.tag(TEXT), Encoder().tag(TEXT)
    assert np.array_equal(one.roles, other.roles)
    assert np.array_equal(one.names, other.names)
    assert np.array_equal(one.links, other.links)


def test_spans_are_in_the_text_s_order_and_do_not_cross_windows(encoder: Encoder) -> None:
    tagged = encoder.tag(TEXT)
    found = encoder.role_spans(tagged)
    borders = [w.start for w in tagged.windows[1:]]

    assert found == sorted(found, key=lambda span: span[1])
    assert {role for role, _, _ in found} == {"source", "cue", "content"}
    assert not any(first < border < last for _, first, last in found for border in borders)


def test_the_plainest_statement_is_tagged(encoder: Encoder) -> None:
    text = "Ana Ruiz said the docks were closed."
    tagged = encoder.tag(text)
    words = [
        (role, text[tagged.tokens.starts[a] : tagged.tokens.ends[b - 1]])
        for role, a, b in encoder.role_spans(tagged)
    ]
    assert words == [("source", "Ana Ruiz"), ("cue", "said"), ("content", "the docks were closed")]


def test_an_empty_text_has_no_scores(encoder: Encoder) -> None:
    tagged = encoder.tag("")
    assert tagged.windows == []
    assert encoder.role_spans(tagged) == []


def test_the_card_says_what_the_network_gives(encoder: Encoder) -> None:
    assert encoder.card["tags"] == list(TAGS)
    assert encoder.card["name_tags"] == list(NAME_TAGS)
    assert encoder.name.startswith("onrecord-")


def test_another_folder_is_another_model(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    card = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
    (tmp_path / "weights" / "model.json").write_text(json.dumps({**card, "name": "mine"}), encoding="utf-8")

    assert Encoder(tmp_path / "weights").name == "mine"


class _Silent:
    """A network that says nothing of roles and names."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def run(self, names: None, given: dict[str, Any]) -> list[Any]:
        roles, of_names, *others = self._session.run(names, given)
        return [np.zeros_like(roles), np.zeros_like(of_names), *others]


@pytest.fixture
def accompanied(encoder: Encoder, tmp_path: Path) -> Encoder:
    """A network that says nothing of roles and names, and that the default one reads along with."""
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    beside = {"beside": {"model": encoder.name, "roles": 0.25}, "steps": np.zeros((7, 7)).tolist()}
    (folder / "model.json").write_text(json.dumps(card | beside), encoding="utf-8")
    other = Encoder(folder)
    other.__dict__["session"] = _Silent(encoder.session)
    return other


PLAIN = "Mayor Ana Ruiz said that the docks of Korrin would never be sold."


def test_names_are_the_word_of_the_network_that_reads_along(encoder: Encoder, accompanied: Encoder) -> None:
    assert np.array_equal(accompanied.tag(PLAIN).names, encoder.tag(PLAIN).names)


def test_what_reads_along_has_its_share_in_roles(encoder: Encoder, accompanied: Encoder) -> None:
    whole, found = encoder.tag(PLAIN), accompanied.tag(PLAIN)
    possible = encoder.steps > -1000

    assert np.allclose(found.roles, 0.25 * whole.roles)
    assert np.allclose(accompanied.steps[possible], 0.25 * encoder.steps[possible])
    assert np.array_equal(accompanied.steps > -1000, possible)


def test_links_are_scored_by_both_networks(encoder: Encoder, accompanied: Encoder) -> None:
    whole, found = encoder.tag(PLAIN), accompanied.tag(PLAIN)

    assert accompanied.link_width == 2 * encoder.link_width
    assert np.array_equal(found.links, np.concatenate((whole.links, whole.links), axis=-1))
    assert np.array_equal(found.nowhere, np.concatenate((whole.nowhere, whole.nowhere), axis=-1))
