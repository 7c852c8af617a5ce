"""Who asks: a person with a name and a role, as the guard found out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread

from salis.api.person import Person, Role, clean_name
from salis.api.problems import Refusal
from salis.api.visits import visit_of

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = [
    "Person",
    "Role",
    "admin_of",
    "keep_name",
    "person_of",
    "reviewer_of",
    "sign_in",
    "sign_out",
]

#: Checking a password takes 64 MiB on purpose: so many are checked at once.
_CHECKING = CapacityLimiter(2)


def person_of(request: Request) -> Person:
    """Give who asks.

    Raises:
        Refusal: 401, nobody is signed in where somebody must be.
    """
    person = visit_of(request.scope).person
    if person is None:
        raise Refusal(401, "sign-in-needed", "Sign in first.", {"WWW-Authenticate": "Bearer"})
    return person


def reviewer_of(request: Request) -> Person:
    """Give who asks, where that person may decide and has a name to decide under.

    Raises:
        Refusal: 401, nobody is signed in; 403, the person may only read; 409, the name is missing.
    """
    person = person_of(request)
    if not person.may_review:
        raise Refusal(403, "reader-only", f"{person.name} may read here, and not decide.")
    if not person.name:
        text = "A decision carries a name: say yours first (header Salis-Name, or on the desk)."
        raise Refusal(409, "name-needed", text)
    return person


def admin_of(request: Request) -> Person:
    """Give who asks, where that is an admin.

    Raises:
        Refusal: 401, nobody is signed in; 403, the person is none.
    """
    person = person_of(request)
    if not person.may_admin:
        raise Refusal(403, "admin-only", f"{person.name} is no admin.")
    return person


def keep_name(request: Request, name: str) -> str:
    """Keep the name that somebody on this machine gives, in a cookie set with the answer.

    It names decisions only where nobody signs in with a password.

    Returns:
        The name, on one bounded line.

    Raises:
        Refusal: 400, nothing is left of it.
    """
    line = clean_name(name)
    if not line:
        raise Refusal(400, "no-name", "Give a name of at least one letter.")
    visit_of(request.scope).keep_name(line)
    return line


async def sign_in(request: Request, name: str, password: str) -> Person | None:
    """Sign somebody in by name and password, or by the server's token without a name.

    Give None where they are wrong. The session's cookie is set with the answer.

    Raises:
        Refusal: 429, too many tries from this client or for this name.
    """
    visit = visit_of(request.scope)
    visit.try_signing_in(clean_name(name).casefold())
    admitted = await to_thread.run_sync(visit.admit, clean_name(name), password, limiter=_CHECKING)
    if admitted is None:
        return None
    person, key = admitted
    visit.dismiss(visit.key)
    visit.take_key(key)
    visit.person = person
    return person


def sign_out(request: Request) -> None:
    """End the session; what the cookie held opens nothing any more."""
    visit = visit_of(request.scope)
    visit.dismiss(visit.key)
    visit.take_key("")
