"""The brief: what stands at the moment of the desk, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from salis.api.kept import NotHere
from salis.desk.last_visit import COOKIE, LastVisit, read_visit
from salis.desk.visits import Visit, access_of, page
from salis.formats.brief import ESTABLISHED, FALLEN

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from salis.views.records import BriefItem, BriefRecord, ChangeRecord
    from salis.views.view import View

#: Points that a section shows before it says how many more there are.
_SHOWN = {"known": 20, "reported": 16, "alleged": 10, "fallen": 8}
_DETAILED = max(_SHOWN.values()) * 2
_CHANGES, _DISPUTES, _ASIDE, _VOICES = 10, 8, 7, 10
#: Statements up to which the brief follows changes itself; of more they are fetched by its script.
_AT_ONCE = 5_000
#: What a view is asked for it.
BRIEF = "brief"
_DAY = timedelta(days=1)
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the brief as it is shown."""

    name: str
    title: str
    #: Said beside the title.
    aside: str
    items: Sequence[BriefItem]
    #: How many are left out, and the standings to look for them by.
    more: int
    standings: Sequence[str]


@dataclass(frozen=True, slots=True)
class News:
    """What changed since a moment: standings that were others before, the weightiest first."""

    since: str
    last_visit: bool
    changed: Sequence[ChangeRecord]
    more: int
    new: Sequence[tuple[str, int]]
    recorded: bool


async def show_brief(request: Request) -> Response:
    """Answer with the brief, and remember that the reader was here."""
    visit = await _remember_visit(request, follow=await _is_followed(request))
    response = await _PAGE(request)
    response.set_cookie(
        COOKIE,
        visit.cookie(),
        max_age=_YEAR,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


async def show_news(request: Request) -> Response:
    """Answer with what changed alone, which takes its time where there is much."""
    await _remember_visit(request, follow=True)
    return await _NEWS(request)


async def _is_followed(request: Request) -> bool:
    """Tell whether the brief itself follows changes."""
    try:
        return await access_of(request).ask(_is_small)
    except NotHere:
        return False


async def _remember_visit(request: Request, *, follow: bool) -> LastVisit:
    """Read when the reader was here before; open what was recorded since, if it is followed."""
    visit = read_visit(request.cookies.get(COOKIE, ""), datetime.now(UTC))
    request.state.recorded = None
    if visit.before is not None and follow:
        request.state.recorded = await access_of(request).view(None, "recorded")
    request.state.last_visit = visit
    return visit


def _is_small(view: View) -> bool:
    return view.size <= _AT_ONCE


def _news_seen(request: Request) -> Hashable:
    """Give what the news depend on beside the address: since when they are, and upto when."""
    recorded: View | None = request.state.recorded
    before = request.state.last_visit.before
    return (before is None,) if recorded is None else (before, recorded.moment)


def read_brief(view: View) -> BriefRecord:
    """Read all that the page shows of the brief."""
    return view.brief(detailed=_DETAILED)


def compose_brief(visit: Visit) -> Mapping[str, object]:
    """Make the context of the brief."""
    brief = visit.kept(BRIEF, read_brief, again=True)
    return {
        "brief": brief,
        "sections": _parts(brief),
        "disputes": brief.disputed[:_DISPUTES],
        "more_disputes": max(len(brief.disputed) - _DISPUTES, 0),
        "unknown": _clear(brief.unknown)[:_ASIDE],
        "more_unknown": max(brief.totals.unknown - _ASIDE, 0),
        "pending": _clear(brief.pending)[:_ASIDE],
        "more_pending": max(brief.totals.pending - _ASIDE, 0),
        "voices": brief.opinions_by[:_VOICES],
        "news": _news(visit) if _is_small(visit.view) else None,
        "first": visit.request.state.last_visit.before is None and visit.at.as_of is None,
    }


def compose_news(visit: Visit) -> Mapping[str, object]:
    """Make the context of what changed alone."""
    return {"news": _news(visit)}


_PAGE = page("brief.html", compose_brief, place="", vary=_news_seen)
_NEWS = page("news.html", compose_news, place="", vary=_news_seen)


def _parts(brief: BriefRecord) -> Sequence[Part]:
    return (
        _part(
            "known",
            "Known",
            "two or more independent origins, evidence or a judgement",
            brief.known,
            lambda one: one.standing in ESTABLISHED,
        ),
        _part(
            "fallen",
            "No longer standing",
            "taken back, refuted or not come true",
            brief.known,
            lambda one: one.standing in FALLEN,
        ),
        _part(
            "reported",
            "Reported",
            "one origin each",
            brief.known,
            lambda one: one.standing == "reported",
        ),
        _part("alleged", "Alleged", "hedged, inferred or unnamed", brief.alleged, lambda _: True),
    )


def _part(
    name: str,
    title: str,
    aside: str,
    items: Sequence[BriefItem],
    belongs: Callable[[BriefItem], bool],
) -> Part:
    mine = [one for one in items if belongs(one)]
    hides = name in ("reported", "alleged")
    clear = [one for one in mine if one.text and not (hides and one.leans)]
    shown = clear[: _SHOWN[name]]
    rest = Counter(one.standing for one in mine)
    rest.subtract(one.standing for one in shown)
    left = [standing for standing, number in rest.items() if number > 0]
    return Part(name, title, aside, shown, len(mine) - len(shown), left)


def _clear(items: Sequence[BriefItem]) -> Sequence[BriefItem]:
    return [one for one in items if one.text and not one.leans]


def _news(visit: Visit) -> News | None:
    """Find what changed since the last visit; else in the last day that the documents tell of."""
    last: LastVisit = visit.request.state.last_visit
    if last.before is not None and visit.at.as_of is None:
        view: View = visit.request.state.recorded
        before, keeping = last.before, access_of(visit.request).keeping
        return keeping.of(view, ("news", before), lambda it: _told(it, before, last_visit=True))
    until = visit.view.last_told()
    if until is None:
        return None
    return visit.kept("news", lambda view: _told(view, until - _DAY, until=until, last_visit=False))


def _told(view: View, since: datetime, *, last_visit: bool, until: datetime | None = None) -> News:
    changes = view.changes(since, until)
    turned = [one for one in changes if one.before is not None]
    new = Counter(one.after for one in changes if one.before is None)
    return News(
        since=since.strftime("%Y-%m-%dT%H:%M:%SZ"),
        last_visit=last_visit,
        changed=turned[:_CHANGES],
        more=max(len(turned) - _CHANGES, 0),
        new=new.most_common(),
        recorded=view.clock == "recorded",
    )
