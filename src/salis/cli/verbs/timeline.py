"""`salis timeline`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking


@click.command()
@asking
def command(request: Request) -> None:
    """List what happens when."""
    with request.view() as view:
        request.show(view.timeline(), "timeline")
