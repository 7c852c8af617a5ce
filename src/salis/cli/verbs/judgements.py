"""`salis judgements`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking


@click.command()
@asking
def command(request: Request) -> None:
    """List what people judged, and why."""
    with request.view() as view:
        request.show(view.judgements(), "judgements")
