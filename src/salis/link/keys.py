"""Keys by which an index finds the documents and statements worth comparing."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from salis.link.shingles import hash_shingles, hash_word, sample_keys
from salis.link.traits import content_words, count_quantities, find_names, without_dates
from salis.link.wording import split_words
from salis.model.document import Document
from salis.model.statement import Statement

_MOST = 48
_MOST_PAIRED = 6
#: From so many words on a statement is found by its whole wording too, however it was parsed.
_LONG = 5


@lru_cache(maxsize=8)
def document_keys(document: Document) -> tuple[int, ...]:
    """Give the keys that a text shares with its copies: about one for every five words."""
    return sample_keys(hash_shingles(split_words(document.text)))


@lru_cache(maxsize=4_096)
def statement_keys(statement: Statement) -> tuple[int, ...]:
    """Give the keys that a statement shares with others on the same matter.

    Single words are often too common to search by, so names and the predicate are paired as well.
    """
    frame = statement.frame
    words = content_words((*frame.words, *frame.subject, *frame.objects))
    names = find_names(statement) & words
    heads = sorted(names or content_words((*frame.subject, *frame.objects)))[:_MOST_PAIRED]
    pairs = [f"{one}+{other}" for one, other in combinations(heads, 2)]
    deeds = [f"{frame.predicate}>{head}" for head in heads]
    counts = [
        f"#{scope}{'' if head is None else '>' + head}"
        for scope in sorted({q.scope for q in count_quantities(statement) if q.scope})
        for head in (None, *heads)
    ]
    wording = split_words(without_dates(statement.text))
    same = [f"={' '.join(wording)}"] if len(wording) >= _LONG else []
    keys = (*same, *counts, *deeds, *pairs, *sorted(words))
    return tuple(dict.fromkeys(hash_word(key) for key in keys))[:_MOST]
