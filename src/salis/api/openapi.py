"""OpenAPI 3.1 of the API, made from its endpoints and the schemas that ship with the formats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from salis.api.bodies import FORM, JSON
from salis.api.guard_identity import NAME_HEADER, REQUEST_HEADER
from salis.api.person import Role
from salis.api.problems import MEDIA_TYPE
from salis.api.shapes import CONDITIONS, Details

if TYPE_CHECKING:
    from salis.api.endpoints import Endpoint
    from salis.api.parameters import Parameter

_AT = "#/components/schemas/"
_SAYS = (
    "Who said what, when, and on what ground: the views of a Salis workspace. What is given here"
    " is what the command of the same name prints with `-f json`; every error is a problem of"
    " RFC 9457."
)
_SEND_ON_PURPOSE = {
    "name": REQUEST_HEADER,
    "in": "header",
    "required": True,
    "schema": {"type": "string", "examples": ["1"]},
    "description": "Anything: it shows that no page of another site sent this. A bearer token"
    " does too.",
}
_BY_NAME = {
    "name": NAME_HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "Under which name one decides where nobody signs in, percent-encoded.",
}


def describe(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """Describe the API."""
    paths: dict[str, dict[str, Any]] = {}
    described = list(endpoints)
    for one in described:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    types = {kind for one in described for kind in (one.gives, one.body, one.form)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Salis", "version": version("salis"), "description": _SAYS},
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {
            "schemas": _shipped() | _made([Details, *(k for k in types if isinstance(k, type))]),
            "responses": {"Problem": _problem()},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "salis"},
            },
        },
        "security": [{"token": []}, {"session": []}, {}],
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    """Describe one method of one path."""
    parameters = [_parameter(one) for one in endpoint.parameters]
    if endpoint.changes:
        parameters.append(_SEND_ON_PURPOSE)
    if endpoint.role is Role.REVIEWER:
        parameters.append(_BY_NAME)
    found: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.says,
        "parameters": parameters,
        "responses": {str(endpoint.status): _given(endpoint), "default": _ref("Problem")},
    }
    if any(name == "ETag" for name, _ in endpoint.headers):
        found["responses"]["304"] = {"description": "What the client holds is still so."}
    content = _content(endpoint)
    if content:
        found["requestBody"] = {"required": True, "content": content}
    if endpoint.open:
        found["security"] = [{}]
    return found


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required,
        "description": parameter.says,
        "schema": dict(parameter.schema),
    }


def _given(endpoint: Endpoint) -> dict[str, Any]:
    """Describe the answer where all is well."""
    answer: dict[str, Any] = {"description": endpoint.says}
    if endpoint.headers:
        answer["headers"] = {
            name: {"description": says, "schema": {"type": "string"}}
            for name, says in endpoint.headers
        }
    if endpoint.gives is not None:
        name = endpoint.gives if isinstance(endpoint.gives, str) else endpoint.gives.__name__
        answer["content"] = {endpoint.media_type: {"schema": {"$ref": _AT + name}}}
    elif endpoint.media_type != JSON:
        answer["content"] = {endpoint.media_type: {"schema": {"type": "string"}}}
    return answer


def _content(endpoint: Endpoint) -> dict[str, Any]:
    """Describe the body, in each way that it is taken."""
    content: dict[str, Any] = {}
    if endpoint.body is not None:
        content[JSON] = {"schema": {"$ref": _AT + endpoint.body.__name__}}
    if endpoint.form is not None:
        fields = _made([endpoint.form])[endpoint.form.__name__]
        file = {"type": "string", "format": "binary"}
        content[FORM] = {
            "schema": {
                **fields,
                "properties": {**fields["properties"], "file": file},
                "required": [*fields["required"], "file"],
            }
        }
    return content


def _problem() -> dict[str, Any]:
    return {
        "description": "Why it was not served.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": _AT + Details.__name__}}},
    }


def _ref(response: str) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{response}"}


def _made(types: Sequence[type]) -> dict[str, Any]:
    """Make the schemas of types, with the conditions that types cannot say."""
    _, components = msgspec.json.schema_components(types, ref_template=_AT + "{name}")
    return {name: {**schema, **_condition(name)} for name, schema in components.items()}


def _condition(name: str) -> Mapping[str, Any]:
    condition = CONDITIONS.get(name, {})
    assert isinstance(condition, dict)
    return condition


@cache
def _shipped() -> dict[str, Any]:
    """Load the schemas of the formats, with what they refer to put under one roof."""
    schemas: dict[str, Any] = {}
    for path in (files("salis.formats") / "schemas").iterdir():
        name = path.name.removesuffix(".json")
        schema = json.loads(path.read_text("utf-8"))
        parts = schema.pop("$defs", {})
        schema.pop("$schema", None)
        schemas |= {_part(name, part): _moved(inner, name) for part, inner in parts.items()}
        if name != "parts":
            schemas[name] = _moved(schema, name)
    return schemas


def _part(name: str, part: str) -> str:
    return part if name == "parts" else f"{name}.{part}"


def _moved(schema: Any, name: str) -> Any:
    """Let references lead to where the schemas stand in the description."""
    if isinstance(schema, list):
        return [_moved(one, name) for one in schema]
    if not isinstance(schema, dict):
        return schema
    moved = {key: _moved(value, name) for key, value in schema.items()}
    if isinstance(schema.get("$ref"), str):
        file, _, part = schema["$ref"].partition("#/$defs/")
        moved["$ref"] = _AT + _part(file.removesuffix(".json") or name, part)
    return moved
