"""The API as routes, to be put under `/api/v1` of whatever serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from salis.api.problems import exception_handlers
from salis.formats.render import render

if TYPE_CHECKING:
    from starlette.requests import Request

    from salis.api.access import WorkspaceAccess

PREFIX = "/api/v1"


def api_routes(access: WorkspaceAccess) -> list[BaseRoute]:
    """Give the routes of the API, with errors as problems whatever the application around does."""

    async def brief(request: Request) -> Response:
        del request
        text = await access.ask(lambda view: render(view.brief(), "brief", "json"))
        return Response(text, media_type="application/json")

    inner = Starlette(routes=[Route("/brief", brief)], exception_handlers=exception_handlers())
    return [Mount(PREFIX, app=inner)]
