"""Tell which of two documents the text was taken from, as far as times and wording show it."""

from __future__ import annotations

from datetime import timedelta

from salis.link.traces import credits_source
from salis.model.document import Document


def tell_direction(a: Document, b: Document) -> str | None:
    """Say which of two documents came first and what shows it; None where nothing does.

    Who credits the other took from it. Else the earlier was first, where the times that the two
    state do not overlap. A text is never called the first one for being longer or better known.
    """
    if a.revises == b.id or b.revises == a.id:
        return "one is a later revision of the other"
    credited = credits_source(b, a), credits_source(a, b)
    if credited[0] != credited[1]:
        giver, taker = (a, b) if credited[0] else (b, a)
        return f"taken from {giver.source.name}, whom {taker.source.name} credits"
    return _by_time(*sorted((a, b), key=lambda one: one.id))


def _by_time(a: Document, b: Document) -> str | None:
    if a.published_at is None or b.published_at is None:
        return None
    first, second = (a, b) if a.published_at.at <= b.published_at.at else (b, a)
    one, other = first.published_at, second.published_at
    if one is None or other is None or one.end > other.at:
        return None
    apart = _duration(other.at - one.at)
    return f"first told by {first.source.name} ({one.at:%Y-%m-%d %H:%M}), {apart} before the other"


def _duration(apart: timedelta) -> str:
    for unit, seconds in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
        count = int(apart.total_seconds() // seconds)
        if count:
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "at once"
