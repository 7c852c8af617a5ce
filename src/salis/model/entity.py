"""People and bodies, by every name that the documents give them."""

from __future__ import annotations

from dataclasses import dataclass

from salis.model.claim import Reason


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or body, by every name that the documents give it."""

    #: Key of the name that it is called by here.
    key: str
    name: str
    #: The keys of all its names, that one first, then those used most.
    keys: tuple[str, ...]
    #: All its names as the documents have them, in the same order.
    names: tuple[str, ...]
    #: Why they are one; none where there is one name.
    reasons: tuple[Reason, ...] = ()
    #: Names that may be its own and were not joined: a surname alone, a name that fits another too.
    doubtful: tuple[str, ...] = ()
