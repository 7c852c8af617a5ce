"""Forecasts: how good a voice is at foretelling, by Brier and log score where it said how likely.

Brier, "Verification of forecasts expressed in terms of probability" (1950); Good, "Rational
decisions" (1952). A likelihood word stands for the middle of its range in ICD 203.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

from salis.model.record import Forecasts
from salis.model.statement import Polarity, Statement
from salis.weigh.polls import SETTLED
from salis.weigh.shares import share_of
from salis.weigh.wordlists import read_likelihoods


class Outlook(StrEnum):
    """What became of a prediction or promise."""

    KEPT = "kept"
    FAILED = "failed"
    UNDECIDED = "undecided"
    AHEAD = "ahead"
    CONDITIONAL = "conditional"


_SETTLED = (Outlook.KEPT, Outlook.FAILED)


@dataclass(frozen=True, slots=True)
class Forecast:
    """One voice's prediction or promise."""

    outlook: Outlook
    statement: Statement


def chance_given(statement: Statement) -> float | None:
    """Give the chance, 0 to 1, that a speaker gave to what it said; None where none can be told.

    "It is unlikely to break" is kept when it does not break: the chance given to that is what
    "unlikely" leaves. Where such a word does not turn the statement around ("a remote chance that
    it breaks"), it can't be told which of the two a reader means by "kept": it is not scored.
    """
    ranged = read_likelihoods().get(statement.likelihood or "")
    if ranged is None:
        return None
    middle = sum(ranged) / 2
    if middle >= 0.5:
        return middle
    return 1 - middle if statement.polarity is Polarity.NEG else None


def brier_score(chance: float, *, kept: bool) -> float:
    """Give the squared distance between the chance given and what came; 0 is best."""
    return (chance - kept) ** 2


def log_score(chance: float, *, kept: bool) -> float:
    """Give -ln of the chance given to what came; 0 is best."""
    return -log(chance if kept else 1 - chance)


def add_up(forecasts: Sequence[Forecast]) -> Forecasts:
    """Count what became of a voice's forecasts, and score those that are settled."""
    counts = Counter(one.outlook for one in forecasts)
    settled = [
        (chance_given(one.statement), one.outlook is Outlook.KEPT)
        for one in forecasts
        if one.outlook in _SETTLED
    ]
    plain = [kept for chance, kept in settled if chance is None]
    scored = [(chance, kept) for chance, kept in settled if chance is not None]
    enough = len(scored) >= SETTLED
    return Forecasts(
        kept=counts[Outlook.KEPT],
        failed=counts[Outlook.FAILED],
        undecided=counts[Outlook.UNDECIDED],
        ahead=counts[Outlook.AHEAD],
        conditional=counts[Outlook.CONDITIONAL],
        share=share_of(sum(plain), len(plain)),
        scored=len(scored),
        brier=_mean([brier_score(p, kept=kept) for p, kept in scored]) if enough else None,
        log_score=_mean([log_score(p, kept=kept) for p, kept in scored]) if enough else None,
    )


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)
