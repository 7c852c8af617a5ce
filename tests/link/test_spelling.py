"""One name may be spelt in many ways; two spellings are no second origin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salis.link.spelling import spelled_alike
from tests.link.telling import Pile, independent, person, say

DOORS = "Norrow staff / locked / the rear doors of the ferry"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sergei", "sergey"),
        ("yevgeny", "evgeny"),
        ("breskov", "breskow"),
        ("zhukovsky", "zhukovskiy"),
        ("meyer", "meier"),
        ("karsten", "carsten"),
        ("khadiri", "hadiri"),
        ("babic", "babici"),
        ("müller", "muller"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert spelled_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("kolm", "holm"), ("lind", "lund"), ("orlo", "orel"), ("ministry", "minister"), ("a", "")],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert not spelled_alike(one, other)


@given(st.text(max_size=12), st.text(max_size=12))
def test_alike_both_ways_and_to_itself(one: str, other: str) -> None:
    assert spelled_alike(one, one)
    assert spelled_alike(one, other) == spelled_alike(other, one)


def test_a_witness_in_another_spelling_is_no_second_origin() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Sergei Babich", DOORS))
    pile.tell("Post", "2031-05-03T14:00Z", say(person("Sergey Babic"), DOORS))
    claim = pile.claim("rear doors")
    assert len(independent(claim)) == 1
    assert claim.standing.value == "reported"
    assert any("may be the same" in reason.text for reason in claim.origins[0].reasons)


@pytest.mark.parametrize(
    ("one", "other"),
    [("VRO", "Velmark Rescue Office"), ("the V.R.O.", "Velmark Rescue Office")],
)
def test_initials_are_no_second_origin(one: str, other: str) -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say(one, DOORS))
    pile.tell("Post", "2031-05-03T14:00Z", say(other, DOORS))
    assert len(independent(pile.claim("rear doors"))) == 1


def test_a_thing_that_is_spoken_of_is_no_claim_in_common() -> None:
    pile = Pile()
    words = "/ / the role of the radio in the rescue"
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", words))
    pile.tell("Post", "2031-05-03T11:00Z", say("Bela Fenwick", words))
    assert len(pile.weighed()) == 2
