"""A document: its text with the statements marked, its copies, its revisions, its problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.desk.differing import Change, find_differences
from salis.desk.glossary import ACTS, GRAINS
from salis.desk.marking import Told, cut_shared, cut_text
from salis.formats.claim import chain_words
from salis.model.errors import NotFound

if TYPE_CHECKING:
    from salis.desk.visits import Visit
    from salis.views.detail_records import DocumentTextRecord
    from salis.views.records import CopyRecord, PassageRecord
    from salis.views.view import View

#: Copies shown on the page, shared passages of each, and letters of a passage.
_COPIES, _PASSAGES = 12, 3


@dataclass(frozen=True, slots=True)
class Beside:
    """A copy with its longest shared passages, here and there."""

    copy: CopyRecord
    other: DocumentTextRecord
    pairs: Sequence[tuple[PassageRecord, PassageRecord]]
    more: int


def compose_document(visit: Visit) -> Mapping[str, object]:
    """Make the context of a document's page."""
    document = visit.view.document(visit.part("id"))
    told = [
        Told(number, chain_words(one.statement), one)
        for number, one in enumerate(visit.view.told_in(document.id), 1)
    ]
    ids = [one.document for one in document.revisions]
    copies = [one for one in document.copies if one.document not in ids]
    place = ids.index(document.id) if document.id in ids else 0
    before = visit.view.text_of(ids[place - 1]) if place > 0 else None
    return {
        "document": document,
        "told": told,
        "pieces": cut_text(document.text, told),
        "copies": [_beside(visit.view, one) for one in copies[:_COPIES]],
        "more_copies": max(len(copies) - _COPIES, 0),
        "before": before,
        "changes": find_differences(before.text, document.text) if before else (),
        "acts": ACTS,
        "used": sorted({one.record.statement.act for one in told}, key=list(ACTS).index),
        "grains": GRAINS,
    }


def _beside(view: View, copy: CopyRecord) -> Beside:
    pairs = list(zip(copy.passages, copy.there, strict=False))
    longest = sorted(pairs, key=lambda pair: pair[0].start - pair[0].end)[:_PASSAGES]
    longest.sort(key=lambda pair: pair[0].start)
    return Beside(copy, view.text_of(copy.document), longest, len(pairs) - len(longest))


def compose_beside(visit: Visit) -> Mapping[str, object]:
    """Make the context of two documents side by side, with what they share marked."""
    here, there = (visit.view.document(visit.part(name)) for name in ("id", "other"))
    copy = next((one for one in here.copies if one.document == there.id), None)
    revised = {here.id, there.id} <= {one.document for one in here.revisions}
    if copy is None and not revised:
        raise NotFound("These two documents share no text in this view, and are no revisions.")
    changes: Sequence[Change] = find_differences(there.text, here.text) if revised else ()
    return {
        "first": here,
        "second": there,
        "copy": copy,
        "here_text": cut_shared(here.text, copy.passages if copy else ()),
        "there_text": cut_shared(there.text, copy.there if copy else ()),
        "changes": changes,
    }
