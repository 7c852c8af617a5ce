"""Faults as pages: what is wrong, in words, and where to go from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from salis.api.problems import Refusal, as_refusal, problem_response
from salis.desk.visits import write_alone
from salis.model.errors import SalisError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ExceptionHandler

_TITLES = {
    400: "This can't be understood",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "Something is missing",
    429: "Too often",
    503: "The workspace can't be used",
}


async def answer_fault(request: Request, fault: Exception) -> Response:
    """Answer an error with a page; with a problem where no page is asked for."""
    refusal = as_refusal(fault)
    if "text/html" not in request.headers.get("accept", ""):
        return problem_response(refusal)
    return write_alone(
        request,
        "fault.html",
        refusal.status,
        title=_TITLES.get(refusal.status, "Something went wrong"),
        detail=refusal.detail,
        code=refusal.code,
    )


def fault_handlers() -> dict[type[Exception], ExceptionHandler]:
    """Give what Starlette needs to answer every error with a page."""
    return dict.fromkeys((Refusal, SalisError, HTTPException, Exception), answer_fault)
