"""The docket: puts together the case of any claim as it stood at any moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from salis.link import (
    Concern,
    Ground,
    bond_documents,
    bond_voices,
    find_initials,
    is_party,
    trace_origins,
    voice_key,
)
from salis.model.claim import Claim, ClaimId, Origin, Reason, Side, Weighed
from salis.model.document import DocumentId, SourceId
from salis.model.entry import EvidenceFiled, JudgementMade, Withdrawal
from salis.model.link import Copy
from salis.model.snapshot import Linked, Timed
from salis.model.statement import Act, Polarity, Statement, StatementId
from salis.pipeline.bearings import Bearings
from salis.pipeline.notes import Notes
from salis.weigh import (
    CURRENT,
    Case,
    Fate,
    LoneVerdicts,
    Outcome,
    Rival,
    Ruling,
    fate_of,
    is_withdrawn,
    may_concede,
    settle_claim,
    standing_judged,
    voice_of,
    weigh_claim,
)

_UNRELIABLE = frozenset("DE")
_FORETOLD = frozenset({Act.PREDICT, Act.PROMISE})


class Docket:
    """Everything linked, ready to be weighed claim by claim.

    A claim is weighed from what was told by the moment alone; what a view's own cut let through
    needs no further cutting when the moment is the view's.
    """

    def __init__(self, linked: Linked, bearings: Bearings, ruling: Ruling = CURRENT) -> None:
        self.linked = linked
        self.ruling = ruling
        self._ground = _ground(linked, bearings)
        self._source_names = {one.id: one.name for one in linked.sources}
        self._withdrawals = _timed_withdrawals(linked)
        claim_of = {m.statement: c.id for c in linked.claims.values() for m in c.members}
        self._evidence = _by_claim(linked.evidence, claim_of)
        self._judgements = _by_claim(linked.judgements, claim_of)
        self._notes = Notes(linked, claim_of)
        self._latest = max(linked.told.values(), default=None)
        grades = (timed.value for timed in linked.grades)
        self._poor_sources = {one.source for one in grades if one.grade in _UNRELIABLE}
        self._verdicts = LoneVerdicts(self._source_names, ruling)
        #: Bare cases of the moment asked for last: rivals are put together once for all of them.
        self._bare_cases: dict[ClaimId, Case | None] = {}
        self._bare_at: datetime | None = None

    def weigh(self, id: ClaimId, moment: datetime) -> Weighed | None:
        """Weigh a claim at a moment; None where nothing of it had been told by then."""
        claim = self.linked.claims[id]
        statement = self._lone(claim)
        if statement is None:
            case = self.case(id, moment)
            if case is None:
                return None
            weighed, notes = weigh_claim(case, self.ruling), self._notes.of(id, moment)
            return replace(weighed, reasons=(*weighed.reasons, *notes)) if notes else weighed
        if self.linked.told[statement.document] > moment:
            return None
        (origin,) = trace_origins((statement,), self._ground, concern=Concern((statement,)))
        return self._verdicts.weigh(
            claim,
            statement,
            origin=origin,
            moment=moment,
            said=_said(self.linked, (statement,)),
            put_together=lambda: self._told(id, moment),
        )

    def touched(self, before: Docket, at: datetime) -> list[ClaimId]:
        """Give the claims that stand otherwise than before a judgement of links at a moment.

        Those that hold other statements or are noted of then, and all that hang on such ones.
        """
        claims, known = self.linked.claims, before.linked.claims
        near = {
            id
            for id, claim in claims.items()
            if claim != known.get(id) or at in self._notes.times(id)
        }
        return [
            id
            for id, claim in claims.items()
            if id in near
            or near.intersection(claim.rivals)
            or any(other in near for other, _ in claim.outcomes)
        ]

    def document_notes(self, moment: datetime) -> dict[DocumentId, tuple[Reason, ...]]:
        """Give what people judged of documents by a moment."""
        return self._notes.of_documents(moment)

    def _lone(self, claim: Claim) -> Statement | None:
        """Give the one statement for a claim that nothing else bears on, at whatever moment."""
        if len(claim.members) > 1 or claim.rivals or claim.outcomes:
            return None
        member, id = claim.members[0], claim.id
        if member.side is not Side.FOR or id in self._evidence or id in self._judgements:
            return None
        if id in self._notes:
            return None
        statement = self.linked.statements[member.statement]
        source = self.linked.documents[statement.document].source.id
        bears = member.statement in self._withdrawals or source in self._poor_sources
        return None if bears else statement

    def _told(self, id: ClaimId, moment: datetime) -> Case:
        case = self.case(id, moment)
        assert case is not None
        return case

    def case(self, id: ClaimId, moment: datetime) -> Case | None:
        """Put together a claim's case at a moment."""
        bare = self._bare(id, moment)
        claim = self.linked.claims[id]
        if bare is None or not (claim.rivals or claim.outcomes):
            return bare
        rivals = (self._rival(claim, rival, moment) for rival in claim.rivals)
        outcomes = (self._outcome(other, moment, borne_out=good) for other, good in claim.outcomes)
        return bare.against(
            rivals=tuple(one for one in rivals if one is not None),
            outcomes=tuple(one for one in outcomes if one is not None),
        )

    def fate(self, id: ClaimId, moment: datetime) -> Fate | None:
        """Tell how a claim was settled at a moment; it is weighed only where that is not plain."""
        claim = self.linked.claims[id]
        if not claim.outcomes and not any(
            self._may_settle(one, moment) for one in (id, *claim.rivals)
        ):
            return None
        statements = [self.linked.statements[one.statement] for one in claim.members]
        told = any(self.linked.told[one.document] <= moment for one in statements)
        if told and not any(one.id in self._withdrawals for one in statements):
            made = [one for one in self._judgements.get(id, ()) if one.at <= moment]
            judged = standing_judged(made)
            if judged is not None:
                return fate_of(judged)
        weighed = self.weigh(id, moment)
        return None if weighed is None else fate_of(weighed.standing)

    def _may_settle(self, id: ClaimId, moment: datetime) -> bool:
        """Tell whether anything told, filed or judged of a claim may settle it or its opposite."""
        decided = (*self._evidence.get(id, ()), *self._judgements.get(id, ()))
        if any(one.at <= moment for one in decided):
            return True
        members = self.linked.claims[id].members if id in self.linked.claims else ()
        return any(
            one.statement in self._withdrawals or may_concede(self.linked.statements[one.statement])
            for one in members
        )

    def times(self, id: ClaimId) -> set[datetime]:
        """Give every instant at which something may move a claim, its time passing included."""
        claim = self.linked.claims[id]
        near = (id, *claim.rivals, *(other for other, _ in claim.outcomes))
        found = {at for one in near for at in self._own_times(one)}
        if claim.concerns is not None and claim.concerns.text:
            found |= {at for at in (claim.concerns.start, claim.concerns.end) if at is not None}
        return found

    def _own_times(self, id: ClaimId) -> Iterable[datetime]:
        for member in self.linked.claims[id].members:
            yield self.linked.told[self.linked.statements[member.statement].document]
            if member.statement in self._withdrawals:
                yield self._withdrawals[member.statement][0]
        yield from (one.at for one in self._evidence.get(id, ()))
        yield from (one.at for one in self._judgements.get(id, ()))
        yield from self._notes.times(id)

    def _bare(self, id: ClaimId, moment: datetime) -> Case | None:
        """Give a case without the claims around it."""
        if moment != self._bare_at:
            self._bare_cases, self._bare_at = {}, moment
        if id not in self._bare_cases:
            self._bare_cases[id] = self._put_together(id, moment)
        return self._bare_cases[id]

    def _put_together(self, id: ClaimId, moment: datetime) -> Case | None:
        linked, claim = self.linked, self.linked.claims[id]
        statements = [linked.statements[one.statement] for one in claim.members]
        if self._latest is not None and moment < self._latest:
            statements = [s for s in statements if linked.told[s.document] <= moment]
        if not statements:
            return None
        if linked.aliases:
            statements = [_under_one_name(one, linked.aliases) for one in statements]
        sides = {one.statement: one.side for one in claim.members}
        told = [one for one in statements if sides[one.id] is Side.FOR]
        denied = [one for one in statements if sides[one.id] is Side.AGAINST]
        about = Concern(told)
        origins = trace_origins(_of_one_time(told), self._ground, concern=about) if told else ()
        concern = Concern(statements, objects=True)
        return Case(
            claim=claim,
            moment=moment,
            statements=tuple(statements),
            sides={one.id: sides[one.id] for one in statements},
            sources={one.id: linked.documents[one.document].source.id for one in statements},
            source_names=self._source_names,
            origins=origins,
            denials=trace_origins(denied, self._ground, concern=concern) if denied else (),
            withdrawn=self._withdrawn(statements, moment) if self._withdrawals else {},
            evidence=tuple(e.value for e in self._evidence.get(id, ()) if e.at <= moment),
            judgements=tuple(j for j in self._judgements.get(id, ()) if j.at <= moment),
            interested=self._interested(origins, about),
            said=_said(linked, told),
            poor=self._poor(statements, moment) if linked.grades else frozenset(),
        )

    def _interested(self, origins: tuple[Origin, ...], about: Concern) -> frozenset[StatementId]:
        """Find the statements of a party; only where an origin has such a one or several voices."""
        ids: list[StatementId] = []
        for origin in origins:
            if len(origin.statements) > 1 or _has_party(origin):
                ids.extend(origin.statements)
        statements = self.linked.statements
        return frozenset([id for id in ids if is_party(statements[id], self._ground, about)])

    def _withdrawn(
        self, statements: list[Statement], moment: datetime
    ) -> dict[StatementId, Withdrawal]:
        found = ((one.id, self._withdrawals.get(one.id)) for one in statements)
        return {id: at[1] for id, at in found if at is not None and at[0] <= moment}

    def _poor(self, statements: list[Statement], moment: datetime) -> frozenset[StatementId]:
        latest = {g.value.source: g.value.grade for g in self.linked.grades if g.at <= moment}
        return frozenset(
            one.id
            for one in statements
            if latest.get(self.linked.documents[one.document].source.id) in _UNRELIABLE
        )

    def _rival(self, claim: Claim, id: ClaimId, moment: datetime) -> Rival | None:
        bare = self._bare(id, moment)
        if bare is None or id not in self.linked.claims:
            return None
        told = bare.put_forward()
        return Rival(
            claim=id,
            text=bare.claim.text,
            origins=tuple(one for one in bare.origins if not is_withdrawn(one, bare)),
            settled=settle_claim(bare),
            opposite=_polarity(self.linked, claim) != _polarity(self.linked, bare.claim),
            voices=frozenset(voice_of(one, bare.sources[one.id]) for one in told),
        )

    def _outcome(self, id: ClaimId, moment: datetime, *, borne_out: bool) -> Outcome | None:
        statements = [self.linked.statements[m.statement] for m in self.linked.claims[id].members]
        if any(one.act in _FORETOLD for one in statements):
            return None
        weighed = self.weigh(id, moment)
        if weighed is None:
            return None
        return Outcome(id, weighed.claim.text, weighed.standing, borne_out)


def _said(linked: Linked, told: Iterable[Statement]) -> datetime | None:
    """Give when the first of some was published, at the earliest; None where one is undated."""
    dated = [linked.documents[one.document].published_at for one in told]
    times = [one.at for one in dated if one is not None]
    return min(times) if times and len(times) == len(dated) else None


def _of_one_time(told: list[Statement]) -> list[Statement]:
    """Leave out predictions where a person joined them with reports: they are no support."""
    reports = [one for one in told if one.act not in _FORETOLD]
    return reports or told


def _under_one_name(statement: Statement, aliases: Mapping[str, str]) -> Statement:
    """Give each speaker the entity that stands for all whom people merged with it."""
    if not any(one.entity in aliases for one in statement.speakers):
        return statement
    known = (
        replace(one, entity=aliases.get(one.entity or "", one.entity)) for one in statement.speakers
    )
    return replace(statement, speakers=tuple(known))


def _has_party(origin: Origin) -> bool:
    return any(one.code == "interested" for one in origin.reasons)


def _polarity(linked: Linked, claim: Claim) -> Polarity:
    return linked.statements[claim.members[0].statement].polarity


def _ground(linked: Linked, bearings: Bearings) -> Ground:
    copies: defaultdict[DocumentId, dict[DocumentId, Copy]] = defaultdict(dict)
    for copy in linked.copies:
        copies[copy.document][copy.other] = copy
        copies[copy.other][copy.document] = copy
    judged = [one.value for one in linked.judgements]
    return Ground(
        documents=linked.documents,
        credits=linked.credits,
        copies=dict(copies),
        owners={SourceId(source): owner for source, owner in bearings.owners.items()},
        parties=frozenset(voice_key(name) for name in bearings.parties),
        initials=find_initials(linked.sources),
        voices=bond_voices(judged),
        texts=bond_documents(judged),
        sides=linked.sides,
    )


def _timed_withdrawals(linked: Linked) -> dict[StatementId, tuple[datetime, Withdrawal]]:
    return {one.statement: (linked.told[one.document], one) for one in linked.withdrawals}


def _by_claim[T: EvidenceFiled | JudgementMade](
    filed: Iterable[Timed[T]], claim_of: dict[StatementId, ClaimId]
) -> dict[ClaimId, list[Timed[T]]]:
    found: defaultdict[ClaimId, list[Timed[T]]] = defaultdict(list)
    for timed in filed:
        value = timed.value
        named = value.statements if isinstance(value, JudgementMade) else (value.statement,)
        for claim in {claim_of[one] for one in named if one in claim_of}:
            found[claim].append(timed)
    return dict(found)
