"""Gives the attributions of articles as the reader's statements show them.

A statement knows its content's passage, its cue and the words that name its innermost speaker.
What the task has and a statement has not: the cue of an outer speaker, and which words in the
middle of a passage are no part of the content. Statements under one cue are one attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from benchmarks.rows import Row, make_document
from salis.model.document import Passage
from salis.model.statement import Statement
from salis.read.reader import load_reader

type Span = tuple[int, int]

#: What the annotation counts to a content and a passage leaves out: quotation marks and "that".
_BEFORE = re.compile(r"(?:\bthat\s+)?[“\"‘]*\Z")
_AFTER = re.compile(r"[.,!?]?[”\"’]+")
#: Characters; what is longer says more than who spoke.
_LONGEST_ASIDE = 60


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `{"id", "attributions": [{source, cue, content}]}` for each article."""
    reader = load_reader()
    for row in rows:
        read = reader.read(make_document(row["id"], row["text"], fields=row))
        yield {"id": row["id"], "attributions": list(_attributions(read.statements, row["text"]))}


def _attributions(statements: Iterable[Statement], text: str) -> Iterator[Row]:
    together: dict[object, list[Statement]] = {}
    for statement in statements:
        if statement.speakers or statement.cue:
            together.setdefault(_saying(statement), []).append(statement)
    for said in together.values():
        cue, mention = said[0].cue, _mention(said[0])
        holes = [aside for one in said if (aside := _aside(one, text))]
        holes += [_span(part) for part in (cue, mention) if part]
        contents = [_widen(_span(one.passage), text) for one in said]
        yield {
            "source": [_span(mention)] if mention else [],
            "cue": [_span(cue)] if cue else [],
            "content": _without(_joined(contents, text), holes, text),
        }


def _saying(statement: Statement) -> object:
    """Give what statements of one saying share: the cue, and who is named beside it."""
    return (statement.cue, _mention(statement)) if statement.cue else statement.id


def _mention(statement: Statement) -> Passage | None:
    return statement.speakers[-1].mention if statement.speakers else None


def _span(passage: Passage) -> Span:
    return passage.start, passage.end


def _widen(span: Span, text: str) -> Span:
    start, end = span
    before = _BEFORE.search(text[max(0, start - 12) : start])
    after = _AFTER.match(text, end)
    return start - (len(before.group()) if before else 0), after.end() if after else end


def _aside(statement: Statement, text: str) -> Span | None:
    """Give the few words between the halves of a split quotation; None where there are none."""
    cue, (start, end) = statement.cue, _span(statement.passage)
    if not statement.direct or cue is None or not start < cue.start < end:
        return None
    closes = max(text.rfind(mark, start, cue.start) for mark in '”"') + 1
    opens = min((at for mark in '“"' if (at := text.find(mark, cue.end, end)) > 0), default=0)
    return (closes, opens) if closes and 0 < opens - closes <= _LONGEST_ASIDE else None


def _joined(spans: list[Span], text: str) -> list[Span]:
    """Join spans that overlap or that nothing but space and marks keeps apart."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not re.search(r"\w", text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _without(spans: list[Span], holes: list[Span], text: str) -> list[Span]:
    """Cut the words that attribute out of contents that run on both sides of them."""
    for first, last in holes:
        parts = (part for a, b in spans for part in ((a, min(b, first)), (max(a, last), b)))
        spans = [(a, b) for a, b in parts if a < b and re.search(r"\w", text[a:b])]
    return spans
