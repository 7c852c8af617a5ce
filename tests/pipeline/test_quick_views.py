"""Quick views say what replay says, to the letter, however the ledger came to be."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salis.ledger.sqlite import SqliteLedger
from salis.model.document import Document, DocumentId, SourceId
from salis.model.entry import (
    ClaimsLinked,
    DocumentDescribed,
    DocumentFetched,
    Entry,
    EntryWithdrawn,
    EvidenceFiled,
    JudgementMade,
    Payload,
    RulesAdopted,
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
from salis.pipeline.opening import is_by_newest_rules
from salis.pipeline.quick import QuickView
from salis.pipeline.reckoning import Reckoning
from salis.pipeline.view import open_view
from salis.views.view import View
from salis.weigh import CURRENT, VERSIONS
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


def _tell(tellings: list[Telling]) -> Pile:
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


def _payloads(pile: Pile, decidings: list[Deciding]) -> Iterator[tuple[Payload, str]]:
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
def _recorded(
    payloads: list[tuple[Payload, str]], bearings: Bearings, *, at_once: int
) -> Iterator[tuple[SqliteLedger, Reckoning]]:
    """Record everything, weighing after each so many entries."""
    with tempfile.TemporaryDirectory() as name:
        ledger = SqliteLedger(Path(name) / "ledger.db")
        reckoning = Reckoning(ledger, Path(name) / "matters.db", bearings)
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


def _ask(view: View) -> Iterator[object]:
    """Ask all that quick views tell without replay."""
    yield view.brief(detailed=1)
    yield view.brief(length=2)
    yield view.brief(detailed=3, length=4)
    yield view.size
    yield view.last_told()
    yield view.pulse(parts=4, most=0)


def _open(
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


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TELLINGS, DECIDINGS, st.sampled_from([1, 2, 5, 100]), ASKED)
def test_a_quick_view_says_what_replay_says(
    tellings: list[Telling],
    decidings: list[Deciding],
    at_once: int,
    asked: set[tuple[str | None, Clock]],
) -> None:
    pile = _tell(tellings)
    payloads = list(_payloads(pile, decidings))
    with _recorded(payloads, pile.bearings, at_once=at_once) as (ledger, reckoning):
        entries = list(ledger.entries())
        for as_of, clock in asked:
            replayed, quick = _open(entries, reckoning, as_of, clock)
            assert list(_ask(quick)) == list(_ask(replayed))
            for claim in replayed.claims():
                assert quick.claim(claim.id) == claim
                assert quick.history(claim.id) == replayed.history(claim.id)
                assert quick.descent(claim.id) == replayed.descent(claim.id)
                assert quick.judgements_of(claim.id) == replayed.judgements_of(claim.id)
                assert quick.statement_of(claim.id) == replayed.statement_of(claim.id)
            for document in replayed.documents():
                assert quick.document(document.id) == replayed.document(document.id)
                assert quick.told_in(document.id) == replayed.told_in(document.id)


def test_what_is_held_tells_of_one_state_however_the_ledger_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salis.pipeline.reckoning.LARGE", 1)
    pile = Pile()
    for day, words in enumerate(CONTENTS[:5], 1):
        pile.tell("Daily", f"2031-05-0{day}T10:00Z", say("Mira Tolland", words))
    told: list[tuple[Payload, str]] = [(RulesAdopted(CURRENT.version), CURRENT.version)]
    told += [(entry.payload, entry.actor) for entry in pile.entries()]
    file = tmp_path / "matters.db"
    ledger = SqliteLedger(tmp_path / "ledger.db")
    desk, writer = (Reckoning(ledger, file, pile.bearings) for _ in range(2))
    for payload, actor in told[:10]:
        ledger.append([payload], actor=actor, recorded_at=LATER)
    assert writer.catch_up()
    assert desk.hold() == (ledger.head().seq, ledger.head().seal)
    _, before = _open(list(ledger.entries()), desk, None, Clock.PUBLISHED)
    for payload, actor in told[10:]:
        ledger.append([payload], actor=actor, recorded_at=LATER)
        assert writer.catch_up()
    assert before.brief(length=9).counts.documents == 3
    assert desk.hold() == (ledger.head().seq, ledger.head().seal)
    replayed, after = _open(list(ledger.entries()), desk, None, Clock.PUBLISHED)
    assert after.brief(length=9) == replayed.brief(length=9)
    assert after.brief(length=9).counts.documents == 5
    for one in (desk, writer, ledger):
        one.close()


def test_what_was_weighed_by_other_rules_is_replayed(tmp_path: Path) -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", CONTENTS[0]))
    told = [(entry.payload, entry.actor) for entry in pile.entries()]
    newest, oldest = (
        (RulesAdopted(one.version), one.version) for one in (VERSIONS[-1], VERSIONS[0])
    )
    for adopted, published, recorded in (
        ([newest, *told], True, True),
        (told, False, False),
        ([*told, newest], True, False),
        ([oldest, *told, newest], True, False),
        ([newest, *told, oldest], False, False),
    ):
        with _recorded(adopted, pile.bearings, at_once=2) as (_, reckoning):
            quick = [is_by_newest_rules(reckoning, clock) for clock in Clock]
        assert quick == [published, recorded]


def test_where_a_voice_has_a_poor_record_what_it_says_is_salted(tmp_path: Path) -> None:
    pile = Pile()
    bridges = ("Aldmoor", "Brennick", "Sarnholt", "Ansgar", "Velmark", "Torvik")
    for day, name in enumerate(bridges, 1):
        words = f"the bridge at {name} / was closed / to lorries"
        pile.tell("Daily", f"2031-05-0{day}T10:00Z", say("Mira Tolland", words))
    told: list[tuple[Payload, str]] = [(RulesAdopted(CURRENT.version), CURRENT.version)]
    told += [(entry.payload, entry.actor) for entry in pile.entries()]
    for number in range(5):
        statement = pile.told[number][1].statements[0].id
        made = JudgementMade(f"j{number}", Verdict.REFUTE, (statement,), "seen")
        told.append((made, "A. Editor"))

    with _recorded(told, pile.bearings, at_once=4) as (ledger, reckoning):
        entries = list(ledger.entries())
        replayed, quick = _open(entries, reckoning, None, Clock.PUBLISHED)
        assert list(_ask(quick)) == list(_ask(replayed))
        (last,) = (one for one in replayed.claims() if "Torvik" in one.text)
        salted = quick.claim(last.id)
        assert [quick.claim(one.id) for one in replayed.claims()] == list(replayed.claims())

    assert [grain.code for grain in salted.statements[0].grains] == ["poor_record"]
    assert salted == replayed.claim(last.id)


def test_a_moment_between_the_entries_of_one_document_is_replayed() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", CONTENTS[0]))
    with tempfile.TemporaryDirectory() as name:
        ledger = SqliteLedger(Path(name) / "ledger.db")
        for at, entry in enumerate(pile.entries()):
            later = LATER + timedelta(minutes=at)
            ledger.append([entry.payload], actor=entry.actor, recorded_at=later)
        reckoning = Reckoning(ledger, Path(name) / "matters.db", Bearings())
        assert reckoning.catch_up()
        cut = cut_at(LATER + timedelta(seconds=90))
        assert cut is not None
        replayed = open_view(ledger.entries(), now=NOW, as_of=cut.at, clock=Clock.RECORDED)
        quick = QuickView(reckoning, Asked(cut, Clock.RECORDED, cut.at), lambda: replayed)
        assert quick.brief(detailed=1) == replayed.brief(detailed=1)
        assert quick.brief(detailed=1).counts.documents == 1
        assert quick.brief(detailed=1).counts.claims == 1
        reckoning.close()
        ledger.close()


@pytest.mark.parametrize(
    "payload",
    [
        JudgementMade("j1", Verdict.MERGE, (), "one man", voices=("mira tolland", "tolland")),
        EntryWithdrawn(1, "the wrong file"),
        DocumentDescribed(DocumentId("d1"), title="A title"),
    ],
)
def test_what_reaches_beyond_matters_is_left_to_replay(payload: Payload) -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", CONTENTS[0]))
    payloads = [(entry.payload, entry.actor) for entry in pile.entries()]
    with tempfile.TemporaryDirectory() as name:
        ledger = SqliteLedger(Path(name) / "ledger.db")
        reckoning = Reckoning(ledger, Path(name) / "matters.db", Bearings())
        for made, actor in payloads:
            ledger.append([made], actor=actor, recorded_at=LATER)
        assert reckoning.catch_up()
        ledger.append([payload], actor="A. Editor", recorded_at=LATER)
        assert not reckoning.catch_up()
        reckoning.close()
        ledger.close()


def test_what_was_derived_of_another_ledger_or_by_other_settings_is_made_anew() -> None:
    first, second = Pile(), Pile()
    first.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", CONTENTS[0]))
    second.tell("Post", "2031-05-04T10:00Z", say("Bela Fenwick", CONTENTS[1]))
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "matters.db"
        for number, (pile, parties) in enumerate(
            [(first, frozenset[str]()), (second, frozenset[str]()), (second, frozenset({"Post"}))]
        ):
            ledger = SqliteLedger(Path(name) / f"ledger{number}.db")
            for entry in pile.entries():
                ledger.append([entry.payload], actor=entry.actor, recorded_at=LATER)
            reckoning = Reckoning(ledger, file, Bearings(parties=parties))
            assert reckoning.catch_up()
            replayed, quick = _open(list(ledger.entries()), reckoning, None, Clock.PUBLISHED)
            assert quick.brief(length=9) == replayed.brief(length=9)
            reckoning.close()
            ledger.close()


def test_a_file_that_is_no_database_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "matters.db").write_text("not a database, but long enough to be read as one" * 99)
    ledger = SqliteLedger(tmp_path / "ledger.db")
    reckoning = Reckoning(ledger, tmp_path / "matters.db", Bearings())
    assert reckoning.catch_up()
    reckoning.close()
    ledger.close()
