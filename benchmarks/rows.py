"""Rows of a task: JSON objects, one a line, plain or gzipped; and documents made from them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

from salis.model.document import Document, DocumentId
from salis.model.times import Moment, Precision
from salis.sources.identity import UNKNOWN, digest_of, source_named

type Row = dict[str, Any]

_FETCHED = datetime(2026, 1, 1, tzinfo=UTC)


class BadInput(Exception):
    """The call, or a file it names, cannot be used; the text says which and why."""


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of a file.

    Raises:
        BadInput: the file cannot be read, or a line is no object with an `id`.
    """
    try:
        with _open(path, "rt") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _row(line, f"{path}, line {number}")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        message = f"{path}: {error}"
        raise BadInput(message) from error


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write rows to a file; give how many there were."""
    written = 0
    with _open(path, "wt") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            written += 1
    return written


def make_document(key: str, text: str, *, fields: Row | None = None) -> Document:
    """Make the document that a row stands for; the text stays as it is, so that offsets hold."""
    fields = fields or {}
    source = fields.get("source")
    return Document(
        id=DocumentId(key),
        source=source_named(source) if source else UNKNOWN,
        digest=digest_of(text.encode(errors="replace")),
        media_type="text/plain",
        address=key,
        text=text,
        fetched_at=_FETCHED,
        title=fields.get("title") or None,
        published_at=read_day(fields.get("published")),
    )


def read_day(text: str | None) -> Moment | None:
    """Read a date as the tasks give it (one row has 03-02-2009); None where there is none."""
    turned = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", text or "")
    if turned:
        text = "-".join(reversed(turned.groups()))
    try:
        return Moment(datetime.fromisoformat(text or "").replace(tzinfo=UTC), Precision.DAY)
    except ValueError:
        return None


def _open(path: Path, mode: str) -> IO[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    return cast("IO[str]", opened(path, mode, encoding="utf-8"))


def _row(line: str, place: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        message = f"{place}: not JSON ({error})"
        raise BadInput(message) from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        message = f'{place}: no object with an "id"'
        raise BadInput(message)
    return row
