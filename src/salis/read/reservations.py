"""Reservations: cues that put nothing forward, or not what their verb or noun says alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salis.model.statement import Act
from salis.read.clauses import is_infinitive, is_negated_verb
from salis.read.lists import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT_FIRST = frozenset({"initially", "originally", "first", "earlier", "previously"})
_SINCE = frozenset({"now", "later", "since", "then"})
#: What a clause is to the noun whose content it is; parsers take one for the other.
_CLAUSES = frozenset({"acl", "relcl"})


def is_superseded(verb: Token) -> bool:
    """Tell whether someone now says otherwise: "had first said that …, but now says …"."""
    before = any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)
    before |= any(c.lower_ in _AT_FIRST for c in verb.children)
    after = [t.lower_ for t in verb.sent if t.i > verb.i]
    return before and "but" in after and not _SINCE.isdisjoint(after)


def leaves_open(verb: Token) -> bool:
    """Tell whether someone neither confirms nor denies."""
    if verb.lemma_.lower() not in ("confirm", "deny"):
        return False
    joined = {t.lemma_.lower() for t in (verb, verb.head, *verb.conjuncts)}
    words = {t.lower_ for t in verb.sent}
    return {"confirm", "deny"} <= joined and bool(words & {"neither", "nor", "not"})


def is_advice(head: Token) -> bool:
    """Tell of "warn" whether it asks for something: "warned people not to gather"."""
    return head.lemma_.lower() == "warn" and any(
        (c.dep_ == "prep" and c.lower_ == "against")
        or (c.dep_ in ("xcomp", "ccomp") and is_infinitive(c))
        for c in head.children
    )


def is_called_untrue(noun: Token) -> bool:
    """Tell whether a report is called untrue ("reports that … were wrong", "no truth to them")."""
    rules, head = cues(), noun.head
    if noun.dep_ == "pobj":
        place = head.head
        none = any(c.lower_ == "no" for c in place.children) or is_negated_verb(place.head)
        return place.lower_ == "contrary" or (place.lemma_.lower() in rules.truth and none)
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    called = [c for c in head.children if c.dep_ in ("acomp", "attr", "oprd")]
    untrue = any(c.lemma_.lower() in rules.untrue for c in called)
    return (untrue or head.lemma_.lower() in rules.shown_untrue) and not is_negated_verb(head)


def denies_nothing(verb: Token) -> bool:
    """Tell of "reject" or "deny" whether something was done: an offer rejected, bail denied."""
    rules, lemma = cues(), verb.lemma_.lower()
    if rules.verbs.get(lemma) is not Act.DENY:
        return False
    found = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if found is None or any(c.dep_ == "ccomp" for c in verb.children):
        return False
    if lemma not in rules.deny_only:
        return found.lemma_.lower() in rules.withheld
    if found.lemma_.lower() in rules.deniable:
        return False
    if found.lemma_.lower() in rules.nouns and any(c.dep_ in _CLAUSES for c in found.children):
        return False  # "warnings that the dam would fail"
    called = (*verb.children, *found.children)
    return not any(c.dep_ == "prep" and c.lower_ == "as" for c in called)


def is_taken_back(noun: Token) -> bool:
    """Tell of "report" whether it is taken back: "withdrew its report that the ferry had sunk"."""
    back = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in cues().taking_back
    others = any(c.dep_ == "prep" and c.lower_ in ("by", "from") for c in noun.children)
    return noun.pos_ == "NOUN" and back and not others
