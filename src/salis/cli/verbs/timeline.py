"""`salis timeline`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking


@click.command()
@click.option("--days", is_flag=True, help="Only the days that matter, each in a few claims.")
@asking
def command(request: Request, *, days: bool) -> None:
    """List what happens when."""
    with request.view() as view:
        if days:
            request.show(view.key_days(), "days")
        else:
            request.show(view.timeline(), "timeline")
