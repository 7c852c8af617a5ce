"""Choose the page and the format for what a view gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from salis.formats.brief import brief_page
from salis.formats.changes import changes_page, history_page
from salis.formats.claim import claim_page
from salis.formats.data import Plain, write_compact, write_csv, write_json, write_jsonl
from salis.formats.document import document_page
from salis.formats.evidence import evidence_page
from salis.formats.html import write_html
from salis.formats.kept_lists import (
    documents_page,
    judgements_page,
    problems_page,
)
from salis.formats.lists import (
    claims_page,
    days_page,
    disputes_page,
    predictions_page,
    questions_page,
    rules_page,
    search_page,
    timeline_page,
)
from salis.formats.look import Look
from salis.formats.markdown import write_markdown
from salis.formats.page import Page
from salis.formats.text import write_text
from salis.formats.tracks import sources_page, speakers_page
from salis.views.plain import to_plain

FORMATS = ("table", "text", "md", "html", "json", "jsonl", "csv")
_BRIEF_SECTIONS = ("known", "alleged", "disputed", "pending", "unknown", "opinions")

# Each page takes its own kind of record; which one goes with which name is fixed here alone.
_PAGES: Mapping[str, Callable[[Any, Look], Page]] = {
    "brief": brief_page,
    "claim": claim_page,
    "document": document_page,
    "claims": lambda records, _: claims_page(records),
    "questions": lambda records, _: questions_page(records),
    "disputes": lambda records, _: disputes_page(records),
    "timeline": lambda records, _: timeline_page(records),
    "days": lambda records, _: days_page(records),
    "changes": lambda records, _: changes_page(records),
    "history": lambda records, _: history_page(records),
    "predictions": lambda records, _: predictions_page(records),
    "sources": lambda records, _: sources_page(records),
    "evidence": lambda records, _: evidence_page(records),
    "rules": lambda records, _: rules_page(records),
    "speakers": lambda records, _: speakers_page(records),
    "search": lambda records, _: search_page(records),
    "documents": lambda records, _: documents_page(records),
    "problems": lambda records, _: problems_page(records),
    "judgements": lambda records, _: judgements_page(records),
}
KINDS = tuple(_PAGES)


def render(records: object, kind: str, fmt: str, *, look: Look | None = None) -> str:
    """Write what a view gave, a record or several of one of `KINDS`, in one of `FORMATS`."""
    if fmt in ("json", "jsonl", "csv"):
        return _render_data(records, kind, fmt)
    return _render_page(records, kind, fmt, look or Look())


def render_compact(records: object) -> str:
    """Write as JSON what a view gave, the same value as `render` does, without line breaks."""
    return write_compact(_plain(records))


def _render_page(records: object, kind: str, fmt: str, look: Look) -> str:
    page = _PAGES[kind](records, look)
    if fmt == "md":
        return write_markdown(page)
    if fmt == "html":
        return write_html(page)
    return write_text(page, width=look.width, colour=look.colour, tables=fmt == "table")


def _render_data(records: object, kind: str, fmt: str) -> str:
    plain: Plain = _plain(records)
    if fmt == "json":
        return write_json(plain)
    return write_jsonl(plain) if fmt == "jsonl" else write_csv(_rows(plain, kind))


def _plain(records: object) -> Plain:
    if isinstance(records, Iterable):
        return [to_plain(record) for record in records]
    value: Plain = to_plain(records)
    return value


def _rows(plain: Plain, kind: str) -> Iterable[Mapping[str, Plain]]:
    """Choose the rows of a table that a record stands for."""
    if isinstance(plain, list):
        return [row for row in plain if isinstance(row, dict)]
    if not isinstance(plain, dict):
        return []
    if kind == "brief":
        return _brief_rows(plain)
    nested = plain.get("statements") if kind == "document" else None
    return [row for row in nested if isinstance(row, dict)] if isinstance(nested, list) else [plain]


def _brief_rows(brief: Mapping[str, Plain]) -> list[Mapping[str, Plain]]:
    rows: list[Mapping[str, Plain]] = []
    for section in _BRIEF_SECTIONS:
        items = brief.get(section)
        for item in items if isinstance(items, list) else []:
            if not isinstance(item, dict):
                continue
            sides = item.get("claims")
            inner = sides if isinstance(sides, list) else [item]
            rows.extend({"section": section, **row} for row in inner if isinstance(row, dict))
    return rows
