"""`salis claims`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking
from salis.model.claim import Standing


@click.command()
@click.option(
    "--standing",
    type=click.Choice([standing.value for standing in Standing]),
    metavar="STANDING",
    help=f"Only claims that stand so: {', '.join(Standing)}.",
)
@asking
def command(request: Request, standing: str | None) -> None:
    """List the claims."""
    with request.view() as view:
        request.show(view.claims(standing=standing), "claims")
