"""Decide from the desk: judge, file evidence, tie, take back, each under the person's name."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from salis.api.forms import checked_form
from salis.api.person import clean_name
from salis.desk.people import decider_of, own_place, text_of
from salis.desk.visits import access_of
from salis.model.errors import UsageError

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from salis.model.entry import Entry

_MISSING = "Say why: a judgement without a reason helps nobody."


async def judge_claim(request: Request) -> Response:
    """Record a judgement of one claim."""
    form = await checked_form(request)
    by = decider_of(request, form)
    claim = request.path_params["id"]
    verdict, because = text_of(form.get("verdict")), _because(form)
    entry = await access_of(request).act(
        lambda workspace: workspace.judge(claim, verdict, because=because, by=by)
    )
    return _done(form, entry, f"/claim/{claim}")


async def tie_claims(request: Request) -> Response:
    """Record whether two claims are one."""
    form = await checked_form(request)
    by = decider_of(request, form)
    claim, other = request.path_params["id"], _claim_named(text_of(form.get("other")))
    verdict, because = text_of(form.get("verdict")), _because(form)
    entry = await access_of(request).act(
        lambda workspace: workspace.judge([claim, other], verdict, because=because, by=by)
    )
    return _done(form, entry, f"/claim/{claim}")


async def file_evidence(request: Request) -> Response:
    """File evidence that bears on a claim: an address of the web, or a file that is kept."""
    form = await checked_form(request)
    by = decider_of(request, form)
    claim = request.path_params["id"]
    name, data = await _handed(form)
    address, note = name or text_of(form.get("address")), _because(form)
    if not address:
        raise UsageError("Give the address of the evidence, or the file itself.")
    grade = text_of(form.get("grade"))
    entry = await access_of(request).act(
        lambda workspace: workspace.file_evidence(
            claim,
            address=address,
            data=data,
            bears_for=text_of(form.get("bears")) == "for",
            grade=int(grade) if grade in tuple("123456") else 0,
            kind=text_of(form.get("kind")) or "record",
            note=note,
            by=by,
            published=text_of(form.get("published")) or None,
        )
    )
    return _done(form, entry, f"/claim/{claim}")


async def _handed(form: FormData) -> tuple[str, bytes | None]:
    """Give the name and the bytes of a file in a form; nothing where there is none."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return "", None
    name = PurePath(file.filename.replace("\\", "/")).name
    return clean_name(name) or "file", await file.read()


async def grade_source(request: Request) -> Response:
    """Record a grade of a source's reliability."""
    form = await checked_form(request)
    by = decider_of(request, form)
    source, grade, because = request.path_params["id"], text_of(form.get("grade")), _because(form)
    entry = await access_of(request).act(
        lambda workspace: workspace.grade(source, grade, by=by, because=because)
    )
    return _done(form, entry, "/sources")


async def take_back(request: Request) -> Response:
    """Withdraw a judgement or evidence."""
    form = await checked_form(request)
    by = decider_of(request, form)
    because = text_of(form.get("because")) or "taken back at the desk"
    id = request.path_params["id"]
    entry = await access_of(request).act(
        lambda workspace: workspace.withdraw(id, because=because, by=by)
    )
    return _done(form, entry, "/review")


def _because(form: FormData) -> str:
    because = text_of(form.get("because"))
    if not because:
        raise UsageError(_MISSING)
    return because


def _claim_named(given: str) -> str:
    """Take a claim's id out of the address of its page, as one copies it."""
    path = given.partition("?")[0].partition("#")[0]
    return path.rsplit("/claim/", 1)[-1].strip("/ ") if "/claim/" in path else given


def _done(form: FormData, entry: Entry, place: str) -> Response:
    """Go back to where the decision was made, to a view that holds it."""
    there = own_place(text_of(form.get("next"))) or place
    path, _, anchor = there.partition("#")
    mark = "&" if "?" in path else "?"
    return RedirectResponse(
        f"{path}{mark}done={entry.seq}" + (f"#{anchor}" if anchor else ""), status_code=303
    )
