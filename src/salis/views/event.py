"""The event: a short label in the documents' own words, with their days and number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from salis.views.index import Index
from salis.views.names import Names

#: A second name is put beside the first where it is said at least this much as often.
_BESIDE = 0.6
#: A longer name that holds a shorter one stands for it from this share of its documents on.
_LONGER = 0.4


def event_label(index: Index, names: Names) -> str:
    """Say what the documents are about: their names, days and number; empty without documents."""
    moments = [one.published_at.at for one in index.documents() if one.published_at is not None]
    days = (min(moments), max(moments)) if moments else None
    return label_event(len(index.linked.documents), names.leading, days)


def label_event(
    documents: int,
    leading: Callable[[], Sequence[tuple[str, float]]],
    days: tuple[datetime, datetime] | None,
) -> str:
    """Say what so many documents are about, from their leading names and first and last day."""
    if not documents:
        return ""
    number = "1 document" if documents == 1 else f"{documents:,} documents"
    spanned = "" if days is None else _span(*(one.astimezone(UTC) for one in days))
    parts = [" and ".join(_subject(leading())), spanned, number]
    return " · ".join(part for part in parts if part)


def _subject(leading: Sequence[tuple[str, float]]) -> list[str]:
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


def _span(first: datetime, last: datetime) -> str:
    end = f"{last.day} {last:%B} {last.year}"
    if first.date() == last.date():
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {end}"
    return f"{first.day} {first:%B} {first.year} – {end}"
