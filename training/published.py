"""The published MiniLM's vectors of sentences, which the network learns to give as well."""

from __future__ import annotations

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.network import Network

_BATCH, _LONGEST = 64, 128


@torch.no_grad()
def published_vectors(network: Network, tokenizer: Tokenizer, texts: list[str]) -> Tensor:
    """Give the vectors of sentences, shape (sentences, WIDTH), length 1.

    `network` holds the published weights and nothing learnt yet.
    """
    network.eval()
    cut = [tokenizer.encode(text).ids[:_LONGEST] for text in texts]
    order = sorted(range(len(cut)), key=lambda at: len(cut[at]))
    out = torch.zeros(len(cut), 384, dtype=torch.float16)
    for first in range(0, len(order), _BATCH):
        rows = order[first : first + _BATCH]
        longest = max(len(cut[at]) for at in rows)
        ids = torch.tensor([cut[at] + [0] * (longest - len(cut[at])) for at in rows])
        none = torch.zeros_like(ids)
        _, known = network(ids, none, none)
        has = (ids != 0)[..., None]
        means = (known * has).sum(1) / has.sum(1)
        out[rows] = functional.normalize(means.float(), dim=-1).half()
    network.train()
    return out
