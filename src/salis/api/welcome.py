"""What `salis serve` chooses before it serves: the rules, and what to call itself."""

from __future__ import annotations

import ipaddress
import threading
import webbrowser
from typing import TYPE_CHECKING

from salis.api.guard import LOOPBACK_HOSTS, GuardRules
from salis.api.people_file import PeopleFile
from salis.api.person import clean_name
from salis.model.errors import UsageError

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence

    from salis.api.access import WorkspaceAccess

_SHORTEST_TOKEN = 16


def choose_rules(
    access: WorkspaceAccess,
    host: str,
    *,
    allow_host: Sequence[str] = (),
    token: str | None = None,
    https: bool = False,
) -> GuardRules:
    """Choose the guard's rules.

    Raises:
        UsageError: others could reach it, and nothing would keep them out; or the token is short.
    """
    people = PeopleFile(access.path)
    if token is not None and len(token) < _SHORTEST_TOKEN:
        message = f"a token has at least {_SHORTEST_TOKEN} characters"
        raise UsageError(message)
    alone = is_loopback(host) and not allow_host
    if not alone and token is None and not people.any():
        message = (
            "others could reach this: give a token (SALIS_TOKEN) or add people with passwords"
            " (`salis users add NAME`)"
        )
        raise UsageError(message)
    named = {name.lower() for name in allow_host}
    hosts = LOOPBACK_HOSTS | named | ({_bracketed(host).lower()} - {"0.0.0.0", "[::]"})  # noqa: S104 (names that are refused)
    return GuardRules(
        alone=alone,
        hosts=hosts,
        people=people,
        token=token,
        https=https,
        default_name=clean_name(access.settings.name),
    )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address_of(host: str, taken: socket.socket) -> str:
    """Give the address to open in a browser."""
    port = taken.getsockname()[1]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 (compared only)
    return f"http://{_bracketed(shown)}:{port}/"


def open_later(address: str) -> None:
    """Open the browser a moment from now, when the server answers."""
    opener = threading.Timer(0.7, webbrowser.open, (address,))
    opener.daemon = True
    opener.start()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
