"""The desk's own style and script, served from the package; nothing comes from anywhere else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file with its type and a tag that changes with its bytes."""

    name: str
    media_type: str
    body: bytes
    tag: str


@cache
def load_assets() -> dict[str, Asset]:
    """Read the files of the package, by name."""
    folder = files("salis.desk").joinpath("static")
    return {one.name: _asset(one.name, one.read_bytes()) for one in folder.iterdir()}


def _asset(name: str, body: bytes) -> Asset:
    ending = name[name.rfind(".") :]
    return Asset(
        name, _TYPES.get(ending, "application/octet-stream"), body, sha256(body).hexdigest()[:16]
    )


def asset_link(name: str) -> str:
    """Write the address of a file; it changes with its bytes, so that it can be kept for long."""
    return f"/static/{name}?v={load_assets()[name].tag}"


async def serve_asset(request: Request) -> Response:
    """Serve a file by its name, kept for a year where its tag is asked for."""
    asset = load_assets().get(request.path_params["name"])
    if asset is None:
        return Response("There is no such file.", status_code=404, media_type="text/plain")
    current = request.query_params.get("v") == asset.tag
    headers = {"ETag": f'"{asset.tag}"', "Cache-Control": _YEAR if current else "no-cache"}
    if f'"{asset.tag}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.body, media_type=asset.media_type, headers=headers)
