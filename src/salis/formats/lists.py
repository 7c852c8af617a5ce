"""Lists of one kind of record, a row each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from salis.formats.page import Column, Heading, Line, Page, Span, Table, Tone, joined, plain, quiet
from salis.formats.words import (
    by_words,
    count,
    day_words,
    interval_words,
    reference,
    short_id,
    standing_span,
    when,
)
from salis.views.records import (
    ClaimRecord,
    DisputeRecord,
    KeyDayRecord,
    PredictionRecord,
    QuestionRecord,
    SearchRecord,
    TimelineRecord,
)
from salis.views.rules_records import (
    RulesRecord,
)

#: A question shows so many answers.
_ANSWERS = 6

type Row = tuple[Line, ...]


def table_page[R](
    records: Iterable[R],
    columns: Sequence[Column],
    row: Callable[[R], Iterable[Row]],
    *,
    empty: str,
) -> Page:
    """Compose a table of records; one record may give several rows."""
    rows = tuple(one for record in records for one in row(record))
    return Page((), (Table(tuple(columns), rows, empty),))


def _code(text: str) -> Line:
    return (Span(short_id(text), Tone.CODE),)


def _number(number: int) -> Line:
    return plain(f"{number:,}")


def _said(text: str | None) -> Line:
    return plain(text) if text else ()


def claims_page(claims: Iterable[ClaimRecord]) -> Page:
    """Compose the list of claims."""
    columns = (
        Column("id", "key"),
        Column("claim", "main"),
        Column("standing"),
        Column("origins", counts="independent origin"),
        Column("documents", counts="document"),
        Column("salt", counts="grain"),
    )
    return table_page(claims, columns, _claim_row, empty="No claims.")


def _claim_row(claim: ClaimRecord) -> Iterator[Row]:
    independent = sum(origin.independent for origin in claim.origins)
    yield (
        _code(claim.id),
        plain(claim.text),
        (standing_span(claim.standing),),
        _number(independent),
        _number(len(claim.documents)),
        _number(claim.grains),
    )


def questions_page(questions: Iterable[QuestionRecord]) -> Page:
    """Compose the list of questions with their answers."""
    columns = (
        Column("id", "key"),
        Column("question", "main"),
        Column("state"),
        Column("since"),
        Column("answers"),
    )
    return table_page(questions, columns, _question_row, empty="No questions.")


def _question_row(question: QuestionRecord) -> Iterator[Row]:
    answers = joined(
        (
            (Span(f"{answer.text} ("), standing_span(answer.standing), Span(")"))
            for answer in question.answers[:_ANSWERS]
        ),
        by="; ",
    )
    if (rest := len(question.answers) - _ANSWERS) > 0:
        answers = (*answers, Span(f"; and {count(rest, 'more answer')}", Tone.QUIET))
    since = f"since {when(question.since)}" if question.since else ""
    if question.basis == "unsaid":
        answers = plain("nobody says; left open by ") + _code(question.claim or "")
    elif question.basis == "disclaimed":
        answers = (Span("said not to be known: "), *answers)
    yield _code(question.id), plain(question.text), plain(question.state), _said(since), answers


def rules_page(rules: Iterable[RulesRecord]) -> Page:
    """Compose the versions of the rules."""
    columns = (Column("version", "lead"), Column("what it changed", "main"), Column("adopted"))
    return table_page(rules, columns, _rules_row, empty="No rules.")


def _rules_row(rules: RulesRecord) -> Iterator[Row]:
    force = "in force" if rules.in_force else ""
    adopted = (
        f"adopted {when(one.at)} by {one.by}" + (f", because {one.because}" if one.because else "")
        for one in rules.adopted
    )
    words = "; ".join(part for part in (force, *adopted) if part)
    yield (Span(rules.version, Tone.CODE),), plain(rules.says), _said(words)


def disputes_page(disputes: Iterable[DisputeRecord]) -> Page:
    """Compose the list of disputes, a row for each side."""
    columns = (
        Column("question", "group"),
        Column("side", "main"),
        Column("who"),
        Column("standing"),
        Column("origins", counts="origin"),
        Column("claim", "key"),
    )
    return table_page(disputes, columns, _dispute_rows, empty="Nothing is disputed.")


def _dispute_rows(dispute: DisputeRecord) -> Iterator[Row]:
    for number, side in enumerate(dispute.sides):
        yield (
            (Span(dispute.text, Tone.STRONG),) if number == 0 else (),
            plain(_side_words(side.text, dispute.text)),
            _said(", ".join(side.speakers)),
            (standing_span(side.standing),),
            _number(side.origins),
            _code(side.claim),
        )


def _side_words(side: str, disputed: str) -> str:
    """Leave out what stands right above it."""
    return {disputed: "Asserted", f"Denied: {disputed}": "Denied"}.get(side, side)


def timeline_page(events: Iterable[TimelineRecord]) -> Page:
    """Compose what happens when."""
    columns = (
        Column("when", "lead"),
        Column("what", "main"),
        Column("standing"),
        Column("origins", counts="origin"),
        Column("documents", counts="document"),
        Column("claim", "key"),
    )
    return table_page(events, columns, _timeline_row, empty="Nothing with a time.")


def _timeline_row(event: TimelineRecord) -> Iterator[Row]:
    yield (
        (Span(interval_words(event.concerns), Tone.STRONG),),
        plain(event.text),
        (standing_span(event.standing),),
        _number(event.origins),
        _number(event.documents),
        _code(event.claim),
    )


def days_page(days: Iterable[KeyDayRecord]) -> Page:
    """Compose the days that matter, a row for each claim."""
    columns = (
        Column("day", "group"),
        Column("what", "main"),
        Column("standing"),
        Column("origins", counts="origin"),
        Column("documents", counts="document"),
        Column("claim", "key"),
    )
    return table_page(days, columns, _day_rows, empty="No day that anything is dated to.")


def _day_rows(day: KeyDayRecord) -> Iterator[Row]:
    head = f"{day_words(day.day)} · told of in {count(day.documents, 'document')}"
    for number, claim in enumerate(day.claims):
        told = () if claim.dated else (Span(" (told that day)", Tone.QUIET),)
        yield (
            (Span(head, Tone.STRONG),) if number == 0 else (),
            (*plain(claim.text), *told),
            (standing_span(claim.standing),),
            _number(claim.origins),
            _number(claim.documents),
            _code(claim.claim),
        )


def predictions_page(predictions: Iterable[PredictionRecord]) -> Page:
    """Compose who predicted what, for when, and what came of it; conditional ones apart."""
    known = list(predictions)
    columns = (
        Column("due", "lead"),
        Column("prediction", "main"),
        Column("who"),
        Column("kind"),
        Column("said"),
        Column("how likely"),
        Column("condition"),
        Column("outcome"),
        Column("claim", "key"),
    )
    plain_ones = [one for one in known if one.condition is None]
    depending = [one for one in known if one.condition is not None]
    page = table_page(plain_ones, columns, _prediction_row, empty="No predictions.")
    if not depending:
        return page
    apart = table_page(depending, columns, _prediction_row, empty="")
    before = page.blocks if plain_ones else ()
    return Page((), (*before, Heading("On a condition"), *apart.blocks))


#: What came of a prediction, in words and in its tone.
_OUTCOMES = {
    "kept": Span("kept", Tone.FIRM),
    "failed": Span("failed", Tone.FALLEN),
    "undecided": Span("undecided", Tone.OPEN),
    "overdue": Span("overdue: nothing read here says what came of it", Tone.OPEN),
    "withdrawn": Span("withdrawn", Tone.FALLEN),
}


def _prediction_row(prediction: PredictionRecord) -> Iterator[Row]:
    likely = prediction.likelihood
    if likely and prediction.chance is not None:
        likely = f"{likely} (about {prediction.chance:.0%} that it is kept)"
    yield (
        (Span(by_words(prediction.due) if prediction.due else "no date", Tone.STRONG),),
        plain(prediction.text),
        _said(prediction.speaker),
        _said(prediction.kind),
        _said(f"said {when(prediction.said_at)}" if prediction.said_at else None),
        _said(likely),
        _said(prediction.condition),
        _outcome(prediction),
        _code(prediction.claim),
    )


def _outcome(prediction: PredictionRecord) -> Line:
    """Say what came of it, and why that is so where somebody or something decided."""
    if prediction.outcome is None:
        return ()
    words = (_OUTCOMES[prediction.outcome],)
    if prediction.outcome == "overdue" or not prediction.because:
        return words
    return (*words, Span(f": {prediction.because}", Tone.QUIET))


def search_page(found: Iterable[SearchRecord]) -> Page:
    """Compose what a search found, under the claim each belongs to."""
    columns = (
        Column("claim", "key"),
        Column("statement", "main"),
        Column("standing"),
        Column("source"),
        Column("published"),
        Column("passage"),
    )
    return table_page(found, columns, _search_row, empty="Nothing found.")


def _search_row(found: SearchRecord) -> Iterator[Row]:
    statement = found.statement
    yield (
        _code(found.claim),
        plain(statement.text),
        (standing_span(found.standing),),
        plain(statement.source_name or statement.source),
        quiet(when(statement.published_at) or "undated"),
        (reference(statement.document, statement.passage.start, statement.passage.end),),
    )
