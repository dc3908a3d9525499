"""Span scores of a network on prepared articles, for choosing between checkpoints."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

import torch

from onrecord.reading.acts.heads import ACTS, MODES
from onrecord.reading.decode import ROLES, TAGS, spans, viterbi
from onrecord.reading.encoder import CONTENT_TO_CUE, CUE_TO_SOURCE
from onrecord.reading.tokens import WINDOW, Window
from training.data import Batch, Prepared, epoch
from training.model import LINK, Tagger, statement_fields

RELATIONS = {CUE_TO_SOURCE: "cue to source", CONTENT_TO_CUE: "content to cue"}


@torch.inference_mode()
def span_scores(
    model: Tagger, articles: list[Prepared], collate: Callable[[list[tuple[Prepared, Window]]], Batch]
) -> dict[str, float]:
    """Return the exact F1 (percent) of each role's spans, and of the links and what is done given the gold spans.

    A span is a run of words with one role, as in CofeNet's protocol (Wang et al., COLING 2022), but that windows
    are whole articles' and words are ours.
    """
    hits: Counter[str] = Counter()
    made: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    steps = model.chain().numpy()
    for items in epoch(articles, None, WINDOW, 16):
        cut = collate(items)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(cut.ids, cut.mask)
        emissions = model.emissions(scores, cut).numpy()
        for k, (article, window) in enumerate(items):
            m = window.end - window.start
            opens = article.tokens.opens[window.start : window.end]
            found = set(spans(viterbi(emissions[k, :m], steps, opens, TAGS), TAGS))
            true = set(spans(article.tags[window.start : window.end], TAGS))
            for counter, group in ((hits, found & true), (made, found), (gold, true)):
                counter.update(role for role, _, _ in group)
        if len(cut.deeds):
            fields = statement_fields(model, scores, cut)
            acts, modes, having, _ = fields.split((len(ACTS), len(MODES), 1, 1), dim=1)
            act, mode, positioned, _ = cut.deed_fields.split((len(ACTS), len(MODES), 1, 1), dim=1)
            right = {"act": acts.argmax(1) == act.argmax(1), "mode": modes.argmax(1) == mode.argmax(1)}
            right["position"] = (having[:, 0] > 0) == (positioned[:, 0] > 0.5)
            for name, found_right in right.items():
                hits[name] += int(found_right.sum())
                made[name] += len(cut.deeds)
                gold[name] += len(cut.deeds)
        links = scores.links.float().view(*scores.links.shape[:2], 4, LINK)
        heads: defaultdict[tuple[int, int], set[int]] = defaultdict(lambda: {0})
        for row, _, head, relation in cut.heads.tolist():
            heads[row, relation].add(head)
        for row, dependent, head, relation in cut.heads.tolist():
            arcs = (links[row, :, relation * 2 + 1] @ links[row, dependent, relation * 2]).tolist()
            guess = max(heads[row, relation], key=lambda h: arcs[h])
            name = RELATIONS[relation]
            hits[name] += guess == head
            made[name] += 1
            gold[name] += 1
    names = [*ROLES, *RELATIONS.values(), *(name for name in ("act", "mode", "position") if gold[name])]
    return {name: 200.0 * hits[name] / max(1, made[name] + gold[name]) for name in names}
