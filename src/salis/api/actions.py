"""What can be decided over HTTP: one table, from which routes and OpenAPI are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from msgspec import UNSET, Struct, UnsetType

from salis.api.person import clean_name
from salis.api.shapes import EvidenceInFile, EvidenceToFile, GradeToGive, Judgement, Withdrawal
from salis.model.entry import Entry
from salis.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a reviewer may do, which makes one entry."""

    path: str
    name: str
    says: str
    body: type[Struct]
    act: Callable[[Workspace, Any, str], Entry]
    #: For a form with a file; None: no form is taken.
    form: type[Struct] | None = None
    act_on_file: Callable[[Workspace, Any, str, Upload], Entry] | None = None


def _judge(workspace: Workspace, body: Judgement, by: str) -> Entry:
    return workspace.judge(
        body.named, body.verdict, because=body.because, by=by, at=_given(body.at)
    )


def _file(workspace: Workspace, body: EvidenceToFile, by: str) -> Entry:
    return workspace.file_evidence(body.claim, by=by, address=body.address, **_evidence(body))


def _file_upload(workspace: Workspace, body: EvidenceInFile, by: str, upload: Upload) -> Entry:
    name = clean_name(PurePath(upload.name.replace("\\", "/")).name) or "file"
    return workspace.file_evidence(
        body.claim, by=by, address=name, data=upload.data, **_evidence(body)
    )


def _evidence(body: EvidenceInFile) -> dict[str, Any]:
    return {
        "bears_for": body.bears == "for",
        "grade": body.grade,
        "kind": body.kind,
        "note": body.note,
        "published": _given(body.published),
    }


def _grade(workspace: Workspace, body: GradeToGive, by: str) -> Entry:
    return workspace.grade(body.source, body.grade, because=body.because, by=by)


def _withdraw(workspace: Workspace, body: Withdrawal, by: str) -> Entry:
    return workspace.withdraw(body.entry, because=body.because, by=by)


def _given(value: str | UnsetType) -> str | None:
    return None if value is UNSET else value


ACTIONS: tuple[Action, ...] = (
    Action("/judgements", "judge", "Judge a claim, or whether two are one.", Judgement, _judge),
    Action(
        "/evidence",
        "fileEvidence",
        "File evidence: an address, or a form with the file itself.",
        EvidenceToFile,
        _file,
        EvidenceInFile,
        _file_upload,
    ),
    Action("/grades", "grade", "Grade a source's reliability, A to F.", GradeToGive, _grade),
    Action("/withdrawals", "withdraw", "Take an earlier decision back.", Withdrawal, _withdraw),
)
