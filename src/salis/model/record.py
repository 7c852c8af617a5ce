"""Track records: what became of the claims that a voice put forward itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from salis.model.claim import ClaimId
from salis.model.document import SourceId
from salis.model.entity import Entity


@dataclass(frozen=True, slots=True)
class Share:
    """How many of five or more settled ones held, with the 95 % interval of the share."""

    held: int
    settled: int
    #: 0 to 1.
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecasts:
    """What became of a voice's predictions and promises; each counts once."""

    kept: int = 0
    failed: int = 0
    #: Its time has come, and nothing settles it.
    undecided: int = 0
    #: Its time has not come, or it has none.
    ahead: int = 0
    #: Made to depend on something: in none of the other counts, and never scored.
    conditional: int = 0
    #: Of those settled that were said without a likelihood; None below five.
    share: Share | None = None
    #: Settled ones that were said with a likelihood that can be scored.
    scored: int = 0
    #: Mean squared distance between the chance given and what came, 0 best; None below five.
    brier: float | None = None
    #: Mean of -ln of the chance given to what came, 0 best; None below five.
    log_score: float | None = None


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What became of the claims that one source or speaker put forward as an origin of its own."""

    voice: str
    name: str
    #: None for a speaker.
    source: SourceId | None
    held: tuple[ClaimId, ...] = ()
    fell: tuple[ClaimId, ...] = ()
    #: Taken back in so many words.
    retracted: tuple[ClaimId, ...] = ()
    #: Not settled; of these, how many another independent origin bears out.
    open: int = 0
    corroborated: int = 0
    #: Claims that it surely told before the next origin did; those that fell are left out.
    led: int = 0
    #: The median of its leads there.
    lead: timedelta | None = None
    #: None below five settled claims.
    share: Share | None = None
    forecasts: Forecasts = field(default_factory=Forecasts)
    #: A speaker under all its names; None where names were not looked into.
    entity: Entity | None = None
