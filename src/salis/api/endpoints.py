"""An endpoint: how it is called, what it takes and gives; routes and OpenAPI are made of these."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Struct
from starlette.routing import BaseRoute, Route

from salis.api.guard_origins import SAFE_METHODS
from salis.api.parameters import Given, Parameter, read_parameters
from salis.api.people import admin_of, reviewer_of
from salis.api.person import Role
from salis.api.problems import Refusal
from salis.api.visits import visit_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

type Answering = Callable[[Request, Given], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one path."""

    method: str
    path: str
    #: Unique; clients made from OpenAPI name their functions so.
    name: str
    says: str
    #: What is given: the name of a schema that ships with the formats, or a record's type.
    gives: str | type[Struct] | None
    answer: Answering
    parameters: tuple[Parameter, ...] = ()
    #: What the body is as JSON, and as a form with files (`file`).
    body: type[Struct] | None = None
    form: type[Struct] | None = None
    status: int = 200
    #: Least role that may call it.
    role: Role = Role.READER
    #: Answered also where nobody is signed in.
    open: bool = False
    media_type: str = "application/json"
    #: Headers that its answers carry, with what they say.
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def changes(self) -> bool:
        """Tell whether it changes anything."""
        return self.method not in SAFE_METHODS


_CHECKS: Mapping[Role, Callable[[Request], object]] = {
    Role.READER: lambda _: None,
    Role.REVIEWER: reviewer_of,
    Role.ADMIN: admin_of,
}


def routes_of(endpoints: Iterable[Endpoint]) -> list[BaseRoute]:
    """Make the routes; paths that begin alike stand in the order given."""
    by_path: dict[str, list[Endpoint]] = {}
    for one in endpoints:
        by_path.setdefault(one.path, []).append(one)
    return [
        Route(path, _run(tuple(there)), methods=[one.method for one in there])
        for path, there in by_path.items()
    ]


def _run(endpoints: tuple[Endpoint, ...]) -> Callable[[Request], Awaitable[Response]]:
    """Check a request by what its endpoint says of itself, and answer it."""
    by_method = {one.method: one for one in endpoints}
    if "GET" in by_method:
        by_method["HEAD"] = by_method["GET"]

    async def run(request: Request) -> Response:
        endpoint = by_method[request.method]
        if endpoint.changes:
            _check_sent_on_purpose(request)
        _CHECKS[endpoint.role](request)
        query = request.query_params.multi_items()
        given = read_parameters(endpoint.parameters, query, request.path_params)
        return await endpoint.answer(request, given)

    return run


def _check_sent_on_purpose(request: Request) -> None:
    """Refuse changes that another site's page could have sent from a visitor's browser."""
    if not visit_of(request.scope).by_header:
        text = "Send the header `Salis-Request: 1`, or a bearer token: it shows that no page of"
        raise Refusal(403, "header-needed", f"{text} another site sent this.")
