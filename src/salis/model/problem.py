"""Faults found in the material: values with a place, kept and shown, never raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the material, e.g. no publication time, or a line that is not JSON."""

    #: Short stable code, e.g. `no-publication-time`.
    code: str
    #: What is wrong and what follows, one sentence for a person.
    text: str
    #: Where: path or address, with `:line` or `page N` where there is one.
    place: str
