"""`salis serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from salis.cli.options import quiet_option, workspace_option
from salis.cli.reports import say


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any free."
)
@click.option("--open/--no-open", "opens", default=False, help="Open it in the browser.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="Also answer under this name.")
@click.option("--token", envvar="SALIS_TOKEN", metavar="TEXT", help="Let in who shows this.")
@click.option("--https", is_flag=True, help="Readers come over https, through a proxy.")
@workspace_option()
@quiet_option()
def command(
    *, host: str, port: int, opens: bool, workspace: Path | None, quiet: bool, **given: Any
) -> None:
    """Serve the desk and the API over a workspace, until Ctrl-C.

    On this machine alone unless --host says otherwise; that needs a token (--token, better
    $SALIS_TOKEN) or people with passwords (`salis users add`).
    """
    from salis.api.access import WorkspaceAccess  # the web's libraries are slow to load
    from salis.api.guard import guarded
    from salis.api.server import listen, serve
    from salis.api.welcome import address_of, choose_rules, open_later
    from salis.desk.application import make_app

    access = WorkspaceAccess(workspace)
    rules = choose_rules(access, host, **given)
    access.check()
    taken = listen(host, port)
    address = address_of(host, taken)
    say(f"Salis serves {access.path} at {address}  (Ctrl-C stops it)", quiet=quiet)
    if opens:
        open_later(address)
    serve(guarded(make_app(access, rules), rules=rules), taken, access.watching.close)
    say("Stopped.", quiet=quiet)
