"""Turn a world's reports into the entries that a ledger would hold: read and linked without fault.

What each sentence says, which statements say the same, which answers exclude each other and which
text was made from which is given as it is in the world. So what is wrong in a view of these entries
is wrong in grouping, tracing of origins, or weighing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from benchmarks.world.cast import Voice
from benchmarks.world.propositions import Manner, Proposition, Sort, are_rivals
from benchmarks.world.reports import Habit, Line, Report, Saying, World
from benchmarks.world.setting import BEGIN
from salis.link.compare import WHETHER, WHO
from salis.link.tolls import COUNT
from salis.model.document import Document, DocumentId, Passage
from salis.model.entry import ClaimsLinked, DocumentFetched, Entry, Payload, StatementsRead
from salis.model.link import Copy, CopyKind, Link, LinkKind, SharedPassage
from salis.model.statement import (
    Act,
    Bound,
    Certainty,
    Frame,
    Grain,
    GrainCode,
    Polarity,
    Quantity,
    Speaker,
    Statement,
    StatementId,
)
from salis.model.times import Interval, Moment, Precision
from salis.sources.identity import source_named

#: When the documents were fetched; entries are recorded in the order of publication.
FETCHED = BEGIN + timedelta(days=365)
_REASONS = {Sort.WHO: WHO, Sort.COUNT: COUNT}
_IDLE = frozenset(["the", "a", "an", "in", "of", "to", "at", "by", "on", "into", "near"])
_NAME = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)+")
_DAY = BEGIN.replace(hour=0) + timedelta(days=4)
_DUE = Interval(_DAY, _DAY + timedelta(days=1), _DAY.date().isoformat(), "on 7 May")


@dataclass(frozen=True, slots=True)
class Text:
    """A report as a text, with the offset at which each of its lines begins."""

    whole: str
    begins: tuple[int, ...]


def write_text(report: Report) -> Text:
    """Set a report: a date line where it credits an agency, then its lines, by paragraphs."""
    text = ""
    if report.credit:
        initials = "".join(word[0] for word in report.credit.split())
        text = f"({initials}) — "
    if report.retraction:
        text += f"{report.retraction}\n\n"
    begins: list[int] = []
    for at, line in enumerate(report.lines):
        begins.append(len(text))
        text += line.text + ("\n\n" if at % 2 else " ")
    return Text(text.rstrip(), tuple(begins))


def published(report: Report) -> datetime:
    """Give when a report was published, to the minute."""
    return BEGIN + timedelta(minutes=round(report.at * 60))


@dataclass(slots=True)
class Recording:
    """Makes entries report by report, and keeps what was told so far."""

    world: World
    #: How many earlier statements of the same a new one is linked with.
    links_each: int = 2
    #: By statement, what is said there in the world.
    sayings: dict[StatementId, Saying] = field(default_factory=dict)
    _told: dict[str, list[StatementId]] = field(default_factory=dict)
    _questions: dict[str, dict[str, Proposition]] = field(default_factory=dict)
    _texts: dict[int, tuple[DocumentId, Report, Text]] = field(default_factory=dict)

    def payloads(self) -> Iterator[Payload]:
        """Give the payloads of all reports, three for each, in the order of publication."""
        copied = {one.made_from for one in self.world.reports}
        for report in self.world.reports:
            text = write_text(report)
            document = _document(report, text, f"{self.world.seed}/{report.number}")
            if report.number in copied:
                self._texts[report.number] = (document.id, report, text)
            statements = tuple(
                _statement(document.id, begin, line)
                for line, begin in zip(report.lines, text.begins, strict=True)
            )
            credited = (report.credit,) if report.credit and report.made_from is not None else ()
            yield DocumentFetched(document)
            yield StatementsRead(document.id, statements, credits=credited)
            copies = tuple(self._copies(document.id, report, text))
            yield ClaimsLinked(document.id, copies, tuple(self._links(statements, report)))

    def _links(self, statements: tuple[Statement, ...], report: Report) -> Iterator[Link]:
        for statement, line in zip(statements, report.lines, strict=True):
            said = line.saying.proposition
            self.sayings[statement.id] = line.saying
            if said.sort is Sort.ASIDE and report.made_from is None:
                self._told[said.id] = [statement.id]
                continue
            told = self._told.setdefault(said.id, [])
            near = dict.fromkeys([*told[:1], *told[-self.links_each + 1 :]])
            yield from (_same(statement.id, other, line) for other in near)
            if not told and said.sort is not Sort.ASIDE:
                yield from self._rivalries(statement.id, said)
            told.append(statement.id)

    def _rivalries(self, id: StatementId, said: Proposition) -> Iterator[Link]:
        others = self._questions.setdefault(said.question, {})
        for other in others.values():
            if are_rivals(said, other):
                yield _rivalry((id, said), (self._told[other.id][0], other))
        others[said.id] = said

    def _copies(self, id: DocumentId, report: Report, text: Text) -> Iterator[Copy]:
        if report.made_from is None:
            return
        other, before, there = self._texts[report.made_from]
        kind = CopyKind.COPY if report.habit is Habit.REPRINTED else CopyKind.DERIVED
        begins = dict(zip(before.lines, there.begins, strict=True))
        shared = tuple(
            SharedPassage(_passage(line, begin), _passage(line, begins[line]))
            for line, begin in zip(report.lines, text.begins, strict=True)
        )
        share = len(report.lines) / max(1, len(before.lines))
        yield Copy(id, other, kind, round(share, 3), shared, ("made from it",))


def record_world(world: World, recording: Recording | None = None) -> list[Entry]:
    """Give a world as the entries of a ledger, unsealed, recorded a minute apart."""
    payloads = (recording or Recording(world)).payloads()
    return [
        Entry(seq, FETCHED + timedelta(seconds=20 * seq), "world/1", payload, "")
        for seq, payload in enumerate(payloads, start=1)
    ]


def _document(report: Report, text: Text, address: str) -> Document:
    source = source_named(report.outlet.name)
    digest = hashlib.sha256(text.whole.encode()).hexdigest()
    name = hashlib.sha256(f"{address} {digest}".encode()).hexdigest()[:16]
    return Document(
        id=DocumentId(f"d{name}"),
        source=source,
        digest=digest,
        media_type="text/plain",
        address=f"world/{address}",
        text=text.whole,
        fetched_at=FETCHED,
        title=report.title,
        published_at=Moment(published(report), Precision.MINUTE),
    )


def _passage(line: Line, begin: int) -> Passage:
    return Passage(begin, begin + len(line.text), line.text)


def _same(id: StatementId, other: StatementId, line: Line) -> Link:
    kind = LinkKind.DISPUTES if line.saying.act is Act.DENY else LinkKind.SUPPORTS
    return Link(kind, id, other, 0.9, ("the same content",), same=True)


def _rivalry(*answers: tuple[StatementId, Proposition]) -> Link:
    """Link two answers to one question: rivals, or a later count with an earlier one."""
    (old, before), (new, after) = sorted(answers, key=lambda one: one[1].stage)
    kind = LinkKind.DISPUTES if before.stage == after.stage else LinkKind.UPDATES
    reasons = (_REASONS.get(after.sort, WHETHER), "another answer")
    return Link(kind, new, old, 0.9, reasons)


def _statement(document: DocumentId, begin: int, line: Line) -> Statement:
    said = line.saying.proposition
    exact = line.text[line.start : line.end]
    passage = Passage(begin + line.start, begin + line.end, exact)
    cue = None if line.cue is None else _span(line, begin, *line.cue)
    hedged = line.saying.hedged
    unnamed = bool(line.saying.chain) and not line.saying.chain[-1].named
    codes = [GrainCode.HEDGED] * hedged + [GrainCode.UNNAMED] * unnamed
    foretold = said.manner is Manner.FORETOLD
    return Statement(
        id=StatementId(f"s{document[1:]}{begin:05x}"),
        document=document,
        speakers=tuple(_speaker(voice) for voice in line.saying.chain),
        cue=cue,
        text=f"{exact[0].upper()}{exact[1:]}.",
        passage=passage,
        context=_passage(line, begin),
        act=line.saying.act,
        certainty=Certainty.POSSIBLE if hedged else Certainty.CERTAIN,
        polarity=Polarity.NEG if said.manner is Manner.NEGATED else Polarity.POS,
        direct=line.direct,
        frame=_frame(said, line.lemma),
        quantities=_quantities(said),
        concerns=_DUE if foretold else None,
        grains=tuple(Grain(code, passage) for code in codes),
    )


def _span(line: Line, begin: int, start: int, end: int) -> Passage:
    return Passage(begin + start, begin + end, line.text[start:end])


def _speaker(voice: Voice) -> Speaker:
    institution = voice.institution.lower() if voice.institution else None
    return Speaker(voice.name, voice.key if voice.named else None, voice.named, institution)


def _quantities(said: Proposition) -> tuple[Quantity, ...]:
    if said.value is None:
        return ()
    value = float(said.value)
    text = f"{said.value} people"
    return (Quantity(value, value, value, "person", Bound.EXACT, said.scope, text),)


def _frame(said: Proposition, lemma: str) -> Frame:
    subject, rest = _keys(said.subject), _keys(said.rest)
    words = {token for key in (*subject, *rest) for token in key.split()} | {lemma}
    return Frame(subject[-1:], lemma, rest, tuple(sorted(words)))


def _keys(text: str) -> tuple[str, ...]:
    """Give content words in small letters, names of several words as one key."""
    names = _NAME.findall(text)
    for name in names:
        text = text.replace(name, " ")
    words = (word.lower() for word in re.findall(r"[\w'-]+", text) if not word.isdigit())
    return (*(word for word in words if word not in _IDLE), *(name.lower() for name in names))
