"""Columns: what the brief needs of every claim, document and name, as arrays of plain figures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from salis.model.claim import Standing
from salis.views.outline import LONGEST_ID

type Columns = NDArray[np.void]

#: Stands for a time that is not known.
NEVER = -(1 << 62)
STANDINGS = tuple(Standing)

#: One row for each change of a claim or question, sorted by leader and time within a page.
STEPS = np.dtype(
    [
        ("leader", "<i4"),
        ("question", "i1"),
        ("matter", "<i4"),
        ("at", "<i8"),
        ("id", f"S{LONGEST_ID}"),
        ("place", "i1"),
        ("standing", "i1"),
        ("independent", "<i4"),
        ("documents", "<i4"),
        ("carried", "<i4"),
        ("first", "<i4"),
        ("last", "<i4"),
        ("grains", "i1"),
        ("contested", "?"),
        ("leans", "?"),
        ("unsettled", "?"),
        ("counted", "?"),
        ("long", "<i4"),
        ("start", "<i4"),
        ("dispute", "<i4"),
        ("document", "<i4"),
    ]
)
#: Whom a claim rests on, from a moment on.
VOICES = np.dtype([("leader", "<i4"), ("matter", "<i4"), ("at", "<i8"), ("voice", "<i4")])
#: One row for each document.
DOCUMENTS = np.dtype(
    [
        ("item", "<i4"),
        ("told", "<i8"),
        ("recorded", "<i8"),
        ("published", "<i8"),
        ("statements", "<i4"),
        ("id", f"S{LONGEST_ID}"),
    ]
)
#: One row for each key that a statement is about: how it is written there, where it is a name.
NAMES = np.dtype(
    [
        ("statement", "<i4"),
        ("document", "<i4"),
        ("rank", "<i2"),
        ("key", "<i4"),
        ("spelling", "<i4"),
        ("within", "?"),
        ("first", "?"),
    ]
)


def unpack(data: bytes, kind: np.dtype[np.void]) -> Columns:
    """Read the rows of a page, or of several put together."""
    return np.frombuffer(data, dtype=kind)


def id_keys(ids: NDArray[np.bytes_]) -> tuple[NDArray[np.uint64], ...]:
    """Give three numbers for each id that order as the ids do, the first counting most."""
    whole = np.ascontiguousarray(ids).view(">u8").reshape(len(ids), LONGEST_ID // 8)
    return tuple(whole[:, at].astype(np.uint64) for at in range(LONGEST_ID // 8))
