"""A small workspace of reports on Korvan, and what a call of the program on it prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from salis.cli.exits import run


@dataclass(frozen=True)
class Told:
    """What one call printed."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


type Salis = Callable[..., Told]
#: Name of a file to its source, time of publication, and text.
type Reports = Mapping[str, tuple[str, str, str]]


def add_reports(root: Path, reports: Reports) -> Path:
    """Make a workspace in a folder and read the reports into it."""
    folder = root / "reports"
    folder.mkdir()
    for name, (source, published, text) in reports.items():
        front = f"---\nsource: {source}\npublished: {published}\ntitle: Korvan\n---\n"
        (folder / name).write_text(front + text, encoding="utf-8")
    assert run(["init", str(root), "-q"]) == 0
    assert run(["-w", str(root), "add", "-q", str(folder)]) == 0
    return root
