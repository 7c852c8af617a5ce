"""`salis verify`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.opening import opened
from salis.cli.options import quiet_option, workspace_option
from salis.formats.words import count


@click.command()
@click.option("--rebuild", is_flag=True, help="First derive all else from the entries again.")
@workspace_option()
@quiet_option()
def command(*, rebuild: bool, workspace: Path | None, quiet: bool) -> None:
    """Check that nothing recorded was altered.

    Every entry is checked against its seal, and the bytes of every document against their digest.
    Note the head seal down elsewhere: it tells later whether entries were cut off at the end.
    """
    with opened(workspace) as ledger:
        if rebuild:
            ledger.rebuild()
        found = ledger.verify()
    if not quiet:
        click.echo(f"{count(found.entries, 'entry', 'entries')} in order, head seal {found.head}")
        click.echo(f"{count(found.archived, 'document')} in the archive, unaltered")
