"""Exit codes, and what is said with them.

0 done · 1 done with problems reported · 2 wrong usage · 3 stopped by a known error
70 a bug · 130 stopped by Ctrl-C
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from salis.cli.program import program
from salis.formats.safe import safe_block
from salis.model.errors import SalisError, UsageError

DONE, PROBLEMS, USAGE, STOPPED, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130
_BUG_HELP = (
    "This is a bug in Salis. Run again with SALIS_DEBUG=1 for the full trace and report it with "
    "the command you gave; nothing recorded is lost."
)


class Interrupted(Exception):
    """Ctrl-C; the text says what is recorded."""


def run(args: Sequence[str] | None = None) -> int:
    """Run one verb; give its exit code and never raise."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(args)
    except (BrokenPipeError, SystemExit):  # click leaves by the latter when a pipe is broken
        return _let_go()
    except (click.Abort, KeyboardInterrupt):
        return _say("Stopped. What was recorded before stays recorded.", INTERRUPTED)
    except Interrupted as stop:
        return _say(str(stop), INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SalisError as error:
        words = "\n".join([str(error), *getattr(error, "__notes__", ())])
        return _say(words, USAGE if isinstance(error, UsageError) else STOPPED)
    except OSError as error:
        return _say(_os_words(error), STOPPED)
    except Exception as error:  # noqa: BLE001 (the last stop: a user never sees a traceback)
        return _bug(error)


def _open_closed_streams() -> None:
    """Put the null device where a standard stream was closed (`<&-`, `>&-`).

    Python has None there then; and the ledger must never be opened in the place of stdout.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _run(args: Sequence[str] | None) -> int:
    result = program.main(
        args=None if args is None else list(args), prog_name="salis", standalone_mode=False
    )
    sys.stdout.flush()
    return result if isinstance(result, int) else DONE


def _say(text: str, code: int) -> int:
    with suppress(OSError):  # nobody may be listening there either
        click.echo(f"salis: {safe_block(text)}", err=True)
    return code


def _os_words(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{reason}: {error.filename}" if error.filename else reason


def _let_go() -> int:
    """Leave quietly when nobody reads on (`| head`)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _bug(error: Exception) -> int:
    if os.environ.get("SALIS_DEBUG"):
        traceback.print_exception(error)
    return _say(f"{type(error).__name__}: {error}. {_BUG_HELP}", BUG)
