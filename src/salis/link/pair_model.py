"""The pair model: small trained networks that compare what two texts say.

They are given what the two share and lack as numbers, and what the encoder knows of the words that
one of them lacks. The weights lie in `weights/`, with a model card. A pair is run alone, so that
its shares never depend on what else is compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from salis.link.pair_features import compare_sides
from salis.link.sides import Knowing, Side, make_side
from salis.link.stance import Stance, split_sentences, stance_features
from salis.model.errors import ReaderError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

#: Texts whose words are kept: candidates come up again and again (about 50 kB each).
_TEXTS_KEPT = 2_048
#: From these shares on two texts are taken to tell of one event, and to contradict each other.
_ONE_EVENT, _CONTRADICTORY = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts stand to each other, each a share from 0 to 1.

    `agrees`, `contradicts` and `neither` add up to 1: whether the first, if true, makes the second
    true or false, or leaves it open; learnt from plain sentences of one scene.
    """

    #: That both tell of one event; the order of the two does not matter.
    same_event: float
    agrees: float
    contradicts: float
    neither: float
    #: That the second follows from the first; learnt from news, where the first may be longer.
    implies: float


class PairModel:
    """Compares texts; the same two texts always give the same shares."""

    def __init__(self, know: Knowing, load: Callable[[str], InferenceSession]) -> None:
        self._load = load
        self.side: Callable[[str], Side] = lru_cache(_TEXTS_KEPT)(
            lambda text: make_side(text, know(text))
        )

    def compare(self, a: str, b: str) -> Likeness:
        """Compare two texts.

        Raises:
            ReaderError: the weights or the library that runs them are missing or broken.
        """
        return compare_texts(self._load("pairs.onnx"), self.side(a), self.side(b))

    def allows(self, a: str, b: str) -> bool:
        """Tell whether two texts may be merged: of one event, and in neither order contradictory.

        Raises:
            ReaderError: as `compare`.
        """
        likenesses = (self.compare(one, other) for one, other in ((a, b), (b, a)))
        return all(
            one.same_event >= _ONE_EVENT and one.contradicts < _CONTRADICTORY for one in likenesses
        )

    def stance(self, claim: str, article: str) -> Stance:
        """Say how an article stands to a claim.

        Raises:
            ReaderError: the weights or the library that runs them are missing or broken.
        """
        sentences = [self.side(one) for one in split_sentences(article)]
        features = stance_features(self.side(claim), sentences)
        shares = self._load("articles.onnx").run(None, {"features": features[None]})[0]
        return Stance(*map(float, shares[0]))


def compare_texts(network: InferenceSession, a: Side, b: Side) -> Likeness:
    """Run the network on two sides; a side without words is like nothing."""
    if not a.stems or not b.stems:
        return Likeness(0.0, 0.0, 0.0, 1.0, 0.0)
    compared = compare_sides(a, b)
    given = {"features": compared.features[None], "lacks": compared.lacks[None]}
    stands, implies, same = network.run(None, given)
    agrees, contradicts, neither = map(float, stands[0])
    if _turns(a, b):
        agrees, contradicts = 0.0, agrees + contradicts
    # What contradicts a text never follows from it.
    follows = min(float(implies[0, 0]), 1 - contradicts)
    return Likeness(float(same[0, 1]), agrees, contradicts, neither, follows)


def _turns(a: Side, b: Side) -> bool:
    """Tell whether two texts have the same words, but for a negation that only one of them has."""
    one, other = (
        {stem for stem, rare in zip(side.stems, side.rarity, strict=True) if rare > 0}
        for side in (a, b)
    )
    return one == other and int(a.negations.sum()) % 2 != int(b.negations.sum()) % 2


@cache
def load_network(name: str) -> InferenceSession:
    """Load the weights of one network once a process.

    Raises:
        ReaderError: the weights or the library that runs them are missing or broken.
    """
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        weights = (files("salis.link") / "weights" / name).read_bytes()
        return onnxruntime.InferenceSession(weights, options)
    except Exception as error:  # the library raises bare kinds of its own
        message = f"the pair model cannot be loaded: {error}; run `make install`"
        raise ReaderError(message) from error
