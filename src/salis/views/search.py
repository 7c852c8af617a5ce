"""Search: statements that hold every word asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
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
FIRMEST_FIRST = {
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
class Term:
    """A word or phrase; `pattern` holds it to whole words."""

    folded: str
    pattern: re.Pattern[str]


def search_statements(index: Index, text: str) -> tuple[SearchRecord, ...]:
    """Find the statements that hold every word of a text.

    Case and accents make no difference; `word*` is a beginning, `"some words"` stand together.
    Statements, the sentences around them, speakers and sources are searched. What stands firmest
    comes first, then what was told last.
    """
    terms = read_query(text)
    found = [
        (FIRMEST_FIRST[index.weighed[place[0]].standing], index.in_order(statement), statement)
        for statement in index.linked.statements.values()
        if (place := index.places.get(statement.id)) is not None
        and holds(searched_text(index, statement), terms)
    ]
    found.sort(key=lambda hit: hit[1], reverse=True)
    found.sort(key=lambda hit: hit[0])
    return tuple(search_record(index, statement) for _, _, statement in found)


def list_told(index: Index, document: DocumentId) -> tuple[SearchRecord, ...]:
    """List the statements of a document in the order of its text, each with its claim."""
    here = index.by_document.get(document, ())
    return tuple(search_record(index, one) for one in here if one.id in index.places)


def read_query(text: str) -> list[Term]:
    """Read what is asked for: words, beginnings and phrases, all of which must be found.

    Raises:
        UsageError: there is no word, or there are too many.
    """
    if len(text) > _LONGEST:
        raise UsageError(f"The search text is longer than {_LONGEST:,} characters.")
    terms = list(_read_terms(text))
    if not terms:
        raise UsageError("Give at least one word to search for.")
    if len(terms) > _MOST_TERMS:
        raise UsageError(f"The search text has more than {_MOST_TERMS} words.")
    return terms


def _read_terms(text: str) -> Iterator[Term]:
    for phrase, word in _TERM.findall(folded_text(text)):
        words = re.findall(r"\w+", phrase or word)
        if words:
            gap = r"\W+"
            end = "" if word.endswith("*") else r"(?!\w)"
            body = gap.join(re.escape(one) for one in words)
            yield Term(max(words, key=len), re.compile(rf"(?<!\w){body}{end}"))


def folded_text(text: str) -> str:
    """Give a text without capitals and accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(part for part in parts if not unicodedata.combining(part))


def searched_text(index: Index, statement: Statement) -> str:
    """Give all of a statement that is searched, folded."""
    source = index.linked.documents[statement.document].source
    speakers = (speaker.name for speaker in statement.speakers)
    return folded_text(
        "\n\n".join((statement.text, statement.context.exact, *speakers, source.name, source.id))
    )


def holds(searched: str, terms: Sequence[Term]) -> bool:
    """Say whether a folded text holds every term."""
    return all(term.folded in searched for term in terms) and all(
        term.pattern.search(searched) for term in terms
    )


def search_record(index: Index, statement: Statement) -> SearchRecord:
    """Write a statement with its claim and where that stands."""
    claim = index.places[statement.id][0]
    return SearchRecord(
        claim, index.weighed[claim].standing.value, statement_record(index, statement)
    )
