"""The reliability diagram: how often statements of each probability are right, and how many there are."""

from __future__ import annotations

from pathlib import Path

from benchmarks.calibration import BINS, Calibration


def plot(found: Calibration, target: Path) -> None:
    """Draw a calibration to a file; its ending says in which format.

    The same figures give the same file, byte for byte, so that a redrawn plot is a change only if they moved.
    """
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "onrecord"
    from matplotlib import pyplot

    figure, (above, below) = pyplot.subplots(
        2, 1, figsize=(5, 6), sharex=True, height_ratios=(3, 1), layout="constrained"
    )
    above.plot((0, 1), (0, 1), color="0.6", linestyle="--", label="as it should be")
    above.plot(
        [b.confidence for b in found.bins],
        [b.right for b in found.bins],
        "o-",
        color="#1f5fa8",
        label="as it is",
    )
    above.set(
        ylabel="share that is right", ylim=(0, 1), title=f"expected calibration error {found.error:.3f}"
    )
    above.legend(loc="upper left", frameon=False)
    below.bar(
        [b.low for b in found.bins],
        [b.count for b in found.bins],
        width=1 / BINS,
        align="edge",
        color="#9db8d6",
    )
    below.set(xlabel="confidence of the statement", ylabel="statements", xlim=(0, 1))
    figure.savefig(target, metadata={"Date": None} if target.suffix == ".svg" else None)
    pyplot.close(figure)
