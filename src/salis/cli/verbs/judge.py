"""`salis judge`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.moments import MomentText
from salis.cli.opening import opened
from salis.cli.options import person_option, quiet_option, workspace_option
from salis.cli.reports import say
from salis.model.entry import Verdict

_VERDICTS = {
    "confirm": Verdict.CONFIRM,
    "refute": Verdict.REFUTE,
    "resolve-true": Verdict.RESOLVE_TRUE,
    "resolve-false": Verdict.RESOLVE_FALSE,
}


@click.command()
@click.argument("verdict", type=click.Choice(list(_VERDICTS)))
@click.argument("claim")
@click.option("--because", required=True, metavar="TEXT", help="Why.")
@person_option()
@click.option("--at", type=MomentText(), help="Since when it counts.  [default: now]")
@workspace_option()
@quiet_option()
def command(*, verdict: str, by: str, workspace: Path | None, quiet: bool, **given: str) -> None:
    """Confirm or refute a claim, or settle a prediction, and say why.

    The decision is an entry of its own in the ledger, with your name, and can be seen by anyone.
    """
    claim = given.pop("claim")
    with opened(workspace) as ledger:
        ledger.judge(claim, _VERDICTS[verdict], by=by, **given)
    say(f"Recorded: {by} judges {claim} ({verdict}).", quiet=quiet)
