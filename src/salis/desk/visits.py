"""Visits: one request with its moment, its view and what every page needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from salis.api.forms import form_token
from salis.api.people import person_of
from salis.desk.at import At, read_at
from salis.desk.frame import PLACES, Slider, make_slider
from salis.desk.writing import templates

if TYPE_CHECKING:
    from starlette.requests import Request

    from salis.api.access import WorkspaceAccess
    from salis.views.records import PulseRecord
    from salis.views.view import View


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page is made from; it knows no more of the request than its address."""

    request: Request
    at: At
    view: View
    head: str

    def asked(self, name: str, default: str = "") -> str:
        """Give a field of the address, without blanks around it."""
        return self.request.query_params.get(name, default).strip()

    def part(self, name: str) -> str:
        """Give a part of the path."""
        return str(self.request.path_params[name])


#: Makes a page's own part of the context; it runs in a thread, so it may take its time.
type Compose = Callable[[Visit], Mapping[str, object]]
type Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(slots=True)
class Pulses:
    """The pulse of the whole ledger on each clock, made anew only when the ledger grew."""

    _known: dict[str, tuple[str, tuple[PulseRecord, ...]]] = field(default_factory=dict)

    def of(self, view: View, head: str) -> tuple[PulseRecord, ...]:
        """Give the pulse of a view of now."""
        known = self._known.get(view.clock)
        if known is None or known[0] != head:
            known = (head, view.pulse())
            self._known[view.clock] = known
        return known[1]


def access_of(request: Request) -> WorkspaceAccess:
    """Give the way to the workspace."""
    access: WorkspaceAccess = request.app.state.access
    return access


def page(template: str, compose: Compose, *, place: str) -> Endpoint:
    """Make an endpoint that answers with a page at the moment of its address."""

    async def endpoint(request: Request) -> Response:
        access = access_of(request)
        at = read_at(request.query_params)
        head = str(await access.head())
        view = await access.view(at.as_of, at.clock)
        whole = view if at.as_of is None else await access.view(None, at.clock)
        visit = Visit(request, at, view, head)

        def write() -> Response:
            pulse = request.app.state.pulses.of(whole, head)
            slider = make_slider(pulse, at, view.as_of)
            return answer(visit, template, compose(visit), place=place, slider=slider)

        return await run_in_threadpool(write)

    return endpoint


def answer(
    visit: Visit,
    template: str,
    context: Mapping[str, object],
    *,
    place: str,
    slider: Slider | None = None,
    status: int = 200,
) -> Response:
    """Write a page with its frame."""
    frame = {
        "at": visit.at,
        "now": At(clock=visit.at.clock),
        "moment": visit.view.as_of,
        "slider": slider,
        "place": place,
        "places": PLACES,
        "here": here_of(visit.request),
        "head": visit.head,
        "person": person_of(visit.request),
        "token": form_token(visit.request),
        "kept": _kept(visit.request),
    }
    text = templates().get_template(template).render(frame | dict(context))
    return HTMLResponse(text, status_code=status, headers={"Cache-Control": "private, no-cache"})


def here_of(request: Request) -> str:
    """Give the path that the reader is at."""
    return request.url.path


def _kept(request: Request) -> list[tuple[str, str]]:
    """Give the fields of an address that a move in time keeps."""
    return [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in ("as_of", "clock", "day", "hour")
    ]


def write_alone(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """Write a page that needs no view: an error, or a form before anything was added."""
    frame = {
        "at": At(),
        "now": At(),
        "moment": None,
        "slider": None,
        "place": "",
        "places": PLACES,
        "here": here_of(request),
        "head": "",
        "person": person_of(request),
        "token": form_token(request),
        "kept": [],
    }
    text = templates().get_template(template).render(frame | context)
    return HTMLResponse(text, status_code=status, headers={"Cache-Control": "private, no-cache"})
