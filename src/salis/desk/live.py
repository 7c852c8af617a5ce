"""Live: what came since a page was made, for the page to offer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from salis.desk.visits import access_of
from salis.formats.words import count
from salis.model.errors import UsageError

if TYPE_CHECKING:
    from starlette.requests import Request

    from salis.views.view import View


async def tell_news(request: Request) -> Response:
    """Answer with one line of words on what was recorded since a moment; empty for nothing."""
    since = _moment(request.query_params.get("since", ""))
    text = await access_of(request).ask(lambda view: news_text(view, since), None, "recorded")
    return JSONResponse({"text": text}, headers={"Cache-Control": "no-store"})


def news_text(view: View, since: datetime) -> str:
    """Say what was recorded since a moment: documents, and claims whose standing changed."""
    documents = view.told_since(since)
    claims = {one.claim: one.before is None for one in reversed(view.changes(since))}
    new = sum(claims.values())
    parts = (
        f"{count(documents, 'document')} added" if documents else "",
        count(new, "new claim") if new else "",
        f"{count(len(claims) - new, 'claim')} changed" if len(claims) > new else "",
    )
    return ", ".join(part for part in parts if part)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as fault:
        raise UsageError("`since` is no moment.") from fault
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
