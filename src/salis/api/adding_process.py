"""A process that adds documents: `python -m salis.api.adding_process FOLDER [MODULE:STAGES]`.

It takes orders on stdin, one frame each, and tells on stdout, in frames of JSON, how far it has
come and what it came to. Readers are not slowed by it, and its memory goes when it ends.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from salis.model.errors import SalisError
from salis.pipeline.frames import receive_frame, send_frame
from salis.sources.find import Handed
from salis.workspace.workspace import Workspace

if TYPE_CHECKING:
    from salis.pipeline.stages import Stages


class Order(msgspec.Struct):
    """What is to be added, and what a person says of it."""

    by: str
    addresses: list[str] = []
    #: Files that hold what was handed over, with the names they came under; empty: pasted text.
    files: list[tuple[str, str]] = []
    source: str | None = None
    published: str | None = None
    title: str | None = None


def main(folder: str, stages: str | None = None) -> None:
    """Add what is ordered until stdin ends, or Ctrl-C is sent."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to stderr
    chosen = _load(stages) if stages else None
    with suppress(KeyboardInterrupt, BrokenPipeError):
        while (asked := receive_frame(sys.stdin.buffer)) is not None:
            _obey(Path(folder), chosen, msgspec.json.decode(asked, type=Order), answers)


def _obey(folder: Path, stages: Stages | None, order: Order, answers: BinaryIO) -> None:
    """Add what one order names; what goes wrong is told, and the next order is awaited."""

    def tell(**message: Any) -> None:
        send_frame(answers, msgspec.json.encode(message))

    try:
        handed = [Handed(Path(path).read_bytes(), name) for path, name in order.files]
        with Workspace(folder, stages=stages, user=order.by) as workspace:
            report = workspace.add(
                [*order.addresses, *handed],
                source=order.source,
                published=order.published,
                title=order.title,
                progress=lambda done, total: tell(done=done, total=total),
            )
    except SalisError as fault:
        tell(error=str(fault))
    except Exception as fault:  # noqa: BLE001 (one order never stops the others)
        tell(error=f"This is a bug in Salis ({type(fault).__name__}: {str(fault)[:200]}).")
    else:
        tell(report=report)


def _load(name: str) -> Stages:
    module, _, stages = name.partition(":")
    found: Stages = getattr(import_module(module), stages)
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
