"""The pair model as linking uses it, for two short texts of a task."""

from __future__ import annotations

from salis.link.pair_model import Likeness, PairModel
from salis.pipeline.knowing import load_pair_model

_ENDS = (".", "!", "?", "”", '"', "'", "’", ")", "…")


class PairReader:
    """Compares the sentences of a task; one without its full stop gets it."""

    def __init__(self) -> None:
        self._model: PairModel = load_pair_model()

    def compare(self, a: str, b: str) -> Likeness:
        """Compare two texts."""
        return self._model.compare(_ended(a), _ended(b))

    def stance(self, claim: str, article: str) -> tuple[float, float, float]:
        """Give the shares with which an article agrees, disagrees, and merely discusses a claim."""
        stance = self._model.stance(_ended(claim), article)
        return stance.agrees, stance.disagrees, stance.discusses


def _ended(text: str) -> str:
    return text if text.rstrip().endswith(_ENDS) else f"{text.rstrip()}."
