"""Weigh: say where one claim stands at a moment, and on what ground."""

from salis.weigh.answers import Answer, Names, Number, Wording
from salis.weigh.case import Case, Outcome, Rival, is_withdrawn, voice_of
from salis.weigh.lone import LoneVerdicts
from salis.weigh.polls import Found, Poll, Record, Vote
from salis.weigh.rivalry import (
    Backer,
    Contender,
    Rivalry,
    counts_as_backer,
    is_unnamed,
    weigh_rivals,
)
from salis.weigh.weighing import VERSION, settle_claim, weigh_claim

__all__ = [
    "VERSION",
    "Answer",
    "Backer",
    "Case",
    "Contender",
    "Found",
    "LoneVerdicts",
    "Names",
    "Number",
    "Outcome",
    "Poll",
    "Record",
    "Rival",
    "Rivalry",
    "Vote",
    "Wording",
    "counts_as_backer",
    "is_unnamed",
    "is_withdrawn",
    "settle_claim",
    "voice_of",
    "weigh_claim",
    "weigh_rivals",
]
