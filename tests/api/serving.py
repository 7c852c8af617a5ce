"""A real server on this machine for stories about the API, and a client to ask it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from salis.api.access import WorkspaceAccess
from salis.api.guard import GuardRules, Rate, Rates, guarded
from salis.api.server import listen, make_server
from salis.desk.application import make_app
from salis.workspace.place import make_folder
from salis.workspace.workspace import Workspace
from tests.workspace.story_reader import STAGES

#: For stories that are not about how often one may ask.
OFTEN = Rates(Rate(10_000, 10_000), Rate(10_000, 10_000), Rate(10_000, 10_000))
ALONE = GuardRules(alone=True, rates=OFTEN)
ON_PURPOSE = {"Salis-Request": "1", "Salis-Name": "Ilka"}


@dataclass(frozen=True)
class Served:
    """A server with its workspace."""

    address: str
    folder: Path

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])

    def client(self, headers: Mapping[str, str] | None = None) -> httpx.Client:
        return httpx.Client(base_url=self.address, headers=dict(headers or {}), timeout=30)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return httpx.get(f"{self.address}/api/v1{path}", timeout=30, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        headers = ON_PURPOSE | more.pop("headers", {})
        return httpx.post(f"{self.address}/api/v1{path}", headers=headers, timeout=30, **more)


@contextmanager
def served(folder: Path, rules: GuardRules = ALONE) -> Iterator[Served]:
    """Serve a workspace, read by the story reader, until the story ends."""
    access = WorkspaceAccess(folder, stages="tests.workspace.story_reader:STAGES")
    taken = listen("127.0.0.1", 0)
    app = guarded(make_app(access, rules), rules=rules)
    server = make_server(app, access.watching.close)
    thread = threading.Thread(target=server.run, args=([taken],), daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    httpx.get(address, timeout=30)  # answered as soon as it is up
    try:
        yield Served(address, folder)
    finally:
        server.should_exit = True
        thread.join(10)
        taken.close()


def tell(folder: Path, *stories: tuple[str, str, str]) -> Path:
    """Write reports (source, day, text) into a workspace, one sentence a statement."""
    make_folder(folder)
    reports = folder.parent / "reports"
    reports.mkdir(exist_ok=True)
    with Workspace(folder, stages=STAGES, user="Teller") as workspace:
        for number, (source, day, text) in enumerate(stories):
            path = reports / f"{len(list(reports.iterdir())):03}-{number}.txt"
            path.write_text(
                f"---\nsource: {source}\npublished: {day}\ntitle: Report {number}\n---\n{text}",
                encoding="utf-8",
            )
            workspace.add(str(path))
    return folder


KORVAN = (
    ("North Wire", "2024-05-03T08:00Z", "The dam at Korvan broke. Mira Tal: Twelve are missing."),
    ("Harbour Post", "2024-05-03T10:00Z", "The dam at Korvan broke. The gates were open."),
    ("Daily Flood", "2024-05-04", "Nobody opened the gates. The mayor has gone home."),
    ("North Wire", "2024-05-05T09:00Z", "Mira Tal: Nine are missing. The mayor is back."),
)
