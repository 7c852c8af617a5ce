"""Laws of views on the ledgers of made-up events: time, replay, withdrawal, and what never counts.

The events come from `benchmarks.world`: rumours, copies, denials, retractions, successive counts.
Judgements have laws of their own, in `test_judgement_laws`.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.world.cast import Outlet, Voice
from benchmarks.world.entries import FETCHED, published, record_world
from benchmarks.world.making import make_world
from benchmarks.world.measuring import bearings_of
from benchmarks.world.propositions import Sort
from benchmarks.world.reports import Habit, Report, Saying, World
from benchmarks.world.setting import BEGIN, Setting
from benchmarks.world.wording import write_line
from salis.ledger.sqlite import SqliteLedger
from salis.model.entry import Entry, EntryWithdrawn
from salis.model.statement import Act
from salis.pipeline.view import open_view
from salis.views.records import ClaimRecord

LATER = FETCHED + timedelta(days=30)
SMALL = Setting(
    hours=30,
    papers=6,
    agencies=1,
    accounts=1,
    sites=4,
    bodies=2,
    witnesses=8,
    deeds=2,
    rumours=1,
    whos=1,
    counts=1,
    charges=2,
    forecasts=1,
    opinions=1,
    asides=0.5,
    floods=1,
    flood_size=4.0,
)
#: Where a standing stands above others for having been asserted or shown.
HEIGHTS = {"confirmed": 3, "corroborated": 2, "reported": 1}
NO_SUPPORT = [
    Act.DENY,
    Act.PREDICT,
    Act.PROMISE,
    Act.DEMAND,
    Act.ASK,
    Act.JUDGE,
    Act.INFER,
    Act.DISCLAIM,
]

worlds = st.integers(0, 10_000).map(lambda seed: make_world(SMALL, seed))
hours = st.integers(1, SMALL.hours)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def claims(world: World, entries: Sequence[Entry], hour: int | None = None) -> list[ClaimRecord]:
    as_of = None if hour is None else BEGIN + timedelta(hours=hour)
    view = open_view(entries, now=LATER, as_of=as_of, bearings=bearings_of(world))
    return list(view.claims())


def independent(record: ClaimRecord) -> int:
    """Count the origins that a claim's reasons give it; none where it is only alleged."""
    barred = {"unnamed", "alleged", "inferred", "hedged", "interested", "not-asserted", "borrowed"}
    return sum(not barred & {one.code for one in origin.reasons} for origin in record.origins)


def with_report(world: World, report: Report) -> World:
    """Give the same event with one more report at its end."""
    last = replace(report, number=len(world.reports), at=world.setting.hours - 0.1)
    return replace(world, reports=(*world.reports, last))


NEWCOMER = Outlet("Quorn Lantern", "paper", 0.9, 1.0)


@few
@given(worlds, hours)
def test_a_past_view_never_changes_when_later_entries_arrive(world: World, hour: int) -> None:
    moment = BEGIN + timedelta(hours=hour)
    early = [one for one in world.reports if published(one) <= moment]
    assert claims(world, record_world(world), hour) == claims(
        world, record_world(replace(world, reports=tuple(early))), hour
    )


@few
@given(worlds)
def test_what_is_read_from_the_file_gives_the_view_of_what_was_written(world: World) -> None:
    entries = record_world(world)
    with (
        tempfile.TemporaryDirectory() as name,
        closing(SqliteLedger(Path(name) / "l.db")) as ledger,
    ):
        with ledger.writing():
            for entry in entries:
                ledger.append([entry.payload], actor=entry.actor, recorded_at=entry.recorded_at)
        replayed = list(ledger.entries())
        ledger.rebuild()
        rebuilt = list(ledger.entries())
    assert replayed == rebuilt
    assert claims(world, replayed) == claims(world, entries)


@few
@given(worlds, st.sampled_from(NO_SUPPORT), st.data())
def test_what_is_not_asserted_never_raises_a_standing(
    world: World, act: Act, data: st.DataObject
) -> None:
    told = [line.saying for report in world.reports for line in report.lines]
    about = data.draw(
        st.sampled_from([one.proposition for one in told if one.proposition.sort is not Sort.ASIDE])
    )
    saying = Saying(about, act, (Voice("Quill Dornmaster"),), "Quill Dornmaster", seen=False)
    line = write_line(saying, random.Random(1), frozenset())  # noqa: S311 (one wording)
    more = with_report(world, Report(0, NEWCOMER, 0, "More", (line,)))
    before = {one.id: one for one in claims(world, record_world(world))}
    for after in claims(world, record_world(more)):
        if after.id in before:
            was = before[after.id]
            assert HEIGHTS.get(after.standing, 0) <= HEIGHTS.get(was.standing, 0)
            assert after.standing not in HEIGHTS or independent(after) <= independent(was)
        else:
            assert after.standing not in HEIGHTS


@few
@given(worlds, st.data())
def test_a_copy_never_adds_an_origin(world: World, data: st.DataObject) -> None:
    copied = data.draw(st.sampled_from([one for one in world.reports if not one.retraction]))
    habit = data.draw(st.sampled_from([Habit.REPRINTED, Habit.CUT]))
    copy = replace(copied, outlet=NEWCOMER, made_from=copied.number, habit=habit, credit=None)
    before = claims(world, record_world(world))
    after = claims(world, record_world(with_report(world, copy)))
    assert [one.id for one in after] == [one.id for one in before]
    assert [independent(one) for one in after] <= [independent(one) for one in before]
    assert [one.standing for one in after] == [one.standing for one in before]


@few
@given(worlds, st.data())
def test_withdrawing_an_entry_restores_what_stood_without_it(
    world: World, data: st.DataObject
) -> None:
    entries = record_world(world)
    gone = data.draw(st.sampled_from(entries))
    back = Entry(len(entries) + 1, LATER, "A. Editor", EntryWithdrawn(gone.seq, "wrong file"), "")
    again = Entry(len(entries) + 2, LATER, "A. Editor", EntryWithdrawn(back.seq, ""), "")
    without = [one for one in entries if one is not gone]
    assert claims(world, [*entries, back]) == claims(world, without)
    assert claims(world, [*entries, back, again]) == claims(world, entries)


@few
@given(worlds, hours)
def test_the_changes_up_to_a_moment_end_where_the_view_of_that_moment_stands(
    world: World, hour: int
) -> None:
    moment = BEGIN + timedelta(hours=hour)
    view = open_view(record_world(world), now=LATER, bearings=bearings_of(world))
    last: dict[str, str] = {}
    for change in view.changes(BEGIN - timedelta(days=1), moment):
        last[change.claim] = change.after
    assert last == {one.id: one.standing for one in claims(world, record_world(world), hour)}
