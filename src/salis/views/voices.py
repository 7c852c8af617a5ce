"""Voices: whom a claim rests on and who denies it, one name for each."""

from __future__ import annotations

from collections.abc import Iterable

from salis.model.claim import Side, Weighed
from salis.model.statement import Statement
from salis.views.index import Index


def voice_of(index: Index, statement: Statement) -> str:
    """Name who puts a statement forward: the speaker nearest the event, else the source."""
    if statement.speakers:
        return statement.speakers[-1].called
    return index.source_name(index.source_of(statement.document))


def voices_for(index: Index, weighed: Weighed) -> tuple[str, ...]:
    """Name whom a claim rests on: one voice for each origin, however many copies it has."""
    names = [
        origin.speaker or index.source_name(origin.source) for origin in index.supporting(weighed)
    ]
    if len(names) == 1:
        return tuple(names)
    return _distinct(names or _voices(index, index.carriers(weighed.claim)))


def voices_against(index: Index, weighed: Weighed) -> tuple[str, ...]:
    """Name who denies a claim."""
    if weighed.claim.id not in index.denied:
        return ()
    return _distinct(_voices(index, index.sided(weighed.claim, Side.AGAINST)))


def _voices(index: Index, statements: Iterable[Statement]) -> list[str]:
    fullest: dict[str, str] = {}
    for statement in statements:
        name = voice_of(index, statement)
        key = index.entity_of(statement.speakers[-1]) if statement.speakers else None
        known = fullest.setdefault(key or name.casefold(), name)
        if len(name) > len(known):
            fullest[key or name.casefold()] = name
    return list(fullest.values())


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return tuple(found.values())
