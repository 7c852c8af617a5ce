"""How a content is put: how surely, and whether negated, by the event that it is about.

That event is told by `manner.py`, with two differences that a ledger of claims needs. What the
speaker around it does ("denied", "expects") is the statement's act and says nothing here. And a
value that is merely left open, such as the polarity of a plan, does not make the content unclear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.model.statement import Certainty, Polarity
from salis.read.governors import Mood, climb, mood_of
from salis.read.lists import wording
from salis.read.manner import EventManner, tell_manner
from salis.read.manner_kinds import class_of, is_arranged, place_event
from salis.read.negation import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALS = frozenset({"may", "might", "could"})
_SHOULD = frozenset({"should", "ought"})
#: Classes that only say how an infinitive is presented ("failed to pay", "is expected to pay").
_RAISING = frozenset({"seem", "expect", "fail", "schedule"})
_SAYING = frozenset({"say", "report", "claim", "allege"})


@dataclass(frozen=True, slots=True)
class ContentManner:
    """How a content is put."""

    certainty: Certainty
    polarity: Polarity
    #: Whether it "is to" happen.
    arranged: bool


def read_content_manner(words: Sequence[Token], top: Token, *, told: bool) -> ContentManner:
    """Tell how a content is put, from its words and its main verb.

    `told` says that it is attributed to somebody: then "would" is a "will" of his.
    """
    inside = {t.i for t in words} | {top.i}
    core = find_core(top)
    kind = place_event(core, climb(core, inside)).kind
    manner = tell_manner(core, inside)
    return ContentManner(
        _hedged(words, top) or _certainty(manner, kind, told=told),
        _polarity(manner, kind, top, core),
        arranged=kind in ("to be", "under schedule"),
    )


def find_core(top: Token) -> Token:
    """Find the event that a main verb is about: the paying, of "failed to pay"."""
    for _ in range(4):
        bearers = [top, *(c for c in top.children if c.dep_ == "acomp")]
        below = next(filter(None, (_presented(bearer) for bearer in bearers)), None)
        if below is None:
            break
        top = below
    return top


def _presented(bearer: Token) -> Token | None:
    """Give the infinitive under a word where the word only says how that is presented."""
    below = next((c for c in bearer.children if c.dep_ == "xcomp" and mood_of(c) is Mood.TO), None)
    if below is None:
        return None
    bears = is_arranged(bearer, below) if bearer.lemma_ == "be" else _raises(bearer)
    return below if bears else None


def _raises(word: Token) -> bool:
    if any(c.dep_ in ("dobj", "dative") for c in word.children):
        return False  # "warned them to pay": it is for them to do
    passive = any(c.dep_ == "auxpass" for c in word.children)
    yet = word.lemma_ == "have" and any(c.lower_ == "yet" for c in word.children)
    return class_of(word) in _RAISING or (passive and word.lemma_ in _SAYING) or yet


def _hedged(words: Sequence[Token], top: Token) -> Certainty | None:
    """Read the hedges of a content, wherever they stand in it."""
    modals = {c.lower_ for c in top.children if c.dep_ == "aux"}
    lower = {t.lower_ for t in words}
    if modals & _MODALS or not wording().possible.isdisjoint(lower - _MODALS):
        return Certainty.POSSIBLE
    if modals & _SHOULD or not wording().probable.isdisjoint(lower):
        return Certainty.PROBABLE
    return None


def _certainty(manner: EventManner, kind: str, *, told: bool) -> Certainty:
    """Give the event's certainty; an ability is put as a fact, a reported "would" as a "will"."""
    if kind == Mood.CAN or (kind == Mood.WOULD and told):
        return Certainty.CERTAIN
    return manner.certainty


def _polarity(manner: EventManner, kind: str, top: Token, core: Token) -> Polarity:
    if kind == "condition":
        return Polarity.UNDERSPECIFIED
    own = class_of(top) != "fail" and _is_denied(top)
    negated = own or is_negated(core) or manner.polarity is Polarity.NEG
    return Polarity.NEG if negated else Polarity.POS


def _is_denied(top: Token) -> bool:
    """Say whether a main word is negated; also a bare noun ("no survivors")."""
    bare = top.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ == "no" for c in top.children)
    return bare or is_negated(top)
