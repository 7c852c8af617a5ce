"""What is learnt: tags, pointers, names, sentence vectors, and the roles of sentences."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from salis.read.scores import (
    FIRST_NAME,
    FIRST_POINTER,
    FIRST_SOURCE,
    NAME_TAGS,
    POINTER,
    ROLES,
    TAGS,
)
from training.data import IGNORED
from training.network import Sentences, Stance, Vectors


def said_loss(scores: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Sum the loss of the tags, that of both pointers and that of the names at .3."""
    tags = functional.cross_entropy(
        scores[..., :FIRST_NAME].reshape(-1, len(TAGS)),
        batch["tags"].reshape(-1),
        ignore_index=IGNORED,
    )
    heads = _pointer_loss(scores[..., FIRST_POINTER:FIRST_SOURCE], batch, "heads")
    asked = _pointer_loss(scores[..., FIRST_SOURCE:], batch, "asked")
    names = functional.cross_entropy(
        scores[..., FIRST_NAME:FIRST_POINTER].reshape(-1, NAME_TAGS),
        batch["names"].reshape(-1),
        ignore_index=IGNORED,
    )
    return tags + 0.6 * heads + 0.4 * asked + 0.3 * names


def _pointer_loss(scores: Tensor, batch: dict[str, Tensor], wanted: str) -> Tensor:
    query, key = scores.split(POINTER, dim=-1)
    pointed = query @ key.transpose(1, 2) * POINTER**-0.5
    pointed = pointed.masked_fill((batch["ids"] == 0)[:, None, :], -1e4)
    return functional.cross_entropy(
        pointed.flatten(0, 1), batch[wanted].reshape(-1), ignore_index=IGNORED
    )


def pool(known: Tensor, sentence: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Give the numbers of the sentences in a batch, and the mean and the greatest of their pieces.

    Args:
        known: Shape (windows, pieces, width).
        sentence: Shape (windows, pieces): each piece's sentence, below 0 for none.
    """
    has = sentence >= 0
    numbers, where = torch.unique(sentence[has], return_inverse=True)
    pieces = known[has]
    shape = (len(numbers), pieces.shape[-1])
    sums = torch.zeros(shape).index_add(0, where, pieces)
    sizes = torch.zeros(len(numbers)).index_add(0, where, torch.ones(len(where)))
    index = where[:, None].expand_as(pieces)
    greatest = torch.full(shape, -1e4).scatter_reduce(0, index, pieces, "amax")
    return numbers, sums / sizes[:, None], greatest


def vector_loss(vectors: Vectors, known: Tensor, sentence: Tensor, wanted: Tensor) -> Tensor:
    """Give how far the sentences' vectors are from the published ones (1 - cosine)."""
    numbers, means, _ = pool(known, sentence)
    return 1 - (vectors(means) * wanted[numbers].float()).sum(-1).mean()


def role_loss(
    sentences: Sentences,
    known: Tensor,
    batch: dict[str, Tensor],
    roles: Tensor,
    speech: Tensor,
    weights: Tensor,
) -> Tensor:
    """Compare roles and speech sentence by sentence, each article read in its own order."""
    numbers, means, greatest = pool(known, batch["sentence"])
    pooled = torch.cat((means, greatest), -1)
    article = numbers // 1000
    scores = torch.cat([sentences(pooled[article == one]) for one in article.unique()])
    said = functional.binary_cross_entropy_with_logits(scores[:, len(ROLES)], speech)
    role = functional.cross_entropy(
        scores[:, : len(ROLES)], roles, weight=weights, label_smoothing=0.05
    )
    return role + 0.3 * said


def stance_loss(
    stance: Stance, known: Tensor, batch: dict[str, Tensor], stances: Tensor, weights: Tensor
) -> Tensor:
    """Compare the stances of sentences that stand alone."""
    _, means, greatest = pool(known, batch["sentence"])
    scores = stance(torch.cat((means, greatest), -1))
    return functional.cross_entropy(scores, stances, weight=weights, label_smoothing=0.05)
