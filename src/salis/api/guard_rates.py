"""How often a client may ask: buckets that refill with time."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

from salis.api.guard_origins import SAFE_METHODS
from salis.api.problems import Refusal, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from salis.api.guard_rules import GuardRules, Rate

_MOST_CLIENTS = 10_000


class Buckets:
    """How much each client has left of one rate. The clients seen last are remembered."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, now: float | None = None) -> float:
        """Take one; give how many seconds to wait where nothing is left, else 0."""
        at = time.monotonic() if now is None else now
        left, since = self._left.pop(client, (float(self._rate.at_once), at))
        left = min(self._rate.at_once, left + (at - since) * self._rate.a_second)
        wait = 0.0 if left >= 1 else (1 - left) / self._rate.a_second
        self._left[client] = (left if wait else left - 1), at
        if len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)
        return wait


def rated(app: ASGIApp, rules: GuardRules) -> ASGIApp:
    """Refuse clients that ask or change too often."""
    asking, changing = Buckets(rules.rates.asking), Buckets(rules.rates.changing)

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            buckets = asking if scope["method"] in SAFE_METHODS else changing
            if wait := buckets.take(client_of(scope)):
                await problem_response(too_often(wait))(scope, receive, send)
                return
        await app(scope, receive, send)

    return checked


def client_of(scope: Scope) -> str:
    """Name the machine that asks; a proxy's clients count as one unless uvicorn is told of it."""
    return str((scope.get("client") or ("",))[0])


def too_often(wait: float) -> Refusal:
    """Say how long to wait."""
    seconds = max(1, math.ceil(wait))
    text = f"Too many requests; try again in {seconds} s."
    return Refusal(429, "too-often", text, {"Retry-After": str(seconds)})
