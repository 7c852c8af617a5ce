"""Views that are kept: made once for all who wait, old ones meanwhile, never after a fault."""

from __future__ import annotations

import asyncio
import gc
import re
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from salis.api import kept, view_store
from salis.api.access import WorkspaceAccess
from salis.model.entry import Entry
from salis.model.errors import LedgerAltered, UsageError, WorkspaceError
from salis.views.view import View
from salis.workspace.workspace import Workspace
from tests.api.serving import KORVAN, Served, served, tell


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
    monkeypatch.setattr(kept, "_NOW_HOLDS", 0.0)
    monkeypatch.setattr(kept, "_NOW_HOLDS_TIMES", 0)

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


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Serve a ledger that counts as large: what small ones keep here, processes hold."""
    folder = tell(tmp_path / "large", *KORVAN)
    for module in ("pipeline.sizes", "pipeline.reckoning", "api.view_store"):
        monkeypatch.setattr(f"salis.{module}.LARGE", 3)
    tell(folder, ("Late Wire", "2024-05-07", "The dam is mended."))  # this prepares quick views
    with served(folder) as there:
        yield there


def test_of_a_large_ledger_everything_is_told_and_says_of_what(large: Served) -> None:
    claims = large.get("/claims").json()
    head = large.get("/claims").headers["salis-head"]
    for path in ("/brief", "/brief?length=3", "/documents", f"/claims/{claims[0]['id']}"):
        assert large.get(path).headers["salis-head"] == head
    documents = large.get("/documents").json()
    assert len(documents) == 5
    one = large.get(f"/documents/{documents[0]['id']}").json()
    assert [statement["text"] for statement in one["statements"]]
    with large.client() as reader:
        for path in (
            "/",
            "/timeline",
            "/review",
            "/search?q=dam",
            "/sources",
            "/?as_of=2024-05-03",
        ):
            page = reader.get(path)
            assert page.status_code == 200, path
            assert "_form_token" not in page.headers.get("set-cookie", "")
        assert reader.get(f"/document/{documents[0]['id']}").status_code == 200
        assert reader.get("/claim/cnone").status_code == 404
        assert reader.get("/changes?since=never").status_code == 400


def test_of_a_large_ledger_what_was_decided_is_seen_where_it_is_asked_for(large: Served) -> None:
    claim = large.get("/claims").json()[0]["id"]
    told = {"verdict": "confirm", "named": [claim], "because": "The log."}
    entry = large.post("/judgements", json=told).json()["entry"]
    for path in (f"/claims/{claim}", "/claims"):
        answer = large.get(f"{path}?after={entry}")
        found = answer.json() if path != "/claims" else answer.json()[0]
        assert (found["standing"], answer.headers["salis-head"]) == ("confirmed", str(entry))


def test_of_a_large_ledger_texts_can_be_judged_though_no_part_of_it_tells_the_rest(
    large: Served,
) -> None:
    documents = [one["id"] for one in large.get("/documents").json()]
    told = {"verdict": "independent", "named": documents[:2], "because": "Two reporters."}
    entry = large.post("/judgements", json=told).json()["entry"]
    brief = large.get(f"/brief?length=3&after={entry}")
    assert (brief.status_code, brief.headers["salis-head"]) == (200, str(entry))
    graded = large.post("/grades", json={"source": "Late Wire", "grade": "B", "because": "x"})
    assert graded.status_code == 201, graded.text


def test_forms_of_pages_that_another_process_wrote_are_the_visitors_own(large: Served) -> None:
    source = large.get("/sources").json()[0]["id"]
    with large.client() as reader, large.client() as other:
        tokens = [
            re.search(r'name="form_token" value="([^"]+)"', visitor.get(f"/source/{source}").text)
            for visitor in (reader, other, reader)
        ]
    found = [token[1] for token in tokens if token]
    assert found[0] == found[2] != found[1]
