"""What the desk asks of a view: descent, values, who tells first, who copies, doubts, the pulse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salis.model.claim import Member, Side, Standing
from salis.model.entry import JudgementMade, Verdict
from salis.model.errors import NotFound
from salis.model.link import Copy, CopyKind, Link, LinkKind
from salis.model.snapshot import Change, Timed
from salis.model.statement import Act, Bound, Quantity, StatementId
from salis.views.search import Wanted
from tests.views.sketch import Sketch, at, day


def people(value: float, bound: Bound = Bound.EXACT) -> Quantity:
    high = None if bound is Bound.AT_LEAST else value
    return Quantity(value, value, high, "person", bound, "killed", f"{value:g} people")


def test_documents_of_one_text_stand_together_under_their_origin() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    copy = sketch.document("Harbour Post", "2031-05-03 09:00")
    third = sketch.document("Daily Flood", "2031-05-03 10:00")
    other = sketch.document("Valley Echo", "2031-05-03 11:00")
    burst = sketch.claim("The dam burst", "corroborated")
    for document in (wire, copy, third):
        sketch.says(document, burst, "Mira Tal")
    sketch.says(other, burst, "Ilka Stroem")
    sketch.copied(wire, copy)
    sketch.copied(copy, third)

    first, second = sketch.view().descent(burst)

    assert [[one.document for one in text.prints] for text in first.texts] == [[wire, copy, third]]
    assert (first.speaker, first.independent) == ("Mira Tal", True)
    assert [[one.source_name for one in text.prints] for text in second.texts] == [["Valley Echo"]]
    assert second.texts[0].prints[0].statement == "s004"


def test_each_origin_gives_one_number_with_its_bounds() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-03 20:00")
    early, late = sketch.claim("At least 12 died"), sketch.claim("27 died")
    boats = Quantity(3, 3, 3, "boat", Bound.EXACT, "", "three boats")
    sketch.says(wire, early, "Mira Tal", quantities=(boats, people(12, Bound.AT_LEAST)))
    sketch.says(post, early, "Mira Tal", quantities=(people(12, Bound.AT_LEAST),))
    sketch.says(post, late, "Ilka Stroem", quantities=(people(27),))
    killed = sketch.question("How many were killed?", [early, late])
    who = sketch.question("Who opened the gates?", [early], "who")
    view = sketch.view()

    told = [(one.value, one.high, one.speaker, one.documents) for one in view.values(killed)]

    assert told == [(12, None, "Mira Tal", 2), (27, 27, "Ilka Stroem", 1)]
    assert view.values(who) == ()
    with pytest.raises(NotFound):
        view.values("q999")


def test_who_told_first_is_said_with_the_hours_until_the_next() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-03 10:30")
    raced, alone = sketch.claim("The dam burst"), sketch.claim("The gates were open")
    sketch.says(wire, raced)
    sketch.says(post, raced)
    sketch.says(wire, alone)
    view = sketch.view()

    (told,) = view.told_first("north-wire")

    assert (told.text, told.next_name, told.hours) == ("The dam burst", "Harbour Post", 2.5)
    assert view.told_first("harbour-post") == ()


def test_six_papers_with_one_wire_took_it_from_the_wire_and_not_from_each_other() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-03 09:00")
    echo = sketch.document("Valley Echo", "2031-05-03 10:00")
    own = sketch.document("North Wire", "2031-05-04 08:00")
    for first, later in ((wire, post), (wire, echo), (post, echo), (wire, own)):
        sketch.copied(first, later)

    copying = sketch.view().copying()

    assert {(one.copier_name, one.first_name, one.documents) for one in copying} == {
        ("Harbour Post", "North Wire", 1),
        ("Valley Echo", "North Wire", 1),
    }


def doubtful() -> tuple[Sketch, StatementId, StatementId]:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-03 09:00")
    burst = sketch.claim("The dam burst", "corroborated")
    one = sketch.says(wire, burst, "Mira Tal")
    other = sketch.says(post, burst, "Ilka Stroem", text="The dam gave way")
    link = Link(LinkKind.SUPPORTS, other, one, 0.6, ("60% of the words",), same=True)
    sketch.claims[burst].members[1] = Member(other, Side.FOR, link)
    return sketch, one, other


def test_a_doubtful_merge_says_what_hangs_on_it() -> None:
    sketch, one, other = doubtful()

    (doubt,) = sketch.view().doubts()

    assert doubt.kind == "claims"
    assert {doubt.a.id, doubt.b.id} == {one, other}
    assert doubt.stake == "If they differ, the claim may no longer be corroborated."
    assert doubt.why == ("60% of the words",)


def test_what_people_judged_is_not_asked_again() -> None:
    sketch, one, other = doubtful()
    judged = JudgementMade("j1", Verdict.SAME, (one, other), "I asked both.")
    sketch.judgements.append(Timed(at("2031-05-04"), "Ilka", judged))

    assert sketch.view().doubts() == ()


def test_a_partial_copy_and_a_short_name_are_doubted_the_most_consequential_first() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-03 09:00")
    for number in range(6):
        claim = sketch.claim(f"Dam {number} burst")
        sketch.says(wire, claim, "Oskar Delmane", origin="one")
        sketch.says(post, claim, "Oskar Delmane", origin="one")
    sketch.says(post, sketch.claim("It was hot"), "Delmane")
    sketch.copies.append(Copy(post, wire, CopyKind.DERIVED, 0.3, (), ("30% of the text",)))

    copy, name = sketch.view().doubts()

    assert (copy.kind, name.kind) == ("documents", "names")
    assert copy.stake == "6 claims count the two as one origin."
    assert {name.a.head, name.b.head} == {"Delmane", "Oskar Delmane"}


def test_the_pulse_counts_what_came_when_and_is_not_stretched_by_what_is_late_or_undated() -> None:
    sketch = Sketch()
    for hour in (8, 9, 20):
        sketch.document("North Wire", f"2031-05-03 {hour:02}:00")
    sketch.document("North Wire")
    claim = sketch.claim("The dam burst")
    reason = sketch.claims[claim].reasons[0]
    for moment in ("2031-05-03 08:00", "2031-08-01 08:00"):
        sketch.changes.append(
            Change(at(moment), claim, "The dam burst", None, Standing.REPORTED, reason)
        )

    pulse = sketch.view().pulse(parts=12)

    assert [one.documents for one in pulse] == [1, 1, *[0] * 9, 1]
    assert sum(one.changes or 0 for one in pulse) == 1
    assert (pulse[0].start, pulse[-1].end) == ("2031-05-03T08:00:00Z", "2031-05-03T20:00:00Z")
    assert Sketch().view().pulse() == ()


def test_what_was_read_since_is_parted_into_new_and_told_again() -> None:
    sketch = Sketch()
    old = sketch.document("North Wire", "2031-05-03 08:00", fetched_at=at("2031-05-03 09:00"))
    new = sketch.document("Harbour Post", "2031-05-03 08:00", fetched_at=at("2031-05-03 11:00"))
    known, fresh = sketch.claim("The dam burst"), sketch.claim("The gates were open")
    sketch.says(old, known)
    sketch.says(new, known)
    sketch.says(new, fresh)
    view = sketch.view()

    told = view.fresh(at("2031-05-03 10:00"))

    assert (told.documents, told.new_claims, told.told_again) == (1, 1, 1)
    assert view.fresh(at("2031-05-03 12:00")).documents == 0


def test_search_narrows_by_act_speaker_place_and_both_kinds_of_time() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00", title="The night of the flood")
    post = sketch.document("Harbour Post", "2031-05-05 08:00")
    burst = sketch.claim("The dam burst")
    sketch.says(wire, burst, "Mira Tal", place="Korvan", concerns=day("2031-05-02"))
    sketch.says(post, burst, side=Side.AGAINST, act=Act.DENY)
    view = sketch.view()

    def found(**wanted: object) -> list[str]:
        return [one.statement.id for one in view.search("", Wanted(**wanted))]  # type: ignore[arg-type]

    assert found(act="deny") == ["s002"]
    assert found(speaker="tal") == ["s001"]
    assert found(speaker="harbour") == ["s002"], "a source speaks in its own voice"
    assert found(place="korvan") == ["s001"]
    assert found(since=at("2031-05-04")) == ["s002"]
    assert found(until=at("2031-05-03"), happened=True) == ["s001"]
    assert [one.id for one in view.search_claims("dam")] == [burst]
    assert [one.id for one in view.search_documents("night flood")] == [wire]
    assert [one.id for one in view.search_documents("", Wanted(source="harbour"))] == [post]


def test_a_timeline_says_when_it_was_first_told() -> None:
    sketch = Sketch()
    claim = sketch.claim("The dam burst", concerns=day("2031-05-02"))
    sketch.says(sketch.document("North Wire", "2031-05-03 08:00"), claim)
    sketch.says(sketch.document("Harbour Post", "2031-05-03 10:00"), claim)

    (event,) = sketch.view().timeline()

    assert event.first_published_at == "2031-05-03T08:00:00Z"


def test_a_document_lists_what_it_says_with_the_claims() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    first, second = sketch.claim("The dam burst", "disputed"), sketch.claim("It rained")
    sketch.says(wire, second)
    sketch.says(wire, first)

    told = sketch.view().told_in(wire)

    assert [(one.claim, one.standing) for one in told] == [
        (second, "reported"),
        (first, "disputed"),
    ]
    assert replace(told[0], claim="x").statement.text == "It rained"
