"""`salis changes`."""

from __future__ import annotations

from datetime import datetime

import click

from salis.cli.asking import Request, asking
from salis.cli.moments import UNTIL
from salis.cli.options import since_option


@click.command()
@since_option(required=True)
@click.option("--until", type=UNTIL, help="Show what changed up to then.  [default: --as-of]")
@asking
def command(request: Request, since: datetime, until: datetime | None) -> None:
    """List what changed since a moment, and why."""
    with request.view() as view:
        request.show(view.changes(since, until), "changes")
