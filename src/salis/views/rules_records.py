"""Records of the rules of weighing: field for field the JSON of docs and schemas."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdoptedRecord:
    at: str
    by: str
    because: str


@dataclass(frozen=True, slots=True)
class RulesRecord:
    """A version of the rules of weighing."""

    version: str
    #: What it changed.
    says: str
    in_force: bool
    adopted: tuple[AdoptedRecord, ...]
