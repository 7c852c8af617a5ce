"""The event: a short label in the documents' own words, with their days and number."""

from __future__ import annotations

from datetime import UTC, datetime

from salis.views.index import Index
from salis.views.names import Names

#: A second name is put beside the first where it is said at least this much as often.
_BESIDE = 0.6
#: A longer name that holds a shorter one stands for it from this share of its documents on.
_LONGER = 0.4


def event_label(index: Index, names: Names) -> str:
    """Say what the documents are about: their names, days and number; empty without documents."""
    total = len(index.linked.documents)
    if not total:
        return ""
    documents = "1 document" if total == 1 else f"{total:,} documents"
    parts = [" and ".join(_subject(names)), _days(index), documents]
    return " · ".join(part for part in parts if part)


def _subject(names: Names) -> list[str]:
    leading = names.leading()
    if not leading:
        return []
    first, share = leading[0]
    longer = [
        name for name, other in leading[1:] if _within(first, name) and other >= _LONGER * share
    ]
    first = longer[0] if longer else first
    beside = [
        name
        for name, other in leading[1:]
        if other >= _BESIDE * share and not _within(first, name) and not _within(name, first)
    ]
    return [first, *beside[:1]]


def _within(short: str, long: str) -> bool:
    return set(short.casefold().split()) <= set(long.casefold().split())


def _days(index: Index) -> str:
    moments = [
        document.published_at.at.astimezone(UTC)
        for document in index.documents()
        if document.published_at is not None
    ]
    return _span(min(moments), max(moments)) if moments else ""


def _span(first: datetime, last: datetime) -> str:
    end = f"{last.day} {last:%B} {last.year}"
    if first.date() == last.date():
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {end}"
    return f"{first.day} {first:%B} {first.year} – {end}"
