"""The network: MiniLM-L6 with one linear layer for tags, roles, names and pointers."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

from training.pieces import DEPTHS

LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1536
TAGS = ("none", "source", "cue-first", "cue", "content")
ROLES = (
    "Main",
    "Main_Consequence",
    "Cause_General",
    "Distant_Evaluation",
    "Cause_Specific",
    "Distant_Historical",
    "Distant_Expectations_Consequences",
    "NA",
    "Distant_Anecdotal",
)
#: The names of the parser's name finder that reading uses; each has a tag for its first piece.
NAMES = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW")
NAME_TAGS = 1 + 2 * len(NAMES)
POINTER = 96
#: Where in the output what stands: tags, roles, names, then query and key.
FIRST_ROLE = len(TAGS)
FIRST_NAME = FIRST_ROLE + len(ROLES)
FIRST_POINTER = FIRST_NAME + NAME_TAGS


class Layer(nn.Module):
    """One layer of BERT, named as in the published weights."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended, self.inner = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm_outer = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm_attended(x + self.attended(mixed))
        return self.norm_outer(x + self.outer(functional.gelu(self.inner(x))))


class Network(nn.Module):
    """Word pieces, shapes and depths in; tags, roles, names, queries and keys out, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30_522, WIDTH), nn.Embedding(512, WIDTH)
        self.kinds, self.shapes = nn.Embedding(2, WIDTH), nn.Embedding(8, WIDTH)
        self.depths = nn.Embedding(DEPTHS, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.depths.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.out = nn.Linear(WIDTH, FIRST_POINTER + 2 * POINTER)

    def forward(self, ids: Tensor, shapes: Tensor, depths: Tensor) -> Tensor:
        mask = (ids == 0)[:, None, None, :].float() * -1e4
        places = self.places.weight[: ids.shape[1]]
        x = self.words(ids) + places + self.kinds.weight[0]
        x = x + self.shapes(shapes) + self.depths(depths)
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, mask)
        return self.out(x)


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
    if unexpected or any(not m.startswith(("out.", "shapes.", "depths.")) for m in missing):
        raise ValueError(f"The weights do not fit: {missing}, {unexpected}")
