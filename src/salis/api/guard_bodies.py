"""How much a request may bring: counted while it comes, not after it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from salis.api.problems import Refusal, problem_response

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from salis.api.guard_rules import GuardRules


class _TooMuch(Exception):
    """The body is larger than it may be."""


def bounded(app: ASGIApp, rules: GuardRules) -> ASGIApp:
    """Refuse bodies that say that they are too large, and cut off those that turn out to be."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        open_to_all = scope["path"].startswith(rules.open_paths)
        most = rules.largest_open_body if open_to_all else rules.largest_body
        if _stated(scope) > most:
            await _refusal(most)(scope, receive, send)
            return
        counted = _Counted(receive, send, most)
        try:
            await app(scope, counted.receive, counted.send)
        except _TooMuch:
            pass
        except Exception:
            if not counted.over:
                raise
        if counted.over and not counted.started:
            await _refusal(most)(scope, receive, send)

    return checked


def _stated(scope: Scope) -> float:
    """Read how large the body is said to be; more than anything where that is no number."""
    stated = Headers(scope=scope).get("content-length", "0")
    return int(stated) if stated.isascii() and stated.isdecimal() else float("inf")


def _refusal(most: int) -> Response:
    text = f"At most {most:,} bytes are taken here."
    return problem_response(Refusal(413, "too-large", text, {"Connection": "close"}))


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
