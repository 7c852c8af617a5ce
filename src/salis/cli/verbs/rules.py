"""`salis rules`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking
from salis.cli.opening import opened
from salis.cli.reports import say


@click.command()
@click.option("--adopt", metavar="VERSION", help="Weigh by these rules from now on.")
@click.option("--because", default="", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who adopts them.")
@asking
def command(request: Request, adopt: str | None, because: str, by: str | None) -> None:
    """List the versions of the rules of weighing, or adopt one.

    A new ledger adopts the newest rules; an older one keeps its own until somebody adopts others.
    Before that, `salis changes --rules weigh/1..weigh/2` lists the claims that would stand
    otherwise. With --clock recorded a past moment is shown by the rules that were in force then.
    """
    if adopt is not None:
        if not (by or "").strip():
            raise click.UsageError("Say who adopts them: --by NAME.")
        with opened(request.workspace) as workspace:
            entry = workspace.adopt_rules(adopt, because=because, by=str(by))
        say(f"Recorded as entry {entry.seq}: {by} adopts the rules {adopt}.")
        return
    with request.view() as view:
        request.show(view.rules(), "rules")
