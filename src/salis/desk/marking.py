"""Mark the statements in a text: pieces in order, each with the statements that it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salis.views.records import PassageRecord, SearchRecord


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of the text with its number there."""

    number: int
    chain: str
    record: SearchRecord


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text; `inside` names the shortest statement around it, `numbers` all."""

    text: str
    inside: Told | None
    numbers: Sequence[int]
    starting: Sequence[Told]
    ending: Sequence[Told]


def cut_text(text: str, told: Sequence[Told]) -> Sequence[Piece]:
    """Cut a text where statements begin and end."""
    starts: dict[int, list[Told]] = {}
    ends: dict[int, list[Told]] = {}
    for one in told:
        passage = one.record.statement.passage
        if 0 <= passage.start < passage.end <= len(text):
            starts.setdefault(passage.start, []).append(one)
            ends.setdefault(passage.end, []).append(one)
    pieces: list[Piece] = []
    around: list[Told] = []
    for start, end in pairwise(sorted({0, len(text), *starts, *ends})):
        gone = {one.number for one in ends.get(start, ())}
        around = [one for one in around if one.number not in gone] + starts.get(start, [])
        pieces.append(
            Piece(
                text[start:end],
                min(around, key=_length, default=None),
                [one.number for one in around],
                starts.get(start, ()),
                ends.get(end, ()),
            )
        )
    return pieces


def _length(told: Told) -> int:
    passage = told.record.statement.passage
    return passage.end - passage.start


@dataclass(frozen=True, slots=True)
class Shared:
    """Some of a text; the number of the shared passage that it is part of, or none."""

    text: str
    number: int | None


def cut_shared(text: str, passages: Sequence[PassageRecord]) -> Sequence[Shared]:
    """Cut a text at the passages that it shares with another, numbered in their one order."""
    placed = sorted((one.start, one.end, number) for number, one in enumerate(passages, 1))
    pieces: list[Shared] = []
    at = 0
    for start, end, number in placed:
        if start >= at and end <= len(text):
            pieces += [Shared(text[at:start], None), Shared(text[start:end], number)]
            at = end
    pieces.append(Shared(text[at:], None))
    return [one for one in pieces if one.text]
