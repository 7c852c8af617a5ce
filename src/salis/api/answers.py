"""Answers: JSON with a strong ETag, in pages with Link headers, packed where the client wants."""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

_LEAST_TO_PACK = 1000
#: Written answers are kept while they have no more bytes than this together.
_MOST_BYTES = 64 << 20


@dataclass(frozen=True)
class Answer:
    """What is sent, before it is known how the client wants it."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "application/json"

    @cached_property
    def packed(self) -> bytes | None:
        """Give the body packed; None where that is not worth it."""
        if len(self.body) < _LEAST_TO_PACK:
            return None
        return gzip.compress(self.body, 5, mtime=0)


class Answers:
    """Answers written once, however many wait for them, and kept by their tags, the last used."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._coming: dict[str, asyncio.Task[Answer]] = {}
        self._bytes = 0

    async def of(self, tag: str, write: Callable[[], Awaitable[Answer]]) -> Answer:
        """Give the answer of a tag, writing it where nobody has."""
        if tag in self._kept:
            self._kept.move_to_end(tag)
            return self._kept[tag]
        coming = self._coming.get(tag)
        if coming is None:
            coming = self._coming[tag] = asyncio.ensure_future(self._write(tag, write))
            coming.add_done_callback(lambda _: self._coming.pop(tag, None))
        return await asyncio.shield(coming)

    async def _write(self, tag: str, write: Callable[[], Awaitable[Answer]]) -> Answer:
        answer = await write()
        if len(answer.body) <= _MOST_BYTES // 4:
            self._kept[tag] = answer
            self._bytes += len(answer.body)
        while self._bytes > _MOST_BYTES:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= len(gone.body)
        return answer


def tag_of(*parts: object) -> str:
    """Make a tag of all that an answer depends on."""
    return sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:32]


def unchanged(request: Request, tag: str) -> Response | None:
    """Give 304 where the client has the answer already (If-None-Match)."""
    held = request.headers.get("if-none-match", "")
    tags = {one.strip().removeprefix("W/").strip('"') for one in held.split(",")}
    if held.strip() == "*" or tags & {tag, f"{tag}-gz"}:
        packed = f"{tag}-gz" in tags
        return Response(status_code=304, headers=_tagged(tag, packed=packed))
    return None


def respond(request: Request, answer: Answer, tag: str | None = None) -> Response:
    """Send an answer, packed where the client takes that; each way has its own tag."""
    body = answer.packed if takes_gzip(request) else None
    packed, body = body is not None, answer.body if body is None else body
    headers = dict(answer.headers) | (_tagged(tag, packed=packed) if tag else {})
    headers["Vary"] = "Accept-Encoding, Cookie, Authorization"
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(body, headers=headers, media_type=answer.media_type)


def page_of[T](
    request: Request, records: Sequence[T], limit: int, offset: int
) -> tuple[Sequence[T], dict[str, str]]:
    """Cut a page out of a list; tell how long the list is and where the other pages are."""
    total = len(records)
    places = {"first": 0}
    if offset > 0:
        places["prev"] = max(0, offset - limit)
    if offset + limit < total:
        places["next"] = offset + limit
    if total:
        places["last"] = (total - 1) // limit * limit
    links = [f'<{_at(request, limit, place)}>; rel="{rel}"' for rel, place in places.items()]
    return records[offset : offset + limit], {"Salis-Total": str(total), "Link": ", ".join(links)}


def _at(request: Request, limit: int, offset: int) -> str:
    """Write the address of another page, from the root of this server."""
    given = request.query_params.multi_items()
    kept = [(name, value) for name, value in given if name not in ("limit", "offset")]
    pages = [("limit", str(limit)), *([("offset", str(offset))] if offset else [])]
    return f"{quote(request.url.path)}?{urlencode([*kept, *pages])}"


def _tagged(tag: str, *, packed: bool) -> dict[str, str]:
    return {"ETag": f'"{tag}{"-gz" if packed else ""}"', "Cache-Control": "private, no-cache"}


def takes_gzip(request: Request) -> bool:
    """Read Accept-Encoding as far as gzip is concerned."""
    for one in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = one.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
