"""OpenAPI: it describes what is there, all of it, and the server keeps to what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from salis.api.access import WorkspaceAccess
from salis.api.application import api_routes, endpoints_of
from salis.api.guard import GuardRules
from tests.api.serving import KORVAN, ON_PURPOSE, Served, served, tell

METHODS = {"get", "post", "put", "patch", "delete"}
#: Answers that come for as long as one listens are tested on their own.
LABELS = [
    f"{one.method} {one.path}"
    for one in endpoints_of(WorkspaceAccess("."))
    if one.path not in ("/events", "/openapi.json")
]


@pytest.fixture(scope="module")
def described(desk: Served) -> Any:
    return desk.get("/openapi.json").json()


def test_every_route_is_described_and_everything_described_is_there(
    described: Any, korvan: Path
) -> None:
    [mount] = api_routes(WorkspaceAccess(korvan))
    assert isinstance(mount, Mount)
    assert isinstance(mount.app, Starlette)
    there = {
        (route.path, method.lower())
        for route in mount.app.routes
        if isinstance(route, Route)
        for method in (route.methods or ())
        if method != "HEAD"
    }
    said = {
        (path, method)
        for path, methods in described["paths"].items()
        for method in METHODS & methods.keys()
    }
    assert said == there


def test_every_reference_leads_somewhere(described: Any) -> None:
    references = set(re.findall(r"'\$ref': '#/components/(\w+)/([\w.]+)'", str(described)))
    assert len(references) > 40
    components = described["components"]
    assert {name for kind, name in references if name not in components[kind]} == set()


def test_every_schema_is_one(described: Any) -> None:
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_names_of_operations_are_unique_and_said_in_words(korvan: Path) -> None:
    endpoints = endpoints_of(WorkspaceAccess(korvan))

    assert len({one.name for one in endpoints}) == len(endpoints)
    assert all(one.says.endswith((".", "is.")) for one in endpoints)


def test_what_needs_nobody_signed_in_is_what_the_guard_lets_through(korvan: Path) -> None:
    opened = {f"/api/v1{one.path}" for one in endpoints_of(WorkspaceAccess(korvan)) if one.open}

    assert opened == {path for path in GuardRules().open_paths if path.startswith("/api")}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tell(tmp_path_factory.mktemp("openapi") / "own", *KORVAN)) as there:
        yield there


@pytest.fixture(scope="module")
def operations(own: Served) -> dict[str, Any]:
    found = schemathesis.openapi.from_url(f"{own.address}/api/v1/openapi.json")
    return {one.label: one for each in found.get_all_operations() if (one := each.ok())}  # type: ignore[union-attr]  # an error has no `ok`: the story fails


def test_all_that_is_described_is_tried(operations: dict[str, Any]) -> None:
    assert set(LABELS) == operations.keys() - {"GET /events", "GET /openapi.json"}


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("label", LABELS)
def test_the_server_keeps_to_what_is_described(
    operations: dict[str, Any], label: str, mode: GenerationMode
) -> None:
    """Whatever fits the description is answered as described; whatever does not is refused."""

    @settings(
        max_examples=6,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operations[label].as_strategy(generation_mode=mode))
    def tried(case: Any) -> None:
        case.call_and_validate(headers=ON_PURPOSE)

    with suppress(Unsatisfiable):  # nothing can be wrong where nothing is asked for
        tried()
