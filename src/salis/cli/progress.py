"""Progress of long work, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "", style="progress.data.speed")


class Meter:
    """Is told how far the work has come; remembers it for when it is stopped."""

    def __init__(self, shown: Progress | None = None) -> None:
        self.done = 0
        self.total: int | None = None
        self._shown = shown
        self._task = shown.add_task("Reading", total=None) if shown else None

    def __call__(self, done: int, total: int | None) -> None:
        """Take how many documents are recorded, of how many."""
        self.done, self.total = done, total
        if self._shown is not None and self._task is not None:
            self._shown.update(self._task, completed=done, total=total)

    @property
    def words(self) -> str:
        """Say how many documents are recorded."""
        of = f" of {self.total:,}" if self.total else ""
        return f"{self.done:,}{of} documents are recorded"


@contextmanager
def metered(*, quiet: bool) -> Iterator[Meter]:
    """Show a bar with rate and time left on a terminal; else only count."""
    if quiet or not sys.stderr.isatty():
        yield Meter()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        yield Meter(shown)
