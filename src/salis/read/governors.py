"""Governors: the words above a word in the parse, how it hangs on them, and the mood of verbs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Steps taken up the tree at most.
_REACH = 10
_MODALS = {
    "will": "will",
    "wo": "will",
    "'ll": "will",
    "’ll": "will",
    "shall": "will",
    "would": "would",
    "'d": "would",
    "’d": "would",
    "may": "may",
    "might": "may",
    "can": "can",
    "ca": "can",
    "could": "could",
    "should": "should",
    "must": "should",
    "ought": "should",
}
_HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})
_CLAUSES = ("xcomp", "ccomp", "csubj", "csubjpass")
_OBJECTS = ("dobj", "attr", "oprd", "acomp", "nsubjpass", "dative")


class Mood(StrEnum):
    """How a verb stands: by its first auxiliary, else by its own form."""

    PAST = "past"
    PRESENT = "present"
    PROGRESSIVE = "progressive"
    PERFECT = "perfect"
    WILL = "will"
    WOULD = "would"
    WOULD_HAVE = "would have"
    MAY = "may"
    CAN = "can"
    COULD = "could"
    SHOULD = "should"
    TO = "to"
    ING = "ing"
    PARTICIPLE = "participle"
    BARE = "bare"
    NONE = "none"


MODAL = frozenset(
    {Mood.WILL, Mood.WOULD, Mood.WOULD_HAVE, Mood.MAY, Mood.CAN, Mood.COULD, Mood.SHOULD}
)
FINITE = MODAL | {Mood.PAST, Mood.PRESENT, Mood.PROGRESSIVE, Mood.PERFECT}
_BY_TAG = {
    "VBD": Mood.PAST,
    "VBZ": Mood.PRESENT,
    "VBP": Mood.PRESENT,
    "VBG": Mood.ING,
    "VBN": Mood.PARTICIPLE,
    "VB": Mood.BARE,
}


class Tie(StrEnum):
    """How a word hangs on the one above it."""

    TO = "to"  # an infinitive: "plans to close", "a plan to close"
    THAT = "that"  # a finite clause: "expects that it closes"
    ING = "ing"  # "considers closing"
    BARE = "bare"  # "lets it close"
    RELATIVE = "relative"  # "the plant that closes"
    PART = "part"  # a participle beside: "the plant closed in May", "closing in May"
    PURPOSE = "purpose"  # "sold it to raise cash"
    BESIDE = "beside"  # a finite clause beside: "when it closes"
    SUBJECT = "subject"
    OBJECT = "object"  # also of the passive, and what a copula links
    PREPOSITION = "preposition"  # "called for a closure"
    MODIFIER = "modifier"  # "the closure plan", "the closure's date"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Step:
    """One step up the tree."""

    above: Token
    below: Token
    tie: Tie
    #: The preposition passed, in lower case, or "".
    via: str = ""


def is_verb(token: Token) -> bool:
    """Tell whether a word is a verb or auxiliary."""
    return token.pos_ in ("VERB", "AUX")


def mood_of(token: Token) -> Mood:
    """Give the mood of a verb; `NONE` for other words.

    A joined verb without auxiliary has the mood of the verb before it ("will cut and sell").
    """
    for _ in range(_REACH):
        if not is_verb(token):
            return Mood.NONE
        helpers = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
        found = _mood_by_helpers(token, helpers)
        if found is not None:
            return found
        finite = token.tag_ in ("VBD", "VBZ", "VBP")
        alike = token.tag_ in (token.head.tag_, "VB")
        if finite or helpers or not alike or token.dep_ != "conj":
            return _BY_TAG.get(token.tag_, Mood.NONE)
        token = token.head
    return Mood.NONE


def _mood_by_helpers(token: Token, helpers: list[Token]) -> Mood | None:
    if any(c.tag_ == "TO" for c in helpers):
        return Mood.TO
    for helper in helpers:
        modal = _MODALS.get(helper.lower_)
        if modal is not None and helper.tag_ == "MD":
            had = modal == "would" and any(c.lower_ in _HAVE for c in helpers)
            return Mood.WOULD_HAVE if had else Mood(modal)
    for helper in helpers:
        if helper.tag_ == "VBD":
            return Mood.PAST
        if helper.lower_ in _HAVE:
            return Mood.PERFECT
        if helper.tag_ in ("VBZ", "VBP"):
            return Mood.PROGRESSIVE if token.tag_ == "VBG" else Mood.PRESENT
    return None


def climb(token: Token, inside: Collection[int] | None = None) -> list[Step]:
    """Give the steps from a word up to the root, prepositions and joined words passed over.

    With `inside` (token indices) the climb ends before the first word that is not among them.
    """
    steps: list[Step] = []
    node = token
    for _ in range(_REACH):
        step = _step(node)
        if step is None or (inside is not None and step.above.i not in inside):
            break
        if node.dep_ != "conj":
            steps.append(step)
        node = step.above
    return steps


def _step(node: Token) -> Step | None:
    head = node.head
    if head.i == node.i:
        return None
    if node.dep_ not in ("pobj", "pcomp"):
        return Step(head, node, _tie(node))
    via = head.lower_
    while head.head.pos_ == "ADP" and head.head.i != head.i:
        head = head.head
    return Step(head.head, node, Tie.PREPOSITION, via) if head.head.i != head.i else None


def _tie(node: Token) -> Tie:
    mood = mood_of(node)
    if node.dep_ in _CLAUSES:
        return _tie_of_clause(node, mood)
    if node.dep_ in ("acl", "relcl"):
        beside = Tie.RELATIVE if mood in FINITE else Tie.PART
        return Tie.TO if mood is Mood.TO else beside
    if node.dep_ == "advcl":
        beside = Tie.BESIDE if mood in FINITE else Tie.PART
        return Tie.PURPOSE if mood is Mood.TO else beside
    if node.dep_ in _OBJECTS:
        return Tie.OBJECT
    if node.dep_ == "nsubj":
        return Tie.SUBJECT
    if node.dep_ in ("compound", "poss", "amod", "nmod", "appos", "npadvmod", "advmod", "det"):
        return Tie.MODIFIER
    return Tie.OTHER


def _tie_of_clause(node: Token, mood: Mood) -> Tie:
    if mood is Mood.TO:
        return Tie.TO
    if mood in FINITE:
        return Tie.THAT
    return Tie.ING if node.tag_ == "VBG" else Tie.BARE
