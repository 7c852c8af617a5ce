"""Read JSON Lines, and files of one JSON object or a list of them: one document an object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from salis.model.problem import Problem
from salis.sources.credit import agency_credits
from salis.sources.encoding import decode, tidy
from salis.sources.interface import Raw, Reading

#: Longest line that is read.
MAX_LINE = 50_000_000
_TEXTS = ("source", "published", "title", "url", "author")
_BETWEEN = re.compile(r"[\s,\[]*")
_CLOSED = re.compile(r"[\s,\]]*\Z")
_MARK = b"\xef\xbb\xbf"


def read_lines(stream: BinaryIO, place: str) -> Iterator[Reading | Problem]:
    """Read one document from each line; a line that is none is a Problem at `place:line`."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        where = f"{place}:{number}"
        if len(line) > MAX_LINE:
            _skip_line(stream, line)
            yield Problem("too-large", f"The line is over {MAX_LINE // 1_000_000} MB.", where)
            continue
        data = line.removeprefix(_MARK).strip() if number == 1 else line.strip()
        if data:
            yield _from_line(data, where, number)


def read_objects(raw: Raw) -> Iterator[Reading | Problem]:
    """Read the objects of a file that is one JSON value, each with its own bytes of it."""
    text, _ = decode(raw.data, raw.place)
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    if _CLOSED.match(text, at):
        yield Problem("no-text", "It holds no object with a `text`; it is left out.", raw.place)
    while at < len(text) and not _CLOSED.match(text, at):
        line = text.count("\n", 0, at) + 1
        where = f"{raw.place}:{line}"
        try:
            fields, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield _not_json(error, where)
            return
        yield _from_fields(fields, text[at:end].encode(), where, line)
        at = _skip(text, end)


def _skip(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_LINE)


def _from_line(data: bytes, where: str, number: int) -> Reading | Problem:
    try:
        fields = json.loads(data)
    except UnicodeDecodeError:
        return _from_guessed(data, where, number)
    except (ValueError, RecursionError) as error:
        return _not_json(error, where)
    return _from_fields(fields, data, where, number)


def _from_guessed(data: bytes, where: str, number: int) -> Reading | Problem:
    """Read a line that is not UTF-8, and say so."""
    text, problems = decode(data, where)
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _not_json(error, where)
    return _from_fields(fields, data, where, number, problems=problems)


def _not_json(error: Exception, where: str) -> Problem:
    return Problem("not-json", f"It is not JSON ({_why(error)}); it is left out.", where)


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"


def _from_fields(
    fields: Any, data: bytes, where: str, number: int, *, problems: list[Problem] | None = None
) -> Reading | Problem:
    if not isinstance(fields, dict):
        said = "It holds no object with fields such as `text`; it is left out."
        return Problem("not-json", said, where)
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return Problem("no-text", "It has no `text`; it is left out.", where)
    found = list(problems or ())
    words = {name: _word(fields, name, where, found) for name in _TEXTS}
    credits_ = (*_stated(fields.get("credit")), *_stated(fields.get("wire")))
    key = fields.get("id")
    return Reading(
        data,
        where,
        "application/json",
        tidy(text),
        source=words["source"],
        published=(words["published"],) if words["published"] else (),
        title=words["title"],
        url=words["url"],
        author=words["author"],
        credits=credits_ or agency_credits(words["author"]),
        problems=tuple(found),
        key=str(key) if isinstance(key, str | int) and str(key).strip() else str(number),
    )


def _word(fields: dict[str, Any], name: str, where: str, problems: list[Problem]) -> str | None:
    """Give a field as text; one of another type is a Problem, absent and null are not."""
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    if name == "published" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = f"`{name}` is not text; it is left out."
    problems.append(Problem("bad-field", text, where))
    return None


def _stated(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in values if isinstance(name, str) and name.strip())
