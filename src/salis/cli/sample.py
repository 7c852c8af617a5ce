"""The bundled sample: its files unpacked, and what its reader decided."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from salis.model.errors import NotFound, WorkspaceError
from salis.views.records import DocumentRecord
from salis.views.view import View
from salis.workspace.workspace import Workspace

#: Left in the folder, so that only a former demo is ever replaced.
_MARK = ".salis-demo"


def fresh_folder(folder: Path) -> None:
    """Make the folder, in place of a former demo; refuse where anything else is."""
    if folder.is_dir() and (folder / _MARK).is_file():
        shutil.rmtree(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceError(
            f"{folder} is there already and is no former demo. Name another: salis demo DIRECTORY"
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("Made by `salis demo`, which may replace this folder.\n")


def unpack_sample(folder: Path) -> Path:
    """Copy the sample into the folder; give the folder of its documents."""
    target = folder / "sample"
    with as_file(files("salis.sample")) as bundled:
        shutil.copytree(bundled, target, ignore=shutil.ignore_patterns("__*", "*.py"))
    return target / "documents"


def end_of_sample(folder: Path) -> datetime:
    """Give the moment after the sample's last document."""
    return datetime.fromisoformat(_read(folder, "truth.toml")["end"])


def _read(folder: Path, name: str) -> Mapping[str, Any]:
    path = folder / "sample" / name
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def decide_as_in_sample(workspace: Workspace, folder: Path) -> None:
    """File the evidence and the judgements that come with the sample."""
    read = _Read(workspace.view(), folder)
    for filed in _read(folder, "evidence.toml").get("evidence", ()):
        workspace.file_evidence(
            read.statement(filed),
            bears_for=filed["bears"] == "for",
            grade=filed["grade"],
            kind=filed["kind"],
            note=filed["note"],
            address=filed["address"],
            published=filed["published_at"],
            by=filed["by"],
        )
    for made in _read(folder, "judgements.toml").get("judgement", ()):
        workspace.judge(
            read.statement(made),
            made["verdict"],
            because=made["because"],
            at=made["at"],
            by=made["by"],
        )


class _Read:
    """The sample as it was read: its statements, found by file and exact words."""

    def __init__(self, view: View, folder: Path) -> None:
        self._folder = folder / "sample" / "documents"
        ids = {one.document for claim in view.claims() for one in claim.statements}
        documents = (view.document(id) for id in ids)
        self._documents = {document.digest: document for document in documents}

    def statement(self, named: Mapping[str, Any]) -> str:
        """Find the statement at a passage that a file of the sample names."""
        digest = sha256((self._folder / named["document"]).read_bytes()).hexdigest()
        document = self._documents.get(digest)
        words = r"\s+".join(map(re.escape, named["exact"].split()))
        place = re.search(words, document.text) if document else None
        fits = sorted(_fits(document, *place.span())) if document and place else []
        if not fits:
            raise NotFound(f"{named['document']}: nothing was read at “{named['exact']}”.")
        return fits[-1][1]


def _fits(document: DocumentRecord, start: int, end: int) -> Iterator[tuple[float, str]]:
    """Give the statements over a stretch by how well they cover it and nothing else."""
    for statement in document.statements:
        place = statement.passage
        shared = min(end, place.end) - max(start, place.start)
        if shared > 0:
            whole = max(end, place.end) - min(start, place.start)
            yield shared / whole, statement.id
