"""`salis doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.checkup import CHECKS
from salis.cli.exits import DONE, PROBLEMS
from salis.cli.options import workspace_option


@click.command()
@workspace_option()
def command(workspace: Path | None) -> int:
    """Check that this machine and workspace are in order.

    Python, the language model, what SQLite can do, and the workspace's folder and ledger. Exit
    code 1 says that something is not.
    """
    ill = False
    for name, check in CHECKS:
        finding = check(workspace)
        ill = ill or not finding.well
        click.echo(f"{'ok ' if finding.well else 'NOT'} {name}: {finding.text}")
    return PROBLEMS if ill else DONE
