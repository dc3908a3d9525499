"""Blend two runs: ``python -m training.blend RUN SPANS ACTS`` makes ``RUN`` of the weights of two others.

What has learned acts has lost some of its spans. The weights of both runs lie near each other, so their mean keeps most
of either (Wortsman et al., ICML and CVPR 2022), and is a good place to go on learning from.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor

from training.corpus import WORK
from training.model import ACT_HEADS
from training.train import Options, write

SHARE = 0.5
"""The share of the run that knows acts, tried on the tuning part in steps of 0.1."""


def mean_of(spans: dict[str, Tensor], acts: dict[str, Tensor], share: float = SHARE) -> dict[str, Tensor]:
    """Return the mean of two runs' weights; the heads of acts are those of the second."""
    return {
        name: value
        if name.split(".")[0] in ACT_HEADS or not value.is_floating_point()
        else torch.lerp(spans[name], value, share)
        for name, value in acts.items()
    }


def blend(  # noqa: PLR0917
    run: str, spans: str, acts: str, work: Path = WORK, share: float = SHARE, last: bool = False
) -> None:
    """Make a run of the best weights of two others.

    Args:
        run: the name of what is made.
        spans: the run whose spans are better.
        acts: the run that knows acts and positions.
        work: the folder of the runs.
        share: of the second.
        last: whether the second's weights are those that it ended with. What is best is chosen by the mean of all
            scores, of which acts waver most.
    """
    one, other = (torch.load(work / name / "best.pt", weights_only=True) for name in (spans, acts))
    if last:
        other["model"] = torch.load(work / acts / "last.pt", weights_only=True)["averaged"]
    options = Options(run, encoder=str(other["options"]["encoder"]))
    made = {"options": asdict(options), "model": mean_of(one["model"], other["model"], share), "scores": {}}
    (work / run).mkdir(exist_ok=True)
    write(made, work / run / "best.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("run", "spans", "acts"):
        parser.add_argument(name)
    given = parser.parse_args()
    blend(given.run, given.spans, given.acts)
