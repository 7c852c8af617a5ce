"""Visits: one request with its moment, its view and what every page needs."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from salis.api.forms import form_token
from salis.api.kept import NotHere
from salis.api.visits import visit_of
from salis.desk.at import At, read_at
from salis.desk.frame import PLACES, make_slider
from salis.desk.writing import templates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from salis.api.access import WorkspaceAccess
    from salis.api.kept import Kept
    from salis.views.detail_records import PulseRecord
    from salis.views.view import View


#: Stands for the token of forms in pages that are kept; nobody can guess it.
_TOKEN = secrets.token_urlsafe(32)
#: What a view is asked for the slider.
PULSE = "pulse"
#: Statements up to which the slider marks when claims changed, and not only documents.
_CHANGES_FOLLOWED = 5_000


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page is made from: the address, and the views of its moment and of now."""

    request: Request
    at: At
    #: The view of its moment, with the state that it was made of.
    kept_view: Kept
    whole: View

    @property
    def view(self) -> View:
        """Give the view of its moment."""
        return self.kept_view.view

    def asked(self, name: str, default: str = "") -> str:
        """Give a field of the address, without blanks around it."""
        return self.request.query_params.get(name, default).strip()

    def kept[T](self, question: Hashable, ask: Callable[[View], T], *, again: bool = False) -> T:
        """Ask the view, or give what it was found to answer before."""
        return access_of(self.request).keeping.of(self.view, question, ask, again=again)

    def part(self, name: str) -> str:
        """Give a part of the path."""
        return str(self.request.path_params[name])


#: Makes a page's own part of the context; it runs in a thread, so it may take its time.
type Compose = Callable[[Visit], Mapping[str, object]]
type Endpoint = Callable[[Request], Awaitable[Response]]
#: Gives what else of a request a page depends on: what its cookies say.
type Vary = Callable[[Request], Hashable]


def access_of(request: Request) -> WorkspaceAccess:
    """Give the way to the workspace."""
    access: WorkspaceAccess = request.app.state.access
    return access


def page(template: str, compose: Compose, *, place: str, vary: Vary = lambda _: None) -> Endpoint:
    """Make an endpoint that answers with a page at the moment of its address.

    For one view the page is written once, but for the token in its forms.
    """

    async def endpoint(request: Request) -> Response:
        try:
            visit = await open_visit(request)
            return await access_of(request).work(lambda: _respond(request, write(visit)))
        except NotHere as where:
            form_token(request)  # where the visitor has no key yet, this gives one
            after = _entry_asked(request)
            return await access_of(request).elsewhere(request, where.asked, after=after)

    def write(visit: Visit) -> str:
        request = visit.request
        person = visit_of(request.scope).person
        asked = (template, str(request.url), visit.whole.moment, person, vary(request))
        context = partial(_in_frame, visit, place, compose)
        keeping = access_of(request).keeping
        return keeping.of(visit.view, asked, lambda _: _render(request, template, context()))

    return endpoint


def _in_frame(visit: Visit, place: str, compose: Compose) -> Mapping[str, object]:
    """Make the whole context of a page: its own part, and the moment around it."""
    own = compose(visit)
    pulse = access_of(visit.request).keeping.of(visit.whole, PULSE, read_pulse, again=True)
    frame = {
        "place": place,
        "at": visit.at,
        "now": At(clock=visit.at.clock),
        "moment": visit.view.as_of,
        "slider": make_slider(pulse, visit.at, visit.view.as_of),
        "seen": visit.whole.moment.isoformat(),
        "made": visit.kept_view.view.moment if visit.at.as_of is None else None,
        "held": access_of(visit.request).is_held,
        "entries": visit.kept_view.head.seq,
        "kept": _kept(visit.request),
    }
    return frame | dict(own)


def read_pulse(view: View) -> Sequence[PulseRecord]:
    """Read what the slider of every page marks."""
    return view.pulse(most=_CHANGES_FOLLOWED)


async def open_visit(request: Request) -> Visit:
    """Open the views of the moment in an address, and of now."""
    access = access_of(request)
    at, after = read_at(request.query_params), _entry_asked(request)
    kept = await access.kept(at.as_of, at.clock, after=after)
    whole = kept.view if at.as_of is None else await access.view(None, at.clock, after=after)
    return Visit(request, at, kept, whole)


def _entry_asked(request: Request) -> int:
    """Give the entry that a view must take in: the decision after which the page is shown."""
    done = request.query_params.get("done", "")
    return int(done) if done.isascii() and done.isdecimal() and len(done) < 12 else 0


def write_alone(
    request: Request, template: str, status: int = 200, *, place: str = "", **context: Any
) -> Response:
    """Write a page that needs no view: an error, or a form."""
    context = {"place": place, **_NO_VIEW, **context}
    return _respond(request, _render(request, template, context), status)


_NO_VIEW: Mapping[str, object] = {
    "at": At(),
    "now": At(),
    "moment": None,
    "slider": None,
    "seen": "",
    "made": None,
    "held": False,
    "entries": 0,
    "kept": (),
}


def _render(request: Request, template: str, context: Mapping[str, object]) -> str:
    """Write a page, with a mark in the place of the token, which is another for each visitor."""
    frame = {
        "places": PLACES,
        "here": request.url.path,
        "person": visit_of(request.scope).person,
        "token": _TOKEN,
        "done": "done" in request.query_params,
    }
    return templates().get_template(template).render(frame | dict(context))


def _respond(request: Request, text: str, status: int = 200) -> Response:
    text = text.replace(_TOKEN, form_token(request))
    return HTMLResponse(text, status_code=status, headers={"Cache-Control": "private, no-cache"})


def _kept(request: Request) -> list[tuple[str, str]]:
    """Give the fields of an address that a move in time keeps."""
    return [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in ("as_of", "clock", "done")
    ]
