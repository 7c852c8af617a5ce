"""A sketch of what stands at a moment, written down as a story: who published what, who said it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from salis.model.claim import (
    Claim,
    ClaimId,
    Member,
    Origin,
    OriginId,
    Question,
    QuestionId,
    Reason,
    Side,
    Slot,
    Standing,
    Weighed,
)
from salis.model.document import Document, DocumentId, Passage, Source, SourceId
from salis.model.entry import (
    EntryWithdrawn,
    EvidenceFiled,
    JudgementMade,
    SourceGraded,
    Withdrawal,
)
from salis.model.link import Copy, CopyKind, SharedPassage
from salis.model.problem import Problem
from salis.model.record import TrackRecord
from salis.model.snapshot import Change, Clock, Linked, Snapshot, Timed
from salis.model.statement import (
    Act,
    Certainty,
    Frame,
    Grain,
    GrainCode,
    Polarity,
    Speaker,
    Statement,
    StatementId,
)
from salis.model.times import Interval, Moment
from salis.views.rules_records import (
    AdoptedRecord,
    RulesRecord,
)
from salis.views.view import View
from salis.weigh import chance_given, keep_accounts


def at(text: str) -> datetime:
    """Read `2031-05-03 08:00` as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day(text: str) -> Interval:
    """Read `2031-05-03` as the whole day."""
    start = at(text)
    return Interval(start, start.replace(day=start.day + 1), text)


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold()).strip("-")


@dataclass
class _Claim:
    id: ClaimId
    text: str
    standing: Standing
    reasons: tuple[Reason, ...]
    concerns: Interval | None
    grains: int
    updates: tuple[ClaimId, ...]
    question: QuestionId | None = None
    rivals: tuple[ClaimId, ...] = ()
    members: list[Member] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)


class Sketch:
    """Collects documents, claims and who says them; `view()` shows them."""

    def __init__(self) -> None:
        self.documents: dict[DocumentId, Document] = {}
        self.statements: dict[StatementId, Statement] = {}
        self.claims: dict[ClaimId, _Claim] = {}
        self.questions: list[Question] = []
        self.copies: list[Copy] = []
        self.withdrawals: list[Withdrawal] = []
        self.grades: list[Timed[SourceGraded]] = []
        self.judgements: list[Timed[JudgementMade]] = []
        self.evidence: list[Timed[EvidenceFiled]] = []
        self.withdrawn: list[tuple[Timed[EvidenceFiled], Timed[EntryWithdrawn]]] = []
        self.problems: list[Problem] = []
        self.changes: list[Change] = []

    def document(self, source: str, published: str | None = None, **more: object) -> DocumentId:
        """Publish an empty document; what is said in it is written into it."""
        id = DocumentId(f"d{len(self.documents) + 1:03}")
        document = Document(
            id=id,
            source=Source(SourceId(_slug(source)), source, "outlet"),
            digest=f"{len(self.documents):064x}",
            media_type="text/plain",
            address=f"reports/{id}.txt",
            text="",
            fetched_at=at("2031-05-10"),
            published_at=None if published is None else Moment(at(published)),
        )
        self.documents[id] = replace(document, **more)  # type: ignore[arg-type]
        return id

    def claim(
        self,
        text: str,
        standing: str = "reported",
        *,
        concerns: Interval | None = None,
        grains: int = 0,
        updates: Iterable[ClaimId] = (),
    ) -> ClaimId:
        """Put a claim on the sheet with its standing."""
        id = ClaimId(f"c{len(self.claims) + 1:03}")
        reason = Reason("because", f"It is {standing}.")
        self.claims[id] = _Claim(
            id, text, Standing(standing), (reason,), concerns, grains, tuple(updates)
        )
        return id

    def says(
        self,
        document: DocumentId,
        claim: ClaimId,
        speaker: str | None = None,
        *,
        side: Side = Side.FOR,
        text: str | None = None,
        independent: bool = True,
        named: bool = True,
        origin: str | None = None,
        grains: Iterable[GrainCode] = (),
        **more: object,
    ) -> StatementId:
        """Let a document, or a speaker in it, put a claim forward, deny it or leave it open."""
        content = text or self.claims[claim].text
        passage, context = self._write(document, content, speaker)
        id = StatementId(f"s{len(self.statements) + 1:03}")
        entity = speaker.casefold() if speaker and named else None
        statement = Statement(
            id=id,
            document=document,
            speakers=() if speaker is None else (Speaker(speaker, entity, named),),
            cue=None if speaker is None else Passage(context.end - 5, context.end - 1, "said"),
            text=content,
            passage=passage,
            context=context,
            act=Act.DENY if side is Side.AGAINST else Act.ASSERT,
            certainty=Certainty.CERTAIN,
            polarity=Polarity.POS,
            direct=False,
            frame=_frame(content),
            grains=tuple(Grain(code, passage) for code in grains),
        )
        self.statements[id] = replace(statement, **more)  # type: ignore[arg-type]
        self.claims[claim].members.append(Member(id, side))
        if side is Side.FOR:
            self._trace(claim, self.statements[id], origin, independent=independent)
        return id

    def question(
        self, text: str, claims: Iterable[ClaimId], slot: str = "how many", *, rival: bool = False
    ) -> QuestionId:
        """Ask what these claims answer; as rivals they cannot all stand."""
        id, answers = QuestionId(f"q{len(self.questions) + 1:03}"), tuple(claims)
        self.questions.append(Question(id, text, Slot(slot), answers, at("2031-05-03 08:00")))
        for answer in answers:
            self.claims[answer].question = id
            if rival:
                self.claims[answer].rivals = tuple(one for one in answers if one != answer)
        return id

    def copied(self, original: DocumentId, copy: DocumentId) -> None:
        """Mark a document as a copy of another, with the text they share."""
        shared = Passage(0, 4, self.documents[original].text[:4])
        self.copies.append(
            Copy(copy, original, CopyKind.COPY, 1.0, (SharedPassage(shared, shared),))
        )

    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """Draw what stands."""
        linked = Linked(
            clock=Clock.PUBLISHED,
            as_of=as_of,
            documents=self.documents,
            told={
                id: one.published_at.at if one.published_at else one.fetched_at
                for id, one in self.documents.items()
            },
            statements=self.statements,
            credits={},
            copies=tuple(self.copies),
            claims={id: _claim(sketched) for id, sketched in self.claims.items()},
            questions=tuple(self.questions),
            withdrawals=tuple(self.withdrawals),
            evidence=tuple(self.evidence),
            judgements=tuple(self.judgements),
            grades=tuple(self.grades),
            problems=tuple(self.problems),
            withdrawn_evidence=tuple(self.withdrawn),
            sources=tuple(dict.fromkeys(one.source for one in self.documents.values())),
        )
        weighed = {id: _weighed(sketched) for id, sketched in self.claims.items()}
        return Snapshot(linked, as_of or at("2031-05-10"), weighed)

    def view(self, as_of: datetime | None = None) -> View:
        """Show what stands."""
        snapshot = self.snapshot(as_of)
        return View(snapshot, self._find_changes, lambda: _accounts(snapshot), chance_given, _RULES)

    def _find_changes(
        self, since: datetime, until: datetime | None, only: ClaimId | None
    ) -> tuple[Change, ...]:
        return tuple(
            one
            for one in self.changes
            if since < one.at and (until is None or one.at <= until) and only in (None, one.claim)
        )

    def _write(
        self, document: DocumentId, content: str, speaker: str | None
    ) -> tuple[Passage, Passage]:
        text = self.documents[document].text
        sentence = f"{content}." if speaker is None else f"{content}, {speaker} said."
        start = len(text)
        self.documents[document] = replace(self.documents[document], text=text + sentence + "\n")
        end = start + len(content)
        return Passage(start, end, content), Passage(start, start + len(sentence), sentence)

    def _trace(
        self, claim: ClaimId, statement: Statement, origin: str | None, *, independent: bool
    ) -> None:
        source = self.documents[statement.document].source
        speaker = statement.speakers[-1].name if statement.speakers else None
        key = origin or speaker or source.name
        known = self.claims[claim].origins.get(key) or Origin(
            OriginId(f"{claim}-o{len(self.claims[claim].origins) + 1}"),
            source.id,
            speaker,
            independent,
            (),
            (),
        )
        self.claims[claim].origins[key] = replace(
            known,
            statements=(*known.statements, statement.id),
            documents=tuple(dict.fromkeys((*known.documents, statement.document))),
        )


_RULES = (
    RulesRecord("weigh/1", "The first.", False, ()),
    RulesRecord("weigh/2", "More.", True, (AdoptedRecord("2031-05-01T00:00:00Z", "ann", "x"),)),
)


def _accounts(snapshot: Snapshot) -> dict[str, TrackRecord]:
    return keep_accounts(snapshot.linked, snapshot.weighed.values(), lambda _: None)


def _frame(text: str) -> Frame:
    names = re.findall(r"[A-Z]\w+(?: [A-Z]\w+)*", text)
    return Frame(tuple(name.casefold() for name in names), "be", (), ())


def _claim(sketched: _Claim) -> Claim:
    return Claim(
        id=sketched.id,
        text=sketched.text,
        members=tuple(sketched.members),
        question=sketched.question,
        concerns=sketched.concerns,
        rivals=sketched.rivals,
        updates=sketched.updates,
    )


def _weighed(sketched: _Claim) -> Weighed:
    return Weighed(
        claim=_claim(sketched),
        standing=sketched.standing,
        reasons=sketched.reasons,
        origins=tuple(sketched.origins.values()),
        grains=sketched.grains,
    )
