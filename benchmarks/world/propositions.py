"""What is so in a world, and what may be said of it instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from benchmarks.world.lexicon import Verb


class Sort(StrEnum):
    """What kind of thing a proposition says."""

    DEED = "deed"
    WHO = "who"
    COUNT = "count"
    #: What a party to the event is accused of.
    CHARGE = "charge"
    FORECAST = "forecast"
    OPINION = "opinion"
    #: What one document alone tells.
    ASIDE = "aside"


class Manner(StrEnum):
    """How a proposition is put."""

    PLAIN = "plain"
    NEGATED = "negated"
    FORETOLD = "foretold"


@dataclass(frozen=True, slots=True)
class Proposition:
    """Something that is so in the world, or is not."""

    id: str
    #: What it answers; propositions with the same one are about one matter.
    question: str
    sort: Sort
    subject: str
    #: Ways to say it.
    verbs: tuple[Verb, ...]
    rest: str
    #: Whether it is so; for a forecast, whether it comes true. An opinion is neither.
    holds: bool
    manner: Manner = Manner.PLAIN
    #: Of people counted: killed or wounded; else empty.
    scope: str = ""
    value: int | None = None
    #: Of a count, for which stage it is told, and the hour from which another is so instead.
    stage: int = 0
    until: float = inf
    #: The party that it speaks against.
    party: str | None = None

    def words(self, verb: Verb, *, hedged: bool = False) -> str:
        """Say it with one of its verbs."""
        if self.manner is Manner.NEGATED:
            said = verb.negated
        elif self.manner is Manner.FORETOLD:
            said = f"will {verb.base}"
        else:
            said = f"may have {verb.participle}" if hedged else verb.past
        return f"{self.subject} {said} {self.rest}"


@dataclass(frozen=True, slots=True)
class Happening:
    """One matter, as it stands from an hour on."""

    at: float
    #: What is so.
    truth: Proposition
    #: What is told instead, the most tempting first.
    wrong: tuple[Proposition, ...]
    #: Whether it is only said to have happened, so that nobody can have seen it.
    hollow: bool = False


def are_rivals(one: Proposition, other: Proposition) -> bool:
    """Tell whether two propositions are answers of which Salis knows that they exclude each other.

    That a fire destroyed the mill and that it destroyed the barracks are not: there may be two.
    """
    if one.question != other.question or one.id == other.id:
        return False
    if one.sort in (Sort.WHO, Sort.COUNT):
        return True
    opposite = {one.manner, other.manner} == {Manner.PLAIN, Manner.NEGATED}
    return opposite and (one.subject, one.rest) == (other.subject, other.rest)
