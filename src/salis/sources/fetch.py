"""Fetch one address, without letting it reach into the machine's own network."""

from __future__ import annotations

import http.client
import ipaddress
import os
import socket
import threading
import urllib.request
from collections.abc import Callable
from typing import Any

from salis.model.problem import Problem
from salis.sources.interface import Raw

MAX_BYTES = 20_000_000
MAX_SECONDS = 20.0
_ALLOW = "SALIS_ALLOW_PRIVATE"
_AGENT = "salis (reads single pages that a person names)"


class _Refused(OSError):
    """The address leads to a machine that a page from outside has no business with."""


def fetch(url: str) -> Raw | Problem:
    """Fetch the bytes at an http(s) address.

    Addresses of private, loopback, link-local and otherwise not public networks are refused, at
    every redirect too and again on the connection made, so that a name cannot change between the
    check and the call (`SALIS_ALLOW_PRIVATE=1` lifts this). At most 20 MB in at most 20 seconds.
    Proxies set in the environment are not used: behind one, these checks would check nothing.
    """
    outcome: list[Raw | Problem] = []
    # A thread, since a server can stretch each read up to its own time limit.
    worker = threading.Thread(target=lambda: outcome.append(_fetched(url)), daemon=True)
    worker.start()
    worker.join(MAX_SECONDS)
    if outcome:
        return outcome[0]
    return Problem("unreachable", f"It was not fetched within {MAX_SECONDS:.0f} seconds.", url)


def _fetched(url: str) -> Raw | Problem:
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept": "*/*"})  # noqa: S310
    try:
        with _opener().open(request, timeout=MAX_SECONDS) as answer:
            data = answer.read(MAX_BYTES + 1)
            final = answer.geturl()
            charset = answer.headers.get_content_charset()
            name = _name(final, answer.headers.get_content_type())
    except _Refused as error:
        return Problem("refused-address", str(error), url)
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None)
        if isinstance(reason, _Refused):
            return Problem("refused-address", str(reason), url)
        why = " ".join(str(error).split())[:160] or type(error).__name__
        return Problem("unreachable", f"It cannot be fetched: {why}.", url)
    if len(data) > MAX_BYTES:
        return Problem("too-large", f"It is over {MAX_BYTES // 1_000_000} MB; it is not read.", url)
    return Raw(data, url, name, final, charset)


def _name(url: str, content_type: str) -> str:
    """Give a file name for the format: the type that the server states, else the address's end."""
    endings = {"text/html": "page.html", "application/pdf": "page.pdf", "text/markdown": "page.md"}
    return endings.get(content_type) or url.partition("?")[0].rpartition("/")[2]


def _opener() -> urllib.request.OpenerDirector:
    """Build an opener that knows http and https and nothing else (no file, ftp, data, proxy)."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        _Http(),
        _Https(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_HttpConnection, req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_HttpsConnection, req)


class _HttpConnection(http.client.HTTPConnection):
    def connect(self) -> None:
        _checked(self, super().connect)


class _HttpsConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        _checked(self, super().connect)


def _checked(connection: http.client.HTTPConnection, connect: Callable[[], Any]) -> None:
    """Connect, with the address checked before and the machine reached checked after."""
    for found in socket.getaddrinfo(connection.host, connection.port, type=socket.SOCK_STREAM):
        _refuse_private(str(found[4][0]), connection.host)
    connect()
    try:
        _refuse_private(str(connection.sock.getpeername()[0]), connection.host)
    except _Refused:
        connection.close()
        raise


def _refuse_private(address: str, host: str) -> None:
    if os.environ.get(_ALLOW) == "1":
        return
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if not ip.is_global or ip.is_multicast or (mapped and not mapped.is_global):
        raise _Refused(f"{host} is at {address}, which is no public address; it is not fetched.")
