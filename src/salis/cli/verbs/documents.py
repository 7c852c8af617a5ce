"""`salis documents`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking


@click.command()
@asking
def command(request: Request) -> None:
    """List the documents."""
    with request.view() as view:
        request.show(view.documents(), "documents")
