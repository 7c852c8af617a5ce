"""Put the desk together: its pages and files, and the API beside them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

from salis.api.application import api_routes
from salis.desk.adding import add_documents, show_add, show_addition, tell_addition
from salis.desk.assets import serve_asset
from salis.desk.brief import BRIEF, read_brief, show_brief, show_news
from salis.desk.changes import compose_changes
from salis.desk.claim import compose_claim
from salis.desk.deciding import file_evidence, grade_source, judge_claim, take_back, tie_claims
from salis.desk.document import compose_beside, compose_document
from salis.desk.faults import fault_handlers
from salis.desk.help import compose_help
from salis.desk.live import tell_news
from salis.desk.people import keep_own_name, leave, show_account, show_sign_in, take_sign_in
from salis.desk.questions import compose_disputes, compose_question, compose_questions
from salis.desk.review import answer_doubt, compose_review, unsure_of
from salis.desk.searching import compose_search
from salis.desk.sources import compose_source, compose_sources
from salis.desk.timeline import compose_timeline
from salis.desk.visits import PULSE, page, read_pulse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from salis.api.access import WorkspaceAccess
    from salis.api.guard import GuardRules


#: Pages that lean on all of a view, with their fields: who holds one writes these first.
_FIRST: tuple[tuple[str, dict[str, str]], ...] = (
    ("/timeline", {}),
    ("/search", {"q": "the"}),
    ("/disputes", {}),
    ("/questions", {}),
    ("/sources", {}),
    ("/review", {}),
)


def make_app(access: WorkspaceAccess, rules: GuardRules | None = None) -> Starlette:
    """Make the application; the server puts the guard before it (`salis.api.guard.guarded`)."""
    del rules

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with access.serving():
            yield

    app = Starlette(
        routes=[*_pages(), *_actions(), *api_routes(access)],
        exception_handlers=fault_handlers(),
        lifespan=lifespan,
    )
    access.answer_away_by(f"{__name__}:{make_app.__name__}")
    app.state.access = access
    app.state.first_pages = _FIRST
    access.asked_first.update({BRIEF: read_brief, PULSE: read_pulse})
    return app


def _pages() -> list[BaseRoute]:
    return [
        Route("/", show_brief),
        Route("/news", show_news),
        Route("/claim/{id}", page("claim.html", compose_claim, place="claim")),
        Route("/document/{id}", page("document.html", compose_document, place="document")),
        Route(
            "/document/{id}/beside/{other}", page("beside.html", compose_beside, place="document")
        ),
        Route("/timeline", page("timeline.html", compose_timeline, place="timeline")),
        Route("/disputes", page("disputes.html", compose_disputes, place="disputes")),
        Route("/questions", page("questions.html", compose_questions, place="questions")),
        Route("/question/{id}", page("question.html", compose_question, place="questions")),
        Route("/sources", page("sources.html", compose_sources, place="sources")),
        Route("/source/{id}", page("source.html", compose_source, place="sources")),
        Route("/search", page("search.html", compose_search, place="search")),
        Route("/review", page("review.html", compose_review, place="review", vary=unsure_of)),
        Route("/add", show_add),
        Route("/add/{id}", show_addition),
        Route("/add/{id}/progress", tell_addition),
        Route("/changes", page("changes.html", compose_changes, place="")),
        Route("/help", page("help.html", compose_help, place="help")),
        Route("/account", show_account),
        Route("/sign-in", show_sign_in),
        Route("/live", tell_news),
        Route("/static/{name}", serve_asset),
    ]


def _actions() -> list[BaseRoute]:
    return [
        Route("/claim/{id}/judge", judge_claim, methods=["POST"]),
        Route("/claim/{id}/evidence", file_evidence, methods=["POST"]),
        Route("/claim/{id}/tie", tie_claims, methods=["POST"]),
        Route("/source/{id}/grade", grade_source, methods=["POST"]),
        Route("/add", add_documents, methods=["POST"]),
        Route("/review", answer_doubt, methods=["POST"]),
        Route("/decisions/{id}/withdraw", take_back, methods=["POST"]),
        Route("/account", keep_own_name, methods=["POST"]),
        Route("/sign-in", take_sign_in, methods=["POST"]),
        Route("/sign-out", leave, methods=["POST"]),
    ]
