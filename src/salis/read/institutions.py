"""Institutions: for whom a role or a paper speaks, and the keys of institutions and places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salis.read.bodies import noun_key
from salis.read.cast import Cast
from salis.read.lists import people
from salis.read.names import entity_at, name_at

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREPOSITIONS = frozenset({"of", "for", "at", "with", "from", "in", "to", "on", "by"})
#: With these a person is spoken for as well ("a spokesman for Quist", "a letter by Quist").
_FOR_PEOPLE = frozenset({"for", "to", "by", "from"})
_NAMED = frozenset({"ORG", "GPE", "NORP"})


def near_phrase(head: Token) -> list[Token]:
    """Give a noun with its own modifiers, without clauses and appositions after it."""
    words = [t for child in head.lefts if child.dep_ != "punct" for t in child.subtree]
    words.append(head)
    for child in head.rights:
        inner = (
            next((c for c in child.children if c.dep_ == "pobj"), None)
            if child.lower_ == "of"
            else None
        )
        if inner is not None and child.dep_ == "prep":
            words.extend([child, *near_phrase(inner)])
            for other in inner.conjuncts:
                joins = [c for c in other.head.children if c.dep_ == "cc"]
                words.extend([*joins, *near_phrase(other)])
    return sorted(words, key=lambda t: t.i)


def institution_of(head: Token, cast: Cast) -> str | None:
    """Find whom a role speaks for: "spokesman for the ministry", "the ministry's spokesman"."""
    for child in head.children:
        if child.dep_ == "poss" and child.pos_ in ("PROPN", "NOUN"):
            return owner_key(child, cast)
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS:
            for inner in child.children:
                if inner.dep_ == "pobj" and _speaks(inner, child.lower_):
                    return owner_key(inner, cast)
    compounds = [t for t in head.lefts if t.dep_ in ("compound", "amod", "nmod") and _can_employ(t)]
    words = [t for c in compounds for t in c.subtree]
    return key_of(words, cast) or None if words else None


def owner_key(token: Token, cast: Cast) -> str:
    """Give the key of the person or institution that a noun names."""
    if token.text[:1].isupper():
        person = cast.person(name_at(token))
        if person is not None:
            return person.key
    return body_key(token, cast)


def body_key(head: Token, cast: Cast) -> str:
    """Give the key of the institution or place that a noun names, by its full name if known."""
    if head.ent_type_ in ("ORG", "GPE") and head.text[:1].isupper():
        span = entity_at(head)
        if span[-1].i >= head.i and len(span) > 1:
            return cast.institution(noun_key(_from_capital(list(span))))
    return key_of(near_phrase(head), cast)


def _from_capital(words: list[Token]) -> list[Token]:
    """Take small adjectives off the front of a name ("the independent Harbour Agency")."""
    at = next((at for at, t in enumerate(words) if t.text[:1].isupper()), 0)
    return words[at:]


def name_beside(head: Token) -> Token:
    """Give the name right behind a noun that only says what it is ("the newspaper Lantern")."""
    if head.lower_ not in people().kinds:
        return head
    beside = (c for c in head.children if c.dep_ == "appos" and c.ent_type_ in ("ORG", "GPE"))
    return next((c for c in beside if entity_at(c).start == head.i + 1), head)


def key_of(words: Sequence[Token], cast: Cast) -> str:
    """Make the key of an institution's words; "the Quist campaign" is that of one Quist."""
    words = [t for t in words if t.tag_ not in ("POS", "DT", "PRP$") and not t.is_punct]
    if len(words) > 1 and words[-1].lower_ in people().owned:
        person = cast.person([t.text for t in words[:-1]])
        if person is not None:
            return f"{person.key} {words[-1].lower_}"
    return cast.institution(noun_key(words))


def _speaks(token: Token, preposition: str) -> bool:
    return (
        token.ent_type_ in _NAMED
        or token.lemma_.lower() in people().institutions
        or (preposition in _FOR_PEOPLE and token.ent_type_ == "PERSON")
    )


def _can_employ(token: Token) -> bool:
    return (
        token.pos_ == "PROPN" or token.ent_type_ in _NAMED or token.lower_ in people().institutions
    )
