"""Records: what the views give out, field for field the JSON of docs and schemas.

Times are RFC 3339 strings in UTC; ids are those of the ledger; lists are empty, never absent.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from salis.views.evidence_records import EvidenceRecord


@dataclass(frozen=True, slots=True)
class PassageRecord:
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class IntervalRecord:
    start: str | None
    end: str | None
    edtf: str


@dataclass(frozen=True, slots=True)
class ReasonRecord:
    code: str
    text: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageRef:
    """Where to open a passage: `document#start-end`."""

    document: str
    source: str
    statement: str
    start: int
    end: int
    exact: str
    #: The source's name, to be read; `source` is its id.
    source_name: str = ""
    published_at: str | None = None


@dataclass(frozen=True, slots=True)
class OriginRecord:
    id: str
    source: str
    speaker: str | None
    independent: bool
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    reasons: tuple[ReasonRecord, ...]
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    name: str
    entity: str | None
    named: bool


@dataclass(frozen=True, slots=True)
class QuantityRecord:
    value: float
    low: float | None
    high: float | None
    unit: str
    bound: str
    scope: str
    text: str


@dataclass(frozen=True, slots=True)
class GrainRecord:
    code: str
    passage: PassageRecord


@dataclass(frozen=True, slots=True)
class StatementRecord:
    id: str
    document: str
    source: str
    speakers: tuple[SpeakerRecord, ...]
    cue: str | None
    act: str
    certainty: str
    polarity: str
    text: str
    passage: PassageRecord
    context: PassageRecord
    quantities: tuple[QuantityRecord, ...]
    concerns: IntervalRecord | None
    said_at: str | None
    published_at: str | None
    direct: bool
    #: for | against | open: how it bears on the claim it is listed under.
    side: str
    grains: tuple[GrainRecord, ...]
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    id: str
    text: str
    standing: str
    reasons: tuple[ReasonRecord, ...]
    grains: int
    question: str | None
    concerns: IntervalRecord | None
    origins: tuple[OriginRecord, ...]
    #: Ids of the documents that carry it, copies included.
    documents: tuple[str, ...]
    first_published_at: str | None
    last_published_at: str | None
    probability: float | None
    rivals: tuple[str, ...]
    #: Its text can't be understood without the sentence before it ("He had orders").
    leans: bool
    statements: tuple[StatementRecord, ...]
    #: What the probability rests on, in words.
    probability_reason: ReasonRecord | None = None
    #: What people filed for and against it, that which was taken back included.
    evidence: tuple[EvidenceRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    claim: str
    text: str
    standing: str


@dataclass(frozen=True, slots=True)
class BriefItem:
    """A claim in short; in `unknown` also an open question that no claim answers, by its own id."""

    id: str
    text: str
    standing: str
    reasons: tuple[ReasonRecord, ...]
    #: Number of independent origins, of all origins, and of documents.
    independent_origins: int
    origins: int
    documents: int
    #: Whom it rests on: one name for each origin, a source's name for its own voice.
    speakers: tuple[str, ...]
    grains: int
    concerns: IntervalRecord | None
    #: Up to three passages, the best first.
    refs: tuple[PassageRef, ...]
    #: Who denies it.
    denied_by: tuple[str, ...] = ()
    #: Earlier answers that this one replaces, the latest first; they stand in no section.
    earlier: tuple[AnswerRecord, ...] = ()
    #: Its text can't be understood without the sentence before it ("He had orders").
    leans: bool = False
    #: Among rival answers; None where there is none.
    probability: float | None = None
    #: What its changes since the moment asked for come to, and where it stood then (None: it was
    #: not told yet); `change` is None where it did not change or no moment was given.
    change: str | None = None
    changed_from: str | None = None
    changed_at: str | None = None
    #: Later answers that stand less firmly than this one, the latest first.
    later: tuple[AnswerRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class DisputedItem:
    """Claims that cannot all stand; `question` is None where one claim is only denied."""

    question: str | None
    text: str
    claims: tuple[BriefItem, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    documents: int
    statements: int
    claims: int
    questions: int
    #: Different voices that the claims rest on: speakers, and sources in their own voice.
    origins: int
    #: Documents that reuse the text of one told before.
    copies: int


@dataclass(frozen=True, slots=True)
class VoiceCount:
    speaker: str
    count: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How many items each section has, also where the brief was cut to a length."""

    known: int = 0
    alleged: int = 0
    disputed: int = 0
    pending: int = 0
    unknown: int = 0
    opinions: int = 0


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    at: str
    claim: str
    text: str
    #: `from` in JSON.
    before: str | None
    #: `to` in JSON.
    after: str
    cause: ReasonRecord
    #: What all changes of the claim come to: known | overturned | disputed | retracted | resolved |
    #: shifted | due | unknown | told | expected | opinion
    kind: str = "shifted"


@dataclass(frozen=True, slots=True)
class BriefRecord:
    as_of: str | None
    clock: str
    #: What the documents are about: the names and days most of them share.
    event: str
    known: tuple[BriefItem, ...]
    alleged: tuple[BriefItem, ...]
    disputed: tuple[DisputedItem, ...]
    pending: tuple[BriefItem, ...]
    unknown: tuple[BriefItem, ...]
    opinions: tuple[BriefItem, ...]
    changed: tuple[ChangeRecord, ...]
    counts: Counts
    totals: Totals = field(default_factory=Totals)
    #: How many opinions each speaker put forward, most first.
    opinions_by: tuple[VoiceCount, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    id: str
    text: str
    slot: str
    since: str | None
    #: open | answered | disputed
    state: str
    answers: tuple[AnswerRecord, ...]
    #: answers (claims answer it) | disclaimed (sources say that it is not known) | unsaid (what
    #: stands leaves it open, and nobody says anything)
    basis: str = "answers"
    #: Of an unsaid one, the claim that leaves it open.
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class TimelineRecord:
    concerns: IntervalRecord
    claim: str
    text: str
    standing: str
    origins: int
    documents: int
    #: When it was first told, where that is known.
    first_published_at: str | None = None


@dataclass(frozen=True, slots=True)
class DayClaimRecord:
    claim: str
    text: str
    standing: str
    origins: int
    documents: int
    #: Dated to the day by its own words; else it was told on it.
    dated: bool


@dataclass(frozen=True, slots=True)
class KeyDayRecord:
    #: A calendar day in UTC.
    day: str
    #: Documents that tell of it.
    documents: int
    claims: tuple[DayClaimRecord, ...]


@dataclass(frozen=True, slots=True)
class PredictionRecord:
    claim: str
    text: str
    speaker: str | None
    said_at: str | None
    due: str | None
    condition: str | None
    likelihood: str | None
    #: kept | failed | undecided (told of, not settled) | overdue (nothing told of) | withdrawn;
    #: None while its time has not come.
    outcome: str | None
    #: prediction | promise | announcement
    kind: str = "prediction"
    #: The chance, 0 to 1, that its words give to its being kept; None where they give none.
    chance: float | None = None
    #: Why it stands so, in words.
    because: str = ""


@dataclass(frozen=True, slots=True)
class SideRecord:
    """One side of a dispute; who denies a claim is a side of its own under that claim's id."""

    claim: str
    text: str
    standing: str
    speakers: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class DisputeRecord:
    """A dispute with its sides; `question` is None where one claim is only denied."""

    question: str | None
    text: str
    sides: tuple[SideRecord, ...]


@dataclass(frozen=True, slots=True)
class CopyRecord:
    document: str
    kind: str
    #: The shared passages as they stand in the document shown, and in the other one, in one order.
    passages: tuple[PassageRecord, ...]
    there: tuple[PassageRecord, ...] = ()
    #: Why the two are held to share a text, and which came first where that is known.
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    document: str
    published_at: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class ProblemRecord:
    code: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    id: str
    source: str
    title: str | None
    url: str | None
    published_at: str | None
    fetched_at: str
    digest: str
    revisions: tuple[RevisionRecord, ...]
    copies: tuple[CopyRecord, ...]
    text: str
    statements: tuple[StatementRecord, ...]
    problems: tuple[ProblemRecord, ...]
    #: What people judged of it: a copy of another text, or independent of it.
    judgements: tuple[ReasonRecord, ...] = ()
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A statement found, under the claim that it belongs to."""

    claim: str
    standing: str
    statement: StatementRecord
