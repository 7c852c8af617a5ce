"""Who can speak: which nouns can name a speaker, one alone, a group, or one already known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salis.read.cast import Cast
from salis.read.lists import names, people
from salis.read.roles import office

if TYPE_CHECKING:
    from spacy.tokens import Token

_AGENTS = (
    *("er", "or", "ist", "ian", "ant", "eer", "crat"),
    *("man", "woman", "men", "women", "folk", "people"),
)
#: Letters below which an ending tells nothing ("poor", "other").
_SHORTEST = 5
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_NOBODY = frozenset({"that", "this", "which", "what", "there", "one"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def can_speak(head: Token, cast: Cast) -> bool:
    """Say whether a noun can be a speaker: a person, group, institution, place or paper."""
    if not head.is_alpha and len(head.text) < 3:
        return False
    if head.pos_ in ("PRON", "PROPN") or head.ent_type_ in _NAMED:
        return head.lower_ not in _NOBODY and not (
            head.lower_ == "you" and head.sent.text.rstrip('"”’ ').endswith("?")
        )
    if head.text[:1].isupper() and cast.person([head.text]) is not None:
        return True
    lemma = head.lemma_.lower()
    return lemma in people().speaking or (lemma.endswith(_AGENTS) and head.pos_ == "NOUN")


def names_someone(noun: str) -> bool:
    """Say whether a noun, in small letters, is what one person can be ("senator", "surgeon")."""
    known = office(noun.rstrip("."))
    lists = people()
    if known in lists.institutions or known in lists.papers:
        return False
    agent = noun.endswith(_AGENTS) and len(noun) > _SHORTEST
    return known in lists.speaking or agent or known in names().offices.values()


def is_group(head: Token) -> bool:
    """Say whether a noun is joined by "and" with another that can be a speaker too."""
    joined = joined_with(head)
    links = (c for t in (head, *joined) for c in t.children if c.dep_ == "cc")
    return bool(joined) and any(c.lower_ in ("and", "&") for c in links)


def joined_with(head: Token) -> list[Token]:
    """Give the nouns and names joined to a noun ("Quist and the mayor")."""
    return [t for t in head.conjuncts if t.i > head.i and t.pos_ in ("NOUN", "PROPN", "PRON")]


def is_definite(head: Token) -> bool:
    """Say whether a noun means someone known: "the mayor", or bare at the start of a sentence."""
    lefts = list(head.lefts)
    if any(t.lower_ in _DEFINITE or (t.dep_ == "poss" and t.pos_ != "PRON") for t in lefts):
        return head.tag_ in ("NN", "NNP")
    return head.i == head.sent.start and head.tag_ in ("NN", "NNP")
