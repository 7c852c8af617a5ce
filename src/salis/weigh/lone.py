"""Lone claims: one statement puts them forward, and nothing else in the ledger bears on them.

Nearly all claims of a large ledger are such, and few of their cases differ in more than ids, names
and dates. So each kind of case is weighed once, by the same rules as every other, and what was
found is said again of the next of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from salis.model.claim import Claim, Origin, Reason, Standing, Weighed
from salis.model.document import SourceId
from salis.model.statement import GrainCode, Statement, StatementId
from salis.model.times import Interval
from salis.weigh.case import Case, name_voice
from salis.weigh.versions import CURRENT, Ruling
from salis.weigh.weighing import weigh_claim

#: Stand in a verdict's words for whom a claim rests on, and for the time that it is about.
_NAME, _TIME = "\ue000name\ue000", "\ue000time\ue000"
_MARKS = re.compile(f"({_NAME}|{_TIME})")


@dataclass(frozen=True, slots=True)
class _Ground:
    """A reason without the ids, names and dates of the claim that it was found for."""

    code: str
    #: Its words, taken apart at the marks, which stand between them.
    words: tuple[str, ...]
    #: Whether it leans on the statement; else on nothing.
    leans: bool

    def reason(self, statement: StatementId, name: str, time: str) -> Reason:
        """Give the reason as said of another claim."""
        if len(self.words) == 1:
            text = self.words[0]
        else:
            marks = {_NAME: name, _TIME: time}
            text = "".join([marks.get(word, word) for word in self.words])
        return Reason(self.code, text, (statement,) if self.leans else ())


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What was found for one kind of lone claim."""

    standing: Standing
    grounds: tuple[_Ground, ...]
    grains: int
    codes: tuple[GrainCode, ...]


class LoneVerdicts:
    """The verdicts on the lone claims of one ledger, each found once."""

    def __init__(self, source_names: Mapping[SourceId, str], ruling: Ruling = CURRENT) -> None:
        self._names = source_names
        self._ruling = ruling
        #: None where a verdict says more of its claim than could be said of another.
        self._known: dict[tuple[object, ...], _Verdict | None] = {}

    def weigh(
        self,
        claim: Claim,
        statement: Statement,
        *,
        origin: Origin,
        moment: datetime,
        said: datetime | None,
        put_together: Callable[[], Case],
    ) -> Weighed:
        """Weigh a claim from its one origin; its case is put together for the first of a kind."""
        due = claim.concerns
        if due is not None and not due.text:
            due = None
        kind = _kind(statement, origin, due, moment, said)
        if kind not in self._known:
            self._known[kind] = _find(put_together(), self._ruling)
        verdict = self._known[kind]
        if verdict is None:
            return weigh_claim(put_together(), self._ruling)
        id, name = statement.id, name_voice(origin, self._names)
        time = "" if due is None else due.text
        return Weighed(
            claim=claim,
            standing=verdict.standing,
            reasons=tuple([ground.reason(id, name, time) for ground in verdict.grounds]),
            origins=(origin,),
            grains=verdict.grains,
            grain_codes=((id, verdict.codes),),
        )


def _kind(
    statement: Statement,
    origin: Origin,
    due: Interval | None,
    moment: datetime,
    said: datetime | None,
) -> tuple[object, ...]:
    """Give all that rules may ask of a lone claim, beside ids, names and dates."""
    grains = statement.grains
    return (
        statement.act,
        tuple([grain.code for grain in grains]) if grains else (),
        origin.independent,
        origin.speaker is None,
        origin.reasons,
        None if due is None else (_after(due.start, moment), _after(due.end, moment)),
        None if due is None or said is None else _after(due.end, said),
    )


def _after(at: datetime | None, moment: datetime) -> bool | None:
    """Say whether an end of a time lies after a moment; None where it is open or unknown."""
    return None if at is None else at > moment


def _find(case: Case, ruling: Ruling) -> _Verdict | None:
    """Weigh a case with marks in the place of its names and dates."""
    (statement,), (origin,) = case.statements, case.origins
    concerns = case.claim.concerns
    if concerns is not None and concerns.text:
        concerns = replace(concerns, text=_TIME)
    marked = replace(
        case,
        claim=replace(case.claim, concerns=concerns),
        origins=(replace(origin, speaker=origin.speaker and _NAME),),
        source_names={origin.source: _NAME},
    )
    found = weigh_claim(marked, ruling)
    ((_, codes),) = found.grain_codes
    own = ((), (statement.id,))
    if found.origins != marked.origins or any(one.refs not in own for one in found.reasons):
        return None
    grounds = tuple(
        _Ground(one.code, tuple(_MARKS.split(one.text)), bool(one.refs)) for one in found.reasons
    )
    return _Verdict(found.standing, grounds, found.grains, codes)
