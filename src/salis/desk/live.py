"""Live: what came since a page was made, for the page to offer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from salis.api.kept import NotHere
from salis.desk.visits import access_of
from salis.formats.words import count
from salis.model.errors import UsageError

if TYPE_CHECKING:
    from starlette.requests import Request

    from salis.views.view import View


async def tell_news(request: Request) -> Response:
    """Answer with one line of words on what was read or decided since a moment, or none."""
    since = _moment(request.query_params.get("since", ""))
    try:
        text = await access_of(request).ask(lambda view: news_text(view, since))
    except NotHere as where:
        return await access_of(request).elsewhere(request, where.asked)
    return JSONResponse({"text": text}, headers={"Cache-Control": "no-store"})


def news_text(view: View, since: datetime) -> str:
    """Say what came since a moment; empty for nothing."""
    if view.moment <= since:
        return ""
    fresh = view.fresh(since)
    parts = (
        f"{count(fresh.documents, 'document')} added" if fresh.documents else "",
        count(fresh.new_claims, "new claim") if fresh.new_claims else "",
        f"{count(fresh.told_again, 'claim')} told again" if fresh.told_again else "",
        f"{count(fresh.decisions, 'decision')} recorded" if fresh.decisions else "",
    )
    return ", ".join(part for part in parts if part)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as fault:
        raise UsageError("`since` is no moment.") from fault
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
