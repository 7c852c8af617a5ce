"""Which of many texts tell of one happening, as the whole pile shows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.link.pile import MOST, OneEvent, Pile, read_one_event
from salis.pipeline.knowing import number_word

SINKING = [
    "The ferry Silver Heron sank before dawn.",
    "Divers from Brennick reached the wreck of the Silver Heron, which lies in deep water.",
    "Divers from Brennick worked in deep water all day.",
]
STRIKE = [
    "Bus drivers in Aldmoor walked out over pay.",
    "The walkout over pay kept every bus in Aldmoor in its depot.",
    "The depot gates were chained.",
]


def test_a_third_text_ties_two_that_share_no_word() -> None:
    pile = Pile([*SINKING, *STRIKE], number_word)

    assert pile.near(0, 2) > 0.01
    assert pile.near(0, 2) > 100 * max(pile.near(0, other) for other in (3, 4, 5))
    assert pile.nearest(0, 2) == [1, 2]


def test_alone_the_same_two_have_nothing_in_common() -> None:
    assert Pile([SINKING[0], SINKING[2], *STRIKE], number_word).near(0, 1) == 0


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_the_texts_changes_nothing(order: list[int]) -> None:
    texts = [*SINKING, *STRIKE]
    one, other = Pile(texts, number_word), Pile([texts[at] for at in order], number_word)

    for a in range(6):
        for b in range(6):
            assert other.near(a, b) == pytest.approx(one.near(order[a], order[b]), abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_make_a_pile(texts: list[str]) -> None:
    pile = Pile(texts, number_word)

    for a in range(len(texts)):
        for b in range(len(texts)):
            assert 0 <= pile.near(a, b) <= 1
            assert pile.near(a, b) == pytest.approx(pile.near(b, a), abs=1e-5)


def test_more_texts_than_memory_holds_are_refused() -> None:
    with pytest.raises(ValueError, match="2,000 texts at most, not 2,001"):
        Pile(["a"] * (MOST + 1), number_word)


@given(*[st.floats(0, 1)] * 3)
def test_nearer_texts_and_likelier_pairs_are_never_less_likely(
    near: float, alone: float, more: float
) -> None:
    model: OneEvent = read_one_event()

    share = model.share(near, alone)
    assert 0 <= share <= 1
    assert model.share(max(near, more), alone) >= share
    assert model.share(near, max(alone, more)) >= share
