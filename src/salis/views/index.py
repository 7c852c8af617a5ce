"""An index over a snapshot: who stands where, computed once and only when asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property

from salis.model.claim import Claim, ClaimId, Origin, Question, QuestionId, Side, Weighed
from salis.model.document import Document, DocumentId, SourceId
from salis.model.link import Copy
from salis.model.snapshot import Snapshot
from salis.model.statement import Speaker, Statement, StatementId
from salis.views.folded import folded_statement
from salis.views.instants import moment_instant

_NEVER = datetime.min.replace(tzinfo=UTC)


class Index:
    """Look-ups over one snapshot. It holds no record and writes none."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.linked = snapshot.linked
        self.weighed = snapshot.weighed

    @cached_property
    def places(self) -> dict[StatementId, tuple[ClaimId, Side]]:
        """Give each statement its claim and the side it takes there."""
        return {
            member.statement: (id, member.side)
            for id, weighed in self.weighed.items()
            for member in weighed.claim.members
        }

    @cached_property
    def denied(self) -> frozenset[ClaimId]:
        """Give the claims that somebody denies."""
        against = Side.AGAINST
        return frozenset(
            id
            for id, weighed in self.weighed.items()
            for member in weighed.claim.members
            if member.side is against
        )

    @cached_property
    def exhibited(self) -> frozenset[StatementId]:
        """Give the statements that evidence was filed on, also where it was taken back."""
        filed = (*self.linked.evidence, *(one for one, _ in self.linked.withdrawn_evidence))
        return frozenset(one.value.statement for one in filed)

    @cached_property
    def scopes(self) -> frozenset[str]:
        """Give the scopes of which somebody counts people."""
        statements = self.linked.statements.values()
        return frozenset(one.scope for each in statements for one in each.quantities)

    @cached_property
    def ranks(self) -> dict[DocumentId, int]:
        """Give each document its place in the order of telling."""
        return {id: rank for rank, id in enumerate(self.linked.documents)}

    @cached_property
    def published(self) -> dict[DocumentId, str | None]:
        """Give when each document was published, as records have it."""
        return {one.id: moment_instant(one.published_at) for one in self.documents()}

    @cached_property
    def questions(self) -> dict[QuestionId, Question]:
        """Give the questions by id."""
        return {question.id: question for question in self.linked.questions}

    @cached_property
    def source_names(self) -> dict[SourceId, str]:
        """Give the sources' names as their latest documents have them."""
        return {source.id: source.name for source in self.linked.sources}

    @cached_property
    def merged_names(self) -> dict[str, str]:
        """Give for each speaker's name, small, the entity that people merged it with."""
        aliases = self.linked.aliases
        return {
            speaker.name.casefold(): aliases.get(speaker.entity, speaker.entity)
            for statement in (self.linked.statements.values() if aliases else ())
            for speaker in statement.speakers
            if speaker.entity is not None
        }

    def entity_of(self, speaker: Speaker) -> str | None:
        """Give a speaker's entity, as people merged it; None where it is not named."""
        entity = speaker.entity
        return None if entity is None else self.linked.aliases.get(entity, entity)

    @cached_property
    def copies_of(self) -> dict[DocumentId, list[Copy]]:
        """Give for each document the copies that it has a part in."""
        found: dict[DocumentId, list[Copy]] = defaultdict(list)
        for copy in self.linked.copies:
            found[copy.document].append(copy)
            found[copy.other].append(copy)
        return found

    @cached_property
    def by_document(self) -> dict[DocumentId, list[Statement]]:
        """Give each document's statements in the order of its text."""
        found: dict[DocumentId, list[Statement]] = defaultdict(list)
        for statement in self.linked.statements.values():
            found[statement.document].append(statement)
        for statements in found.values():
            statements.sort(key=lambda one: (one.passage.start, one.passage.end, one.id))
        return found

    @cached_property
    def folded_texts(self) -> dict[StatementId, str]:
        """Give what is searched of each statement, without capitals and accents."""
        documents = self.linked.documents
        return {
            id: folded_statement(one, documents[one.document].source)
            for id, one in self.linked.statements.items()
        }

    def documents(self) -> Iterable[Document]:
        """Give the documents in the order of telling."""
        return self.linked.documents.values()

    def source_name(self, source: SourceId) -> str:
        """Give a source's name, its id where no document shows one."""
        return self.source_names.get(source) or source

    def source_of(self, document: DocumentId) -> SourceId:
        """Give the source that published a document."""
        return self.linked.documents[document].source.id

    def told(self, document: DocumentId) -> datetime:
        """Give when a document counts from on the view's clock."""
        return self.linked.told.get(document, _NEVER)

    def sided(self, claim: Claim, *sides: Side) -> list[Statement]:
        """Give a claim's statements on these sides, earliest first."""
        statements = self.linked.statements
        found = [
            statements[member.statement]
            for member in claim.members
            if member.side in sides and member.statement in statements
        ]
        if len(found) > 1:
            found.sort(key=self.in_order)
        return found

    def carriers(self, claim: Claim) -> list[Statement]:
        """Give the statements that carry a claim: all but denials, unless it is only denied."""
        return self.sided(claim, Side.FOR, Side.OPEN) or self.sided(claim, Side.AGAINST)

    def in_order(self, statement: Statement) -> tuple[int, int, str]:
        """Give the key that sorts statements as they were told."""
        rank = self.ranks.get(statement.document, len(self.ranks))
        return rank, statement.passage.start, statement.id

    def supporting(self, weighed: Weighed) -> tuple[Origin, ...]:
        """Give the origins of a claim that do more than deny it."""
        if weighed.claim.id not in self.denied:
            return weighed.origins
        members = weighed.claim.members
        against = {member.statement for member in members if member.side is Side.AGAINST}
        if len(against) == len(members):
            return weighed.origins
        return tuple(
            origin for origin in weighed.origins if not against.issuperset(origin.statements)
        )

    def documents_of(self, weighed: Weighed) -> list[DocumentId]:
        """Give the documents that carry a claim, copies included, in the order of telling."""
        ranks, members, origins = self.ranks, weighed.claim.members, weighed.origins
        if len(members) == 1:
            # Most claims are one statement: a brief asks for the documents of all of them.
            statement = self.linked.statements.get(members[0].statement)
            found = set() if statement is None else {statement.document}
            if len(origins) == 1 and found.issuperset(origins[0].documents):
                return [id for id in found if id in ranks]
        else:
            found = {statement.document for statement in self.carriers(weighed.claim)}
        for origin in self.supporting(weighed):
            found.update(origin.documents)
        known = [id for id in found if id in ranks]
        if len(known) > 1:
            known.sort(key=ranks.__getitem__)
        return known
