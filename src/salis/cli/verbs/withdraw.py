"""`salis withdraw`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.opening import opened
from salis.cli.options import because_option, person_option, quiet_option, workspace_option
from salis.cli.reports import say


@click.command()
@click.argument("entry")
@because_option()
@person_option()
@workspace_option()
@quiet_option()
def command(*, entry: str, because: str, by: str, workspace: Path | None, quiet: bool) -> None:
    """Take an earlier decision back, and say why.

    What stood without it stands again, in past views too; the entry itself stays in the ledger.
    ENTRY is the number that was said when it was recorded, or the id of a judgement or of evidence
    as `salis claim` names it, or the beginning of one.
    """
    with opened(workspace) as ledger:
        made = ledger.withdraw(entry, because=because, by=by)
    say(f"Recorded as entry {made.seq}: {by} withdraws {entry}.", quiet=quiet)
