"""Make or check the weights of `salis.read.manner`: `python -m training.manner WHAT BENCH`.

`train` fits them on all of `BENCH/certainty/dev.jsonl.gz` and writes them into the package;
`crossvalidate` fits on two corpora and tests on the third, then the same by sixths of the articles;
`ceiling` prints how far one answer for each situation could come, were it chosen by the answers.
Runs in the project's own `.venv`; a minute. Nothing is drawn by chance.

The model is multinomial logistic regression over the signs of an event. Its weights are not drawn
towards nought but towards `EXPECTED`: what grammar and the annotation guidelines lead one to expect
of a sign. With 40 "possible" among 1,546 events the data alone could not tell.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.certainty_task import plain_quotes
from benchmarks.rows import read_rows
from salis.read.manner import find_event
from salis.read.manner_signs import find_signs
from salis.read.reader import load_reader

type Floats = NDArray[np.float64]

VALUES = {
    "certainty": ("certain", "probable", "possible", "underspecified"),
    "polarity": ("pos", "neg", "underspecified"),
    "time": ("non_future", "future", "underspecified"),
}
WEIGHTS = Path("src/salis/read/lists/manner_weights.json")
#: How strongly the weights are drawn to what is expected.
PULL = 16.0
#: How far the decision makes up for rare values: 0 counts each event alike, 1 each value alike.
EVEN = {"certainty": 0.65, "polarity": 0.9, "time": 0.4}
#: No value counts as rarer than this.
RAREST = 0.004
#: A sign seen less often is left out.
SEEN = 3
FOLDS = 6
SHAPES = (("verb, tight", 1.0), ("noun, tight", 0.6), ("noun, loose", 0.2))
#: By group of kinds: the value expected, and how strongly for a verb.
EXPECTED_OF_GROUPS = (
    ("certainty", "maybe", "possible", 2.0),
    ("certainty", "foreseen", "probable", 2.0),
    ("certainty", "wanted", "underspecified", 2.0),
    ("certainty", "hypothetical", "underspecified", 2.5),
    ("certainty", "bound", "certain", 1.0),
    ("certainty", "undone", "certain", 1.0),
    ("polarity", "hypothetical", "underspecified", 2.0),
    ("polarity", "wanted", "underspecified", 1.0),
    ("polarity", "foreseen", "underspecified", 1.0),
    ("polarity", "maybe", "underspecified", 0.5),
)
EXPECTED = (
    ("certainty", "adverb likely", "probable", 4.0),
    ("certainty", "adverb maybe", "possible", 4.0),
    ("certainty", "told expect", "probable", 1.5),
    ("certainty", "modifier maybe", "possible", 3.0),
    ("certainty", "under seem", "probable", 1.0),
    ("certainty", "would, told", "certain", 4.0),
    ("certainty", "within condition", "underspecified", 2.0),
    ("polarity", "negated", "neg", 4.0),
    ("polarity", "negated above", "neg", 3.0),
    ("polarity", "undone", "neg", 2.0),
    ("polarity", "modifier undone", "neg", 2.0),
    ("polarity", "within condition", "underspecified", 1.0),
    ("time", "irreal, verb, tight", "future", 2.0),
    ("time", "irreal, noun, tight", "future", 1.5),
    ("time", "modifier ahead", "future", 2.0),
    ("time", "perfect", "non_future", 4.0),
    ("time", "under cancel", "non_future", 1.5),
    ("time", "when ahead", "future", 4.0),
    ("time", "under fail", "non_future", 2.0),
    ("time", "under seem", "non_future", 2.0),
    ("time", "would have", "non_future", 2.0),
    ("time", "past plan", "non_future", 2.0),
    ("time", "can", "underspecified", 4.0),
)


@dataclass(frozen=True, slots=True)
class Events:
    """Events with their signs and what is right of them."""

    rows: list[dict[str, Any]]
    signs: list[list[str]]
    #: Names of the columns; the last is "", which every event has.
    names: list[str]
    #: Shape (events, names), 1 where an event has a sign.
    table: Floats

    def right(self, attribute: str) -> NDArray[np.intp]:
        """Give the index of each event's right value."""
        return np.array([VALUES[attribute].index(row[attribute]) for row in self.rows])


def read_events(bench: Path) -> Events:
    """Read, parse and describe all events."""
    rows = list(read_rows(bench / "certainty" / "dev.jsonl.gz"))
    reader = load_reader()
    docs = {text: reader.parse(plain_quotes(text)) for text in {row["text"]: None for row in rows}}
    signs = []
    for row in rows:
        token = find_event(docs[row["text"]], row["span"])
        signs.append(find_signs(token) if token is not None else [])
    seen = Counter(sign for one in signs for sign in one)
    often = {sign for sign, times in seen.items() if times >= SEEN}
    names = [*sorted(often.union(sign for _, sign, _, _ in expectations())), ""]
    column = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    table[:, -1] = 1
    for number, one in enumerate(signs):
        table[number, [column[sign] for sign in one if sign in column]] = 1
    return Events(rows, signs, names, table)


def expectations() -> list[tuple[str, str, str, float]]:
    """Give attribute, sign, value and weight of all that is expected before any data."""
    spread = [
        (of, f"group {group}, {shape}", value, weight * share)
        for of, group, value, weight in EXPECTED_OF_GROUPS
        for shape, share in SHAPES
    ]
    return [*EXPECTED, *spread]


def expected(attribute: str, names: Sequence[str]) -> Floats:
    """Give the weights expected before any data, shape (names, values)."""
    weights = np.zeros((len(names), len(VALUES[attribute])))
    for of, sign, value, weight in expectations():
        if of == attribute:
            weights[names.index(sign), VALUES[attribute].index(value)] = weight
    return weights


def probabilities(table: Floats, weights: Floats) -> Floats:
    """Give each event's probability of each value."""
    scores = table @ weights
    scores -= scores.max(axis=1, keepdims=True)
    raised = np.exp(scores)
    made: Floats = raised / raised.sum(axis=1, keepdims=True)
    return made


def fit(table: Floats, right: NDArray[np.intp], start: Floats) -> Floats:
    """Fit the weights by Newton's method with halved steps; the loss is convex."""
    count = start.shape[1]
    pull = np.full((len(start), 1), PULL)
    pull[-1] = 0.02  # what every event has is left to the data

    def loss(weights: Floats) -> float:
        chance = probabilities(table, weights)[np.arange(len(right)), right]
        far = pull * (weights - start) ** 2
        return float(-np.log(np.maximum(chance, 1e-300)).sum() + far.sum() / 2)

    weights, one_hot = start.copy(), np.eye(count)[right]
    for _ in range(60):
        chances = probabilities(table, weights)
        slope = table.T @ (chances - one_hot) + pull * (weights - start)
        step = np.linalg.solve(curvature(table, chances, pull[:, 0]), slope.T.ravel())
        step = step.reshape(count, -1).T
        size, before = 1.0, loss(weights)
        while size > 1e-6 and loss(weights - size * step) > before:
            size /= 2
        weights = weights - size * step
        if np.abs(size * step).max() < 1e-6:
            break
    return weights


def curvature(table: Floats, chances: Floats, pull: Floats) -> Floats:
    """Give the second derivative of the loss, values outer, names inner."""
    names, count = table.shape[1], chances.shape[1]
    made = np.zeros((count * names, count * names))
    for a in range(count):
        for b in range(count):
            share = chances[:, a] * ((a == b) - chances[:, b])
            block = (table * share[:, None]).T @ table
            made[a * names : (a + 1) * names, b * names : (b + 1) * names] = block
    made[np.diag_indices(len(made))] += np.tile(pull, count)
    return made


def train_on(events: Events, attribute: str, chosen: NDArray[np.bool_]) -> Floats:
    """Fit one attribute on the chosen events; the last weights make up for rare values."""
    right = events.right(attribute)[chosen]
    weights = fit(events.table[chosen], right, expected(attribute, events.names))
    share = np.bincount(right, minlength=len(VALUES[attribute])) / len(right)
    weights[-1] -= EVEN[attribute] * np.log(np.maximum(share, RAREST))
    return weights


def macro_f1(right: NDArray[np.intp], told: NDArray[np.intp]) -> tuple[float, dict[int, float]]:
    """Average F1 over the values that occur, as the benchmark does; and F1 by value."""
    scores = {}
    for value in sorted(set(right.tolist())):
        hits = int(((right == value) & (told == value)).sum())
        scores[value] = 2 * hits / int((right == value).sum() + (told == value).sum())
    return sum(scores.values()) / len(scores), scores


def crossvalidate(events: Events, groups: Sequence[str], *, each: bool) -> None:
    """Print what is reached on each group by a model of the others."""
    of = np.array(groups)
    for attribute, values in VALUES.items():
        right = events.right(attribute)
        told = np.zeros(len(right), np.intp)
        single = {}
        for group in sorted(set(groups)):
            test = of == group
            weights = train_on(events, attribute, ~test)
            told[test] = (events.table[test] @ weights).argmax(axis=1)
            single[group] = macro_f1(right[test], told[test])[0]
        pooled, by_value = macro_f1(right, told)
        print(f"  {attribute}: pooled {pooled:.3f}, average {np.mean(list(single.values())):.3f}")
        print("    " + ", ".join(f"{values[v]} {score:.2f}" for v, score in by_value.items()))
        if each:
            print("    " + ", ".join(f"{group} {score:.3f}" for group, score in single.items()))


def print_ceiling(events: Events) -> None:
    """Print what is reached by who knows the right answers and may give one for each situation.

    A situation is how an event stands to its governor ("under intend, verb, tight") and which signs
    of `EXPECTED` it has. The answers are those with the highest macro-F1 that changing one at a
    time finds. Annotators who differ in like situations keep it below 1.
    """
    marks = {sign for _, sign, _, _ in EXPECTED}
    found = [
        tuple(sign for i, sign in enumerate(s) if i == 2 or sign in marks) for s in events.signs
    ]
    number = {situation: row for row, situation in enumerate(sorted(set(found)))}
    rows = np.array([number[situation] for situation in found])
    for attribute, values in VALUES.items():
        counts = np.zeros((len(number), len(values)), np.intp)
        np.add.at(counts, (rows, events.right(attribute)), 1)
        shares = counts / counts.sum(axis=0)
        best = max(_climbed(counts, start.argmax(axis=1)) for start in (counts, shares))
        print(f"  {attribute}: {best:.3f} with {len(number)} situations")


def _climbed(counts: NDArray[np.intp], answers: NDArray[np.intp]) -> float:
    """Change one answer at a time as long as that raises macro-F1; give that."""
    before, best = -1.0, _score(counts, answers)
    while best > before:
        before = best
        for row in range(len(counts)):
            tried = [_score(counts, _with(answers, row, v)) for v in range(counts.shape[1])]
            answers, best = _with(answers, row, int(np.argmax(tried))), max(tried)
    return best


def _with(answers: NDArray[np.intp], row: int, value: int) -> NDArray[np.intp]:
    changed = answers.copy()
    changed[row] = value
    return changed


def _score(counts: NDArray[np.intp], answers: NDArray[np.intp]) -> float:
    """Give macro-F1 of one answer for each row of counts, shape (rows, values)."""
    told = np.zeros_like(counts)
    told[np.arange(len(counts)), answers] = 1
    hits, given = (
        (told * counts).sum(axis=0),
        (told * counts.sum(axis=1, keepdims=True)).sum(axis=0),
    )
    return float(np.mean(2 * hits / (counts.sum(axis=0) + given)))


def sixths(events: Events) -> list[str]:
    """Deal the articles out into `FOLDS` parts, in the order of their ids."""
    docs = sorted({row["doc"] for row in events.rows})
    part = {doc: str(number % FOLDS) for number, doc in enumerate(docs)}
    return [part[row["doc"]] for row in events.rows]


def write_weights(events: Events, path: Path) -> None:
    """Fit on all events and write the weights, rounded, without those that round to nought."""
    made: dict[str, dict[str, dict[str, float]]] = {}
    for attribute, values in VALUES.items():
        weights = train_on(events, attribute, np.ones(len(events.rows), bool))
        made[attribute] = {
            value: dict(_kept(zip(events.names, weights[:, number].tolist(), strict=True)))
            for number, value in enumerate(values)
        }
    path.write_text(json.dumps(made, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def _kept(weights: Iterable[tuple[str, float]]) -> Iterable[tuple[str, float]]:
    rounded = ((name, round(weight, 2) + 0.0) for name, weight in weights)
    return ((name, weight) for name, weight in rounded if weight or not name)


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(prog="training.manner")
    parser.add_argument("what", choices=("train", "crossvalidate", "ceiling"))
    parser.add_argument("bench", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    events = read_events(given.bench)
    print(f"{len(events.rows)} events, {len(events.names)} signs")
    if given.what == "train":
        write_weights(events, given.out)
        return
    if given.what == "ceiling":
        print_ceiling(events)
        return
    print("by corpus (train on two, test on the third):")
    crossvalidate(events, [row["id"].split("-")[1] for row in events.rows], each=True)
    print("by articles (train on five sixths of those of all corpora):")
    crossvalidate(events, sixths(events), each=False)


if __name__ == "__main__":
    main()
