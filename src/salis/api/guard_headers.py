"""Headers that tell a browser to trust nothing but what comes from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from salis.api.guard_rules import GuardRules

#: No script or style in the page itself, nothing from elsewhere, in nobody's frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With `no-referrer` browsers send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


def with_secure_headers(app: ASGIApp, rules: GuardRules) -> ASGIApp:
    """Set the headers on every answer, and keep answers out of caches that others share."""
    wanted = HEADERS | (_HTTPS_ONLY if rules.https else {})
    raw = [(name.lower().encode(), value.encode()) for name, value in wanted.items()]
    names = {name for name, _ in raw}

    async def secured(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [
                    pair for pair in message.get("headers", []) if pair[0].lower() not in names
                ]
                if not any(name.lower() == b"cache-control" for name, _ in given):
                    given.append((b"cache-control", b"private, no-cache"))
                message = {**message, "headers": [*given, *raw]}
            await send(message)

        await app(scope, receive, send_secured)

    return secured
