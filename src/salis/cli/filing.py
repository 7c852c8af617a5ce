"""`salis evidence add`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from salis.cli.moments import MomentText
from salis.cli.opening import opened
from salis.cli.options import person_option, quiet_option, workspace_option
from salis.cli.reports import report_problems, say
from salis.model.entry import EvidenceFiled


@click.command("add")
@click.argument("address", metavar="FILE|URL")
@click.option("--claim", required=True, metavar="ID", help="The claim, as `salis judge` names it.")
@click.option("--bears", type=click.Choice(["for", "against"]), required=True, help="How it bears.")
@click.option(
    "--grade",
    type=click.IntRange(1, 6),
    required=True,
    help="Credibility, 1 (confirmed by other means) to 6 (cannot be judged).",
)
@click.option(
    "--kind",
    type=click.Choice(["record", "image", "video", "dataset"]),
    help="What it is.  [default: by its ending]",
)
@click.option("--note", required=True, metavar="TEXT", help="What it shows.")
@click.option("--published", type=MomentText(), help="When it became public.  [default: now]")
@click.option("--no-bytes", is_flag=True, help="Keep no bytes; FILE|URL says where it is.")
@person_option()
@workspace_option()
@quiet_option()
def add(
    *,
    claim: str,
    bears: str,
    by: str,
    no_bytes: bool,
    workspace: Path | None,
    quiet: bool,
    **given: Any,
) -> int:
    """File a record, image, video or dataset for or against a claim.

    The bytes of a file, or those at an http(s) address, are kept in the archive under their digest.
    What an image says of itself (when and where it was taken, by which camera) is shown with it and
    weighs nothing: only the grade that you give does. An address that cannot be fetched is filed
    without its bytes, with exit code 1.
    """
    kept = not no_bytes
    with opened(workspace) as ledger:
        entry = ledger.file_evidence(
            claim, by=by, bears_for=bears == "for", keep=kept, fetch=kept, **given
        )
    filed = entry.payload
    assert isinstance(filed, EvidenceFiled)
    digest = f" (sha256 {filed.digest})" if filed.digest else ", without bytes"
    words = f"{by} files evidence {filed.id} {bears} {claim}{digest}."
    say(f"Recorded as entry {entry.seq}: {words}", quiet=quiet)
    report_problems(filed.problems)
    return int(bool(filed.problems))
