"""`salis demo`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.asking import terminal_look, write
from salis.cli.exits import DONE
from salis.cli.opening import opened
from salis.cli.options import quiet_option
from salis.cli.progress import metered
from salis.cli.reports import report_added, say
from salis.cli.sample import decide_as_in_sample, end_of_sample, fresh_folder, unpack_sample
from salis.formats.render import render


@click.command()
@click.argument("directory", default="salis-demo", type=click.Path(path_type=Path))
@quiet_option()
def command(*, directory: Path, quiet: bool) -> int:
    """Read the bundled sample into a fresh workspace and print its brief.

    DIRECTORY is made (./salis-demo unless given); a former demo there is replaced, anything else
    is left alone. The sample is invented: a river ferry capsizes.
    """
    fresh_folder(directory)
    documents = unpack_sample(directory)
    with opened(directory, create=True) as workspace:
        with metered(quiet=quiet) as meter:
            report = workspace.add([str(documents)], progress=meter)
        report_added(report, quiet=quiet)
        decide_as_in_sample(workspace, directory)
        end = end_of_sample(directory)
        brief = workspace.view(as_of=end).brief()
    write(render(brief, "brief", "text", look=terminal_look()), None)
    say(_next(directory, end.strftime("%Y-%m-%dT%H:%MZ")), quiet=quiet)
    return DONE


def _next(directory: Path, end: str) -> str:
    return (
        f"\nTry next, in {directory}:\n"
        f"  salis -w {directory} disputes --as-of {end}\n"
        f"  salis -w {directory} brief --as-of 2025-05-03T12:00Z\n"
        f"  salis -w {directory} changes --since 2025-05-05 --as-of {end}\n"
        "Or see it at the desk, in the browser:\n"
        f"    salis -w {directory} serve --open"
    )
