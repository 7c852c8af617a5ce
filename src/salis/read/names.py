"""Names of people: their words, what short forms they have, and what a first name tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from salis.read.lists import names, people

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_POSSESSIVE = re.compile(r"[’']s?$")
_INITIALS = re.compile(r"[a-z]\.?|(?:[a-z]\.)+")
#: Words of a name looked at; longer runs of capitals are no name.
_LONGEST = 6
_MOST_TITLES = 3

type Words = tuple[str, ...]


def name_words(tokens: Iterable[Token]) -> list[str]:
    """Give the words of a name without possessive marks and without what stands before the name."""
    words: list[str] = []
    hyphen = False
    for token in tokens:
        if hyphen and words:
            words[-1] += f"-{token.text}"
        elif token.tag_ != "POS" and not token.is_punct:
            words.append(token.text)
        hyphen = token.text == "-"
    words = [short for word in words if (short := _POSSESSIVE.sub("", word))]
    for at in range(len(words) - 1, -1, -1):
        if words[at][0].islower() and words[at] not in names().particles:
            return words[at + 1 :] or words
    return words


def strip_titles(words: Sequence[str]) -> list[str]:
    """Take titles off the front of a name, keeping at least its last word."""
    titles = people().titles
    start = 0
    while start < len(words) - 1 and words[start].lower().rstrip(".") in titles:
        start += 1
    return list(words[start:])


def plain(words: Sequence[str]) -> Words:
    """Give a name's words for comparing: small letters, no "Jr." and no initials in the middle."""
    low = [w.lower().replace("’", "'") for w in words]
    low = [w for w in low if w.rstrip(".") not in names().suffixes] or low
    return tuple(
        w for at, w in enumerate(low) if at in (0, len(low) - 1) or not _INITIALS.fullmatch(w)
    )


def initials(words: Sequence[str]) -> Words:
    """Give the initials in the middle of a name ("Hanna W. Orlo": w)."""
    low = [w.lower() for w in words[1:-1]]
    return tuple(w[0] for w in low if _INITIALS.fullmatch(w))


def is_form_of(short: Words, full: Words) -> bool:
    """Say whether a name can be a shorter form of a full one: a surname, or a first name's form."""
    if not short or len(short) > len(full):
        return False
    if full[len(full) - len(short) :] == short:
        return True
    return len(short) > 1 and short[-1] == full[-1] and _same_forename(short[0], full[0])


def _same_forename(one: str, other: str) -> bool:
    if one == other:
        return True
    if _INITIALS.fullmatch(one) or _INITIALS.fullmatch(other):
        return one[0] == other[0]
    return bool(_forenames(one) & _forenames(other))


def _forenames(name: str) -> frozenset[str]:
    return names().forenames.get(name, frozenset()) | {name}


def gender_of(words: Words) -> bool | None:
    """Tell from a first name whether it is a man's (True) or a woman's (False)."""
    if len(words) < 2 or (words[0] in names().male) == (words[0] in names().female):
        return None
    return words[0] in names().male


def name_at(token: Token) -> list[str]:
    """Give the words of the name that ends with, or stands around, a capitalised word."""
    if token.ent_type_ == "PERSON":
        span = entity_at(token)
        return [*_titles_before(span), *name_words(span)]
    start = token.i
    while start > token.sent.start and token.i - start < _LONGEST and _goes_on(token, start):
        start -= 1
    return name_words(token.doc[start : token.i + 1])


def _titles_before(name: Span) -> list[str]:
    """Give the titles right before a name, however they are written ("Mr", "President")."""
    start = name.start
    while start > 0 and name.start - start < _MOST_TITLES:
        word = name.doc[start - 1].lower_.rstrip(".")
        if word not in people().titles or not name.doc[start - 1].text[:1].isupper():
            break
        start -= 1
    return [t.text for t in name.doc[start : name.start]]


def _goes_on(token: Token, start: int) -> bool:
    """Say whether the word before `start` belongs to the same name."""
    before = token.doc[start - 1]
    if before.text[:1].isupper() and before.pos_ == "PROPN":
        return True
    inner = before.text in names().particles or before.text == "-"
    return inner and start >= 2 and token.doc[start - 2].text[:1].isupper()


def entity_at(token: Token) -> Span:
    """Give the words of the named entity that a token is part of, else the token alone."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return doc[start:end]
