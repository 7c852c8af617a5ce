"""Flood a ledger with edited copies of one report, and count what passes for independent."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import salis
from benchmarks.edits import edit_text
from benchmarks.rows import Row, write_rows
from salis.model.snapshot import Clock
from salis.pipeline.bearings import Bearings
from salis.pipeline.compute import link_entries, weigh_all
from salis.pipeline.docket import Docket

#: Shares of the words that the outlets edit.
STRENGTHS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5)
OUTLETS = 200
_BEGIN = datetime(2031, 5, 3, 9, tzinfo=UTC)
_LATER = datetime(2032, 1, 1, tzinfo=UTC)
#: One report by one agency: nothing in it has two origins.
REPORT = """\
The river ferry Silver Heron capsized on the Tesk near Brennick early on Saturday and sank \
within ten minutes. At least 27 people were killed and 14 are missing.

The ferry left Port Ansgar at 5.40 a.m. with 112 passengers on board, more than its licence \
allows. Crew members locked the rear doors of the lower deck before it sailed. The owner, Norrow \
Lines, bought the ship in 2024 and never replaced its pumps.

"We heard a bang and then the water came in," said Mira Tolland, a nurse who swam to the bank. \
Tolland said that nobody gave out life jackets.

Police spokeswoman Hanna Strobek said that divers had found the ship's log. Strobek said the \
captain was arrested in Brennick on Saturday afternoon. Officials said that an inspector had \
warned the company about the pumps in March.

Norrow Lines denied that the ferry was overloaded. The transport ministry closed the harbour of \
Port Ansgar until Monday. The ministry will send two engineers to the wreck on Sunday.

The Silver Heron had linked the market towns on both banks since 1998. A ferry of the same line \
ran aground at Ostrow in 2029, and two sailors drowned."""


@dataclass(frozen=True, slots=True)
class Flood:
    """What a flood of one strength came to."""

    strength: float
    documents: int
    #: Share of the copies that were linked with an earlier document as a copy or derived text.
    recognised: float
    #: Claims that more than one document tells, and those of them with two independent origins.
    claims: int
    leaks: int
    #: Most independent origins of any claim.
    most: int
    examples: tuple[str, ...]

    def row(self) -> str:
        """Lay the figures out as a line of the table."""
        share = self.leaks / max(1, self.claims)
        return (
            f"{self.strength:<14.0%}{self.recognised:>11.1%}{self.claims:>8}{self.leaks:>7}"
            f"{share:>8.1%}{self.most:>6}"
        )


HEAD = f"{'words edited':<14}{'recognised':>11}{'claims':>8}{'leaks':>7}{'share':>8}{'most':>6}"


def measure_flood(count: int) -> Iterator[Flood]:
    """Add a report and its copies to a fresh workspace, once for each strength of the edits."""
    for strength in STRENGTHS:
        yield _flood(count, strength)


def _flood(count: int, strength: float) -> Flood:
    with tempfile.TemporaryDirectory() as name:
        pile = Path(name) / "flood.jsonl"
        write_rows(pile, _documents(count, strength))
        with salis.open_workspace(Path(name) / "workspace", create=True) as workspace:
            workspace.add(str(pile))
            entries = list(workspace.ledger.entries())
    linked = link_entries(entries, cut=None, clock=Clock.PUBLISHED)
    weighed = weigh_all(Docket(linked, Bearings()), _LATER).values()
    told = [one for one in weighed if len({doc for o in one.origins for doc in o.documents}) > 1]
    independent = [sum(origin.independent for origin in one.origins) for one in told]
    leaks = [one.claim.text for one, origins in zip(told, independent, strict=True) if origins > 1]
    tied = {id for copy in linked.copies for id in (copy.document, copy.other)}
    return Flood(
        strength=strength,
        documents=len(linked.documents),
        recognised=len(tied) / max(1, len(linked.documents)),
        claims=len(told),
        leaks=len(leaks),
        most=max(independent, default=0),
        examples=tuple(leaks[:5]),
    )


def _documents(count: int, strength: float) -> Iterator[Row]:
    """Give the report and its copies, each an hour and some seconds after the one before."""
    luck = random.Random(31)  # noqa: S311 (the same flood every time)
    yield _row("origin", "Velmark Press Agency", REPORT, 0)
    for number in range(1, count + 1):
        text = edit_text(REPORT, strength, luck)
        yield _row(f"copy-{number}", f"Outlet {luck.randrange(OUTLETS):03}", text, number)


def _row(id: str, source: str, text: str, number: int) -> Row:
    published = _BEGIN + timedelta(minutes=7 * number)
    return {"id": id, "source": source, "published": published.isoformat(), "text": text}
