"""Versions of the rules: what was shown then stays shown, and new rules come by being adopted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.model.entry import Payload, RulesAdopted
from salis.model.errors import LedgerTooNew, UsageError
from salis.model.statement import Act
from salis.pipeline.docket import Docket
from salis.pipeline.view import open_view
from salis.views.view import View
from salis.weigh import VERSIONS
from tests.link.telling import LATER, Pile, on, say

MEETING = "the ministers / will meet / after the vote on Monday"


def meeting(*filed: tuple[Payload, str]) -> Pile:
    """On Wednesday it is said that ministers will meet, with Monday as the only day named."""
    pile = Pile()
    said = say("Lena Orlo", MEETING, act=Act.PREDICT, about=on("2031-05-05"))
    pile.tell("Daily", "2031-05-07T10:00Z", said)
    for payload, at in filed:
        pile.file(payload, at)
    return pile


def view_of(
    pile: Pile, as_of: str | None = None, clock: str = "published", rules: str | None = None
) -> View:
    return open_view(pile.entries(), now=LATER, as_of=as_of, clock=clock, rules=rules)


def standing(view: View) -> str:
    (claim,) = view.claims()
    return claim.standing


def test_a_day_before_it_was_said_was_a_deadline_once_and_is_none_now() -> None:
    old, new = (view_of(meeting(), rules=rules) for rules in ("weigh/1", "weigh/2"))

    assert (standing(old), standing(new)) == ("unknown", "pending")
    assert new.claims()[0].reasons[0].text == "it is foretold (no time given)"
    [change] = old.differences(new)
    assert (change.before, change.after, change.cause.code) == ("unknown", "pending", "not-yet-due")


def test_what_is_said_not_to_be_known_is_not_known_now_whatever_time_it_is_about() -> None:
    pile = Pile()
    unclear = "the recorder / was found / by Tuesday"
    said = say("Lena Orlo", unclear, act=Act.DISCLAIM, about=on("2031-05-12"))
    pile.tell("Daily", "2031-05-07T10:00Z", said)

    old, new = (view_of(pile, "2031-05-08", rules=one.version) for one in VERSIONS)

    assert (standing(old), standing(new)) == ("pending", "unknown")
    assert new.claims()[0].reasons[0].code == "said-not-known"


def test_a_deadline_after_it_was_said_is_one_under_all_rules() -> None:
    pile = Pile()
    said = say("Lena Orlo", MEETING, act=Act.PREDICT, about=on("2031-05-12"))
    pile.tell("Daily", "2031-05-07T10:00Z", said)

    for one in VERSIONS:
        assert standing(view_of(pile, "2031-05-10", rules=one.version)) == "pending"
        assert standing(view_of(pile, "2031-05-14", rules=one.version)) == "unknown"


def test_an_undated_prediction_keeps_the_deadline_that_it_names() -> None:
    pile = Pile()
    pile.tell("Daily", None, say("Lena Orlo", MEETING, act=Act.PREDICT, about=on("2031-05-05")))

    assert {standing(view_of(pile, rules=one.version)) for one in VERSIONS} == {"unknown"}


def test_a_ledger_that_adopted_nothing_is_weighed_as_it_was() -> None:
    view = view_of(meeting())

    assert standing(view) == "unknown"
    assert [(one.version, one.in_force) for one in view.rules()] == [
        ("weigh/1", True),
        ("weigh/2", False),
    ]


def test_on_the_recorded_clock_each_moment_is_shown_by_the_rules_of_then() -> None:
    pile = meeting((RulesAdopted("weigh/2", "It reads better"), "2032-03-01T10:00Z"))

    assert standing(view_of(pile, "2032-02-01", "recorded")) == "unknown"
    assert standing(view_of(pile, "2032-04-01", "recorded")) == "pending"
    assert standing(view_of(pile, "2031-05-08")) == "pending", "by today's rules"
    assert standing(view_of(pile, "2032-04-01", "recorded", rules="1")) == "unknown"


def test_the_history_tells_that_the_rules_changed_and_not_the_world() -> None:
    pile = meeting((RulesAdopted("weigh/2"), "2032-03-01T10:00Z"))
    view = view_of(pile, "2032-04-01", "recorded")
    (claim,) = view.claims()

    last = view.history(claim.id)[-1]

    assert (last.at, last.before, last.after) == ("2032-03-01T10:00:00Z", "unknown", "pending")
    assert last.cause.code == "rules-changed"
    assert last.cause.text == (
        "the rules changed from weigh/1 to weigh/2: it is foretold (no time given)"
    )
    assert all(one.cause.code != "rules-changed" for one in view_of(pile).history(claim.id))


def test_rules_can_be_left_again() -> None:
    pile = meeting(
        (RulesAdopted("weigh/2"), "2032-03-01T10:00Z"),
        (RulesAdopted("weigh/1", "We misread it"), "2032-03-02T10:00Z"),
    )

    view = view_of(pile)

    assert standing(view) == "unknown"
    assert [one.in_force for one in view.rules()] == [True, False]
    assert view.rules()[0].adopted[0].because == "We misread it"


def test_rules_that_are_not_here_are_named() -> None:
    with pytest.raises(UsageError, match=r"no rules 'weigh/9'; there are weigh/1, weigh/2"):
        view_of(meeting(), rules="weigh/9")
    newer = meeting((RulesAdopted("weigh/9"), "2032-03-01T10:00Z"))
    with pytest.raises(LedgerTooNew, match="which a newer Salis has"):
        view_of(newer)
    assert standing(view_of(newer, rules="weigh/2")) == "pending"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(Act),
    st.none() | st.integers(1, 28).map(lambda day: on(f"2031-05-{day:02}")),
    st.integers(1, 28),
    st.booleans(),
)
def test_only_what_is_foretold_or_not_known_stands_otherwise_under_other_rules(
    act: Act, about: object, day: int, twice: bool
) -> None:
    pile = Pile()
    said = say("Lena Orlo", MEETING, act=act, about=about)  # type: ignore[arg-type]
    pile.tell("Daily", f"2031-05-{day:02}T10:00Z", said)
    if twice:
        pile.tell("Post", "2031-05-28T10:00Z", say("Bela Fenwick", MEETING, act=act))
    linked = pile.linked()

    old, new = (
        [Docket(linked, pile.bearings, one).weigh(id, LATER) for id in linked.claims]
        for one in VERSIONS
    )

    for before, after in zip(old, new, strict=True):
        assert before is not None
        assert after is not None
        if before.standing is not after.standing:
            assert act in (Act.PREDICT, Act.PROMISE, Act.DISCLAIM)
            assert {before.standing.value, after.standing.value} == {"unknown", "pending"}
