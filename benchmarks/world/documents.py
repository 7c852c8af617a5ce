"""Put a world's reports through `salis add`, and find out what was read where."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from benchmarks.rows import Row, write_rows
from benchmarks.world.entries import published, write_text
from benchmarks.world.measuring import Measured, measure_entries
from benchmarks.world.reports import Report, Saying, World
from benchmarks.world.setting import Setting
from salis.model.document import Document
from salis.model.entry import DocumentFetched, Entry, StatementsRead
from salis.model.statement import Statement, StatementId
from salis.pipeline.stages import Stages
from salis.workspace.parts import choose_stages
from salis.workspace.workspace import Workspace

#: A statement is of a line's content where it holds so much of it, and nothing of the attribution.
_MOST = 0.5


def document_setting() -> Setting:
    """Give the setting of worlds that are read: the same rates, but less of everything."""
    return replace(
        Setting(),
        sites=8,
        deeds=5,
        rumours=2,
        whos=1,
        counts=1,
        charges=3,
        forecasts=1,
        opinions=1,
        asides=2.0,
        pickups=0.4,
        flood_size=6.0,
    )


def measure_documents(world: World) -> Measured:
    """Measure a world whose reports are read and linked by `salis add`."""
    entries = add_world(world)
    return measure_entries(world, entries, dict(match_statements(world, entries)))


def add_world(world: World) -> list[Entry]:
    """Add a world's reports to a fresh workspace; give the entries of its ledger."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        pile = Path(name) / "world.jsonl"
        write_rows(pile, (_row(report) for report in world.reports))
        Workspace.create(folder).close()
        with Workspace(folder, stages=_stages()) as workspace:
            workspace.settings = replace(workspace.settings, workers=1)
            workspace.add(str(pile))
            return list(workspace.ledger.entries())


@cache
def _stages() -> Stages:
    """Load the models once a process."""
    return choose_stages()


def _row(report: Report) -> Row:
    return {
        "id": str(report.number),
        "source": report.outlet.name,
        "published": published(report).isoformat(),
        "title": report.title,
        "text": write_text(report).whole,
    }


def match_statements(
    world: World, entries: Iterable[Entry]
) -> Iterator[tuple[StatementId, Saying]]:
    """Tell for each statement that was read what is said in its place in the world.

    Statements about somebody's saying something are left out: their content is no proposition.
    """
    reports = {(one.outlet.name, write_text(one).whole): one for one in world.reports}
    documents: dict[str, Document] = {}
    for entry in entries:
        if isinstance(entry.payload, DocumentFetched):
            documents[entry.payload.document.id] = entry.payload.document
        elif isinstance(entry.payload, StatementsRead):
            document = documents[entry.payload.document]
            report = reports[document.source.name, document.text]
            for statement in entry.payload.statements:
                saying = _saying(statement, report)
                if saying is not None:
                    yield statement.id, saying


def _saying(statement: Statement, report: Report) -> Saying | None:
    start, end = statement.passage.start, statement.passage.end
    for line, begin in zip(report.lines, write_text(report).begins, strict=True):
        if begin + line.start <= start < begin + line.end:
            held = min(end, begin + line.end) - start
            return line.saying if held >= _MOST * (line.end - line.start) else None
    return None
