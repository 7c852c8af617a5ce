"""`salis brief`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import click

from salis.cli.asking import Request, asking
from salis.cli.options import since_option
from salis.cli.reports import say
from salis.formats.brief import MOST_ON_TERMINAL, MOST_SHOWN
from salis.formats.look import Look


@click.command()
@since_option(required=False)
@click.option(
    "--length",
    type=click.IntRange(min=1),
    help="Show at most so many points in each section.",
)
@asking
def command(request: Request, since: datetime | None, length: int | None) -> None:
    """Print what is known, disputed, alleged, not known and expected.

    Each line says what it stands on: its standing, its independent origins, its documents, and a
    reference that opens the passage. With --since, what changed after then is shown too.
    """
    fmt = request.format()
    shown = MOST_SHOWN if fmt in ("md", "html") else MOST_ON_TERMINAL
    data = fmt in ("json", "jsonl", "csv")
    cut, detailed = (length, None) if data else (None, max(length or 0, shown))
    with request.view() as view:
        brief = view.brief(since=since, length=cut, detailed=detailed)
        request.show(brief, "brief", look=Look(cap=length))
        if request.as_of is not None and not brief.counts.documents:
            _say_when_it_begins(request)


def _say_when_it_begins(request: Request) -> None:
    with replace(request, as_of=None).view() as whole:
        begins = whole.first_told
    if begins is not None:
        say(f"The first document here counts from {begins:%Y-%m-%dT%H:%MZ}.", quiet=request.quiet)
