"""Which host a request means: a name that is not ours is a trap (DNS rebinding)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from salis.api.problems import Refusal, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from salis.api.guard_rules import GuardRules

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:(?P<port>\d{1,5}))?")


def hosts_checked(app: ASGIApp, rules: GuardRules) -> ASGIApp:
    """Refuse requests for hosts that are not ours, and all that is not plain HTTP."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
        elif scope["type"] == "http":
            refusal = _refusal(Headers(scope=scope), rules)
            await (problem_response(refusal) if refusal else app)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    return checked


def host_name(host: str) -> str | None:
    """Give the name in a Host header, small and without its port; None where it is none."""
    match = _HOST.fullmatch(host)
    return match["name"].lower().rstrip(".") if match else None


def _refusal(headers: Headers, rules: GuardRules) -> Refusal | None:
    hosts = headers.getlist("host")
    name = host_name(hosts[0]) if len(hosts) == 1 else None
    if name in rules.hosts:
        return None
    text = "Salis is not served under this name; `salis serve --allow-host NAME` allows another."
    return Refusal(421, "wrong-host", text)
