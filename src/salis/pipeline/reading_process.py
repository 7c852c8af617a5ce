"""A process that reads documents: `python -m salis.pipeline.reading_process MODULE:FUNCTION`.

It takes documents on stdin and gives what they say on stdout, one frame for each, beginning with
`+`; `-` begins the reason why a document (or, in the first frame, the reader) failed.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from typing import BinaryIO

import msgspec

from salis.model.document import Document
from salis.model.errors import SalisError
from salis.pipeline.frames import receive_frame, send_frame
from salis.pipeline.stages import Reader, load_reader

_DOCUMENT = msgspec.json.Decoder(Document)


def main(name: str) -> None:
    """Load the reader, then read until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    answers = _claim_stdout()
    try:
        reader = load_reader(name)
    except SalisError as fault:
        send_frame(answers, b"-" + str(fault).encode())
        return
    gc.collect()
    gc.freeze()  # what is loaded stays: the collector of this process need not walk it again
    send_frame(answers, b"+")
    while (asked := receive_frame(sys.stdin.buffer)) is not None:
        send_frame(answers, _read(reader, _DOCUMENT.decode(asked)))


def _claim_stdout() -> BinaryIO:
    """Keep stdout for frames alone: whatever a library prints goes to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _read(reader: Reader, document: Document) -> bytes:
    try:
        return b"+" + msgspec.json.encode(reader.read(document))
    except Exception as fault:  # noqa: BLE001 (one document never stops the others)
        traceback.print_exc()
        return b"-" + describe_fault(fault).encode()


def describe_fault(fault: Exception) -> str:
    """Name an unexpected fault on one short line."""
    words = " ".join(str(fault).encode(errors="replace").decode().split())
    return f"{type(fault).__name__}: {words[:200]}" if words else type(fault).__name__


if __name__ == "__main__":
    main(sys.argv[1])
