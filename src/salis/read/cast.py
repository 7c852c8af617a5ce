"""The cast of a document: its named people, what they are called, their roles and institutions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salis.read.lists import people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LOOSE = re.compile(r"[’']s?$")
_GENDERED = frozenset({"he", "him", "his", "she", "her", "hers"})
_PREPOSITIONS = frozenset({"of", "for", "at", "with", "from", "in", "to", "on", "by"})


@dataclass(slots=True)
class Person:
    """One named person of a document, filled in while the document is scanned."""

    name: str
    key: str
    roles: set[str] = field(default_factory=set)
    titles: Counter[str] = field(default_factory=Counter)
    institution: str | None = None
    male: bool | None = None


@dataclass(slots=True)
class Cast:
    """Everyone and every institution that a document names."""

    persons: dict[str, Person] = field(default_factory=dict)
    surnames: dict[str, list[str]] = field(default_factory=dict)
    #: Role words ("interior minister", "minister") to the people who hold them.
    roles: dict[str, list[str]] = field(default_factory=dict)
    #: Last word of an institution ("ministry") to its full keys, in order of first mention.
    institutions: dict[str, list[str]] = field(default_factory=dict)

    def person(self, words: Sequence[str]) -> Person | None:
        """Find the person that name words stand for: by full name, else by a surname held once."""
        bare = strip_titles(words)
        if not bare:
            return None
        found = self.persons.get(" ".join(bare).lower())
        if found:
            return found
        holders = self.surnames.get(bare[-1].lower(), [])
        matching = [
            k for k in holders if len(bare) == 1 or self.persons[k].name.split()[0] == bare[0]
        ]
        return self.persons[matching[0]] if len(matching) == 1 else None

    def holder(self, role: str) -> Person | None:
        """Find the one person who holds a role in this document."""
        holders = self.roles.get(role, [])
        return self.persons[holders[0]] if len(holders) == 1 else None

    def institution(self, key: str) -> str:
        """Complete "ministry" to "interior ministry" where the document names only one such."""
        known = self.institutions.get(key.rsplit(" ", 1)[-1], [])
        longer = [k for k in known if k != key and k.endswith(" " + key)]
        return longer[0] if len(longer) == 1 else key


def build_cast(docs: Sequence[Doc]) -> Cast:
    """Collect the people and institutions of a document's paragraphs, full names first."""
    cast = Cast()
    spans = [entity for doc in docs for entity in doc.ents]
    people_spans = [e for e in spans if e.label_ == "PERSON" and _is_name(e)]
    for entity in sorted(people_spans, key=lambda e: -len(name_words(e))):
        _enter(cast, entity)
    for entity in spans:
        if entity.label_ == "ORG":
            _enter_institution(cast, noun_key(entity))
    for doc in docs:
        for sentence in doc.sents:
            _learn_gender(cast, sentence)
    return cast


def _learn_gender(cast: Cast, sentence: Span) -> None:
    """Learn from a sentence that names one person and then says "he" or "she"."""
    named = {
        p.key: e.start
        for e in sentence.ents
        if e.label_ == "PERSON" and (p := cast.person(name_words(e)))
    }
    if len(named) != 1:
        return
    key, start = next(iter(named.items()))
    said = {t.lower_ for t in sentence if t.i > start and t.tag_ in ("PRP", "PRP$")} & _GENDERED
    male = said & {"he", "him", "his"}
    if cast.persons[key].male is None and said and (not male or male == said):
        cast.persons[key].male = bool(male)


def _is_name(entity: Span) -> bool:
    words = strip_titles(name_words(entity))
    return bool(words) and words[-1][:1].isupper() and len(words) <= 5


def name_words(entity: Span) -> list[str]:
    """Give the words of a name without possessive marks."""
    words = [_LOOSE.sub("", t.text) for t in entity if t.tag_ != "POS" and not t.is_punct]
    return [w for w in words if w]


def strip_titles(words: Sequence[str]) -> list[str]:
    """Take titles off the front of a name, keeping at least its last word."""
    titles = people().titles
    start = 0
    while start < len(words) - 1 and words[start].lower().rstrip(".") in titles:
        start += 1
    return list(words[start:])


def _enter(cast: Cast, entity: Span) -> None:
    words = strip_titles(name_words(entity))
    person = cast.person(words)
    if person is None:
        key = " ".join(words).lower()
        person = cast.persons.setdefault(key, Person(" ".join(words), key))
        cast.surnames.setdefault(words[-1].lower(), []).append(key)
    _learn(cast, person, entity)


def _learn(cast: Cast, person: Person, entity: Span) -> None:
    """Note role, institution and gender from the words around a mention."""
    lists = people()
    title = _title_before(entity)
    for word in title:
        if word in lists.male or word in lists.female:
            person.male = word in lists.male
    if title:
        person.titles[" ".join(title)] += 1
        _add_role(cast, person, title)
        person.institution = person.institution or _institution_of_title(title)
    role_head = _role_head(entity.root)
    if role_head is not None:
        _add_role(cast, person, _role_words(role_head))
        person.institution = person.institution or institution_of(role_head, cast)


def _title_before(entity: Span) -> list[str]:
    """Give the title words before or inside a name, lower case ("interior", "minister")."""
    words = [t.text.lower().rstrip(".") for t in entity if not t.is_punct]
    inside = words[: len(words) - len(strip_titles(name_words(entity)))] if words else []
    lists = people()
    before: list[str] = []
    at = entity.start - 1
    while at >= 0 and len(before) < 4:
        token = entity.doc[at]
        word = token.text.lower().rstrip(".")
        known = word in lists.titles or word in lists.roles or token.text[:1].isupper()
        if not known or (not token.is_alpha and "-" not in token.text and "." not in token.text):
            break
        before.insert(0, word)
        at -= 1
    while before and before[0] not in lists.titles and at + 1 == 0:
        before.pop(0)
    title = before + inside
    return title if any(w in lists.titles or w in lists.roles for w in title) else []


def _institution_of_title(title: list[str]) -> str | None:
    """Tell the ministry from its minister, and the institution from its spokesman's title."""
    if title[-1] == "minister" and len(title) > 1 and title[-2] != "prime":
        return " ".join([*title[:-1], "ministry"]).removeprefix("deputy ").removeprefix("former ")
    if title[-1] in people().spokes and len(title) > 1:
        return " ".join(title[:-1])
    for at, word in enumerate(title[:-1]):
        if word in people().institutions:
            return " ".join(title[: at + 1])
    return None


def _role_head(root: Token) -> Token | None:
    """Find the role noun set beside a name: "the minister, Lena Orlo" or "Lena Orlo, a surgeon"."""
    for child in root.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            return child
    if root.dep_ == "appos" and root.head.pos_ in ("NOUN", "PROPN"):
        return root.head
    return None


def _add_role(cast: Cast, person: Person, words: Sequence[str]) -> None:
    for at in range(len(words)):
        role = " ".join(words[at:])
        holders = cast.roles.setdefault(role, [])
        if role and person.key not in holders:
            holders.append(person.key)
    person.roles.update(words)


def _role_words(head: Token) -> list[str]:
    return [t.text.lower() for t in head.lefts if t.dep_ in ("compound", "amod")] + [
        head.text.lower()
    ]


def noun_key(span: Span | Sequence[Token]) -> str:
    """Make the key of an institution from its words: lower case, no article, no possessive."""
    words = [
        _LOOSE.sub("", t.text.lower())
        for t in span
        if t.tag_ not in ("POS", "DT", "PRP$") and not t.is_punct
    ]
    return " ".join(w for w in words if w)


def _enter_institution(cast: Cast, key: str) -> None:
    if not key:
        return
    known = cast.institutions.setdefault(key.rsplit(" ", 1)[-1], [])
    if key not in known:
        known.append(key)


def institution_of(head: Token, cast: Cast) -> str | None:
    """Find whom a role speaks for: "spokesman for the ministry", "the ministry's spokesman"."""
    for child in head.children:
        if child.dep_ == "poss" and child.pos_ in ("PROPN", "NOUN"):
            return cast.institution(noun_key(list(child.subtree)))
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj" and _speaks(grandchild):
                    return cast.institution(noun_key(near_phrase(grandchild)))
    compounds = [t for t in head.lefts if t.dep_ in ("compound", "amod", "nmod") and _can_employ(t)]
    words = [t for c in compounds for t in c.subtree]
    return cast.institution(noun_key(words)) or None if words else None


def _speaks(token: Token) -> bool:
    return (
        token.ent_type_ in ("ORG", "GPE", "NORP") or token.lemma_.lower() in people().institutions
    )


def _can_employ(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        or token.ent_type_ in ("ORG", "GPE", "NORP")
        or token.lower_ in people().institutions
    )


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
