"""Sources and speakers: what they told first, what held, what fell, and who copies whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from salis.desk.copy_graph import draw_copying
from salis.model.errors import NotFound
from salis.views.search import Wanted

if TYPE_CHECKING:
    from salis.desk.visits import Visit
    from salis.views.records import PredictionRecord
    from salis.views.track_records import SourceRecord
    from salis.views.view import View

_SHOWN, _SPEAKERS, _PREDICTIONS, _COPYING, _DOCUMENTS, _FIRST = 200, 40, 100, 60, 60, 40


def compose_sources(visit: Visit) -> Mapping[str, object]:
    """Make the context of the sources."""
    sources = visit.kept("sources", lambda view: view.sources())
    copying = visit.kept("copying", lambda view: view.copying())
    speakers = visit.kept("speakers", lambda view: view.speakers())
    predictions = visit.kept("predictions", _ahead_first)
    return {
        "sources": sources[:_SHOWN],
        "more": max(len(sources) - _SHOWN, 0),
        "copying": copying[:_COPYING],
        "more_copying": max(len(copying) - _COPYING, 0),
        "graph": draw_copying(copying),
        "speakers": speakers[:_SPEAKERS],
        "more_speakers": max(len(speakers) - _SPEAKERS, 0),
        "predictions": predictions[:_PREDICTIONS],
        "more_predictions": max(len(predictions) - _PREDICTIONS, 0),
    }


def _ahead_first(view: View) -> Sequence[PredictionRecord]:
    """List predictions: those whose time has not come, then what came of the others, the latest."""
    found = view.predictions()
    ahead = [one for one in found if one.outcome is None]
    come = [one for one in found if one.outcome is not None]
    return [*ahead, *reversed(come)]


def compose_source(visit: Visit) -> Mapping[str, object]:
    """Make the context of one source."""
    source = _find(visit, visit.part("id"))
    told = visit.view.told_first(source.id)
    found = visit.view.search_documents("", Wanted(source=source.id))
    copying = visit.kept("copying", lambda view: view.copying())
    return {
        "source": source,
        "told": told[:_FIRST],
        "more_told": max(len(told) - _FIRST, 0),
        "documents": found[:_DOCUMENTS],
        "total": len(found),
        "copied": [one for one in copying if one.copier == source.id],
        "copied_by": [one for one in copying if one.first == source.id],
    }


def _find(visit: Visit, id: str) -> SourceRecord:
    for one in visit.kept("sources", lambda view: view.sources()):
        if id in (one.id, one.name):
            return one
    raise NotFound(f"No source is called '{id}' in this view; an earlier moment may hold fewer.")
