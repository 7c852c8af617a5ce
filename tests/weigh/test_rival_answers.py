"""Rival answers: how probable each is, from the origins that stand by it, told in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.model.claim import ClaimId
from salis.weigh import (
    Backer,
    Contender,
    Found,
    Names,
    Number,
    Poll,
    Record,
    Rivalry,
    Vote,
    Wording,
    weigh_rivals,
)
from salis.weigh.answers import Relation, compare_answers
from salis.weigh.discovery import discover_truth

FEW = settings(max_examples=25, deadline=None)


def names(*last: str) -> Names:
    return Names(frozenset((one, 0) for one in last))


def ask(*votes: tuple[str, str]) -> Found:
    """Ask one question of voices whose independence is known."""
    cast = tuple(Vote(voice, Wording(answer)) for voice, answer in votes)
    return discover_truth([Poll("q", cast, independent=True)])["q"]


def chance(found: Found, answer: str) -> float:
    return found.chances[Wording(answer)]


@pytest.mark.parametrize(
    ("said", "answer", "relation"),
    [
        (Number(9000), Number(8860), Relation.COARSER),
        (Number(8900), Number(8860), Relation.COARSER),
        (Number(8860), Number(8900), Relation.FINER),
        (Number(9963), Number(9936), Relation.SLIP),
        (Number(30), Number(47), Relation.OTHER),
        (names("orlo"), names("orlo", "stroem"), Relation.COARSER),
        (names("orlo", "stroem"), names("orlo"), Relation.FINER),
        (names("orlo", "strem"), names("orlo", "stroem"), Relation.SLIP),
        (names("fenwick"), names("orlo"), Relation.OTHER),
        (Wording("a fire"), Wording("a flood"), Relation.OTHER),
    ],
)
def test_an_answer_may_leave_out_add_or_slip(
    said: Number, answer: Number, relation: Relation
) -> None:
    assert compare_answers(said, answer).relation is relation


def test_two_origins_are_likelier_than_one_and_neither_is_certain() -> None:
    found = ask(("mayor", "a fire"), ("chief", "a fire"), ("line", "a flood"))
    assert 0.5 < chance(found, "a fire") < 1
    assert 0 < chance(found, "a flood") < chance(found, "a fire")
    assert found.none > 0


def test_a_list_with_a_name_left_out_is_no_vote_against_the_full_one() -> None:
    full, short = names("orlo", "stroem"), names("orlo")
    votes = (Vote("a", full), Vote("b", full), Vote("c", short), Vote("d", short))
    found = discover_truth([Poll("q", votes, independent=True)])["q"]
    assert found.chances[full] > found.chances[short]


def test_a_record_of_five_settled_claims_counts_and_one_of_four_does_not() -> None:
    poll = Poll(
        "q", (Vote("good", Wording("yes")), Vote("bad", Wording("no"))), 2, independent=True
    )
    plain = discover_truth([poll])["q"]
    short = discover_truth([poll], {"bad": Record(0, 4)})["q"]
    long = discover_truth([poll], {"bad": Record(0, 5)})["q"]
    assert plain.chances[Wording("yes")] == pytest.approx(0.5)
    assert short.chances == plain.chances
    assert long.chances[Wording("yes")] > 0.6


def test_a_denial_speaks_for_the_rival() -> None:
    votes = (Vote("a", Wording("yes")), Vote("b", Wording("no")))
    before = discover_truth([Poll("q", votes, independent=True)])["q"]
    denied = (*votes, Vote("c", Wording("yes"), against=True))
    after = discover_truth([Poll("q", denied, independent=True)])["q"]
    assert after.chances[Wording("yes")] < before.chances[Wording("yes")]
    assert after.chances[Wording("no")] > before.chances[Wording("no")]


def wire_and_witnesses(copies: int) -> list[Poll]:
    """Sixty questions: one source is always wrong and copied, three others mostly right."""
    polls = []
    for at in range(60):
        votes = [Vote("wire", Wording(f"wrong {at}"))]
        votes += [Vote(f"copy {one}", Wording(f"wrong {at}")) for one in range(copies)]
        for one in range(3):
            slip = at % 7 == one
            votes.append(Vote(f"witness {one}", Wording(f"slip {one}" if slip else "right")))
        polls.append(Poll(f"q{at:02d}", tuple(votes)))
    return polls


def test_ten_copies_of_a_source_are_one_voice() -> None:
    alone, copied = (discover_truth(wire_and_witnesses(count)) for count in (0, 10))
    for poll in alone:
        right = Wording("right")
        assert copied[poll].chances[right] == pytest.approx(alone[poll].chances[right], abs=0.1)
        assert max(copied[poll].chances, key=copied[poll].chances.__getitem__) == right


answers = st.sampled_from(["a fire", "a flood", "a bomb"])
ballots = st.lists(st.tuples(st.sampled_from("abcdefgh"), answers), min_size=1, max_size=8)


@FEW
@given(ballots, st.randoms(use_true_random=False))
def test_the_order_of_votes_and_questions_changes_nothing(
    votes: list[tuple[str, str]], chaos: object
) -> None:
    cast = [Vote(voice, Wording(answer)) for voice, answer in votes]
    polls = [Poll("one", tuple(cast)), Poll("two", tuple(cast[:3]))]
    turned = [Poll("two", tuple(reversed(cast[:3]))), Poll("one", tuple(reversed(cast)))]
    assert discover_truth(polls) == discover_truth(turned)


@FEW
@given(ballots)
def test_probabilities_of_a_question_sum_to_one(votes: list[tuple[str, str]]) -> None:
    found = ask(*votes)
    assert sum(found.chances.values()) + found.none == pytest.approx(1)
    assert all(0 <= one <= 1 for one in found.chances.values())


@FEW
@given(ballots)
def test_the_same_voice_saying_it_again_adds_nothing(votes: list[tuple[str, str]]) -> None:
    assert ask(*votes, *votes) == ask(*votes)


@FEW
@given(ballots, answers)
def test_one_more_independent_origin_never_lowers_its_answer(
    votes: list[tuple[str, str]], answer: str
) -> None:
    before = ask(*votes, ("x", answer))
    after = ask(*votes, ("x", answer), ("y", answer))
    assert chance(after, answer) >= chance(before, answer) - 1e-9


def test_the_probability_is_told_in_words() -> None:
    fire = Contender(
        ClaimId("c1"),
        Wording("c1"),
        (Backer("mayor", "Mayor Orlo"), Backer("chief", "Chief Stroem")),
        copies=3,
    )
    flood = Contender(ClaimId("c2"), Wording("c2"), (Backer("line", "Norrow Lines"),))
    found = weigh_rivals([Rivalry("q", (fire, flood))], {"line": Record(2, 4)})
    probability, reason = found[ClaimId("c1")]
    assert reason.text == (
        f"{probability:.2f}: two origins (Mayor Orlo, Chief Stroem) for it; "
        "one origin (Norrow Lines) for its rival; three further documents add no origin; "
        "Norrow Lines: 2 of 6 settled claims held; 0.01 that no answer given here is right"
    )
    assert reason.refs == ("c2",)
    assert "true" not in reason.text


def test_where_nobody_has_a_vote_all_answers_are_alike() -> None:
    one, other = (Contender(ClaimId(id), Wording(id), ()) for id in ("c1", "c2"))
    found = weigh_rivals([Rivalry("q", (one, other), yes_or_no=True)], {})
    assert found[ClaimId("c1")][0] == found[ClaimId("c2")][0] == 0.5


def test_speakers_without_a_name_share_one_vote_and_the_words_say_so() -> None:
    crowd = tuple(
        Backer(f"unnamed {name}", name, named=False) for name in ("officials", "residents")
    )
    fire = Contender(ClaimId("c1"), Wording("c1"), crowd)
    flood = Contender(ClaimId("c2"), Wording("c2"), (Backer("line", "Norrow Lines"),))
    found = weigh_rivals([Rivalry("q", (fire, flood))], {})
    probability, reason = found[ClaimId("c1")]
    assert probability < 0.5
    assert "several, counted as one, without a name (officials, residents) for it" in reason.text
