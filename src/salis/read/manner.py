"""Manner: how an event is presented by the words around it: how surely, whether negated, and when.

Signs of the parse (`manner_signs.py`) are weighed by a small log-linear model whose weights ship in
`lists/manner_weights.json`; `lists/manner_weights.md` says what they were made from and what they
are not good at. `training/manner.py` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from salis.model.statement import Certainty, Polarity
from salis.read.manner_signs import find_signs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class EventTime(StrEnum):
    """When an event lies, seen from the text."""

    NON_FUTURE = "non_future"
    FUTURE = "future"
    UNDERSPECIFIED = "underspecified"


@dataclass(frozen=True, slots=True)
class EventManner:
    """How an event is presented."""

    certainty: Certainty
    polarity: Polarity
    time: EventTime


#: An event that simply happened.
PLAIN = EventManner(Certainty.CERTAIN, Polarity.POS, EventTime.NON_FUTURE)


def tell_manner(token: Token, inside: Collection[int] | None = None) -> EventManner:
    """Tell how the event that a word names is presented.

    Args:
        token: The event's word in a parsed text: a verb, a noun, an adjective.
        inside: Indices of the words that may say something of it; None for all of the sentence.
    """
    signs = find_signs(token, inside)
    weights = _weights()
    return EventManner(
        Certainty(_best(weights["certainty"], signs)),
        Polarity(_best(weights["polarity"], signs)),
        EventTime(_best(weights["time"], signs)),
    )


def find_event(doc: Doc, spans: Iterable[tuple[int, int]]) -> Token | None:
    """Find the topmost word that stands in one of the spans (character offsets)."""
    places = list(spans)
    words = [t for t in doc if any(t.idx < end and t.idx + len(t) > start for start, end in places)]
    indices = {t.i for t in words}
    return next((t for t in words if t.head.i == t.i or t.head.i not in indices), None)


def _best(weights: Mapping[str, Mapping[str, float]], signs: Sequence[str]) -> str:
    """Give the value with the highest sum of weights; the first of them where two are equal."""
    sums = {value: sum(table.get(s, 0.0) for s in signs) for value, table in weights.items()}
    return max(sums, key=lambda value: sums[value] + weights[value][""])


@cache
def _weights() -> dict[str, dict[str, dict[str, float]]]:
    """Load the weights: attribute, value, sign; the sign "" is always there."""
    text = files("salis.read").joinpath("lists", "manner_weights.json").read_text("utf-8")
    loaded: dict[str, dict[str, dict[str, float]]] = json.loads(text)
    return loaded
