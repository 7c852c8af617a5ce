"""`salis users`."""

from __future__ import annotations

from pathlib import Path

import click

from salis.cli.asking import write
from salis.cli.options import quiet_option, workspace_option
from salis.cli.people import people_of, read_password
from salis.cli.reports import say


@click.group()
def command() -> None:
    """Say who may use the desk with a password, where others reach it."""


@command.command()
@click.argument("name")
@click.option("--role", type=click.Choice(["reader", "reviewer", "admin"]), default="reviewer")
@workspace_option()
@quiet_option()
def add(*, name: str, role: str, workspace: Path | None, quiet: bool) -> None:
    """Add NAME, or give NAME another role and password.

    The password is asked for, or read from stdin. A reader reads; a reviewer also adds and decides;
    an admin also sees who has access.
    """
    people_of(workspace).add(name, role, read_password(name))
    say(f"{name} may sign in as {role}.", quiet=quiet)


@command.command("list")
@workspace_option()
def listed(*, workspace: Path | None) -> None:
    """List the people with their roles."""
    for person in people_of(workspace).names():
        write(f"{person.role}\t{person.name}\n", None)


@command.command()
@click.argument("name")
@workspace_option()
@quiet_option()
def token(*, name: str, workspace: Path | None, quiet: bool) -> None:
    """Print a new token with which NAME's programs ask; the one before opens nothing any more."""
    write(people_of(workspace).make_token(name) + "\n", None)
    say(f"A program says it as: Authorization: Bearer TOKEN ({name}).", quiet=quiet)


@command.command()
@click.argument("name")
@workspace_option()
@quiet_option()
def remove(*, name: str, workspace: Path | None, quiet: bool) -> None:
    """Remove NAME; what NAME decided stays in the ledger."""
    people_of(workspace).remove(name)
    say(f"{name} may not sign in any more.", quiet=quiet)
