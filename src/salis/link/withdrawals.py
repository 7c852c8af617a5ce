"""Find the statements that their sources no longer stand by: edited out, or taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from salis.link.names import voice_key
from salis.link.voices import touches
from salis.link.wording import read_list, split_words
from salis.model.claim import ClaimId
from salis.model.document import Document, DocumentId
from salis.model.entry import Withdrawal
from salis.model.statement import Act, Statement, StatementId

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)")
#: Share of a statement's telling words that a retraction must repeat, and the fewest of them.
_MATCH = 0.75
_FEWEST = 3
#: Texts whose retractions are kept: a portion of a ledger is looked at moment by moment.
_TEXTS_KEPT = 4_096


def find_withdrawals(
    documents: Sequence[Document],
    statements: Mapping[DocumentId, Sequence[Statement]],
    claim_of: Mapping[StatementId, ClaimId],
) -> tuple[Withdrawal, ...]:
    """Find withdrawals in the documents, which are given in the order in which they were told."""
    by_id = {document.id: document for document in documents}
    found: dict[StatementId, Withdrawal] = {}
    earlier: dict[str, list[Document]] = {}
    for document in documents:
        before = earlier.setdefault(document.source.id, [])
        lost = (
            *_retracted(document, before, statements, claim_of),
            *_edited(document, by_id, statements, claim_of),
        )
        for withdrawal in lost:
            found.setdefault(withdrawal.statement, withdrawal)
        before.append(document)
    return tuple(found.values())


def _edited(
    document: Document,
    documents: Mapping[DocumentId, Document],
    statements: Mapping[DocumentId, Sequence[Statement]],
    claim_of: Mapping[StatementId, ClaimId],
) -> list[Withdrawal]:
    """Find what earlier revisions of a document said and this one does not."""
    if document.revises is None:
        return []
    words = " ".join(split_words(document.text))
    kept = {claim_of.get(one.id) for one in statements.get(document.id, ())}
    source = document.source.name
    return [
        Withdrawal(
            one.id,
            "silently-edited",
            f"{source} changed its text and no longer says so",
            document.id,
            claim_of.get(one.id),
        )
        for other in _earlier_revisions(document, documents)
        for one in statements.get(other, ())
        if claim_of.get(one.id) not in kept
        and " ".join(split_words(one.passage.exact)) not in words
    ]


def _earlier_revisions(
    document: Document, documents: Mapping[DocumentId, Document]
) -> Iterable[DocumentId]:
    seen: dict[DocumentId, None] = {}
    before = document.revises
    while before is not None and before in documents and before not in seen:
        seen[before] = None
        before = documents[before].revises
    return seen


def _retracted(
    document: Document,
    before: Sequence[Document],
    statements: Mapping[DocumentId, Sequence[Statement]],
    claim_of: Mapping[StatementId, ClaimId],
) -> list[Withdrawal]:
    """Find what a source takes back in a document's words.

    That is what the sentence says it had reported, and all that the source had told before of the
    same claim or in nearly the same words.
    """
    windows = find_retractions(document)
    if not windows:
        return []
    told = [one for other in before for one in statements.get(other.id, ())]
    own = statements.get(document.id, ())
    text = f"{document.source.name} retracted its report"
    found: list[Withdrawal] = []
    for start, end in windows:
        words = _telling(document.text[start:end])
        named = [one for one in own if start <= one.passage.start < end and _is_own(one, document)]
        taken = {claim_of[one.id] for one in named if one.id in claim_of}
        gone = [
            one
            for one in told
            if one.act is not Act.DENY and (claim_of.get(one.id) in taken or _repeats(one, words))
        ]
        claims = taken | {claim_of.get(one.id) for one in gone}
        lost = [_telling(one.text) for one in gone]
        restated = [
            one
            for one in own
            if start <= one.passage.start < end
            and (claim_of.get(one.id) in claims or any(_repeats(one, past) for past in lost))
        ]
        found += [
            Withdrawal(one.id, "retracted", text, document.id, claim_of.get(one.id))
            for one in (*gone, *restated)
        ]
    return found


def _is_own(statement: Statement, document: Document) -> bool:
    """Tell whether a document says of its own source that it reported or said something."""
    if not statement.speakers or statement.act is Act.DENY:
        return False
    speaker = statement.speakers[-1]
    return touches((voice_key(speaker.name),), (voice_key(document.source.name),))


def find_taken_back(
    document: Document, own: Sequence[Statement], told: Iterable[Statement]
) -> tuple[list[StatementId], list[StatementId]]:
    """Find the statements that may be taken back by a document of their source, whenever told.

    Returns:
        Those of other documents, and the document's own in which it takes them back.
    """
    windows = find_retractions(document)
    words = [_telling(document.text[start:end]) for start, end in windows]
    gone = [one.id for one in told if any(_repeats(one, each) for each in words)]
    inside = [
        one.id for one in own if any(start <= one.passage.start < end for start, end in windows)
    ]
    return gone, inside


def find_retractions(document: Document) -> tuple[tuple[int, int], ...]:
    """Find the sentences in which a document takes back what its source published."""
    return _retractions_in(document.text, document.source.name.lower())


@lru_cache(maxsize=_TEXTS_KEPT)
def _retractions_in(text: str, name: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    if not _may_retract(text):
        return ()
    for sentence in _SENTENCE.finditer(text):
        words = f" {' '.join(split_words(sentence.group()))} "
        ours = any(f" {phrase} " in words for phrase in read_list("retractions.txt"))
        named = name in sentence.group().lower() and any(
            f" {phrase} " in words for phrase in read_list("retractions_named.txt")
        )
        if ours or named:
            found.append(sentence.span())
    return tuple(found)


def _may_retract(text: str) -> bool:
    flat = " ".join(text.lower().splitlines())
    phrases = read_list("retractions.txt") | read_list("retractions_named.txt")
    return any(phrase in flat for phrase in phrases)


def _telling(text: str) -> frozenset[str]:
    return frozenset(split_words(text)) - read_list("light.txt")


def _repeats(statement: Statement, words: frozenset[str]) -> bool:
    own = _telling(statement.text)
    shared = len(own & words)
    return shared >= min(_FEWEST, len(own)) and shared >= _MATCH * len(own)
