"""People say which claims put forward the same, and which do not; their word goes before links."""

from __future__ import annotations

from salis.link import claim_id
from salis.model.entry import EntryWithdrawn, Verdict
from salis.model.statement import Act
from salis.pipeline.moments import read_moment
from salis.pipeline.view import open_view
from tests.link.telling import LATER, Pile, independent, on, say, texts
from tests.pipeline.judging import AFTER, DEPUTY, judge, judged, said_by

DOORS = "Norrow staff / locked / the rear doors of the ferry"
BARRED = "the exits astern / were barred / from outside"
HATCH = "the exits astern / were barred / from outside by somebody"
LATE = "2031-07-01"


def _two_wordings() -> Pile:
    """Two papers tell of doors, two of exits, in words that no rule takes for the same."""
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell("Post", "2031-05-03T11:00Z", say("Ivo Marrin", BARRED))
    pile.tell("Courier", "2031-05-03T12:00Z", say("Bela Fenwick", DOORS))
    pile.tell("Gazette", "2031-05-03T13:00Z", say("Greta Solvan", BARRED))
    return pile


def test_claims_judged_the_same_become_one_with_all_their_statements() -> None:
    pile = _two_wordings()
    assert [len(one.claim.members) for one in pile.weighed(LATE)] == [2, 2]
    judge(pile, Verdict.SAME, "Daily", "Post", because="one lock, two words for it")
    (claim,) = pile.weighed(LATE)
    assert independent(claim) == ["Mira Tolland", "Ivo Marrin", "Bela Fenwick", "Greta Solvan"]
    assert judged(claim) == [
        "A. Editor judged: “Norrow staff locked the rear doors of the ferry” and “The exits astern "
        "were barred from outside” are the same, because one lock, two words for it"
    ]


def test_before_the_judgement_counts_the_claims_are_two() -> None:
    pile = _two_wordings()
    before = pile.weighed("2031-05-20")
    judge(pile, Verdict.SAME, "Daily", "Post")
    assert pile.weighed("2031-05-20") == before
    assert len(before) == 2


def test_a_later_document_joins_what_a_person_made_one() -> None:
    pile = _two_wordings()
    judge(pile, Verdict.SAME, "Daily", "Post")
    pile.tell("Lantern", "2031-06-20T10:00Z", say("Pavel Rusk", BARRED))
    (claim,) = pile.weighed(LATE)
    assert "Pavel Rusk" in independent(claim)


def test_a_statement_judged_different_leaves_the_claim_that_links_put_it_into() -> None:
    pile = Pile()
    for hour, (paper, voice) in enumerate(
        [("Daily", "Mira Tolland"), ("Post", "Ivo Marrin"), ("Courier", "Bela Fenwick")]
    ):
        pile.tell(paper, f"2031-05-03T1{hour}:00Z", say(voice, DOORS))
    judge(pile, Verdict.DIFFERENT, "Daily", "Courier", because="another ferry")
    two, one = pile.weighed(LATE)
    assert (independent(two), independent(one)) == (
        ["Mira Tolland", "Ivo Marrin"],
        ["Bela Fenwick"],
    )
    assert judged(one) == [
        "A. Editor judged: it is different from “Norrow staff locked the rear doors of the ferry”, "
        "because another ferry"
    ]
    assert one.standing.value == "reported"


def test_what_is_different_is_not_joined_through_what_comes_between() -> None:
    """An older report that links to both cannot bring them together, nor can other judgements."""
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell("Post", "2031-05-03T11:00Z", say("Ivo Marrin", DOORS))
    judge(pile, Verdict.DIFFERENT, "Daily", "Post")
    pile.tell("Lantern", "2031-05-02T10:00Z", say("Pavel Rusk", DOORS))
    pile.tell("Gazette", "2031-05-04T10:00Z", say("Greta Solvan", BARRED))
    judge(pile, Verdict.SAME, "Gazette", "Post")
    judge(pile, Verdict.SAME, "Gazette", "Lantern")
    claims = [frozenset(independent(one)) for one in pile.weighed(LATE)]
    assert sorted(map(sorted, claims)) == [
        ["Greta Solvan", "Ivo Marrin", "Pavel Rusk"],
        ["Mira Tolland"],
    ]


def test_of_two_people_who_disagree_the_later_stands_and_both_are_shown() -> None:
    pile = _two_wordings()
    judge(pile, Verdict.SAME, "Daily", "Post", because="one lock")
    judge(pile, Verdict.DIFFERENT, "Daily", "Post", by=DEPUTY, because="two decks")
    doors, exits = pile.weighed(LATE)
    for claim, other in ((doors, "The exits astern"), (exits, "Norrow staff locked")):
        later, earlier = judged(claim)
        assert later.startswith(f"B. Deputy judged: it is different from “{other}")
        assert earlier.startswith("A. Editor judged: it is the same as")
        assert earlier.endswith("because one lock (a later judgement overrules this)")


def test_a_chain_of_words_that_cannot_all_hold_keeps_the_later_ones() -> None:
    pile = _two_wordings()
    pile.tell(
        "Lantern", "2031-05-03T14:00Z", say("Pavel Rusk", "a chain / hung / across the stern")
    )
    judge(pile, Verdict.SAME, "Daily", "Post")
    judge(pile, Verdict.SAME, "Post", "Lantern")
    assert len(pile.weighed(LATE)) == 1
    judge(pile, Verdict.DIFFERENT, "Daily", "Lantern", by=DEPUTY)
    assert sorted(len(one.claim.members) for one in pile.weighed(LATE)) == [2, 3]


def test_withdrawing_a_judgement_brings_back_the_one_that_it_overruled() -> None:
    pile = _two_wordings()
    judge(pile, Verdict.SAME, "Daily", "Post")
    judge(pile, Verdict.DIFFERENT, "Daily", "Post", by=DEPUTY)
    seq = len(pile.entries())
    pile.file(EntryWithdrawn(seq, "wrong claim"), "2031-12-02T10:00Z", DEPUTY)
    (claim,) = pile.weighed(LATE)
    (word,) = judged(claim)
    assert "overrules" not in word


def test_a_report_and_its_prediction_are_joined_without_the_prediction_as_support() -> None:
    pile = Pile()
    raised = "the boat / was raised / from the Tesk"
    foretold = "the boat / will be raised / from the Tesk"
    told = say("Hanna Strobek", foretold, act=Act.PREDICT, about=on("2031-05-05"))
    pile.tell("Daily", "2031-05-04T10:00Z", told)
    pile.tell("Post", "2031-05-06T10:00Z", say("Ivo Marrin", raised))
    judge(pile, Verdict.SAME, "Daily", "Post", at=AFTER)
    (claim,) = pile.weighed(LATE)
    assert independent(claim) == ["Ivo Marrin"]
    assert texts(claim.claim, pile.linked(LATE)) == [
        "The boat will be raised from the Tesk.",
        "The boat was raised from the Tesk.",
    ]


def test_what_a_judgement_changed_is_told_at_its_moment_and_not_before() -> None:
    pile = _two_wordings()
    pile.told = pile.told[:2]
    judge(pile, Verdict.SAME, "Daily", "Post", at="2031-06-01T12:00Z")
    judge(pile, Verdict.DIFFERENT, "Daily", "Post", by=DEPUTY, at="2031-06-03T12:00Z")
    view = open_view(pile.entries(), now=LATER)
    daily = claim_id(said_by(pile, "Daily"))
    changed = view.changes(read_moment("2031-05-01").at, read_moment("2031-06-30").at)
    changes = [
        (one.at[:10], one.claim, one.before, one.after, one.cause.code)
        for one in sorted(changed, key=lambda one: (one.at, one.claim))
    ]
    post = claim_id(said_by(pile, "Post"))
    assert changes == [
        ("2031-05-03", daily, None, "reported", "one-origin"),
        ("2031-05-03", post, None, "reported", "one-origin"),
        ("2031-06-01", daily, "reported", "corroborated", "judged-same"),
        *sorted(
            [
                ("2031-06-03", daily, "corroborated", "reported", "judged-different"),
                ("2031-06-03", post, None, "reported", "judged-different"),
            ]
        ),
    ]


def test_what_counts_only_from_a_later_moment_ties_nothing_yet() -> None:
    pile = _two_wordings()
    judge(pile, Verdict.SAME, "Daily", "Post", at="2099-01-01")
    assert len(open_view(pile.entries(), now=LATER).claims()) == 2
