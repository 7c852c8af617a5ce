"""`salis disputes`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking


@click.command()
@asking
def command(request: Request) -> None:
    """List what is disputed, with both sides and their speakers."""
    with request.view() as view:
        request.show(view.disputes(), "disputes")
