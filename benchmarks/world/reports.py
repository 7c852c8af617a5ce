"""What is told in a world: sayings, the lines that word them, and the reports that print those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.world.cast import Cast, Outlet, Voice
from benchmarks.world.propositions import Proposition
from benchmarks.world.setting import Setting
from salis.model.statement import Act


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody puts a proposition forward, or denies it."""

    proposition: Proposition
    act: Act
    #: From nearest us to nearest the event; empty for the outlet's own voice.
    chain: tuple[Voice, ...]
    #: On whom it rests in the world, through whatever copies.
    root: str
    #: Whether that one saw it for itself.
    seen: bool
    hedged: bool = False

    @property
    def is_support(self) -> bool:
        """Tell whether it puts the proposition forward."""
        return self.act in (Act.ASSERT, Act.ALLEGE)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what it says; places are offsets into its text."""

    saying: Saying
    text: str
    start: int
    end: int
    #: Place of the words that attribute; None in the own voice.
    cue: tuple[int, int] | None
    #: The verb that it says it with, as a lemma.
    lemma: str
    direct: bool = False


class Habit(StrEnum):
    """How an outlet takes up another's report."""

    REPRINTED = "reprinted"
    CUT = "cut"
    CREDITED = "credited"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Report:
    """A document of a world."""

    number: int
    outlet: Outlet
    #: Hours since the world began.
    at: float
    title: str
    lines: tuple[Line, ...]
    #: The report that it takes its lines from, where it reprints them.
    made_from: int | None = None
    habit: Habit | None = None
    #: The agency named in its date line, where it credits one.
    credit: str | None = None
    #: Sentence by which it takes an earlier report back, printed first.
    retraction: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """An event that unfolded, and all that was printed about it, in order of time."""

    seed: int
    setting: Setting
    cast: Cast
    propositions: Mapping[str, Proposition]
    reports: tuple[Report, ...]
