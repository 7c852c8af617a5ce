"""Frames: who did what to whom, as normalised keys that linking compares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salis.model.statement import Frame
from salis.read.bodies import noun_key
from salis.read.cast import Cast
from salis.read.focus import Focus
from salis.read.institutions import near_phrase
from salis.read.lists import wording
from salis.read.names import name_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_ARGUMENTS = ("dobj", "attr", "acomp", "oprd", "pobj", "dative", "ccomp", "xcomp")
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "his", "their", "its"})


def make_frame(words: Sequence[Token], top: Token, focus: Focus, speaker: str | None) -> Frame:
    """Build the frame of a content from its words; pronouns stand for what they refer to."""
    inside = {t.i for t in words}
    subjects = [c for c in top.children if c.dep_ in ("nsubj", "csubj") and c.i in inside]
    passive = [c for c in top.children if c.dep_ == "nsubjpass" and c.i in inside]
    agents = [g for c in top.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    acting = subjects or agents
    objects = [
        *passive,
        *(t for t in words if t.dep_ in _ARGUMENTS and t not in acting and t != top),
    ]
    return Frame(
        subject=_keys(acting, focus, speaker),
        predicate=_predicate(top),
        objects=_keys(objects, focus, speaker),
        words=_content_words(words, focus, speaker),
    )


def _predicate(top: Token) -> str:
    lemma = top.lemma_.lower()
    if lemma not in ("be", "become", "remain"):
        particle = next((c.lower_ for c in top.children if c.dep_ == "prt"), "")
        return f"{lemma} {particle}".strip()
    complement = next((c for c in top.children if c.dep_ in ("attr", "acomp", "oprd")), None)
    return f"{lemma} {complement.lemma_.lower()}" if complement is not None else lemma


def _keys(heads: Sequence[Token], focus: Focus, speaker: str | None) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for head in heads:
        for token in [head, *head.conjuncts]:
            key = _key(token, focus, speaker)
            if key:
                found[key] = None
    return tuple(found)


def _key(token: Token, focus: Focus, speaker: str | None) -> str:
    """Name a noun by its entity where it has one, else by its lemma."""
    if token.lower_ in ("i", "we", "me", "us"):
        return speaker or ""
    if token.lower_ in _PRONOUNS:
        found = focus.antecedent(token)
        return (found.person or _plain(found.name)) if found is not None else ""
    return _entity_key(token, focus.cast) or token.lemma_.lower()


def _plain(name: str) -> str:
    return " ".join(w for w in name.lower().split() if w not in ("the", "a", "an"))


def _entity_key(token: Token, cast: Cast) -> str:
    if not token.ent_type_ or token.ent_type_ in (
        "DATE",
        "TIME",
        "CARDINAL",
        "ORDINAL",
        "MONEY",
        "PERCENT",
        "QUANTITY",
    ):
        return ""
    span = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    if span is None:
        return ""
    if span.label_ == "PERSON":
        person = cast.person(name_words(span))
        return person.key if person is not None else ""
    return cast.institution(noun_key(span if token.i == span.root.i else near_phrase(token)))


def _content_words(words: Sequence[Token], focus: Focus, speaker: str | None) -> tuple[str, ...]:
    found: set[str] = set()
    for token in words:
        lemma = token.lemma_.lower().strip("’'.-")
        if token.pos_ in _CONTENT and lemma and lemma not in wording().light and not token.is_stop:
            found.add(lemma)
        elif token.lower_ in _PRONOUNS and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
            found.update(_key(token, focus, speaker).split())
    return tuple(sorted(found))
