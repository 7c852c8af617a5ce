"""The review queue: what is doubtful, one after another, each answered with one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from salis.api.forms import checked_form
from salis.desk.decisions import list_decisions
from salis.desk.glossary import ACTS
from salis.desk.people import decider_of, text_of
from salis.desk.visits import access_of
from salis.model.errors import UsageError

if TYPE_CHECKING:
    from starlette.requests import Request

    from salis.desk.visits import Visit
    from salis.views.detail_records import DoubtRecord

#: Verdicts by kind: that they are one, and that they are not.
VERDICTS = {
    "claims": ("same", "different"),
    "apart": ("same", "different"),
    "documents": ("copy", "independent"),
    "names": ("merge", "split"),
}
COOKIE = "salis_unsure"
_LISTED, _DECIDED, _UNSURE, _LOOKED_AT = 40, 12, 250, 1000
_KINDS = tuple(VERDICTS)
_MONTH = 30 * 24 * 3600


def compose_review(visit: Visit) -> Mapping[str, object]:
    """Make the context of the review queue; what one was unsure of comes last."""
    kind = visit.asked("kind")
    everything = visit.kept("doubts", lambda view: view.doubts())
    mine = [one for one in everything if kind in ("", one.kind)]
    doubts = mine[:_LOOKED_AT]
    unsure = set(unsure_of(visit.request).split("."))
    doubts.sort(key=lambda one: key_of(one) in unsure)
    chosen = visit.asked("doubt")
    current = next((one for one in doubts if key_of(one) == chosen), None)
    if current is None and doubts:
        current = doubts[0]
    decisions = list_decisions(visit.view.judgements(), ())
    return {
        "kind": kind,
        "kinds": _KINDS,
        "numbers": {name: sum(one.kind == name for one in everything) for name in _KINDS},
        "total": len(everything),
        "current": current,
        "acts": ACTS,
        "key": key_of,
        "is_unsure": current is not None and key_of(current) in unsure,
        "waiting": [one for one in doubts if one is not current][:_LISTED],
        "more": max(len(mine) - 1 - _LISTED, 0),
        "decisions": decisions[:_DECIDED],
        "undo": _undo(visit, [one.id for one in decisions]),
    }


def unsure_of(request: Request) -> str:
    """Give what a visitor was unsure of, as the cookie has it."""
    return request.cookies.get(COOKIE, "")


def key_of(doubt: DoubtRecord) -> str:
    """Give a short key of a doubt that is the same whenever it comes up."""
    pair = "\0".join((doubt.kind, *sorted((doubt.a.id, doubt.b.id))))
    return sha256(pair.encode("utf-8", "replace")).hexdigest()[:10]


def _undo(visit: Visit, ids: Sequence[str]) -> str:
    """Give the judgement that was just made, where it still counts."""
    made = visit.asked("made")
    return made if made in ids else ""


async def answer_doubt(request: Request) -> Response:
    """Record that two are one or are not, or remember that one is unsure."""
    form = await checked_form(request)
    answer, kind = text_of(form.get("answer")), text_of(form.get("kind"))
    show = text_of(form.get("show"))
    shown = f"&kind={show}" if show in VERDICTS else ""
    if answer == "unsure":
        return _remember(request, text_of(form.get("key")), shown)
    by = decider_of(request, form)
    if kind not in VERDICTS or answer not in ("same", "different"):
        raise UsageError("The answer is same, different or unsure.")
    pair = [text_of(form.get("a")), text_of(form.get("b"))]
    verdict = VERDICTS[kind][answer == "different"]
    because = text_of(form.get("because")) or f"{answer}: seen side by side in the review queue"
    entry = await access_of(request).act(
        lambda workspace: workspace.judge(pair, verdict, because=because, by=by)
    )
    made = getattr(entry.payload, "id", "")
    return RedirectResponse(f"/review?done={entry.seq}&made={made}{shown}", 303)


def _remember(request: Request, key: str, shown: str) -> Response:
    kept = [one for one in unsure_of(request).split(".") if one and one != key]
    if key.isalnum() and len(key) == 10:
        kept.append(key)
    response = RedirectResponse(f"/review?unsure{shown}", 303)
    response.set_cookie(
        COOKIE,
        ".".join(kept[-_UNSURE:]),
        max_age=_MONTH,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response
