"""Bearings: what a person told Salis about sources and parties, which no document says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from salis.model.document import SourceId


@dataclass(frozen=True, slots=True)
class Bearings:
    """What weighing takes from the settings."""

    #: Owner or wire that sources are known to share, by source.
    owners: Mapping[SourceId, str] = field(default_factory=dict)
    #: Names of the parties to the matter; they are no witnesses for themselves.
    parties: frozenset[str] = frozenset()
