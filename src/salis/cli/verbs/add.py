"""`salis add`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.exits import DONE, PROBLEMS, Interrupted
from salis.cli.moments import MomentText
from salis.cli.opening import opened
from salis.cli.options import quiet_option, workspace_option
from salis.cli.progress import metered
from salis.cli.reports import report_added
from salis.model.errors import SalisError

_GO_ON = "Run the same command again to go on; they will not be read twice."


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="PATH|URL|-…")
@click.option("--source", metavar="NAME", help="Who published it, where the text does not say.")
@click.option("--published", type=MomentText(), help="When, e.g. 2031-05-06T18:00Z.")
@click.option("--title", help="Its title.")
@workspace_option()
@quiet_option()
def command(
    *,
    inputs: tuple[str, ...],
    source: str | None,
    published: str | None,
    title: str | None,
    workspace: Path | None,
    quiet: bool,
) -> int:
    """Read documents into the ledger (also: `salis read`).

    Files, folders and globs of plain text, Markdown, HTML, PDF, JSON Lines (id, source, published,
    title, url, text; also .gz) and e-mail; `-` reads one text from stdin. What is known already is
    not read again. Exit code 1 says that problems were found and where.
    """
    with opened(workspace) as ledger, metered(quiet=quiet) as meter:
        try:
            report = ledger.add(
                inputs, source=source, published=published, title=title, progress=meter
            )
        except KeyboardInterrupt as stop:
            raise Interrupted(f"Stopped: {meter.words}. {_GO_ON}") from stop
        except SalisError as fault:
            if meter.done:
                fault.add_note(f"{meter.words}. {_GO_ON}")
            raise
    report_added(report, quiet=quiet)
    return PROBLEMS if report.problems else DONE
