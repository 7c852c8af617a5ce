"""Draw the figures of worlds as curves, as PNG and SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.world.figures import Figures
from benchmarks.world.measuring import METHODS, SALIS, SHARE, THREE

_COLOURS = {SALIS: "#0b6e4f", THREE: "#c1440e", SHARE: "#3d5a98"}
_LINES = {SALIS: "-", THREE: "--", SHARE: "-."}
_LABELS = {
    SALIS: "Salis: corroborated or confirmed",
    THREE: THREE,
    SHARE: "more than half of sources",
}
#: Hours at which fewer claims than this are taken for so are not drawn.
_FEWEST = 20
_DOTS = 120

type _Draw = Callable[[Any, Figures], None]


def draw_worlds(figures: Sequence[Figures], folder: Path) -> list[Path]:
    """Draw three pictures, each with a panel for statements and for documents where both are there.

    Returns:
        The files written.
    """
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams.update({"svg.hashsalt": "salis", "font.size": 11, "axes.spines.top": False})
    mpl.rcParams.update({"axes.spines.right": False, "axes.grid": True, "grid.alpha": 0.3})
    folder.mkdir(parents=True, exist_ok=True)
    pictures: dict[str, tuple[str, _Draw]] = {
        "world-false": ("How much of what is taken for so is false", _draw_false),
        "world-delay": ("How soon a true claim is taken for so", _draw_delay),
        "world-calibration": ("How far the probabilities of rival claims hold", _draw_calibration),
    }
    return [
        file
        for name, (title, draw) in pictures.items()
        for file in _draw(figures, title, draw, folder / name)
    ]


def _draw(figures: Sequence[Figures], title: str, draw: _Draw, file: Path) -> list[Path]:
    from matplotlib.figure import Figure

    drawing = Figure(figsize=(5.6 * len(figures), 4.8), layout="constrained")
    panels = drawing.subplots(1, len(figures), sharey=True, squeeze=False)[0]
    drawing.suptitle(title, fontsize=14)
    for panel, one in zip(panels, figures, strict=True):
        panel.set_title(f"{one.worlds} worlds on {one.what}", fontsize=11)
        draw(panel, one)
    files = [file.with_suffix(suffix) for suffix in (".png", ".svg")]
    for each in files:
        metadata = {"Date": None} if each.suffix == ".svg" else {}
        drawing.savefig(each, dpi=130, metadata=metadata)
    return files


def _draw_false(panel: Any, one: Figures) -> None:
    from matplotlib.ticker import FuncFormatter

    for method in METHODS:
        rows = [row for row in one.hours[method] if row[1] >= _FEWEST]
        shares = [100 * wrong / taken for _, taken, wrong in rows]
        panel.plot(
            [row[0] for row in rows],
            shares,
            _LINES[method],
            color=_COLOURS[method],
            label=_LABELS[method],
            linewidth=2,
        )
    aim = 0.5 if one.what == "statements" else 2.0
    panel.axhline(aim, color="#555", linewidth=1, linestyle=":", label=f"aim: {aim:g} %")
    panel.set_yscale("symlog", linthresh=0.5)
    panel.set_ylim(0, 100)
    panel.set_yticks([0, 0.5, 1, 2, 5, 10, 25, 50, 100])
    panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g} %"))
    panel.set_xlabel("hours since the event began")
    panel.set_ylabel("false among claims taken for so")
    _add_legend(panel)


def _draw_delay(panel: Any, one: Figures) -> None:
    for method in METHODS:
        shares = [100 * share for share in one.delays[method]]
        panel.step(
            range(len(shares)),
            shares,
            where="post",
            linestyle=_LINES[method],
            color=_COLOURS[method],
            label=_LABELS[method],
            linewidth=2,
        )
    panel.set_xlim(0, 24)
    panel.set_ylim(0, 100)
    panel.set_xlabel("hours since a second honest witness was told of")
    panel.set_ylabel("true claims taken for so (%)")
    _add_legend(panel)


def _draw_calibration(panel: Any, one: Figures) -> None:
    panel.plot([0, 1], [0, 1], color="#555", linewidth=1, linestyle=":", label="perfect")
    for method, found in one.calibration.items():
        most = max(size for size, _, _ in found.bins)
        means = [mean for _, mean, _ in found.bins]
        shares = [share for _, _, share in found.bins]
        label = f"{'Salis' if method == SALIS else method}: error {found.error:.3f}"
        panel.plot(means, shares, _LINES[method], color=_COLOURS[method], label=label)
        sizes = [12 + _DOTS * size / most for size, _, _ in found.bins]
        panel.scatter(means, shares, s=sizes, color=_COLOURS[method], alpha=0.75)
    panel.set_xlim(-0.03, 1.03)
    panel.set_ylim(-0.03, 1.03)
    panel.set_xlabel("probability given (dots: the larger, the more claims)")
    panel.set_ylabel("share that is so")
    _add_legend(panel)


def _add_legend(panel: Any) -> None:
    """Put the legend below the panel, where it covers nothing."""
    panel.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), fontsize=9, frameon=False)
