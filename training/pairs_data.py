"""Write what the pair model learns from: `python -m training.pairs_data BENCH OUT` (in .venv).

Reads `same_event/dev`, `stance/sick_train`, `stance/sick_dev` and `stance/rte3_dev` of the
benchmarks, compares each pair as linking compares it, and writes OUT: of each pair what the network
is given, its label, and the fold it is left out in.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from salis.link.pair_features import compare_sides
from salis.link.pile import Pile
from salis.link.sides import Side, make_side
from salis.link.stance import split_sentences, stance_features
from salis.pipeline.knowing import know_text, number_word
from training.data import fold_of, rows_of

SETS = {
    "same": "same_event/dev.jsonl.gz",
    "sick": "stance/sick_train.jsonl.gz",
    "sick_dev": "stance/sick_dev.jsonl.gz",
    "rte": "stance/rte3_dev.jsonl.gz",
}
LABELS: dict[Any, int] = {
    0: 0,
    1: 1,
    "entailment": 0,
    "contradiction": 1,
    "neutral": 2,
    "not_entailment": 3,
}
_ENDS = (".", "!", "?", "”", '"', "'", "’", ")", "…")


def ended(text: str) -> str:
    """Give a sentence its full stop, as the benchmarks do."""
    return text if text.rstrip().endswith(_ENDS) else f"{text.rstrip()}."


class Texts:
    """The distinct texts, each read once."""

    def __init__(self) -> None:
        self._sides: dict[str, Side] = {}

    def side(self, text: str) -> Side:
        """Give a text as the pair model sees it."""
        if text not in self._sides:
            self._sides[text] = make_side(ended(text), know_text(ended(text)))
        return self._sides[text]


def compare_rows(texts: Texts, rows: list[dict[str, Any]]) -> Iterator[tuple[str, np.ndarray]]:
    """Give the arrays of a set by name."""
    pairs = [(texts.side(row["a"]), texts.side(row["b"])) for row in rows]
    compared = [compare_sides(a, b) for a, b in pairs]
    yield "features", np.stack([one.features for one in compared])
    yield "lacks", np.stack([one.lacks for one in compared]).astype(np.float16)
    yield "labels", np.array([LABELS[row["label"]] for row in rows])
    # Topics stay together: a story must not be known from its other sentences.
    folds = [row["topic"] % 5 if "topic" in row else fold_of(row["id"]) for row in rows]
    yield "folds", np.array(folds)


def near_rows(rows: list[dict[str, Any]]) -> np.ndarray:
    """Give how near the two texts of each pair are in the pile of their topic's texts."""
    topics = sorted({row["topic"] for row in rows})
    texts = {
        topic: sorted({row[key] for row in rows if row["topic"] == topic for key in "ab"})
        for topic in topics
    }
    piles = {topic: Pile(texts[topic], number_word) for topic in topics}
    places = {topic: {text: at for at, text in enumerate(texts[topic])} for topic in topics}
    near = (
        piles[row["topic"]].near(*(places[row["topic"]][row[key]] for key in "ab")) for row in rows
    )
    return np.array(list(near), np.float32)


def stance_rows(texts: Texts, bench: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Give the arrays of claims and articles by name."""
    rows = rows_of(bench / "stance/fnc_dev.jsonl.gz")
    bodies = {row["id"]: row["text"] for row in rows_of(bench / "stance/fnc_dev_bodies.jsonl.gz")}
    told = {id: [texts.side(one) for one in split_sentences(text)] for id, text in bodies.items()}
    features = [stance_features(texts.side(row["claim"]), told[row["body"]]) for row in rows]
    yield "features", np.stack(features)
    yield "labels", np.array([("agree", "disagree", "discuss").index(row["label"]) for row in rows])
    yield "groups", np.array([int(row["group"].removeprefix("g")) for row in rows])


def main() -> None:
    """Read the texts and compare the pairs."""
    bench, out = map(Path, sys.argv[1:])
    texts, arrays = Texts(), dict[str, np.ndarray]()
    for name, file in SETS.items():
        for key, array in compare_rows(texts, rows_of(bench / file)):
            arrays[f"{name}.{key}"] = array
        print(f"{name}: {len(arrays[f'{name}.labels'])} pairs", flush=True)
    arrays["same.near"] = near_rows(rows_of(bench / SETS["same"]))
    arrays |= {f"fnc.{key}": array for key, array in stance_rows(texts, bench)}
    np.savez(out, allow_pickle=False, **arrays)


if __name__ == "__main__":
    main()
