"""Keep what is derived of a ledger up to date, so that a view needs only what it shows."""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from salis.ledger.matters import SqliteMatters
from salis.ledger.payloads import collector_paused
from salis.model.errors import LedgerError
from salis.model.entry import JudgementMade
from salis.model.snapshot import Timed
from salis.pipeline.cut import Visible, date_decisions
from salis.pipeline.gathering import BeyondMatters, Gathering
from salis.pipeline.holdings import Holdings
from salis.pipeline.portion import Portion, Sources, clock_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from salis.ledger.interface import Ledger
    from salis.ledger.matters import Line
    from salis.pipeline.bearings import Bearings
    from salis.pipeline.moments import Cut

#: Entries taken in by one transaction.
_AT_ONCE = 3_000
#: Stages whose code decides what is derived.
_STAGES = ("link", "model", "pipeline", "views", "weigh")

#: Told how many entries are taken in, and how many there are.
type Taken = Callable[[int, int], None]


class Reckoning:
    """The derived file of one ledger; it may be shared by threads."""

    def __init__(self, ledger: Ledger, path: Path, bearings: Bearings) -> None:
        """Open the file beside a ledger, or make one; nothing is derived yet."""
        self.lock = RLock()
        self.ledger = ledger
        self.bearings = bearings
        self.matters = SqliteMatters(path, basis=_basis(bearings))
        self.holdings = Holdings(ledger, self.matters)
        self.sources = Sources(self.matters)
        self._checked = (0, "")

    def close(self) -> None:
        """Let go of the file."""
        self.matters.close()

    def behind(self) -> int:
        """Count the entries that are not taken in yet."""
        return self.ledger.head()[0] - self.matters.head()[0]

    def catch_up(self, taken: Taken | None = None) -> bool:
        """Take in what was recorded since; tell whether quick views are possible now."""
        with self.lock, collector_paused():
            if not self._is_of_ledger():
                self.matters.clear()
            last = self.ledger.head()[0]
            while self.matters.noted("replay") is None and (at := self.matters.head()[0]) < last:
                self._take(min(at + _AT_ONCE, last))
                if taken is not None:
                    taken(self.matters.head()[0], last)
            return self.matters.noted("replay") is None

    def portion(self, matters: Iterable[int], line: Line) -> Portion:
        """Read some matters with all that bears on them."""
        return Portion(
            self.matters.in_matters(matters),
            line=line,
            matters=self.matters,
            holdings=self.holdings,
            sources=self.sources,
        )

    def turns(self, line: Line, cut: Cut | None) -> list[datetime]:
        """Give when people judged what is one claim, among what a cut lets through."""
        made = Visible()
        for seq in self.matters.decisions_of("JudgementMade tie"):
            entry = self.holdings.decision(seq)
            assert isinstance(entry.payload, JudgementMade)
            made.judgements.append(Timed(entry.recorded_at, entry.actor, entry.payload))
        date_decisions(made, clock_of(line))
        return [one.at for one in made.judgements if cut is None or one.at < cut.limit]

    def _take(self, upto: int) -> None:
        """Take in some entries; where one reaches too far, all of its like are left to replay."""
        try:
            with self.matters.writing():
                gathering = Gathering(self.matters, self.holdings)
                seal = ""
                for entry in self.ledger.entries(after=self.matters.head()[0], upto=upto):
                    gathering.take(entry)
                    seal = entry.seal
                if seal:
                    self.matters.note("head", f"{upto} {seal}")
        except BeyondMatters as reason:
            with self.matters.writing():
                self.matters.note("replay", str(reason))
        self.sources.forget()

    def _is_of_ledger(self) -> bool:
        """Tell whether the file was derived from this very ledger."""
        seq, seal = self.matters.head()
        if (seq, seal) == self._checked or seq == 0:
            return True
        if seq > self.ledger.head()[0] or self.ledger.entry(seq).seal != seal:
            return False
        self._checked = (seq, seal)
        return True


def _basis(bearings: Bearings) -> str:
    """Name the rules and settings: the code of the stages, and what people set."""
    digest = sha256()
    for file in sorted(file for stage in _STAGES for file in _files(stage)):
        with suppress(OSError):
            digest.update(file.read_bytes())
    owners = sorted(bearings.owners.items())
    digest.update(repr((owners, sorted(bearings.parties), sys.version_info[:2])).encode())
    return digest.hexdigest()


def _files(stage: str) -> list[Path]:
    folder = Path(__file__).resolve().parents[1] / stage
    return [*folder.glob("*.py"), *folder.glob("lists/*.txt")]


def open_reckoning(ledger: Ledger, path: Path, bearings: Bearings) -> Reckoning | None:
    """Open the derived file; None where it can be neither read nor written."""
    try:
        return Reckoning(ledger, path, bearings)
    except (LedgerError, OSError):
        return None
