"""The encoder: an article's text to scores for each word, by the int8 network that the package carries.

Each window runs alone: dynamic quantisation takes its scale from what it is given, so windows side by side would
change one another's scores. One thread, for the same reason; many cores are used by many readers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import MARKS, VECTOR, Weights
from onrecord.reading.acts.lexicon import Lexicon
from onrecord.reading.decode import NAME_TAGS, TAGS, forbidden_steps, paths, spans
from onrecord.reading.devices import CPU, Device, checked, session
from onrecord.reading.tokens import Tokens, Window, marks, piece_ids, tokenise, windows
from onrecord.statement import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
"""The folder of the default tier's weights, and of the tokeniser."""

CUE_TO_SOURCE, CONTENT_TO_CUE = 0, 1


@dataclass(frozen=True, slots=True)
class Tagged:
    """An article with what the network says of each word; ``m`` words, ``w`` windows.

    Args:
        tokens: the words.
        windows: the windows, in order.
        roles: scores of the role tags, shape ``(m, 7)``.
        names: scores of the name tags, shape ``(m, 9)``.
        links: vectors whose inner products score links, shape ``(m, 4, d)``.
        nowhere: the same of each window's opening mark, which is the head of what has none, ``(w, 4, d)``.
        votes: what the heads of acts go by, shape ``(m, 1 + VECTOR)``; see ``onrecord.reading.acts.heads``.
        marks: scores of the tags of actions and conditions, and that a word names a target, shape ``(m, 6)``.
    """

    tokens: Tokens
    windows: list[Window]
    roles: NDArray[np.float32]
    names: NDArray[np.float32]
    links: NDArray[np.float32]
    nowhere: NDArray[np.float32]
    votes: NDArray[np.float32]
    marks: NDArray[np.float32]

    def places(self, found: Sequence[tuple[str, int, int]], role: str) -> list[Span]:
        """Return the characters of the spans of one role, given spans in words, in order."""
        starts, ends = self.tokens.starts, self.tokens.ends
        return [(int(starts[a]), int(ends[b - 1])) for name, a, b in found if name == role]

    def paths(
        self, scores: NDArray[np.float32], steps: NDArray[np.float32], tags: tuple[str, ...]
    ) -> list[NDArray[np.int64]]:
        """Return the best tags of the words of each window, given a score for each word and tag."""
        cut = [slice(window.start, window.end) for window in self.windows]
        return paths([(scores[here], self.tokens.opens[here]) for here in cut], steps, tags)


class Encoder:
    """The network and its tokeniser, loaded once.

    Args:
        folder: where ``tagger.onnx``, ``acts.npz``, ``lexicon.npz`` and ``model.json`` are.
        device: what it runs on: ``cpu`` or ``cuda``.

    Raises:
        DeviceError: there is no such device.
    """

    def __init__(self, folder: Path = WEIGHTS, device: str = CPU) -> None:
        self.folder = folder
        self.device: Device = checked(device)
        self.card: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))

    @cached_property
    def steps(self) -> NDArray[np.float32]:
        """The scores of steps from role tag to role tag, shape ``(7, 7)``."""
        return self._chain + forbidden_steps(TAGS)

    @property
    def name(self) -> str:
        """The model's name, which changes with its weights, and with their precision."""
        return str(self.card["name"]) + ("" if self.device == CPU else "-32")

    @cached_property
    def beside(self) -> Encoder | None:
        """The default tier's network, where the card says that it reads along; else ``None``.

        Names are its own word alone; in roles it has the share that the card gives it, for two networks that err
        differently are right more often together; links are scored by both.
        """
        return Encoder(device=self.device) if "beside" in self.card else None

    @property
    def _chain(self) -> NDArray[np.float32]:
        """What the card says of steps, before what cannot be is barred; of both networks where there are two."""
        own = np.asarray(self.card["steps"], dtype=np.float32)
        return own if self.beside is None else self._mixed(own, self.beside._chain)

    def _mixed(self, own: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the mean of what two networks say of roles, each with its share."""
        share = np.float32(self.card["beside"]["roles"])
        return (1 - share) * own + share * other

    @cached_property
    def link_width(self) -> int:
        """The width of the vectors that links are scored by: of both networks, end to end, where there are two."""
        own = int(self.card["link"])
        return own if self.beside is None else own + self.beside.link_width

    @cached_property
    def tokeniser(self) -> Tokenizer:
        """The wordpiece tokeniser, which is the same one for the networks of all tiers."""
        from tokenizers import Tokenizer

        found = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
        found.no_truncation()
        found.no_padding()
        return found

    @cached_property
    def acts(self) -> Weights:
        """The last layers of the heads of acts and positions."""
        return Weights.load(self.folder / "acts.npz")

    @cached_property
    def lexicon(self) -> Lexicon:
        """What words say of acts by themselves."""
        return Lexicon.load(self.folder / "lexicon.npz", self.card)

    @cached_property
    def session(self) -> InferenceSession:
        """The network, on one thread.

        Raises:
            DeviceError: its device cannot be used.
        """
        return session(self.folder / "tagger.onnx", self.device)

    def tag(self, text: str) -> Tagged:
        """Score every word of a text."""
        tokens = tokenise(self.tokeniser, text)
        cut = windows(tokens, text, int(self.card["window"]))
        m = len(tokens)
        roles = np.zeros((m, len(TAGS)), dtype=np.float32)
        names = np.zeros((m, len(NAME_TAGS)), dtype=np.float32)
        links = np.zeros((m, 4, self.link_width), dtype=np.float32)
        nowhere = np.zeros((len(cut), 4, self.link_width), dtype=np.float32)
        votes = np.zeros((m, 1 + VECTOR), dtype=np.float32)
        marked = np.zeros((m, len(MARKS) + 1), dtype=np.float32)
        opening, closing, _ = marks(self.tokeniser)
        for k, window in enumerate(cut):
            ids, places = piece_ids(tokens, window, opening, closing)
            of_roles, of_names, of_links, of_votes, of_marks = self._run(ids)
            here = slice(window.start, window.end)
            roles[here] = of_roles[places]
            names[here] = of_names[places]
            links[here] = of_links[places]
            nowhere[k] = of_links[0]
            votes[here] = of_votes[places]
            marked[here] = of_marks[places]
        return Tagged(tokens, cut, roles, names, links, nowhere, votes, marked)

    def _run(self, ids: NDArray[np.int64]) -> list[NDArray[np.float32]]:
        """Score the pieces of a window: roles, names, links as ``(n, 4, link_width)``, votes and marks."""
        given = {"ids": ids[None, :]}
        roles, names, links, votes, marked = (one[0] for one in self.session.run(None, given))
        links = links.reshape(len(ids), 4, -1)
        if self.beside is not None:
            others, [names], more = self.beside.session.run(["tags", "names", "links"], given)
            roles = self._mixed(roles, others[0])
            links = np.concatenate((links, more.reshape(len(ids), 4, -1)), axis=-1)
        return [roles, names, links, votes, marked]

    def role_spans(self, tagged: Tagged) -> list[tuple[str, int, int]]:
        """Return the best ``(role, start, end)`` spans in words, window by window, in order."""
        found: list[tuple[str, int, int]] = []
        for window, path in zip(tagged.windows, tagged.paths(tagged.roles, self.steps, TAGS), strict=True):
            found.extend((r, window.start + a, window.start + b) for r, a, b in spans(path, TAGS))
        return found
