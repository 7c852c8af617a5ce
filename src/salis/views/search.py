"""Search: statements that hold every word asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from salis.model.claim import Standing
from salis.model.document import DocumentId
from salis.model.errors import UsageError
from salis.model.statement import Statement
from salis.views.claims import statement_record
from salis.views.index import Index
from salis.views.records import SearchRecord

#: What is asked for is bounded; nobody searches for more by hand.
_LONGEST = 1000
_MOST_TERMS = 32

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_RANKS = {
    standing: rank
    for rank, standing in enumerate(
        (
            Standing.CONFIRMED,
            Standing.RESOLVED_TRUE,
            Standing.CORROBORATED,
            Standing.DISPUTED,
            Standing.REPORTED,
            Standing.PENDING,
            Standing.ALLEGED,
            Standing.UNKNOWN,
            Standing.REFUTED,
            Standing.RESOLVED_FALSE,
            Standing.RETRACTED,
            Standing.NOT_FACTUAL,
        )
    )
}


@dataclass(frozen=True, slots=True)
class _Term:
    """A word or phrase; `pattern` holds it to whole words."""

    folded: str
    pattern: re.Pattern[str]


def search_statements(index: Index, text: str) -> tuple[SearchRecord, ...]:
    """Find the statements that hold every word of a text.

    Case and accents make no difference; `word*` is a beginning, `"some words"` stand together.
    Statements, the sentences around them, speakers and sources are searched. What stands firmest
    comes first, then what was told last.
    """
    terms = _terms(text)
    found = [
        (_RANKS[index.weighed[place[0]].standing], index.in_order(statement), statement)
        for statement in index.linked.statements.values()
        if (place := index.places.get(statement.id)) is not None
        and _holds(_searched(index, statement), terms)
    ]
    found.sort(key=lambda hit: hit[1], reverse=True)
    found.sort(key=lambda hit: hit[0])
    return tuple(_record(index, statement) for _, _, statement in found)


def list_told(index: Index, document: DocumentId) -> tuple[SearchRecord, ...]:
    """List the statements of a document in the order of its text, each with its claim."""
    here = index.by_document.get(document, ())
    return tuple(_record(index, one) for one in here if one.id in index.places)


def _terms(text: str) -> list[_Term]:
    if len(text) > _LONGEST:
        raise UsageError(f"The search text is longer than {_LONGEST:,} characters.")
    terms = list(_read_terms(text))
    if not terms:
        raise UsageError("Give at least one word to search for.")
    if len(terms) > _MOST_TERMS:
        raise UsageError(f"The search text has more than {_MOST_TERMS} words.")
    return terms


def _read_terms(text: str) -> Iterator[_Term]:
    for phrase, word in _TERM.findall(_folded(text)):
        words = re.findall(r"\w+", phrase or word)
        if words:
            gap = r"\W+"
            end = "" if word.endswith("*") else r"(?!\w)"
            body = gap.join(re.escape(one) for one in words)
            yield _Term(max(words, key=len), re.compile(rf"(?<!\w){body}{end}"))


def _folded(text: str) -> str:
    folded = text.casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _searched(index: Index, statement: Statement) -> str:
    source = index.linked.documents[statement.document].source
    speakers = (speaker.name for speaker in statement.speakers)
    return _folded(
        "\n\n".join((statement.text, statement.context.exact, *speakers, source.name, source.id))
    )


def _holds(searched: str, terms: list[_Term]) -> bool:
    return all(term.folded in searched for term in terms) and all(
        term.pattern.search(searched) for term in terms
    )


def _record(index: Index, statement: Statement) -> SearchRecord:
    claim = index.places[statement.id][0]
    return SearchRecord(
        claim, index.weighed[claim].standing.value, statement_record(index, statement)
    )
