"""`salis search`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking


@click.command()
@click.argument("text", nargs=-1, required=True)
@asking
def command(request: Request, text: tuple[str, ...]) -> None:
    """Find statements by their words."""
    with request.view() as view:
        request.show(view.search(" ".join(text)), "search")
