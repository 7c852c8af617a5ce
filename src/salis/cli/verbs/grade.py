"""`salis grade`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.opening import opened
from salis.cli.options import person_option, quiet_option, workspace_option
from salis.cli.reports import say


@click.command()
@click.argument("source")
@click.argument("grade", metavar="A..F")
@click.option("--because", default="", metavar="TEXT", help="Why.")
@person_option()
@workspace_option()
@quiet_option()
def command(
    *, source: str, grade: str, because: str, by: str, workspace: Path | None, quiet: bool
) -> None:
    """Grade a source's reliability, A to F.

    The Admiralty scale: A reliable, B usually, C fairly, D not usually, E unreliable, F cannot be
    judged. SOURCE is an id or a name as `salis sources` lists them.
    """
    with opened(workspace) as ledger:
        ledger.grade(source, grade, by=by, because=because)
    say(f"Recorded: {by} grades {source} {grade.upper()}.", quiet=quiet)
