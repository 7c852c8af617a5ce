"""`salis claim`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking
from salis.formats.look import Look


@click.command()
@click.argument("id")
@click.option("--history", is_flag=True, help="Each change of its standing, when and why.")
@asking
def command(request: Request, id: str, *, history: bool) -> None:
    """Show one claim with all that it stands on.

    ID is a claim's id, the beginning of one, or a statement's id.
    """
    with request.view() as view:
        if history:
            request.show(view.history(id), "history")
            return
        claim = view.claim(id)
        names = {rival: view.claim(rival).text for rival in claim.rivals}
        request.show(claim, "claim", look=Look(names=names))
