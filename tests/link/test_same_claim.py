"""Which statements put forward one and the same claim, and which do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salis.link import statement_keys
from salis.model.claim import Side
from salis.model.link import LinkKind
from salis.model.statement import Act, Frame, GrainCode
from tests.link.telling import Pile, on, say


def test_two_speakers_saying_the_same_share_a_claim() -> None:
    pile = Pile()
    pile.tell(
        "Daily",
        "2031-05-03T10:00Z",
        say("Mira Tolland", "Norrow staff / locked / the rear doors of the ferry"),
    )
    pile.tell(
        "Post",
        "2031-05-03T14:00Z",
        say("Bela Fenwick", "Norrow staff / had locked / the rear doors of the ferry"),
    )
    assert len(pile.weighed()) == 1


def test_own_voice_and_attributed_statement_share_a_claim() -> None:
    pile = Pile()
    pile.tell(
        "Daily", "2031-05-03T10:00Z", say(None, "Pavel Rusk / fled / Velmark on the night train")
    )
    pile.tell(
        "Post",
        "2031-05-03T14:00Z",
        say("Lena Orlo", "Pavel Rusk / fled / Velmark on the night train"),
    )
    assert len(pile.weighed()) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Lena Hartwick / met / Oskar Delmane in Brennick",
            "Lena Hartwick / met / Oskar Delmane in Sarnholt",
        ),
        (
            "Oskar Delmane / locked / the rear doors of the ferry",
            "Pavel Rusk / locked / the rear doors of the ferry",
        ),
        ("Ardova / attacked / the old Velmark fort", "Velmark / attacked / the old Ardova fort"),
        ("12 people / were killed / in the blast", "12 people / were injured / in the blast"),
        (
            "the ferry / turned / sharply to the left bank",
            "the ferry / turned / sharply to the right bank",
        ),
        ("the first engine / failed / near Brennick", "the second engine / failed / near Brennick"),
        ("the bridge at Brennick / was closed", "the bridge at Aldmoor / was closed"),
    ],
)
def test_what_differs_in_a_name_a_role_or_a_scope_stays_apart(one: str, other: str) -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", one))
    pile.tell("Post", "2031-05-03T14:00Z", say("Bela Fenwick", other))
    assert all(len(one.claim.members) == 1 for one in pile.weighed())


def test_stated_times_that_do_not_meet_keep_statements_apart() -> None:
    pile = Pile()
    words = "Lena Hartwick / met / Oskar Delmane at the hotel"
    pile.tell("Daily", "2031-05-05T10:00Z", say("Mira Tolland", words, about=on("2031-05-02")))
    pile.tell("Post", "2031-05-05T14:00Z", say("Bela Fenwick", words, about=on("2031-05-04")))
    assert len(pile.weighed()) == 2


def test_a_denial_joins_the_claim_on_the_other_side() -> None:
    pile = Pile()
    pile.tell(
        "Daily", "2031-05-03T10:00Z", say("Mira Tolland", "Norrow staff / locked / the rear doors")
    )
    pile.tell(
        "Post",
        "2031-05-03T14:00Z",
        say("Klara Odenby", "Norrow staff / locked / the rear doors", act=Act.DENY),
    )
    claim = pile.claim("rear doors").claim
    assert [one.side for one in claim.members] == [Side.FOR, Side.AGAINST]
    assert claim.members[1].link is not None
    assert claim.members[1].link.kind is LinkKind.DISPUTES


@pytest.mark.parametrize("act", [Act.JUDGE, Act.DEMAND, Act.ASK])
def test_an_opinion_never_joins_a_report(act: Act) -> None:
    pile = Pile()
    pile.tell(
        "Daily",
        "2031-05-03T10:00Z",
        say(None, "Norrow Lines / ignored / a written warning about the steering"),
    )
    pile.tell(
        "Blog",
        "2031-05-03T14:00Z",
        say(None, "Norrow Lines / ignored / a written warning about the steering", act=act),
    )
    assert len(pile.weighed()) == 2


def test_what_i_and_we_say_is_not_the_same_in_two_mouths() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, "we / looking / for them on the river"))
    pile.tell("Post", "2031-05-03T14:00Z", say(None, "we / looking / for them on the river"))
    assert len(pile.weighed()) == 2


def test_more_detail_is_a_link_not_a_merge() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", "Oskar Delmane / gave / the order"))
    pile.tell(
        "Post",
        "2031-05-03T14:00Z",
        say(
            "Bela Fenwick",
            "Oskar Delmane / gave / the order to the crew in Aldmoor harbour against advice",
        ),
    )
    assert len(pile.weighed()) == 2


def test_the_claim_is_named_after_what_was_told_first_whatever_was_added_first() -> None:
    pile = Pile()
    pile.tell(
        "Post",
        "2031-05-04T14:00Z",
        say("Bela Fenwick", "Norrow staff / locked / the rear doors of the ferry"),
    )
    first = pile.tell(
        "Daily",
        "2031-05-03T10:00Z",
        say("Mira Tolland", "Norrow staff / locked / the rear doors of the ferry"),
    )
    claim = pile.weighed()[0].claim
    assert pile.linked().statements[claim.members[0].statement].document == first.id


@pytest.mark.parametrize(
    ("one", "other", "rivals"),
    [
        ("Oskar Delmane", "Pavel Rusk", True),
        ("Pasha", "Pavel Rusk", False),
    ],
)
def test_only_full_names_are_rival_answers_to_who_did_it(
    one: str, other: str, *, rivals: bool
) -> None:
    pile = Pile()
    pile.tell(
        "Daily", "2031-05-03T10:00Z", say("Mira Tolland", f"{one} / gave / the order to sail")
    )
    pile.tell(
        "Post", "2031-05-03T11:00Z", say("Bela Fenwick", f"{other} / gave / the order to sail")
    )
    assert bool(pile.claim(f"{other} gave").claim.rivals) is rivals


def test_little_said_of_a_vague_thing_is_not_one_claim() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", "situation / is / serious"))
    pile.tell("Post", "2031-05-03T11:00Z", say("Bela Fenwick", "situation / is / serious"))
    assert len(pile.weighed()) == 2


def test_more_than_ever_is_not_the_same_as_so_much() -> None:
    pile = Pile()
    more = "Korvan valley / needs / help from the coast more than ever"
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", more))
    plain = "Korvan valley / needs / help from the coast"
    pile.tell("Post", "2031-05-03T11:00Z", say("Bela Fenwick", plain))
    assert len(pile.weighed()) == 2


def test_what_is_its_own_is_not_the_same_in_two_mouths() -> None:
    pile = Pile()
    hurt = "its oldest river patrol / was attacked / near the Brennick bridge"
    pile.tell("Daily", "2031-05-03T10:00Z", say("Ardova", hurt))
    pile.tell("Post", "2031-05-03T11:00Z", say("Velmark", hurt))
    assert len(pile.weighed()) == 2


def test_a_name_and_an_empty_verb_are_no_claim_to_share() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", "Pavel Rusk / do"))
    pile.tell("Post", "2031-05-03T11:00Z", say("Bela Fenwick", "Pavel Rusk / do / not"))
    assert len(pile.weighed()) == 2
    assert not pile.linked().questions


def test_a_denial_speaks_to_what_was_told_up_to_it_not_to_what_happened_later() -> None:
    fled = "Pavel Rusk / fled / Velmark on the night train"
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Lena Orlo", fled, act=Act.DENY))
    pile.tell("Post", "2031-05-06T10:00Z", say(None, fled, about=on("2031-05-05")))
    assert "disputed" not in pile.standings().values()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pavel Rusk of Norrow / is 82 years old", "Pavel Rusk of Norrow / is old"),
        ("Pavel Rusk / lost", "Pavel Rusk / lost / all trust"),
        ("everybody / wanted / to look at him", "everybody / wanted / to look at him"),
        ("rear doors of the ferry / were mostly open", "rear doors of the ferry / were open"),
        ("Pavel Rusk / is / acting captain of the fleet", "Pavel Rusk / is / captain of the fleet"),
        ("Pavel Rusk / is / in Velmark", "Pavel Rusk / is / on the streets of Velmark"),
        ("they [the crowds] / were / still chanting", "they [the crowds] / were / still chanting"),
    ],
)
def test_less_said_or_said_of_whom_nobody_knows_is_no_claim_to_share(one: str, other: str) -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, one))
    pile.tell("Post", "2031-05-03T11:00Z", say(None, other))
    assert len(pile.weighed()) == 2


def test_a_claim_is_worded_as_those_say_who_do_not_hedge() -> None:
    pile = Pile()
    hedged = "60 people / died / at Korr"
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, hedged, grains=(GrainCode.HEDGED,)))
    pile.tell(
        "Post", "2031-05-03T11:00Z", say("Mira Tolland", "60 people / died / in the flood at Korr")
    )
    (only,) = pile.weighed()
    assert only.claim.text == "60 people died in the flood at Korr."


def test_a_sentence_printed_again_is_found_however_it_was_parsed() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, "The river / rose / over the quay at night"))
    (told,) = pile.told[0][1].statements
    slip = replace(told, frame=Frame((), "over", (), ()))

    assert set(statement_keys(told)) & set(statement_keys(slip))
