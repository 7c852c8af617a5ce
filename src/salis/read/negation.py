"""Negation: whether a word is negated where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO = frozenset({"no", "neither"})
_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no"})
_NEVER = frozenset({"no", "never", "neither", "nor"})
_ONLY = frozenset({"only", "just", "merely"})
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
#: Say no by themselves.
_UNLIKELY = frozenset({"unlikely", "doubtful"})


def is_negated(token: Token) -> bool:
    """Say whether a word is negated ("did not sink", "no deal", "nobody came", "unlikely")."""
    return token.lower_ in _UNLIKELY or any(_negates(child) for child in token.children)


def _negates(child: Token) -> bool:
    if child.dep_ == "neg":
        return not _is_not_only(child)
    if child.lower_ == "longer":
        return any(c.lower_ == "no" for c in child.children)
    if child.dep_ in _ARGUMENTS:
        determined = any(c.dep_ == "det" and c.lower_ in _NO for c in child.children)
        return determined or child.lower_ in _NOBODY or _is_not_one(child)
    return child.dep_ in ("det", "advmod", "preconj", "cc") and child.lower_ in _NEVER


def _is_not_one(noun: Token) -> bool:
    """Say whether a noun stands with "not one", "not a single"."""
    words = [t.lower_ for t in noun.doc[noun.left_edge.i : noun.i]]
    return words[:2] == ["not", "one"] or words[:3] == ["not", "a", "single"]


def _is_not_only(negation: Token) -> bool:
    after = negation.i + 1
    return after < len(negation.doc) and negation.doc[after].lower_ in _ONLY
