"""Write docs/cli.md from the commands' own help, or check that it is up to date.

Run `python tools/cli_docs.py` to write, with `--check` to check only.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from salis.cli.program import SECTIONS, program

TARGET = Path(__file__).parent.parent / "docs" / "cli.md"
_WIDTH = 80
_HEAD = """# The command line

Made from the commands' own help by `tools/cli_docs.py`; a test holds it equal.

Data goes to stdout; progress, summaries and problems go to stderr. `-` is stdin or stdout.

| exit code | means |
|---|---|
| 0 | done |
| 1 | done, with problems reported |
| 2 | wrong usage |
| 3 | stopped by a known error, which is named |
| 70 | a bug in Salis; `SALIS_DEBUG=1` shows the trace |
| 130 | stopped by Ctrl-C; what was recorded stays recorded |

Environment: `SALIS_WORKSPACE` (the workspace's folder), `NO_COLOR`, `COLUMNS`, `SALIS_DEBUG`.
"""


def cli_docs() -> str:
    """Write the whole page."""
    root = program.make_context("salis", [], resilient_parsing=True)
    parts = [_HEAD, _block(program, root)]
    for title, verbs in SECTIONS.items():
        parts.append(f"## {title}\n")
        for verb in verbs:
            command = program.get_command(root, verb)
            assert command is not None
            parts.extend(_helps(command, click.Context(command, info_name=verb, parent=root)))
    return "\n".join(parts)


def _helps(command: click.Command, context: click.Context) -> Iterator[str]:
    if not isinstance(command, click.Group):
        yield f"### {context.command_path}\n"
        yield _block(command, context)
        return
    for name, part in command.commands.items():
        yield from _helps(part, click.Context(part, info_name=name, parent=context))


def _block(command: click.Command, context: click.Context) -> str:
    context.terminal_width = _WIDTH
    text = re.sub(r"[ \t]+$", "", command.get_help(context), flags=re.MULTILINE)
    return f"```text\n{text}\n```\n"


def main() -> int:
    """Write the page or check it."""
    os.environ["COLUMNS"] = str(_WIDTH)
    made = cli_docs()
    if "--check" not in sys.argv:
        TARGET.write_text(made, encoding="utf-8")
        return 0
    if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == made:
        return 0
    print("docs/cli.md is not what the commands say; run: .venv/bin/python tools/cli_docs.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
