"""Endpoints that change the workspace: decisions, and documents to add."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType, json

from salis.api.actions import ACTIONS, Upload
from salis.api.adding_process import Order
from salis.api.answers import Answer, respond
from salis.api.bodies import LONGEST_TEXT, is_form, read_form, read_json
from salis.api.endpoints import Endpoint
from salis.api.parameters import number, text
from salis.api.people import reviewer_of
from salis.api.person import Role
from salis.api.problems import Refusal
from salis.api.shapes import Addition, EntryMade, FilesToAdd, TextToAdd
from salis.model.entry import EvidenceFiled, JudgementMade
from salis.views.instants import instant_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from salis.api.access import WorkspaceAccess
    from salis.api.actions import Action
    from salis.api.parameters import Given
    from salis.model.entry import Entry

_WAIT = number("wait", "Wait so many seconds for it to be done.", 0, 30, 0)
_ADDITION = text("id", "The addition's id.", required=True, place="path")


def deciding_endpoints(access: WorkspaceAccess) -> Iterator[Endpoint]:
    """Make an endpoint of each action, and those for adding."""
    for action in ACTIONS:
        yield Endpoint(
            "POST",
            action.path,
            action.name,
            action.says,
            EntryMade,
            partial(_act, access, action),
            body=action.body,
            form=action.form,
            status=201,
            role=Role.REVIEWER,
        )
    yield Endpoint(
        "POST",
        "/documents",
        "addDocuments",
        "Add a text, what is at an address, or (as a form) files; go on to look how far it is.",
        Addition,
        partial(_add, access),
        (_WAIT,),
        body=TextToAdd,
        form=FilesToAdd,
        status=202,
        role=Role.REVIEWER,
        headers=(("Location", "Where to look how far it is."),),
    )
    yield Endpoint(
        "GET",
        "/additions/{id}",
        "readAddition",
        "Look how far adding is, and at what it came to.",
        Addition,
        partial(_look, access),
        (_ADDITION, _WAIT),
    )


async def _act(access: WorkspaceAccess, action: Action, request: Request, given: Given) -> Response:
    del given
    by = reviewer_of(request).name
    if action.form is not None and action.act_on_file is not None and is_form(request):
        form, uploads = await read_form(request, action.form)
        if len(uploads) > 1:
            raise Refusal(400, "bad-body", "The form brings more than one file.")
        on_file = action.act_on_file
        entry = await access.act(lambda workspace: on_file(workspace, form, by, uploads[0]))
    else:
        body = await read_json(request, action.body)
        entry = await access.act(lambda workspace: action.act(workspace, body, by))
    response = respond(request, Answer(json.encode(_made(entry))))
    response.status_code = 201
    return response


async def _add(access: WorkspaceAccess, request: Request, given: Given) -> Response:
    by = reviewer_of(request).name
    if is_form(request):
        said, uploads = await read_form(request, FilesToAdd)
        addition = await access.adding.order(_order(said, by), uploads)
    else:
        body = await read_json(request, TextToAdd, LONGEST_TEXT)
        addition = await access.adding.order(*_order_of(body, by))
    await access.adding.wait(addition.id, given["wait"])
    response = respond(request, Answer(json.encode(addition)))
    response.status_code = 202
    path = request.url.path.removesuffix("/documents")
    response.headers["Location"] = f"{path}/additions/{addition.id}"
    return response


async def _look(access: WorkspaceAccess, request: Request, given: Given) -> Response:
    await access.adding.wait(given["id"], given["wait"])
    addition = access.adding.look(given["id"])
    if addition is None:
        raise Refusal(404, "not-found", "Nothing is being added under this id, or no longer.")
    return respond(request, Answer(json.encode(addition)))


def _order_of(body: TextToAdd, by: str) -> tuple[Order, list[Upload]]:
    """Make the order of a text or an address."""
    if (body.text is UNSET) == (body.address is UNSET):
        raise Refusal(400, "bad-body", "Give either `text` or `address`.")
    order = _order(body, by)
    if isinstance(body.address, str):
        order.addresses.append(body.address)
        return order, []
    return order, [Upload("", str(body.text).encode("utf-8", "replace"))]


def _order(said: FilesToAdd, by: str) -> Order:
    return Order(
        by, source=_given(said.source), published=_given(said.published), title=_given(said.title)
    )


def _given(value: str | UnsetType) -> str | None:
    return value if isinstance(value, str) else None


def _made(entry: Entry) -> EntryMade:
    decided = entry.payload
    id = decided.id if isinstance(decided, JudgementMade | EvidenceFiled) else None
    return EntryMade(entry.seq, id, entry.actor, instant_of(entry.recorded_at))
