"""Who is at the desk: signing in and out, and the name under which one decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from salis.api.forms import checked_form
from salis.api.people import keep_name, person_of, reviewer_of, sign_in, sign_out
from salis.desk.visits import write_alone

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request


async def show_account(request: Request) -> Response:
    """Show who one is here, with a form for the name."""
    return write_alone(request, "account.html", place="account", saved="saved" in request.url.query)


async def keep_own_name(request: Request) -> Response:
    """Keep the name that a person gives."""
    form = await checked_form(request)
    person_of(request)
    keep_name(request, text_of(form.get("name")))
    return RedirectResponse(own_place(text_of(form.get("next"))) or "/account?saved", 303)


async def show_sign_in(request: Request) -> Response:
    """Show the form to sign in with."""
    there = own_place(request.query_params.get("next", ""))
    return write_alone(request, "sign_in.html", place="account", next=there, wrong=False)


async def take_sign_in(request: Request) -> Response:
    """Sign somebody in, or show the form again."""
    form = await checked_form(request)
    there = own_place(text_of(form.get("next")))
    person = await sign_in(request, text_of(form.get("name")), text_of(form.get("password")))
    if person is None:
        return write_alone(request, "sign_in.html", 401, place="account", next=there, wrong=True)
    return RedirectResponse(there or "/", 303)


async def leave(request: Request) -> Response:
    """Sign out."""
    await checked_form(request)
    sign_out(request)
    return RedirectResponse("/", 303)


def decider_of(request: Request, form: FormData) -> str:
    """Give the name of who decides; one who has none yet says it in the form, once.

    Raises:
        Refusal: nobody is signed in, the person may only read, or no name was given.
    """
    person = person_of(request)
    given = text_of(form.get("name"))
    if person.may_review and not person.name and given:
        return keep_name(request, given)
    return reviewer_of(request).name


def own_place(address: str) -> str:
    """Give an address where it is a path of this desk, else nothing: nobody is sent elsewhere."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() and "\\" not in address else ""


def text_of(value: object) -> str:
    """Give a field of a form as text; a file or nothing is empty."""
    return value.strip() if isinstance(value, str) else ""
