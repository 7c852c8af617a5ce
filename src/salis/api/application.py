"""The API as routes, to be put before the pages of whatever serves it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import json
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

from salis.api.answers import Answer, respond, tag_of, unchanged
from salis.api.attending import attending_endpoints
from salis.api.deciding import deciding_endpoints
from salis.api.endpoints import Endpoint, routes_of
from salis.api.openapi import describe
from salis.api.problems import exception_handlers
from salis.api.reading import reading_endpoints

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from salis.api.access import WorkspaceAccess
    from salis.api.parameters import Given

PREFIX = "/api/v1"


def api_routes(access: WorkspaceAccess) -> list[BaseRoute]:
    """Give the routes of the API, with errors as problems whatever the application around does."""
    routes = routes_of(endpoints_of(access))
    return [Mount(PREFIX, app=Starlette(routes=routes, exception_handlers=exception_handlers()))]


def endpoints_of(access: WorkspaceAccess) -> list[Endpoint]:
    """Give every endpoint, the description of them all included."""
    described: dict[str, Any] = {}
    says = "Describe this API (OpenAPI 3.1)."
    describing = partial(_describe, described)
    endpoints = [
        *reading_endpoints(access),
        *deciding_endpoints(access),
        *attending_endpoints(access),
        Endpoint("GET", "/openapi.json", "describe", says, None, describing),
    ]
    described.update(describe(endpoints))
    return endpoints


async def _describe(described: dict[str, Any], request: Request, given: Given) -> Response:
    del given
    body = json.encode(described)
    tag = tag_of(body)
    return unchanged(request, tag) or respond(request, Answer(body), tag)
