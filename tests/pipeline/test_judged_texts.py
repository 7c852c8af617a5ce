"""People say which texts are copies and which independent; origins follow their word."""

from __future__ import annotations

from salis.model.entry import Verdict
from tests.link.telling import Pile, independent, say
from tests.pipeline.judging import DEPUTY, judge, judged

DOORS = "Norrow staff / locked / the rear doors of the ferry"
WIRE = (
    "The river ferry capsized near Brennick early on Saturday and boats searched the water "
    "until dark. Helpers on the bank carried blankets to the landing stage while the bells rang "
    "in the old church. The boat had linked the market towns for many years and was used by "
    "commuters and day trippers. Norrow staff locked the rear doors of the ferry. "
)
OWN = (
    "Reporters of this paper spoke with nine people on the quay on Sunday. All of them told of "
    "doors that would not open. The company did not answer calls in the evening. Norrow staff "
    "locked the rear doors of the ferry. Divers went down twice before noon and found the bolts. "
)
LATE = "2031-07-01"


def _copied() -> Pile:
    """Two papers print one text, each with a witness of its own."""
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS), text=WIRE)
    pile.tell("Post", "2031-05-03T11:00Z", say("Ivo Marrin", DOORS), text=WIRE)
    return pile


def _apart() -> Pile:
    """Two papers with texts and witnesses of their own."""
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS), text=WIRE)
    pile.tell("Post", "2031-05-03T11:00Z", say("Ivo Marrin", DOORS), text=OWN)
    return pile


def test_copies_judged_independent_are_two_origins() -> None:
    pile = _copied()
    assert pile.standing("rear doors", LATE) == "reported"
    judge(pile, Verdict.INDEPENDENT, "Daily", "Post", because="they shared a pool report")
    claim = pile.claim("rear doors", LATE)
    assert independent(claim) == ["Mira Tolland", "Ivo Marrin"]
    assert claim.standing.value == "corroborated"
    (word,) = judged(claim)
    assert word.startswith("A. Editor judged: the texts of Daily (d")
    assert word.endswith("are independent, because they shared a pool report")
    assert pile.linked(LATE).copies == ()


def test_texts_judged_copies_are_one_origin() -> None:
    pile = _apart()
    assert pile.standing("rear doors", LATE) == "corroborated"
    judge(pile, Verdict.COPY, "Daily", "Post", because="the Post rewrote the Daily")
    claim = pile.claim("rear doors", LATE)
    assert independent(claim) == ["Mira Tolland"]
    assert claim.standing.value == "reported"
    assert judged(claim)[0].endswith(
        "are one a copy of the other, because the Post rewrote the Daily"
    )
    assert claim.origins[0].reasons[0].text == "one text is judged a copy of the other"


def test_a_later_copy_of_one_goes_with_that_one_alone() -> None:
    pile = _copied()
    judge(pile, Verdict.INDEPENDENT, "Daily", "Post")
    pile.tell("Gazette", "2031-06-02T10:00Z", say("Ivo Marrin", DOORS), text=WIRE + "More follows.")
    pile.tell("Lantern", "2031-06-03T10:00Z", say(None, DOORS), text=WIRE + "More follows soon.")
    claim = pile.claim("rear doors", LATE)
    assert independent(claim) == ["Mira Tolland", "Ivo Marrin"]
    assert len(claim.origins) == 2


def test_a_copy_of_one_is_no_witness_beside_the_other_where_that_one_is_silent() -> None:
    """The Daily itself does not tell of the hull; its copy does, and so does the Post."""
    pile = Pile()
    hull = "the hull / was open / below the waterline of the ferry"
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS), text=WIRE)
    pile.tell("Post", "2031-05-03T11:00Z", say("Ivo Marrin", hull), text=OWN)
    pile.tell("Gazette", "2031-05-03T12:00Z", say("Greta Solvan", hull), text=WIRE + "It adds.")
    assert len(independent(pile.claim("hull", LATE))) == 2
    judge(pile, Verdict.COPY, "Daily", "Post")
    assert len(independent(pile.claim("hull", LATE))) == 1


def test_a_copy_of_an_independent_text_stays_apart_where_that_text_is_silent() -> None:
    pile = Pile()
    hull = "the hull / was open / below the waterline of the ferry"
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS), text=WIRE)
    pile.tell("Post", "2031-05-03T11:00Z", say("Ivo Marrin", hull), text=WIRE + "By our staff.")
    pile.tell("Daily", "2031-05-03T12:00Z", say("Greta Solvan", hull), text=WIRE, title="again")
    assert len(independent(pile.claim("hull", LATE))) == 1
    judge(pile, Verdict.INDEPENDENT, "Daily", "Post")
    assert len(independent(pile.claim("hull", LATE))) == 2


def test_who_speaks_is_not_overruled_by_what_is_said_of_texts() -> None:
    """Two independent texts that quote one spokesman still rest on him alone."""
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS), text=WIRE)
    pile.tell("Post", "2031-05-03T11:00Z", say("Mira Tolland", DOORS), text=WIRE)
    judge(pile, Verdict.INDEPENDENT, "Daily", "Post")
    assert independent(pile.claim("rear doors", LATE)) == ["Mira Tolland"]


def test_own_voices_in_the_same_words_are_two_where_a_person_says_so() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, DOORS), text=WIRE)
    pile.tell("Post", "2031-05-03T11:00Z", say(None, DOORS), text=WIRE)
    judge(pile, Verdict.INDEPENDENT, "Daily", "Post", because="both had a reporter on the quay")
    assert independent(pile.claim("rear doors", LATE)) == ["daily", "post"]


def test_the_later_word_on_two_texts_stands_and_both_are_shown() -> None:
    pile = _copied()
    judge(pile, Verdict.INDEPENDENT, "Daily", "Post")
    judge(pile, Verdict.COPY, "Post", "Daily", by=DEPUTY)
    claim = pile.claim("rear doors", LATE)
    assert claim.standing.value == "reported"
    later, earlier = judged(claim)
    assert later.startswith("B. Deputy judged")
    assert earlier.endswith("(a later judgement overrules this)")
