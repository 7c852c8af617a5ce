"""Records that are written when somebody looks: a page of a long list costs only that page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload


class Lazy[Key, Record](Sequence[Record]):
    """A list of records, each written from its key whenever it is looked at."""

    def __init__(self, keys: Sequence[Key], write: Callable[[Key], Record]) -> None:
        self._keys = keys
        self._write = write

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> Lazy[Key, Record]: ...
    def __getitem__(self, place: int | slice) -> Record | Lazy[Key, Record]:
        if isinstance(place, slice):
            return Lazy(self._keys[place], self._write)
        return self._write(self._keys[place])

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is a list of the same records, written already or not."""
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as lists have it
