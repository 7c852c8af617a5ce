"""The sample as Salis reads it: claims found by the words that put them forward."""

from __future__ import annotations

from typing import Any

from salis.views.records import ClaimRecord, DocumentRecord, StatementRecord
from tests.story.telling import Words, end, find_words, instant, load, told


class Story:
    """A workspace that holds the sample, looked at from any moment; views are made once."""

    def __init__(self, workspace: Any) -> None:
        self._workspace = workspace
        self._moments: dict[str, Moment] = {}
        self._documents: dict[str, DocumentRecord] = {}

    def at(self, as_of: str) -> Moment:
        """Look at what the world had been told by then."""
        if as_of not in self._moments:
            self._moments[as_of] = Moment(self, self._workspace.view(as_of=as_of))
        return self._moments[as_of]

    @property
    def end(self) -> Moment:
        """Look at it after the last document."""
        return self.at(end())

    def document(self, key: str) -> DocumentRecord:
        """Give what was read of a document of the sample; of two revisions the one meant."""
        if key not in self._documents:
            self._documents[key] = self._find(key)
        return self._documents[key]

    def _find(self, key: str) -> DocumentRecord:
        view, one = self.end.view, told()[key]
        latest: DocumentRecord = view.document(one.address)
        for revision in latest.revisions:
            if instant(revision.published_at or end()) == one.at:
                found: DocumentRecord = view.document(revision.document)
                return found
        return latest

    def span(self, words: Words) -> tuple[str, int, int]:
        """Give the id of the document and where the words stand in it as read."""
        document = self.document(words.document)
        return document.id, *find_words(document.text, words.exact)


class Moment:
    """A view with its claims at hand."""

    def __init__(self, story: Story, view: Any) -> None:
        self._story = story
        self.view = view
        self.claims: dict[str, ClaimRecord] = {claim.id: claim for claim in view.claims()}

    def statements(self, words: Words) -> list[tuple[ClaimRecord, StatementRecord]]:
        """Give the statements on those words with their claims, the best fit first."""
        document, start, stop = self._story.span(words)
        found = [
            (_fit(statement, start, stop), claim, statement)
            for claim in self.claims.values()
            for statement in claim.statements
            if statement.document == document
        ]
        found.sort(key=lambda entry: (-entry[0], entry[2].side != words.side, entry[1].id))
        return [(claim, statement) for fit, claim, statement in found if fit > 0]

    def locate(self, words: Words) -> tuple[ClaimRecord, StatementRecord]:
        """Give the claim that the words put forward, and their statement in it."""
        found = self.statements(words)
        assert found, f"nothing was read at “{words.exact}” in {words.document}"
        return found[0]


def _fit(statement: StatementRecord, start: int, stop: int) -> float:
    """Give the share of both spans that they have in common, 0 to 1."""
    here = statement.passage
    common = min(here.end, stop) - max(here.start, start)
    return max(0.0, common / (max(here.end, stop) - min(here.start, start)))


def file_evidence(workspace: Any) -> None:
    """File what a person filed, each on the statement at its words."""
    story = Story(workspace)
    for item in load("evidence.toml")["evidence"]:
        _, statement = story.end.locate(Words(item["document"], item["exact"]))
        workspace.file_evidence(
            statement.id,
            bears_for=item["bears"] == "for",
            grade=item["grade"],
            kind=item["kind"],
            note=item["note"],
            address=item["address"],
            published=item["published_at"],
            by=item["by"],
        )


def file_judgements(workspace: Any) -> None:
    """Make the decisions that a person made, each on the statement at its words."""
    story = Story(workspace)
    for item in load("judgements.toml")["judgement"]:
        _, statement = story.end.locate(Words(item["document"], item["exact"]))
        workspace.judge(
            statement.id,
            item["verdict"],
            because=item["because"],
            at=item["at"],
            by=item["by"],
        )
