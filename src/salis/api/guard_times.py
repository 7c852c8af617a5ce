"""How long a request may take: to come, and to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio

from salis.api.problems import Refusal, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from salis.api.guard_rules import GuardRules


def timed(app: ASGIApp, rules: GuardRules) -> ASGIApp:
    """Stop what takes longer than the rules allow; endless answers need only begin in time."""
    text = f"This took longer than {rules.seconds:.0f} seconds and was stopped; try again."
    refusal = Refusal(503, "too-slow", text, {"Retry-After": "5", "Connection": "close"})

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        started = False
        endless = scope["path"].startswith(rules.endless)
        with anyio.move_on_after(rules.seconds) as patience:

            async def send_timed(message: Message) -> None:
                nonlocal started
                started = True
                if endless:
                    patience.deadline = float("inf")
                await send(message)

            await app(scope, receive, send_timed)
        if patience.cancelled_caught and not started:
            await problem_response(refusal)(scope, receive, send)

    return checked
