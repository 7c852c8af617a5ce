"""Endpoints about the server itself: who asks, whether it is well, and what is new."""

from __future__ import annotations

import asyncio
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from msgspec import json
from starlette.responses import Response, StreamingResponse

from salis.api.answers import Answer, respond
from salis.api.bodies import read_json
from salis.api.endpoints import Endpoint
from salis.api.parameters import number
from salis.api.people import person_of, sign_in, sign_out
from salis.api.people_file import PeopleFile
from salis.api.person import Person, Role
from salis.api.problems import Refusal
from salis.api.shapes import Health, People, Signed, SignIn, Verified
from salis.formats.render import render_compact
from salis.model.errors import SalisError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from starlette.requests import Request

    from salis.api.access import WorkspaceAccess
    from salis.api.parameters import Given

_MOST_ENTRIES = 2**31
_AFTER = number("after", "What is new after this entry.  [default: the last one]", 0, _MOST_ENTRIES)
_SECONDS = number("seconds", "End after so many seconds; then ask again.", 1, 3600, 3600)
#: A comment so often keeps proxies from hanging up, and tells when a listener has gone.
_BEAT_SECONDS = 15.0
_MOST_LISTENERS = 200


def attending_endpoints(access: WorkspaceAccess) -> Iterator[Endpoint]:
    """Make them."""
    says = "Tell that the server answers."
    yield Endpoint("GET", "/health", "readHealth", says, Health, _health, open=True)
    says, verify = "Check all that was recorded.", partial(_verify, access)
    yield Endpoint("GET", "/verify", "verify", says, Verified, verify)
    says, news = "Tell in short what is new.", partial(_news, access)
    yield Endpoint("GET", "/head", "readHead", says, "news", news, (_AFTER,))
    says = (
        "Tell what is new whenever it comes: server-sent events `news`, each as `/head` gives it;"
        " the header Last-Event-ID goes on where one was cut off."
    )
    listen, both = partial(_listen, access), (_AFTER, _SECONDS)
    sse = "text/event-stream"
    yield Endpoint("GET", "/events", "listen", says, None, listen, both, media_type=sse)
    yield Endpoint("GET", "/session", "readSession", "Tell who asks.", Signed, _who)
    says = "Sign in, for a cookie."
    yield Endpoint("POST", "/session", "signIn", says, Signed, _sign_in, body=SignIn, open=True)
    yield Endpoint("DELETE", "/session", "signOut", "Sign out.", None, _sign_out, status=204)
    says, people = "List who has a password.", partial(_people, access)
    yield Endpoint("GET", "/people", "readPeople", says, People, people, role=Role.ADMIN)


async def _health(request: Request, given: Given) -> Response:
    del given
    return respond(request, Answer(json.encode(Health("ok", version("salis")))))


async def _verify(access: WorkspaceAccess, request: Request, given: Given) -> Response:
    del given
    found = await access.verify()
    return respond(
        request, Answer(json.encode(Verified(found.entries, found.head, found.archived)))
    )


async def _news(access: WorkspaceAccess, request: Request, given: Given) -> Response:
    after = (await access.head()).seq if given["after"] is None else given["after"]
    return respond(request, Answer(render_compact(await access.news(after)).encode()))


async def _listen(access: WorkspaceAccess, request: Request, given: Given) -> Response:
    if access.watching.listeners >= _MOST_LISTENERS:
        raise Refusal(503, "too-many-listen", "Too many listen already.", {"Retry-After": "60"})
    last = request.headers.get("last-event-id", "")
    after = int(last) if last.isascii() and last.isdecimal() and len(last) < 11 else given["after"]
    if after is None:
        after = (await access.head()).seq
    events = _events(access, after, given["seconds"])
    return StreamingResponse(events, media_type="text/event-stream")


async def _events(access: WorkspaceAccess, after: int, seconds: float) -> AsyncIterator[str]:
    """Give an event whenever the ledger grows, a comment when it does not for a while."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    yield f"retry: 5000\nid: {after}\n\n"
    while (left := end - loop.time()) > 0 and not access.watching.closed:
        head = await access.watching.past(after, min(left, _BEAT_SECONDS))
        if head is None:
            yield ": still here\n\n"
            continue
        try:
            news = await access.news(after)
        except SalisError:
            return  # the client asks again, and is told what is wrong
        after = news.head
        yield f"event: news\nid: {after}\ndata: {render_compact(news)}\n\n"


async def _who(request: Request, given: Given) -> Response:
    del given
    return respond(request, Answer(json.encode(_signed(person_of(request)))))


async def _sign_in(request: Request, given: Given) -> Response:
    del given
    body = await read_json(request, SignIn)
    person = await sign_in(request, body.name, body.password)
    if person is None:
        raise Refusal(403, "wrong-password", "The name or the password is wrong.")
    return respond(request, Answer(json.encode(_signed(person))))


async def _sign_out(request: Request, given: Given) -> Response:
    del given
    sign_out(request)
    return Response(status_code=204)


async def _people(access: WorkspaceAccess, request: Request, given: Given) -> Response:
    del given
    people = await access.work(PeopleFile(access.path).names)
    return respond(request, Answer(json.encode(People([_signed(one) for one in people]))))


def _signed(person: Person) -> Signed:
    return Signed(person.name, person.role.value)
