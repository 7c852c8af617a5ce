"""Who asks: by a session's cookie, a bearer token, or by sitting at this machine."""

from __future__ import annotations

import hmac
import secrets
from functools import partial
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse

from salis.api.guard_origins import SAFE_METHODS
from salis.api.guard_rates import Buckets, client_of, too_often
from salis.api.person import Person, Role, clean_name
from salis.api.problems import Refusal, problem_response
from salis.api.sessions import Sessions
from salis.api.visits import NAME_COOKIE, Visit, begin_visit, cookie_name

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from salis.api.guard_rules import GuardRules

#: Says, in the API, under which name somebody on this machine or with the token decides.
NAME_HEADER = "salis-name"
#: Any value of it shows that no other site's page sent the request: none can set it.
REQUEST_HEADER = "salis-request"
_LONGEST_COOKIE = 4096


def identified(app: ASGIApp, rules: GuardRules) -> ASGIApp:
    """Find out who asks, and let nobody unknown further than the page to sign in."""
    desk = _Desk(rules)

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        visit = desk.visit(Headers(scope=scope), client_of(scope))
        begin_visit(scope, visit)
        if visit.person is None and not scope["path"].startswith(rules.open_paths):
            await _sign_in_first(scope, rules)(scope, receive, send)
            return
        await app(scope, receive, _with_cookies(send, visit))

    return checked


def _sign_in_first(scope: Scope, rules: GuardRules) -> ASGIApp:
    """Send a browser to the page where one signs in; tell anything else that it must."""
    wants_page = "text/html" in Headers(scope=scope).get("accept", "")
    if wants_page and scope["method"] in SAFE_METHODS:
        query = scope["query_string"].decode("latin-1")
        there = scope["path"] + (f"?{query}" if query else "")
        return RedirectResponse(f"{rules.sign_in}?next={quote(there, safe='')}", 303)
    text = "Sign in, or send a token: Authorization: Bearer TOKEN."
    headers = {"WWW-Authenticate": "Bearer"}
    return problem_response(Refusal(401, "sign-in-needed", text, headers))


def _with_cookies(send: Send, visit: Visit) -> Send:
    async def send_with_cookies(message: Message) -> None:
        if message["type"] == "http.response.start" and visit.cookies:
            cookies = [(b"set-cookie", cookie.encode("latin-1")) for cookie in visit.cookies]
            message = {**message, "headers": [*message.get("headers", []), *cookies]}
        await send(message)

    return send_with_cookies


class _Desk:
    """Who is let in: by password, by token, or freely on one's own machine."""

    def __init__(self, rules: GuardRules) -> None:
        self._rules = rules
        self._sessions = Sessions()
        self._tries = Buckets(rules.rates.signing_in)

    def visit(self, headers: Headers, client: str) -> Visit:
        """Find out who asks."""
        cookies = _cookies(headers)
        visit = Visit(
            self._rules.secret,
            self._admit,
            self._sessions.end,
            partial(self._try, client),
            key=cookies.get(cookie_name(https=self._rules.https), ""),
            https=self._rules.https,
            by_header=headers.get(REQUEST_HEADER) is not None,
        )
        name = clean_name(_given_name(headers, cookies)) or self._rules.default_name
        visit.person = self._by_bearer(headers, visit, name) or self._by_session(visit.key, name)
        if visit.person is None and not self._is_closed():
            visit.person = Person(name, Role.ADMIN)
        return visit

    def _is_closed(self) -> bool:
        """Tell whether somebody must sign in at all."""
        people, rules = self._rules.people, self._rules
        return not rules.alone or rules.token is not None or (people is not None and people.any())

    def _by_bearer(self, headers: Headers, visit: Visit, name: str) -> Person | None:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        person = self._by_token(token.strip(), name)
        visit.by_header = visit.by_header or person is not None
        return person

    def _by_token(self, token: str, name: str) -> Person | None:
        known = self._rules.token
        if known is not None and hmac.compare_digest(known.encode(), token.encode()):
            return Person(name, Role.ADMIN)
        return self._rules.people.by_token(token) if self._rules.people else None

    def _by_session(self, key: str, name: str) -> Person | None:
        session = self._sessions.find(key) if key else None
        if session is None:
            return None
        if session.person is None:
            return Person(name, Role.ADMIN)
        people = self._rules.people
        person = people.person(session.person, session.since) if people else None
        if person is None:
            self._sessions.end(key)
        return person

    def _try(self, client: str, name: str) -> None:
        """Count a try by the client and by the name: guessing from many machines is slow too.

        Raises:
            Refusal: 429.
        """
        for one in (f"from {client}", f"as {name}"):
            if wait := self._tries.take(one):
                raise too_often(wait)

    def _admit(self, name: str, password: str) -> tuple[Person, str] | None:
        """Check a name with its password, or the token without a name; slow on purpose."""
        if not name:
            person = self._by_token(password, "")
            signed = None
        else:
            person = self._rules.people.check(name, password) if self._rules.people else None
            signed = person.name if person else None
        if person is None:
            return None
        key = secrets.token_urlsafe(32)
        self._sessions.begin(key, signed)
        return person, key


def _given_name(headers: Headers, cookies: dict[str, str]) -> str:
    return unquote(headers.get(NAME_HEADER) or cookies.get(NAME_COOKIE, ""), errors="replace")


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        parsed = SimpleCookie(headers.get("cookie", "")[:_LONGEST_COOKIE])
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in parsed.items()}
