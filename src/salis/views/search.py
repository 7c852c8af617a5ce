"""Search: statements that hold every word asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from salis.model.claim import Standing
from salis.model.document import DocumentId
from salis.model.errors import UsageError
from salis.model.statement import Statement
from salis.views.claims import statement_record
from salis.views.folded import folded_text
from salis.views.index import Index
from salis.views.lazy import Lazy
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
class Term:
    """A word or phrase; `pattern` holds it to whole words."""

    folded: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the statements found must be, apart from their words; None where it does not matter."""

    #: Part of the name of whoever says it.
    speaker: str | None = None
    act: str | None = None
    #: Standing of the claim that it belongs to.
    standing: str | None = None
    #: Id or part of the name of the source that published it.
    source: str | None = None
    #: When it was told: from then on, and before then.
    since: datetime | None = None
    until: datetime | None = None
    #: Whether these are times of what it is about, and not of telling.
    happened: bool = False
    #: Part of the name of a place in it.
    place: str | None = None


#: Everything.
ANYTHING = Wanted()


def search_statements(index: Index, text: str, wanted: Wanted = ANYTHING) -> Sequence[SearchRecord]:
    """Find the statements that hold every word of a text, and are what is wanted.

    Case and accents make no difference; `word*` is a beginning, `"some words"` stand together.
    Statements, the sentences around them, speakers and sources are searched. What stands firmest
    comes first, then what was told last. Without words everything wanted is found.
    """
    if not text and wanted == ANYTHING:
        read_query(text)
    return Lazy(rank_statements(index, text, wanted), partial(search_record, index))


def rank_statements(index: Index, text: str, wanted: Wanted) -> list[Statement]:
    """Find the statements as `search_statements` does; with nothing wanted, all of them."""
    terms = read_query(text) if text else []
    holding: Iterable[Statement] = index.linked.statements.values()  # in the order of telling
    if terms:
        texts = index.folded_texts
        holding = (one for one in holding if holds(texts[one.id], terms))
    found: dict[int, list[Statement]] = {rank: [] for rank in range(len(_RANKS))}
    for statement in holding:
        place = index.places.get(statement.id)
        if place is not None and _is_wanted(index, statement, wanted):
            found[_RANKS[index.weighed[place[0]].standing]].append(statement)
    return [one for each in found.values() for one in reversed(each)]


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


def _is_wanted(index: Index, statement: Statement, wanted: Wanted) -> bool:
    """Tell whether a statement is what is wanted; cheap questions come first."""
    if wanted is ANYTHING:
        return True
    if wanted.act is not None and statement.act.value != wanted.act:
        return False
    standing = index.weighed[index.places[statement.id][0]].standing
    if wanted.standing is not None and standing.value != wanted.standing:
        return False
    return _is_in_time(index, statement, wanted) and _is_from(index, statement, wanted)


def _is_in_time(index: Index, statement: Statement, wanted: Wanted) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    start = end = index.told(statement.document)
    if wanted.happened:
        concerns = statement.concerns
        first, last = (None, None) if concerns is None else (concerns.start, concerns.end)
        if first is None and last is None:
            return False
        start, end = first or last or start, last or first or end
    early = wanted.since is not None and end < wanted.since
    late = wanted.until is not None and start >= wanted.until
    return not (early or late)


def _is_from(index: Index, statement: Statement, wanted: Wanted) -> bool:
    """Tell whether the speaker, the source and the place are those wanted, if any are."""
    source = index.linked.documents[statement.document].source
    speakers = [name for one in statement.speakers for name in (one.called, one.entity or "")]
    return (
        _is_named(wanted.source, (source.id, source.name))
        and _is_named(wanted.speaker, speakers or [source.name])
        and _is_named(wanted.place, (statement.place or "",))
    )


def _is_named(part: str | None, names: Iterable[str]) -> bool:
    return part is None or any(folded_text(part) in folded_text(name) for name in names)


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
