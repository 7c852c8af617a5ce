"""Grains: the reasons for salt that a passage shows by itself, each with its own place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.model.document import Passage
from salis.model.statement import Act, Certainty, Grain, GrainCode
from salis.read.lists import wording
from salis.read.utterances import Paragraph, Utterance
from salis.read.wording import hedge_in, loaded_in, sided_in, unverified_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALS = frozenset({"may", "might", "could", "should", "ought"})
#: By which a sentence means what was told just before.
_DOUBTED = frozenset(
    {"claim", "claims", "report", "reports", "account", "accounts", "allegation", "allegations"}
    | {"information", "statement", "details", "footage", "video"}
)
_MEANT = frozenset({"this", "that", "these", "it"})
#: What opens a content of its own: "could not confirm whether …" says nothing of what was told.
_OPENING = ("whether ", "that ", "if ", "how ", "who ", "what ")
#: Words in scare quotes at most.
_SCARE_WORDS = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A content as it is written out: what its grains are read from."""

    utterance: Utterance
    paragraph: Paragraph
    passage: Passage
    cue: Passage | None
    act: Act
    certainty: Certainty

    @property
    def wording(self) -> str:
        """Give the passage with its asides blanked that an own-voice content leaves out."""
        text, start = self.passage.exact, self.passage.start - self.paragraph.start
        if self.utterance.attribution is not None or not self.utterance.words:
            return text
        kept = {t.i for t in self.utterance.words}
        first, last = min(kept), max(kept)
        for token in self.paragraph.doc[first : last + 1]:
            if token.i not in kept:
                at = token.idx - start
                text = text[:at] + " " * len(token.text) + text[at + len(token.text) :]
        return text


def read_grains(said: Said) -> tuple[Grain, ...]:
    """Collect the grains that a passage shows by itself, at most one for each reason."""
    speakers, passage = said.utterance.speakers, said.passage
    own = not speakers and said.act in (Act.ASSERT, Act.ALLEGE)
    shown = (
        (GrainCode.HEARSAY, speakers[0].mention if len(speakers) > 1 else None),
        (
            GrainCode.UNNAMED,
            (speakers[-1].mention or passage) if speakers and not speakers[-1].named else None,
        ),
        (GrainCode.HEDGED, _hedge(said)),
        (GrainCode.LOADED, _loaded(said)),
        (GrainCode.INFERRED, passage if said.act is Act.INFER else None),
        (GrainCode.UNSOURCED, passage if own else None),
    )
    return tuple(Grain(code, place) for code, place in shown if place is not None)


def _hedge(said: Said) -> Passage | None:
    """Find the first word that hedges: of the lists, the cue that only alleges, or the modal."""
    hedge = hedge_in(said.wording)
    if hedge is not None:
        return _within(said.passage, hedge)
    if not said.utterance.speakers and (doubt := _doubted_after(said)) is not None:
        return doubt
    if said.act is Act.ALLEGE and said.cue is not None:
        return said.cue
    if said.act is not Act.ASSERT or said.certainty not in (
        Certainty.POSSIBLE,
        Certainty.PROBABLE,
    ):
        return None
    unsure = wording().possible | wording().probable | _MODALS
    found = next((t for t in said.utterance.words if t.lower_ in unsure), None)
    return said.passage if found is None else _word(found, said)


def _doubted_after(said: Said) -> Passage | None:
    """Find where the next sentence says that what the paper tells could not be verified."""
    end = max(sentence.end for sentence in said.utterance.sentences)
    doc, base = said.paragraph.doc, said.paragraph.start
    if end >= len(doc):
        return None
    after = doc[end].sent
    found = unverified_in(after.text)
    if found is None or after.text[found[1] :].lstrip().startswith(_OPENING):
        return None
    meant = after[0].lower_ in _MEANT and found[0] <= len(after[0].text) + 1
    if not meant and _DOUBTED.isdisjoint(t.lower_ for t in after):
        return None
    start = base + after.start_char + found[0]
    return Passage(start, start + found[1] - found[0], after.text[slice(*found)])


def _loaded(said: Said) -> Passage | None:
    """Find the first word that takes a side, or that the document holds at arm's length."""
    wording = said.wording
    found = [
        _within(said.passage, span)
        for span in (loaded_in(wording), sided_in(wording))
        if span is not None
    ]
    scare = _scare_quotes(said)
    if scare is not None:
        found.append(scare)
    return min(found, key=lambda place: place.start, default=None)


def _scare_quotes(said: Said) -> Passage | None:
    """Find a word or two in quotation marks that nobody is said to have spoken."""
    if said.utterance.speakers or said.utterance.direct:
        return None
    for index, quotation in enumerate(said.paragraph.quotations):
        inside = [t for t in said.utterance.words if said.paragraph.quotation_of(t) == index]
        if inside and _are_scare_words([t for t in inside if not t.is_punct]):
            text = said.paragraph.doc.text[quotation.start : quotation.end]
            start = said.paragraph.start + quotation.start
            return Passage(start, start + len(text), text)
    return None


def _are_scare_words(words: Sequence[Token]) -> bool:
    if not 0 < len(words) <= _SCARE_WORDS or not words[0].text.islower():
        return False
    before = words[0].doc[max(0, words[0].i - 4) : words[0].i]
    return not any(t.lemma_.lower() in wording().naming for t in (*before, words[-1].head))


def _word(token: Token, said: Said) -> Passage:
    start = said.paragraph.start + token.idx
    return Passage(start, start + len(token.text), token.text)


def _within(passage: Passage, span: tuple[int, int]) -> Passage:
    start, end = span
    return Passage(passage.start + start, passage.start + end, passage.exact[start:end])
