"""Weigh: say where one claim stands at a moment, and on what ground."""

from salis.weigh.accounts import Fate, fate_of, keep_accounts
from salis.weigh.answers import Answer, Names, Number, Wording
from salis.weigh.case import Case, Outcome, Rival, is_withdrawn, voice_of
from salis.weigh.forecasts import brier_score, chance_given, log_score
from salis.weigh.lone import LoneVerdicts
from salis.weigh.polls import SETTLED, Found, Poll, Record, Vote
from salis.weigh.rivalry import (
    Backer,
    Chances,
    Contender,
    Rivalry,
    counts_as_backer,
    is_unnamed,
    weigh_rivals,
)
from salis.weigh.rules import may_concede
from salis.weigh.shares import is_poor, share_of
from salis.weigh.verdicts import standing_judged
from salis.weigh.versions import CURRENT, FIRST, VERSIONS, Ruling, find_ruling
from salis.weigh.weighing import settle_claim, weigh_claim

__all__ = [
    "CURRENT",
    "FIRST",
    "SETTLED",
    "VERSIONS",
    "Answer",
    "Backer",
    "Case",
    "Chances",
    "Contender",
    "Fate",
    "Found",
    "LoneVerdicts",
    "Names",
    "Number",
    "Outcome",
    "Poll",
    "Record",
    "Rival",
    "Rivalry",
    "Ruling",
    "Vote",
    "Wording",
    "brier_score",
    "chance_given",
    "counts_as_backer",
    "fate_of",
    "find_ruling",
    "is_poor",
    "is_unnamed",
    "is_withdrawn",
    "keep_accounts",
    "log_score",
    "may_concede",
    "settle_claim",
    "share_of",
    "standing_judged",
    "voice_of",
    "weigh_claim",
    "weigh_rivals",
]
