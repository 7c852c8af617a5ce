"""Tallies: what is settled of a matter's claims, by voice, written down as it stands from a moment.

All of a ledger's put together are the track records that probabilities and grains hang on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from salis.ledger.columns import State
from salis.model.claim import ClaimId, Weighed
from salis.model.document import SourceId
from salis.model.record import TrackRecord
from salis.model.snapshot import Clock, Linked
from salis.pipeline.holdings import to_ticks
from salis.pipeline.records import Records, settled_at
from salis.weigh import fate_of, keep_accounts, share_of

if TYPE_CHECKING:
    from salis.ledger.matters import SqliteMatters
    from salis.ledger.places import Line
    from salis.pipeline.docket import Docket


class Part(NamedTuple):
    """A voice's part in a settled claim: how often it held, fell, or was taken back in it."""

    voice: str
    name: str
    #: None for a speaker.
    source: str | None
    held: int
    fell: int
    retracted: int


class Tally(NamedTuple):
    """What one settled claim adds to the records of those who put it forward."""

    #: Its place among all claims: undated, when told, document, start, statement.
    order: tuple[bool, int, str, int, str]
    claim: str
    parts: list[Part]


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(list[Tally])


def find_tallies(
    docket: Docket, weighed: Mapping[ClaimId, Weighed], moment: datetime
) -> tuple[Tally, ...]:
    """Find what the settled ones among some claims add to records."""
    settled = [one for one in weighed.values() if fate_of(one.standing)]
    return tuple(_tally(docket, one, moment) for one in settled)


def _tally(docket: Docket, weighed: Weighed, moment: datetime) -> Tally:
    records = keep_accounts(docket.linked, [weighed], lambda id: settled_at(docket, id, moment))
    parts = [
        Part(one.voice, one.name, one.source, len(one.held), len(one.fell), len(one.retracted))
        for one in records.values()
    ]
    return Tally(_order(docket.linked, weighed), weighed.claim.id, parts)


def _order(linked: Linked, weighed: Weighed) -> tuple[bool, int, str, int, str]:
    statement = linked.statements[weighed.claim.members[0].statement]
    document = linked.documents[statement.document]
    undated = linked.clock is Clock.PUBLISHED and document.published_at is None
    told = 0 if undated else to_ticks(linked.told[document.id])
    return undated, told, document.id, statement.passage.start, statement.id


def write_tallies(tallies: Iterable[Tally]) -> bytes:
    """Write down some tallies."""
    return _ENCODER.encode(list(tallies))


def read_records(matters: SqliteMatters, line: Line, moment: datetime) -> Records:
    """Give the record of every voice that has a part in anything settled at a moment on a line."""
    found = matters.columns.states(State.TALLIES, line, to_ticks(moment))
    tallies = sorted(one for data in found.values() for one in _DECODER.decode(data))
    return _add_up(tallies)


def _add_up(tallies: Iterable[Tally]) -> dict[str, TrackRecord]:
    books: dict[str, _Book] = {}
    for claim, part in _parts(tallies):
        book = books.setdefault(part.voice, _Book(part))
        book.held += [claim] * part.held
        book.fell += [claim] * part.fell
        book.retracted += [claim] * part.retracted
    return {voice: book.close() for voice, book in books.items()}


def _parts(tallies: Iterable[Tally]) -> Iterator[tuple[ClaimId, Part]]:
    for one in tallies:
        for part in one.parts:
            yield ClaimId(one.claim), part


@dataclass(slots=True)
class _Book:
    """A record while it is being added up; its voice is called as where it spoke first."""

    first: Part
    held: list[ClaimId] = field(default_factory=list)
    fell: list[ClaimId] = field(default_factory=list)
    retracted: list[ClaimId] = field(default_factory=list)

    def close(self) -> TrackRecord:
        settled = len(self.held) + len(self.fell) + len(self.retracted)
        return TrackRecord(
            voice=self.first.voice,
            name=self.first.name,
            source=None if self.first.source is None else SourceId(self.first.source),
            held=tuple(self.held),
            fell=tuple(self.fell),
            retracted=tuple(self.retracted),
            share=share_of(len(self.held), settled),
        )
