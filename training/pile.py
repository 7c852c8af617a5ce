"""Weigh what a pile of texts and two texts alone say of whether they tell of one happening."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from training.report import report

#: As `salis.link.pile` keeps shares and nearness from having no end.
_LEAST = 1e-4
_FOLDS = 5
#: From this share on the answer is "yes": the best on left-out folds; it becomes one half.
_CUT = 0.36
_HEAD = """\
# Logarithm of the odds that two texts tell of one happening: by the logarithm of how near they are
# in their pile, and by the logarithm of the odds that the pair model gives the two alone. Written
# by tools/pairs.sh.
"""


def write_pile(data: dict[str, np.ndarray], shares: np.ndarray, path: Path) -> None:
    """Fit on shares of texts that the pair model had not learnt from; print what it is worth."""
    alone = np.clip(shares, _LEAST, 1 - _LEAST)
    near = np.log(np.maximum(data["same.near"], _LEAST))
    given = np.stack((np.ones_like(near), near, np.log(alone / (1 - alone))), 1).astype(float)
    labels, folds = data["same.labels"], data["same.folds"]
    left_out = np.zeros(len(labels))
    for fold in range(_FOLDS):
        odds = given @ fit(given[folds != fold], labels[folds != fold])
        left_out[folds == fold] = odds[folds == fold]
    found = 1 / (1 + np.exp(-left_out + np.log(_CUT / (1 - _CUT))))
    report("same in its pile, folds left out", np.stack((1 - found, found), 1), labels)
    weights = fit(given, labels)
    weights[0] -= np.log(_CUT / (1 - _CUT))
    names = ("bias", "near_log", "pair_odds")
    lines = (f"{name} = {weight:.3f}\n" for name, weight in zip(names, weights, strict=True))
    path.write_text(_HEAD + "".join(lines), encoding="utf-8")


def fit(given: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Fit a logistic model by Newton's method: one weight for each column."""
    weights = np.zeros(given.shape[1])
    for _ in range(25):
        shares = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (labels - shares)
        bend = (given * (shares * (1 - shares))[:, None]).T @ given
        weights += np.linalg.solve(bend + 1e-6 * np.eye(len(weights)), slope)
    return weights
