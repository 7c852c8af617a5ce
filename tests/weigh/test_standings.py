"""Standings: every row of the table, told as a story."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.model.entry import EvidenceFiled, JudgementMade, Verdict
from salis.model.statement import Act, Certainty, GrainCode, StatementId
from salis.pipeline.bearings import Bearings
from tests.link.telling import Pile, Said, independent, officials, on, person, say

DOORS = "Norrow staff / locked / the rear doors of the ferry"
WARNING = "Norrow Lines / ignored / a written warning about the steering"
RAISED = "the Silver Heron / will be raised / from the Tesk"


def _first(pile: Pile) -> StatementId:
    return pile.told[0][1].statements[0].id


def _judge(pile: Pile, verdict: Verdict, at: str, because: str = "seen") -> None:
    name = f"j{len(pile.filed)}"
    pile.file(JudgementMade(name, verdict, (_first(pile),), because), at)


def _file(pile: Pile, at: str, *, bears_for: bool, grade: int = 1) -> None:
    name = f"e{len(pile.filed)}"
    pile.file(
        EvidenceFiled(name, _first(pile), bears_for, grade, "record", "page 88", "register.pdf"), at
    )


def test_one_origin_is_reported_and_two_corroborate() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell("Post", "2031-05-04T10:00Z", say("Bela Fenwick", DOORS))
    assert pile.standing("rear doors", "2031-05-03T12:00Z") == "reported"
    assert pile.standing("rear doors") == "corroborated"
    (reason,) = pile.claim("rear doors").reasons
    assert reason.code == "two-origins"
    assert reason.text == "2 independent origins: Mira Tolland; Bela Fenwick"
    assert set(reason.refs) == {one.id for _, read in pile.told for one in read.statements}


@pytest.mark.parametrize(
    "said",
    [
        say(officials(), DOORS),
        say("Mira Tolland", DOORS, act=Act.ALLEGE),
        say("Mira Tolland", DOORS, act=Act.INFER),
        say("Mira Tolland", DOORS, certainty=Certainty.POSSIBLE),
        say(None, DOORS, grains=(GrainCode.HEDGED,)),
    ],
)
def test_what_is_not_asserted_by_a_name_is_alleged(said: Said) -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", said)
    assert pile.standing("rear doors") == "alleged"


def test_an_independent_denial_disputes_even_what_two_assert() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell("Post", "2031-05-03T12:00Z", say("Bela Fenwick", DOORS))
    pile.tell("Courier", "2031-05-03T14:00Z", say("Ivo Marrin", DOORS, act=Act.DENY))
    assert pile.standing("rear doors") == "disputed"


def test_the_partys_denial_disputes_one_origin_but_not_two() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Greta Solvan", WARNING))
    pile.tell("Post", "2031-05-03T14:00Z", say("Norrow Lines", WARNING, act=Act.DENY))
    assert pile.standing("written warning") == "disputed"
    pile.tell("Courier", "2031-05-03T16:00Z", say("Bela Fenwick", WARNING))
    weighed = pile.claim("written warning")
    assert weighed.standing.value == "corroborated"
    assert "denied-by" in [one.code for one in weighed.reasons]


def test_what_is_only_denied_is_unknown_since_nobody_puts_it_forward() -> None:
    pile = Pile()
    pile.tell("Post", "2031-05-03T14:00Z", say("Ivo Marrin", DOORS, act=Act.DENY))
    weighed = pile.claim("rear doors")
    assert weighed.standing.value == "unknown"
    assert [one.code for one in weighed.reasons] == ["nobody-asserts", "denied-by"]


def test_a_party_that_admits_what_nobody_else_says_has_only_reported_it() -> None:
    pile = Pile()
    pile.tell("Post", "2031-05-06T14:00Z", say("Norrow Lines", WARNING, cue="admitted"))
    assert pile.standing("written warning") == "reported"


def test_unnamed_officials_denying_something_dispute_nothing() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell("Post", "2031-05-03T14:00Z", say(officials(), DOORS, act=Act.DENY))
    assert pile.standing("rear doors") == "reported"


def test_the_opposite_asserted_by_another_is_a_dispute_on_both_sides() -> None:
    pile = Pile()
    pile.tell(
        "Daily",
        "2031-05-03T10:00Z",
        say("Mira Tolland", "the bridge at Brennick / was / open to lorries"),
    )
    pile.tell(
        "Post",
        "2031-05-03T14:00Z",
        say("Bela Fenwick", "the bridge at Brennick / was not / open to lorries"),
    )
    assert set(pile.standings().values()) == {"disputed"}


def test_a_state_that_changes_over_days_is_no_dispute() -> None:
    pile = Pile()
    pile.tell(
        "Daily",
        "2031-05-03T10:00Z",
        say("Mira Tolland", "the bridge at Brennick / was not / open to lorries"),
    )
    pile.tell(
        "Post",
        "2031-05-06T14:00Z",
        say("Bela Fenwick", "the bridge at Brennick / was / open to lorries"),
    )
    assert set(pile.standings().values()) == {"reported"}


def test_two_names_for_one_deed_are_rivals() -> None:
    pile = Pile()
    pile.tell(
        "Daily", "2031-05-04T10:00Z", say("Jonas Wirth", "Oskar Delmane / gave / the order to sail")
    )
    pile.tell(
        "Post", "2031-05-05T10:00Z", say("Emil Karsten", "Pavel Rusk / gave / the order to sail")
    )
    assert pile.standing("Delmane", "2031-05-04T23:00Z") == "reported"
    assert set(pile.standings().values()) == {"disputed"}
    assert [one.text for one in pile.linked().questions] == ["Who gave the order to sail?"]


def test_opinions_demands_and_questions_are_not_weighed() -> None:
    pile = Pile()
    for act in (Act.JUDGE, Act.DEMAND, Act.ASK):
        pile.tell("Blog", "2031-05-03T10:00Z", say(None, WARNING, act=act), title=act.value)
    assert {one.standing.value for one in pile.weighed()} == {"not_factual"}


def test_what_sources_say_is_not_known_is_unknown_and_a_question() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Edda Kolm", DOORS, act=Act.DISCLAIM))
    assert pile.standing("rear doors") == "unknown"
    assert [one.text for one in pile.linked().questions] == [
        "Whether Norrow staff locked the rear doors of the ferry"
    ]


def test_a_prediction_is_pending_until_its_time_and_never_support_after() -> None:
    pile = Pile()
    said = say("Hanna Strobek", RAISED, act=Act.PREDICT, about=on("2031-05-05"))
    pile.tell("Daily", "2031-05-04T08:00Z", said)
    assert pile.standing("will be raised", "2031-05-05T12:00Z") == "pending"
    weighed = pile.claim("will be raised", "2031-05-07")
    assert weighed.standing.value == "unknown"
    assert weighed.reasons[0].code == "due-and-unsettled"


def test_a_confirmed_happening_settles_a_prediction() -> None:
    pile = Pile()
    done = say(
        "Ylva Strand", "the Silver Heron / was raised / from the Tesk", about=on("2031-05-05")
    )
    pile.tell("Post", "2031-05-05T20:00Z", done)
    pile.tell(
        "Daily",
        "2031-05-04T08:00Z",
        say("Hanna Strobek", RAISED, act=Act.PREDICT, about=on("2031-05-05")),
    )
    assert pile.standing("was raised") == "reported"
    assert pile.standing("will be raised") == "unknown"
    _file(pile, "2031-05-06T10:00Z", bears_for=True)
    assert pile.standing("was raised") == "confirmed"
    assert pile.standing("will be raised") == "resolved_true"


def test_a_confirmed_failure_settles_a_prediction_the_other_way() -> None:
    pile = Pile()
    done = say(
        "Ylva Strand", "the Silver Heron / was not raised / from the Tesk", about=on("2031-05-05")
    )
    pile.tell("Post", "2031-05-06T08:00Z", done)
    pile.tell(
        "Daily",
        "2031-05-04T08:00Z",
        say("Hanna Strobek", RAISED, act=Act.PREDICT, about=on("2031-05-05")),
    )
    _judge(pile, Verdict.CONFIRM, "2031-05-06T10:00Z")
    assert pile.standing("will be raised") == "resolved_false"


def test_what_is_announced_for_the_future_is_pending_whoever_says_it() -> None:
    pile = Pile()
    said = say("Edda Kolm", "the commission / meets / in Sarnholt", about=on("2031-06-20"))
    pile.tell("Daily", "2031-05-04T08:00Z", said)
    assert pile.standing("commission", "2031-05-05") == "pending"
    assert pile.standing("commission", "2031-06-21") == "reported"


def test_a_party_that_concedes_confirms() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Greta Solvan", WARNING))
    pile.tell("Post", "2031-05-06T14:00Z", say("Norrow Lines", WARNING, cue="admitted"))
    weighed = pile.claim("written warning")
    assert weighed.standing.value == "confirmed"
    assert weighed.reasons[0].code == "conceded-by"


def test_strong_evidence_settles_unless_it_bears_both_ways() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say(officials(), DOORS))
    _file(pile, "2031-05-04T10:00Z", bears_for=False, grade=3)
    assert pile.standing("rear doors") == "alleged"
    _file(pile, "2031-05-04T11:00Z", bears_for=False, grade=2)
    assert pile.standing("rear doors") == "refuted"
    _file(pile, "2031-05-04T12:00Z", bears_for=True, grade=1)
    assert pile.standing("rear doors") == "alleged"


def test_the_later_judgement_stands_and_both_are_shown() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    _judge(pile, Verdict.CONFIRM, "2031-05-04T10:00Z", because="the lock was found")
    _judge(pile, Verdict.REFUTE, "2031-05-05T10:00Z", because="it was another boat's")
    weighed = pile.claim("rear doors")
    assert weighed.standing.value == "refuted"
    assert ["another boat" in one.text for one in weighed.reasons] == [True, False]


def test_a_source_that_drops_a_sentence_has_withdrawn_it() -> None:
    pile = Pile()
    old = pile.tell(
        "Daily",
        "2031-05-03T10:00Z",
        say(None, "the second engine / failed / twice in the spring"),
        say(None, "the boat / has / two decks"),
    )
    pile.tell("Daily", "2031-05-04T08:00Z", say(None, "the boat / has / two decks"), revises=old)
    assert pile.standing("second engine", "2031-05-03T12:00Z") == "reported"
    weighed = pile.claim("second engine")
    assert weighed.standing.value == "retracted"
    assert weighed.reasons[0].code == "silently-edited"
    assert pile.standing("two decks") == "reported"


def test_a_retraction_reaches_the_copies_of_what_is_retracted() -> None:
    pile = Pile()
    fled = "Pavel Rusk / fled / Velmark on Saturday night"
    pile.tell("Lantern", "2031-05-04T10:00Z", say(None, fled))
    pile.tell("Echo", "2031-05-04T12:00Z", say(None, fled), credited=("Lantern",))
    sorry = "We retract our report that Pavel Rusk fled Velmark on Saturday night. It was wrong."
    pile.tell("Lantern", "2031-05-05T11:00Z", text=sorry)
    assert pile.standing("fled", "2031-05-05T10:00Z") == "reported"
    weighed = pile.claim("fled")
    assert weighed.standing.value == "retracted"
    assert weighed.reasons[0].text == "Lantern retracted its report"


def test_a_retraction_leaves_who_said_it_independently() -> None:
    pile = Pile()
    fled = "Pavel Rusk / fled / Velmark on Saturday night"
    pile.tell("Lantern", "2031-05-04T10:00Z", say(None, fled))
    pile.tell("Echo", "2031-05-04T12:00Z", say("Ada Lind", fled))
    pile.tell(
        "Lantern",
        "2031-05-05T11:00Z",
        text="We retract our report that Pavel Rusk fled Velmark on Saturday night.",
    )
    assert pile.standing("fled") == "reported"
    assert independent(pile.claim("fled")) == ["Ada Lind"]


def test_a_party_from_the_settings_is_no_witness_for_itself() -> None:
    pile = Pile(bearings=Bearings(parties=frozenset({"Norrow Lines"})))
    hull = "the hull of the boat / was / sound in the spring"
    pile.tell("Daily", "2031-05-03T10:00Z", say(person("Oskar Delmane", of="Norrow Lines"), hull))
    pile.tell("Post", "2031-05-03T14:00Z", say("Bela Fenwick", hull))
    weighed = pile.claim("hull")
    assert independent(weighed) == ["Bela Fenwick"]
    codes = dict(weighed.grain_codes)
    assert [GrainCode.INTERESTED in found for found in codes.values()] == [True, False]
    assert weighed.grains == 0


def test_a_speaker_who_says_both_things_contradicts_herself() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell("Post", "2031-05-03T14:00Z", say("Mira Tolland", DOORS, act=Act.DENY))
    codes = [code for _, found in pile.claim("rear doors").grain_codes for code in found]
    assert codes == [GrainCode.CONTRADICTS_ITSELF] * 2


ORDER = ["unknown", "alleged", "reported", "corroborated"]
EMPTY = st.sampled_from(
    [Act.DENY, Act.JUDGE, Act.PREDICT, Act.PROMISE, Act.INFER, Act.ASK, Act.DEMAND]
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Mira Tolland", "Bela Fenwick", None]), st.just(Act.ASSERT)),
        max_size=3,
    ),
    st.lists(
        st.tuples(st.sampled_from(["Ada Lind", "Norrow Lines", None]), EMPTY),
        min_size=1,
        max_size=3,
    ),
)
def test_opinions_predictions_denials_and_inferences_never_raise_a_standing(
    asserted: list[tuple[str | None, Act]], more: list[tuple[str | None, Act]]
) -> None:
    pile = Pile()
    pile.tell("Start", "2031-05-02T10:00Z", say(officials(), DOORS))
    for at, (speaker, act) in enumerate(asserted):
        pile.tell(f"Paper {at}", f"2031-05-03T1{at}:00Z", say(speaker, DOORS, act=act))
    before = pile.weighed()[0]
    for at, (speaker, act) in enumerate(more):
        pile.tell(f"Other {at}", f"2031-05-04T1{at}:00Z", say(speaker, DOORS, act=act))
    after = next(one for one in pile.weighed() if one.claim.id == before.claim.id)
    assert len(independent(after)) <= len(independent(before))
    if after.standing.value in ORDER:
        assert ORDER.index(after.standing.value) <= ORDER.index(before.standing.value)
    else:
        assert after.standing.value == "disputed"


def test_weighing_is_a_function_of_the_case_alone() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    assert pile.weighed() == replace(pile).weighed()
