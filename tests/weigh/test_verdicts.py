"""What people judge of one claim: the latest stands, all are shown, and a claim can be reopened."""

from __future__ import annotations

import pytest

from salis.model.entry import Verdict
from salis.model.statement import Act
from tests.link.telling import Pile, on, say
from tests.pipeline.judging import DEPUTY, judge, judged

DOORS = "Norrow staff / locked / the rear doors of the ferry"
LATE = "2031-07-01"


@pytest.fixture
def pile() -> Pile:
    told = Pile()
    told.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    return told


def test_unverifiable_is_said_and_raises_nothing(pile: Pile) -> None:
    judge(pile, Verdict.UNVERIFIABLE, "Daily", because="the boat is scrapped")
    claim = pile.claim("rear doors", LATE)
    assert claim.standing.value == "reported"
    assert judged(claim) == ["A. Editor judged: unverifiable, because the boat is scrapped"]


def test_what_was_confirmed_is_so_no_longer_once_it_is_found_unverifiable(pile: Pile) -> None:
    judge(pile, Verdict.CONFIRM, "Daily", at="2031-06-01T10:00Z")
    assert pile.standing("rear doors", LATE) == "confirmed"
    judge(pile, Verdict.UNVERIFIABLE, "Daily", at="2031-06-02T10:00Z", by=DEPUTY)
    claim = pile.claim("rear doors", LATE)
    assert claim.standing.value == "reported"
    assert judged(claim) == [
        "B. Deputy judged: unverifiable, because I looked",
        "A. Editor judged: confirm, because I looked (a later judgement overrules this)",
    ]
    assert pile.standing("rear doors", "2031-06-01T11:00Z") == "confirmed"


def test_a_reopened_claim_stands_as_if_nobody_had_judged_it(pile: Pile) -> None:
    judge(pile, Verdict.REFUTE, "Daily", at="2031-06-01T10:00Z")
    judge(pile, Verdict.REOPEN, "Daily", at="2031-06-02T10:00Z", by=DEPUTY, because="a new film")
    claim = pile.claim("rear doors", LATE)
    assert (claim.standing.value, claim.reasons[0].code) == ("reported", "one-origin")
    assert judged(claim) == [
        "B. Deputy judged: reopen, because a new film",
        "A. Editor judged: refute, because I looked (a later judgement overrules this)",
    ]
    judge(pile, Verdict.CONFIRM, "Daily", at="2031-06-03T10:00Z")
    assert pile.standing("rear doors", LATE) == "confirmed"


def test_a_reopened_prediction_is_due_and_unsettled_again() -> None:
    pile = Pile()
    foretold = "the boat / will be raised / from the Tesk"
    said = say("Hanna Strobek", foretold, act=Act.PREDICT, about=on("2031-05-05"))
    pile.tell("Daily", "2031-05-04T10:00Z", said)
    judge(pile, Verdict.RESOLVE_TRUE, "Daily", at="2031-05-06T10:00Z")
    assert pile.standing("raised", "2031-05-07") == "resolved_true"
    judge(pile, Verdict.REOPEN, "Daily", at="2031-05-08T10:00Z")
    assert pile.standing("raised", "2031-05-09") == "unknown"


def test_two_who_agree_overrule_nobody(pile: Pile) -> None:
    judge(pile, Verdict.CONFIRM, "Daily")
    judge(pile, Verdict.CONFIRM, "Daily", by=DEPUTY)
    claim = pile.claim("rear doors", LATE)
    assert [one.split(" judged")[0] for one in judged(claim)] == ["B. Deputy", "A. Editor"]
    assert not any("overrules" in one for one in judged(claim))


def test_a_verdict_settles_a_rival_until_it_is_reopened() -> None:
    pile = Pile()
    pile.tell(
        "Daily",
        "2031-05-03T10:00Z",
        say("Mira Tolland", "12 people / were killed / in the Brennick disaster"),
    )
    pile.tell(
        "Post",
        "2031-05-03T11:00Z",
        say("Bela Fenwick", "no people / were killed / in the Brennick disaster"),
    )
    assert pile.standing("12 people", LATE) == "disputed"
    judge(pile, Verdict.REFUTE, "Post", at="2031-06-01T10:00Z")
    assert pile.standing("12 people", LATE) == "reported"
    judge(pile, Verdict.REOPEN, "Post", at="2031-06-02T10:00Z")
    assert pile.standing("12 people", LATE) == "disputed"
