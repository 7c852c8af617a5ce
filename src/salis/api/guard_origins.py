"""Where a change comes from: a page of another site must not make a visitor's browser do it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from salis.api.problems import Refusal, problem_response
from salis.api.visits import visit_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from salis.api.guard_rules import GuardRules

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def origins_checked(app: ASGIApp, rules: GuardRules) -> ASGIApp:
    """Refuse changes that a page of another origin sends."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            headers = Headers(scope=scope)
            if not visit_of(scope).by_header and not _is_own(headers, https=rules.https):
                text = "Another site's page sent this; it is not obeyed."
                await problem_response(Refusal(403, "wrong-origin", text))(scope, receive, send)
                return
        await app(scope, receive, send)

    return checked


def _is_own(headers: Headers, *, https: bool) -> bool:
    """Tell whether a request comes from our own page, or from no page at all.

    Browsers send Origin with every change, and Sec-Fetch-Site where they know it; what sends
    neither is no browser, and still needs the token of a form or the API's header.
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    schemes = ("https",) if https else ("http", "https")
    return parts.scheme in schemes and parts.netloc.lower() == headers["host"].lower()
