"""Parameters of the API: each says what it takes, reads it, and describes itself for OpenAPI."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from salis.api.moments import MOMENT_PATTERN, since_moment, until_moment
from salis.api.problems import Refusal
from salis.model.claim import Standing
from salis.model.snapshot import Clock
from salis.model.statement import Act

type Schema = Mapping[str, Any]
type Given = Mapping[str, Any]

MOST_A_PAGE, A_PAGE = 1000, 100
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of the query, the path or a header."""

    name: str
    says: str
    schema: Schema
    #: Reads the text given; ValueError says what it should be.
    read: Callable[[str], Any]
    #: query | path
    place: str = "query"
    required: bool = False
    default: Any = None


def text(name: str, says: str, *, required: bool = False, place: str = "query") -> Parameter:
    """Take words, of bounded length and without null characters."""
    schema = {"type": "string", "minLength": 1, "maxLength": _LONGEST, "pattern": r"^[^\x00]+$"}
    return Parameter(name, says, schema, _text, place, required)


def one_of(name: str, says: str, words: Sequence[str], default: str | None = None) -> Parameter:
    """Take one of some words."""
    schema: dict[str, Any] = {"type": "string", "enum": list(words)}

    def read(given: str) -> str:
        if given not in words:
            message = f"one of {', '.join(words)}"
            raise ValueError(message)
        return given

    return Parameter(name, says, schema | _stated(default), read, default=default)


def number(name: str, says: str, least: int, most: int, default: int | None = None) -> Parameter:
    """Take a whole number within bounds."""
    schema: dict[str, Any] = {"type": "integer", "minimum": least, "maximum": most}

    def read(given: str) -> int:
        plain = given.isascii() and given.isdecimal() and len(given) <= len(str(most))
        if not plain or not least <= int(given) <= most:
            message = f"a whole number from {least} to {most}"
            raise ValueError(message)
        return int(given)

    return Parameter(name, says, schema | _stated(default), read, default=default)


def moment(
    name: str, says: str, read: Callable[[str], datetime], *, required: bool = False
) -> Parameter:
    """Take a moment."""
    schema = {
        "type": "string",
        "pattern": MOMENT_PATTERN,
        "examples": ["2031-05-06", "2031-05-06T18:00Z"],
    }
    return Parameter(name, says, schema, read, required=required)


def read_parameters(
    parameters: Sequence[Parameter], query: Sequence[tuple[str, str]], path: Mapping[str, str]
) -> dict[str, Any]:
    """Read what a request gives.

    Raises:
        Refusal: 400, something is missing, given twice, unknown, or not what it should be.
    """
    given: dict[str, str] = dict(path)
    known = {one.name: one for one in parameters}
    for name, value in query:
        if name in given or name not in known or known[name].place == "path":
            raise _refused(_misnamed(name, given, known))
        given[name] = value
    return {one.name: _read(one, given.get(one.name)) for one in parameters}


def _read(parameter: Parameter, given: str | None) -> Any:
    if given is None:
        if parameter.required:
            raise _refused(f"the parameter '{parameter.name}' is missing: {parameter.says}")
        return parameter.default
    try:
        return parameter.read(given)
    except ValueError as fault:
        text = f"'{parameter.name}' should be {fault}; it is '{given[:80]}'"
        raise _refused(text) from fault


def _misnamed(name: str, given: Mapping[str, str], known: Mapping[str, Parameter]) -> str:
    if name in given:
        return f"the parameter '{name[:80]}' is given twice"
    there = ", ".join(one.name for one in known.values() if one.place == "query") or "none"
    return f"there is no parameter '{name[:80]}' here; there are: {there}"


def _refused(detail: str) -> Refusal:
    return Refusal(400, "bad-parameter", detail[:1].upper() + detail[1:])


def _text(given: str) -> str:
    if not given or len(given) > _LONGEST or "\0" in given:
        message = f"1 to {_LONGEST} characters, none of them null"
        raise ValueError(message)
    return given


def _stated(default: Any) -> dict[str, Any]:
    return {} if default is None else {"default": default}


VIEW = (
    moment("as_of", "Show what stood then; a day means its end.  [default: now]", until_moment),
    one_of(
        "clock",
        "Whether `as_of` asks what had been published by then, or recorded here.",
        [clock.value for clock in Clock],
        Clock.PUBLISHED.value,
    ),
    number(
        "after",
        "Number of an entry that the answer must take in; wait for a view that does. Without it"
        " the answer may be a little behind a ledger that is being added to.",
        0,
        2**31,
        0,
    ),
)
PAGE = (
    number("limit", "At most so many.", 1, MOST_A_PAGE, A_PAGE),
    number("offset", "Leave out so many at the beginning.", 0, 2**31, 0),
)
ID = text("id", "Its id, or the beginning of one.", required=True, place="path")
SINCE = moment("since", "What changed after then.", since_moment, required=True)
UNTIL = moment("until", "What changed up to then.  [default: as_of]", until_moment)
STANDING = one_of("standing", "Only claims of this standing.", [one.value for one in Standing])
ACT = one_of("act", "Only statements that do this.", [one.value for one in Act])
