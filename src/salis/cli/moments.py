"""Moments as people type them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from salis.model.times import Moment


class MomentText(click.ParamType[str]):
    """A moment kept as it was typed, so that its precision is kept too."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check that it can be read."""
        _read(self, value, param, ctx)
        return value


class MomentType(click.ParamType[datetime]):
    """A moment; one that is only a day, month or year stands for its start or its end."""

    name = "moment"

    def __init__(self, *, at_end: bool) -> None:
        self._at_end = at_end

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read the moment, or say how to write one."""
        if isinstance(value, datetime):
            return value
        moment = _read(self, value, param, ctx)
        return moment.until if self._at_end else moment.at


def _read(
    kind: click.ParamType[Any],
    value: str,
    param: click.Parameter | None,
    ctx: click.Context | None,
) -> Moment:
    from salis.sources.moment import parse_moment  # keeps `salis --help` quick

    moment = parse_moment(value)
    if moment is None:
        kind.fail(
            f"'{value}' is no moment. Write it as 2031-05-06 or 2031-05-06T18:00Z.", param, ctx
        )
    return moment


#: "By 6 May" takes in all of that day; "since 6 May" begins with it.
UNTIL = MomentType(at_end=True)
MOMENT = MomentType(at_end=False)
