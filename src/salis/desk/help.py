"""How to read the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from salis.desk.glossary import ACTS, GRAINS, STANDING_MEANINGS

if TYPE_CHECKING:
    from salis.desk.visits import Visit


def compose_help(visit: Visit) -> Mapping[str, object]:
    """Make the context of the help page."""
    del visit
    return {"standings": STANDING_MEANINGS, "acts": ACTS.values(), "grains": GRAINS}
