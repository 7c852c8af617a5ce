"""Fit the weights by which shared words show reuse: `.venv/bin/python -m training.copies BENCH`.

BENCH is the folder of the benchmarks; the pairs of `copies/dev.jsonl.gz` are learnt from: logistic
regression with a penalty, by Newton's method, with nothing but numpy. It prints how well pairs are
told apart that were not learnt from, and writes `src/salis/link/lists/reuse.toml`.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.copies_task import align_row
from benchmarks.rows import read_rows
from salis.link.copies import Comparison, decide_kind
from salis.link.overlap import Model, overlap_features

OUT = Path(__file__).resolve().parent.parent / "src/salis/link/lists/reuse.toml"
PARTS, TIMES, PENALTY = 10, 20, 1.0
NAMES = ("prose_share_root", "prose_words_log", "share")
KINDS = ("copy", "derived", "independent")
HEAD = """\
# Logarithm of the odds that one text reuses the prose of another, by what they share: the root of
# the share of the shorter text's unquoted words, the logarithm of one more than their number, the
# share of all its words. Written by `.venv/bin/python -m training.copies BENCH`.
"""

type Labelled = Sequence[tuple[Comparison, str]]


def fit(pairs: Labelled) -> Model:
    """Fit a model to labelled pairs; features are scaled for the sake of the penalty."""
    features: NDArray[np.float64] = np.array([overlap_features(one.overlap) for one, _ in pairs])
    reused = np.array([float(label != "independent") for _, label in pairs])
    mean, spread = features.mean(0), features.std(0)
    scaled = np.c_[np.ones(len(features)), (features - mean) / spread]
    penalty = np.diag([1e-6] + [PENALTY] * features.shape[1])
    weights = np.zeros(scaled.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - reused) + penalty @ weights
        weights -= np.linalg.solve((scaled.T * (chance * (1 - chance))) @ scaled + penalty, slope)
    plain = weights[1:] / spread
    return Model(float(weights[0] - plain @ mean), tuple(plain.tolist()))


def tell(pairs: Labelled, model: Model) -> list[tuple[str, str]]:
    """Give what a model makes of pairs, each beside its label."""
    return [(decide_kind(one, model) or "independent", label) for one, label in pairs]


def f1(told: Iterable[tuple[bool, bool]]) -> float:
    """Give the F1 of what was told and what is so."""
    said = list(told)
    return 2 * sum(a and b for a, b in said) / max(1, sum(a + b for a, b in said))


def figures(told: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Give the F1 of shared text and the macro-F1 of the three kinds."""
    shared = f1((a != "independent", b != "independent") for a, b in told)
    return shared, sum(f1((a == kind, b == kind) for a, b in told) for kind in KINDS) / len(KINDS)


def cross_validate(pairs: Labelled, chance: random.Random) -> tuple[float, float]:
    """Tell each tenth of the pairs by a model of the other nine."""
    mixed = chance.sample(list(pairs), len(pairs))
    told: list[tuple[str, str]] = []
    for part in range(PARTS):
        model = fit([one for at, one in enumerate(mixed) if at % PARTS != part])
        told += tell(mixed[part::PARTS], model)
    return figures(told)


def main() -> None:
    """Read the call, validate, fit and write."""
    parser = argparse.ArgumentParser(prog="training.copies", description=__doc__)
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    rows = read_rows(bench / "copies" / "dev.jsonl.gz")
    pairs = [(align_row(row), row["label"]) for row in rows]
    chance = random.Random(17)
    validated = [cross_validate(pairs, chance) for _ in range(TIMES)]
    shared, macro = (sum(all_) / TIMES for all_ in zip(*validated, strict=True))
    print(f"cross-validated: shared text F1 {shared:.3f}, three-way macro-F1 {macro:.3f}")
    model = fit(pairs)
    print(
        "learnt from: shared text F1 {:.3f}, three-way macro-F1 {:.3f}".format(
            *figures(tell(pairs, model))
        )
    )
    weights = "".join(
        f"{name} = {weight:.3f}\n" for name, weight in zip(NAMES, model.weights, strict=True)
    )
    OUT.write_text(f"{HEAD}bias = {model.bias:.3f}\n\n[weights]\n{weights}", "utf-8")


if __name__ == "__main__":
    main()
