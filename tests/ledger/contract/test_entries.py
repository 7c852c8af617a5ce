"""What every ledger does with entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salis.ledger.interface import Ledger
from salis.model.document import DocumentId, SourceId
from salis.model.entry import (
    ClaimsLinked,
    DocumentDescribed,
    DocumentFetched,
    EntryWithdrawn,
    EvidenceFiled,
    JudgementMade,
    Payload,
    SourceGraded,
    StatementsRead,
    Verdict,
)
from salis.model.errors import LedgerError
from salis.model.link import Copy, CopyKind, Link, LinkKind
from salis.model.problem import Problem
from salis.model.statement import StatementId
from salis.model.times import Moment, Precision
from tests.ledger.making import NOON, at, document, entries_of, read

type Opener = Callable[[], Ledger]

DAM = document("The dam broke. Ada Crane: Thirty people are missing.")


def test_what_is_appended_is_read_back_word_for_word(ledger: Ledger) -> None:
    ledger.append(entries_of(DAM), actor="read/1", recorded_at=at(1))

    fetched, statements = ledger.entries()

    assert fetched.payload == DocumentFetched(DAM)
    assert statements.payload == read(DAM)
    assert (fetched.seq, statements.seq) == (1, 2)
    assert statements.actor == "read/1"
    assert statements.recorded_at == at(1)


def test_another_opening_of_the_ledger_reads_the_same(opener: Opener) -> None:
    written = opener().append(entries_of(DAM), actor="read/1", recorded_at=at(1))

    assert tuple(opener().entries()) == written


def test_a_view_of_the_past_reads_only_what_was_recorded_by_then(ledger: Ledger) -> None:
    for minute in (1, 2, 3):
        ledger.append([EntryWithdrawn(minute, "test")], actor="ada", recorded_at=at(minute))

    assert [entry.seq for entry in ledger.entries(until=at(2))] == [1, 2]
    assert [entry.seq for entry in ledger.entries(until=at(0))] == []
    in_another_zone = at(2).astimezone(timezone(timedelta(hours=9)))
    assert [entry.seq for entry in ledger.entries(until=in_another_zone)] == [1, 2]


def test_entries_can_be_read_from_a_number_on_and_by_kind(ledger: Ledger) -> None:
    ledger.append(entries_of(DAM), actor="read/1", recorded_at=at(1))
    ledger.append([SourceGraded(DAM.source.id, "B")], actor="ada", recorded_at=at(2))

    assert [entry.seq for entry in ledger.entries(after=1)] == [2, 3]
    assert [entry.seq for entry in ledger.entries(kinds={"SourceGraded"})] == [3]


def test_a_clock_that_goes_back_never_puts_an_entry_before_an_earlier_one(ledger: Ledger) -> None:
    ledger.append([EntryWithdrawn(1, "late")], actor="ada", recorded_at=at(60))
    ledger.append([EntryWithdrawn(1, "early")], actor="ada", recorded_at=at(0))

    first, second = ledger.entries()

    assert second.recorded_at == first.recorded_at == at(60)


def test_a_time_without_a_zone_is_utc(ledger: Ledger) -> None:
    naive = NOON.replace(tzinfo=None)

    (entry,) = ledger.append([EntryWithdrawn(1, "x")], actor="ada", recorded_at=naive)

    assert entry.recorded_at == NOON


def test_a_transaction_is_recorded_whole_or_not_at_all(ledger: Ledger) -> None:
    ledger.append([EntryWithdrawn(1, "before")], actor="ada", recorded_at=at(0))

    def writes_and_stumbles() -> None:
        with ledger.writing():
            ledger.append(entries_of(DAM), actor="read/1", recorded_at=at(1))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writes_and_stumbles()

    assert len(list(ledger.entries())) == 1
    assert ledger.documents_with(DAM.digest) == []
    assert ledger.verify().entries == 1


def test_what_could_not_be_read_again_is_refused_and_the_ledger_goes_on(ledger: Ledger) -> None:
    torn = replace(DAM, text="half a character: \ud83d")

    with pytest.raises(LedgerError, match="could not be read again"):
        ledger.append([DocumentFetched(torn)], actor="sources/1", recorded_at=at(0))

    ledger.append([DocumentFetched(DAM)], actor="sources/1", recorded_at=at(0))
    assert ledger.verify().entries == 1


def test_each_seal_hangs_on_all_entries_before_it(opener: Opener) -> None:
    ledger = opener()
    (first,) = ledger.append([EntryWithdrawn(1, "a")], actor="ada", recorded_at=at(0))
    (second,) = ledger.append([EntryWithdrawn(1, "a")], actor="ada", recorded_at=at(0))

    assert first.seal != second.seal
    assert ledger.verify().head == second.seal


# -- a law: whatever is appended comes back equal, and the chain holds --------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
MOMENTS = st.builds(Moment, TIMES, st.sampled_from(Precision))
SHARES = st.floats(0, 1)
IDS = st.text("0123456789abcdef-", min_size=1, max_size=12)
DOCUMENTS = st.builds(document, WORDS, source=WORDS, address=WORDS, title=st.none() | WORDS)
PAYLOADS: st.SearchStrategy[Payload] = st.one_of(
    DOCUMENTS.map(DocumentFetched),
    DOCUMENTS.map(read),
    st.builds(DocumentDescribed, IDS.map(DocumentId), st.none() | MOMENTS, st.none() | WORDS),
    st.builds(
        StatementsRead,
        IDS.map(DocumentId),
        st.just(()),
        st.lists(st.builds(Problem, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    ),
    st.builds(
        ClaimsLinked,
        IDS.map(DocumentId),
        st.lists(
            st.builds(
                Copy, IDS.map(DocumentId), IDS.map(DocumentId), st.sampled_from(CopyKind), SHARES
            ),
            max_size=2,
        ).map(tuple),
        st.lists(
            st.builds(
                Link,
                st.sampled_from(LinkKind),
                IDS.map(StatementId),
                IDS.map(StatementId),
                SHARES,
                st.lists(WORDS, max_size=2).map(tuple),
            ),
            max_size=2,
        ).map(tuple),
    ),
    st.builds(
        EvidenceFiled,
        IDS,
        IDS.map(StatementId),
        st.booleans(),
        st.integers(1, 6),
        WORDS,
        WORDS,
        WORDS,
        published_at=st.none() | MOMENTS,
    ),
    st.builds(
        JudgementMade,
        IDS,
        st.sampled_from(Verdict),
        st.lists(IDS.map(StatementId), min_size=1, max_size=2).map(tuple),
        WORDS,
    ),
    st.builds(SourceGraded, IDS.map(SourceId), st.sampled_from("ABCDEF"), WORDS),
    st.builds(EntryWithdrawn, st.integers(1, 10**12), WORDS),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(batches=st.lists(st.tuples(st.lists(PAYLOADS, max_size=4), WORDS, TIMES), max_size=4))
def test_any_payloads_come_back_equal_and_the_chain_holds(
    opener: Opener, batches: list[tuple[list[Payload], str, datetime]]
) -> None:
    ledger = opener()
    start = ledger.verify().entries
    written = [
        entry
        for payloads, actor, time in batches
        for entry in ledger.append(payloads, actor=actor, recorded_at=time)
    ]

    assert list(ledger.entries(after=start)) == written
    assert [entry.payload for entry in written] == [p for batch, _, _ in batches for p in batch]
    times = [entry.recorded_at for entry in ledger.entries()]
    assert times == sorted(times)
    assert ledger.verify().entries == start + len(written)
    ledger.close()
