"""Weigh: say where one claim stands at a moment, and on what ground."""

from salis.weigh.case import Case, Outcome, Rival, is_withdrawn, voice_of
from salis.weigh.lone import LoneVerdicts
from salis.weigh.weighing import VERSION, settle_claim, weigh_claim

__all__ = [
    "VERSION",
    "Case",
    "LoneVerdicts",
    "Outcome",
    "Rival",
    "is_withdrawn",
    "settle_claim",
    "voice_of",
    "weigh_claim",
]
