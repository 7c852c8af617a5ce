"""A claim with all it stands on: reasons, origins, and every statement in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from salis.formats.evidence import evidence_blocks
from salis.formats.look import Look
from salis.formats.page import (
    Block,
    Heading,
    Item,
    Line,
    Page,
    Paragraph,
    Quote,
    Span,
    Tone,
    joined,
    plain,
    quiet,
)
from salis.formats.words import (
    count,
    interval_words,
    reference,
    short_id,
    source_and_time,
    standing_span,
    when,
)
from salis.views.records import ClaimRecord, OriginRecord, ReasonRecord, StatementRecord

#: An origin shows so many wordings, and for each so many that print it after the first.
_WORDINGS, _PRINTS = 12, 12
_SIDES = {"against": "denies it", "open": "says it is not known"}


def claim_page(claim: ClaimRecord, look: Look) -> Page:
    """Compose a claim's page."""
    return Page((Span(claim.text, Tone.STRONG),), tuple(_blocks(claim, look)))


def _blocks(claim: ClaimRecord, look: Look) -> Iterator[Block]:
    yield Paragraph(_standing(claim))
    if times := _times(claim):
        yield Paragraph(times)
    if claim.reasons:
        yield Heading("Why")
        yield from (Item(reason_words(reason)) for reason in claim.reasons)
    yield from evidence_blocks(claim.evidence)
    if claim.probability_reason is not None:
        yield Heading("Among its rivals", aside="what the origins speak for; the standing is apart")
        yield Item(reason_words(claim.probability_reason))
    yield from _origins(claim)
    yield from _rivals(claim, look)


def _standing(claim: ClaimRecord) -> Line:
    independent = sum(origin.independent for origin in claim.origins)
    probability = claim.probability
    return joined(
        part
        for part in (
            (standing_span(claim.standing),),
            plain(count(independent, "independent origin")),
            plain(count(len(claim.documents), "document")),
            plain(f"{count(claim.grains, 'grain') if claim.grains else 'no grain'} of salt"),
            () if probability is None else plain(f"{probability:.0%} among its rivals"),
            (Span(f"claim {short_id(claim.id)}", Tone.CODE),),
        )
        if part
    )


def _times(claim: ClaimRecord) -> Line:
    first, last = when(claim.first_published_at), when(claim.last_published_at)
    concerns = interval_words(claim.concerns)
    return joined(
        quiet(words)
        for words in (
            f"concerns {concerns}" if concerns else "",
            f"first told {first}" if first else "",
            f"last told {last}" if last and last != first else "",
        )
        if words
    )


def reason_words(reason: ReasonRecord) -> Line:
    """Say a reason with its code and what it leans on."""
    refs = ", ".join(map(short_id, reason.refs[:4])) + (" …" if len(reason.refs) > 4 else "")
    tail = f" ({reason.code}" + (f": {refs})" if refs else ")")
    return (Span(reason.text), Span(tail, Tone.QUIET))


def _origins(claim: ClaimRecord) -> Iterator[Block]:
    independent = sum(origin.independent for origin in claim.origins)
    documents = count(len(claim.documents), "document")
    tree = f"{documents} → {count(len(claim.origins), 'origin')}, {independent} independent"
    yield Heading("Origins", aside=tree)
    by_id = {statement.id: statement for statement in claim.statements}
    for number, origin in enumerate(claim.origins, 1):
        yield from _origin(number, origin, by_id)
    traced = {one for origin in claim.origins for one in origin.statements}
    if rest := [one for one in claim.statements if one.id not in traced]:
        yield Heading("Other statements", aside="they do not support it")
        yield from _wordings(rest)


def _origin(
    number: int, origin: OriginRecord, by_id: dict[str, StatementRecord]
) -> Iterator[Block]:
    source = origin.source_name or origin.source
    who = f"{origin.speaker}, in {source}" if origin.speaker else source
    worth = "independent" if origin.independent else "not independent"
    head = joined(
        (
            (Span(who, Tone.STRONG),),
            plain(worth),
            plain(count(len(origin.documents), "document")),
        )
    )
    reasons = tuple(reason_words(reason) for reason in origin.reasons)
    yield Item(head, reasons, label=f"{number}.")
    yield from _wordings(by_id[one] for one in origin.statements if one in by_id)


def _wordings(statements: Iterable[StatementRecord]) -> Iterator[Item]:
    """Show each wording once, with all who print it."""
    groups: dict[tuple[str, Line], list[StatementRecord]] = {}
    for one in statements:
        words = " ".join(one.passage.exact.split()).casefold()
        groups.setdefault((words, statement_notes(one)), []).append(one)
    for group in list(groups.values())[:_WORDINGS]:
        yield _statement(*group[: _PRINTS + 1], more=max(len(group) - _PRINTS - 1, 0))
    if (rest := len(groups) - _WORDINGS) > 0:
        yield Item(quiet(f"… and {count(rest, 'more wording')}: salis claim ID -f json"), depth=1)


def chain_words(statement: StatementRecord) -> str:
    """Say who says it, from nearest the event to nearest us: `A, as told by B`."""
    names = [speaker.name for speaker in reversed(statement.speakers)]
    return ", as told by ".join(names) if names else "own voice"


def statement_notes(statement: StatementRecord) -> Line:
    """Say how a statement is put: speakers, cue, act, certainty, and its grains."""
    grains = ", ".join(grain.code.replace("_", " ") for grain in statement.grains)
    return joined(
        plain(words)
        for words in (
            chain_words(statement),
            f"“{statement.cue}”" if statement.cue else "",
            statement.act + ("" if statement.polarity != "neg" else ", negated"),
            "" if statement.certainty == "underspecified" else statement.certainty,
            "direct quote" if statement.direct else "",
            _SIDES.get(statement.side, ""),
            f"salt: {grains}" if grains else "",
        )
        if words
    )


def _statement(first: StatementRecord, *others: StatementRecord, more: int = 0) -> Item:
    """Show a wording, who printed it first and who else."""
    cite = [*source_and_time(_source(first), first.published_at), Span(" "), _place(first)]
    for number, one in enumerate(others):
        cite += [Span(", " if number else "; also ", Tone.QUIET), Span(f"{_source(one)} ")]
        cite.append(_place(one))
    if more:
        cite.append(Span(f" and {more:,} more", Tone.QUIET))
    quote = Quote(first.passage.exact, tuple(cite))
    return Item(statement_notes(first), quotes=(quote,), depth=1)


def _source(statement: StatementRecord) -> str:
    return statement.source_name or statement.source


def _place(statement: StatementRecord) -> Span:
    return reference(statement.document, statement.passage.start, statement.passage.end)


def _rivals(claim: ClaimRecord, look: Look) -> Iterator[Block]:
    if not claim.rivals:
        return
    yield Heading("Rivals", aside="cannot stand together with it")
    for rival in claim.rivals:
        name = Span(look.names.get(rival, short_id(rival)))
        yield Item((name,), ((Span(f"salis claim {short_id(rival)}", Tone.CODE),),))
