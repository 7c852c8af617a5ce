"""Quick views say what replay says, to the letter, however the ledger came to be."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salis.ledger.sqlite import SqliteLedger
from salis.model.document import DocumentId
from salis.model.entry import (
    DocumentDescribed,
    EntryWithdrawn,
    JudgementMade,
    Payload,
    RulesAdopted,
    Verdict,
)
from salis.model.snapshot import Clock
from salis.pipeline.bearings import Bearings
from salis.pipeline.compute import link_entries
from salis.pipeline.docket import Docket
from salis.pipeline.moments import cut_at, read_moment
from salis.pipeline.nearby import Asked
from salis.pipeline.opening import is_by_newest_rules
from salis.pipeline.quick import QuickView
from salis.pipeline.reckoning import Reckoning
from salis.pipeline.view import open_view
from salis.weigh import CURRENT, VERSIONS, fate_of
from tests.link.telling import LATER, Pile, say
from tests.pipeline.made_at_random import (
    ASKED,
    CONTENTS,
    DECIDINGS,
    NOW,
    TELLINGS,
    Deciding,
    Telling,
    ask,
    entries_of,
    open_both,
    tell,
    written_down,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TELLINGS, DECIDINGS, st.sampled_from([1, 2, 5, 100]), ASKED)
def test_a_quick_view_says_what_replay_says(
    tellings: list[Telling],
    decidings: list[Deciding],
    at_once: int,
    asked: set[tuple[str | None, Clock]],
) -> None:
    pile = tell(tellings)
    payloads = list(entries_of(pile, decidings))
    with written_down(payloads, pile.bearings, at_once=at_once) as (ledger, reckoning):
        entries = list(ledger.entries())
        for as_of, clock in asked:
            replayed, quick = open_both(entries, reckoning, as_of, clock)
            assert list(ask(quick)) == list(ask(replayed))
            for claim in replayed.claims():
                assert quick.claim(claim.id) == claim
                assert quick.history(claim.id) == replayed.history(claim.id)
                assert quick.descent(claim.id) == replayed.descent(claim.id)
                assert quick.judgements_of(claim.id) == replayed.judgements_of(claim.id)
                assert quick.statement_of(claim.id) == replayed.statement_of(claim.id)
            for document in replayed.documents():
                assert quick.document(document.id) == replayed.document(document.id)
                assert quick.told_in(document.id) == replayed.told_in(document.id)
                assert quick.text_of(document.id) == replayed.text_of(document.id)


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
    _, before = open_both(list(ledger.entries()), desk, None, Clock.PUBLISHED)
    for payload, actor in told[10:]:
        ledger.append([payload], actor=actor, recorded_at=LATER)
        assert writer.catch_up()
    assert before.brief(length=9).counts.documents == 3
    assert desk.hold() == (ledger.head().seq, ledger.head().seal)
    replayed, after = open_both(list(ledger.entries()), desk, None, Clock.PUBLISHED)
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
        with written_down(adopted, pile.bearings, at_once=2) as (_, reckoning):
            quick = [is_by_newest_rules(reckoning, clock) for clock in Clock]
        assert quick == [published, recorded]


def test_where_a_voice_has_a_poor_record_what_it_says_is_salted(tmp_path: Path) -> None:
    pile = Pile()
    bridges = ("Aldmoor", "Brennick", "Sarnholt", "Ansgar", "Velmark", "Torvik")
    for day, name in enumerate(bridges, 1):
        words = f"the bridge at {name} / was closed / to lorries"
        pile.tell("Daily", f"2031-05-0{day}T10:00Z", say("Mira Tolland", words))
    other = "the bridge at Merrow / was closed / to lorries"
    pile.tell("Daily", "2031-05-05T12:00Z", say("Bela Fenwick", other))
    told: list[tuple[Payload, str]] = [(RulesAdopted(CURRENT.version), CURRENT.version)]
    told += [(entry.payload, entry.actor) for entry in pile.entries()]
    for number in range(5):
        statement = pile.told[number][1].statements[0].id
        made = JudgementMade(f"j{number}", Verdict.REFUTE, (statement,), "seen")
        told.append((made, "A. Editor"))

    with written_down(told, pile.bearings, at_once=4) as (ledger, reckoning):
        entries = list(ledger.entries())
        replayed, quick = open_both(entries, reckoning, None, Clock.PUBLISHED)
        assert list(ask(quick)) == list(ask(replayed))
        shown = [one.text for one in quick.brief(detailed=2).known if one.standing == "reported"]
        (last,) = (one for one in replayed.claims() if "Torvik" in one.text)
        salted = quick.claim(last.id)
        assert [quick.claim(one.id) for one in replayed.claims()] == list(replayed.claims())

    assert [grain.code for grain in salted.statements[0].grains] == ["poor_record"]
    assert salted == replayed.claim(last.id)
    # It was told later, which would put it first; the grain of salt puts it second.
    assert [name for text in shown for name in ("Merrow", "Torvik") if name in text] == [
        "Merrow",
        "Torvik",
    ]


def test_claims_that_exclude_one_another_only_in_part_keep_each_its_own_probability() -> None:
    """9 by noon and 14 by night may both hold, though both exclude that there were 12."""
    pile = Pile()
    killed = "{} people / were killed / in the blast at Brennick"
    for hour, voice, count in ((10, "Mira Tolland", 12), (11, "Bela Fenwick", 14), (12, None, 9)):
        pile.tell("Daily", f"2031-05-03T{hour}:00Z", say(voice, killed.format(count)))
    pile.tell("Post", "2031-05-03T13:00Z", say("Ada Lind", killed.format(12)))
    told = [(entry.payload, entry.actor) for entry in pile.entries()]
    told.insert(0, (RulesAdopted(CURRENT.version), CURRENT.version))
    with written_down(told, pile.bearings, at_once=3) as (ledger, reckoning):
        replayed, quick = open_both(list(ledger.entries()), reckoning, None, Clock.PUBLISHED)
        claims = replayed.claims()
        assert sum(one.probability is not None for one in claims) > 1
        assert [quick.claim(one.id) for one in claims] == list(claims)


def test_a_source_that_is_called_otherwise_later_is_so_in_what_was_kept_before() -> None:
    pile = Pile()
    for hour in (10, 11, 12):
        pile.tell("Daily News", f"2031-05-03T{hour}:00Z", say(None, CONTENTS[0]))
    pile.tell("DAILY NEWS", "2031-05-05T10:00Z", say(None, CONTENTS[5]))
    told = [(entry.payload, entry.actor) for entry in pile.entries()]
    told.insert(0, (RulesAdopted(CURRENT.version), CURRENT.version))
    with written_down(told, pile.bearings, at_once=3) as (ledger, reckoning):
        for as_of in ("2031-05-04", None):
            entries = list(ledger.entries())
            replayed, quick = open_both(entries, reckoning, as_of, Clock.PUBLISHED)
            assert list(ask(quick)) == list(ask(replayed))
        speakers = [name for one in quick.brief(detailed=9).known for name in one.speakers]
    assert set(speakers) == {"DAILY NEWS"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TELLINGS, DECIDINGS)
def test_how_a_claim_was_settled_is_told_as_weighing_it_tells(
    tellings: list[Telling], decidings: list[Deciding]
) -> None:
    pile = tell(tellings)
    with written_down(list(entries_of(pile, decidings)), pile.bearings, at_once=100) as (ledger, _):
        linked = link_entries(ledger.entries(), cut=None, clock=Clock.PUBLISHED)
    docket = Docket(linked, pile.bearings)
    for id in linked.claims:
        for at in docket.times(id):
            weighed = docket.weigh(id, at)
            assert docket.fate(id, at) == (weighed and fate_of(weighed.standing))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TELLINGS, DECIDINGS, ASKED)
def test_what_voices_with_poor_records_say_is_salted_as_replay_salts_it(
    tellings: list[Telling], decidings: list[Deciding], asked: set[tuple[str | None, Clock]]
) -> None:
    pile = tell(tellings)
    refuted = []
    for day, name in enumerate(("Aldmoor", "Sarnholt", "Ansgar", "Velmark", "Torvik"), 1):
        words = f"the bridge at {name} / was closed / to lorries"
        said = (say(voice, words) for voice in ("Mira Tolland", None, "Bela Fenwick"))
        for outlet, one in zip(("Courier", "Daily", "Post"), said, strict=True):
            pile.tell(outlet, f"2031-05-0{day}T10:00Z", one)
            refuted.append(pile.told[-1][1].statements[0].id)
    told = list(entries_of(pile, decidings))
    at = read_moment("2031-05-03")
    for number, id in enumerate(refuted):
        made = JudgementMade(f"r{number}", Verdict.REFUTE, (id,), "seen", at=at)
        told.append((made, "A. Editor"))
    with written_down(told, pile.bearings, at_once=100) as (ledger, reckoning):
        entries = list(ledger.entries())
        for as_of, clock in asked:
            replayed, quick = open_both(entries, reckoning, as_of, clock)
            assert list(ask(quick)) == list(ask(replayed))
            assert [quick.claim(one.id) for one in replayed.claims()] == list(replayed.claims())


def test_evidence_that_was_taken_back_twice_is_told_once() -> None:
    pile = Pile()
    pile.tell("Daily", None, say(None, "Norrow staff / locked / the rear doors of the ferry"))
    filed = Deciding("evidence", Verdict.CONFIRM, 0, 0, "Daily", 1, None)
    back = replace(filed, kind="withdrawal")
    told = list(entries_of(pile, [filed, back, back]))
    with written_down(told, pile.bearings, at_once=100) as (ledger, reckoning):
        replayed, quick = open_both(list(ledger.entries()), reckoning, None, Clock.PUBLISHED)
        (claim,) = replayed.claims()
        assert quick.claim(claim.id) == claim
        assert len(claim.evidence) == 1


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
            replayed, quick = open_both(list(ledger.entries()), reckoning, None, Clock.PUBLISHED)
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
