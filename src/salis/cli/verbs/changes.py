"""`salis changes`."""

from __future__ import annotations

from datetime import datetime

import click

from salis.cli.asking import Request, asking
from salis.cli.moments import UNTIL
from salis.cli.options import since_option


@click.command()
@since_option(required=False)
@click.option("--until", type=UNTIL, help="Show what changed up to then.  [default: --as-of]")
@asking
def command(request: Request, since: datetime | None, until: datetime | None) -> None:
    """List what changed since a moment, and why.

    With --rules A..B, and without --since, it lists the claims that stand otherwise by the rules B
    than by A.
    """
    old, between, new = (request.rules or "").partition("..")
    if between:
        with request.view(old) as before, request.view(new) as after:
            request.show(before.differences(after), "changes")
        return
    if since is None:
        raise click.UsageError("Say since when (--since MOMENT), or between which rules (--rules).")
    if until is not None and until < since:
        raise click.UsageError("--until is before --since.")
    with request.view() as view:
        request.show(view.changes(since, until), "changes")
