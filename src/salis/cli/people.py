"""What `salis users` needs: the file of people, and a password that is never an argument."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from salis.cli.opening import opened

if TYPE_CHECKING:
    from salis.api.people_file import PeopleFile


def people_of(path: Path | None) -> PeopleFile:
    """Give the people of a workspace.

    Raises:
        WorkspaceError: there is no workspace yet.
    """
    from salis.api.people_file import PeopleFile  # hashing is slow to load

    with opened(path) as workspace:
        workspace.ledger.head()
        return PeopleFile(workspace.path)


def read_password(name: str) -> str:
    """Ask for a password twice on a terminal; else take the first line of stdin."""
    if sys.stdin.isatty():
        return str(click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
