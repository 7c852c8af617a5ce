"""Views that are kept: made once for all who wait, old ones meanwhile, never after a fault."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from salis.api import view_store
from salis.api.access import WorkspaceAccess
from salis.model.entry import Entry
from salis.model.errors import LedgerAltered, UsageError, WorkspaceError
from salis.views.view import View
from salis.workspace.workspace import Workspace
from tests.api.serving import KORVAN, tell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tell(tmp_path / "own", *KORVAN)


def during(folder: Path, story: Callable[[WorkspaceAccess], Awaitable[Any]]) -> Any:
    """Let a story happen while the workspace is served."""

    async def happen() -> Any:
        access = WorkspaceAccess(folder)
        async with access.serving():
            return await story(access)

    # In a thread of its own: a browser driven by another test keeps a loop going in this one.
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, happen()).result()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Let every view take long to make, as over a large ledger; give when each was made."""
    made: list[float] = []
    quick = Workspace.whole_view

    def view(self: Workspace, *asked: Any, **more: Any) -> View:
        time.sleep(0.4)
        made.append(time.monotonic())
        return quick(self, *asked, **more)

    monkeypatch.setattr(Workspace, "whole_view", view)
    return made  # type: ignore[return-value]


def test_many_who_ask_at_once_wait_for_one_view(folder: Path, slow: list[float]) -> None:
    async def story(access: WorkspaceAccess) -> None:
        views = await asyncio.gather(*(access.view() for _ in range(20)))
        assert len({id(one) for one in views}) == 1

    during(folder, story)
    assert len(slow) == 1


def test_while_a_new_view_is_made_the_last_one_is_given(folder: Path, slow: list[float]) -> None:
    async def story(access: WorkspaceAccess) -> None:
        old = await access.kept()
        tell(folder, ("Late Wire", "2024-05-07", "The dam is mended."))
        await asyncio.sleep(0.15)
        began = time.monotonic()
        meanwhile = await access.kept()
        assert time.monotonic() - began < 0.3
        assert meanwhile is old
        head = await access.head()
        fresh = await access.kept(after=head.seq)
        assert fresh.head == head != old.head
        assert await access.kept() is fresh

    during(folder, story)


def test_moments_are_kept_apart_and_read_as_the_command_line_does(folder: Path) -> None:
    async def story(access: WorkspaceAccess) -> None:
        day, minute = await access.view("2024-05-03"), await access.view("2024-05-03T09:00Z")
        assert (len(day.documents()), len(minute.documents())) == (2, 1)
        assert await access.view("2024-05-03") is day
        recorded = await access.view("2024-05-03", "recorded")
        assert len(recorded.documents()) == 0
        for wrong in ("yesterday", "", "2024-05-03\0"):
            with pytest.raises(UsageError):
                await access.view(wrong)
        with pytest.raises(UsageError):
            await access.view(None, "sun")

    during(folder, story)


def test_only_so_many_views_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_store, "_MOST_VIEWS", 3)

    async def story(access: WorkspaceAccess) -> None:
        first = await access.view("2024-05-01")
        for day in range(2, 6):
            await access.view(f"2024-05-{day:02}")
        assert await access.view("2024-05-05") is await access.view("2024-05-05")
        assert await access.view("2024-05-01") is not first

    during(folder, story)


def test_now_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_store, "_NOW_HOLDS", 0.0)
    monkeypatch.setattr(view_store, "_NOW_HOLDS_TIMES", 0)

    async def story(access: WorkspaceAccess) -> None:
        first = await access.view()
        await asyncio.sleep(0.05)
        assert (await access.view()).moment > first.moment
        then = await access.view("2024-05-03")
        assert await access.view("2024-05-03") is then

    during(folder, story)


def test_a_ledger_that_somebody_altered_is_not_served_from_memory(folder: Path) -> None:
    async def story(access: WorkspaceAccess) -> None:
        await access.view()
        with sqlite3.connect(folder / "ledger.db") as altered:
            altered.execute("DROP TRIGGER entries_are_not_updated")
            altered.execute("UPDATE entries SET actor = 'Eve' WHERE seq = 2")
            altered.execute(
                "INSERT INTO entries SELECT seq + 1, recorded_at, kind, actor, payload, seal"
                " FROM entries ORDER BY seq DESC LIMIT 1"
            )
        altered.close()
        await asyncio.sleep(0.15)
        for _ in range(3):
            with pytest.raises(LedgerAltered):
                await access.view()
        with pytest.raises(LedgerAltered):
            await access.verify()

    during(folder, story)


def test_a_folder_that_is_no_workspace_is_not_served(tmp_path: Path) -> None:
    async def story(access: WorkspaceAccess) -> None:
        raise AssertionError(access)

    with pytest.raises(WorkspaceError):
        during(tmp_path, story)


def test_serving_leaves_the_process_as_it_was(folder: Path) -> None:
    async def story(access: WorkspaceAccess) -> tuple[bool, float]:
        await access.view()
        return gc.isenabled(), sys.getswitchinterval()

    gc.enable()
    sys.setswitchinterval(0.005)  # another server of these stories may be running
    before = gc.isenabled(), sys.getswitchinterval()
    assert during(folder, story) != before
    assert (gc.isenabled(), sys.getswitchinterval()) == before
    assert gc.get_freeze_count() == 0


def confirm(claim: str, workspace: Workspace) -> Entry:
    return workspace.judge(claim, "confirm", because="The log.", by="Ilka")


def test_decisions_and_questions_at_once(folder: Path) -> None:
    """Readers see a whole view each time, whatever is decided meanwhile."""

    async def story(access: WorkspaceAccess) -> None:
        claims = [one.id for one in (await access.view()).claims()]
        decisions = [access.act(partial(confirm, id)) for id in claims]
        questions = [access.ask(lambda view: len(view.claims())) for _ in range(30)]
        made, counts = await asyncio.gather(asyncio.gather(*decisions), asyncio.gather(*questions))
        assert set(counts) == {len(claims)}
        last = await access.view(after=made[-1].seq)
        assert {one.standing for one in last.claims()} == {"confirmed"}

    during(folder, story)


def test_of_a_large_ledger_claims_are_new_at_once_and_lists_when_they_are_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts as large is made small; reading parts of the ledger is the same code."""
    for module in ("sizes", "reckoning"):
        monkeypatch.setattr(f"salis.pipeline.{module}.LARGE", 3)
    monkeypatch.setattr(view_store, "LARGE", 3)
    monkeypatch.setattr(view_store, "_PATIENCE", 0.0)

    async def story(access: WorkspaceAccess) -> None:
        view = await access.view()
        assert view.documents(), "asked in the loop itself it answers too, if slowly"
        claim = (await access.ask(lambda view: view.claims()))[0]
        assert type(await access.view()).__name__ == "QuickView"
        entry = await access.act(partial(confirm, claim.id))
        seen = await access.ask(lambda view: view.claim(claim.id))
        assert seen.standing == "confirmed"
        listed = await access.kept(after=entry.seq, whole=True)
        assert listed.view.claims()[0].standing == "confirmed"
        again = await access.ask(lambda view: view.claims()[0].standing)
        assert again == "confirmed"

    tell(folder, ("Late Wire", "2024-05-07", "The dam is mended."))  # adding prepares quick views
    during(folder, story)
