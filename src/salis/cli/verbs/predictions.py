"""`salis predictions`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking


@click.command()
@asking
def command(request: Request) -> None:
    """List who predicted what, for when, and what came of it."""
    with request.view() as view:
        request.show(view.predictions(), "predictions")
