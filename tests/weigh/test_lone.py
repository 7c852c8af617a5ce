"""Lone claims are weighed once for each kind; what is said of one must be what the rules say."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.model.claim import Claim, ClaimId
from salis.model.document import SourceId
from salis.model.entry import DocumentFetched, Entry, Payload, SourceGraded
from salis.model.snapshot import Clock
from salis.model.statement import Act, Certainty, GrainCode, Speaker, Statement
from salis.model.times import Interval
from salis.pipeline.bearings import Bearings
from salis.pipeline.compute import link_entries
from salis.pipeline.docket import Docket
from salis.weigh import Case, weigh_claim
from tests.link.telling import LATER, Pile, Said, officials, on, person, say

#: What the rules may look at where one statement stands alone. Whoever lets them look at more
#: makes it part of the kind of a lone claim first (`salis.weigh.lone`).
_OF_STATEMENT = {"id", "act", "grains"}
_OF_CLAIM = {"concerns"}
_MARK = "\ue000"
_SPEAKERS = (
    None,
    person("Mira Tolland"),
    person("origin"),
    person(f"{_MARK}time{_MARK}"),
    person("Norrow Lines"),
    officials(),
)
_WORDS = ("Norrow Lines / locked / the doors", "they / have not met / in Aldmoor")
_TIMES = st.none() | st.integers(-600, 600).map(lambda days: LATER + timedelta(days=days))


@st.composite
def _intervals(draw: st.DrawFn) -> Interval:
    words = ("", "on Monday", "by {} name", f"{_MARK}name{_MARK}")
    edtf = draw(st.sampled_from(("2031", "2032-05/..")))
    return Interval(draw(_TIMES), draw(_TIMES), edtf, draw(st.sampled_from(words)))


_SAID = st.builds(
    say,
    st.sampled_from(_SPEAKERS),
    st.sampled_from(_WORDS),
    act=st.sampled_from(Act),
    certainty=st.sampled_from(Certainty),
    cue=st.sampled_from(("said", "admitted")),
    about=st.none() | _intervals(),
    grains=st.lists(st.sampled_from(GrainCode), max_size=3, unique=True).map(tuple),
)


def _docket(told: list[Said], source: str, *filed: Payload) -> Docket:
    """Let each be said in a document of its own, related to no other."""
    pile = Pile()
    for at, said in enumerate(told):
        pile.tell(source, f"2031-05-03T{at // 60:02}:{at % 60:02}Z", said)
    payloads = [one for document, read in pile.told for one in (DocumentFetched(document), read)]
    entries = [Entry(seq, LATER, "A", one, "") for seq, one in enumerate([*payloads, *filed], 1)]
    linked = link_entries(entries, cut=None, clock=Clock.PUBLISHED)
    return Docket(linked, Bearings(parties=frozenset({"Mira Tolland"})))


def _case(docket: Docket, id: ClaimId) -> Case:
    case = docket.case(id, LATER)
    assert case is not None
    return case


@settings(max_examples=80, deadline=None)
@given(st.lists(_SAID, min_size=2, max_size=12), st.sampled_from(("Daily", "Norrow Lines")))
def test_a_lone_claim_stands_where_the_rules_put_it(told: list[Said], source: str) -> None:
    docket = _docket(told, source)
    assert len(docket.linked.claims) == len(docket.linked.statements)
    for id in docket.linked.claims:
        assert docket.weigh(id, LATER) == weigh_claim(_case(docket, id))


def test_every_kind_of_lone_claim_stands_where_the_rules_put_it() -> None:
    told = [
        say(speaker, words, act=act, certainty=certainty, grains=grains)
        for speaker in _SPEAKERS
        for words in _WORDS
        for act in Act
        for certainty in (Certainty.CERTAIN, Certainty.POSSIBLE)
        for grains in ((), (GrainCode.HEDGED,))
    ]
    docket = _docket(told, "Norrow Lines")
    assert len(docket.linked.claims) == len(told)
    for id in docket.linked.claims:
        assert docket.weigh(id, LATER) == weigh_claim(_case(docket, id))


def test_what_is_said_of_one_is_said_of_the_next_in_its_own_name() -> None:
    told = [
        say("Mira Orlo", "the ferry / will sail", act=Act.PREDICT, about=on("2033-01-01")),
        say("Bela Fenwick", "the mayor / will resign", act=Act.PREDICT, about=on("2034-02-02")),
        say("Ivo Marrin", "the bridge / was closed"),
        say(None, "the school / was closed"),
    ]
    docket = _docket(told, "Daily")
    said = [docket.weigh(id, LATER) for id in docket.linked.claims]
    assert [one.reasons[0].text for one in said if one is not None] == [
        "it is foretold (by on 2033-01-01)",
        "it is foretold (by on 2034-02-02)",
        "one origin: Ivo Marrin",
        "one origin: Daily",
    ]


def test_the_same_claim_stands_elsewhere_at_another_moment() -> None:
    told = [say(None, "the ferry / sails / at noon", about=on("2031-07-01"))]
    docket = _docket(told, "Daily")
    (id,) = docket.linked.claims
    moments = (datetime(2031, 5, 1, tzinfo=UTC), datetime(2031, 6, 1, tzinfo=UTC), LATER)
    weighed = [docket.weigh(id, moment) for moment in moments]
    assert weighed[0] is None
    assert [one.standing.value for one in weighed[1:] if one] == ["pending", "reported"]


def test_what_an_unreliable_source_tells_alone_carries_its_grain() -> None:
    told = [say(None, "the school / was closed")]
    good = _docket(told, "Daily")
    (id,) = good.linked.claims
    poor = _docket(told, "Daily", SourceGraded(_source(good, id), "E"))
    codes = [dict(one.grain_codes) for one in (good.weigh(id, LATER), poor.weigh(id, LATER)) if one]
    assert [list(found.values()) for found in codes] == [[()], [(GrainCode.POOR_RECORD,)]]


def _source(docket: Docket, id: ClaimId) -> SourceId:
    statement = docket.linked.statements[docket.linked.claims[id].members[0].statement]
    return docket.linked.documents[statement.document].source.id


_SEEN: set[str] = set()


class _Watched(Statement):
    """A statement that notes what is looked at."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> object:
        _SEEN.add(name)
        return super().__getattribute__(name)


class _WatchedClaim(Claim):
    """A claim that notes what is looked at."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> object:
        _SEEN.add(name)
        return super().__getattribute__(name)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("speaker", _SPEAKERS)
@pytest.mark.parametrize("about", [None, on("2031-01-01"), on("2033-01-01")])
def test_the_rules_look_at_nothing_of_it_that_makes_no_kind(
    act: Act, speaker: Speaker | None, about: Interval | None
) -> None:
    told = [
        say(speaker, words, act=act, about=about, grains=grains, certainty=certainty)
        for words in _WORDS
        for grains in ((), (GrainCode.HEARSAY,), (GrainCode.HEDGED, GrainCode.LOADED))
        for certainty in Certainty
    ]
    docket = _docket(told, "Norrow Lines")
    for id in docket.linked.claims:
        case = _case(docket, id)
        (statement,) = case.statements
        watched = _Watched(**{one.name: getattr(statement, one.name) for one in fields(Statement)})
        _SEEN.clear()
        weigh_claim(replace(case, statements=(watched,)))
        assert _SEEN <= _OF_STATEMENT
        claim = _WatchedClaim(**{one.name: getattr(case.claim, one.name) for one in fields(Claim)})
        _SEEN.clear()
        weigh_claim(replace(case, claim=claim))
        assert _SEEN <= _OF_CLAIM
