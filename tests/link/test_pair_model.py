"""What the pair model makes of two texts, and which merges it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.link import MemoryIndex, document_keys, link_document, statement_keys
from salis.link.pair_model import PairModel
from salis.link.stance import split_sentences
from salis.link.stems import stem_word
from salis.pipeline.knowing import load_pair_model
from tests.link.telling import Pile, say

ONE = "Norrow staff / locked / the rear doors of the ferry"
OTHER = "Norrow staff / had locked / the rear doors of the ferry"
FERRY = "The ferry Silver Heron capsized on the Tesk early on Saturday."


@pytest.fixture(scope="module")
def pairs() -> PairModel:
    return load_pair_model()


def test_one_event_in_other_words_is_more_alike_than_another_event(pairs: PairModel) -> None:
    told_again = pairs.compare(
        FERRY, "The Silver Heron overturned on the Tesk on Saturday morning."
    )
    another = pairs.compare(FERRY, "The transport minister met union leaders in Sarnholt.")
    assert told_again.same_event > 0.5 > another.same_event


@pytest.mark.parametrize(
    ("told", "negated"),
    [
        ("A man is playing a guitar.", "There is no man playing a guitar."),
        ("The Silver Heron sank off Tarn Point.", "The Silver Heron did not sink off Tarn Point."),
    ],
)
def test_a_sentence_and_its_negation_contradict_each_other(
    pairs: PairModel, told: str, negated: str
) -> None:
    likeness = pairs.compare(told, negated)
    assert likeness.contradicts > max(likeness.agrees, likeness.neither, likeness.implies)


def test_more_detail_agrees_with_less(pairs: PairModel) -> None:
    likeness = pairs.compare(
        "A young man is playing a guitar on a stage.", "A man is playing a guitar."
    )
    assert likeness.agrees > max(likeness.contradicts, likeness.neither)


def test_what_contradicts_or_tells_of_another_event_may_not_be_merged(pairs: PairModel) -> None:
    assert pairs.allows(FERRY, "The Silver Heron capsized on the Tesk just after dawn.")
    assert not pairs.allows("A man is playing a guitar.", "There is no man playing a guitar.")
    assert not pairs.allows(FERRY, "The transport minister met union leaders in Sarnholt.")


def test_nothing_is_like_no_words_at_all(pairs: PairModel) -> None:
    likeness = pairs.compare(FERRY, "…")
    assert (likeness.same_event, likeness.neither) == (0.0, 1.0)


def test_an_article_that_calls_a_claim_a_hoax_disagrees(pairs: PairModel) -> None:
    claim = "A third bridge over the Tesk has collapsed."
    plain = f"{claim} Officials confirmed the collapse on Monday. The road was closed."
    hoax = f"{claim} That was a hoax. Officials denied the false report. The story is untrue."
    against = pairs.stance(claim, hoax)
    assert against.disagrees > max(against.agrees, against.discusses)
    assert pairs.stance(claim, plain).disagrees < against.disagrees


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_give_shares_and_the_same_ones_again(
    pairs: PairModel, one: str, other: str
) -> None:
    likeness = pairs.compare(one, other)
    assert likeness == load_pair_model().compare(one, other)
    assert 0 <= likeness.same_event <= 1
    assert likeness.agrees + likeness.contradicts + likeness.neither == pytest.approx(1)
    assert likeness.same_event == pytest.approx(pairs.compare(other, one).same_event, abs=1e-5)


def test_two_forms_of_one_word_weigh_the_same_from_either_side(pairs: PairModel) -> None:
    one, other = "shooting walked walk died the shoot", "two shooting never walked 12 walk city"
    same = pairs.compare(one, other).same_event
    assert same == pytest.approx(pairs.compare(other, one).same_event, abs=1e-5)


@pytest.mark.parametrize(
    ("form", "stem"),
    [
        ("walked", "walk"),
        ("stopping", "stop"),
        ("cities", "city"),
        ("Shot", "shoot"),
        ("1,200", "1200"),
    ],
)
def test_forms_of_a_word_have_one_stem(form: str, stem: str) -> None:
    assert stem_word(form) == stem_word(stem)


def test_an_article_is_cut_into_its_sentences() -> None:
    text = "The dam broke on Monday. “We were warned,” she said.\n\nMenu\nNobody was hurt at all!"
    assert split_sentences(text) == [
        "The dam broke on Monday.",
        "“We were warned,” she said.",
        "Nobody was hurt at all!",
    ]


def test_linking_keeps_a_merge_that_frames_and_pair_model_agree_on() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", ONE))
    pile.tell("Post", "2031-05-03T14:00Z", say("Bela Fenwick", OTHER))
    (first, read_first), (second, read_second) = pile.told
    index = MemoryIndex()
    keyed = [(one, statement_keys(one)) for one in read_first.statements]
    index.add(first, document_keys(first), keyed)
    asked = link_document(second, read_second, index, pairs=load_pair_model())
    assert [link.same for link in asked.links] == [True]
    assert asked == link_document(second, read_second, index)
