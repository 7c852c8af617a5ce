"""The application that `salis serve` serves: the guard, the API and, to come, the pages."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette

from salis.api.application import api_routes
from salis.api.problems import exception_handlers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from salis.api.access import WorkspaceAccess
    from salis.api.guard import GuardRules


def make_app(access: WorkspaceAccess, rules: GuardRules) -> Starlette:
    """Make the application; the server puts the guard before it (`salis.api.guard.guarded`)."""
    del rules

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with access.serving():
            yield

    return Starlette(
        routes=api_routes(access), exception_handlers=exception_handlers(), lifespan=lifespan
    )
