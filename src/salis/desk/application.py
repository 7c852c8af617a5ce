"""Put the desk together: its pages, its files, the API beside it, and the guard around both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.routing import Route

from salis.desk.assets import serve_asset
from salis.desk.brief import show_brief
from salis.desk.visits import Pulses

if TYPE_CHECKING:
    from salis.api.access import WorkspaceAccess


def make_app(access: WorkspaceAccess, rules: Any) -> Starlette:
    """Make the application over a workspace."""
    app = Starlette(routes=_pages())
    app.state.access = access
    app.state.pulses = Pulses()
    return app


def _pages() -> list[Route]:
    return [
        Route("/", show_brief),
        Route("/static/{name}", serve_asset),
    ]
