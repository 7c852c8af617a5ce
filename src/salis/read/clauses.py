"""Clauses of a parsed sentence: their words, and how they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: What the subject of a clause is to its verb.
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


def is_set_off(node: Token) -> bool:
    """Say whether a comma, a dash or a bracket stands before all that hangs on a word."""
    start = node.left_edge.i
    return start > node.sent.start and node.doc[start - 1].text in (",", "–", "—", "-", "(")


def is_finite(clause: Token) -> bool:
    """Say whether a clause has a subject and is no infinitive."""
    has_subject = any(c.dep_ in SUBJECTS for c in clause.children)
    return has_subject and not is_infinitive(clause)


def is_infinitive(clause: Token) -> bool:
    """Say whether a clause has "to" before its verb."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in clause.children)


def has_that(clause: Token) -> bool:
    """Say whether a clause opens with "that", "whether" or "if"."""
    return any(c.dep_ == "mark" and c.lower_ in ("that", "whether", "if") for c in clause.children)


def is_negated_verb(verb: Token) -> bool:
    """Say whether "not" or "never" stands with a verb."""
    return any(c.dep_ == "neg" for c in verb.children)


def clause_words(top: Token) -> Iterator[Token]:
    """Give the words of a clause without clauses joined to it that have their own subject."""
    apart = {
        t.i
        for child in top.children
        if child.dep_ == "conj"
        and top.dep_ == "ROOT"
        and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        for t in child.subtree
    }
    return (t for t in top.subtree if t.i not in apart)


def trim_content(words: Sequence[Token]) -> tuple[Token, ...]:
    """Order the words; take off the conjunction before and the punctuation around."""
    kept = sorted(words, key=lambda t: t.i)
    while kept and (kept[0].is_punct or kept[0].is_space or _only_joins(kept)):
        kept.pop(0)
    while kept and kept[-1].text != "%" and _only_ends(kept[-1]):
        kept.pop()
    return tuple(kept)


def _only_ends(token: Token) -> bool:
    return token.is_punct or token.is_space or token.dep_ == "cc"


def _only_joins(words: Sequence[Token]) -> bool:
    """Say whether the first word is a "that" (or "only that") which joins a clause to its verb."""
    first = words[0]
    if first.lower_ == "only" and len(words) > 1 and words[1].lower_ == "that":
        return True
    if first.lower_ != "that" or len(words) < 2:
        return False
    follows = words[1]
    return first.dep_ in ("mark", "dative") or follows.pos_ in (
        "DET",
        "PROPN",
        "PRON",
        "NOUN",
        "ADJ",
        "NUM",
    )


def main_verbs(root: Token) -> list[Token]:
    """Give a sentence's main verbs: its root and joined clauses with their own subject."""
    tops = [root]
    for top in tops:
        tops.extend(
            c
            for c in top.children
            if c.dep_ == "conj" and any(g.dep_ in SUBJECTS for g in c.children)
        )
    return tops


def part_clauses(sentence: Span, tops: set[int]) -> dict[int, list[Token]]:
    """Part the words of a sentence among its main verbs: each word goes to the nearest above it."""
    owner: dict[int, int] = {}
    clauses: dict[int, list[Token]] = {}
    for token in sentence:
        path = []
        node = token
        while node.i not in owner and node.i not in tops and node.head != node:
            path.append(node.i)
            node = node.head
        top = owner.get(node.i, node.i)
        owner.update(dict.fromkeys(path, top))
        clauses.setdefault(top, []).append(token)
    return clauses
