"""Kept items: what the brief shows of a large matter, written down as it stands from a moment on.

The largest matters come first in a brief and take longest to weigh, so these are not weighed again.
What hangs on more than the matter is left out (probabilities, the salt of poor records), or noted
beside: how the sources in it are called.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from salis.ledger.columns import State
from salis.views.written import BLANK, Written, write_all

if TYPE_CHECKING:
    from salis.ledger.matters import SqliteMatters
    from salis.ledger.places import Line
    from salis.views.index import Index

#: From its second level on zlib gains little here.
_LEVEL = 2


class _Kept(NamedTuple):
    """What is shown of a matter, and the names of sources that it was written with."""

    names: dict[str, str]
    written: Written


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Kept)


def write_items(index: Index) -> bytes:
    """Write down what is shown of a matter."""
    names = {str(source): name for source, name in index.source_names.items()}
    return zlib.compress(_ENCODER.encode(_Kept(names, write_all(index))), _LEVEL)


def read_items(
    matters: SqliteMatters,
    line: Line,
    at: int,
    wanted: Collection[int],
    names: Mapping[str, str],
) -> tuple[Written, set[int]]:
    """Give what is shown of matters at a moment, and of which of them it is kept.

    Args:
        matters: Where it is kept.
        line: By which time.
        at: The moment, in microseconds.
        wanted: The matters asked for.
        names: How sources are called then; what was written with other names is left out.
    """
    written, found = BLANK, set[int]()
    for matter, data in matters.columns.states_of(State.ITEMS, line, at, wanted):
        kept = _DECODER.decode(zlib.decompress(data))
        if all(names.get(source) == name for source, name in kept.names.items()):
            written |= kept.written
            found.add(matter)
    return written, found
