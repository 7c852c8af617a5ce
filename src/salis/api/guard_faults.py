"""What goes wrong in the guard itself is answered too, and never with a trace."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from salis.api.problems import Refusal, as_refusal, problem_response
from salis.model.errors import SalisError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


_LOG = logging.getLogger(__name__)


def _unexplained(fault: Exception) -> Refusal:
    """Tell a stranger that something is wrong, but not which file of this machine is."""
    refusal = as_refusal(fault)
    text = "The server cannot tell who may come in; its own log says why."
    return Refusal(refusal.status, refusal.code, text)


def faults_answered(app: ASGIApp) -> ASGIApp:
    """Answer errors with problems; one that is a bug is raised on, for the server's log."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_on(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await app(scope, receive, send_on)
        except Exception as fault:
            if scope["type"] == "http" and not started:
                await problem_response(_unexplained(fault))(scope, receive, send)
            if not isinstance(fault, SalisError):
                raise
            _LOG.error("%s", fault)

    return checked
