"""Keep what is derived of a ledger up to date, so that a view needs only what it shows."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from salis.ledger.matters import SqliteMatters
from salis.ledger.payloads import collector_paused
from salis.ledger.places import Line, withdrawn
from salis.model.errors import LedgerError
from salis.pipeline.gathering import BeyondMatters, Gathering
from salis.pipeline.holdings import Holdings, from_ticks
from salis.pipeline.portion import Portions, read_decision
from salis.pipeline.sizes import LARGE, LARGE_MATTER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from salis.ledger.interface import Ledger
    from salis.pipeline.bearings import Bearings
    from salis.pipeline.figures import FigureStore
    from salis.pipeline.keeping import Keeping
    from salis.pipeline.moments import Cut

#: To take an entry in takes so many times as long as to replay one, and to weigh a matter.
_TAKING, _WEIGHING = 2, 4
#: Entries taken in by one transaction.
_AT_ONCE = 3_000
#: Matters weighed by one transaction.
_TOGETHER = 500
#: Lines that matter where no document is undated.
_DATED = (Line.PUBLISHED, Line.RECORDED)
#: Stages whose code decides what is derived.
_STAGES = ("link", "model", "pipeline", "views", "weigh")


class Reckoning:
    """The derived file of one ledger; it may be shared by threads."""

    def __init__(
        self, ledger: Ledger, path: Path, bearings: Bearings, *, kept_from: int = LARGE_MATTER
    ) -> None:
        """Open the file beside a ledger, or make one; nothing is derived yet.

        What is shown of matters is kept from `kept_from` statements on.
        """
        self._kept_from = kept_from
        self.lock = RLock()
        self.ledger = ledger
        self.bearings = bearings
        self.matters = SqliteMatters(path, basis=_basis(bearings))
        self.holdings = Holdings(ledger)
        self.portions = Portions(self.matters, self.holdings)
        self._checked = (0, "")
        self._held = False

    def close(self) -> None:
        """Let go of the file."""
        self.matters.close()

    @cached_property
    def figures(self) -> FigureStore:
        """Give the columns as they stand at any moment."""
        from salis.pipeline.figures import FigureStore  # numpy: the history of a claim needs none

        return FigureStore(self.matters)

    def _keeping(self) -> Keeping:
        from salis.pipeline.keeping import Keeping  # as above

        return Keeping(self.portions, self.bearings, self._kept_from)

    def take_in(self) -> bool:
        """Take in what was recorded since, where that is quicker than replaying the ledger.

        Returns:
            Whether quick views are possible now.
        """
        with self.lock:
            if self._held:
                return self._is_quick()
            total = self.ledger.head().seq
            if total < LARGE or not self.matters.is_ours():
                return False
            behind = total - (self.matters.head()[0] if self._is_of_ledger() else 0)
            return behind <= total // _TAKING and self.catch_up([])

    def weigh(self, line: Line) -> bool:
        """Weigh what is pending on a line, where that is quicker than replaying the ledger.

        Returns:
            Whether nothing is pending now.
        """
        with self.lock:
            if self._held:
                return not self.matters.columns.pending(line, limit=1)
            most = self.ledger.head().seq // _WEIGHING
            if len(self.matters.columns.pending(line, limit=most + 1)) > most:
                return False
            return self.catch_up([line])

    def hold(self) -> tuple[int, str] | None:
        """Take in what was recorded, weigh it, and see from then on what stands now and no more.

        All views over it then tell of one state, however the ledger grows; held again, they must
        not be asked any more.

        Returns:
            Number and seal of the last entry taken in; None where quick views are not possible.
        """
        with self.lock:
            self._held = False
            self.matters.still.unpin()
            self.portions.forget()
            if not self.take_in():
                return None
            for line in Line:
                self.weigh(line)
            self.matters.still.pin()
            self._held = True
            return self.matters.head() if self._is_quick() and self._is_of_ledger() else None

    def catch_up(self, lines: Iterable[Line] = Line) -> bool:
        """Take in what was recorded since, however much it is, and weigh it on some lines.

        Returns:
            Whether quick views are possible now.
        """
        with self.lock, collector_paused():
            if not self.matters.is_ours():
                return False
            if not self._is_of_ledger():
                self.matters.clear()
            last = self.ledger.head().seq
            while self._is_quick() and (at := self.matters.head()[0]) < last:
                self._take(min(at + _AT_ONCE, last))
            for line in lines if self._is_quick() else ():
                while self._weigh(line):
                    pass
            return self._is_quick()

    def _is_quick(self) -> bool:
        return self.matters.noted("replay") is None

    def _weigh(self, line: Line) -> bool:
        """Weigh some of what is pending on a line; tell whether there was any."""
        if not self.matters.columns.pending(line, limit=1):
            return False
        with self.matters.writing():
            pending = self.matters.columns.pending(line, limit=_TOGETHER)
            self._keeping().keep_line(line, pending)
        return True

    def turns(self, line: Line, cut: Cut | None) -> list[datetime]:
        """Give when people judged what is one claim, among what a cut lets through."""
        seqs = self.matters.decisions_of("JudgementMade tie")
        made = {seq: read_decision(self.holdings.decision(seq), line) for seq in seqs}
        by = cut.limit if cut is not None and line is Line.RECORDED else None
        taken_back = self.matters.withdrawals()
        gone = withdrawn([(s, t) for s, t, at in taken_back if by is None or from_ticks(at) < by])
        standing = (one.at for seq, one in made.items() if seq not in gone)
        return [at for at in standing if cut is None or at < cut.limit]

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
                    touched = gathering.touched | gathering.gone
                    lines = Line if self.matters.has_undated() else _DATED
                    self.matters.columns.mark(lines, touched)
                    self._keeping().keep_documents(gathering.new)
                    self.matters.note("head", f"{upto} {seal}")
        except BeyondMatters as reason:
            with self.matters.writing():
                self.matters.note("replay", str(reason))
        self.portions.forget()

    def _is_of_ledger(self) -> bool:
        """Tell whether the file was derived from this very ledger."""
        seq, seal = self.matters.head()
        if (seq, seal) == self._checked or seq == 0:
            return True
        if seq > self.ledger.head().seq or self.ledger.entry(seq).seal != seal:
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
