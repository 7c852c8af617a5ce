"""Find which texts of a ledger may tell of one happening, though linking left them apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salis.link.pair_model import PairModel

#: Texts nearest to each that are looked at, and pairs that the pair model is asked about.
_NEAREST, _ASKED = 4, 200
#: From these shares on two are near in the pile, tell of one happening, and the one follows from
#: the other. (One happening alone is not enough: a ferry sinks, and its hull was sound.)
_NEAR, _LIKELY, _FOLLOWS = 0.25, 0.5, 0.6


def find_likely(
    texts: Sequence[str], wanted: Callable[[int, int], bool]
) -> tuple[tuple[int, int, float], ...]:
    """Find pairs of texts that may tell of one happening, each with how likely, 0 to 1.

    Args:
        texts: At most `salis.link.pile.MOST`; how near two are depends on all of them.
        wanted: Tells of two places in `texts` whether the pair is of interest.

    Raises:
        ReaderError: the encoder or the pair model cannot be loaded.
    """
    from salis.link.pile import Pile  # numpy: most views never ask
    from salis.link.traits import without_dates
    from salis.pipeline.knowing import load_pair_model, number_word

    if len(texts) < 2:
        return ()
    bare = [without_dates(text) for text in texts]
    pile, model = Pile(bare, number_word), load_pair_model()
    near = {
        (min(at, other), max(at, other))
        for at in range(len(bare))
        for other in pile.nearest(at, _NEAREST)
        if pile.near(at, other) >= _NEAR
    }
    asked = sorted((one for one in near if wanted(*one)), key=lambda one: (-pile.near(*one), one))
    shares = ((a, b, _share(bare[a], bare[b], pile.near(a, b), model)) for a, b in asked[:_ASKED])
    return tuple((a, b, round(share, 3)) for a, b, share in shares if share >= _LIKELY)


def _share(a: str, b: str, near: float, model: PairModel) -> float:
    """Give how likely two texts tell of one happening; 0 where neither follows from the other."""
    from salis.link.pile import read_one_event

    there, back = model.compare(a, b), model.compare(b, a)
    if max(there.implies, back.implies) < _FOLLOWS:
        return 0.0
    return read_one_event().share(near, there.same_event)
