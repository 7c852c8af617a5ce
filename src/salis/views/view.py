"""The view: everything that can be asked of one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from salis.model.claim import ClaimId
from salis.model.document import DocumentId
from salis.model.record import TrackRecord
from salis.model.snapshot import Change, Clock, Snapshot
from salis.model.statement import StatementId
from salis.views.apart import FindLikely, find_none
from salis.views.brief import write_brief
from salis.views.changes import list_changes, list_differences, list_history
from salis.views.claims import find_claim, list_claims, name_statement
from salis.views.copying import list_copying
from salis.views.decisions import list_judgements
from salis.views.descent import find_descent
from salis.views.detail_records import (
    CopyingRecord,
    DescentRecord,
    DocumentTextRecord,
    DoubtRecord,
    FreshRecord,
    PulseRecord,
    TellerRecord,
    ValueRecord,
)
from salis.views.disputes import list_disputes
from salis.views.documents import find_document, find_text, list_documents, list_problems
from salis.views.doubts import list_doubts
from salis.views.evidence import list_evidence
from salis.views.evidence_records import EvidenceRecord
from salis.views.finding import find_document_at, find_voice
from salis.views.fresh import find_fresh
from salis.views.index import Index
from salis.views.kept_records import JudgementRecord, ListedDocumentRecord
from salis.views.keydays import list_key_days
from salis.views.predictions import ChanceGiven, list_predictions
from salis.views.pulse import list_pulse, told_times
from salis.views.questions import list_questions
from salis.views.records import (
    BriefItem,
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
    TimelineRecord,
)
from salis.views.rules_records import RulesRecord
from salis.views.search import ANYTHING, Wanted, list_told, search_statements
from salis.views.sources import list_sources, list_speakers
from salis.views.tellers import list_told_first
from salis.views.timeline import list_timeline
from salis.views.track_records import (
    SourceRecord,
    VoiceRecord,
)
from salis.views.values import list_values
from salis.views.wanted import search_claims, search_documents

#: Finds the changes between two moments, of one claim or of all.
type FindChanges = Callable[[datetime, datetime | None, ClaimId | None], tuple[Change, ...]]
#: Finds the track record of each voice, by voice.
type FindAccounts = Callable[[], Mapping[str, TrackRecord]]
#: Before all that is told.
BEGINNING = datetime.min.replace(tzinfo=UTC)


class View:
    """What stands at a moment. It reads and never writes; records are made when asked for."""

    def __init__(
        self,
        snapshot: Snapshot,
        find_changes: FindChanges,
        find_accounts: FindAccounts,
        chance_given: ChanceGiven,
        rules: tuple[RulesRecord, ...] = (),
        find_likely: FindLikely = find_none,
    ) -> None:
        self._snapshot = snapshot
        self._find_changes = find_changes
        self._find_accounts = find_accounts
        self._chance_given = chance_given
        self._rules = rules
        self._find_likely = find_likely
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

    @property
    def first_told(self) -> datetime | None:
        """Give when the first of its documents was told; None where it has none."""
        return min(self._snapshot.linked.told.values(), default=None)

    def rules(self) -> tuple[RulesRecord, ...]:
        """List the versions of the rules of weighing, the oldest first."""
        return self._rules

    def differences(self, other: View) -> tuple[ChangeRecord, ...]:
        """List the claims that stand otherwise in another view, from this one to that."""
        return list_differences(self._index, other._index)

    def last_told(self) -> datetime | None:
        """Give when the last dated document was told on this clock; None without any."""
        return max(told_times(self._index), default=None)

    @property
    def size(self) -> int:
        """Give the number of statements."""
        return len(self._snapshot.linked.statements)

    def fresh(self, since: datetime) -> FreshRecord:
        """Count what was read and decided since a moment."""
        return find_fresh(self._index, since)

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

    def values(self, question: str) -> tuple[ValueRecord, ...]:
        """List the values that answers to a question how many give, one for each origin."""
        return list_values(self._index, question)

    def disputes(self) -> tuple[DisputeRecord, ...]:
        """List the disputes with their sides."""
        return list_disputes(self._index)

    def evidence(self) -> tuple[EvidenceRecord, ...]:
        """List what people filed for and against claims, that which was taken back last."""
        return list_evidence(self._index)

    def timeline(self) -> tuple[TimelineRecord, ...]:
        """List the dated claims by when they happen."""
        return list_timeline(self._index)

    def key_days(self, *, words: int = 60) -> tuple[KeyDayRecord, ...]:
        """List the days that matter, each with claims of about so many words that tell most."""
        return list_key_days(self._index, words=words)

    def predictions(self) -> tuple[PredictionRecord, ...]:
        """List predictions and promises by when they fall due, conditional ones last."""
        return list_predictions(self._index, self._chance_given)

    def sources(self) -> tuple[SourceRecord, ...]:
        """List the sources with their track records."""
        return list_sources(self._index, self._find_accounts())

    def speakers(self) -> tuple[VoiceRecord, ...]:
        """List the named speakers with their track records, those with most settled first."""
        return list_speakers(self._find_accounts())

    def changes(self, since: datetime, until: datetime | None = None) -> tuple[ChangeRecord, ...]:
        """List what changed between two moments; without the second, up to this view's.

        By what the changes of each claim come to (newly known, overturned, disputed, retracted,
        resolved …), the shortest wording first, each claim's in the order in which they came.
        """
        return list_changes(self._changed(since, until))

    def history(self, id: str) -> tuple[ChangeRecord, ...]:
        """List each change of one claim's standing up to this view's moment, earliest first."""
        claim = ClaimId(self.claim(id).id)
        return list_history(self._find_changes(BEGINNING, None, claim))

    def search(self, text: str, wanted: Wanted = ANYTHING) -> Sequence[SearchRecord]:
        """Find statements that hold every word of a text, and are what is wanted."""
        return search_statements(self._index, text, wanted)

    def search_claims(self, text: str, wanted: Wanted = ANYTHING) -> Sequence[BriefItem]:
        """Find the claims of which a statement holds the words and is what is wanted."""
        return search_claims(self._index, text, wanted)

    def search_documents(
        self, text: str, wanted: Wanted = ANYTHING
    ) -> Sequence[ListedDocumentRecord]:
        """Find documents by words of title and text, source and time; the last told first."""
        return search_documents(self._index, text, wanted)

    def pulse(self, *, parts: int = 72, most: int = 30_000) -> tuple[PulseRecord, ...]:
        """Count what came when, in so many stretches; changes only up to so many statements."""
        changes = self._changed(BEGINNING, None) if self.size <= most else None
        return list_pulse(told_times(self._index), changes, parts=parts)

    def descent(self, id: str) -> tuple[DescentRecord, ...]:
        """Give the origins of one claim with their texts and the documents that print them."""
        return find_descent(self._index, ClaimId(self.claim(id).id))

    def copying(self) -> tuple[CopyingRecord, ...]:
        """List which sources printed text that another had told before."""
        return list_copying(self._index)

    def told_first(self, source: str) -> tuple[TellerRecord, ...]:
        """List the claims that a source told before others did, the latest first."""
        return list_told_first(self._index, source)

    def told_in(self, id: str) -> tuple[SearchRecord, ...]:
        """List what one document says, each statement with its claim and where that stands."""
        return list_told(self._index, self.document_of(id))

    def doubts(self) -> tuple[DoubtRecord, ...]:
        """List what was joined or left apart without being sure, most consequential first.

        What people judged already is not listed.

        Raises:
            ReaderError: what compares texts cannot be loaded.
        """
        return list_doubts(self._index, self._find_likely)

    def document(self, id: str) -> DocumentRecord:
        """Give one document by its id, a beginning of it, or its address."""
        return find_document(self._index, id)

    def text_of(self, id: str) -> DocumentTextRecord:
        """Give the text of a document with what it says of itself alone."""
        return find_text(self._index, id)

    def documents(self) -> tuple[ListedDocumentRecord, ...]:
        """List the documents in the order of telling, without their texts."""
        return list_documents(self._index)

    def problems(self) -> tuple[ProblemRecord, ...]:
        """List the faults found in the material."""
        return list_problems(self._index)

    def judgements(self) -> tuple[JudgementRecord, ...]:
        """List what people judged; what was taken back is not listed."""
        return list_judgements(self._index)

    def judgements_of(self, id: str) -> tuple[JudgementRecord, ...]:
        """List what people judged of one claim; what was taken back is not listed."""
        claim = self.claim(id).id
        return tuple(one for one in list_judgements(self._index) if claim in one.claims)

    def _changed(self, since: datetime, until: datetime | None) -> tuple[Change, ...]:
        return self._find_changes(since, self.as_of if until is None else until, None)
