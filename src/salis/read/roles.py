"""Roles: the office or work that people are named with, and which later words can mean it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.read.lists import names

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE = frozenset({"compound", "amod", "nmod", "poss"})
_PREPOSITIONS = frozenset({"of", "for", "at", "from", "in", "with"})
#: Party and state behind a name: "(D-Nev.)", ", R-Ky.,", "(Ky.)".
_PARTY = re.compile(r"\s?[(,]\s?(?:([RDI])-)?([A-Z][A-Za-z. ]{1,14}?)\.?(?:[),]|$)")
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}


@dataclass(frozen=True, slots=True)
class Role:
    """A role as words tell it: "former South Carolina senator"."""

    #: The word of office, one for all of its kind ("sen." is senator).
    head: str
    #: What tells it apart: "south", "carolina".
    marks: frozenset[str]
    #: How or when it is held: "former", "2012".
    status: frozenset[str]

    def can_mean(self, held: Role, known: frozenset[str]) -> bool:
        """Say whether these words can mean a held role of someone of whom `known` was said too."""
        return (
            self.head == held.head
            and self.status == held.status
            and self.marks <= held.marks | known
        )


def make_role(head: str, words: Iterable[str]) -> Role:
    """Make a role from its head and the words around it, any case."""
    lists = names()
    plain = {_plain(word) for word in words} - {""}
    marks = frozenset(lists.offices.get(word, word) for word in plain)
    status = {m for m in marks if m in lists.status or m.isdigit()}
    return Role(office(head), marks - status - lists.weak, frozenset(status))


def office(word: str) -> str:
    """Give the word that stands for all words of an office."""
    plain = _plain(word)
    return names().offices.get(plain, plain)


def _plain(word: str) -> str:
    word = re.sub(r"[’']s?$", "", word.lower())
    word = word if word.count(".") > 1 else word.rstrip(".")
    return word if any(c.isalnum() for c in word) else ""


def body_of(role: Role) -> str | None:
    """Give the body that the holder of an office speaks for ("ministry" of a minister)."""
    if role.status & names().gone:
        return None
    marks = role.marks - names().government
    held = " ".join(sorted(marks))
    if role.head == "premier" or (role.head == "minister" and "prime" in marks):
        return "prime minister office"
    if role.head == "secretary" and "state" in role.marks:
        return "state department"
    if role.head == "minister" or (role.head == "secretary" and marks & names().portfolios):
        return f"{held} ministry" if held else None
    if role.head in names().with_offices:
        return f"{held} {role.head} office".strip()
    return None


def role_of(head: Token) -> Role:
    """Read the role that a noun with its modifiers names ("the Republican mayor of Korr")."""
    return make_role(head.text, (t.text for t in _modifiers(head)))


def _modifiers(head: Token) -> Iterable[Token]:
    for child in head.children:
        if child.dep_ in _BEFORE and child.i < head.i:
            yield from (t for t in child.subtree if t.pos_ not in ("PRON", "DET"))
        elif child.dep_ == "prep" and child.lower_ in _PREPOSITIONS:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield inner
                    yield from (t for t in inner.lefts if t.dep_ in _BEFORE)


def party_marks(after: str) -> tuple[str | None, frozenset[str]]:
    """Read party and state from the words right behind a name."""
    match = _PARTY.match(after)
    state = names().states.get(match[2].lower(), ()) if match is not None else ()
    if match is None or not state:
        return None, frozenset()
    return _PARTIES.get(match[1] or ""), frozenset(state)
