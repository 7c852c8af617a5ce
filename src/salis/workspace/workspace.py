"""The workspace: what a person does with one ledger, in one object."""

from __future__ import annotations

import getpass
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from salis.ledger.archive import Archive
from salis.ledger.interface import Head
from salis.ledger.sqlite import SqliteLedger
from salis.model.entry import EntryWithdrawn, EvidenceFiled, RulesAdopted, SourceGraded
from salis.model.errors import LedgerError, UsageError, WorkspaceError
from salis.settings.settings import FILE_NAME, load_settings
from salis.workspace.decisions import (
    GRADES,
    find_entry,
    find_source,
    make_judgement,
    name_decision,
    take_moment,
)
from salis.workspace.place import ARCHIVE, LEDGER, MATTERS, find_folder, make_folder, own_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from salis.ledger.interface import Ledger, Verified
    from salis.model.entry import Entry, Payload, Verdict
    from salis.model.times import Moment
    from salis.pipeline.add import AddReport, Progress
    from salis.pipeline.reckoning import Reckoning
    from salis.pipeline.stages import Stages
    from salis.sources.find import Handed
    from salis.views.evidence_records import EvidenceRecord
    from salis.views.kept_records import NewsRecord
    from salis.views.view import View

__all__ = ["Workspace"]

#: News reaches back at most so many entries.
_MOST_NEWS = 3000

#: Times as people give them.
type When = str | datetime | Moment


class _NotQuick(Exception):
    """A view would have to replay the ledger."""


class Workspace:
    """A folder with a ledger, an archive of the bytes read, and settings.

    Use `Workspace.open` or `Workspace.create`; close it at the end, or use it in a `with` block.
    """

    def __init__(
        self, path: Path, *, stages: Stages | None = None, user: str | None = None
    ) -> None:
        """Take a folder that is there; nothing in it is touched before it is needed.

        Args:
            path: The folder.
            stages: What reads and links; by default what Salis comes with.
            user: Who gives what the bytes of documents do not say; by default this login.
        """
        self.path = path
        self._user = user
        self.settings = load_settings(path / FILE_NAME)
        self.archive = Archive(path / ARCHIVE)
        self._stages = stages
        self._ledger: SqliteLedger | None = None
        self._reckoning: Reckoning | None = None

    @classmethod
    def create(cls, path: Path | str) -> Workspace:
        """Make a folder a workspace; one that is a workspace already stays as it is."""
        from salis.pipeline.ruling import adopt_newest

        folder = Path(path)
        make_folder(folder)
        workspace = cls(folder)
        adopt_newest(workspace._open_ledger())
        return workspace

    @classmethod
    def open(cls, path: Path | str | None = None) -> Workspace:
        """Open the folder given, else $SALIS_WORKSPACE, else the nearest folder with salis.toml."""
        return cls(find_folder(Path(path) if path else None))

    @property
    def ledger(self) -> Ledger:
        """Give the ledger.

        Raises:
            WorkspaceError: nothing was ever added here.
        """
        if self._ledger is None and not self._ledger_path.exists():
            message = (
                f"{self.path}: no workspace here; `salis init` makes one, `salis add` fills it"
            )
            raise WorkspaceError(message)
        return self._open_ledger()

    def add(
        self,
        inputs: Sequence[str | Handed] | str,
        *,
        source: str | None = None,
        published: When | None = None,
        title: str | None = None,
        progress: Progress | None = None,
    ) -> AddReport:
        """Read documents into the ledger: files, folders, globs, addresses, `-`, bytes handed over.

        What the ledger has already is not read again. The options say, for all the documents of
        this call, what their bytes do not.
        """
        from salis.pipeline.add import Adder  # only adding needs these
        from salis.sources.collect import Hints, collect, count_inputs
        from salis.workspace.parts import choose_stages

        names = [inputs] if isinstance(inputs, str) else list(inputs)
        hints = Hints(source=source, published=take_moment(published), title=title)
        own = own_files(self.path)
        found = collect(names, hints=hints, fetched_at=datetime.now(UTC), own=own)
        make_folder(self.path)
        adder = Adder(
            self._open_ledger(),
            self.archive,
            self._stages or choose_stages(),
            by=self._user or _login(),
            workers=self.settings.workers,
            progress=progress,
            total=count_inputs(names, own) if progress else None,
        )
        try:
            return adder.add(found)
        finally:
            self._catch_up()

    def view(
        self, as_of: When | None = None, clock: str = "published", rules: str | None = None
    ) -> View:
        """Give what stands as of a moment, everything by default; a day means its end.

        It is weighed by the rules that the ledger adopted, or by those named, e.g. `weigh/1`.
        """
        reckoning = self._open_reckoning() if rules is None else None
        whole = partial(self.whole_view, as_of, clock, rules)
        if reckoning is None:
            return whole()
        from salis.pipeline.opening import open_quick_view  # writers need no views

        now = datetime.now(UTC)
        return open_quick_view(reckoning, whole, now=now, as_of=as_of, clock=clock)

    def whole_view(
        self, as_of: When | None = None, clock: str = "published", rules: str | None = None
    ) -> View:
        """Give the same by replaying every entry: slow to open over a large ledger, then quick."""
        from salis.pipeline.view import open_view
        from salis.workspace.parts import take_bearings

        return open_view(
            self.ledger.entries(),
            now=datetime.now(UTC),
            as_of=as_of,
            clock=clock,
            bearings=take_bearings(self.settings),
            rules=rules,
        )

    def hold(self) -> Head | None:
        """Hold still what is derived, so that all quick views opened from now on tell of one state.

        Held again, earlier ones must not be asked any more.

        Returns:
            The last entry that they take in; None where the ledger is small, or quick views are
            not possible.
        """
        reckoning = self._open_reckoning()
        held = None if reckoning is None else reckoning.hold()
        return None if held is None else Head(*held)

    def quick_view(
        self, as_of: When | None, clock: str, otherwise: Callable[[], View]
    ) -> View | None:
        """Give a view that reads only what it is asked for, and leaves all else to another one.

        None where the ledger is small, or where what is derived of it is too far behind.
        """
        from salis.pipeline.opening import open_quick_view

        reckoning, opened = self._open_reckoning(), False

        def replay() -> View:
            if not opened:
                raise _NotQuick
            return otherwise()

        with suppress(_NotQuick):
            if reckoning is not None:
                now = datetime.now(UTC)
                view = open_quick_view(reckoning, replay, now=now, as_of=as_of, clock=clock)
                opened = True
                return view
        return None

    def news(self, after: int) -> NewsRecord:
        """Tell in short what was recorded after an entry; of very much, only the latest part."""
        from salis.pipeline.news import NEWSWORTHY, tell_news

        head = self.ledger.head().seq
        begin = max(min(after, head), head - _MOST_NEWS)
        entries = self.ledger.entries(kinds=NEWSWORTHY, after=begin)
        return tell_news(entries, after=begin, head=head)

    def read_settings(self) -> None:
        """Read salis.toml again; what has changed counts for views opened from now on."""
        self.settings = load_settings(self.path / FILE_NAME)
        if self._reckoning is not None:
            self._reckoning.close()
            self._reckoning = None

    def verify(self) -> Verified:
        """Check every entry against its seal, and every document's bytes in the archive."""
        return self.ledger.verify(self.archive)

    def rebuild(self) -> None:
        """Derive the ledger's tables and indexes from its entries again."""
        self.ledger.rebuild()
        self._close_reckoning()
        for end in ("", "-wal", "-shm"):
            (self.path / f"{MATTERS}{end}").unlink(missing_ok=True)
        self._catch_up()

    def file_evidence(  # noqa: PLR0913 (the fields of a record, each said by name)
        self,
        claim: str,
        *,
        address: str,
        bears_for: bool,
        grade: int,
        note: str,
        by: str,
        kind: str | None = None,
        published: When | None = None,
        keep: bool = True,
        fetch: bool = False,
        data: bytes | None = None,
    ) -> Entry:
        """File something that bears on a claim; the bytes of a file here are kept.

        With `fetch`, those at an http(s) address are fetched and kept too; without `keep` the
        address may be anything that says where it is. Bytes that are handed over as `data` are kept
        under `address`, which is then only what they are called. Its kind is guessed by its ending.
        """
        if grade not in range(1, 7):
            message = f"{grade} is no grade of evidence; they go from 1 (confirmed) to 6"
            raise UsageError(message)
        from salis.workspace.exhibits import Exhibit, guess_kind, keep_bytes, keep_exhibit

        counts_from = take_moment(published)
        statement = self.view().statement_of(claim)
        if data is not None:
            kept = keep_bytes(self.archive, data, address)
        else:
            kept = keep_exhibit(self.archive, address, fetched=fetch) if keep else Exhibit()
        evidence = EvidenceFiled(
            id=name_decision("e", claim, address, note, by, datetime.now(UTC)),
            statement=statement,
            bears_for=bears_for,
            grade=grade,
            kind=kind or guess_kind(address),
            note=note,
            address=address,
            digest=kept.digest,
            published_at=counts_from,
            image=kept.image,
            problems=kept.problems,
        )
        return self._decide(evidence, by)

    def check_bytes(self, evidence: Iterable[EvidenceRecord]) -> tuple[EvidenceRecord, ...]:
        """Say of each piece of evidence whether the archive still holds what was filed."""
        from salis.workspace.exhibits import look_up

        return tuple(look_up(self.archive, one) for one in evidence)

    def judge(
        self,
        named: str | Sequence[str],
        verdict: Verdict | str,
        *,
        because: str,
        by: str,
        at: When | None = None,
    ) -> Entry:
        """Record a person's decision about a claim, or about two claims, documents or names.

        A claim is named by its id, a beginning of it, a statement's id or `DOCUMENT#START-END`; a
        speaker or source by name.
        """
        names = [named] if isinstance(named, str) else list(named)
        judgement = make_judgement(self.view(), names, verdict, because=because, by=by)
        return self._decide(replace(judgement, at=take_moment(at)), by)

    def grade(self, source: str, grade: str, *, by: str, because: str = "") -> Entry:
        """Grade a source's reliability, A to F."""
        letter = grade.upper()
        if len(letter) != 1 or letter not in GRADES:
            message = f"{grade!r} is no grade of a source; they go from A to F"
            raise UsageError(message)
        return self._decide(SourceGraded(find_source(self.view(), source), letter, because), by)

    def withdraw(self, entry: int | str, *, because: str, by: str) -> Entry:
        """Take an earlier entry back; it stays in the ledger and counts no longer.

        It is named by its number, or by the id of the judgement or evidence that it holds.
        """
        seq = find_entry(self.ledger.entries(), str(entry))
        return self._decide(EntryWithdrawn(seq, because), by)

    def adopt_rules(self, version: str, *, because: str, by: str) -> Entry:
        """Weigh claims by another version of the rules from now on."""
        from salis.pipeline.ruling import read_rules

        return self._decide(RulesAdopted(read_rules(version).version, because), by)

    def close(self) -> None:
        """Let go of the ledger."""
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None
        self._close_reckoning()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _ledger_path(self) -> Path:
        return self.path / LEDGER

    def _open_ledger(self) -> SqliteLedger:
        self._ledger = self._ledger or SqliteLedger(self._ledger_path)
        return self._ledger

    def _open_reckoning(self) -> Reckoning | None:
        """Open what is derived of a large ledger; None for a small one, or where it cannot be."""
        from salis.pipeline.sizes import LARGE

        if self._reckoning is None and self.ledger.head().seq >= LARGE:
            from salis.pipeline.reckoning import open_reckoning  # small ledgers need no figures
            from salis.workspace.parts import take_bearings

            bearings = take_bearings(self.settings)
            self._reckoning = open_reckoning(self.ledger, self.path / MATTERS, bearings)
        return self._reckoning

    def _close_reckoning(self) -> None:
        if self._reckoning is not None:
            self._reckoning.close()
            self._reckoning = None

    def _catch_up(self) -> None:
        """Derive what quick views of a large ledger need; without it they replay."""
        reckoning = self._open_reckoning()
        if reckoning is not None:
            with suppress(LedgerError):
                reckoning.catch_up()

    def _decide(self, payload: Payload, by: str) -> Entry:
        (entry,) = self.ledger.append([payload], actor=by, recorded_at=datetime.now(UTC))
        return entry


def _login() -> str:
    """Name who gives what the bytes do not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unnamed user"
