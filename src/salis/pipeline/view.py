"""Open a view: the ledger's entries as they stand at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from salis.ledger.payloads import collector_paused
from salis.model.claim import ClaimId
from salis.model.entry import Entry
from salis.model.errors import UsageError
from salis.model.record import TrackRecord
from salis.model.snapshot import Change, Clock, Snapshot
from salis.model.times import Moment, utc
from salis.pipeline.bearings import Bearings
from salis.pipeline.chances import add_chances
from salis.pipeline.compute import link_entries, weigh_all
from salis.pipeline.docket import Docket
from salis.pipeline.history import follow_changes
from salis.pipeline.likely import find_likely
from salis.pipeline.moments import cut_at
from salis.pipeline.records import find_entity_records, find_records, salt_poor_records
from salis.pipeline.ruling import in_force, read_rules, tell_rules
from salis.views.view import View
from salis.weigh import chance_given


def open_view(
    entries: Iterable[Entry],
    *,
    now: datetime,
    as_of: str | datetime | Moment | None = None,
    clock: str = Clock.PUBLISHED,
    bearings: Bearings | None = None,
    rules: str | None = None,
) -> View:
    """Open the view of a ledger's entries as of a moment on a clock.

    A coarse moment ("2031-05-03") means its end, a datetime means that instant; without one the
    claims are weighed at `now`, the time of asking, and everything is let through. They are weighed
    by the rules asked for, else by those that the ledger last adopted; on the recorded clock by
    those that were in force at each moment, so that it shows what was shown then.

    Raises:
        UsageError: `as_of` names no moment, or there is no such clock.
    """
    cut = cut_at(as_of)
    moment = utc(now) if cut is None else cut.at
    kept, on = list(entries), read_clock(clock)
    bearings = bearings or Bearings()
    with collector_paused():
        linked = link_entries(kept, cut=cut, clock=on, judged_by=moment)
        asked = None if rules is None else read_rules(rules)
        docket = Docket(linked, bearings, asked or in_force(linked))
        weighed = weigh_all(docket, moment)
        records = find_records(docket, weighed, moment)
        weighed = add_chances(docket, weighed, moment, records)
        weighed = salt_poor_records(docket, weighed, moment, records)
        snapshot = Snapshot(linked, moment, weighed, docket.document_notes(moment))
    ties = [one.at for one in linked.judgements if one.value.verdict.ties]
    switches = [] if asked or on is Clock.PUBLISHED else [one.at for one in linked.rules]
    turns = [*ties, *switches]

    def docket_at(at: datetime) -> Docket:
        """Give the docket by what people had judged of links then, and by the rules of then."""
        if all(turn <= at for turn in turns):
            return docket
        ruling = in_force(linked, at) if switches else docket.ruling
        if all(turn <= at for turn in ties):
            return Docket(linked, bearings, ruling)
        return Docket(link_entries(kept, cut=cut, clock=on, judged_by=at), bearings, ruling)

    def changes(
        since: datetime, until: datetime | None, only: ClaimId | None
    ) -> tuple[Change, ...]:
        last = moment if until is None else utc(until)
        return follow_changes(docket_at, turns, utc(since), last, only)

    def accounts() -> dict[str, TrackRecord]:
        return find_entity_records(docket, weighed, moment)

    return View(snapshot, changes, accounts, chance_given, tell_rules(linked), find_likely)


def read_clock(name: str) -> Clock:
    """Read the name of a clock.

    Raises:
        UsageError: there is no such clock.
    """
    try:
        return Clock(name)
    except ValueError as error:
        known = " or ".join(clock.value for clock in Clock)
        raise UsageError(f"no clock {name!r}: choose {known}") from error
