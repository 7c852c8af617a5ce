"""Ledgers made at random, opened by replay and by what is derived of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st

from salis.ledger.sqlite import SqliteLedger
from salis.model.document import Document, SourceId
from salis.model.entry import (
    ClaimsLinked,
    DocumentFetched,
    Entry,
    EntryWithdrawn,
    EvidenceFiled,
    JudgementMade,
    Payload,
    SourceGraded,
    StatementsRead,
    Verdict,
)
from salis.model.problem import Problem
from salis.model.snapshot import Clock
from salis.model.statement import Act, Speaker
from salis.pipeline.bearings import Bearings
from salis.pipeline.moments import cut_at, read_moment
from salis.pipeline.nearby import Asked
from salis.pipeline.quick import QuickView
from salis.pipeline.reckoning import Reckoning
from salis.pipeline.view import open_view
from salis.views.view import View
from salis.weigh import CURRENT
from tests.link.telling import LATER, Pile, officials, on, person, say

NOW = LATER + timedelta(days=400)
WIRE = (
    "The river ferry capsized near Brennick early on Saturday and boats searched the water "
    "until dark. Helpers on the bank carried blankets to the landing stage while the bells rang "
    "in the old church. The boat had linked the market towns for many years. "
)
#: Of one of them "BMP" are the initials.
OUTLETS = ("Daily", "Post", "Brennick Morning Post", "Courier")
VOICES: tuple[str | Speaker | None, ...] = (
    None,
    None,
    "Mira Tolland",
    "Bela Fenwick",
    "BMP",
    "Daily",
    officials(),
    officials(of="River Police"),
    person("Ada Lind", of="BMP"),
)
CONTENTS = (
    "Norrow staff / locked / the rear doors of the ferry",
    "the exits astern / were barred / from outside by the Norrow staff of the river ferry",
    "12 people / were killed / in the blast at Brennick",
    "at least 9 people / were killed / in the blast at Brennick",
    "14 people / were killed / in the blast at Brennick",
    "ferries / will resume / the service to Brennick",
    "the hull / was not open / below the waterline of the ferry",
    "the hull / was open / below the waterline of the ferry",
)
ACTS = (
    Act.ASSERT,
    Act.ASSERT,
    Act.ASSERT,
    Act.DENY,
    Act.ALLEGE,
    Act.JUDGE,
    Act.PREDICT,
    Act.DISCLAIM,
)
#: When things are published; a day means its end.
TIMES = (
    None,
    "2031-05-01",
    "2031-05-02",
    "2031-05-02T10:00Z",
    "2031-05-03T10:00Z",
    "2031-05-04T09:30:15Z",
    "2031-05-05",
)
MOMENTS = (
    None,
    "2031-04-01",
    "2031-05-02",
    "2031-05-02T10:00Z",
    "2031-05-03T12:00Z",
    "2031-05-04T09:30:15Z",
    "2031-05-20",
    "2032-01-01T00:02:30Z",
    "2032-06-01",
)
ASKED = st.sets(
    st.tuples(st.sampled_from(MOMENTS), st.sampled_from([*Clock])), min_size=1, max_size=4
)
NEAR = [one for one in Verdict if not one.ties or one in (Verdict.SAME, Verdict.DIFFERENT)]


@dataclass(frozen=True)
class Telling:
    """One document: who prints what by whom and when, and how it is made."""

    outlet: str
    time: str | None
    voices: tuple[str | Speaker | None, ...]
    acts: tuple[Act, ...]
    contents: tuple[str, ...]
    #: `new`, `copied` from the wire, a `revision` of the one before, or a `retraction`.
    made: str


@dataclass(frozen=True)
class Deciding:
    """A decision about the statements of two documents by their numbers, or about an outlet."""

    kind: str
    verdict: Verdict
    one: int
    other: int
    outlet: str
    grade: int
    day: int | None


TELLINGS = st.lists(
    st.builds(
        Telling,
        st.sampled_from(OUTLETS),
        st.sampled_from(TIMES),
        st.tuples(st.sampled_from(VOICES), st.sampled_from(VOICES)),
        st.tuples(st.sampled_from(ACTS), st.sampled_from(ACTS)),
        st.lists(st.sampled_from(CONTENTS), min_size=1, max_size=2, unique=True).map(tuple),
        st.sampled_from(["new", "new", "new", "copied", "copied", "revision", "retraction"]),
    ),
    min_size=1,
    max_size=7,
)
DECIDINGS = st.lists(
    st.builds(
        Deciding,
        st.sampled_from(["judgement", "judgement", "evidence", "grade", "withdrawal"]),
        st.sampled_from(NEAR),
        st.integers(0, 6),
        st.integers(0, 6),
        st.sampled_from(OUTLETS),
        st.integers(1, 3),
        st.sampled_from([None, 2, 3, 10, 20]),
    ),
    max_size=6,
)


def tell(tellings: list[Telling]) -> Pile:
    pile = Pile(bearings=Bearings(parties=frozenset({"Norrow"})))
    before: Document | None = None
    for at, one in enumerate(tellings):
        said = [
            say(voice, words, act=act, about=on("2031-05-04") if act is Act.PREDICT else None)
            for voice, act, words in zip(one.voices, one.acts, one.contents, strict=False)
        ]
        words = " ".join(part.replace(" / ", " ") for part in one.contents)
        text = {
            "copied": f"{WIRE} {words} {at}",
            "retraction": f"The {one.outlet} retracts its report that {words}. We retract it.",
        }.get(one.made)
        revises = before if one.made == "revision" else None
        outlet = one.outlet if revises is None else revises.source.name
        before = pile.tell(outlet, one.time, *said, text=text, title=str(at), revises=revises)
    return pile


def entries_of(pile: Pile, decidings: list[Deciding]) -> Iterator[tuple[Payload, str]]:
    """Give what is recorded: documents in turn with decisions about them."""
    entries = pile.entries()
    for entry in entries:
        yield _with_faults(entry.payload), entry.actor
    count = len(entries)
    statements = [read.statements[0].id for _, read in pile.told if read.statements]
    for at, one in enumerate(decidings):
        a, b = (statements[number % len(statements)] for number in (one.one, one.other))
        day = None if one.day is None else read_moment(f"2031-05-{one.day:02}")
        made: Payload
        if one.kind == "judgement":
            if one.verdict.ties and a == b:
                continue
            named = (a, b) if one.verdict.ties else (a,)
            made = JudgementMade(f"j{at}", one.verdict, named, "seen", at=day)
        elif one.kind == "evidence":
            made = EvidenceFiled(
                f"e{at}", a, one.other % 2 == 0, one.grade, "record", "kept", "x", None, day
            )
        elif one.kind == "grade":
            made = SourceGraded(_source(pile, one.outlet), "E")
        elif count > len(entries):
            made = EntryWithdrawn(len(entries) + 1 + one.one % (count - len(entries)), "wrong")
        else:
            continue
        count += 1
        yield made, "A. Editor"


def _with_faults(payload: Payload) -> Payload:
    """Find faults where documents lie; several lie at one address."""
    if isinstance(payload, DocumentFetched) and payload.document.published_at is None:
        fault = Problem("undated", "It has no date.", payload.document.address)
        return DocumentFetched(replace(payload.document, problems=(fault,)))
    if isinstance(payload, StatementsRead) and len(payload.statements) == 1:
        fault = Problem("text-refused", "It says more.", f"{payload.document}#0-9")
        other = Problem("odd-quote", "A quote does not end.", "Daily/2031-05-02:3")
        return replace(payload, problems=(fault, other))
    return payload


def _source(pile: Pile, outlet: str) -> SourceId:
    """Give the source of an outlet's documents, else that of the first document."""
    names = {document.source.name: document.source.id for document, _ in pile.told}
    return names.get(outlet, pile.told[0][0].source.id)


@contextmanager
def written_down(
    payloads: list[tuple[Payload, str]], bearings: Bearings, *, at_once: int, kept_from: int = 2
) -> Iterator[tuple[SqliteLedger, Reckoning]]:
    """Record everything, weighing after each so many entries."""
    with tempfile.TemporaryDirectory() as name:
        ledger = SqliteLedger(Path(name) / "ledger.db")
        reckoning = Reckoning(ledger, Path(name) / "matters.db", bearings, kept_from=kept_from)
        recorded_at = LATER
        for at, (payload, actor) in enumerate(payloads):
            if not isinstance(payload, StatementsRead | ClaimsLinked):
                recorded_at += timedelta(seconds=50)
            ledger.append([payload], actor=actor, recorded_at=recorded_at)
            if at % at_once == at_once - 1:
                assert reckoning.catch_up()
        assert reckoning.catch_up()
        try:
            yield ledger, reckoning
        finally:
            reckoning.close()
            ledger.close()


def ask(view: View) -> Iterator[object]:
    """Ask all that quick views tell without replay."""
    yield view.brief(detailed=1)
    yield view.brief(length=2)
    yield view.brief(detailed=3, length=4)
    yield view.size
    yield view.last_told()
    yield view.pulse(parts=4, most=0)


def open_both(
    entries: list[Entry], reckoning: Reckoning, as_of: str | None, clock: Clock
) -> tuple[View, QuickView]:
    replayed = open_view(
        entries,
        now=NOW,
        as_of=as_of,
        clock=clock,
        bearings=reckoning.bearings,
        rules=CURRENT.version,
    )
    cut = cut_at(as_of)
    asked = Asked(cut, clock, NOW if cut is None else cut.at)

    def never() -> View:
        raise AssertionError("the ledger was replayed")

    return replayed, QuickView(reckoning, asked, never)
