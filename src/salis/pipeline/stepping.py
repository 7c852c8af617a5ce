"""Step through matters: how each claim stands from which moment on, as the brief must know it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from salis.ledger.columns import State
from salis.ledger.places import Line
from salis.link import claim_id, voice_key
from salis.model.snapshot import Snapshot
from salis.model.statement import Act, Statement, StatementId
from salis.pipeline.chances import find_rivalries
from salis.pipeline.compute import weigh_all
from salis.pipeline.contests import write_rivalries
from salis.pipeline.docket import Docket
from salis.pipeline.kept_items import write_items
from salis.pipeline.least import find_least
from salis.pipeline.moments import cut_at
from salis.pipeline.tallies import find_tallies, write_tallies
from salis.views.index import Index
from salis.views.outline import Outline, Place, outline_all, outline_alone

if TYPE_CHECKING:
    from salis.model.document import Document, Source
    from salis.pipeline.bearings import Bearings
    from salis.pipeline.portion import Portion

#: Initials have no more letters than this.
_LONGEST = 12
#: What is written of a matter without rivalries, or without settled claims.
_NOTHING = b"[]"
_NOT_FOR = frozenset({Act.DENY, Act.DISCLAIM})


@dataclass(frozen=True, slots=True)
class Step:
    """How a claim, or a question, stands from a moment on."""

    matter: int
    at: datetime
    outline: Outline


@dataclass(frozen=True, slots=True)
class Whole:
    """How a matter stands as a whole from a moment on."""

    kind: State
    matter: int
    at: datetime
    data: bytes


def step_alone(portion: Portion, bearings: Bearings) -> Iterator[Step]:
    """Step through matters of a single statement each, on which nothing else bears."""
    latest = max(portion.visible.told.values(), default=None)
    if latest is None:
        return
    linked = portion.linked(None, latest)
    docket = Docket(linked, bearings)
    index = Index(Snapshot(linked, latest, {}))
    for id, statement in linked.statements.items():
        told = linked.told[statement.document]
        before: Outline | None = None
        for at in sorted({told, *(due for due in _due(statement) if due > told)}):
            weighed = docket.weigh(claim_id(id), at)
            assert weighed is not None
            outline = replace(outline_alone(index, weighed), least=find_least(linked, weighed))
            if outline != before:
                yield Step(portion.matter_of[id], at, outline)
            before = outline


def is_plain(statement: Statement) -> bool:
    """Tell whether a statement puts something forward, so that it may be weighed alone."""
    return statement.act not in _NOT_FOR


def step_through(
    portion: Portion,
    matter: int,
    bearings: Bearings,
    initialled: Collection[tuple[Source, datetime]],
    *,
    kept_from: int,
) -> Iterator[Step | Whole]:
    """Step through one matter, from each moment to the next at which anything of it may change.

    Args:
        portion: The matter with what bears on it.
        matter: Its number.
        bearings: What people set.
        initialled: Sources by whose initials something in it may be named, and since when.
        kept_from: From how many statements on what is shown of it is kept.
    """
    known: dict[tuple[StatementId, bool], Outline] = {}
    #: On the whole line it must be said, too, that there is nothing any more.
    nothing = None if portion.line is Line.WHOLE else _NOTHING
    stood = dict.fromkeys(State, nothing)
    for at in find_moments(portion, (since for _, since in initialled)):
        index, docket = _stand(portion, at, bearings, initialled)
        found = {(one.leader, one.is_question): one for one in _outlines(index)}
        for leader, question in known.keys() - found.keys():
            yield Step(matter, at, Outline(leader, Place.GONE, is_question=question))
        for key, outline in found.items():
            if known.get(key) != outline:
                yield Step(matter, at, outline)
        known = found
        for kind, data in _whole(portion, docket, index, at, kept_from):
            if data != stood[kind]:
                yield Whole(kind, matter, at, data)
            stood[kind] = data


def _outlines(index: Index) -> Iterator[Outline]:
    for one in outline_all(index):
        weighed = None if one.is_question else index.weighed[claim_id(one.leader)]
        yield one if weighed is None else replace(one, least=find_least(index.linked, weighed))


def _whole(
    portion: Portion, docket: Docket, index: Index, at: datetime, kept_from: int
) -> Iterator[tuple[State, bytes]]:
    weighed = index.weighed
    if len(portion.matter_of) >= kept_from:
        yield State.ITEMS, write_items(index)
    yield State.RIVALRIES, write_rivalries(find_rivalries(docket, weighed, at))
    yield State.TALLIES, write_tallies(find_tallies(docket, weighed, at))


def _stand(
    portion: Portion,
    at: datetime,
    bearings: Bearings,
    initialled: Collection[tuple[Source, datetime]],
) -> tuple[Index, Docket]:
    cut = None if portion.line is Line.WHOLE else cut_at(at)
    others = [source for source, since in initialled if since <= at]
    linked = portion.linked(cut, at, [*others, *portion.own_sources(at)])
    docket = Docket(linked, bearings)
    return Index(Snapshot(linked, at, weigh_all(docket, at))), docket


def find_moments(portion: Portion, more: Iterable[datetime]) -> list[datetime]:
    """Give every moment at which something of a portion may change, more among them, in order."""
    visible = portion.visible
    told = [visible.told[id] for id, read in visible.read.items() if read.statements]
    if not told:
        return []
    times = {*visible.told.values(), *portion.decided_at(), *more}
    times.update(at for one in portion.statements() for at in _due(one))
    first = min(told)
    if portion.line is Line.WHOLE:
        first = max((*visible.told.values(), *portion.decided_at()))
    return sorted(at for at in times if at >= first)


def _due(statement: Statement) -> Iterator[datetime]:
    concerns = statement.concerns
    if concerns is not None and concerns.text:
        yield from (at for at in (concerns.start, concerns.end) if at is not None)


def find_asked(portion: Portion, only: Statement | None = None) -> set[str]:
    """Give the keys of names in a portion, or in one statement of it, that may be initials."""
    visible = portion.visible
    statements = portion.statements() if only is None else (only,)
    ids = visible.documents if only is None else (only.document,)
    names = {name for id in ids for name in _names_of(visible.documents[id])}
    names.update(name for id in ids if id in visible.read for name in visible.read[id].credits)
    for statement in statements:
        for speaker in statement.speakers:
            names.update((speaker.name, speaker.entity or "", speaker.institution or ""))
    keys = (voice_key(name) for name in names)
    return {key for key in keys if " " not in key and 1 < len(key) <= _LONGEST}


def _names_of(document: Document) -> Iterable[str]:
    return (document.source.name, *document.credits)
