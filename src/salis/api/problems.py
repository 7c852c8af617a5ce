"""Refusals and errors as RFC 9457 problems: the only place that knows an HTTP status for each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from salis.formats.safe import safe_json
from salis.model.errors import (
    LedgerAltered,
    LedgerError,
    LedgerTooNew,
    NotFound,
    ReaderError,
    SalisError,
    SettingsError,
    SourceError,
    UsageError,
    WorkspaceError,
)

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ExceptionHandler

MEDIA_TYPE = "application/problem+json"
#: Status and code of each error of `salis.model.errors`; a test holds the table complete.
STATUSES: Mapping[type[SalisError], tuple[int, str]] = {
    SalisError: (500, "stopped"),
    UsageError: (400, "wrong-usage"),
    WorkspaceError: (503, "no-workspace"),
    SettingsError: (503, "bad-settings"),
    SourceError: (400, "nothing-there"),
    NotFound: (404, "not-found"),
    LedgerError: (503, "ledger-unusable"),
    LedgerTooNew: (503, "ledger-too-new"),
    LedgerAltered: (503, "ledger-altered"),
    ReaderError: (503, "reader-missing"),
}


class Refusal(Exception):
    """A request that is not served; the text says why and what to do."""

    def __init__(
        self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.headers = dict(headers or {})


def as_refusal(fault: Exception) -> Refusal:
    """Turn any error into a refusal; one that is not ours is a bug and says nothing of itself."""
    if isinstance(fault, Refusal):
        return fault
    if isinstance(fault, SalisError):
        status, code = next(STATUSES[kind] for kind in type(fault).__mro__ if kind in STATUSES)
        return Refusal(status, code, str(fault))
    if isinstance(fault, HTTPException):
        code = HTTPStatus(fault.status_code).phrase.lower().replace(" ", "-")
        return Refusal(fault.status_code, code, str(fault.detail), fault.headers)
    return Refusal(500, "bug", "This is a bug in Salis; nothing recorded is lost.")


def problem_response(refusal: Refusal) -> Response:
    """Write a refusal as `application/problem+json`."""
    body = {
        "type": f"urn:salis:problem:{refusal.code}",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "code": refusal.code,
        "detail": refusal.detail,
    }
    text = safe_json(json.dumps(body, ensure_ascii=False))
    headers = {"Cache-Control": "no-store", **refusal.headers}
    content = text.encode("utf-8", "replace")
    return Response(content, refusal.status, headers, media_type=MEDIA_TYPE)


async def answer_problem(request: Request, fault: Exception) -> Response:
    """Answer an error with a problem."""
    del request
    return problem_response(as_refusal(fault))


def exception_handlers() -> dict[type[Exception], ExceptionHandler]:
    """Give what Starlette needs to answer every error with a problem."""
    kinds = (Refusal, SalisError, HTTPException, Exception)
    return dict.fromkeys(kinds, answer_problem)
