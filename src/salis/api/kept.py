"""What views are told apart by, and views that are kept with what they were made of."""

from __future__ import annotations

import time
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from salis.settings.settings import FILE_NAME

if TYPE_CHECKING:
    from datetime import datetime

    from salis.ledger.interface import Head
    from salis.views.view import View
    from salis.workspace.workspace import Workspace

#: A view of now is made anew after so many seconds, or so many times what making it took.
_NOW_HOLDS, _NOW_HOLDS_TIMES = 60.0, 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What tells views of one ledger apart."""

    as_of: datetime | None
    clock: str


@dataclass(frozen=True, slots=True)
class State:
    """What views are made of: as long as it is the same, so are they."""

    head: Head
    #: Digest of salis.toml; empty where there is none.
    settings: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A view with the state it was made of, and when it was, by the steady clock."""

    view: View
    state: State
    made: float
    #: How long making it took, in seconds.
    took: float

    @property
    def head(self) -> Head:
        """Give the last entry that it takes in."""
        return self.state.head

    def is_of(self, state: State, asked: Asked) -> bool:
        """Tell whether it still answers: nothing is new, and now has not moved on far."""
        return self.state == state and (asked.as_of is not None or not self.is_old)

    def rests(self, times: float, longest: float) -> bool:
        """Tell whether so many times what making it took have not passed, seconds at most."""
        return time.monotonic() - self.made < min(times * self.took, longest)

    @property
    def is_old(self) -> bool:
        """Tell whether now has moved on far since."""
        age = time.monotonic() - self.made
        return age >= max(_NOW_HOLDS, _NOW_HOLDS_TIMES * self.took)


class NotHere(Exception):
    """Only a whole view can tell, and that is held by another process; not an error."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.asked = asked


def look(workspace: Workspace) -> State:
    """Look at what views are made of."""
    return State(workspace.ledger.head(), settings_of(workspace))


def settings_of(workspace: Workspace) -> str:
    """Give the digest of the settings as they are now."""
    try:
        return sha256((workspace.path / FILE_NAME).read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
