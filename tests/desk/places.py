"""Addresses of the sample's desk, found by what stands there."""

from __future__ import annotations

from salis.views.records import ClaimRecord
from salis.views.view import View

#: When the sample's first day is at noon.
NOON = "as_of=2025-05-03T12:00Z"


def claim_saying(view: View, words: str) -> ClaimRecord:
    return next(one for one in view.claims() if words in one.text)


def document_of(view: View, source: str, number: int = 0) -> str:
    return [one.id for one in view.documents() if one.source_name == source][number]


def every_page(view: View) -> list[str]:
    """Give one address of each kind of page."""
    claim = claim_saying(view, "140 passengers")
    killed = next(one for one in view.questions() if "killed" in one.text)
    copier = document_of(view, "The Sarnholt Courier")
    wire = document_of(view, "Velmark Press Agency")
    changed = document_of(view, "Channel Nine News", 2)
    return [
        "/",
        f"/?{NOON}",
        f"/claim/{claim.id}",
        f"/claim/{claim_saying(view, 'was raised on Monday').id}",
        f"/document/{copier}",
        f"/document/{changed}",
        f"/document/{copier}/beside/{wire}",
        "/timeline",
        "/disputes",
        "/questions",
        f"/question/{killed.id}",
        "/sources",
        f"/source/{view.sources()[0].id}",
        "/search?q=ferry",
        "/search?kind=claims&standing=reported",
        "/search?kind=documents",
        "/review",
        "/changes",
        "/add",
        "/help",
        "/account",
        "/sign-in",
        "/claim/nothing",
    ]
