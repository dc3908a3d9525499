"""Vectors of word pieces for search by meaning: ``python -m training.meaning``.

Each piece of the vocabulary goes through the sentence transformer alone (all-MiniLM-L6-v2); what comes out is centred,
brought to :data:`onrecord.record.meaning.embedding.SIZE` numbers by principal components, and made the shorter the more
frequent the piece is in the training part (smooth inverse frequency: Arora et al., 2017). That is how static vectors
are distilled from a sentence transformer without training (Tulkens and van Dongen, 2024).

Written beside them: the mean of the training part's sentences, and random turns (two orthogonal matrices), which
spread what vectors tell evenly over the signs that a record keeps of them (Gong and Lazebnik, 2011).

``benchmarks.meaning`` says how well they find what is said in other words.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BertModel

from onrecord.reading.encoder import WEIGHTS
from onrecord.record.meaning.embedding import PIECES, SIZE, TURNS
from training import corpus
from training.encoders import minilm_dir

RARE: Final = 1e-4
"""Shares of the text below which pieces have nearly their full length (the paper's ``a``)."""

BATCH: Final = 256
SEED: Final = 1

_SENTENCE = re.compile(r"[^.!?\n]{25,}[.!?\n]")

Floats = NDArray[np.float32]


def alone(tokenizer: Any) -> Floats:
    """Return where the sentence transformer puts each piece of the vocabulary by itself."""
    model: Any = BertModel.from_pretrained(str(minilm_dir()), add_pooling_layer=False)
    model.eval()
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    size = tokenizer.get_vocab_size()
    found = []
    with torch.inference_mode():
        for start in range(0, size, BATCH):
            ids = torch.tensor([[first, piece, last] for piece in range(start, min(start + BATCH, size))])
            found.append(model(ids).last_hidden_state.mean(dim=1).numpy())
    return np.concatenate(found)


def shares(tokenizer: Any, texts: list[str]) -> Floats:
    """Return which share of texts each piece is; those that do not occur count as occurring once."""
    counts = Counter(
        piece for one in tokenizer.encode_batch(texts, add_special_tokens=False) for piece in one.ids
    )
    found = np.array([1 + counts[piece] for piece in range(tokenizer.get_vocab_size())], np.float32)
    total: Floats = found / found.sum()
    return total


def main() -> None:
    """Make the vectors, and write them into the package."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    texts = [sample.text for sample in corpus.load("train")]
    found = alone(tokenizer)
    centred = found - found.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    pieces = centred @ axes[:SIZE].T * (RARE / (RARE + shares(tokenizer, texts)))[:, None]
    scales = np.maximum(np.abs(pieces).max(axis=1) / 127, 1e-9)

    sentences = [sentence for text in texts for sentence in _SENTENCE.findall(text)]
    encoded = tokenizer.encode_batch(sentences, add_special_tokens=False)
    means = np.stack([pieces[one.ids].mean(axis=0) for one in encoded if one.ids])
    rng = np.random.default_rng(SEED)
    turns = [np.linalg.qr(rng.normal(size=(SIZE, SIZE)))[0] for _ in range(TURNS)]
    np.savez_compressed(
        PIECES,
        pieces=np.round(pieces / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
        mean=(means / np.linalg.norm(means, axis=1, keepdims=True)).mean(axis=0).astype(np.float32),
        turns=np.hstack(turns).astype(np.float16),
    )
    print(f"{len(pieces):,} pieces, {PIECES.stat().st_size / 1e6:.1f} MB: {PIECES.name}")


if __name__ == "__main__":
    main()
