"""Quotations: where quoted words begin and end, across the paragraphs of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from salis.read.layout import Block

_OPENERS = "“„«‟"
_CLOSERS = "”»"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words inside one paragraph: offsets in it, marks left out, end exclusive."""

    start: int
    end: int
    #: It goes on from a quotation left open in the paragraph before.
    continued: bool = False
    #: The paragraph ends before it is closed.
    open: bool = False


def find_quotations(blocks: Sequence[Block]) -> tuple[tuple[Quotation, ...], ...]:
    """Find the double-quoted (else single-quoted) words of each block, in order.

    A quotation left open at the end of a paragraph goes on in the next only where that one opens
    with a mark of its own; otherwise it ends with its paragraph. Unmatched marks never raise.
    """
    found: list[tuple[Quotation, ...]] = []
    left_open = False
    for block in blocks:
        quotations = _double(block.text) or _single(block.text)
        if quotations and left_open and quotations[0].start <= 1:
            quotations = (_continued(quotations[0]), *quotations[1:])
        if quotations or block.text:
            left_open = bool(quotations) and quotations[-1].open
        found.append(quotations)
    return tuple(found)


def _continued(quotation: Quotation) -> Quotation:
    return Quotation(quotation.start, quotation.end, continued=True, open=quotation.open)


def _double(text: str) -> tuple[Quotation, ...]:
    found: list[Quotation] = []
    begin: int | None = None
    for match in re.finditer(r"[\"“”„«»‟]", text):
        mark, at = match.group(), match.start()
        if begin is None:
            if mark in _OPENERS or (mark == '"' and _can_open(text, at)):
                begin = at + 1
        elif mark in _CLOSERS or mark == '"':
            found.append(Quotation(begin, at))
            begin = None
        else:  # a second opener: the one before was never closed
            begin = at + 1
    if begin is not None and begin < len(text):
        found.append(Quotation(begin, len(text), open=True))
    return tuple(q for q in found if text[q.start : q.end].strip())


def _can_open(text: str, at: int) -> bool:
    return at + 1 < len(text) and not text[at + 1].isspace()


def _single(text: str) -> tuple[Quotation, ...]:
    """Find single-quoted words: only curly pairs or straight ones that can't be apostrophes."""
    pattern = re.compile(r"(?<![\w’'])[‘'](?=\w)([^‘\n]{8,2000}?[.,!?\w])[’'](?!\w)")
    return tuple(
        Quotation(match.start(1), match.end(1))
        for match in pattern.finditer(text)
        if len(match.group(1).split()) >= 3
    )
