"""Disputes and questions: which answers are given, by whom, and how that went on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from salis.desk.axis import Axis
from salis.desk.value_chart import draw_values
from salis.model.errors import NotFound

if TYPE_CHECKING:
    from salis.desk.visits import Visit
    from salis.views.records import AnswerRecord, ClaimRecord, QuestionRecord
    from salis.views.view import View

_STATES = ("disputed", "open", "answered")
_SHOWN, _ANSWERS = 200, 24
_ROW, _TOP, _LEFT, _RIGHT, WIDTH = 26, 8, 330.0, 985.0, 1000.0


@dataclass(frozen=True, slots=True)
class Told:
    """A document that puts an answer forward or denies it, on the answer's line."""

    x: float
    side: str
    source: str
    document: str
    statement: str
    at: str


@dataclass(frozen=True, slots=True)
class Line:
    """An answer with where in time it was told."""

    y: int
    claim: ClaimRecord
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Lines:
    """The answers over time, laid out."""

    height: int
    across: Axis
    lines: Sequence[Line]


def compose_disputes(visit: Visit) -> Mapping[str, object]:
    """Make the context of the disputes."""
    disputes = visit.kept("disputes", lambda view: view.disputes())
    return {"disputes": disputes[:_SHOWN], "more": max(len(disputes) - _SHOWN, 0)}


def compose_questions(visit: Visit) -> Mapping[str, object]:
    """Make the context of the questions, of one state or all."""
    state = visit.asked("state")
    all_questions = visit.kept("questions", lambda view: view.questions())
    questions = [one for one in all_questions if not state or one.state == state]
    return {
        "questions": questions[:_SHOWN],
        "more": max(len(questions) - _SHOWN, 0),
        "state": state,
        "states": _STATES,
        "numbers": {name: sum(one.state == name for one in all_questions) for name in _STATES},
        "total": len(all_questions),
    }


def compose_question(visit: Visit) -> Mapping[str, object]:
    """Make the context of one question."""
    question = _find(visit, visit.part("id"))
    claims = list(_claims(visit.view, question.answers[:_ANSWERS]))
    values = visit.view.values(question.id)
    return {
        "question": question,
        "claims": claims,
        "more": max(len(question.answers) - _ANSWERS, 0),
        "lines": _lines(claims),
        "values": values,
        "chart": draw_values(values),
    }


def _find(visit: Visit, id: str) -> QuestionRecord:
    questions = visit.kept("questions", lambda view: view.questions())
    found = [one for one in questions if one.id.startswith(id)]
    if len(found) == 1 or (found and found[0].id == id):
        return found[0]
    raise NotFound(f"No question has the id '{id}' in this view; an earlier moment may hold fewer.")


def _claims(view: View, answers: Sequence[AnswerRecord]) -> Iterator[ClaimRecord]:
    for answer in answers:
        yield view.claim(answer.claim)


def _lines(claims: Sequence[ClaimRecord]) -> Lines | None:
    """Lay the answers out over time, the one told first on top; None without times."""
    times = [
        datetime.fromisoformat(one.published_at).astimezone(UTC)
        for claim in claims
        for one in claim.statements
        if one.published_at
    ]
    if not times:
        return None
    around = max((max(times) - min(times)) * 0.02, timedelta(minutes=20))
    across = Axis(min(times) - around, max(times) + around, _LEFT, _RIGHT)
    ranked = sorted(claims, key=lambda one: one.first_published_at or "~")
    lines = [
        Line(_TOP + _ROW * number + _ROW // 2, claim, _told(across, claim))
        for number, claim in enumerate(ranked)
    ]
    return Lines(_TOP + _ROW * len(lines) + 22, across, lines)


def _told(across: Axis, claim: ClaimRecord) -> Sequence[Told]:
    return [
        Told(
            across.place(datetime.fromisoformat(one.published_at).astimezone(UTC)),
            one.side,
            one.source_name or one.source,
            one.document,
            one.id,
            one.published_at,
        )
        for one in claim.statements
        if one.published_at
    ]
