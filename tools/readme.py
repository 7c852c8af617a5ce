"""Put the program's own output into the README, or check that it stands there.

A block between `<!-- output: salis demo, 40 lines -->` and `<!-- end -->` holds the first lines
that the command prints. `make readme` fills the blocks, `make docs` fails where one has drifted.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(
    r"(?P<head><!-- output: (?P<command>[^,>]+)(?:, (?P<lines>\d+) lines)? -->\n)"
    r".*?(?P<foot><!-- end -->)",
    re.DOTALL,
)


def main() -> int:
    """Fill the README's blocks, or with `--check` say which of them have drifted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail on a difference")
    check = parser.parse_args().check
    before = README.read_text(encoding="utf-8")
    after = BLOCK.sub(fill, before)
    if before == after:
        return 0
    if check:
        print("README.md does not show what the program prints: run `make readme`", file=sys.stderr)
        return 1
    README.write_text(after, encoding="utf-8")
    return 0


def fill(block: re.Match[str]) -> str:
    """Give the block anew, with what its command prints now."""
    shown = output(block["command"].split())
    if block["lines"] and len(shown) > int(block["lines"]):
        shown = [*shown[: int(block["lines"])], "…"]
    return "\n".join([block["head"] + "```text", *shown, "```", block["foot"]])


def output(command: list[str]) -> list[str]:
    """Run the installed program in an empty folder; give the lines it prints on stdout."""
    program = Path(sys.executable).with_name(command[0])
    settings = {"COLUMNS": "100", "LINES": "50", "NO_COLOR": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [program, *command[1:]],
            cwd=folder,
            env=os.environ | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    if done.returncode or not done.stdout.strip():
        sys.exit(f"`{' '.join(command)}` ended with {done.returncode}: {done.stderr.strip()}")
    return [line.rstrip() for line in done.stdout.strip("\n").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
