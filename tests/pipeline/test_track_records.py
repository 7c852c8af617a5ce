"""Track records: who put what forward before it was settled, and how much of it held."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.model.entry import EntryWithdrawn, JudgementMade, Verdict
from salis.model.statement import Act, Polarity, Statement
from salis.pipeline.moments import read_moment
from salis.pipeline.view import open_view
from salis.views.records import ClaimRecord
from salis.views.track_records import SourceRecord, VoiceRecord
from salis.views.view import View
from salis.weigh import chance_given, is_poor, share_of
from tests.link.telling import LATER, Pile, officials, say

NAMES = ("Aldmoor", "Brennick", "Sarnholt", "Ansgar", "Velmark", "Torvik")


def view_of(pile: Pile, as_of: str | None = None, clock: str = "published") -> View:
    return open_view(pile.entries(), now=LATER, as_of=as_of, clock=clock, bearings=pile.bearings)


def settle(pile: Pile, number: int, verdict: Verdict, at: str, *, place: int = 0) -> None:
    """Judge the claim of a statement of the numbered document."""
    statement = pile.told[number][1].statements[place].id
    made = JudgementMade(f"j{len(pile.filed)}", verdict, (statement,), "seen", read_moment(at))
    pile.file(made, "2031-12-01T10:00Z")


def speaker(view: View, name: str) -> VoiceRecord:
    (found,) = (one for one in view.speakers() if one.name == name)
    return found


def source(view: View, name: str) -> SourceRecord:
    (found,) = (one for one in view.sources() if one.name == name)
    return found


def six_bridges() -> Pile:
    """Mira Tolland says of six bridges that they are shut; the first is, the others are not."""
    pile = Pile()
    for day, name in enumerate(NAMES, 1):
        said = say("Mira Tolland", f"the bridge at {name} / was closed / to lorries")
        pile.tell("Daily", f"2031-05-0{day}T10:00Z", said)
    for number in range(len(NAMES)):
        verdict = Verdict.REFUTE if number else Verdict.CONFIRM
        settle(pile, number, verdict, f"2031-05-1{number}T10:00Z")
    return pile


def test_a_speaker_answers_for_what_she_said_and_the_paper_that_quotes_her_does_not() -> None:
    view = view_of(six_bridges())

    mira = speaker(view, "Mira Tolland")
    assert (mira.held, mira.fell, mira.open) == (1, 5, 0)
    assert mira.record is not None
    assert (mira.record.held, mira.record.settled) == (1, 6)
    daily = source(view, "Daily")
    assert (daily.held, daily.fell, daily.open, daily.record) == (0, 0, 0, None)


def test_below_five_settled_claims_there_is_no_record_and_it_grows_with_the_days() -> None:
    pile = six_bridges()

    then = speaker(view_of(pile, "2031-05-12T12:00Z"), "Mira Tolland")
    assert (then.held, then.fell, then.open, then.record) == (1, 2, 3, None)
    later = speaker(view_of(pile, "2031-05-14T12:00Z"), "Mira Tolland")
    assert later.record is not None
    assert (later.record.held, later.record.settled) == (1, 5)


def test_on_the_recorded_clock_nothing_is_settled_before_it_is_recorded() -> None:
    pile = six_bridges()
    pile.filed = [(one, read_moment("2032-06-01T10:00Z").at, by) for one, _, by in pile.filed]

    before = speaker(view_of(pile, "2032-05-01", "recorded"), "Mira Tolland")
    after = speaker(view_of(pile, "2032-07-01", "recorded"), "Mira Tolland")

    assert (before.held, before.fell, before.open) == (0, 0, 6)
    assert (after.held, after.fell, after.open) == (1, 5, 0)


def test_who_repeats_it_once_it_is_settled_earns_nothing() -> None:
    pile = Pile()
    shut = "the bridge at Aldmoor / was closed / to lorries"
    pile.tell("Daily", "2031-05-01T10:00Z", say("Mira Tolland", shut))
    settle(pile, 0, Verdict.CONFIRM, "2031-05-02T10:00Z")
    pile.tell("Post", "2031-05-03T10:00Z", say("Bela Fenwick", shut))

    view = view_of(pile)

    assert speaker(view, "Mira Tolland").held == 1
    assert "Bela Fenwick" not in {one.name for one in view.speakers()}


def test_what_unnamed_officials_say_is_on_the_paper_that_left_them_unnamed() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-01T10:00Z", say(officials(), "the mayor / fled / the valley"))
    settle(pile, 0, Verdict.REFUTE, "2031-05-02T10:00Z")

    assert source(view_of(pile), "Daily").fell == 1


def test_a_lead_is_counted_only_where_it_is_sure_who_was_first() -> None:
    pile = Pile()
    shut = "the bridge at Aldmoor / was closed / to lorries"
    pile.tell("Daily", "2031-05-01T10:00Z", say("Mira Tolland", shut))
    pile.tell("Post", "2031-05-01T16:00Z", say("Bela Fenwick", shut))
    lead = speaker(view_of(pile), "Mira Tolland").lead
    assert lead is not None
    assert (lead.claims, lead.hours) == (1, 6.0)

    same_day = Pile()
    same_day.tell("Daily", "2031-05-01", say("Mira Tolland", shut))
    same_day.tell("Post", "2031-05-01T16:00Z", say("Bela Fenwick", shut))
    assert {one.lead for one in view_of(same_day).speakers()} == {None}


def test_to_be_first_with_what_fell_is_no_lead() -> None:
    pile = Pile()
    shut = "the bridge at Aldmoor / was closed / to lorries"
    pile.tell("Daily", "2031-05-01T10:00Z", say("Mira Tolland", shut))
    pile.tell("Post", "2031-05-01T16:00Z", say("Bela Fenwick", shut))
    settle(pile, 0, Verdict.REFUTE, "2031-05-02T10:00Z")

    assert {one.lead for one in view_of(pile).speakers()} == {None}


def foretell(pile: Pile, day: int, name: str) -> None:
    said = say("Mira Tolland", f"the bridge at {name} / will be closed / soon", act=Act.PREDICT)
    pile.tell("Daily", f"2031-05-0{day}T10:00Z", said)


def test_predictions_are_counted_apart_and_conditional_ones_apart_from_those() -> None:
    pile = Pile()
    for day, name in enumerate(NAMES[:4], 1):
        foretell(pile, day, name)
    _on_condition(pile, 3, "if it rains")
    settle(pile, 0, Verdict.RESOLVE_TRUE, "2031-05-10T10:00Z")
    settle(pile, 1, Verdict.RESOLVE_FALSE, "2031-05-10T10:00Z")
    settle(pile, 3, Verdict.RESOLVE_FALSE, "2031-05-10T10:00Z")

    mira = speaker(view_of(pile), "Mira Tolland")

    told = mira.predictions
    assert (told.kept, told.failed, told.ahead, told.conditional) == (1, 1, 1, 1)
    assert (told.share, told.brier) == (None, None)
    assert (mira.held, mira.fell) == (1, 1)


def _on_condition(pile: Pile, number: int, condition: str) -> None:
    document, read = pile.told[number]
    (one,) = read.statements
    told = replace(read, statements=(replace(one, condition=condition),))
    pile.told[number] = (document, told)


def _likely(pile: Pile, word: str, polarity: Polarity = Polarity.POS) -> None:
    for number, (document, read) in enumerate(pile.told):
        (one,) = read.statements
        said = replace(one, likelihood=word, polarity=polarity)
        pile.told[number] = (document, replace(read, statements=(said,)))


def test_with_a_likelihood_a_speaker_is_scored_by_brier_and_log() -> None:
    pile = Pile()
    for day, name in enumerate(NAMES[:5], 1):
        foretell(pile, day, name)
    _likely(pile, "very likely")
    for number in range(5):
        verdict = Verdict.RESOLVE_TRUE if number < 4 else Verdict.RESOLVE_FALSE
        settle(pile, number, verdict, "2031-05-10T10:00Z")

    told = speaker(view_of(pile), "Mira Tolland").predictions

    assert (told.kept, told.failed, told.scored, told.share) == (4, 1, 5, None)
    assert told.brier == pytest.approx((4 * 0.125**2 + 0.875**2) / 5, abs=1e-4)
    assert told.log_score == pytest.approx(0.5227, abs=1e-4)  # (4 × -ln .875 + -ln .125) / 5


def _foretold(word: str, polarity: Polarity) -> Statement:
    pile = Pile()
    foretell(pile, 1, "Aldmoor")
    _likely(pile, word, polarity)
    return pile.told[0][1].statements[0]


def test_unlikely_gives_the_rest_to_its_not_happening() -> None:
    assert chance_given(_foretold("unlikely", Polarity.NEG)) == pytest.approx(0.675)
    assert chance_given(_foretold("likely", Polarity.NEG)) == pytest.approx(0.675)
    assert chance_given(_foretold("remote", Polarity.POS)) is None
    assert chance_given(_foretold("certainly", Polarity.POS)) is None


def test_a_poor_record_is_a_grain_on_all_else_that_the_voice_says_and_moves_no_standing() -> None:
    pile = six_bridges()
    for number in range(2):
        said = say("Mira Tolland", f"the tunnel at {NAMES[number]} / was closed / to lorries")
        pile.tell("Daily", f"2031-05-2{number}T10:00Z", said)
        settle(pile, 6 + number, Verdict.REFUTE, f"2031-05-2{number + 3}T10:00Z")
    pile.tell("Post", "2031-06-01T10:00Z", say("Mira Tolland", "the mayor / fled / the valley"))

    salted = _claim(view_of(pile), "fled")
    plain = _claim(view_of(pile, "2031-06-01T12:00Z"), "fled")
    before = view_of(pile, "2031-05-22")

    assert plain == salted
    (grain,) = salted.statements[0].grains
    assert (grain.code, grain.passage.exact) == ("poor_record", "the mayor fled the valley")
    assert (salted.grains, salted.standing) == (1, "reported")
    assert salted.reasons[-1].text == (
        "Mira Tolland: 1 of 8 settled claims held (2% to 47% at 95 % confidence)"
    )
    assert all(not one.grains for one in before.claims()), "one of six leaves it open"


def _claim(view: View, words: str) -> ClaimRecord:
    (found,) = (one for one in view.claims() if words in one.text)
    return found


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_an_interval_holds_its_share_and_narrows_with_more(held: int, fell: int) -> None:
    share = share_of(held, held + fell)
    if held + fell < 5:
        assert share is None
        return
    assert share is not None
    assert 0 <= share.low <= held / (held + fell) <= share.high <= 1
    more = share_of(2 * held, 2 * (held + fell))
    assert more is not None
    assert more.high - more.low < share.high - share.low


def test_the_interval_is_wilsons() -> None:
    share = share_of(7, 9)

    assert share is not None
    assert (share.low, share.high) == (0.4526, 0.9368)
    assert [is_poor(share_of(0, 4)), is_poor(share_of(0, 5)), is_poor(share_of(1, 6))] == [
        False,
        True,
        False,
    ]


def test_the_probability_among_rivals_goes_by_the_same_record() -> None:
    pile = six_bridges()
    pile.tell("Post", "2031-06-01T10:00Z", say("Mira Tolland", "30 people / were killed / at sea"))
    pile.tell("Post", "2031-06-01T11:00Z", say("Bela Fenwick", "no people / were killed / at sea"))

    thirty = _claim(view_of(pile), "30 people")

    assert thirty.probability_reason is not None
    assert "Mira Tolland: 1 of 6 settled claims held" in thirty.probability_reason.text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from([Verdict.CONFIRM, Verdict.REFUTE])),
        max_size=6,
    )
)
def test_a_past_record_never_changes_whatever_is_judged_later(
    later: list[tuple[int, Verdict]],
) -> None:
    pile = six_bridges()
    pile.filed = [(one, read_moment("2032-02-01T10:00Z").at, by) for one, _, by in pile.filed]
    moment = "2032-03-01T10:00Z"
    recorded, published = (view_of(pile, moment, clock) for clock in ("recorded", "published"))
    before = recorded.speakers(), published.speakers(), published.sources()

    for number, (bridge, verdict) in enumerate(later):
        statement = pile.told[bridge][1].statements[0].id
        made = JudgementMade(f"late{number}", verdict, (statement,), "seen again")
        pile.file(made, "2032-05-01T10:00Z")

    recorded, published = (view_of(pile, moment, clock) for clock in ("recorded", "published"))
    assert (recorded.speakers(), published.speakers(), published.sources()) == before


def test_a_judgement_taken_back_is_in_no_record() -> None:
    pile = six_bridges()
    taken = len(pile.entries())  # the last of the six judgements
    pile.file(EntryWithdrawn(taken, "Another bridge"), "2032-05-01T10:00Z")

    mira = speaker(view_of(pile), "Mira Tolland")

    assert (mira.held, mira.fell, mira.open) == (1, 4, 1)


def test_one_person_in_two_spellings_has_one_record_with_the_reason() -> None:
    pile = Pile()
    for day, (speaker_, name) in enumerate(
        zip(("Sergei Orlo", "Sergey Orlo") * 3, NAMES, strict=True), 1
    ):
        said = say(speaker_, f"the bridge at {name} / was closed / to lorries")
        pile.tell("Daily", f"2031-05-0{day}T10:00Z", said)
        settle(pile, day - 1, Verdict.CONFIRM, f"2031-05-1{day}T10:00Z")
    pile.tell("Daily", "2031-05-09T10:00Z", say("Orlo", "the market at Korr / was closed"))

    orlo = speaker(view_of(pile), "Sergei Orlo")

    assert (orlo.held, orlo.also, orlo.may_be) == (6, ("Sergey Orlo",), ("Orlo",))
    assert [one.text for one in orlo.joined] == ["Sergei Orlo and Sergey Orlo are spelt alike"]
