"""The view: everything that can be asked of one moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from salis.model.claim import ClaimId
from salis.model.document import DocumentId
from salis.model.snapshot import Change, Clock, Snapshot
from salis.model.statement import StatementId
from salis.views.brief import write_brief
from salis.views.changes import list_changes
from salis.views.claims import find_claim, list_claims, name_statement
from salis.views.decisions import list_evidence, list_judgements
from salis.views.disputes import list_disputes
from salis.views.documents import find_document, list_documents, list_problems
from salis.views.finding import find_document_at, find_voice
from salis.views.index import Index
from salis.views.kept_records import EvidenceRecord, JudgementRecord, ListedDocumentRecord
from salis.views.keydays import list_key_days
from salis.views.predictions import list_predictions
from salis.views.questions import list_questions
from salis.views.records import (
    BriefRecord,
    ChangeRecord,
    ClaimRecord,
    DisputeRecord,
    DocumentRecord,
    KeyDayRecord,
    PredictionRecord,
    ProblemRecord,
    QuestionRecord,
    SearchRecord,
    SourceRecord,
    TimelineRecord,
)
from salis.views.search import ANYTHING, Wanted, search_statements
from salis.views.sources import list_sources
from salis.views.timeline import list_timeline

#: Finds the changes between two moments, of one claim or of all.
type FindChanges = Callable[[datetime, datetime | None, ClaimId | None], tuple[Change, ...]]
#: Before all that is told.
BEGINNING = datetime.min.replace(tzinfo=UTC)


class View:
    """What stands at a moment. It reads and never writes; records are made when asked for."""

    def __init__(self, snapshot: Snapshot, find_changes: FindChanges) -> None:
        self._snapshot = snapshot
        self._find_changes = find_changes
        self._index = Index(snapshot)

    @property
    def as_of(self) -> datetime | None:
        """Give the moment asked for; None is now, with everything."""
        return self._snapshot.linked.as_of

    @property
    def clock(self) -> Clock:
        """Give what the moment cuts on."""
        return self._snapshot.linked.clock

    @property
    def moment(self) -> datetime:
        """Give the instant at which the claims were weighed."""
        return self._snapshot.moment

    def claims(self, *, standing: str | None = None) -> Sequence[ClaimRecord]:
        """List the claims, all or those of one standing; each is written when it is looked at."""
        return list_claims(self._index, standing)

    def claim(self, id: str) -> ClaimRecord:
        """Give one claim by its id, a beginning of it, or a statement's id."""
        return find_claim(self._index, id)

    def statement_of(self, id: str) -> StatementId:
        """Name the statement by which a decision holds on to a claim, however claims are regrouped.

        A statement's own id or passage names itself; a claim's the first that puts it forward.
        """
        return name_statement(self._index, id)

    def document_of(self, id: str) -> DocumentId:
        """Give the id of a document by its id, a beginning of it, or its address."""
        return find_document_at(self._index, id).id

    def voice_of(self, name: str) -> str:
        """Give the entity of a speaker, else the name of a source or institution, by its name."""
        return find_voice(self._index, name)

    def brief(
        self,
        *,
        since: datetime | None = None,
        length: int | None = None,
        detailed: int | None = None,
    ) -> BriefRecord:
        """Write the brief, with what changed since a moment where one is given.

        Args:
            since: The moment.
            length: Cuts every section to so many items.
            detailed: Beyond so many of each standing in a section, items are blank but for their
                standing: enough to count them, and much faster. So are disputes and questions
                beyond so many.
        """
        changes = () if since is None else self._changed(since, None)
        return write_brief(self._index, changes=changes, length=length, detailed=detailed)

    def questions(self) -> tuple[QuestionRecord, ...]:
        """List the questions with their answers."""
        return list_questions(self._index)

    def disputes(self) -> tuple[DisputeRecord, ...]:
        """List the disputes with their sides."""
        return list_disputes(self._index)

    def timeline(self) -> tuple[TimelineRecord, ...]:
        """List the dated claims by when they happen."""
        return list_timeline(self._index)

    def key_days(self, *, words: int = 60) -> tuple[KeyDayRecord, ...]:
        """List the days that matter, each with claims of about so many words that tell most."""
        return list_key_days(self._index, words=words)

    def predictions(self) -> tuple[PredictionRecord, ...]:
        """List predictions and promises by when they fall due."""
        return list_predictions(self._index)

    def sources(self) -> tuple[SourceRecord, ...]:
        """List the sources with their record."""
        return list_sources(self._index)

    def changes(self, since: datetime, until: datetime | None = None) -> tuple[ChangeRecord, ...]:
        """List what changed between two moments; without the second, up to this view's."""
        return list_changes(self._changed(since, until))

    def history(self, id: str) -> tuple[ChangeRecord, ...]:
        """List each change of one claim's standing up to this view's moment, earliest first."""
        claim = ClaimId(self.claim(id).id)
        return list_changes(self._find_changes(BEGINNING, None, claim))

    def search(self, text: str, wanted: Wanted = ANYTHING) -> Sequence[SearchRecord]:
        """Find statements that hold every word of a text, and are what is wanted."""
        return search_statements(self._index, text, wanted)

    def document(self, id: str) -> DocumentRecord:
        """Give one document by its id, a beginning of it, or its address."""
        return find_document(self._index, id)

    def documents(self) -> tuple[ListedDocumentRecord, ...]:
        """List the documents in the order of telling, without their texts."""
        return list_documents(self._index)

    def problems(self) -> tuple[ProblemRecord, ...]:
        """List the faults found in the material."""
        return list_problems(self._index)

    def judgements(self) -> tuple[JudgementRecord, ...]:
        """List what people judged; what was taken back is not listed."""
        return list_judgements(self._index)

    def evidence(self) -> tuple[EvidenceRecord, ...]:
        """List the evidence filed; what was taken back is not listed."""
        return list_evidence(self._index)

    def _changed(self, since: datetime, until: datetime | None) -> tuple[Change, ...]:
        return self._find_changes(since, self.as_of if until is None else until, None)
