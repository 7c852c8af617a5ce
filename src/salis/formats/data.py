"""Records as JSON, JSON Lines and CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from salis.formats.safe import safe_json, safe_line

type Plain = bool | int | float | str | list["Plain"] | dict[str, "Plain"] | None

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
#: What stands for a nested record in one cell, first that it has.
_NAMES = ("text", "name", "speaker", "document", "id")


def write_json(plain: Plain) -> str:
    """Write one indented JSON value."""
    return safe_json(json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def write_compact(plain: Plain) -> str:
    """Write one JSON value on one line."""
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return safe_json(text)


def write_jsonl(plain: Plain) -> str:
    """Write one line of JSON for each record."""
    rows = plain if isinstance(plain, list) else [plain]
    lines = (json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)
    return "".join(safe_json(line) + "\n" for line in lines)


def write_csv(rows: Iterable[Mapping[str, Plain]]) -> str:
    """Write rows as CSV, nested records flattened; a spreadsheet takes no cell for a formula."""
    flat = [dict(_flattened(row)) for row in rows]
    names = _columns(flat)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in flat)
    return out.getvalue()


def _columns(rows: Iterable[Mapping[str, Plain]]) -> list[str]:
    """Name the columns; a record that is absent in some rows has those of its fields alone."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    nested = {name.rpartition(".")[0] for name in names}
    return [name for name in names if name not in nested]


def _flattened(row: Mapping[str, Plain], path: str = "") -> Iterator[tuple[str, Plain]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


def _cell(value: Plain) -> str:
    if isinstance(value, list):
        return _guarded("; ".join(_short(one) for one in value))
    if isinstance(value, str):
        return _guarded(safe_line(value))
    return "" if value is None else json.dumps(value)


def _short(value: Plain) -> str:
    if isinstance(value, dict):
        value = next((value[name] for name in _NAMES if value.get(name)), None)
    if isinstance(value, str):
        return safe_line(value)
    return "" if value is None else json.dumps(value)


def _guarded(cell: str) -> str:
    """Keep a spreadsheet from running a cell: an apostrophe before `= + - @`, numbers excepted."""
    if cell[:1] in ("=", "+", "-", "@") and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
