"""The network: MiniLM-L6 that scores word pieces, and what reads whole sentences from it."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from salis.read.pieces import DEPTHS, SHAPES
from salis.read.scores import ROLES, SCORES, STANCES, WIDTH

LAYERS, HEADS, INNER = 6, 12, 1536
#: Width of the two directions of the layer that reads an article's sentences in order.
ORDER = 128


class Layer(nn.Module):
    """One layer of BERT, named as in the published weights."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended, self.inner = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm_outer = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm_attended(x + self.drop(self.attended(mixed)))
        return self.norm_outer(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


class Network(nn.Module):
    """Word pieces and what is given of them in; scores (`read.scores`) and what is known out."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30_522, WIDTH), nn.Embedding(512, WIDTH)
        self.kinds, self.shapes = nn.Embedding(2, WIDTH), nn.Embedding(SHAPES, WIDTH)
        self.depths = nn.Embedding(DEPTHS, WIDTH)
        for added in (self.shapes, self.depths):
            nn.init.zeros_(added.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.out = nn.Linear(WIDTH, SCORES)
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor, shapes: Tensor, depths: Tensor) -> tuple[Tensor, Tensor]:
        mask = (ids == 0)[:, None, None, :].float() * -1e4
        places = self.places.weight[: ids.shape[1]]
        x = self.words(ids) + places + self.kinds.weight[0]
        x = x + self.shapes(shapes) + self.depths(depths)
        x = self.drop(self.norm(x))
        mask = mask.to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return self.out(self.drop(x)), x


class Sentences(nn.Module):
    """The sentences of one article in order, each the mean and the greatest of its pieces.

    In: shape (sentences, 2 * WIDTH). Out: shape (sentences, roles + 1): each role, and speech.
    """

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.narrow = nn.Linear(2 * WIDTH, WIDTH)
        self.order = nn.GRU(WIDTH, ORDER, bidirectional=True, batch_first=True)
        self.out = nn.Linear(WIDTH + 2 * ORDER, len(ROLES) + 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, sentences: Tensor) -> Tensor:
        x = self.drop(functional.gelu(self.narrow(self.drop(sentences))))
        read, _ = self.order(x[None])
        return self.out(self.drop(torch.cat((x, read[0]), -1)))


class Stance(nn.Module):
    """A sentence that stands alone, the mean and the greatest of its pieces: fact or view."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.narrow, self.out = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, len(STANCES))
        self.drop = nn.Dropout(dropout)

    def forward(self, sentences: Tensor) -> Tensor:
        return self.out(self.drop(functional.gelu(self.narrow(self.drop(sentences)))))


class Vectors(nn.Module):
    """A sentence's vector from the mean of its pieces: what the published MiniLM gives for it."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = nn.Linear(WIDTH, WIDTH)

    def forward(self, means: Tensor) -> Tensor:
        return functional.normalize(self.turn(means), dim=-1)


#: What the published weights have not.
_ADDED = ("out.", "shapes.", "depths.")
_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "attended",
    "attention.output.LayerNorm": "norm_attended",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "norm_outer",
}


def take_weights(network: Network, published: dict[str, Tensor]) -> None:
    """Start from the published MiniLM weights."""
    renamed = {
        "words.weight": published["embeddings.word_embeddings.weight"],
        "places.weight": published["embeddings.position_embeddings.weight"],
        "kinds.weight": published["embeddings.token_type_embeddings.weight"],
        "norm.weight": published["embeddings.LayerNorm.weight"],
        "norm.bias": published["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        for theirs, ours in _NAMES.items():
            for part in ("weight", "bias"):
                value = published[f"encoder.layer.{number}.{theirs}.{part}"]
                renamed[f"layers.{number}.{ours}.{part}"] = value
    missing, unexpected = network.load_state_dict(renamed, strict=False)
    if unexpected or any(not m.startswith(_ADDED) for m in missing):
        raise ValueError(f"The weights do not fit: {missing}, {unexpected}")
