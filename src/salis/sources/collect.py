"""Turn what a person names into Documents: the stage's one entrance."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from salis.model.document import Document
from salis.model.problem import Problem
from salis.sources.detect import HEAD, Format, detect, format_of_name
from salis.sources.document import Hints, make_document
from salis.sources.find import Handed, Input, find_inputs
from salis.sources.interface import FormatReader, Raw, Reading
from salis.sources.json_lines import read_lines, read_objects
from salis.sources.moment import parse_moment
from salis.sources.page import read_page
from salis.sources.pdf import read_pdf
from salis.sources.plain import read_markdown, read_plain
from salis.sources.streams import MAX_UNPACKED, TooLarge, look_into, read_whole

__all__ = ["Fetched", "Handed", "Hints", "collect", "count_inputs", "parse_moment"]


def _read_mail(raw: Raw) -> Reading | Problem:
    from salis.sources.mail import read_mail  # the library for mail is large, mails are few

    return read_mail(raw)


_READERS: dict[Format, FormatReader] = {
    Format.PLAIN: read_plain,
    Format.MARKDOWN: read_markdown,
    Format.PAGE: read_page,
    Format.PDF: read_pdf,
    Format.MAIL: _read_mail,
}
#: Byte order marks and blanks.
_BLANK = b"\xef\xbb\xbf\xfe\xff \t\r\n\0"
#: Up to these sizes the lines of a file are counted ahead, plain and packed.
_CHEAP_TO_COUNT = 200_000_000
_CHEAP_TO_UNPACK = 20_000_000
#: A line is counted by pieces of this size, however long it is.
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Fetched:
    """One document with the bytes it was read from, for the archive."""

    document: Document
    #: For JSON Lines: the bytes of that one line.
    data: bytes


def collect(
    inputs: Sequence[str | Handed],
    *,
    hints: Hints,
    fetched_at: datetime,
    stdin: BinaryIO | None = None,
    own: Sequence[Path] = (),
) -> Iterator[Fetched | Problem]:
    """Read every input, one document or Problem at a time.

    Faults of the material never raise: what can be kept comes as a document that carries its
    Problems, what cannot comes as a Problem in its stead.

    Args:
        inputs: Files, folders, glob patterns, http(s) addresses, `-` for stdin, bytes handed over.
        hints: What the person says of all of them.
        fetched_at: When they are read.
        stdin: What `-` stands for; the process's own by default.
        own: Files and folders of the workspace itself, which are never read as documents.

    Raises:
        SourceError: nothing is at one of the inputs; raised at the call, before any is read.
    """
    found = find_inputs(inputs, own)
    return _collected(found, stdin, hints=hints, fetched_at=fetched_at)


def count_inputs(inputs: Sequence[str | Handed], own: Sequence[Path] = ()) -> int | None:
    """Count the documents to come, for a progress display; None where that is not cheap to know."""
    total = 0
    for item in find_inputs(inputs, own):
        count = 0 if isinstance(item, Problem) else _count(item)
        if count is None:
            return None
        total += count
    return total


def _collected(
    found: list[Input | Problem], stdin: BinaryIO | None, *, hints: Hints, fetched_at: datetime
) -> Iterator[Fetched | Problem]:
    for item in found:
        if isinstance(item, Problem):
            yield item
            continue
        for reading in _readings(item, stdin):
            if isinstance(reading, Problem):
                yield reading
            else:
                document = make_document(reading, item.address, hints=hints, fetched_at=fetched_at)
                yield Fetched(document, reading.data)


def _readings(item: Input, stdin: BinaryIO | None) -> Iterator[Reading | Problem]:
    """Read an input; whatever goes wrong with it becomes a Problem and the next one follows."""
    try:
        if item.url:
            yield from _at_address(item.url)
        elif item.path:
            with item.path.open("rb") as stream:
                yield from _in_stream(stream, item)
        elif item.handed:
            yield from _in_stream(io.BytesIO(item.handed.data), item)
        else:
            yield from _in_stream(stdin or sys.stdin.buffer, item)
    except TooLarge as error:
        yield Problem("too-large", f"It is not read: {error}.", item.place)
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or error
        yield Problem("unreadable", f"It cannot be read ({why}).", item.place)
    except Exception as error:  # noqa: BLE001 - parsers fail on hostile bytes in ways nobody lists
        why = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
        yield Problem("unreadable", f"Its reader failed on it ({why}).", item.place)


def _at_address(url: str) -> Iterator[Reading | Problem]:
    from salis.sources.fetch import fetch  # the network is seldom needed

    raw = fetch(url)
    if isinstance(raw, Problem):
        yield raw
    else:
        yield from _in_stream(io.BytesIO(raw.data), Input(raw.place), raw)


def _in_stream(
    stream: BinaryIO, item: Input, known: Raw | None = None
) -> Iterator[Reading | Problem]:
    name = known.name if known else item.name
    head, stream = look_into(stream, HEAD)
    kind = detect(head, name)
    if not head.strip(_BLANK) and len(head) < HEAD:
        yield Problem("empty", "There is nothing in it.", item.place)
        return
    if kind is Format.JSON_LINES:
        yield from read_lines(stream, item.place)
        return
    if kind is Format.BINARY:
        yield Problem("binary", "It is not text; it is passed over.", item.place)
        return
    data = read_whole(stream)
    raw = replace(known, data=data) if known else Raw(data, item.place, name)
    if kind is Format.JSON:
        yield from read_objects(raw)
    else:
        yield _READERS[kind](raw)


def _count(item: Input) -> int | None:
    """Count what one input holds: the lines of JSON Lines, else one."""
    if not item.path:
        lines = format_of_name(item.name) is Format.JSON_LINES
        return 1 if item.url or (item.handed and not lines) else None
    if format_of_name(item.path.name) is not Format.JSON_LINES:
        return 1
    packed = item.path.suffix.lower() == ".gz"
    try:
        if item.path.stat().st_size > (_CHEAP_TO_UNPACK if packed else _CHEAP_TO_COUNT):
            return None
        return _count_lines(item.path, packed=packed)
    except (OSError, EOFError, zlib.error):
        return None


def _count_lines(path: Path, *, packed: bool) -> int | None:
    with gzip.open(path) if packed else path.open("rb") as stream:
        return _lines_in(stream)


def _lines_in(stream: io.BufferedIOBase) -> int | None:
    """Count the lines that hold something; None where it unpacks to more than is read."""
    lines = seen = 0
    filled = False
    while piece := stream.readline(_PIECE):
        seen += len(piece)
        if seen > MAX_UNPACKED:
            return None
        filled = filled or not piece.isspace()
        if piece.endswith(b"\n"):
            lines, filled = lines + filled, False
    return lines + filled
