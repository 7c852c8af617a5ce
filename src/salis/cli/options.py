"""The options that verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from salis.cli.moments import MOMENT, UNTIL

type Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

FORMATS = ("table", "text", "md", "html", "json", "jsonl", "csv")
_WORKSPACE_HELP = (
    "The workspace.  [default: $SALIS_WORKSPACE, else the nearest folder upward with salis.toml]"
)
_ENDINGS = {
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
}


def _joined(options: list[Decorator]) -> Decorator:
    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def workspace_option(*, with_environment: bool = False) -> Decorator:
    """Take the workspace's folder."""
    return click.option(
        "-w",
        "--workspace",
        type=click.Path(path_type=Path),
        envvar="SALIS_WORKSPACE" if with_environment else None,
        help=_WORKSPACE_HELP,
    )


def quiet_option() -> Decorator:
    """Take whether to be quiet."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")


def moment_options() -> Decorator:
    """Take the moment and the clock of a view."""
    return _joined(
        [
            click.option(
                "--as-of",
                type=UNTIL,
                help="Show what stood then, e.g. 2031-05-06T18:00Z.  [default: now]",
            ),
            click.option(
                "--clock",
                type=click.Choice(["published", "recorded"]),
                help="Whether --as-of asks what had been published by then, or recorded here."
                "  [default: published]",
            ),
            click.option(
                "--rules",
                metavar="VERSION",
                help="Weigh by these rules, e.g. weigh/1.  [default: those the ledger adopted]",
            ),
        ]
    )


def output_options() -> Decorator:
    """Take the format and the file to write to."""
    return _joined(
        [
            click.option("-f", "--format", "fmt", type=click.Choice(FORMATS), help="Format."),
            click.option(
                "-o",
                "--output",
                type=click.Path(path_type=Path),
                help="File to write to; its ending chooses the format.",
            ),
        ]
    )


def common_options(*, with_environment: bool = False) -> Decorator:
    """Take all that verbs which ask share."""
    return _joined(
        [
            workspace_option(with_environment=with_environment),
            moment_options(),
            output_options(),
            quiet_option(),
        ]
    )


def chosen_format(fmt: str | None, output: Path | None, default: str) -> str:
    """Choose the format: the one asked for, else what the file's ending says, else the default."""
    return fmt or (_ENDINGS.get(output.suffix.lower(), default) if output else default)


def since_option(*, required: bool) -> Decorator:
    """Take the moment from which on changes count."""
    return click.option(
        "--since",
        type=MOMENT,
        required=required,
        help="Show what changed after then, e.g. 2031-05-06T18:00Z.",
    )


def person_option() -> Decorator:
    """Take who decides."""
    return click.option(
        "--by", required=True, metavar="NAME", callback=_said, help="Who decides so."
    )


def because_option() -> Decorator:
    """Take why."""
    return click.option("--because", required=True, metavar="TEXT", callback=_said, help="Why.")


def _said(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Refuse what says nothing."""
    if not value.strip():
        raise click.BadParameter("it says nothing", ctx, param)
    return value
