"""Makes the timeline of a topic: its articles added to a workspace, its timeline view by days."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import salis
from benchmarks.rows import BadInput, Row
from salis.views.records import TimelineRecord

#: Days shown, and claims told of each: about what the gold timelines have.
_DAYS, _CLAIMS = 40, 4
_SLACK = timedelta(days=30)


def predict(rows: Iterable[Row], docs: Iterable[Row] | None = None) -> Iterator[Row]:
    """Yield `{"id", "timeline": [{"date", "text"}]}`; topics asked for twice get one answer.

    Raises:
        BadInput: there is no document of a topic.
    """
    topics: dict[str, list[Row]] = {}
    for document in docs or ():
        topics.setdefault(document["topic"], []).append(document)
    made: dict[str, list[Row]] = {}
    for row in rows:
        topic = row["topic"]
        if topic not in topics:
            message = f"{row['id']}: no document on {topic}; name the file of documents with --docs"
            raise BadInput(message)
        if topic not in made:
            made[topic] = _timeline(topics[topic])
        yield {"id": row["id"], "timeline": made[topic]}


def _timeline(documents: Sequence[Row]) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "documents.jsonl"
        lines = (json.dumps(document) + "\n" for document in documents)
        pile.write_text("".join(lines), encoding="utf-8")
        with salis.open_workspace(Path(folder) / "workspace", create=True) as workspace:
            workspace.add(str(pile))
            records = workspace.view().timeline()
    told = sorted(document["published"] for document in documents)
    first, last = (datetime.fromisoformat(day).date() for day in (told[0], told[-1]))
    days = _by_day(records)
    near = {day: said for day, said in days.items() if first - _SLACK <= day <= last}
    weight = {day: sum(one.documents for one in said) for day, said in near.items()}
    best = sorted(weight, key=lambda day: -weight[day])[:_DAYS]
    return [{"date": day.isoformat(), "text": _told(near[day])} for day in sorted(best)]


def _by_day(records: Iterable[TimelineRecord]) -> dict[date, list[TimelineRecord]]:
    """Group what is dated to one day by that day."""
    days: dict[date, list[TimelineRecord]] = {}
    for record in records:
        if record.concerns.start and len(record.concerns.edtf) == len("2011-01-25"):
            day = datetime.fromisoformat(record.concerns.start).date()
            days.setdefault(day, []).append(record)
    return days


def _told(records: Sequence[TimelineRecord]) -> str:
    best = sorted(records, key=lambda one: (-one.documents, -one.origins))[:_CLAIMS]
    return " ".join(one.text for one in best)
