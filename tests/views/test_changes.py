"""Changes: claim by claim, under what they come to, the shortest first."""

from __future__ import annotations

import pytest

from salis.formats.render import render
from salis.model.claim import Reason, Standing
from salis.model.snapshot import Change
from salis.views.changes import ChangeKind, kind_of
from tests.views.sketch import Sketch, at

S = Standing


def moved(sketch: Sketch, text: str, *steps: Standing | None) -> str:
    """Let a claim go from standing to standing, an hour each, from 08:00 on."""
    claim = sketch.claim(text, (steps[-1] or S.UNKNOWN).value)
    sketch.says(sketch.document("North Wire", "2031-05-03 08:00"), claim)
    for hour, after in enumerate(steps[1:], 9):
        assert after is not None
        before = steps[hour - 9]
        cause = Reason(f"cause-{hour}", f"because of {hour}")
        sketch.changes.append(
            Change(at(f"2031-05-03 {hour:02}:00"), claim, text, before, after, cause)
        )
    sketch.changes.sort(key=lambda one: one.at)
    return claim


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (S.REPORTED, S.CORROBORATED, ChangeKind.KNOWN),
        (None, S.CONFIRMED, ChangeKind.KNOWN),
        (S.CORROBORATED, S.REFUTED, ChangeKind.OVERTURNED),
        (S.REPORTED, S.REFUTED, ChangeKind.OVERTURNED),
        (S.CORROBORATED, S.REPORTED, ChangeKind.OVERTURNED),
        (S.CONFIRMED, S.UNKNOWN, ChangeKind.OVERTURNED),
        (S.CORROBORATED, S.DISPUTED, ChangeKind.DISPUTED),
        (S.REPORTED, S.RETRACTED, ChangeKind.RETRACTED),
        (S.PENDING, S.RESOLVED_FALSE, ChangeKind.RESOLVED),
        (S.PENDING, S.UNKNOWN, ChangeKind.DUE),
        (S.DISPUTED, S.REPORTED, ChangeKind.SHIFTED),
        (None, S.REPORTED, ChangeKind.TOLD),
        (None, S.PENDING, ChangeKind.EXPECTED),
        (None, S.NOT_FACTUAL, ChangeKind.OPINION),
        (None, S.UNKNOWN, ChangeKind.UNKNOWN),
    ],
)
def test_each_change_comes_to_something(
    before: Standing | None, after: Standing, kind: ChangeKind
) -> None:
    assert kind_of(before, after) is kind


def test_claims_come_by_what_their_changes_come_to_and_the_shortest_first() -> None:
    sketch = Sketch()
    gone = moved(sketch, "The mayor fled", None, S.REPORTED, S.RETRACTED)
    long = moved(sketch, "The Korr dam broke on Saturday night", None, S.REPORTED, S.CORROBORATED)
    short = moved(sketch, "The dam broke", S.REPORTED, S.CORROBORATED)
    told = moved(sketch, "It rained", None, S.REPORTED)

    changes = sketch.view().changes(at("2031-05-01"))

    assert [(one.claim, one.kind, one.after) for one in changes] == [
        (short, "known", "corroborated"),
        (long, "known", "reported"),
        (long, "known", "corroborated"),
        (gone, "retracted", "reported"),
        (gone, "retracted", "retracted"),
        (told, "told", "reported"),
    ]


def test_what_was_expected_and_is_due_now_is_due_also_where_it_is_new() -> None:
    sketch = Sketch()
    moved(sketch, "They will meet", None, S.PENDING, S.UNKNOWN)

    assert {one.kind for one in sketch.view().changes(at("2031-05-01"))} == {"due"}


def test_the_page_has_a_point_for_each_claim_with_every_step_and_its_cause() -> None:
    sketch = Sketch()
    moved(sketch, "The mayor fled", None, S.REPORTED, S.RETRACTED)
    moved(sketch, "It is a disgrace", None, S.NOT_FACTUAL)

    shown = render(sketch.view().changes(at("2031-05-01")), "changes", "text")

    assert shown == (
        "\nRETRACTED\n"
        "• The mayor fled\n"
        "  3 May 2031 09:00 UTC · new: reported · because of 9\n"
        "  3 May 2031 10:00 UTC · reported → retracted · because of 10 · c001\n"
        "\n1 new opinion or demand\n"
    )


def test_the_history_of_a_claim_keeps_the_order_of_time() -> None:
    sketch = Sketch()
    claim = moved(sketch, "The mayor fled", None, S.CORROBORATED, S.DISPUTED, S.REFUTED)

    history = sketch.view().history(claim)

    assert [(one.after, one.kind) for one in history] == [
        ("corroborated", "known"),
        ("disputed", "disputed"),
        ("refuted", "overturned"),
    ]


def test_a_brief_of_a_length_has_the_changes_of_so_many_claims() -> None:
    sketch = Sketch()
    moved(sketch, "The mayor fled", None, S.REPORTED, S.RETRACTED)
    broke = moved(sketch, "The dam broke", None, S.REPORTED, S.CORROBORATED)

    changed = sketch.view().brief(since=at("2031-05-01"), length=1).changed

    assert [(one.claim, one.after) for one in changed] == [
        (broke, "reported"),
        (broke, "corroborated"),
    ]


def test_a_brief_counts_what_is_new_and_changes_nothing() -> None:
    sketch = Sketch()
    moved(sketch, "The mayor fled", None, S.REPORTED, S.RETRACTED)
    for number in range(3):
        moved(sketch, f"Boat {number} came", None, S.REPORTED)
    moved(sketch, "It is a disgrace", None, S.NOT_FACTUAL)

    shown = " ".join(render(sketch.view().brief(since=at("2031-05-01")), "brief", "text").split())

    assert "CHANGED • The mayor fled" in shown
    assert "… and 3 newly told by one origin, 1 new opinions and demands: salis changes" in shown
