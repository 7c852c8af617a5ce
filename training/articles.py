"""Train how an article stands to a claim: `python -m training.articles DATA OUT` (torch).

DATA is what `training.pairs_data` wrote. First five are trained, each with some groups of claims
and articles left out, to say what the network is worth; then all are learnt from, and OUT gets
`articles.onnx`.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.report import report

FEATURES, CLASSES, WIDTH, DROPOUT = 32, 3, 128, 0.6
SEEDS, EPOCHS, BATCH, RATE, DECAY, FOLDS = (0, 1, 2, 3), 4, 128, 2e-3, 0.05, 5
#: How much less rows of great groups and of frequent labels are drawn; rows drawn for each row.
LESS_OF_GROUPS, LESS_OF_LABELS, DRAWN = 0.3, 0.6, 2
_OPSET = 17


class Stances(nn.Module):
    """Networks that began differently; the mean of their shares, shape (claims, CLASSES)."""

    def __init__(self, given: Tensor) -> None:
        super().__init__()
        self.parts = nn.ModuleList(
            nn.Sequential(
                nn.Linear(FEATURES, WIDTH),
                nn.GELU(),
                nn.Dropout(DROPOUT),
                nn.Linear(WIDTH, CLASSES),
            )
            for _ in SEEDS
        )
        self.register_buffer("mean", given.mean(0))
        self.register_buffer("spread", given.std(0) + 1e-3)

    def forward(self, features: Tensor) -> Tensor:
        scaled = (features - self.mean) / self.spread
        return torch.stack([part(scaled).softmax(-1) for part in self.parts]).mean(0)


def even_out(labels: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Draw rows so that great groups and frequent labels do not outweigh all others."""
    sizes, counts = Counter(groups.tolist()), np.bincount(labels)
    weights = np.array([sizes[group] ** -LESS_OF_GROUPS for group in groups.tolist()])
    weights *= counts[labels] ** -LESS_OF_LABELS
    chance = np.random.default_rng(0)
    return chance.choice(len(labels), DRAWN * len(labels), p=weights / weights.sum())


def learn(features: Tensor, labels: np.ndarray, groups: np.ndarray) -> Stances:
    """Train the networks."""
    torch.manual_seed(SEEDS[0])
    rows = even_out(labels, groups)
    given, wanted = features[rows], torch.from_numpy(labels[rows])
    network = Stances(given)
    for seed, part in zip(SEEDS, network.parts, strict=True):
        torch.manual_seed(seed)
        optimizer = torch.optim.AdamW(part.parameters(), RATE, weight_decay=DECAY)
        for _ in range(EPOCHS):
            for drawn in torch.randperm(len(given)).split(BATCH):
                optimizer.zero_grad()
                scaled = (given[drawn] - network.mean) / network.spread
                functional.cross_entropy(part(scaled), wanted[drawn]).backward()
                optimizer.step()
    return network.eval()


def folds_of(groups: np.ndarray) -> np.ndarray:
    """Give each row its fold: whole groups, the greatest first, into the fold with fewest rows."""
    filled, fold_of = np.zeros(FOLDS), dict[int, int]()
    for group, size in sorted(Counter(groups.tolist()).items(), key=lambda one: (-one[1], one[0])):
        fold_of[group] = int(filled.argmin())
        filled[fold_of[group]] += size
    return np.array([fold_of[group] for group in groups.tolist()])


@torch.no_grad()
def main() -> None:
    """Check, then learn from everything and export."""
    torch.set_num_threads(1)
    with np.load(sys.argv[1]) as data:
        features = torch.from_numpy(data["fnc.features"])
        labels, groups = data["fnc.labels"], data["fnc.groups"]
    shares, folds = np.zeros((len(labels), CLASSES)), folds_of(groups)
    for fold in range(FOLDS):
        kept = folds != fold
        with torch.enable_grad():
            network = learn(features[kept], labels[kept], groups[kept])
        shares[~kept] = network(features[~kept]).numpy()
    report("articles, groups left out", shares, labels)
    with torch.enable_grad():
        network = learn(features, labels, groups)
    torch.onnx.export(
        network,
        (features[:2],),
        str(Path(sys.argv[2]) / "articles.onnx"),
        dynamo=False,
        opset_version=_OPSET,
        input_names=["features"],
        output_names=["shares"],
        dynamic_axes={"features": {0: "claim"}, "shares": {0: "claim"}},
    )


if __name__ == "__main__":
    main()
