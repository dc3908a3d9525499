"""The network: an encoder with a head for role tags (a linear-chain CRF), one for links and one for names."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from onrecord.reading.decode import FORBIDDEN, NAME_TAGS, TAGS, forbidden_steps
from training.data import IGNORE, Batch

LINK = 64
"""Width of the vectors whose inner products score links."""


@dataclass(slots=True)
class Scores:
    """What the heads say of each piece: ``tags (b, n, 7)``, ``names (b, n, 9)``, ``links (b, n, 4 * LINK)``."""

    tags: Tensor
    names: Tensor
    links: Tensor


class Tagger(nn.Module):
    """An encoder and its heads.

    Links are scored as a dependency parser scores arcs (Dozat and Manning, ICLR 2017): a vector of the
    dependent's first piece times one of the head's first piece; the opening mark is the head of what has none.
    """

    allowed: Tensor
    inside: Tensor

    def __init__(self, encoder: nn.Module, hidden: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(hidden, len(TAGS))
        self.names = nn.Linear(hidden, len(NAME_TAGS))
        self.links = nn.Linear(hidden, 4 * LINK)
        self.steps = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("allowed", torch.from_numpy(forbidden_steps(TAGS)), persistent=False)
        self.register_buffer("inside", torch.tensor([t.startswith("I-") for t in TAGS]), persistent=False)

    def forward(self, ids: Tensor, mask: Tensor) -> Scores:
        """Score every piece of every window."""
        hidden = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return Scores(self.tags(hidden), self.names(hidden), self.links(hidden))

    def emissions(self, scores: Scores, batch: Batch) -> Tensor:
        """Return the role scores of each word, with what cannot be barred; shape ``(b, m, 7)``."""
        at = batch.first.unsqueeze(-1).expand(-1, -1, len(TAGS))
        words = scores.tags.float().gather(1, at)
        barred = batch.opens.clone()
        barred[:, 0] = True
        return words + FORBIDDEN * (barred.unsqueeze(-1) & self.inside)

    def chain(self) -> Tensor:
        """Return the scores of steps from tag to tag, with what cannot be barred."""
        return self.steps + self.allowed


def forward_scores(emissions: Tensor, steps: Tensor, words: Tensor) -> Tensor:
    """Return the log-sum of all paths up to each word and tag, shape ``(b, m, tags)``; stands still on padding."""
    alpha = emissions[:, 0]
    found = [alpha]
    for k in range(1, emissions.shape[1]):
        after = torch.logsumexp(alpha.unsqueeze(2) + steps, dim=1) + emissions[:, k]
        alpha = torch.where(words[:, k, None], after, alpha)
        found.append(alpha)
    return torch.stack(found, dim=1)


def backward_scores(emissions: Tensor, steps: Tensor, words: Tensor) -> Tensor:
    """Return the log-sum of all paths from each word and tag on, shape ``(b, m, tags)``."""
    beta = torch.zeros_like(emissions[:, 0])
    found = [beta]
    for k in range(emissions.shape[1] - 1, 0, -1):
        before = torch.logsumexp(steps + (emissions[:, k] + beta).unsqueeze(1), dim=2)
        beta = torch.where(words[:, k, None], before, beta)
        found.append(beta)
    return torch.stack(found[::-1], dim=1)


def path_score(emissions: Tensor, steps: Tensor, words: Tensor, tags: Tensor) -> Tensor:
    """Return the score of the given path, shape ``(b,)``."""
    tags = tags.clamp(min=0)
    at = emissions.gather(2, tags.unsqueeze(-1)).squeeze(-1)
    moves = steps[tags[:, :-1], tags[:, 1:]] * words[:, 1:]
    return (at * words).sum(1) + moves.sum(1)


def losses(model: Tagger, scores: Scores, batch: Batch, distil: float = 0.0) -> dict[str, Tensor]:
    """Return the losses of a batch by head, each a mean over what has a label.

    Args:
        model: for its chain.
        scores: what the model said.
        batch: the windows and their targets.
        distil: weight of the teacher's word-level probabilities (Hinton et al., 2015) against the gold path.
    """
    emissions, steps = model.emissions(scores, batch), model.chain()
    count = batch.words.sum()
    found: dict[str, Tensor] = {}
    alpha = forward_scores(emissions, steps, batch.words)
    total = torch.logsumexp(alpha[:, -1], dim=1)
    gold = batch.tags[:, 0] != IGNORE
    roles = emissions.new_zeros(())
    if gold.any():
        nll = total - path_score(emissions, steps, batch.words, batch.tags)
        weight = torch.where(batch.taught, 1.0 - distil, 1.0) if distil else torch.ones_like(nll)
        roles = roles + (nll * weight * gold).sum() / count
    if distil and batch.taught.any():
        marginals = alpha + backward_scores(emissions, steps, batch.words) - total[:, None, None]
        cross = -(batch.teacher * marginals.clamp(min=-30)).sum(-1) * batch.words
        roles = roles + distil * (cross * batch.taught[:, None]).sum() / count
    found["roles"] = roles
    if len(batch.heads):
        links = scores.links.float().view(*scores.links.shape[:2], 4, LINK)
        window, dependent, head, relation = batch.heads.unbind(1)
        asks = links[window, dependent, relation * 2]
        gives = links[window, :, relation * 2 + 1]
        arcs = torch.einsum("kd,knd->kn", asks, gives) / LINK**0.5
        arcs = arcs.masked_fill(~batch.mask[window], FORBIDDEN)
        found["links"] = nn.functional.cross_entropy(arcs, head)
    labelled = batch.names != IGNORE
    if labelled.any():
        at = batch.first.unsqueeze(-1).expand(-1, -1, len(NAME_TAGS))
        named = scores.names.float().gather(1, at)
        found["names"] = nn.functional.cross_entropy(
            named.flatten(0, 1), batch.names.flatten(), ignore_index=IGNORE
        )
    return found
