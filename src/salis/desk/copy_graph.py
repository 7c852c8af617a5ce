"""Who copies whom, drawn: sources on a circle, an arrow from a copier to whom it copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, log2, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salis.views.detail_records import CopyingRecord

WIDTH, HEIGHT = 900.0, 460.0
_ROUND, _TALL = 230.0, 185.0
_NODES, _ARROWS = 24, 80
_SHORT = 9.0


@dataclass(frozen=True, slots=True)
class Node:
    """A source on the circle; its name stands on the outer side."""

    id: str
    name: str
    x: float
    y: float
    radius: float
    on_left: bool
    #: Documents that others took from it.
    given: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a copier to whom it copied."""

    path: str
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing."""

    nodes: Sequence[Node]
    arrows: Sequence[Arrow]
    left_out: int


def draw_copying(copying: Sequence[CopyingRecord]) -> Graph | None:
    """Lay the graph out, those most copied first; None where nobody copied."""
    if not copying:
        return None
    given: dict[str, int] = {}
    taken: dict[str, int] = {}
    names: dict[str, str] = {}
    for one in copying:
        given[one.first] = given.get(one.first, 0) + one.documents
        taken[one.copier] = taken.get(one.copier, 0) + one.documents
        names |= {one.first: one.first_name, one.copier: one.copier_name}
    ranked = sorted(names, key=lambda id: (-given.get(id, 0), -taken.get(id, 0), id))[:_NODES]
    nodes = {
        id: _node(id, names[id], number, len(ranked), given.get(id, 0))
        for number, id in enumerate(ranked)
    }
    arrows = [one for one in copying if one.first in nodes and one.copier in nodes][:_ARROWS]
    return Graph(
        list(nodes.values()),
        [_arrow(nodes, one) for one in arrows],
        len(copying) - len(arrows),
    )


def _node(id: str, name: str, number: int, total: int, given: int) -> Node:
    angle = 2 * pi * number / total - pi / 2
    x, y = WIDTH / 2 + _ROUND * cos(angle), HEIGHT / 2 + _TALL * sin(angle)
    return Node(
        id,
        name,
        round(x, 1),
        round(y, 1),
        round(5 + 2 * log2(1 + given), 1),
        cos(angle) < -0.01,
        given,
    )


def _arrow(nodes: Mapping[str, Node], one: CopyingRecord) -> Arrow:
    start, end = nodes[one.copier], nodes[one.first]
    across, down = end.x - start.x, end.y - start.y
    length = max(hypot(across, down), 1.0)
    short = (end.radius + _SHORT) / length
    x, y = end.x - across * short, end.y - down * short
    bend_x = (start.x + x) / 2 - down * 0.12
    bend_y = (start.y + y) / 2 + across * 0.12
    return Arrow(
        f"M{start.x:.1f} {start.y:.1f}Q{bend_x:.1f} {bend_y:.1f} {x:.1f} {y:.1f}",
        round(1 + log2(1 + one.documents) / 2, 1),
        f"{one.copier_name} printed {one.documents} of {one.first_name}",
    )
