"""Find out whether one text is a copy of another, or made from it.

Quoted speech counts for little: two reports that share nothing but what somebody said are
independent texts. What one site prints around every story (menus, notes) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salis.link.alignment import (
    Block,
    Run,
    Text,
    drop_furniture,
    find_runs,
    join_runs,
    read_text,
)
from salis.link.direction import tell_direction
from salis.link.overlap import Model, Overlap, measure_overlap, read_model
from salis.link.traces import find_traces
from salis.model.document import Document, Passage, SourceId
from salis.model.link import Copy, CopyKind, SharedPassage

#: A text shorter than this many words is a copy only where all of it is the same.
_FEWEST = 25
_FEWEST_EQUAL = 8
#: A copy: so much of the shorter text with the same lead, or nearly all of it wherever it stands.
_COPY, _COPY_LEAD, _COPY_WHOLE = 0.8, 0.5, 0.95
#: So many words of prose in one passage show reuse, or scattered where something else ties the two,
#: if they are at least so much of the shorter text.
_PASSAGE, _SHARE = 25, 0.1
_MOST_PASSAGES = 60
_NOBODY = SourceId("unknown")

#: A document with its text taken apart.
type _Sided = tuple[Document, Text]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents side by side, the shorter one `here`."""

    here: Document
    there: Document
    short: Text
    long: Text
    #: The passages that they share, in the order of the shorter one.
    blocks: tuple[Block, ...]
    overlap: Overlap
    #: What ties them beside the words, in words for a reader.
    traces: tuple[str, ...]


def compare_documents(a: Document, b: Document) -> Copy | None:
    """Decide whether one of two documents reuses the other's text; None: independent.

    The decision does not depend on the order of the two.
    """
    sides = _put_in_order(a, b)
    runs = _find_shared(*sides)
    if _share_little(runs, sides):
        return None
    found = _measure(runs, *sides)
    kind = decide_kind(found, read_model())
    if kind is None:
        return None
    told = tell_direction(found.here, found.there)
    reasons = (*_explain(found.overlap), *found.traces, *((told,) if told else ()))
    shared = tuple(_passages(found, turned=found.here is not a))
    return Copy(a.id, b.id, kind, round(found.overlap.share, 3), shared, reasons)


def align_documents(a: Document, b: Document) -> Comparison:
    """Find and measure what two documents share."""
    sides = _put_in_order(a, b)
    return _measure(_find_shared(*sides), *sides)


def _put_in_order(a: Document, b: Document) -> tuple[_Sided, _Sided]:
    """Read two documents, the shorter one first."""
    sides = [(one, read_text(one.text)) for one in (a, b)]
    here, there = sorted(sides, key=lambda one: (len(one[1].words), one[0].text, one[0].id))
    return here, there


def _find_shared(here: _Sided, there: _Sided) -> tuple[Run, ...]:
    """Find the words that two documents share, without what their site prints around stories."""
    runs = find_runs(here[1], there[1])
    if here[0].source.id == there[0].source.id != _NOBODY:
        return drop_furniture(runs, here[1], there[1])
    return runs


def _share_little(runs: tuple[Run, ...], sides: tuple[_Sided, _Sided]) -> bool:
    """Tell at once what most are: two texts that share too little to be looked at closely."""
    short, long = (text.words for _, text in sides)
    return sum(run.length for run in runs) < _SHARE * len(short) and short != long


def _measure(runs: tuple[Run, ...], here: _Sided, there: _Sided) -> Comparison:
    (shorter, short), (longer, long) = here, there
    blocks = join_runs(runs)
    overlap = measure_overlap(runs, short, long)
    prose = overlap.prose >= _PASSAGE
    traces = tuple(find_traces(shorter, longer, blocks, short)) if prose else ()
    return Comparison(shorter, longer, short, long, blocks, overlap, traces)


def decide_kind(found: Comparison, model: Model) -> CopyKind | None:
    """Tell a copy, a derived text and an independent one (None) apart."""
    overlap = found.overlap
    equal = overlap.words >= _FEWEST_EQUAL and found.short.words == found.long.words
    if not equal and (overlap.words < _FEWEST or not _reused(found, model)):
        return None
    same = overlap.share >= _COPY and overlap.lead >= _COPY_LEAD
    return CopyKind.COPY if same or overlap.share >= _COPY_WHOLE else CopyKind.DERIVED


def _reused(found: Comparison, model: Model) -> bool:
    overlap = found.overlap
    if overlap.share < _SHARE:
        return False
    if overlap.share >= _COPY_WHOLE or overlap.passage >= _PASSAGE:
        return True
    return model.odds(overlap) > 0 or (bool(found.traces) and overlap.prose >= _PASSAGE)


def _explain(overlap: Overlap) -> Iterator[str]:
    yield (
        f"{overlap.share:.0%} of the shorter text ({overlap.words} words) stands in the other, "
        f"{overlap.prose_share:.0%} of what it does not quote"
    )
    if overlap.passage >= _PASSAGE:
        yield f"one shared passage has {overlap.passage} words outside quotation marks"
    if overlap.lead >= _COPY_LEAD:
        yield "both have nearly the same lead"


def _passages(found: Comparison, *, turned: bool) -> Iterator[SharedPassage]:
    for block in found.blocks[:_MOST_PASSAGES]:
        here = _span(block.here, found.here, found.short)
        there = _span(block.there, found.there, found.long)
        yield SharedPassage(there, here) if turned else SharedPassage(here, there)


def _span(words: tuple[int, int], document: Document, text: Text) -> Passage:
    start = text.wording.spans[words[0]][0]
    end = text.wording.spans[words[1] - 1][1]
    return Passage(start, end, document.text[start:end])
