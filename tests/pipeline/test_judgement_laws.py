"""Laws of judgements: they replay, can be withdrawn, hold in any order and change no past."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from salis.ledger.payloads import decode, encode
from salis.link import bond_statements
from salis.model.claim import Weighed
from salis.model.entry import Entry, EntryWithdrawn, JudgementMade, Verdict
from salis.model.statement import Act, Speaker, StatementId
from salis.pipeline.moments import read_moment
from salis.pipeline.view import open_view
from salis.views.records import ClaimRecord
from tests.link.telling import LATER, Pile, independent, officials, person, say
from tests.pipeline.judging import DEPUTY, EDITOR

DOORS = "Norrow staff / locked / the rear doors of the ferry"
BARRED = "the exits astern / were barred / from outside"
HULL = "the hull / was open / below the waterline of the ferry"
WIRE = (
    "The river ferry capsized near Brennick early on Saturday and boats searched the water "
    "until dark. Helpers on the bank carried blankets to the landing stage while the bells rang "
    "in the old church. The boat had linked the market towns for many years. "
)
OUTLETS = ("Daily", "Post", "Courier", "Gazette")
VOICES: tuple[str | Speaker | None, ...] = (
    None,
    "Mira Tolland",
    "Tolland",
    "Bela Fenwick",
    officials(of="River Police"),
    person("Ada Lind", of="River Police"),
    person("River Police"),
)
NAMES = ("mira tolland", "tolland", "bela fenwick", "ada lind", "river police", "Daily", "Post")
CLAIM_VERDICTS = (
    Verdict.CONFIRM,
    Verdict.REFUTE,
    Verdict.UNVERIFIABLE,
    Verdict.REOPEN,
)


@dataclass(frozen=True)
class Telling:
    """One document: who prints what by whom, and how much of the wire's text it uses."""

    outlet: str
    voice: str | Speaker | None
    act: Act
    words: str
    copied: bool


@dataclass(frozen=True)
class Judging:
    """One judgement: of which things by their numbers, by whom and from which day on."""

    verdict: Verdict
    one: int
    other: int
    by: str
    day: int


TELLINGS = st.lists(
    st.builds(
        Telling,
        st.sampled_from(OUTLETS),
        st.sampled_from(VOICES),
        st.sampled_from([Act.ASSERT, Act.ASSERT, Act.DENY, Act.ALLEGE]),
        st.sampled_from([DOORS, BARRED, HULL]),
        st.booleans(),
    ),
    min_size=2,
    max_size=6,
)
JUDGINGS = st.lists(
    st.builds(
        Judging,
        st.sampled_from(list(Verdict)),
        st.integers(0, 6),
        st.integers(0, 6),
        st.sampled_from([EDITOR, DEPUTY]),
        st.integers(1, 20),
    ),
    min_size=1,
    max_size=5,
)


def _tell(tellings: Iterable[Telling]) -> Pile:
    pile = Pile()
    for at, one in enumerate(tellings):
        pile.tell(
            one.outlet,
            f"2031-05-0{at + 1}T10:00Z",
            say(one.voice, one.words, act=one.act),
            text=f"{WIRE} {one.words} {at}" if one.copied else None,
            title=str(at),
        )
    return pile


def _judge(pile: Pile, judgings: Iterable[Judging]) -> None:
    documents = [document for document, _ in pile.told]
    statements = [read.statements[0].id for _, read in pile.told]
    for one in judgings:
        a, b = one.one % len(documents), one.other % len(documents)
        pair = one.verdict.ties
        voices = one.verdict in (Verdict.MERGE, Verdict.SPLIT)
        texts = one.verdict in (Verdict.COPY, Verdict.INDEPENDENT)
        if pair and (one.one == one.other if voices else a == b):
            continue
        made = JudgementMade(
            id=f"j{len(pile.filed)}",
            verdict=one.verdict,
            statements=() if voices or texts else tuple(statements[i] for i in (a, b)[: 1 + pair]),
            because="",
            at=read_moment(f"2031-06-{one.day:02}"),
            documents=(documents[a].id, documents[b].id) if texts else (),
            voices=(NAMES[one.one], NAMES[one.other]) if voices else (),
        )
        pile.file(made, f"2031-12-01T10:00:{len(pile.filed):02}Z", one.by)


def _claims(entries: Iterable[Entry], as_of: str | None = None) -> tuple[ClaimRecord, ...]:
    return tuple(open_view(entries, now=LATER, as_of=as_of).claims())


@settings(max_examples=60, deadline=None)
@given(TELLINGS, JUDGINGS)
def test_judgements_survive_replay(tellings: list[Telling], judgings: list[Judging]) -> None:
    pile = _tell(tellings)
    _judge(pile, judgings)
    entries = pile.entries()
    replayed = [
        replace(one, payload=decode(type(one.payload).__name__, encode(one.payload)))
        for one in entries
    ]
    assert replayed == entries
    assert _claims(replayed) == _claims(entries)


@settings(max_examples=60, deadline=None)
@given(TELLINGS, JUDGINGS, st.data())
def test_what_a_judgement_does_hangs_on_no_order_of_adding(
    tellings: list[Telling], judgings: list[Judging], data: st.DataObject
) -> None:
    pile = _tell(tellings)
    _judge(pile, judgings)
    order = data.draw(st.permutations(range(len(pile.told))))
    assert _bare(_claims(pile.shuffled(order).entries())) == _bare(_claims(pile.entries()))


def _bare(claims: Iterable[ClaimRecord]) -> list[ClaimRecord]:
    """Leave out how the statements of one origin were found to be so: there may be several ways."""
    return [
        replace(one, origins=tuple(replace(origin, reasons=()) for origin in one.origins))
        for one in claims
    ]


@settings(max_examples=60, deadline=None)
@given(TELLINGS, JUDGINGS, st.data())
def test_withdrawing_a_judgement_restores_what_stood_without_it(
    tellings: list[Telling], judgings: list[Judging], data: st.DataObject
) -> None:
    pile = _tell(tellings)
    _judge(pile, judgings)
    if not pile.filed:
        return
    entries = pile.entries()
    gone = data.draw(st.integers(len(entries) - len(pile.filed), len(entries) - 1))
    without = [*entries[:gone], *entries[gone + 1 :]]
    back = Entry(len(entries) + 1, LATER, EDITOR, EntryWithdrawn(entries[gone].seq, ""), "")
    again = Entry(len(entries) + 2, LATER, EDITOR, EntryWithdrawn(back.seq, ""), "")
    assert _claims([*entries, back]) == _claims(without)
    assert _claims([*entries, back, again]) == _claims(entries)


@settings(max_examples=60, deadline=None)
@given(TELLINGS, JUDGINGS, st.integers(1, 20))
def test_a_later_judgement_changes_no_past_view(
    tellings: list[Telling], judgings: list[Judging], day: int
) -> None:
    whole, early = _tell(tellings), _tell(tellings)
    _judge(whole, judgings)
    _judge(early, [one for one in judgings if one.day <= day])
    as_of = f"2031-06-{day:02}"
    assert _texts(_claims(whole.entries(), as_of)) == _texts(_claims(early.entries(), as_of))


def _texts(claims: Iterable[ClaimRecord]) -> list[ClaimRecord]:
    """Leave the ids of judgements out, which tell how many were made before."""
    return [
        replace(one, reasons=tuple(replace(reason, refs=()) for reason in one.reasons))
        for one in claims
    ]


@settings(max_examples=100, deadline=None)
@given(TELLINGS, JUDGINGS)
def test_what_was_judged_last_holds_through_whatever_links(
    tellings: list[Telling], judgings: list[Judging]
) -> None:
    pile = _tell(tellings)
    _judge(pile, judgings)
    linked = pile.linked()
    made = [one.value for one in linked.judgements]
    overruled = bond_statements(made).overruled
    home: dict[StatementId, str] = {
        member.statement: claim.id for claim in linked.claims.values() for member in claim.members
    }
    ties = [one for one in made if one.verdict in (Verdict.SAME, Verdict.DIFFERENT)]
    assert not ties or ties[-1].id not in overruled
    for one in ties:
        if one.id not in overruled:
            a, b = one.statements
            assert (home[a] == home[b]) is (one.verdict is Verdict.SAME)


@settings(max_examples=100, deadline=None)
@given(TELLINGS, JUDGINGS)
def test_words_that_join_never_add_an_origin(
    tellings: list[Telling], judgings: list[Judging]
) -> None:
    pile = _tell(tellings)
    before = _counted(pile.weighed())
    _judge(pile, [one for one in judgings if one.verdict in (Verdict.COPY, Verdict.MERGE)])
    after = _counted(pile.weighed())
    assert all(after[id] <= count for id, count in before.items())


def _counted(weighed: Iterable[Weighed]) -> dict[str, int]:
    return {one.claim.id: len(independent(one)) for one in weighed}


def test_a_judgement_of_an_older_ledger_is_read() -> None:
    old = b'{"id":"j1","verdict":"same","statements":["s1","s2"],"because":"seen","at":null}'
    assert decode("JudgementMade", old) == JudgementMade(
        "j1", Verdict.SAME, (StatementId("s1"), StatementId("s2")), "seen"
    )
