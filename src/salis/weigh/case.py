"""Cases: all that bears on one claim at a moment, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from salis.model.claim import Claim, ClaimId, Origin, Side, Standing
from salis.model.document import SourceId
from salis.model.entry import EvidenceFiled, JudgementMade, Withdrawal
from salis.model.snapshot import Timed
from salis.model.statement import Statement, StatementId


@dataclass(frozen=True, slots=True)
class Rival:
    """A claim that cannot stand together with the one weighed."""

    claim: ClaimId
    text: str
    #: Its origins that are not withdrawn.
    origins: tuple[Origin, ...]
    #: Set where people or evidence have settled it, or it was taken back.
    settled: Standing | None = None
    #: Whether it says exactly the opposite, so that one of the two must hold.
    opposite: bool = False
    #: Whose voices put it forward.
    voices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim that tells what came of a prediction."""

    claim: ClaimId
    text: str
    standing: Standing
    borne_out: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One claim with what is known of it at the moment of weighing."""

    claim: Claim
    moment: datetime
    #: Its statements that are told by then, in the order told.
    statements: tuple[Statement, ...]
    sides: Mapping[StatementId, Side]
    sources: Mapping[StatementId, SourceId]
    source_names: Mapping[SourceId, str]
    origins: tuple[Origin, ...]
    #: Origins of those who deny it.
    denials: tuple[Origin, ...] = ()
    rivals: tuple[Rival, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    withdrawn: Mapping[StatementId, Withdrawal] = field(default_factory=dict)
    evidence: tuple[EvidenceFiled, ...] = ()
    #: In the order in which they count.
    judgements: tuple[Timed[JudgementMade], ...] = ()
    #: Statements whose speaker is a party to the matter.
    interested: frozenset[StatementId] = frozenset()
    #: When the first who put it forward surely had not published yet; None where that is unknown.
    said: datetime | None = None
    #: Statements told by a source that a person graded unreliable.
    poor: frozenset[StatementId] = frozenset()

    def put_forward(self) -> tuple[Statement, ...]:
        """Give the statements that put the claim forward."""
        sides = self.sides
        return tuple([one for one in self.statements if sides[one.id] is Side.FOR])

    def against(self, *, rivals: tuple[Rival, ...], outcomes: tuple[Outcome, ...]) -> Case:
        """Give the same case with the claims around it."""
        return replace(self, rivals=rivals, outcomes=outcomes)


def voice_of(statement: Statement, source: SourceId) -> str:
    """Name the one who speaks: the innermost speaker, else the source."""
    if not statement.speakers:
        return f"source {source}"
    speaker = statement.speakers[-1]
    return speaker.entity or f"unnamed {statement.id}"


def is_withdrawn(origin: Origin, case: Case) -> bool:
    """Tell whether an origin no longer stands by what it said.

    It does not when every statement of it is withdrawn, nor when a source that spoke in its own
    voice has withdrawn its own statements, whoever still carries copies of them.
    """
    if not case.withdrawn:
        return False
    own = [id for id in origin.statements if case.sources[id] == origin.source]
    all_gone = all(id in case.withdrawn for id in origin.statements)
    return all_gone or (origin.speaker is None and all(id in case.withdrawn for id in own))


def name_origin(origin: Origin, case: Case) -> str:
    """Name an origin for a reader: its speaker, else its source."""
    return name_voice(origin, case.source_names)


def name_voice(origin: Origin, source_names: Mapping[SourceId, str]) -> str:
    """Name an origin from the names of sources."""
    return origin.speaker or source_names.get(origin.source, origin.source)
