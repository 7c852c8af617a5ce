"""Train the pair model: `python -m training.pairs DATA OUT` (Python 3.11, torch).

DATA is what `training.pairs_data` wrote. Each question has small networks of its own: three that
began differently, whose shares are averaged. First five are trained with a fold left out each, to
say what the model is worth; then all pairs are learnt from, and OUT gets `pairs.onnx` and, for
piles of texts, `pile.toml`. `sick_dev`
is never learnt from.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.pile import write_pile
from training.report import report

#: As `salis.link.pair_features` and `salis.link.sides` have them.
BOTH, EACH, WIDTH = 14, 14, 384
FEATURES, LACKS = BOTH + 2 * EACH, 2 * WIDTH
SEEDS, BATCH, FOLDS = (0, 1, 2), 128, 5
#: The order in which features and lacks stand when the sides are exchanged.
EXCHANGED = [*range(BOTH), *range(BOTH + EACH, FEATURES), *range(BOTH, BOTH + EACH)]
EXCHANGED += [FEATURES + at for at in (*range(WIDTH, LACKS), *range(WIDTH))]
_OPSET = 17


@dataclass(frozen=True)
class Plan:
    """How a question is learnt."""

    classes: int
    #: Widths for the features and for what the sides lack; 0 leaves the latter out.
    width: int
    lacks: int
    dropout: float
    decay: float
    epochs: int
    #: Whether the order of the sides tells nothing.
    even: bool = False
    #: From this share on the answer is "yes": the best on left-out folds.
    cut: float = 0.5


PLANS = {
    "sick": Plan(3, 64, 64, 0.3, 0.05, 12),
    "rte": Plan(2, 32, 0, 0.5, 0.3, 60),
    "same": Plan(2, 32, 32, 0.5, 0.1, 3, even=True, cut=0.33),
}


class Answer(nn.Module):
    """What pairs have in common and lack, shape (pairs, FEATURES + LACKS), to scores of classes."""

    def __init__(self, plan: Plan, given: Tensor) -> None:
        super().__init__()
        self.plan = plan
        self.counted = nn.Linear(FEATURES, plan.width)
        self.lacking = nn.Linear(LACKS, plan.lacks) if plan.lacks else None
        joined = plan.width + plan.lacks
        self.join, self.out = nn.Linear(joined, joined), nn.Linear(joined, plan.classes)
        self.drop, self.drop_lacks = (
            nn.Dropout(plan.dropout),
            nn.Dropout(min(0.6, plan.dropout + 0.2)),
        )
        self.register_buffer("mean", given.mean(0))
        self.register_buffer("spread", given.std(0) + 0.01)

    def forward(self, given: Tensor) -> Tensor:
        features, lacks = ((given - self.mean) / self.spread).split((FEATURES, LACKS), -1)
        known = functional.gelu(self.counted(features))
        if self.lacking is not None:
            known = torch.cat((known, functional.gelu(self.lacking(self.drop_lacks(lacks)))), -1)
        return self.out(self.drop(functional.gelu(self.join(self.drop(known)))))


class Answers(nn.Module):
    """The mean of the shares of networks for one question."""

    def __init__(self, plan: Plan, parts: list[Answer]) -> None:
        super().__init__()
        self.plan, self.parts = plan, nn.ModuleList(parts)

    def forward(self, given: Tensor) -> Tensor:
        orders = (given, given[:, EXCHANGED]) if self.plan.even else (given,)
        shares = [part(order).softmax(-1) for part in self.parts for order in orders]
        mean = torch.stack(shares).mean(0)
        # The cut becomes one half; the order of the shares stays.
        odds = mean * torch.tensor(
            [1.0] + [(1 - self.plan.cut) / self.plan.cut] * (mean.shape[1] - 1)
        )
        return odds / odds.sum(-1, keepdim=True)


class Whole(nn.Module):
    """All questions, as linking asks them."""

    def __init__(self, answers: dict[str, Answers]) -> None:
        super().__init__()
        self.answers = nn.ModuleDict(answers)

    def forward(self, features: Tensor, lacks: Tensor) -> tuple[Tensor, ...]:
        given = torch.cat((features, lacks), -1)
        return tuple(self.answers[name](given) for name in PLANS)


def learn(plan: Plan, given: Tensor, labels: Tensor) -> Answers:
    """Train the networks for one question."""
    parts = [_learn(plan, given, labels, seed) for seed in SEEDS]
    return Answers(plan, parts).eval()


def _learn(plan: Plan, given: Tensor, labels: Tensor, seed: int) -> Answer:
    torch.manual_seed(seed)
    network = Answer(plan, given).train()
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=plan.decay)
    steps = plan.epochs * -(-len(given) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, steps, pct_start=0.1)
    for _ in range(plan.epochs):
        for rows in torch.randperm(len(given)).split(BATCH):
            drawn = given[rows]
            if plan.even:
                drawn = torch.where(torch.rand(len(rows), 1) < 0.5, drawn, drawn[:, EXCHANGED])
            optimizer.zero_grad()
            functional.cross_entropy(network(drawn), labels[rows]).backward()
            optimizer.step()
            schedule.step()
    return network


def read_set(data: dict[str, np.ndarray], name: str) -> tuple[Tensor, Tensor, Tensor]:
    """Give what is given of each pair of a set, its label, and its fold."""
    given = np.concatenate((data[f"{name}.features"], data[f"{name}.lacks"].astype(np.float32)), 1)
    labels = data[f"{name}.labels"]
    if name == "rte":
        labels = (labels > 0).astype(np.int64)
    return (
        torch.from_numpy(given),
        torch.from_numpy(labels),
        torch.from_numpy(data[f"{name}.folds"]),
    )


@torch.no_grad()
def answer(answers: Answers, given: Tensor) -> np.ndarray:
    """Give the shares of the classes for pairs."""
    return np.concatenate([answers(part).numpy() for part in given.split(1024)])


def check(name: str, data: dict[str, np.ndarray]) -> np.ndarray:
    """Train with each fold left out; print and give how what was left out is answered."""
    given, labels, folds = read_set(data, name)
    shares = np.zeros((len(labels), PLANS[name].classes))
    for fold in range(FOLDS):
        left_out = folds == fold
        answers = learn(PLANS[name], given[~left_out], labels[~left_out])
        shares[left_out.numpy()] = answer(answers, given[left_out])
    report(f"{name}, folds left out", shares, labels.numpy())
    return shares


def export(whole: Whole, path: Path) -> None:
    """Write all networks as one ONNX file."""
    outputs = ["stands", "implies", "same"]
    torch.onnx.export(
        whole.eval(),
        (torch.randn(2, FEATURES), torch.randn(2, LACKS)),
        str(path),
        dynamo=False,
        opset_version=_OPSET,
        input_names=["features", "lacks"],
        output_names=outputs,
        dynamic_axes={name: {0: "pair"} for name in ("features", "lacks", *outputs)},
    )


def main() -> None:
    """Check, then learn from everything and export."""
    torch.set_num_threads(1)
    with np.load(sys.argv[1]) as file:
        data = {name: file[name] for name in file.files}
    whole, out = dict[str, Answers](), Path(sys.argv[2])
    for name, plan in PLANS.items():
        if name != "sick":
            shares = check(name, data)
            if name == "same":
                write_pile(data, shares[:, 1], out / "pile.toml")
        given, labels, _ = read_set(data, name)
        whole[name] = learn(plan, given, labels)
    given, labels, _ = read_set(data, "sick_dev")
    report("sick_dev, not learnt from", answer(whole["sick"], given), labels.numpy())
    export(Whole(whole), out / "pairs.onnx")


if __name__ == "__main__":
    main()
