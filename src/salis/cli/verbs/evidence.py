"""`salis evidence add`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from salis.cli.asking import Request, asking
from salis.cli.moments import MomentText
from salis.cli.opening import opened
from salis.cli.options import person_option, quiet_option, workspace_option
from salis.cli.reports import say


@click.group()
def command() -> None:
    """File what bears on a claim other than by someone saying so."""


@command.command("list")
@asking
def listed(request: Request) -> None:
    """List the evidence filed."""
    with request.view() as view:
        request.show(view.evidence(), "evidence")


@command.command("add")
@click.argument("claim")
@click.argument("address", metavar="FILE|URL")
@click.option("--for/--against", "bears_for", required=True, default=None, help="How it bears.")
@click.option(
    "--grade",
    type=click.IntRange(1, 6),
    required=True,
    help="Credibility, 1 (confirmed by other means) to 6 (cannot be judged).",
)
@click.option("--kind", type=click.Choice(["record", "image", "video", "dataset"]), required=True)
@click.option("--note", required=True, metavar="TEXT", help="What it shows.")
@click.option("--published", type=MomentText(), help="When it became public.  [default: now]")
@person_option()
@workspace_option()
@quiet_option()
def add(*, claim: str, by: str, workspace: Path | None, quiet: bool, **given: Any) -> None:
    """File a record, image, video or dataset for or against CLAIM.

    Where FILE is a file, its bytes are kept in the archive.
    """
    with opened(workspace) as ledger:
        ledger.file_evidence(claim, by=by, **given)
    way = "for" if given["bears_for"] else "against"
    say(f"Recorded: {by} files evidence {way} {claim}.", quiet=quiet)
