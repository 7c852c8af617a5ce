"""Moments as they are given in addresses, read as the command line reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salis.sources.moment import parse_moment

if TYPE_CHECKING:
    from datetime import datetime

    from salis.model.times import Moment

_CENTURY, _MONTH = "(1[6-9]|2[0-8])", "(0[1-9]|1[0-2])"
_YEAR = f"{_CENTURY}[0-9]{{2}}"
_LEAP_YEAR = f"{_CENTURY}(0[48]|[2468][048]|[13579][26])"
_DAY = (
    f"({_YEAR}-{_MONTH}-(0[1-9]|1[0-9]|2[0-8])|{_YEAR}-(0[13-9]|1[0-2])-(29|30)"
    f"|{_YEAR}-(0[13578]|1[02])-31|{_LEAP_YEAR}-02-29)"
)
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?"
_ZONE = "(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])"
#: What is promised to be read; more is ("6 May 2031").
MOMENT_PATTERN = f"^({_YEAR}(-{_MONTH})?|{_DAY}(T{_CLOCK}{_ZONE})?)$"


def until_moment(text: str) -> datetime:
    """Read a moment; one that is only a day, month or year means its end.

    Raises:
        ValueError: it is none.
    """
    return _read(text).until


def since_moment(text: str) -> datetime:
    """Read a moment; one that is only a day, month or year means its start.

    Raises:
        ValueError: it is none.
    """
    return _read(text).at


def _read(text: str) -> Moment:
    moment = parse_moment(text)
    if moment is None:
        message = "a moment, written as 2031-05-06 or 2031-05-06T18:00Z"
        raise ValueError(message)
    return moment
