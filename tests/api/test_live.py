"""Live: who listens is told when another process adds, and may go on where it was cut off."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx

from salis.workspace.workspace import Workspace
from tests.api.serving import KORVAN, Served, tell


def events(answer: httpx.Response) -> Iterator[tuple[str, Any]]:
    """Read server-sent events as a browser does: id and what is told."""
    fields: dict[str, str] = {}
    for line in answer.iter_lines():
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
            continue
        if fields.get("event") == "news":
            yield fields["id"], json.loads(fields["data"])
        fields = {}


def listening(own: Served, query: str, **headers: str) -> Any:
    return httpx.stream("GET", f"{own.address}/api/v1/events?{query}", headers=headers, timeout=20)


def test_another_process_adds_and_who_listens_is_told(own: Served) -> None:
    with listening(own, "seconds=20") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = events(answer)
        add = (
            "from pathlib import Path; from tests.api.serving import tell; "
            f"tell(Path({str(own.folder)!r}), ('Late Wire', '2024-05-07', 'The dam is mended.'))"
        )
        subprocess.run([sys.executable, "-c", add], check=True, capture_output=True)
        id, news = next(told)
        claims = own.get("/claims").json()
        decided = own.post(
            "/judgements",
            json={"verdict": "confirm", "named": [claims[0]["id"]], "because": "Log."},
        ).json()
        last, more = next(told)

    assert (news["documents"], news["titles"], news["judgements"]) == (1, ["Report 0"], 0)
    assert (more["documents"], more["judgements"]) == (0, 1)
    assert (int(id), int(last)) == (news["head"], more["head"])
    assert more["head"] == decided["entry"]


def test_who_was_cut_off_is_told_what_came_meanwhile(own: Served) -> None:
    before = own.get("/head").json()["head"]
    tell(own.folder, ("Late Wire", "2024-05-07", "The dam is mended."))
    with listening(own, "seconds=10", **{"Last-Event-ID": str(before)}) as answer:
        _, news = next(events(answer))

    assert (news["after"], news["documents"]) == (before, 1)


def test_nothing_is_told_where_nothing_happens(desk: Served) -> None:
    with listening(desk, "seconds=1") as answer:
        assert list(events(answer)) == []


def test_what_is_new_since_an_entry(own: Served) -> None:
    now = own.get("/head").json()
    assert (now["after"], now["documents"]) == (now["head"], 0)
    assert own.get("/head?after=0").json()["documents"] == len(KORVAN)
    with Workspace(own.folder) as workspace:
        workspace.grade("Daily Flood", "D", by="Ilka")
    assert own.get(f"/head?after={now['head']}").json()["grades"] == 1
    assert own.get("/head?after=999999").json()["documents"] == 0
