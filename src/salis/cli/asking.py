"""What verbs that ask have in common: open the workspace, take the view, write the answer."""

from __future__ import annotations

import functools
import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from salis.cli.opening import opened
from salis.cli.options import chosen_format, common_options
from salis.cli.reports import say
from salis.formats.look import Look
from salis.formats.render import render
from salis.views.view import View

_COLUMNS = 80
_FUTURE = (
    "That moment is yet to come: what is expected by then is shown as due, though nobody can have "
    "told of it."
)


@dataclass(frozen=True, slots=True)
class Request:
    """The common options of one call."""

    workspace: Path | None
    as_of: datetime | None
    clock: str
    fmt: str | None
    output: Path | None
    rules: str | None = None
    quiet: bool = False

    @contextmanager
    def view(self, rules: str | None = None) -> Iterator[View]:
        """Open the workspace and take the view asked for, by other rules where they are named."""
        with _collector_off(), opened(self.workspace) as workspace:
            if self.as_of is not None and self.as_of > datetime.now(UTC):
                say(_FUTURE, quiet=self.quiet)
            yield workspace.view(as_of=self.as_of, clock=self.clock, rules=rules or self.rules)

    def format(self, default: str = "text") -> str:
        """Choose the format."""
        return chosen_format(self.fmt, self.output, default)

    def show(self, records: object, kind: str, *, look: Look | None = None) -> None:
        """Write an answer in the format and to the place asked for."""
        fmt = self.format()
        fitted = terminal_look(look or Look(), to_file=self.output is not None)
        fitted = replace(fitted, quotes=fmt in ("md", "html"))
        write(render(records, kind, fmt, look=fitted), self.output)


def terminal_look(look: Look | None = None, *, to_file: bool = False) -> Look:
    """Fit a look to the terminal; colour only there, and never where NO_COLOR is set."""
    colour = not to_file and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = shutil.get_terminal_size((_COLUMNS, 24)).columns
    return replace(look or Look(), width=width, colour=colour)


@contextmanager
def _collector_off() -> Iterator[None]:
    """Leave memory to the end of the process: an answer is short, and a view is large."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def write(text: str, output: Path | None) -> None:
    """Write to a file or to stdout."""
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
    else:
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as fault:
            raise OSError(fault.errno, fault.strerror, str(output)) from fault


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the common options to a verb and hand it them as one `Request`."""

    @functools.wraps(command)
    def with_request(  # noqa: PLR0913 (the common options, each said by name)
        *,
        workspace: Path | None,
        as_of: datetime | None,
        clock: str | None,
        fmt: str | None,
        output: Path | None,
        rules: str | None,
        quiet: bool,
        **own: Any,
    ) -> Any:
        asked = Request(workspace, as_of, clock or "published", fmt, output, rules, quiet)
        return command(asked, **own)

    return common_options()(with_request)
