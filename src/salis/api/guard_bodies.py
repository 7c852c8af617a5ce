"""How much a request may bring: counted while it comes, not after it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from salis.api.problems import Refusal, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from salis.api.guard_rules import GuardRules


class _TooMuch(Exception):
    """The body is larger than it may be."""


def bounded(app: ASGIApp, rules: GuardRules) -> ASGIApp:
    """Refuse bodies that say that they are too large, and cut off those that turn out to be."""
    refusal = Refusal(
        413,
        "too-large",
        f"At most {rules.largest_body:,} bytes are taken.",
        {"Connection": "close"},
    )

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "0")
        if not stated.isascii() or not stated.isdecimal() or int(stated) > rules.largest_body:
            await problem_response(refusal)(scope, receive, send)
            return
        counted = _Counted(receive, send, rules.largest_body)
        try:
            await app(scope, counted.receive, counted.send)
        except _TooMuch:
            pass
        except Exception:
            if not counted.over:
                raise
        if counted.over and not counted.started:
            await problem_response(refusal)(scope, receive, send)

    return checked


class _Counted:
    """The two ends of one request, with what came counted."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive, self._send, self._left = receive, send, most
        self.over = self.started = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.over = True
            raise _TooMuch
        return message

    async def send(self, message: Message) -> None:
        """Pass on the answer, unless it only tells of the cut."""
        if self.over and not self.started:
            return
        self.started = True
        await self._send(message)
