"""Quoted contents: who speaks inside quotation marks, across the sentences of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from salis.read.attribution import Attribution, find_bare_cue
from salis.read.focus import Focus
from salis.read.marked import source_of, tokens_in
from salis.read.speakers import UNATTRIBUTED, make_speaker
from salis.read.utterances import Paragraph, Utterance, Voice, chain_of, quoted_share, trim

if TYPE_CHECKING:
    from spacy.tokens import Span


def find_voice(
    sentence: Span, attributions: Sequence[Attribution], paragraph: Paragraph, focus: Focus
) -> Voice | None:
    """Find who speaks the quoted words of a sentence."""
    outside = [
        a for a in attributions if a.source is not None and paragraph.quotation_of(a.head) is None
    ]
    spoken = next((a for a in outside if quoted_share(a.content, paragraph) > 0), None)
    if spoken is None:
        heads = {a.head.i for a in attributions}
        bare = find_bare_cue(
            sentence, lambda t: t.i in heads or paragraph.quotation_of(t) is not None
        )
        if bare is not None and bare[1].lower_ not in ("i", "we"):
            return Voice((make_speaker(bare[1], focus, paragraph.start),), (bare[0],), None)
        spoken = next(iter(outside), None)
    if spoken is None:
        return None
    chain = chain_of(spoken, attributions, focus, paragraph.start)
    return Voice(chain, spoken.cue, spoken) if chain else None


def note_marked_voices(
    sentence: Span,
    attributions: Sequence[Attribution],
    paragraph: Paragraph,
    focus: Focus,
    voices: dict[int, Voice],
) -> None:
    """Note who speaks in quotations that are marked as said by a cue of this sentence."""
    for marked in paragraph.marked:
        cue = tokens_in(sentence, (marked.cue,), paragraph.start)
        source = tokens_in(sentence.doc, marked.source, paragraph.start) if cue else []
        if not source:
            continue
        touched = [
            index
            for index, quotation in enumerate(paragraph.quotations)
            if index not in voices
            and any(
                start < paragraph.start + quotation.end and paragraph.start + quotation.start < end
                for start, end in marked.content
            )
        ]
        known = next((a for a in attributions if a.head in cue and a.source is not None), None)
        for index in touched:
            if known is not None:
                chain = chain_of(known, attributions, focus, paragraph.start)
                if chain:
                    voices[index] = Voice(chain, known.cue, known)
            else:
                speaker = make_speaker(source_of(source), focus, paragraph.start)
                voices[index] = Voice((speaker,), tuple(cue), None)


def note_voices(
    sentence: Span, voice: Voice | None, paragraph: Paragraph, voices: dict[int, Voice]
) -> Voice | None:
    """Note for each quotation that a sentence touches, or opens with a colon, who speaks in it."""
    if voice is None:
        return None
    ends_open = sentence.text.rstrip().endswith(":")
    for index, quotation in enumerate(paragraph.quotations):
        touches = quotation.start < sentence.end_char and sentence.start_char < quotation.end
        follows = ends_open and 0 <= quotation.start - sentence.end_char <= 3
        if touches or follows:
            voices.setdefault(index, voice)
    return voice


def is_left_quoted(sentence: Span, said: Sequence[Utterance], paragraph: Paragraph) -> bool:
    """Say whether a quoted clause is in no content yet ("…, and Orlo said: “We are done.”")."""
    covered = {t.i for u in said for t in u.words}
    left = [
        t
        for t in sentence
        if t.i not in covered and t.is_alpha and paragraph.quotation_of(t) is not None
    ]
    return len(left) >= 3 and any(t.pos_ in ("VERB", "AUX") for t in left) and bool(said)


def is_spoken_inside(
    utterance: Utterance, attributions: Sequence[Attribution], paragraph: Paragraph
) -> bool:
    """Say whether an attribution stands in a quotation whose speaker is not in its chain."""
    attribution = utterance.attribution
    if attribution is None or paragraph.quotation_of(attribution.head) is None:
        return False
    outside = (
        a for a in attributions if paragraph.quotation_of(a.head) is None and a.source is not None
    )
    return not any(attribution.head in outer.content for outer in outside)


def within_quotation(
    utterance: Utterance, paragraph: Paragraph, voices: dict[int, Voice], last: Voice | None
) -> Utterance:
    """Put the speaker of a quotation before those that the quotation itself names."""
    first = utterance.cue[0]
    index = paragraph.quotation_of(first)
    voice = voices.get(index) if index is not None else None
    voice = voice or last
    outer = voice.speakers if voice is not None else (UNATTRIBUTED,)
    known = {s.entity for s in outer if s.entity}
    inner = tuple(s for s in utterance.speakers if s.entity is None or s.entity not in known)
    notes = {at: name for at, name in utterance.notes.items() if name != outer[-1].name}
    return replace(utterance, speakers=(*outer, *inner), direct=True, notes=notes)


def quoted_utterance(
    sentence: Span, paragraph: Paragraph, voices: dict[int, Voice], last: Voice | None
) -> Utterance:
    """Give a wholly quoted sentence to whoever speaks in its quotation, else in the one before."""
    inside = [t for t in sentence if paragraph.quotation_of(t) is not None]
    index = paragraph.quotation_of(inside[0]) if inside else None
    voice = voices.get(index) if index is not None else None
    voice = voice or last
    speakers = voice.speakers if voice is not None else (UNATTRIBUTED,)
    cue = voice.cue if voice is not None else ()
    words = trim([t for t in inside if t.text not in '“”"'])
    return Utterance(
        speakers, cue, words or tuple(sentence), sentence.root, words, None, True, (sentence,), {}
    )


def with_rest(utterance: Utterance, sentence: Span, paragraph: Paragraph) -> Utterance:
    """Add the other half of a quotation that its attribution splits ("“…,” Orlo said, “…”")."""
    attribution = utterance.attribution
    if not utterance.direct or attribution is None or not attribution.clausal:
        return utterance
    mine = {t.i for t in utterance.words}
    same = {paragraph.quotation_of(t) for t in utterance.words}
    cue, last = attribution.head.i, utterance.words[-1].i
    opening = paragraph.quotation_of(next((t for t in sentence if not t.is_quote), sentence[0]))
    rest = [
        t
        for t in sentence
        if t.i not in mine
        and (index := paragraph.quotation_of(t)) is not None
        and (t.text in "‘’" or not t.is_quote)
        and (index in same or last < cue < t.i or index == opening)
    ]
    if sum(t.is_alpha for t in rest) < 2:
        return utterance
    words = tuple(sorted([*utterance.words, *rest], key=lambda t: t.i))
    return replace(utterance, words=words, shown=words)


def merge_leaning(utterances: Sequence[Utterance], paragraph: Paragraph) -> list[Utterance]:
    """Join to a quoted sentence the next of its quotation that can't be read without it."""
    merged: list[Utterance] = []
    for utterance in utterances:
        before = merged[-1] if merged else None
        if before is not None and _leans_on(utterance, before, paragraph):
            words = (*before.words, *utterance.words)
            shown = (*before.shown, *utterance.shown)
            sentences = tuple(dict.fromkeys((*before.sentences, *utterance.sentences)))
            notes = {**utterance.notes, **before.notes}
            merged[-1] = replace(before, words=words, shown=shown, sentences=sentences, notes=notes)
        else:
            merged.append(utterance)
    return merged


def _leans_on(utterance: Utterance, before: Utterance, paragraph: Paragraph) -> bool:
    quotation = paragraph.quotation_of(utterance.words[0]) if utterance.words else None
    if quotation is None or not utterance.direct or len(before.words) + len(utterance.words) > 60:
        return False
    if (
        not before.words
        or paragraph.quotation_of(before.words[-1]) != quotation
        or utterance.attribution is not None
    ):
        return False
    return any(
        t.lower_ in ("it", "this", "that", "they", "them") and t.pos_ == "PRON" and t.dep_ != "mark"
        for t in utterance.words
    )
