"""Writing: an utterance written out as a statement, with its passages in the document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from salis.model.document import Document, DocumentId, Passage
from salis.model.problem import Problem
from salis.model.statement import Act, Frame, Statement, StatementId
from salis.read.acts import Manner, join_acts, read_manner
from salis.read.alone import find_leaning, is_nobody, says_something
from salis.read.contents import compose_text, references_of, tidy
from salis.read.focus import Focus
from salis.read.frames import make_frame
from salis.read.gate import Ground, Refusal, settle_text
from salis.read.grains import Said, read_grains
from salis.read.quantities import find_quantities
from salis.read.utterance_times import concerned_time, days_to_show, split_times, times_of
from salis.read.utterances import Paragraph, Utterance
from salis.read.wording import likelihood_in

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Statements at the beginning of a document, which introduce what they speak of.
_OPENING = 1


def write_statement(
    utterance: Utterance,
    paragraph: Paragraph,
    document: Document,
    *,
    focus: Focus,
    number: int,
    problems: list[Problem],
) -> Statement | None:
    """Write an utterance out as a statement; None where nothing readable is left of it."""
    if not utterance.words or not utterance.shown:
        return None
    base = paragraph.start
    times = times_of(utterance, document)
    passage = _span(utterance.words, base, document.text)
    context = _context(utterance, base, document.text)
    cue = _span(utterance.cue, base, document.text) if utterance.cue else None
    notes = {**utterance.notes, **days_to_show(utterance, times)}
    text, refusal = settle_text(
        compose_text(utterance.shown, notes),
        tidy(passage.exact),
        Ground(
            passage.exact,
            context.exact,
            references_of(utterance.shown, notes),
            cue.exact if cue is not None else None,
        ),
    )
    if refusal is not None:
        problems.append(_refused(document, passage, refusal))
    if not says_something(utterance, text, refused=refusal is not None):
        return None
    frame = make_frame(utterance.words, utterance.top, focus, _speaker_key(utterance))
    manner, act = _manner(utterance, text, frame)
    if act is Act.ASK and not utterance.speakers:
        return None  # the document asks its readers and puts nothing forward
    inside, said_at = split_times(times, utterance)
    return Statement(
        id=_identify(document.id, passage, number),
        document=document.id,
        speakers=utterance.speakers,
        cue=cue,
        text=text,
        passage=passage,
        context=context,
        act=act,
        certainty=manner.certainty,
        polarity=manner.polarity,
        direct=utterance.direct,
        frame=frame,
        quantities=tuple(q.quantity for q in find_quantities(text)),
        concerns=concerned_time(inside, act, said_at or document.published_at),
        said_at=said_at,
        place=_place(utterance.words),
        condition=_condition(utterance.top),
        likelihood=likelihood_in(text),
        grains=read_grains(Said(utterance, paragraph, passage, cue, act, manner.certainty)),
        leans=_leaning(utterance, base, document.text, number),
    )


def _speaker_key(utterance: Utterance) -> str | None:
    speaker = utterance.speakers[-1] if utterance.speakers else None
    return (speaker.entity or speaker.name.lower()) if speaker is not None else None


def _manner(utterance: Utterance, text: str, frame: Frame) -> tuple[Manner, Act]:
    """Read how a content is put, and what its speaker does with it."""
    key = _speaker_key(utterance)
    manner = read_manner(
        utterance.words,
        utterance.top,
        text=text,
        cue=utterance.cue,
        own_voice=not utterance.speakers,
        by_speaker=key is not None and key in frame.subject,
    )
    if utterance.attribution is None:
        return manner, manner.act
    return manner, join_acts(utterance.attribution, manner.act)


def _leaning(utterance: Utterance, base: int, text: str, number: int) -> Passage | None:
    """Give the words that only another sentence explains, a speaker whom nothing tells first."""
    if utterance.speakers and is_nobody(utterance.speakers[-1]):
        return utterance.speakers[-1].mention or _span(utterance.words, base, text)
    words = find_leaning(utterance, opening=number < _OPENING)
    return _span(words, base, text) if words else None


def _refused(document: Document, passage: Passage, refusal: Refusal) -> Problem:
    line = document.text.count("\n", 0, passage.start) + 1
    text = (
        f"A sentence written out of “{passage.exact[:60]}” was refused ({refusal.value}); "
        "the document's own words stand in its place where they can be read alone."
    )
    return Problem("text-refused", text, f"{document.address}:{line}")


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
