"""`salis judge`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.moments import MomentText
from salis.cli.opening import opened
from salis.cli.options import because_option, person_option, quiet_option, workspace_option
from salis.cli.reports import say
from salis.model.entry import Verdict

_VERDICTS = {verdict.replace("_", "-"): verdict for verdict in Verdict}


@click.command()
@click.argument("verdict", type=click.Choice(list(_VERDICTS)), metavar="VERDICT")
@click.argument("named", nargs=-1, required=True, metavar="ID [ID]")
@because_option()
@person_option()
@click.option("--at", type=MomentText(), help="Since when it counts.  [default: now]")
@workspace_option()
@quiet_option()
def command(
    *,
    verdict: str,
    named: tuple[str, ...],
    by: str,
    workspace: Path | None,
    quiet: bool,
    **given: str,
) -> None:
    """Judge a claim, or whether two claims, documents or names are one, and say why.

    The decision is an entry of its own in the ledger, with your name, and can be seen by anyone.
    Where two people disagree the later judgement stands, and both are shown.

    Of a claim: confirm, refute, unverifiable, reopen (no earlier judgement stands); of a prediction
    also resolve-true, resolve-false. Of two claims: same, different (whether they put forward the
    same). Of two documents: copy, independent (whether one reuses the other's text). Of two names
    of speakers or sources: merge, split (whether they are one person or body).

    A claim is named by its id, the beginning of one, a statement's id, or a reference as the brief
    prints it, DOCUMENT#START-END; a document by its id, the beginning of one, or its address.
    """
    with opened(workspace) as ledger:
        entry = ledger.judge(named, _VERDICTS[verdict], by=by, **given)
    what = " and ".join(named)
    say(f"Recorded as entry {entry.seq}: {by} judges {what} ({verdict}).", quiet=quiet)
