"""Makes the timeline of a topic: its articles added to a workspace, its key days."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import salis
from benchmarks.rows import BadInput, Row

#: What was resolved in a claim's text ("on Tuesday [2031-05-06]").
_NOTE = re.compile(r" \[[^\]]*\]")


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
            days = workspace.view().key_days()
    return [
        {"date": one.day, "text": " ".join(_NOTE.sub("", claim.text) for claim in one.claims)}
        for one in days
    ]
