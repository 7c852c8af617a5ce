"""Notes: what people judged of the links that a claim rests on, said as its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from salis.link import bond_documents, bond_statements, bond_voices, voice_key
from salis.model.claim import ClaimId, Reason
from salis.model.document import DocumentId
from salis.model.entry import JudgementMade, Verdict
from salis.model.snapshot import Linked, Timed
from salis.model.statement import Statement, StatementId

_WORDS_SHOWN = 90
_ID_SHOWN = 9

type Note = tuple[datetime, Reason]


class Notes:
    """The notes of every claim of a ledger."""

    def __init__(self, linked: Linked, claim_of: Mapping[StatementId, ClaimId]) -> None:
        self._linked = linked
        self._claim_of = claim_of
        self._of: defaultdict[ClaimId, list[Note]] = defaultdict(list)
        values = [one.value for one in linked.judgements]
        bonds = bond_statements(values), bond_documents(values), bond_voices(values)
        self._overruled = frozenset().union(*(one.overruled for one in bonds))
        self._carriers = _Carriers(linked, claim_of)
        self._voices = _Voices(linked, claim_of)
        self._of_document: defaultdict[DocumentId, list[Note]] = defaultdict(list)
        for timed in linked.judgements:
            for claim, reason in self._read(timed):
                self._of[claim].append((timed.at, reason))

    def __contains__(self, claim: ClaimId) -> bool:
        """Tell whether anything is noted of a claim."""
        return claim in self._of

    def of(self, claim: ClaimId, moment: datetime) -> tuple[Reason, ...]:
        """Give what is noted of a claim by a moment, what stands before what is overruled."""
        if claim not in self._of:
            return ()
        return self._in_force(self._of[claim], moment)

    def of_documents(self, moment: datetime) -> dict[DocumentId, tuple[Reason, ...]]:
        """Give what is noted of each document by a moment."""
        return {id: self._in_force(notes, moment) for id, notes in self._of_document.items()}

    def _in_force(self, notes: Iterable[Note], moment: datetime) -> tuple[Reason, ...]:
        """Give those made by a moment, what stands before what is overruled."""
        made = [reason for at, reason in notes if at <= moment]
        return tuple(sorted(made, key=lambda one: one.refs[0] in self._overruled))

    def times(self, claim: ClaimId) -> Iterable[datetime]:
        """Give when each note was made."""
        return [at for at, _ in self._of.get(claim, ())]

    def _read(self, timed: Timed[JudgementMade]) -> Iterator[tuple[ClaimId, Reason]]:
        if timed.value.verdict in (Verdict.SAME, Verdict.DIFFERENT):
            yield from self._of_claims(timed)
        elif timed.value.verdict in (Verdict.COPY, Verdict.INDEPENDENT):
            yield from self._of_texts(timed)
        elif timed.value.verdict in (Verdict.MERGE, Verdict.SPLIT):
            yield from self._of_voices(timed)

    def _of_claims(self, timed: Timed[JudgementMade]) -> Iterator[tuple[ClaimId, Reason]]:
        """Note on either claim what it was judged to be the same as, or different from."""
        made = timed.value
        told = [one for one in made.statements if one in self._claim_of]
        if len(told) != 2:
            return
        a, b = told
        if self._claim_of[a] == self._claim_of[b]:
            both = f"{self._quoted(a)} and {self._quoted(b)} are {_SAYING[made.verdict]}"
            yield self._claim_of[a], self._reason(timed, both, (a, b))
            return
        for one, other in ((a, b), (b, a)):
            words = f"it is {_SAYING[made.verdict]} {_PREPOSITION[made.verdict]} "
            yield self._claim_of[one], self._reason(timed, words + self._quoted(other), (other,))

    def _of_texts(self, timed: Timed[JudgementMade]) -> Iterator[tuple[ClaimId, Reason]]:
        """Note on each claim that stands in two texts judged, or made from those, what they are."""
        documents = self._linked.documents
        told = [one for one in timed.value.documents if one in documents]
        if len(told) != 2:
            return
        names = " and ".join(f"{documents[one].source.name} ({one[:_ID_SHOWN]})" for one in told)
        words = f"the texts of {names} are {_TEXTS[timed.value.verdict]}"
        reason = self._reason(timed, words, tuple(told))
        for document in told:
            self._of_document[document].append((timed.at, reason))
        for claim in self._carriers.of_both(*told):
            yield claim, reason

    def _of_voices(self, timed: Timed[JudgementMade]) -> Iterator[tuple[ClaimId, Reason]]:
        """Note on each claim that rests on two voices judged what they are."""
        if len(timed.value.voices) != 2:
            return
        one, other = (voice_key(name) for name in timed.value.voices)
        names = (self._voices.name_of(voice) for voice in timed.value.voices)
        words = f"{' and '.join(names)} {_VOICES[timed.value.verdict]}"
        for claim in self._voices.of_both(one, other):
            yield claim, self._reason(timed, words, ())

    def _reason(self, timed: Timed[JudgementMade], what: str, refs: tuple[str, ...]) -> Reason:
        made = timed.value
        because = f", because {made.because}" if made.because else ""
        later = " (a later judgement overrules this)" if made.id in self._overruled else ""
        text = f"{timed.actor} judged: {what}{because}{later}"
        return Reason(f"judged-{made.verdict}", text, (made.id, *refs))

    def _quoted(self, statement: StatementId) -> str:
        text = self._linked.statements[statement].text.rstrip(". ")
        return f"“{text if len(text) <= _WORDS_SHOWN else text[:_WORDS_SHOWN].rstrip() + ' …'}”"


_SAYING = {Verdict.SAME: "the same", Verdict.DIFFERENT: "different"}
_PREPOSITION = {Verdict.SAME: "as", Verdict.DIFFERENT: "from"}
_TEXTS = {Verdict.COPY: "one a copy of the other", Verdict.INDEPENDENT: "independent"}


class _Carriers:
    """Which claims stand in texts that go with judged ones."""

    def __init__(self, linked: Linked, claim_of: Mapping[StatementId, ClaimId]) -> None:
        self._claims: defaultdict[DocumentId, dict[ClaimId, None]] = defaultdict(dict)
        for id, statement in linked.statements.items() if linked.sides else ():
            side = linked.sides.get(statement.document)
            if side is not None:
                self._claims[side][claim_of[id]] = None

    def of_both(self, one: DocumentId, other: DocumentId) -> list[ClaimId]:
        """Give the claims that stand both in what goes with one and in what goes with the other."""
        return [claim for claim in self._claims[one] if claim in self._claims[other]]


_VOICES = {Verdict.MERGE: "are one person or body", Verdict.SPLIT: "are not one person or body"}


class _Voices:
    """Which claims rest on voices that people judged, and how those are called."""

    def __init__(self, linked: Linked, claim_of: Mapping[StatementId, ClaimId]) -> None:
        judged = {voice_key(name) for one in linked.judgements for name in one.value.voices}
        self._claims: defaultdict[str, dict[ClaimId, None]] = defaultdict(dict)
        self._names: dict[str, str] = {}
        for id, statement in linked.statements.items() if judged else ():
            for name, known in _voices_of(statement, linked):
                if voice_key(known) in judged:
                    self._claims[voice_key(known)][claim_of[id]] = None
                    fullest = max(name, self._names.get(known, ""), key=len)
                    self._names[known] = fullest

    def name_of(self, voice: str) -> str:
        """Give the fullest name under which a voice speaks."""
        return self._names.get(voice, voice)

    def of_both(self, one: str, other: str) -> list[ClaimId]:
        """Give the claims that rest on both of two voices, by their keys."""
        return [claim for claim in self._claims[one] if claim in self._claims[other]]


def _voices_of(statement: Statement, linked: Linked) -> Iterator[tuple[str, str]]:
    """Give the name and the entity of all by whom or for whom a statement is made."""
    if not statement.speakers:
        source = linked.documents[statement.document].source.name
        yield source, source
    for speaker in statement.speakers:
        if speaker.named:
            yield speaker.name, speaker.entity or speaker.name
        if speaker.institution:
            yield speaker.institution, speaker.institution
