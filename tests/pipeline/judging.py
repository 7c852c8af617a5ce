"""Judge in a test: a person's word on a pile of documents, by what is said there."""

from __future__ import annotations

from salis.model.claim import Reason, Weighed
from salis.model.document import Document
from salis.model.entry import JudgementMade, Verdict
from salis.model.statement import StatementId
from salis.pipeline.moments import read_moment
from tests.link.telling import Pile

EDITOR, DEPUTY = "A. Editor", "B. Deputy"
#: After all that the stories tell.
AFTER = "2031-06-01T12:00Z"


def said_by(pile: Pile, source: str, number: int = 0) -> StatementId:
    """Give a statement of the first document of a source."""
    read = next(read for document, read in pile.told if document.source.name == source)
    return read.statements[number].id


def document_of(pile: Pile, source: str) -> Document:
    """Give the first document of a source."""
    return next(document for document, _ in pile.told if document.source.name == source)


def judge(
    pile: Pile,
    verdict: Verdict,
    *named: str,
    by: str = EDITOR,
    at: str = AFTER,
    because: str = "I looked",
) -> int:
    """Judge statements, documents by their sources, or voices; give the place among what is filed.

    Claims are named by the sources of their statements.
    """
    about_documents = verdict in (Verdict.COPY, Verdict.INDEPENDENT)
    about_voices = verdict in (Verdict.MERGE, Verdict.SPLIT)
    claims = not about_documents and not about_voices
    made = JudgementMade(
        id=f"j{len(pile.filed)}",
        verdict=verdict,
        statements=tuple(said_by(pile, one) for one in named) if claims else (),
        because=because,
        at=read_moment(at),
        documents=tuple(document_of(pile, one).id for one in named) if about_documents else (),
        voices=tuple(one.lower() for one in named) if about_voices else (),
    )
    pile.file(made, "2031-12-01T10:00Z", by)
    return len(pile.filed) - 1


def judged(weighed: Weighed) -> list[str]:
    """Give the words of all that people judged of a claim."""
    return [one.text for one in weighed.reasons if is_judged(one)]


def is_judged(reason: Reason) -> bool:
    """Tell whether a reason is a person's word."""
    return reason.code.startswith("judged")
