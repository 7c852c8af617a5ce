"""Views as of a moment, on both clocks, and what changed between moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.model.entry import DocumentDescribed, Entry, EntryWithdrawn, JudgementMade, Verdict
from salis.model.errors import UsageError
from salis.model.snapshot import Clock
from salis.model.statement import Act
from salis.pipeline.moments import cut_at, read_moment
from salis.pipeline.view import open_view
from tests.link.telling import LATER, Pile, day, on, outline, say

DOORS = "Norrow staff / locked / the rear doors of the ferry"


def _two_witnesses() -> Pile:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell("Post", "2031-05-04T10:00Z", say("Bela Fenwick", DOORS))
    return pile


def test_what_is_dated_by_the_day_counts_from_the_end_of_that_day() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03", say("Mira Tolland", DOORS))
    assert pile.standings("2031-05-03T12:00Z") == {}
    assert set(pile.standings("2031-05-03").values()) == {"reported"}


def test_an_undated_document_stands_only_where_no_moment_is_given() -> None:
    pile = Pile()
    pile.tell("Daily", None, say("Mira Tolland", DOORS))
    assert pile.standings("2031-12-31") == {}
    assert set(pile.standings().values()) == {"reported"}
    assert len(pile.weighed("2032-01-01T00:00:00Z", Clock.RECORDED)) == 1


def test_a_person_who_dates_a_document_brings_it_into_past_views() -> None:
    pile = Pile()
    document = pile.tell("Daily", None, say("Mira Tolland", DOORS))
    pile.file(DocumentDescribed(document.id, published_at=day("2031-05-03")), "2032-02-01T00:00Z")
    assert set(pile.standings("2031-05-04").values()) == {"reported"}


def test_the_recorded_clock_shows_what_this_ledger_held() -> None:
    pile = _two_witnesses()
    assert pile.weighed("2031-12-31", Clock.RECORDED) == []
    (weighed,) = pile.weighed("2032-01-01T00:00:30Z", Clock.RECORDED)
    assert weighed.standing.value == "reported"


def test_a_withdrawn_entry_counts_no_longer() -> None:
    pile = _two_witnesses()
    fetched = next(e.seq for e in pile.entries() if e.seq > 3)
    pile.file(EntryWithdrawn(fetched, "wrong file"), "2032-02-01T00:00Z")
    assert pile.standing("rear doors") == "reported"


def test_a_person_joins_and_parts_claims() -> None:
    pile = _two_witnesses()
    a, b = (read.statements[0].id for _, read in pile.told)
    pile.file(JudgementMade("j1", Verdict.DIFFERENT, (a, b), "two boats"), "2032-02-01T00:00Z")
    assert len(pile.weighed()) == 2
    pile.file(JudgementMade("j2", Verdict.SAME, (a, b), "one boat after all"), "2032-02-02T00:00Z")
    assert len(pile.weighed()) == 1


def test_changes_are_told_with_their_moment_and_cause() -> None:
    pile = _two_witnesses()
    changes = pile.changes("2031-05-01", "2031-05-10")
    assert [(one.before, one.after.value) for one in changes] == [
        (None, "reported"),
        ("reported", "corroborated"),
    ]
    assert changes[1].at == datetime(2031, 5, 4, 10, 0, 59, tzinfo=UTC)
    assert changes[1].cause.code == "two-origins"
    assert pile.changes("2031-05-05", "2031-05-10") == ()


def test_the_passing_of_a_due_day_is_a_change() -> None:
    pile = Pile()
    said = say(
        "Hanna Strobek",
        "the boat / will be raised / from the Tesk",
        act=Act.PREDICT,
        about=on("2031-05-05"),
    )
    pile.tell("Daily", "2031-05-04T08:00Z", said)
    changes = pile.changes("2031-05-04T12:00Z", "2031-05-10")
    assert [(one.at, one.after.value) for one in changes] == [
        (datetime(2031, 5, 6, tzinfo=UTC), "unknown")
    ]


def test_the_last_change_of_a_claim_is_its_standing_in_the_view() -> None:
    pile = _two_witnesses()
    pile.tell("Courier", "2031-05-05T10:00Z", say("Ivo Marrin", DOORS, act=Act.DENY))
    for moment in ("2031-05-03T12:00Z", "2031-05-04T12:00Z", "2031-05-06"):
        assert pile.changes("2031-05-01", moment)[-1].after.value == pile.standing(
            "rear doors", moment
        )


def test_a_view_opens_over_entries() -> None:
    view = open_view(_two_witnesses().entries(), now=LATER, as_of="2031-05-04")
    assert [one.standing for one in view.claims()] == ["corroborated"]
    assert view.clock is Clock.PUBLISHED


def test_no_entries_give_an_empty_view() -> None:
    empty: list[Entry] = []
    assert open_view(empty, now=LATER).claims() == ()


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2031-13-01", "2031-05-03T25:00Z", "0000", "9" * 40]
)
def test_what_is_no_moment_is_refused_by_name(text: str) -> None:
    with pytest.raises(UsageError, match="moment"):
        read_moment(text)


def test_an_unknown_clock_is_refused() -> None:
    with pytest.raises(UsageError, match="published or recorded"):
        open_view([], now=LATER, clock="wall")


def test_a_datetime_means_that_instant_and_a_day_its_end() -> None:
    noon = datetime(2031, 5, 3, 12, tzinfo=UTC)
    cut = cut_at(noon)
    assert cut is not None
    assert cut.at == noon
    assert cut.limit - cut.at < timedelta(milliseconds=1)
    whole = cut_at("2031-05-03")
    assert whole is not None
    assert whole.at == datetime(2031, 5, 3, 23, 59, 59, tzinfo=UTC)


TELLINGS = st.lists(
    st.tuples(
        st.sampled_from(["Daily", "Post", "Courier"]),
        st.sampled_from(["Mira Tolland", "Bela Fenwick", None]),
        st.sampled_from([Act.ASSERT, Act.DENY, Act.ALLEGE, Act.DISCLAIM]),
        st.integers(1, 28),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=40, deadline=None)
@given(TELLINGS, st.integers(1, 28))
def test_a_past_view_never_changes_when_more_is_told(
    tellings: list[tuple[str, str | None, Act, int]], moment: int
) -> None:
    whole, early = Pile(), Pile()
    for at, (outlet, speaker, act, told) in enumerate(tellings):
        for pile in (whole, early) if told <= moment else (whole,):
            pile.tell(outlet, f"2031-05-{told:02}", say(speaker, DOORS, act=act), title=str(at))
    as_of = f"2031-05-{moment:02}"
    assert outline(whole.weighed(as_of)) == outline(early.weighed(as_of))
    ids = [one.claim.id for one in early.weighed()]
    assert {one.claim.id for one in whole.weighed()} >= set(ids)
