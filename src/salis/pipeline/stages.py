"""The stages that adding joins: which reader, which linking, and under which names they sign."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from salis.model.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from salis.ledger.interface import KeyIndex, Keying
    from salis.model.document import Document
    from salis.model.entry import ClaimsLinked, StatementsRead


class Reader(Protocol):
    """Reads what a document says."""

    def read(self, document: Document) -> StatementsRead:
        """Read one document."""
        ...


@dataclass(frozen=True, slots=True)
class Stages:
    """What adding needs of the stages below it."""

    #: `module:function` that loads a reader; a name, because readers run in other processes.
    reader: str
    keying: Keying
    link: Callable[[Document, StatementsRead, KeyIndex], ClaimsLinked]
    #: How the stages sign their entries.
    sources_actor: str
    read_actor: str
    link_actor: str


def load_reader(name: str) -> Reader:
    """Load the reader that `module:function` names.

    Raises:
        ReaderError: there is no such function, or it cannot load what it needs.
    """
    module, _, function = name.partition(":")
    try:
        load: Callable[[], Reader] = getattr(import_module(module), function)
    except (ImportError, AttributeError) as fault:
        message = f"the reader {name} cannot be loaded: {fault}"
        raise ReaderError(message) from fault
    return load()
