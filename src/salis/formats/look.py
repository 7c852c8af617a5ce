"""How a page is to look: what the terminal and the options ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Look:
    """Width, colour and extent of what is shown."""

    width: int = 80
    colour: bool = False
    #: Points a section of the brief shows; None: what suits the format.
    cap: int | None = None
    #: Whether exact words stand under each point (files) or a reference alone (terminal).
    quotes: bool = False
    #: The passage asked for, as offsets.
    at: tuple[int, int] | None = None
    #: Wordings of claims that a record names by id only.
    names: Mapping[str, str] = field(default_factory=dict)
