"""`salis problems`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking


@click.command()
@asking
def command(request: Request) -> None:
    """List the faults found in the material, with their places."""
    with request.view() as view:
        request.show(view.problems(), "problems")
