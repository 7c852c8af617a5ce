"""Sentences: the utterances of a paragraph, reported, quoted and in the own voice, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from salis.read.attribution import Attribution, find_attributions
from salis.read.contents import references
from salis.read.focus import Focus
from salis.read.marked import find_marked
from salis.read.own_voice import own_voice
from salis.read.quoted import (
    find_voice,
    is_left_quoted,
    is_spoken_inside,
    merge_leaning,
    note_marked_voices,
    note_voices,
    quoted_utterance,
    with_rest,
    within_quotation,
)
from salis.read.reported import attributed
from salis.read.speech import can_speak
from salis.read.utterances import MOSTLY, Paragraph, Utterance, Voice, quoted_share

if TYPE_CHECKING:
    from spacy.tokens import Span


def read_sentences(
    paragraph: Paragraph, focus: Focus, before: Voice | None
) -> tuple[list[Utterance], Voice | None]:
    """Read a paragraph's sentences; `before` is who spoke in the quotation before this paragraph.

    Returns:
        The utterances in order, and who spoke last in a quotation here.
    """
    voices: dict[int, Voice] = {}
    last: Voice | None = None
    pending: list[tuple[int, Span | Utterance]] = []
    found: list[tuple[int, Utterance]] = []
    for number, sentence in enumerate(paragraph.doc.sents):
        focus.enter(sentence)
        known = find_attributions(sentence)
        attributions = find_marked(sentence, paragraph, known)
        attributions = [a for a in attributions if _has_speaker(a, focus)]
        said = [_resolved(u, focus) for u in attributed(sentence, attributions, paragraph, focus)]
        note_marked_voices(sentence, attributions, paragraph, focus, voices)
        voice = find_voice(sentence, attributions, paragraph, focus)
        last = note_voices(sentence, voice, paragraph, voices) or last
        quoted = quoted_share(list(sentence), paragraph) > MOSTLY
        if quoted and not said:
            pending.append((number, sentence))
            continue
        said = [with_rest(u, sentence, paragraph) for u in said]
        _remember(said, focus)
        for utterance in said:
            inside = is_spoken_inside(utterance, attributions, paragraph)
            (pending if inside else found).append((number, utterance))
        if is_left_quoted(sentence, said, paragraph) and not quoted:
            pending.append((number, sentence))
        if not quoted:
            found.extend(
                (number, _resolved(u, focus)) for u in own_voice(sentence, attributions, paragraph)
            )
    if last is None and before is not None and paragraph.quotations:
        last = replace(before, cue=(), attribution=None)
    for number, item in pending:
        if isinstance(item, Utterance):
            found.append((number, within_quotation(item, paragraph, voices, last)))
        else:
            found.append(
                (number, _resolved(quoted_utterance(item, paragraph, voices, last), focus))
            )
    found.sort(key=lambda item: item[0])
    return merge_leaning([u for _, u in found], paragraph), last


def _has_speaker(attribution: Attribution, focus: Focus) -> bool:
    """Say whether an attribution's source can speak; a "they" of a side clause must be known."""
    source = attribution.source
    if source is None:
        return True
    aside = attribution.head.dep_ in ("advcl", "relcl", "acl") and source.lower_ in (
        "they",
        "it",
        "he",
        "she",
    )
    said = bool(attribution.named) or attribution.head.lemma_ in ("say", "tell")
    plainly = said and source.pos_ not in ("PRON", "DET")  # "the alert stated": it speaks
    return (plainly or can_speak(source, focus.cast)) and not (
        aside and focus.speaking(source) is None
    )


def _remember(said: Sequence[Utterance], focus: Focus) -> None:
    for utterance in said:
        if utterance.speakers:
            focus.remember(utterance.speakers[0])


def _resolved(utterance: Utterance, focus: Focus) -> Utterance:
    """Note what the pronouns stand for while the focus is at this sentence."""
    reported = utterance.speakers[-1] if utterance.speakers else None
    return replace(
        utterance, notes=references(utterance.shown, focus, reported, direct=utterance.direct)
    )
