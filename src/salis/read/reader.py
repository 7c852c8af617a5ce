"""The reader: one document in, its statements out."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from salis.model.document import Document, DocumentId, Passage
from salis.model.entry import StatementsRead
from salis.model.problem import Problem
from salis.model.statement import Act, Certainty, Grain, GrainCode, Statement, StatementId
from salis.model.times import Interval, Moment, Precision
from salis.read.acts import Manner, join_acts, read_manner
from salis.read.cast import build_cast
from salis.read.contents import compose_text
from salis.read.encoder import Encoder, Marks, SentenceRole, load_encoder
from salis.read.focus import Focus
from salis.read.frames import make_frame
from salis.read.grammar import words_of
from salis.read.language import other_language
from salis.read.language_model import load_language
from salis.read.layout import Block, BlockKind, split_blocks
from salis.read.lemma_memory import LemmaMemory, take_memory
from salis.read.manner import PLAIN, EventManner, find_event, tell_manner
from salis.read.quantities import find_quantities
from salis.read.quotes import find_quotations
from salis.read.scores import STANCES
from salis.read.sentences import read_sentences
from salis.read.times import FoundTime, find_times
from salis.read.utterances import Paragraph, Utterance, Voice
from salis.read.wording import hedge_in, likelihood_in, loaded_in

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

VERSION = "2"
_BATCH = 64
_PLAIN_DATE = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d(?:/\d{4}-\d\d-\d\d)?)?)?")
#: Times are not read inside such names ("USA Today").
_NAMES = frozenset({"ORG", "PERSON", "FAC", "PRODUCT", "WORK_OF_ART", "GPE"})
#: A sentence this likely to tell a view is no report of its document's own.
_VIEW = 0.7
_FUTURE_ACTS = (Act.PREDICT, Act.PROMISE)


def load_reader() -> Reader:
    """Load the language model and make a reader; takes a second or two."""
    language = load_language()
    return Reader(language, take_memory(language), load_encoder())


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads documents with a parser and an encoder; the same text always gives the same result."""

    language: Language
    memory: LemmaMemory
    encoder: Encoder

    def read(self, document: Document) -> StatementsRead:
        """Read the statements of a document, in the order of the text.

        A text in another language than English gives no statements and a Problem. What publication
        time is missing stays missing: relative days then have no date.
        """
        blocks = split_blocks(document.text, document.title)
        body = _body(blocks)
        named = tuple(dict.fromkeys(b.credit for b in blocks if b.credit))
        found = other_language(" ".join(b.text for b in body) or document.text)
        if found is not None:
            text = (
                f"The language looks like '{found}'; only English is read, so it has no statements."
            )
            return StatementsRead(
                document.id, (), (Problem("not-english", text, document.address),), named
            )
        statements = tuple(self._statements(document, blocks))
        problems = () if statements else (_nothing_found(document),)
        return StatementsRead(document.id, statements, problems, named)

    def parse(self, paragraph: str) -> Doc:
        """Parse one paragraph as those of documents are."""
        doc = self.language(paragraph)
        self.memory.fill(doc)
        return doc

    def tell_manners(
        self, paragraph: str, events: Sequence[Sequence[tuple[int, int]]]
    ) -> list[EventManner]:
        """Tell how each event of a paragraph is presented, in order.

        An event is the spans of its words, as offsets in the paragraph. One whose spans hold no
        word is told as one that simply happened.
        """
        doc = self.parse(paragraph)
        found = [find_event(doc, spans) for spans in events]
        return [tell_manner(token) if token is not None else PLAIN for token in found]

    def mark(self, document: Document) -> Marks:
        """Mark who says what in a document, as `read` does before it writes statements."""
        blocks = split_blocks(document.text, document.title)
        return self._mark(blocks, self._parse(blocks))

    def _parse(self, blocks: Sequence[Block]) -> list[Doc]:
        return list(self.language.pipe((b.text for b in blocks), batch_size=_BATCH))

    def _mark(self, blocks: Sequence[Block], docs: Sequence[Doc]) -> Marks:
        words = [w for b, d in zip(blocks, docs, strict=True) for w in words_of(d, b.start)]
        return self.encoder.mark(((b.start, b.text) for b in blocks), words)

    def roles(
        self, document: Document, sentences: Sequence[tuple[int, int]]
    ) -> tuple[SentenceRole, ...]:
        """Say what each sentence does in a document, `[start, end)` each, all in their order."""
        return self.encoder.roles(self.mark(document), sentences)

    def stance(self, document: Document) -> str:
        """Say whether a text of one sentence tells facts or a view: one of `scores.STANCES`."""
        shares = self.encoder.stance(self.mark(document), 0, len(document.text))
        return STANCES[shares.index(max(shares))]

    def _statements(self, document: Document, blocks: Sequence[Block]) -> list[Statement]:
        parsed = self._parse(blocks)
        marks = self._mark(blocks, parsed)
        body = _body(blocks)
        docs = [d for b, d in zip(blocks, parsed, strict=True) if b.kind is BlockKind.BODY]
        for doc in docs:
            self.memory.fill(doc)
        focus = Focus(build_cast(docs))
        quotations = find_quotations(body)
        found: list[Statement] = []
        voice: Voice | None = None
        for block, doc, quoted in zip(body, docs, quotations, strict=True):
            marked = marks.between(block.start, block.start + len(block.text))
            paragraph = Paragraph(block.start, doc, quoted, marked)
            utterances, voice = read_sentences(paragraph, focus, voice)
            for utterance in utterances:
                statement = _write(utterance, paragraph, document, focus, len(found))
                if statement is not None:
                    found.append(statement)
        return _judged_whole(found, self._views(found, marks))

    def _views(self, statements: Sequence[Statement], marks: Marks) -> set[Passage]:
        """Find the sentences in the document's own voice that tell a view rather than a fact."""
        own = {s.context for s in statements if not s.speakers and s.act is Act.ASSERT}
        at = STANCES.index("opinion")
        return {c for c in own if self.encoder.stance(marks, c.start, c.end)[at] > _VIEW}


def _body(blocks: Sequence[Block]) -> list[Block]:
    return [b for b in blocks if b.kind is BlockKind.BODY]


def _judged_whole(statements: Sequence[Statement], views: set[Passage]) -> list[Statement]:
    """Let one judgement make its own-voice sentence one ("He is a coward, and all know it").

    `views` are sentences that the encoder finds to tell a view.
    """
    judged = {s.context for s in statements if not s.speakers and s.act is Act.JUDGE} | views
    return [
        replace(
            s, act=Act.JUDGE, grains=tuple(g for g in s.grains if g.code is not GrainCode.UNSOURCED)
        )
        if s.act is Act.ASSERT and not s.speakers and s.context in judged
        else s
        for s in statements
    ]


def _nothing_found(document: Document) -> Problem:
    return Problem(
        "no-statements", "No sentence of this text puts anything forward.", document.address
    )


def _write(
    utterance: Utterance, paragraph: Paragraph, document: Document, focus: Focus, number: int
) -> Statement | None:
    """Write an utterance out as a statement; None where nothing readable is left of it."""
    base = paragraph.start
    times = _times(utterance, document)
    text = compose_text(utterance.shown, {**utterance.notes, **_dates(utterance, times)})
    if not utterance.words or not _is_readable(
        utterance.shown, text, resolved=bool(utterance.notes)
    ):
        return None
    speaker = utterance.speakers[-1] if utterance.speakers else None
    key = (speaker.entity or speaker.name.lower()) if speaker is not None else None
    frame = make_frame(utterance.words, utterance.top, focus, key)
    by_speaker = key is not None and key in frame.subject
    manner = read_manner(
        utterance.words,
        utterance.top,
        text=text,
        cue=utterance.cue,
        own_voice=not utterance.speakers,
        by_speaker=by_speaker,
    )
    act = (
        join_acts(utterance.attribution, manner.act)
        if utterance.attribution is not None
        else manner.act
    )
    passage = _span(utterance.words, base, document.text)
    inside, said_at = _split_times(times, utterance)
    return Statement(
        id=_identify(document.id, passage, number),
        document=document.id,
        speakers=utterance.speakers,
        cue=_span(utterance.cue, base, document.text) if utterance.cue else None,
        text=text,
        passage=passage,
        context=_context(utterance, base, document.text),
        act=act,
        certainty=manner.certainty,
        polarity=manner.polarity,
        direct=utterance.direct,
        frame=frame,
        quantities=tuple(q.quantity for q in find_quantities(text)),
        concerns=_concerns(inside, act, said_at or document.published_at),
        said_at=said_at,
        place=_place(utterance.words),
        condition=_condition(utterance.top),
        likelihood=likelihood_in(text),
        grains=_grains(utterance, act, manner, passage, document.text),
    )


def _is_readable(words: Sequence[Token], text: str, *, resolved: bool) -> bool:
    """Say whether a content says something: three words with a noun or number, or any five."""
    said = sum(any(c.isalnum() for c in word) for word in text.split())
    return said >= 5 or (
        said >= 3 and (resolved or any(t.pos_ in ("NOUN", "PROPN", "NUM") for t in words))
    )


def _identify(document: DocumentId, passage: Passage, number: int) -> StatementId:
    seed = f"{document}:{passage.start}-{passage.end}:{number}"
    return StatementId("s" + hashlib.blake2b(seed.encode(), digest_size=6).hexdigest())


def _span(words: Sequence[Token], base: int, text: str) -> Passage:
    """Give the passage from the first to the last word, as it stands in the document."""
    start = base + min(t.idx for t in words)
    end = base + max(t.idx + len(t.text) for t in words)
    return Passage(start, end, text[start:end])


def _context(utterance: Utterance, base: int, text: str) -> Passage:
    start = base + utterance.sentences[0].start_char
    end = base + utterance.sentences[-1].end_char
    end = max(end, start)
    exact = text[start:end].rstrip()
    return Passage(start, start + len(exact), exact)


def _times(utterance: Utterance, document: Document) -> list[tuple[int, int, FoundTime]]:
    """Find the times of an utterance's sentences, as offsets in the paragraph."""
    text = utterance.sentences[0].doc.text if utterance.sentences else ""
    times = _paragraph_times(text, document.published_at)
    starts = [time.start for time in times]
    found = (
        (sentence, time)
        for sentence in utterance.sentences
        for time in times[
            bisect_left(starts, sentence.start_char) : bisect_left(starts, sentence.end_char)
        ]
    )
    return [
        (time.start, time.end, time)
        for sentence, time in found
        if not any(t.ent_type_ in _NAMES for t in _words(sentence, time.start, time.end))
    ]


def _words(sentence: Span, start: int, end: int) -> Span:
    """Give the words of a sentence that begin within `[start, end)` of its paragraph."""
    first = bisect_left(sentence, start, key=lambda token: token.idx)
    return sentence[first : bisect_left(sentence, end, key=lambda token: token.idx)]


@lru_cache(maxsize=2)
def _paragraph_times(text: str, published: Moment | None) -> tuple[FoundTime, ...]:
    """Find the times of a whole paragraph, once for all that is said in it."""
    return find_times(text, published)


def _dates(utterance: Utterance, times: Sequence[tuple[int, int, FoundTime]]) -> dict[int, str]:
    """Give the day in brackets for words that only the publication day explains ("yesterday")."""
    notes: dict[int, str] = {}
    for start, end, time in times:
        words = [t for t in utterance.shown if start <= t.idx < end]
        attached = bool(words) and words[-1].dep_ == "compound"  # "the March inspection"
        if words and not attached and time.interval is not None and time.kind == "DATE":
            day = _plain_date(time)
            if day is not None and not any(c.isdigit() for c in time.interval.text):
                notes[words[-1].i] = day
    return notes


def _plain_date(time: FoundTime) -> str | None:
    """Give a day, month, year or span of days as people write it; None for seasons and guesses."""
    if time.interval is None:
        return None
    edtf = time.interval.edtf.removeprefix("../").removesuffix("/..")
    shown = time.value if "~" in edtf else edtf
    return shown if _PLAIN_DATE.fullmatch(shown) else None


def _split_times(
    times: Sequence[tuple[int, int, FoundTime]], utterance: Utterance
) -> tuple[list[FoundTime], Moment | None]:
    """Part the times inside the content from the one beside the cue: when it was said."""
    inside: list[FoundTime] = []
    said_at: Moment | None = None
    content = {t.i for t in utterance.words}
    for start, end, time in times:
        words = [t for sentence in utterance.sentences for t in _words(sentence, start, end)]
        if any(t.i in content for t in words):
            if utterance.late is not None and words[0].i >= utterance.late:
                said_at = said_at or _moment(time)
            else:
                inside.append(time)
        elif (
            utterance.cue
            and said_at is None
            and any(_stands_beside(t, utterance.cue[-1]) for t in words)
        ):
            said_at = _moment(time)
    return inside, said_at


def _stands_beside(time: Token, cue: Token) -> bool:
    """Say whether a time is the cue's; "who took office in 2019" tells of its speaker."""
    for token in (time, *time.ancestors):
        if token == cue:
            return True
        if token.dep_ == "relcl":
            return False
    return False


def _moment(time: FoundTime) -> Moment | None:
    """Turn a dated expression into the moment it names, as exact as it is."""
    interval = time.interval
    if interval is None or interval.start is None or time.kind == "SET":
        return None
    length = (interval.end - interval.start).total_seconds() if interval.end is not None else 0
    if time.kind == "TIME" and 0 < length <= 3600:
        return Moment(interval.start, Precision.MINUTE)
    day = 86_400
    if time.kind == "TIME" and interval.end is not None and length == 2 * day:
        return Moment(interval.end - timedelta(days=1), Precision.DAY)  # overnight
    steps = ((day, Precision.DAY), (31 * day, Precision.MONTH), (366 * day, Precision.YEAR))
    return next((Moment(interval.start, p) for limit, p in steps if 0 < length <= limit), None)


def _concerns(times: Sequence[FoundTime], act: Act, said: Moment | None) -> Interval | None:
    """Tell when the content happens: its own time, else "from then on" for what was announced."""
    for time in times:
        if time.interval is not None and time.kind != "SET" and not time.compared:
            return time.interval
    if act in _FUTURE_ACTS and said is not None:
        return Interval(said.at, None, f"{said.at.date().isoformat()}/..")
    return None


def _place(words: Sequence[Token]) -> str | None:
    for token in words:
        if (
            token.ent_type_ in ("GPE", "LOC", "FAC")
            and token.dep_ == "pobj"
            and token.head.lower_ in ("in", "at", "near")
        ):
            span = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
            return span.text if span is not None else token.text
    return None


def _condition(top: Token) -> str | None:
    for child in top.children:
        if child.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children
        ):
            return "".join(t.text_with_ws for t in child.subtree).strip(' ,“"”')
    return None


def _grains(
    utterance: Utterance, act: Act, manner: Manner, passage: Passage, text: str
) -> tuple[Grain, ...]:
    """Collect the grains that this passage shows by itself."""
    grains: list[Grain] = []
    speakers = utterance.speakers
    if len(speakers) > 1 and speakers[0].mention is not None:
        grains.append(Grain(GrainCode.HEARSAY, speakers[0].mention))
    if speakers and not speakers[-1].named:
        grains.append(Grain(GrainCode.UNNAMED, speakers[-1].mention or passage))
    hedge = hedge_in(passage.exact)
    if hedge is not None:
        grains.append(Grain(GrainCode.HEDGED, _within(passage, hedge)))
    elif act is Act.ALLEGE and utterance.cue:
        grains.append(Grain(GrainCode.HEDGED, _cue_passage(utterance, passage, text)))
    elif manner.certainty in (Certainty.POSSIBLE, Certainty.PROBABLE) and act is Act.ASSERT:
        grains.append(Grain(GrainCode.HEDGED, passage))
    loaded = loaded_in(passage.exact)
    if loaded is not None:
        grains.append(Grain(GrainCode.LOADED, _within(passage, loaded)))
    if act is Act.INFER:
        grains.append(Grain(GrainCode.INFERRED, passage))
    if not speakers and act in (Act.ASSERT, Act.ALLEGE):
        grains.append(Grain(GrainCode.UNSOURCED, passage))
    return tuple(grains)


def _within(passage: Passage, span: tuple[int, int]) -> Passage:
    start, end = span
    return Passage(passage.start + start, passage.start + end, passage.exact[start:end])


def _cue_passage(utterance: Utterance, passage: Passage, text: str) -> Passage:
    base = passage.start - min(t.idx for t in utterance.words)
    return _span(utterance.cue, base, text)
