"""Read what a request brings: JSON or a form, held to the type that describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from python_multipart.multipart import parse_options_header
from starlette.datastructures import UploadFile

from salis.api.actions import Upload
from salis.api.forms import MOST_FIELDS, MOST_FILES
from salis.api.problems import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

JSON, FORM = "application/json", "multipart/form-data"
#: Longest field of a form that is no file, and body that is JSON with or without a text, in bytes.
_LONGEST_FIELD, _LONGEST_JSON, LONGEST_TEXT = 64 << 10, 64 << 10, 8 << 20


async def read_json[T: msgspec.Struct](
    request: Request, kind: type[T], most: int = _LONGEST_JSON
) -> T:
    """Read a body that must be JSON, of so many bytes at most.

    Raises:
        Refusal: 400, it is not what is described; 413 or 415, it is too long or something else.
    """
    _check_type(request, JSON)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise Refusal(413, "too-large", f"JSON of at most {most:,} bytes is taken here.")
    try:
        return msgspec.convert(_whole(msgspec.json.decode(bytes(body))), kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as fault:
        raise _bad_body(fault) from fault


async def read_form[T: msgspec.Struct](request: Request, kind: type[T]) -> tuple[T, list[Upload]]:
    """Read a form with its files, those named `file`.

    Raises:
        Refusal: 400, it is not what is described, or brings no file; 415, it is something else.
    """
    _check_type(request, FORM)
    async with request.form(
        max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=_LONGEST_FIELD
    ) as form:
        fields: dict[str, str] = {}
        uploads: list[Upload] = []
        for name, value in form.multi_items():
            if isinstance(value, UploadFile) and name == "file":
                uploads.append(Upload(value.filename or "", await value.read()))
            elif isinstance(value, str) and name not in fields:
                fields[name] = value
            else:
                raise Refusal(400, "bad-body", f"The field '{name[:80]}' is not as described.")
    if not uploads:
        raise Refusal(400, "bad-body", "The form brings no file (field `file`).")
    try:
        return msgspec.convert(fields, kind, strict=False), uploads
    except msgspec.MsgspecError as fault:
        raise _bad_body(fault) from fault


def _whole(plain: Any) -> Any:
    """Take 3.0 for 3, as JSON Schema does."""
    if not isinstance(plain, dict):
        return plain
    fractions = {name: value for name, value in plain.items() if isinstance(value, float)}
    return plain | {name: int(one) for name, one in fractions.items() if one.is_integer()}


def is_form(request: Request) -> bool:
    """Tell whether the body is a form with files."""
    return _type_of(request) == FORM


def _check_type(request: Request, wanted: str) -> None:
    if _type_of(request) != wanted:
        raise Refusal(415, "wrong-type", f"The body should be {wanted}.")


def _type_of(request: Request) -> str:
    kind, _ = parse_options_header(request.headers.get("content-type"))
    return kind.decode("latin-1").lower()


def _bad_body(fault: Exception) -> Refusal:
    return Refusal(400, "bad-body", f"The body is not as described: {str(fault)[:300]}.")
