"""Visits: one request with its moment, its view and what every page needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from salis.api.forms import form_token
from salis.api.visits import visit_of
from salis.desk.at import At, read_at
from salis.desk.frame import PLACES, make_slider
from salis.desk.writing import templates

if TYPE_CHECKING:
    from starlette.requests import Request

    from salis.api.access import WorkspaceAccess
    from salis.api.keeping import Keeping
    from salis.views.view import View


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page is made from: the address, and the views of its moment and of now."""

    request: Request
    at: At
    view: View
    whole: View

    def asked(self, name: str, default: str = "") -> str:
        """Give a field of the address, without blanks around it."""
        return self.request.query_params.get(name, default).strip()

    def kept[T](self, question: Hashable, ask: Callable[[View], T]) -> T:
        """Ask the view, or give what it was found to answer before."""
        keeping: Keeping = self.request.app.state.keeping
        return keeping.of(self.view, question, lambda: ask(self.view))

    def part(self, name: str) -> str:
        """Give a part of the path."""
        return str(self.request.path_params[name])


#: Makes a page's own part of the context; it runs in a thread, so it may take its time.
type Compose = Callable[[Visit], Mapping[str, object]]
type Endpoint = Callable[[Request], Awaitable[Response]]


def access_of(request: Request) -> WorkspaceAccess:
    """Give the way to the workspace."""
    access: WorkspaceAccess = request.app.state.access
    return access


def page(template: str, compose: Compose, *, place: str) -> Endpoint:
    """Make an endpoint that answers with a page at the moment of its address."""

    async def endpoint(request: Request) -> Response:
        visit = await open_visit(request)

        def write() -> Response:
            context = compose(visit)
            keeping: Keeping = request.app.state.keeping
            pulse = keeping.of(visit.whole, "pulse", visit.whole.pulse)
            slider = make_slider(pulse, visit.at, visit.view.as_of)
            frame = {
                "at": visit.at,
                "now": At(clock=visit.at.clock),
                "moment": visit.view.as_of,
                "slider": slider,
                "seen": visit.whole.moment.isoformat(),
                "kept": _kept(request),
            }
            return _write(request, template, {"place": place, **frame, **context})

        return await access_of(request).work(write)

    return endpoint


async def open_visit(request: Request) -> Visit:
    """Open the views of the moment in an address, and of now."""
    access = access_of(request)
    at = read_at(request.query_params)
    done = request.query_params.get("done", "")
    after = int(done) if done.isascii() and done.isdecimal() and len(done) < 12 else 0
    view = await access.view(at.as_of, at.clock, after=after)
    whole = view if at.as_of is None else await access.view(None, at.clock, after=after)
    return Visit(request, at, view, whole)


def write_alone(
    request: Request, template: str, status: int = 200, *, place: str = "", **context: Any
) -> Response:
    """Write a page that needs no view: an error, or a form."""
    return _write(request, template, {"place": place, **_NO_VIEW, **context}, status)


_NO_VIEW: Mapping[str, object] = {
    "at": At(),
    "now": At(),
    "moment": None,
    "slider": None,
    "seen": "",
    "kept": (),
}


def _write(
    request: Request, template: str, context: Mapping[str, object], status: int = 200
) -> Response:
    frame = {
        "places": PLACES,
        "here": request.url.path,
        "person": visit_of(request.scope).person,
        "token": form_token(request),
        "done": "done" in request.query_params,
    }
    text = templates().get_template(template).render(frame | dict(context))
    return HTMLResponse(text, status_code=status, headers={"Cache-Control": "private, no-cache"})


def _kept(request: Request) -> list[tuple[str, str]]:
    """Give the fields of an address that a move in time keeps."""
    return [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in ("as_of", "clock", "done")
    ]
