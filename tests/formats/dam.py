"""A small invented event, as a view would give it: the dam above Korvan breaks."""

from __future__ import annotations

from dataclasses import replace

from salis.views.evidence_records import EvidenceRecord, ImageRecord, WithdrawnRecord
from salis.views.kept_records import JudgementRecord, ListedDocumentRecord
from salis.views.records import (
    AnswerRecord,
    BriefItem,
    BriefRecord,
    ChangeRecord,
    ClaimRecord,
    Counts,
    DayClaimRecord,
    DisputedItem,
    DisputeRecord,
    DocumentRecord,
    GrainRecord,
    IntervalRecord,
    KeyDayRecord,
    OriginRecord,
    PassageRecord,
    PassageRef,
    PredictionRecord,
    ProblemRecord,
    QuestionRecord,
    ReasonRecord,
    SearchRecord,
    SideRecord,
    SpeakerRecord,
    StatementRecord,
    TimelineRecord,
    Totals,
    VoiceCount,
)
from salis.views.rules_records import (
    AdoptedRecord,
    RulesRecord,
)
from salis.views.track_records import (
    ForecastsRecord,
    LeadRecord,
    ShareRecord,
    SourceRecord,
    VoiceRecord,
)

TEXT = (
    "KORVAN, 3 May — The dam above Korvan burst on Tuesday night, the Interior Ministry said.\n\n"
    "“At least 30 people are dead,” said its spokesman, Ilmar Vesk. Officials said sabotage "
    "was possible.\n"
)
EVENING = "2031-05-03T21:00:00Z"
THIRD_OF_MAY = IntervalRecord("2031-05-03T00:00:00Z", "2031-05-04T00:00:00Z", "2031-05-03")


def passage(words: str) -> PassageRecord:
    """Find the words in the document."""
    start = TEXT.index(words)
    return PassageRecord(start, start + len(words), words)


def ref(words: str, *, document: str = "d3f2") -> PassageRef:
    """Refer to the words in the document."""
    place = passage(words)
    return PassageRef(
        document,
        "north-tribune",
        "s1",
        place.start,
        place.end,
        place.exact,
        source_name="North Tribune",
        published_at="2031-05-03T06:10:00Z",
    )


def item(id: str, text: str, standing: str, **more: object) -> BriefItem:
    """Make a point of the brief that stands on one spokesman unless said otherwise."""
    fields: dict[str, object] = {
        "reasons": (),
        "independent_origins": 1,
        "origins": 1,
        "documents": 14,
        "speakers": ("Ilmar Vesk",),
        "grains": 0,
        "concerns": None,
        "refs": (ref("At least 30 people are dead"),),
    }
    return BriefItem(id=id, text=text, standing=standing, **(fields | more))  # type: ignore[arg-type]


def statement(id: str, words: str, **more: object) -> StatementRecord:
    """Make a statement of the words by the spokesman unless said otherwise."""
    fields: dict[str, object] = {
        "document": "d3f2",
        "source": "north-tribune",
        "source_name": "North Tribune",
        "speakers": (SpeakerRecord("Ilmar Vesk", "ilmar vesk", named=True),),
        "cue": "said",
        "act": "assert",
        "certainty": "certain",
        "polarity": "pos",
        "text": words,
        "context": passage(words),
        "quantities": (),
        "concerns": None,
        "said_at": None,
        "published_at": "2031-05-03T06:10:00Z",
        "direct": True,
        "side": "for",
        "grains": (),
    }
    return StatementRecord(id=id, passage=passage(words), **(fields | more))  # type: ignore[arg-type]


DEAD = statement("s1", "At least 30 people are dead")
SABOTAGE = statement(
    "s2",
    "sabotage was possible",
    speakers=(SpeakerRecord("officials", None, named=False),),
    certainty="possible",
    direct=False,
    grains=(GrainRecord("unnamed", passage("Officials")),),
)
CLAIM = ClaimRecord(
    id="c1a2",
    text="At least 30 people are dead.",
    standing="reported",
    reasons=(ReasonRecord("one-origin", "Everyone who reports it cites Ilmar Vesk.", ("o1",)),),
    grains=1,
    question="q1",
    concerns=THIRD_OF_MAY,
    origins=(
        OriginRecord(
            "o1",
            "north-tribune",
            "Ilmar Vesk",
            independent=True,
            statements=("s1",),
            documents=("d3f2", "d3f3"),
            reasons=(ReasonRecord("same-speaker", "One speaker in both documents.", ()),),
            source_name="North Tribune",
        ),
    ),
    documents=("d3f2", "d3f3"),
    first_published_at="2031-05-03T06:10:00Z",
    last_published_at="2031-05-03T09:00:00Z",
    probability=0.75,
    rivals=("c9",),
    leans=False,
    statements=(DEAD,),
)
DOCUMENT = DocumentRecord(
    id="d3f2",
    source="north-tribune",
    title="Dam above Korvan bursts",
    url="https://tribune.example/dam",
    published_at="2031-05-03T06:10:00Z",
    fetched_at="2031-05-03T07:00:00Z",
    digest="ab" * 32,
    revisions=(),
    copies=(),
    text=TEXT,
    statements=(DEAD, SABOTAGE),
    problems=(ProblemRecord("photo-left-out", "A photo credit was not read.", "dam.html"),),
    source_name="North Tribune",
)
CHANGE = ChangeRecord(
    "2031-05-04T09:00:00Z",
    "c1a2",
    "At least 30 people are dead.",
    "alleged",
    "reported",
    ReasonRecord("one-origin", "Ilmar Vesk said so in North Tribune.", ("s1",)),
)
BRIEF = BriefRecord(
    as_of="2031-05-06T18:00:00Z",
    clock="published",
    event="Korvan dam, 3–6 May 2031",
    known=(
        item(
            "c1",
            "The dam above Korvan burst in the night of 3 May, and water stood two metres high in "
            "the lower town by the morning.",
            "corroborated",
            independent_origins=2,
            origins=3,
            documents=9,
            speakers=("Ilmar Vesk", "Rada Olsk"),
            denied_by=("Korvan Power",),
            refs=(ref("The dam above Korvan burst on Tuesday night"),),
        ),
        item(
            "c2",
            "47 people are dead.",
            "reported",
            earlier=(AnswerRecord("c1a2", "At least 30 people are dead.", "reported"),),
        ),
        item("c3", "The valley road will reopen on 5 May.", "resolved_true"),
    ),
    alleged=(
        item("c4", "The dam was sabotaged.", "alleged", speakers=("officials",), documents=2),
    ),
    disputed=(
        DisputedItem(
            "q2",
            "Who closed the sluices?",
            (
                item("c5", "Korvan Power closed the sluices.", "disputed", denied_by=("Jon Arp",)),
                item("c6", "The sluices were never closed.", "disputed", speakers=("Jon Arp",)),
            ),
        ),
    ),
    pending=(item("c7", "Power will be back within a week.", "pending", concerns=THIRD_OF_MAY),),
    unknown=(item("c8", "How many people are missing?", "unknown", speakers=(), refs=()),),
    opinions=(item("c10", "It is a disgrace.", "not_factual"),),
    changed=(CHANGE,),
    counts=Counts(24, 210, 63, 18, 11, 9),
    totals=Totals(3, 1, 1, 1, 1, 41),
    opinions_by=(VoiceCount("Ana Velic", 12), VoiceCount("North Tribune", 8)),
)
FORETOLD = ForecastsRecord(6, 4, 2, 3, 1, ShareRecord(3, 5, 0.2307, 0.8824), 5, 0.1625, 0.5227)
UNTOLD = ForecastsRecord(0, 0, 0, 0, 0, None, 0, None, None)
SPELT = ReasonRecord("spelling", "Ilmar Vesk and Ilmar Wesk are spelt alike", ("s1", "s2"))
SHOT = EvidenceRecord(
    id="e8f1",
    claim="c1",
    statement="s1",
    text="The dam above Korvan burst.",
    bears="for",
    grade=2,
    kind="image",
    note="The gap in the dam, from the mill",
    by="A. Editor",
    at="2031-05-04T08:00:00Z",
    address="gap.jpg",
    digest="ab" * 32,
    image=ImageRecord(
        "JPEG", 4000, 3000, "2031-05-03T07:15:00", 59.91, -10.75, "Optica", "Darkroom 2"
    ),
    problems=(),
    withdrawn=None,
    bytes="kept",
)
LOST = replace(
    SHOT,
    id="e8f2",
    digest=None,
    image=None,
    problems=("It cannot be fetched.",),
    withdrawn=WithdrawnRecord("B. Deputy", "2031-05-05T08:00:00Z", "It shows another dam"),
    bytes="missing",
)
LISTS: dict[str, tuple[object, ...]] = {
    "claims": (CLAIM,),
    "questions": (
        QuestionRecord(
            "q1",
            "How many people are dead?",
            "how many",
            "2031-05-03T06:10:00Z",
            "answered",
            (AnswerRecord("c1a2", "At least 30 people are dead.", "reported"),),
        ),
    ),
    "disputes": (
        DisputeRecord(
            "q2",
            "Who closed the sluices?",
            (
                SideRecord("c5", "Korvan Power closed them.", "disputed", ("Ilmar Vesk",), 1),
                SideRecord("c6", "Nobody closed them.", "disputed", ("Jon Arp",), 1),
            ),
        ),
    ),
    "timeline": (
        TimelineRecord(THIRD_OF_MAY, "c1", "The dam above Korvan burst.", "corroborated", 2, 9),
    ),
    "days": (
        KeyDayRecord(
            "2031-05-03",
            9,
            (
                DayClaimRecord(
                    "c1", "The dam above Korvan burst.", "corroborated", 2, 9, dated=True
                ),
                DayClaimRecord(
                    "c1a2", "Helpers came from the valley.", "reported", 1, 1, dated=False
                ),
            ),
        ),
    ),
    "changes": (CHANGE,),
    "history": (CHANGE,),
    "predictions": (
        PredictionRecord(
            "c7",
            "Power will be back within a week.",
            "Ilmar Vesk",
            "2031-05-03T06:10:00Z",
            "2031-05-10T00:00:00Z",
            None,
            "likely",
            "failed",
            "promise",
            0.675,
            "settled by: Power was out.",
        ),
        PredictionRecord(
            "c7b",
            "The lower dam will break.",
            "Rada Olsk",
            "2031-05-03T06:10:00Z",
            None,
            "if it rains",
            None,
            None,
        ),
    ),
    "sources": (
        SourceRecord(
            id="north-tribune",
            name="North Tribune",
            kind="outlet",
            grade="B",
            documents=6,
            first_told=12,
            held=7,
            fell=1,
            open=8,
            retracted=1,
            corroborated=3,
            record=ShareRecord(7, 9, 0.4526, 0.9368),
            lead=LeadRecord(4, 6.5),
            predictions=FORETOLD,
        ),
    ),
    "rules": (
        RulesRecord(
            "weigh/1", "The table of standings as it was first.", in_force=False, adopted=()
        ),
        RulesRecord(
            "weigh/2",
            "A time before it was said is not when it is due.",
            in_force=True,
            adopted=(AdoptedRecord("2031-05-06T12:00:00Z", "A. Editor", "It is better"),),
        ),
    ),
    "evidence": (SHOT, LOST),
    "speakers": (
        VoiceRecord(
            "ilmar vesk",
            "Ilmar Vesk",
            ("Ilmar Wesk",),
            (SPELT,),
            ("Vesk",),
            1,
            1,
            4,
            2,
            None,
            None,
            FORETOLD,
        ),
        VoiceRecord("jon arp", "Jon Arp", (), (), (), 0, 0, 1, 0, None, None, UNTOLD),
    ),
    "search": (SearchRecord("c1a2", "reported", DEAD),),
    "documents": (
        ListedDocumentRecord(
            "d7c1",
            "north-tribune",
            "North Tribune",
            "Dam breaks",
            None,
            None,
            EVENING,
            None,
            4,
            1,
        ),
    ),
    "problems": (ProblemRecord("no-title", "It has no title.", "reports/dam.txt"),),
    "judgements": (
        JudgementRecord("j1", "refute", "ann", EVENING, "It held.", ("c1a2",), ("s1",), (), ()),
    ),
}
