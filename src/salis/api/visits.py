"""A visit: what the guard knows of one request, carried in the request's scope."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from typing import Any

    from salis.api.person import Person

_SCOPE_KEY = "salis.visit"
_YEAR = 365 * 24 * 3600
NAME_COOKIE = "salis-name"


@dataclass(slots=True)
class Visit:
    """One request: who asks, the key in the cookie, and the cookies to set with the answer."""

    #: Form tokens are sealed with it; made anew with every start of the server.
    secret: bytes
    #: Checks a name and password, or no name and the token; gives the person with a new key.
    admit: Callable[[str, str], tuple[Person, str] | None]
    #: Ends the session of a key.
    dismiss: Callable[[str], None]
    #: Counts a try to sign in under a name; refuses too many.
    try_signing_in: Callable[[str], None]
    #: Who asks; None: nobody who may.
    person: Person | None = None
    #: What the session cookie holds; empty before it is needed.
    key: str = ""
    #: Whether cookies go over https alone.
    https: bool = False
    #: Who asks showed it with a header that no other site can send.
    by_header: bool = False
    cookies: list[str] = field(default_factory=list)

    def form_token(self) -> str:
        """Give the token that a form of this visitor must carry."""
        if not self.key:
            self.take_key(secrets.token_urlsafe(32))
        return hmac.new(self.secret, b"form " + self.key.encode(), sha256).hexdigest()

    def token_is_right(self, token: str) -> bool:
        """Check the token that came with a form."""
        return bool(self.key) and hmac.compare_digest(self.form_token().encode(), token.encode())

    def take_key(self, key: str) -> None:
        """Set the session cookie with the answer."""
        self.key = key
        self.cookies.append(f"{cookie_name(https=self.https)}={key}; {self._attributes}")

    def keep_name(self, name: str) -> None:
        """Set the cookie that remembers a name on this machine."""
        self.cookies.append(
            f"{NAME_COOKIE}={quote(name, safe='')}; Max-Age={_YEAR}; {self._attributes}"
        )

    @property
    def _attributes(self) -> str:
        return "Path=/; HttpOnly; SameSite=Lax" + ("; Secure" if self.https else "")


def cookie_name(*, https: bool) -> str:
    """Name the session cookie; over https so that no other host of the domain can set it."""
    return "__Host-salis" if https else "salis"


def visit_of(scope: MutableMapping[str, Any]) -> Visit:
    """Give the visit of a request that came through the guard."""
    visit = scope[_SCOPE_KEY]
    assert isinstance(visit, Visit)
    return visit


def begin_visit(scope: MutableMapping[str, Any], visit: Visit) -> None:
    """Put a visit into a request's scope."""
    scope[_SCOPE_KEY] = visit
