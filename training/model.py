"""The network: an encoder with heads for role tags (a linear-chain CRF), links, names, and acts and positions."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from onrecord.reading.acts.heads import ACTS, FIELDS, HIDDEN, MARKS, MODES, STANDS, VECTOR
from onrecord.reading.decode import FORBIDDEN, NAME_TAGS, TAGS, forbidden_steps
from training.acts import IGNORE
from training.data import Batch

LINK = 64
"""Width of the vectors whose inner products score links."""


ACT_HEADS = ("votes", "marks", "mix", "fields", "stand")
"""The layers that acts and positions are read by."""


@dataclass(slots=True)
class Scores:
    """What the heads say of each piece.

    ``tags (b, n, 7)``, ``names (b, n, 9)``, ``links (b, n, 4 * LINK)``, ``votes (b, n, 1 + VECTOR)`` and
    ``marks (b, n, 6)``; of the last two see ``onrecord.reading.acts.heads``.
    """

    tags: Tensor
    names: Tensor
    links: Tensor
    votes: Tensor
    marks: Tensor


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
        self.votes = nn.Linear(hidden, 1 + VECTOR)
        self.marks = nn.Linear(hidden, len(MARKS) + 1)
        self.mix = nn.Linear(3 * VECTOR, HIDDEN)
        self.fields = nn.Linear(HIDDEN, FIELDS)
        self.stand = nn.Linear(HIDDEN + VECTOR, len(STANDS))
        self.steps = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("allowed", torch.from_numpy(forbidden_steps(TAGS)), persistent=False)
        self.register_buffer("inside", torch.tensor([t.startswith("I-") for t in TAGS]), persistent=False)

    def forward(self, ids: Tensor, mask: Tensor) -> Scores:
        """Score every piece of every window."""
        hidden = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return Scores(
            self.tags(hidden), self.names(hidden), self.links(hidden), self.votes(hidden), self.marks(hidden)
        )

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


def losses(
    model: Tagger, scores: Scores, batch: Batch, distil: float = 0.0, annotated: float = 1.0
) -> dict[str, Tensor]:
    """Return the losses of a batch by head, each a mean over what has a label.

    Args:
        model: for its chain.
        scores: what the model said.
        batch: the windows and their targets.
        distil: weight of the teacher's word-level probabilities (Hinton et al., 2015) against the gold path.
        annotated: weight of the gold path where there is no teacher.
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
        weight = torch.where(batch.taught & bool(distil), 1.0 - distil, annotated)
        roles = roles + (nll * weight * gold).sum() / count
    if distil and batch.taught.any():
        marginals = alpha + backward_scores(emissions, steps, batch.words) - total[:, None, None]
        cross = -(batch.teacher * marginals.clamp(min=-30)).sum(-1) * batch.words
        roles = roles + distil * (cross * batch.taught[:, None]).sum() / count
    found["roles"] = roles
    if len(batch.heads):
        found["links"] = links_loss(scores, batch)
    if len(batch.deeds):
        found["acts"] = acts_loss(model, scores, batch)
    if (batch.names != IGNORE).any():
        found["names"] = names_loss(scores, batch)
    return found


def links_loss(scores: Scores, batch: Batch) -> Tensor:
    """Return the loss of links, of a batch that has some."""
    links = scores.links.float().view(*scores.links.shape[:2], 4, LINK)
    window, dependent, head, relation = batch.heads.unbind(1)
    asks = links[window, dependent, relation * 2]
    gives = links[window, :, relation * 2 + 1]
    arcs = torch.einsum("kd,knd->kn", asks, gives) / LINK**0.5
    arcs = arcs.masked_fill(~batch.mask[window], FORBIDDEN)
    return nn.functional.cross_entropy(arcs, head)


def names_loss(scores: Scores, batch: Batch) -> Tensor:
    """Return the loss of names, of a batch in which some are labelled."""
    at = batch.first.unsqueeze(-1).expand(-1, -1, len(NAME_TAGS))
    named = scores.names.float().gather(1, at)
    return nn.functional.cross_entropy(named.flatten(0, 1), batch.names.flatten(), ignore_index=IGNORE)


def statement_vectors(model: Tagger, votes: Tensor, roles: Tensor) -> Tensor:
    """Return the hidden vectors of statements, shape ``(k, HIDDEN)``.

    Args:
        model: for its weights.
        votes: the votes of the words of each statement's window, shape ``(k, m, 1 + VECTOR)``.
        roles: which words are its source, cue and content, shape ``(k, 3, m)``.
    """
    vectors = votes[..., 1:]
    asked = votes[..., 0].masked_fill(~roles[:, 2], FORBIDDEN)
    share = torch.softmax(asked, dim=1) * roles[:, 2].any(1, keepdim=True)
    content = torch.einsum("km,kmv->kv", share, vectors)
    others = [_mean(vectors, roles[:, part]) for part in (0, 1)]
    return torch.tanh(model.mix(model.dropout(torch.cat([*others, content], dim=1))))


def statement_fields(model: Tagger, scores: Scores, batch: Batch) -> Tensor:
    """Return the scores of the fields of a batch's labelled statements, shape ``(k, FIELDS)``."""
    at = batch.first.unsqueeze(-1).expand(-1, -1, 1 + VECTOR)
    votes = scores.votes.float().gather(1, at)
    fields: Tensor = model.fields(statement_vectors(model, votes[batch.deeds], batch.deed_roles))
    return fields


def _mean(vectors: Tensor, words: Tensor) -> Tensor:
    share = words / words.sum(1, keepdim=True).clamp(min=1)
    return torch.einsum("km,kmv->kv", share.to(vectors.dtype), vectors)


def acts_loss(model: Tagger, scores: Scores, batch: Batch) -> Tensor:
    """Return the loss of acts, modes, positions, targets, and the words of actions and conditions."""
    at = batch.first.unsqueeze(-1)
    votes = scores.votes.float().gather(1, at.expand(-1, -1, 1 + VECTOR))
    marks = scores.marks.float().gather(1, at.expand(-1, -1, len(MARKS) + 1))
    hidden = statement_vectors(model, votes[batch.deeds], batch.deed_roles)
    sizes = (len(ACTS), len(MODES), 1, 1)
    acts, modes, having, aimed = model.fields(hidden).split(sizes, dim=1)
    act, mode, positioned, targeted = batch.deed_fields.split(sizes, dim=1)
    cross, binary = nn.functional.cross_entropy, nn.functional.binary_cross_entropy_with_logits
    total: Tensor = cross(acts, act) + 0.5 * cross(modes, mode)
    total = total + binary(having, positioned) + 0.5 * binary(aimed, targeted)
    if len(batch.stands):
        deed, stand = batch.stands.unbind(1)
        spans = _mean(votes[batch.deeds[deed], :, 1:], batch.stand_words)
        total = total + cross(model.stand(torch.cat([hidden[deed], spans], dim=1)), stand)
    if (batch.marks != IGNORE).any():
        told = cross(marks[..., :-1].flatten(0, 1), batch.marks.flatten(), ignore_index=IGNORE)
        total = total + 3.0 * told
    aims = batch.aims != IGNORE
    if aims.any():
        total = total + binary(marks[..., -1][aims], batch.aims[aims].float())
    return total
