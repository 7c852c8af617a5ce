"""Endpoints that read: the questions of the table, asked of the view that is wanted."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, cast

from salis.api.answers import Answer, Answers, page_of, respond, tag_of, takes_gzip, unchanged
from salis.api.endpoints import Endpoint
from salis.api.kept import NotHere
from salis.api.questions import QUESTIONS
from salis.formats.render import render_compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from salis.api.access import WorkspaceAccess
    from salis.api.keeping import Keeping
    from salis.api.kept import Kept
    from salis.api.parameters import Given
    from salis.api.questions import Question
    from salis.views.view import View

#: Another version may read the same ledger otherwise.
_VERSION = version("salis")
_VIEW_HEADERS = (
    ("ETag", "Strong tag of this answer, for If-None-Match."),
    ("Salis-Head", "Number of the last entry that the answer takes in."),
)
_PAGE_HEADERS = (
    ("Salis-Total", "How many there are on all pages."),
    ("Link", "Where the first, previous, next and last page are (RFC 8288)."),
)


def reading_endpoints(access: WorkspaceAccess) -> Iterator[Endpoint]:
    """Make an endpoint of each question."""
    answers = Answers()
    for question in QUESTIONS:
        yield Endpoint(
            "GET",
            question.path,
            _name_of(question),
            question.says,
            question.kind,
            partial(_answer, access, answers, question),
            question.parameters,
            headers=(*_VIEW_HEADERS, *(_PAGE_HEADERS if question.paged else ())),
        )


def _name_of(question: Question) -> str:
    words = [word for word in question.path.split("/") if word and not word.startswith("{")]
    one = "One" if question.path.endswith("}") else ""
    return "read" + "".join(word.capitalize() for word in words) + one


async def _answer(
    access: WorkspaceAccess, answers: Answers, question: Question, request: Request, given: Given
) -> Response:
    """Answer from what is kept, where nothing has changed since."""
    kept = await access.kept(given["as_of"], given["clock"], after=given["after"])
    try:
        return await _answer_by(access, answers, question, request, given, kept)
    except NotHere as where:
        return await access.elsewhere(request, where.asked, after=given["after"])


async def _answer_by(
    access: WorkspaceAccess,
    answers: Answers,
    question: Question,
    request: Request,
    given: Given,
    kept: Kept,
) -> Response:
    asked = sorted((name, str(value)) for name, value in given.items() if name != "after")
    made_of = (_VERSION, kept.head.seal, kept.state.settings, kept.view.moment)
    tag = tag_of(*made_of, request.url.path, asked)
    if same := unchanged(request, tag):
        return same
    write = partial(_write, access.keeping, question, kept, request, given)
    return respond(request, await answers.of(tag, lambda: access.work(write)), tag)


def _write(
    keeping: Keeping, question: Question, kept: Kept, request: Request, given: Given
) -> Answer:
    """Ask the view and write the answer; runs in a thread."""
    headers = {"Salis-Head": str(kept.head.seq)}
    same = (request.url.path, *(str(given[one.name]) for one in question.own))
    if not question.paged:
        found = keeping.of(kept.view, same, partial(_ask, question, given), again=question.again)
        return _packed(request, Answer(render_compact(found).encode(), headers))
    whole = keeping.of(kept.view, same, partial(_ask, question, given))
    records, paging = page_of(
        request, cast("Sequence[object]", whole), given["limit"], given["offset"]
    )
    return _packed(request, Answer(render_compact(records).encode(), headers | paging))


def _packed(request: Request, answer: Answer) -> Answer:
    """Pack an answer here, in a thread, where the client takes that."""
    if takes_gzip(request):
        _ = answer.packed
    return answer


def _ask(question: Question, given: Given, view: View) -> object:
    return question.ask(view, given)
