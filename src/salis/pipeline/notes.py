"""Notes: what people judged of the links that a claim rests on, said as its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from salis.link import bond_documents, bond_statements, bond_voices
from salis.model.claim import ClaimId, Reason
from salis.model.document import DocumentId
from salis.model.entry import JudgementMade, Verdict
from salis.model.snapshot import Linked, Timed
from salis.model.statement import StatementId

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
        notes = [reason for at, reason in self._of[claim] if at <= moment]
        return tuple(sorted(notes, key=lambda one: one.refs[0] in self._overruled))

    def times(self, claim: ClaimId) -> Iterable[datetime]:
        """Give when each note was made."""
        return [at for at, _ in self._of.get(claim, ())]

    def _read(self, timed: Timed[JudgementMade]) -> Iterator[tuple[ClaimId, Reason]]:
        if timed.value.verdict in (Verdict.SAME, Verdict.DIFFERENT):
            yield from self._of_claims(timed)
        elif timed.value.verdict in (Verdict.COPY, Verdict.INDEPENDENT):
            yield from self._of_texts(timed)

    def _of_claims(self, timed: Timed[JudgementMade]) -> Iterator[tuple[ClaimId, Reason]]:
        """Note on either claim what it was judged to be the same as, or different from."""
        made = timed.value
        told = [one for one in made.statements if one in self._claim_of]
        if len(told) < 2:
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
        if len(told) < 2:
            return
        names = " and ".join(f"{documents[one].source.name} ({one[:_ID_SHOWN]})" for one in told)
        words = f"the texts of {names} are {_TEXTS[timed.value.verdict]}"
        for claim in self._carriers.of_both(*told):
            yield claim, self._reason(timed, words, tuple(told))

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
