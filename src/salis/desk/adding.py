"""Add documents from the desk: pasted text, an address, files; and see how that goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, RedirectResponse, Response

from salis.api.actions import Upload
from salis.api.adding_process import Order
from salis.api.forms import checked_form
from salis.desk.people import decider_of, text_of
from salis.desk.visits import access_of, write_alone
from salis.formats.words import added_words, count
from salis.model.errors import NotFound, UsageError
from salis.sources.document import web_address
from salis.workspace.decisions import take_moment

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from salis.api.shapes import Addition

_PROBLEMS = 60


async def show_add(request: Request) -> Response:
    """Show the forms."""
    return write_alone(request, "add.html", place="add")


async def add_documents(request: Request) -> Response:
    """Put what was given in line to be read, and go to where one sees how it goes."""
    form = await checked_form(request)
    by = decider_of(request, form)
    published = text_of(form.get("published")) or None
    take_moment(published)
    order = Order(
        by=by,
        addresses=_addresses(text_of(form.get("address"))),
        source=text_of(form.get("source")) or None,
        published=published,
        title=text_of(form.get("title")) or None,
    )
    uploads = await _uploads(form)
    if not order.addresses and not uploads:
        raise UsageError("Nothing was given: paste text, give an address, or choose files.")
    addition = await access_of(request).adding.order(order, uploads)
    return RedirectResponse(f"/add/{addition.id}", 303)


def _addresses(text: str) -> list[str]:
    """Take addresses, one a line.

    Raises:
        UsageError: one is no address of the web.
    """
    found = text.split()
    for one in found:
        if web_address(one) is None:
            raise UsageError(f"{one[:200]}: an address begins with https:// or http://.")
    return found


async def _uploads(form: FormData) -> list[Upload]:
    uploads = [
        Upload(one.filename, await one.read())
        for one in form.getlist("files")
        if isinstance(one, UploadFile) and one.filename
    ]
    if text := text_of(form.get("text")):
        uploads.append(Upload("", text.encode("utf-8", "replace")))
    return uploads


async def show_addition(request: Request) -> Response:
    """Show how far an addition is, and what it came to."""
    addition = _look(request)
    problems = addition.report.problems if addition.report else []
    return write_alone(
        request,
        "addition.html",
        place="add",
        addition=addition,
        running=addition.state in ("waiting", "reading"),
        words=progress_words(addition),
        problems=problems[:_PROBLEMS],
        more=max(len(problems) - _PROBLEMS, 0),
    )


async def tell_addition(request: Request) -> Response:
    """Answer with how far an addition is, for the page's script."""
    addition = _look(request)
    told = {"state": addition.state, "done": addition.done, "total": addition.total}
    return JSONResponse(told | {"text": progress_words(addition)})


def _look(request: Request) -> Addition:
    addition = access_of(request).adding.look(request.path_params["id"])
    if addition is None:
        raise NotFound("Nothing is known of this addition, or no longer; the brief shows what is.")
    return addition


def progress_words(addition: Addition) -> str:
    """Say how far an addition is."""
    if addition.state == "waiting":
        return "Waiting for what is read before it."
    if addition.state == "reading":
        if addition.total:
            return f"Reading: {addition.done:,} of {count(addition.total, 'document')}."
        return "Reading."
    if addition.state == "failed" or addition.report is None:
        return "It failed."
    return f"{added_words(addition.report)}, in {addition.report.seconds:.1f} s."
