"""A document's text with its statements marked in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from textwrap import shorten

from salis.formats.claim import reason_words, statement_notes
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
    Verbatim,
    joined,
    plain,
    quiet,
)
from salis.formats.words import reference, short_id, when
from salis.views.records import DocumentRecord, PassageRecord, StatementRecord

_AROUND = 600
#: Shared passages of each copy that are shown, the longest first, and letters shown of each.
_SHOWN, _QUOTED = 3, 300


def document_page(document: DocumentRecord, look: Look) -> Page:
    """Compose a document's page, or one passage of it in its context."""
    title = (Span(document.title or document.url or document.id, Tone.STRONG),)
    blocks = _passage(document, look.at) if look.at else _whole(document)
    return Page(title, (*_about(document), *blocks))


def _about(document: DocumentRecord) -> Iterator[Block]:
    published = when(document.published_at)
    yield Paragraph(
        joined(
            part
            for part in (
                plain(document.source_name or document.source),
                plain(f"published {published}" if published else "no publication time"),
                quiet(document.url) if document.url else (),
                (Span(f"document {short_id(document.id)}", Tone.CODE),),
            )
            if part
        )
    )


def _passage(document: DocumentRecord, at: tuple[int, int]) -> Iterator[Block]:
    start, end = at
    text = document.text
    begin = _paragraph_start(text, start)
    close = text.find("\n", end)
    stop = min(len(text) if close < 0 else close, end + _AROUND)
    yield Verbatim(
        (
            Span(("… " if begin else "") + text[begin:start]),
            Span(text[start:end], Tone.FOUND),
            Span(text[end:stop] + (" …" if stop < len(text) else "")),
        )
    )
    inside = [one for one in document.statements if _overlaps(one, at)]
    if inside:
        yield Heading("Statements in this passage")
        yield from (_statement(number, one) for number, one in enumerate(inside, 1))


def _paragraph_start(text: str, start: int) -> int:
    broken = text.rfind("\n", 0, start) + 1
    return max(broken, start - _AROUND)


def _overlaps(statement: StatementRecord, at: tuple[int, int]) -> bool:
    return statement.passage.start < at[1] and at[0] < statement.passage.end


def _whole(document: DocumentRecord) -> Iterator[Block]:
    ordered = sorted(document.statements, key=lambda one: (one.passage.start, one.passage.end))
    yield Verbatim(_marked(document.text, ordered))
    if ordered:
        yield Heading("Statements", aside=str(len(ordered)))
        yield from (_statement(number, one) for number, one in enumerate(ordered, 1))
    yield from _copies(document)
    if document.judgements:
        yield Heading("Judged")
        yield from (Item(reason_words(reason)) for reason in document.judgements)
    yield from _revisions(document)
    if document.problems:
        yield Heading("Problems")
        for problem in document.problems:
            yield Item(plain(problem.text), (quiet(f"{problem.code} at {problem.place}"),))


def _marked(text: str, statements: list[StatementRecord]) -> Line:
    """Mark the words of statements and put each one's number where it ends."""
    cuts = {0, len(text)}
    ends: dict[int, list[int]] = {}
    for number, one in enumerate(statements, 1):
        cuts.update((one.passage.start, one.passage.end))
        ends.setdefault(one.passage.end, []).append(number)
    points = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    spans: list[Span] = []
    for start, end in pairwise(points):
        inside = any(one.passage.start <= start < one.passage.end for one in statements)
        spans.append(Span(text[start:end], Tone.MARKED if inside else Tone.PLAIN))
        spans.extend(Span(f"[{number}]", Tone.CODE) for number in ends.get(end, ()))
    return tuple(spans)


def _statement(number: int, statement: StatementRecord) -> Item:
    place = reference(statement.document, statement.passage.start, statement.passage.end)
    notes = (joined((statement_notes(statement), (place,))),)
    return Item(plain(statement.text), notes, label=f"{number}.")


def _copies(document: DocumentRecord) -> Iterator[Block]:
    if not document.copies:
        return
    yield Heading("Text shared with")
    for copy in document.copies:
        shared = sum(passage.end - passage.start for passage in copy.passages)
        extent = f"{shared:,} characters shared" if shared else ""
        head = joined(plain(part) for part in (short_id(copy.document), copy.kind, extent) if part)
        passages = zip(copy.passages, copy.there, strict=False)
        longest = sorted(passages, key=lambda pair: pair[0].start - pair[0].end)[:_SHOWN]
        places = tuple(_shared(document.id, copy.document, *pair) for pair in longest)
        yield Item(head, tuple(plain(reason) for reason in copy.reasons), places)


def _shared(here: str, there: str, passage: PassageRecord, other: PassageRecord) -> Quote:
    """Quote a shared passage with its place in each of the two documents."""
    places = (
        (reference(here, passage.start, passage.end),),
        (reference(there, other.start, other.end),),
    )
    return Quote(shorten(passage.exact, _QUOTED, placeholder=" …"), joined(places))


def _revisions(document: DocumentRecord) -> Iterator[Block]:
    if len(document.revisions) < 2:
        return
    yield Heading("Revisions")
    for revision in document.revisions:
        published = when(revision.published_at) or "undated"
        digest = quiet(revision.digest[:12])
        yield Item(joined((plain(short_id(revision.document)), plain(published), digest)))
