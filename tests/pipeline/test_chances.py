"""Chances: rival claims get a probability; what is settled, or has no rival, gets none."""

from __future__ import annotations

from salis.model.claim import Weighed
from salis.model.entry import JudgementMade, Verdict
from salis.pipeline.chances import add_chances
from salis.pipeline.docket import Docket
from tests.link.telling import LATER, Pile, officials, say
from tests.pipeline.judging import judge

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
    found = add_chances(Docket(pile.linked(), pile.bearings), weighed, LATER)
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


def test_a_crowd_without_names_is_no_likelier_than_one_of_them() -> None:
    one, many = Pile(), Pile()
    for pile, kinds in ((one, ("officials",)), (many, ("officials", "residents", "sources"))):
        pile.tell("Courier", "2031-05-03T10:00Z", say("Ivo Marrin", NOBODY))
        for at, kind in enumerate(kinds):
            pile.tell(f"Paper {at}", f"2031-05-03T1{at}:30Z", say(officials(kind), THIRTY))
    assert [found.probability for found in chances(one).values()] == [
        found.probability for found in chances(many).values()
    ]
    assert max(chances(many).values(), key=lambda found: found.probability or 0).claim.text == (
        "No people were killed in the Norrow ferry fire."
    )


def test_successive_counts_do_not_compete_though_they_have_a_rival_in_common() -> None:
    pile = Pile()
    for at, (hour, count) in enumerate((("08", 12), ("09", 12), ("20", 30), ("21", 30))):
        words = f"{count} people / were killed / in the Norrow ferry fire"
        pile.tell(f"Daily {at}", f"2031-05-03T{hour}:00Z", say(f"Witness {'ABCD'[at]}lm", words))
    pile.tell("Courier", "2031-05-03T22:00Z", say("Ivo Marrin", NOBODY))
    found = chances(pile)
    noon, night, nobody = (
        next(one for text, one in found.items() if text.startswith(f"{start} people"))
        for start in ("12", "30", "No")
    )
    assert night.claim.id not in noon.claim.rivals
    assert {noon.claim.id, night.claim.id} == set(nobody.claim.rivals)
    assert min(noon.probability or 0, night.probability or 0) > 0.5 > (nobody.probability or 1)


def test_one_person_under_two_names_is_one_voice() -> None:
    pile = told()
    judge(pile, Verdict.MERGE, "Mira Tolland", "Bela Fenwick")
    reasons = [one.probability_reason for one in chances(pile).values()]
    assert all(reason is not None and "one origin" in reason.text for reason in reasons)
