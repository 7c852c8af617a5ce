"""`salis sources`."""

from __future__ import annotations

import click

from salis.cli.asking import Request, asking


@click.command()
@click.option("--speakers", is_flag=True, help="The named speakers instead.")
@asking
def command(request: Request, *, speakers: bool) -> None:
    """List the sources with their records.

    A record says what became of the claims that a source, or with --speakers a speaker, put forward
    itself before they were settled: how many held, fell and are open. With five or more settled
    it says the share that held with its 95 % interval; with fewer, none.
    """
    with request.view() as view:
        if speakers:
            request.show(view.speakers(), "speakers")
        else:
            request.show(view.sources(), "sources")
