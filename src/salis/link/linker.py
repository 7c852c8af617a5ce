"""Link a new document and its statements with what an index holds already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.link.compare import acts_meet, relate
from salis.link.context import Context
from salis.link.copies import compare_documents
from salis.link.interface import Index
from salis.link.keys import document_keys, statement_keys
from salis.link.pair import Pair
from salis.link.traits import Traits, content_words, read_traits, without_dates
from salis.model.document import Document, DocumentId
from salis.model.entry import ClaimsLinked, StatementsRead
from salis.model.link import Copy, Link, LinkKind
from salis.model.statement import Statement, StatementId

if TYPE_CHECKING:
    from salis.link.pair_model import PairModel  # needs numpy, which views never load

#: Documents compared in full for copies, the likeliest first.
_DOCUMENTS = 16
_SHARED_KEYS = 3
#: Statements compared for each new one, the likeliest first.
_STATEMENTS = 32
#: Candidates are compared from this share of all their words in common on, or of the words of the
#: one that has fewer; below that hardly any of them ever turned out to have to do with each other.
_WORTH, _WORTH_SMALLER = 0.44, 0.66


@dataclass(frozen=True, slots=True)
class _Seen:
    statement: Statement
    traits: Traits
    context: Context


def link_document(
    document: Document, read: StatementsRead, index: Index, *, pairs: PairModel | None = None
) -> ClaimsLinked:
    """Relate a document to those in the index, which is not changed by it.

    Every copy and link is decided from the two texts alone, so that the order in which documents
    are added does not matter. Where the pair model is given, it is asked about each merge that
    rests on frames alone, and refuses those that it takes for two events or for contradictory.
    """
    copies = find_copies(document, index)
    links = _find_links(document, read.statements, copies, index)
    if pairs is not None:
        links = _without_doubtful(links, read.statements, index, pairs)
    return ClaimsLinked(document.id, copies, links)


def _without_doubtful(
    links: tuple[Link, ...], statements: Sequence[Statement], index: Index, pairs: PairModel
) -> tuple[Link, ...]:
    own = {one.id: one for one in statements}

    def text(id: StatementId) -> str:
        return without_dates((own.get(id) or index.statement(id)).text)

    return tuple(
        link
        for link in links
        if not _rests_on_frames(link) or pairs.allows(text(link.a), text(link.b))
    )


def _rests_on_frames(link: Link) -> bool:
    """Tell whether a link merges two statements that do not use the same words."""
    return link.same and link.kind is LinkKind.SUPPORTS and link.score < 1


def find_copies(document: Document, index: Index) -> tuple[Copy, ...]:
    """Find the documents whose text this one reuses, or that reuse its text."""
    keys = document_keys(document)
    at_least = min(_SHARED_KEYS, max(1, len(keys) // 4))
    found = index.documents_sharing(keys, at_least=at_least)
    likely = [id for id, _ in found if id != document.id][:_DOCUMENTS]
    if document.revises and document.revises not in likely:
        likely += [id for id, _ in found if id == document.revises]
    compared = (compare_documents(document, index.document(id)) for id in likely)
    return tuple(copy for copy in compared if copy is not None)


def _find_links(
    document: Document, statements: Sequence[Statement], copies: tuple[Copy, ...], index: Index
) -> tuple[Link, ...]:
    seen: dict[StatementId, _Seen] = {}
    contexts: dict[DocumentId, Context] = {}
    beside = _Beside([one for copy in copies for one in index.statements_of(copy.other)])
    here = Context(document)
    own = _Own()
    links: list[Link] = []
    for statement in statements:
        new = _Seen(statement, read_traits(statement), here)
        others: list[_Seen] = []
        worth = _Worth(statement)
        for candidate in _candidates(statement, worth, beside, index):
            if candidate.id not in seen:
                seen[candidate.id] = _see(candidate, contexts, index)
            others.append(seen[candidate.id])
        links += _compare(new, [*others, *own.near(new, worth)])
        own.add(new)
    return tuple(links)


class _Own:
    """The statements of the new document so far, found by their words.

    A text may say one thing a thousand times: each repetition is linked to the first only, and no
    statement is compared with more than a few of its own document.
    """

    def __init__(self) -> None:
        self._by_word: defaultdict[str, list[_Seen]] = defaultdict(list)
        self._by_text: dict[str, _Seen] = {}

    def near(self, new: _Seen, worth: _Worth) -> list[_Seen]:
        """Find the earlier statements worth comparing, those with most words in common first."""
        twin = self._by_text.get(new.statement.text)
        if twin is not None:
            return [twin]
        shared: Counter[StatementId] = Counter()
        found: dict[StatementId, _Seen] = {}
        for word in new.traits.words:
            for one in self._by_word[word][:_STATEMENTS]:
                shared[one.statement.id] += 1
                found[one.statement.id] = one
        likely = (found[id] for id, _ in shared.most_common(_STATEMENTS))
        return [one for one in likely if worth.has(one.statement)]

    def add(self, seen: _Seen) -> None:
        """Make a statement findable for those after it."""
        if self._by_text.setdefault(seen.statement.text, seen) is seen:
            for word in seen.traits.words:
                self._by_word[word].append(seen)


def _candidates(
    statement: Statement, worth: _Worth, beside: _Beside, index: Index
) -> list[Statement]:
    found = index.statements_sharing(statement_keys(statement), limit=_STATEMENTS)
    candidates = {id: index.statement(id) for id in found if id != statement.id}
    candidates.update((one.id, one) for one in beside.near(statement) if one.id != statement.id)
    return [
        one for one in candidates.values() if one.document != statement.document and worth.has(one)
    ]


class _Beside:
    """The statements of the texts that share passages with the new one, found by their words."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._all = statements
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._wordless: list[int] = []
        for at, one in enumerate(statements):
            for key in self._keys(one):
                self._by_key[key].append(at)
            if not content_words(one.frame.words):
                self._wordless.append(at)

    def near(self, statement: Statement) -> Sequence[Statement]:
        """Give those that may be worth comparing with a statement, in their order."""
        if not content_words(statement.frame.words):
            return self._all
        found = set(self._wordless)
        for key in self._keys(statement):
            found.update(self._by_key.get(key, ()))
        return [self._all[at] for at in sorted(found)]

    @staticmethod
    def _keys(statement: Statement) -> Iterator[str]:
        yield from content_words(statement.frame.words)
        yield from (f"#{one.scope}" for one in statement.quantities if one.scope)
        yield f"={statement.text}"


class _Worth:
    """Tells whether another statement shares so much that a comparison may find something."""

    __slots__ = ("_act", "_scopes", "_text", "_words")

    def __init__(self, statement: Statement) -> None:
        self._words = content_words(statement.frame.words)
        self._scopes = {one.scope for one in statement.quantities if one.scope}
        self._text = statement.text
        self._act = statement.act

    def has(self, other: Statement) -> bool:
        """Tell whether the other is worth comparing."""
        if not acts_meet(self._act, other.act):
            return False
        if self._text == other.text:
            return True
        own, words = self._words, content_words(other.frame.words)
        shared = len(own & words)
        if shared and 2 * shared >= _WORTH * (len(own) + len(words)):
            return True
        if shared and shared >= _WORTH_SMALLER * min(len(own), len(words)):
            return True
        if self._scopes and any(one.scope in self._scopes for one in other.quantities):
            return True
        return not own or not words


def _see(statement: Statement, contexts: dict[DocumentId, Context], index: Index) -> _Seen:
    if statement.document not in contexts:
        contexts[statement.document] = Context(index.document(statement.document))
    return _Seen(statement, read_traits(statement), contexts[statement.document])


def _compare(new: _Seen, others: Iterable[_Seen]) -> list[Link]:
    links: list[Link] = []
    for other in others:
        pair = Pair(
            new.statement, other.statement, new.traits, other.traits, new.context, other.context
        )
        link = relate(pair.unified())
        if link is not None:
            links.append(link)
    return links
