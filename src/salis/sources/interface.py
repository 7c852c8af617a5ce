"""What every format reader takes and gives: bytes in, what they say about themselves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from salis.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one input, with what is known of them from outside."""

    data: bytes
    #: For Problems: the path as given, the address, or `stdin`.
    place: str
    #: File name or last part of the address, for its extension.
    name: str = ""
    #: Where it was fetched from; None for files and stdin.
    url: str | None = None
    #: Character set that the server named.
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the bytes of one document say, before a person's hints are laid over it."""

    data: bytes
    place: str
    media_type: str
    text: str
    source: str | None = None
    #: Every publication and modification time stated, as written; the latest one counts.
    published: tuple[str, ...] = ()
    title: str | None = None
    url: str | None = None
    author: str | None = None
    credits: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    #: What tells it from other documents of the same file: its `id`, else its line.
    key: str | None = None


class FormatReader(Protocol):
    """Reads one document of one format; a fault that leaves nothing to keep is a Problem."""

    def __call__(self, raw: Raw) -> Reading | Problem:
        """Read the document, or say why it cannot be read."""
        ...
