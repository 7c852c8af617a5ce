"""Tell what a fetched document is to the ledger: new, a revision, known, or better described."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from salis.model.entry import DocumentDescribed
from salis.sources.identity import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salis.ledger.interface import Known, Ledger
    from salis.model.document import Document, DocumentId

#: Addresses at which another text is another document: stdin, and a line's number in a file.
_NOWHERE = re.compile(r"stdin|(?!https?:).*#\d+$")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A document that the ledger does not have; where it is a revision, it says of what."""

    document: Document


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A document that the ledger has, and what is now said of it that nobody had said."""

    description: DocumentDescribed | None


def recognise(document: Document, ledger: Ledger) -> Newcomer | Acquaintance:
    """Tell whether the ledger has a document: the same bytes of the same source are one.

    The same bytes under another source are another document, since a copy must stay visible as
    one; unless one of the two has no source, which then is a gap and not another source.
    """
    twin = _find_twin(document, ledger.documents_with(document.digest))
    if twin is not None:
        return Acquaintance(_description(document, twin))
    return Newcomer(replace(document, revises=_revised(document, ledger)))


def _find_twin(document: Document, same_bytes: Sequence[Known]) -> Known | None:
    for known in same_bytes:
        if _agree(document, known):
            return known
    gaps = (known for known in same_bytes if _has_no_source(known) or document.source == UNKNOWN)
    return next(gaps, None)


def _agree(document: Document, known: Known) -> bool:
    described = (known.described_source or "").casefold() == document.source.name.casefold()
    return described or (known.source == document.source.id and not known.described_source)


def _has_no_source(known: Known) -> bool:
    return known.source == UNKNOWN.id and not known.described_source


def _description(document: Document, known: Known) -> DocumentDescribed | None:
    """Collect what is known of the document now and was not before."""
    dated, titled = known.published_at is not None, known.titled
    sourced = not _has_no_source(known) or document.source == UNKNOWN
    found = DocumentDescribed(
        document=known.id,
        published_at=None if dated else document.published_at,
        source=None if sourced else document.source.name,
        title=None if titled else document.title,
    )
    return None if found == DocumentDescribed(known.id) else found


def _revised(document: Document, ledger: Ledger) -> DocumentId | None:
    """Find the document that this one replaces at its address.

    A text dated before the one that is there replaces nothing: it was only read later, as in
    feeds that tell the newest first.
    """
    if _NOWHERE.match(document.address):
        return None
    there = ledger.latest_at(document.address)
    if there is None or there.id == document.id or not _may_be_one_source(document, there):
        return None
    if document.published_at and there.published_at:
        return None if document.published_at.at < there.published_at else there.id
    return there.id


def _may_be_one_source(document: Document, known: Known) -> bool:
    return document.source == UNKNOWN or _has_no_source(known) or _agree(document, known)
