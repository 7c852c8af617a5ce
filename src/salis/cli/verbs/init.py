"""`salis init`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.asking import opened
from salis.cli.options import quiet_option
from salis.cli.reports import say


@click.command()
@click.argument("directory", default=".", type=click.Path(path_type=Path))
@quiet_option()
def command(*, directory: Path, quiet: bool) -> None:
    """Make a folder a workspace.

    DIRECTORY gets a salis.toml with its settings, a ledger, and an archive of the bytes read.
    """
    with opened(directory, create=True):
        pass
    say(f"{directory} is a workspace now. Next: salis -w {directory} add PATH", quiet=quiet)
