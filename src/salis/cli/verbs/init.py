"""`salis init`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.opening import opened
from salis.cli.options import quiet_option, workspace_option
from salis.cli.reports import say


@click.command()
@click.argument("directory", required=False, type=click.Path(path_type=Path))
@workspace_option()
@quiet_option()
def command(*, directory: Path | None, workspace: Path | None, quiet: bool) -> None:
    """Make a folder a workspace.

    DIRECTORY (else the workspace of -w, else this folder) gets a salis.toml with its settings, a
    ledger, and an archive of the bytes read.
    """
    folder = directory or workspace or Path()
    with opened(folder, create=True):
        pass
    say(f"{folder} is a workspace now. Next: salis -w {folder} add PATH", quiet=quiet)
