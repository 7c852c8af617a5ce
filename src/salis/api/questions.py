"""What can be asked of a view over HTTP: one table, from which routes and OpenAPI are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from salis.api.moments import since_moment, until_moment
from salis.api.parameters import (
    ACT,
    ID,
    PAGE,
    SINCE,
    STANDING,
    UNTIL,
    VIEW,
    Given,
    Parameter,
    moment,
    number,
    text,
)
from salis.views.search import Wanted
from salis.views.view import View

_BRIEF_SINCE = moment("since", "Tell also what changed after then.", since_moment)
_LENGTH = number("length", "At most so many points in each section.", 1, 10_000)
_WORDS = number("words", "About so many words a day.", 1, 1000, 60)
_WANTED = (
    text(
        "text", 'Words, each of which it holds; `word*` begins one, `"a phrase"` stands together.'
    ),
    text("speaker", "Part of the name of who says it."),
    text("source", "Id or part of the name of who published it."),
    moment("since", "Told from then on.", since_moment),
    moment("until", "Told before then.", until_moment),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask of a view."""

    path: str
    #: Name of the answer's schema, of `salis.formats.render.KINDS`.
    kind: str
    says: str
    ask: Callable[[View, Given], object]
    own: tuple[Parameter, ...] = ()
    #: Whether the answer is a list that comes by pages.
    paged: bool = True
    #: Whether a new view is asked it before anybody waits, where the last one was.
    again: bool = False

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Give all parameters: its own, those of every view, those of a page."""
        return (*self.own, *VIEW, *(PAGE if self.paged else ()))


def _search(view: View, given: Given) -> object:
    """Search; who asks for nothing finds nothing."""
    names = ("speaker", "act", "standing", "source", "since", "until")
    wanted = Wanted(*(given[name] for name in names))
    if given["text"] is None and wanted == Wanted():
        return ()
    return view.search(given["text"] or "", wanted)


QUESTIONS: tuple[Question, ...] = (
    Question(
        "/brief",
        "brief",
        "What stands, the most important first.",
        lambda view, given: view.brief(since=given["since"], length=given["length"]),
        (_BRIEF_SINCE, _LENGTH),
        paged=False,
        again=True,
    ),
    Question(
        "/claims",
        "claims",
        "The claims in the order in which they were told.",
        lambda view, given: view.claims(standing=given["standing"]),
        (STANDING,),
    ),
    Question(
        "/claims/{id}",
        "claim",
        "One claim with everything that it stands on; a statement's id or DOCUMENT#START-END does.",
        lambda view, given: view.claim(given["id"]),
        (ID,),
        paged=False,
    ),
    Question(
        "/claims/{id}/history",
        "changes",
        "Each change of one claim's standing, with its moment and cause.",
        lambda view, given: view.history(given["id"]),
        (ID,),
    ),
    Question("/questions", "questions", "The questions.", lambda view, _: view.questions()),
    Question(
        "/disputes", "disputes", "The disputes with their sides.", lambda view, _: view.disputes()
    ),
    Question(
        "/timeline",
        "timeline",
        "The dated claims by when they happen.",
        lambda view, _: view.timeline(),
    ),
    Question(
        "/timeline/days",
        "days",
        "The days that matter, each in a few claims.",
        lambda view, given: view.key_days(words=given["words"]),
        (_WORDS,),
    ),
    Question(
        "/changes",
        "changes",
        "What changed between two moments, and why.",
        lambda view, given: view.changes(given["since"], given["until"]),
        (SINCE, UNTIL),
    ),
    Question(
        "/sources", "sources", "The sources with their records.", lambda view, _: view.sources()
    ),
    Question(
        "/predictions",
        "predictions",
        "Who predicted what, for when, and what came of it.",
        lambda view, _: view.predictions(),
    ),
    Question(
        "/search",
        "search",
        "Statements by words, speaker, source, time.",
        _search,
        (*_WANTED, ACT, STANDING),
    ),
    Question(
        "/documents",
        "documents",
        "The documents, without their texts.",
        lambda view, _: view.documents(),
    ),
    Question(
        "/documents/{id}",
        "document",
        "One document: text, statements, copies, revisions, problems.",
        lambda view, given: view.document(given["id"]),
        (ID,),
        paged=False,
    ),
    Question("/judgements", "judgements", "What people judged.", lambda view, _: view.judgements()),
    Question("/evidence", "evidence", "The evidence filed.", lambda view, _: view.evidence()),
    Question(
        "/problems", "problems", "Faults found in the material.", lambda view, _: view.problems()
    ),
)
