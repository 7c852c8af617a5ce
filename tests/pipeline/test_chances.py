"""Chances: rival claims get a probability; what is settled, or has no rival, gets none."""

from __future__ import annotations

from salis.model.claim import Weighed
from salis.model.entry import JudgementMade, Verdict
from salis.pipeline.chances import add_chances
from salis.pipeline.docket import Docket
from tests.link.telling import LATER, Pile, say

THIRTY = "30 people / were killed / in the Norrow ferry fire"
NOBODY = "no people / were killed / in the Norrow ferry fire"


def told() -> Pile:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", THIRTY))
    pile.tell("Post", "2031-05-03T11:00Z", say("Bela Fenwick", THIRTY))
    pile.tell("Courier", "2031-05-03T12:00Z", say("Ivo Marrin", NOBODY))
    return pile


def chances(pile: Pile) -> dict[str, Weighed]:
    weighed = {one.claim.id: one for one in pile.weighed()}
    found = add_chances(Docket(pile.linked(), pile.bearings), weighed, LATER, {})
    assert [one.standing for one in found.values()] == [one.standing for one in weighed.values()]
    return {one.claim.text: one for one in found.values()}


def test_two_origins_against_one_are_the_likelier_answer() -> None:
    thirty, nobody = chances(told()).values()
    assert thirty.probability is not None
    assert nobody.probability is not None
    assert thirty.probability > 0.5 > nobody.probability
    assert thirty.probability_reason is not None
    assert "two origins (Mira Tolland, Bela Fenwick) for it" in thirty.probability_reason.text


def test_a_claim_without_a_rival_has_no_probability() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", THIRTY))
    (one,) = chances(pile).values()
    assert one.probability is None


def test_what_a_person_has_settled_has_no_probability() -> None:
    pile = told()
    first = pile.told[0][1].statements[0].id
    pile.file(JudgementMade("j1", Verdict.CONFIRM, (first,), "seen"), "2031-05-04T10:00Z")
    assert {one.probability for one in chances(pile).values()} == {None}
