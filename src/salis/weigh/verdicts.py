"""Verdicts: what people judged of one claim. The latest stands, and every one is shown."""

from __future__ import annotations

from collections.abc import Iterable

from salis.model.claim import Reason, Standing
from salis.model.entry import JudgementMade, Verdict
from salis.model.snapshot import Timed
from salis.weigh.case import Case

_STANDINGS = {
    Verdict.CONFIRM: Standing.CONFIRMED,
    Verdict.REFUTE: Standing.REFUTED,
    Verdict.RESOLVE_TRUE: Standing.RESOLVED_TRUE,
    Verdict.RESOLVE_FALSE: Standing.RESOLVED_FALSE,
}
#: These give no standing: the claim stands as it would if nobody had judged it.
_OPEN = frozenset({Verdict.UNVERIFIABLE, Verdict.REOPEN})


def read_verdict(case: Case) -> tuple[Standing, tuple[Reason, ...]] | None:
    """Give the standing that the latest verdict gives, with every verdict as a reason."""
    standing = standing_judged(case.judgements)
    return None if standing is None else (standing, note_verdicts(case))


def standing_judged(judgements: Iterable[Timed[JudgementMade]]) -> Standing | None:
    """Give the standing that the latest verdict gives; None where it gives none."""
    made = [one.value.verdict for one in judgements if _is_verdict(one.value.verdict)]
    return _STANDINGS.get(made[-1]) if made else None


def note_verdicts(case: Case) -> tuple[Reason, ...]:
    """Say each verdict on a claim, the latest first, and of the others whether they still hold."""
    made = _verdicts(case)
    return tuple(_note(one, made[-1].value.verdict) for one in reversed(made))


def _verdicts(case: Case) -> list[Timed[JudgementMade]]:
    return [one for one in case.judgements if _is_verdict(one.value.verdict)]


def _is_verdict(verdict: Verdict) -> bool:
    return verdict in _STANDINGS or verdict in _OPEN


def _note(timed: Timed[JudgementMade], last: Verdict) -> Reason:
    made = timed.value
    text = f"{timed.actor} judged: {made.verdict.replace('_', ' ')}"
    because = f", because {made.because}" if made.because else ""
    later = "" if made.verdict is last else " (a later judgement overrules this)"
    return Reason("judged", text + because + later, (made.id,))
