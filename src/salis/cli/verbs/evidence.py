"""`salis evidence`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking
from salis.cli.filing import add
from salis.cli.opening import opened


@click.group()
def command() -> None:
    """File what bears on a claim other than by someone saying so."""


command.add_command(add)


@command.command("list")
@asking
def listed(request: Request) -> None:
    """List the evidence filed, that which was withdrawn included, and whether its bytes are there.

    Evidence is withdrawn by `salis withdraw ID`.
    """
    with opened(request.workspace) as workspace, request.view() as view:
        request.show(workspace.check_bytes(view.evidence()), "evidence")
