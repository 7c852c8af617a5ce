"""Run an application on a socket, until Ctrl-C."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from salis.model.errors import UsageError, WorkspaceError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

#: Seconds that a client may take to send the head of a request, and to ask again.
_HEAD_SECONDS, _NEXT_SECONDS = 10, 15
#: Seconds that answers under way are waited for when the server stops.
_STOP_SECONDS = 3
_MOST_CONNECTIONS = 500


#: Ends answers that last as long as they are listened to.
type SendAway = Callable[[], Awaitable[None]]


class PatientOnce(H11Protocol):
    """HTTP/1.1 that hangs up on who connects and does not ask."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give a new client a little time."""
        super().connection_made(transport)
        self.loop.call_later(_HEAD_SECONDS, self._hang_up)

    def _hang_up(self) -> None:
        asked: object = self.cycle  # None before the first request, whatever its type says
        if asked is None and not self.transport.is_closing():
            self.transport.close()


def listen(host: str, port: int) -> socket.socket:
    """Take a port; 0 takes any that is free.

    Raises:
        UsageError: there is no such host or port.
        WorkspaceError: the port is in use, or may not be taken.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
    except (OSError, OverflowError, UnicodeError) as fault:
        message = f"{host}: there is no such host on this machine ({fault})"
        raise UsageError(message) from fault
    # Only with its protocol named does asyncio send small answers at once (TCP_NODELAY).
    taken = socket.socket(family, kind, protocol)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(128)
    except OSError as fault:
        taken.close()
        why = "in use already" if fault.errno == errno.EADDRINUSE else fault.strerror
        message = f"port {port} on {host}: {why}; give another with --port (0 takes a free one)"
        raise WorkspaceError(message) from fault
    return taken


class GentleServer(uvicorn.Server):
    """A server that first sends away who listens, and then waits for answers under way."""

    def __init__(self, config: uvicorn.Config, send_away: SendAway) -> None:
        super().__init__(config)
        self._send_away = send_away

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        await self._send_away()
        await super().shutdown(sockets)


def make_server(app: ASGIApp, send_away: SendAway) -> uvicorn.Server:
    """Make a server that says nothing on its own and gives answers under way a few seconds."""
    config = uvicorn.Config(
        app,
        http=PatientOnce,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=_NEXT_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    return GentleServer(config, send_away)


def serve(app: ASGIApp, taken: socket.socket, send_away: SendAway) -> None:
    """Serve until Ctrl-C or the signal to end."""
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    with taken, suppress(KeyboardInterrupt):  # the server has stopped by then; it is raised after
        make_server(app, send_away).run([taken])
