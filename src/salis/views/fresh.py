"""Fresh: what was read and decided since a moment, without weighing anything again."""

from __future__ import annotations

from datetime import datetime

from salis.views.detail_records import FreshRecord
from salis.views.index import Index


def find_fresh(index: Index, since: datetime) -> FreshRecord:
    """Count the documents read since a moment, and the claims that they tell of.

    A claim is new where nothing read before tells of it.
    """
    fresh = {one.id for one in index.documents() if one.fetched_at > since}
    claims = {
        index.places[statement.id][0]
        for id in fresh
        for statement in index.by_document.get(id, ())
        if statement.id in index.places
    }
    known = {
        id
        for id in claims
        for member in index.weighed[id].claim.members
        if index.linked.statements[member.statement].document not in fresh
    }
    decisions = sum(
        timed.at > since for timed in (*index.linked.judgements, *index.linked.evidence)
    )
    return FreshRecord(len(fresh), len(claims) - len(known), len(known), decisions)
