"""Forms of pages: without the right token nothing is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from salis.api.forms import FIELD, checked_form, form_token
from salis.api.guard import GuardRules, guarded
from salis.api.people import keep_name, person_of
from salis.api.problems import exception_handlers
from tests.api.serving import OFTEN
from tests.api.test_asking import problem

RULES = GuardRules(alone=True, rates=OFTEN, hosts=frozenset({"desk.example"}))


async def show(request: Request) -> Response:
    return JSONResponse({"token": form_token(request), "name": person_of(request).name})


async def take(request: Request) -> Response:
    form = await checked_form(request)
    return JSONResponse({"name": keep_name(request, str(form.get("name", "")))})


def page(rules: GuardRules = RULES) -> TestClient:
    """A page with a form that asks for a name, as a browser of its own sees it."""
    routes = [Route("/", show), Route("/name", take, methods=["POST"])]
    app = Starlette(routes=routes, exception_handlers=exception_handlers())
    return TestClient(guarded(app, rules=rules), base_url="http://desk.example")


@pytest.fixture
def browser() -> Iterator[TestClient]:
    with page() as there:
        yield there


def test_a_form_with_its_token_is_taken_and_the_name_is_kept(browser: TestClient) -> None:
    token = browser.get("/").json()["token"]
    taken = browser.post("/name", data={FIELD: token, "name": "  Ilka\u202e Strö\nm "})

    assert taken.json() == {"name": "Ilka Strö m"}
    assert browser.get("/").json() == {"token": token, "name": "Ilka Strö m"}


@pytest.mark.parametrize("token", [None, "", "x", "é", "0" * 64])
def test_a_form_without_its_token_is_not(browser: TestClient, token: str | None) -> None:
    browser.get("/")
    fields = {"name": "Eve"} | ({} if token is None else {FIELD: token})

    assert problem(browser.post("/name", data=fields)) == (403, "wrong-form-token")


def test_the_token_of_one_visitor_is_not_that_of_another(browser: TestClient) -> None:
    with page() as other:
        token = other.get("/").json()["token"]
    browser.get("/")

    answer = browser.post("/name", data={FIELD: token, "name": "Eve"})
    assert problem(answer) == (403, "wrong-form-token")


def test_a_key_that_somebody_planted_is_no_way_to_guess_the_token(browser: TestClient) -> None:
    """The token is sealed with a secret of the server, so knowing the cookie is not enough."""
    with page(replace(RULES, secret=b"another server")) as other:
        other.cookies.set("salis", "planted")
        token = other.get("/").json()["token"]
    browser.cookies.set("salis", "planted")

    answer = browser.post("/name", data={FIELD: token, "name": "Eve"})
    assert problem(answer) == (403, "wrong-form-token")


def test_a_right_form_of_another_origin_is_refused(browser: TestClient) -> None:
    token = browser.get("/").json()["token"]
    sent = browser.post(
        "/name", data={FIELD: token, "name": "Eve"}, headers={"Origin": "https://evil.example"}
    )

    assert problem(sent) == (403, "wrong-origin")
    own = {"Origin": "http://desk.example"}
    assert browser.post("/name", data={FIELD: token, "name": "Ann"}, headers=own).is_success


def test_what_is_no_form_is_no_form(browser: TestClient) -> None:
    token = browser.get("/").json()["token"]
    headers = {"Content-Type": "multipart/form-data; boundary=x"}

    assert browser.post("/name", content=b"--x\r\n\r\n", headers=headers).status_code == 400
    assert problem(browser.post("/name", json={FIELD: token})) == (403, "wrong-form-token")
    many = {f"field{n}": "x" for n in range(200)}
    assert problem(browser.post("/name", data=many)) == (400, "bad-request")
    assert problem(browser.post("/name", data={FIELD: token, "name": "\u202e"})) == (400, "no-name")


def test_websockets_are_not_served(browser: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/"):
        pass
