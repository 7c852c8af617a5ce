"""Bodies: the institutions, places and groups that a document names, and their shorter names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salis.read.lists import people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LOOSE = re.compile(r"[’']s?$")
_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "at", "&"})
_LABELS = frozenset({"ORG", "GPE"})


@dataclass(slots=True)
class Bodies:
    """Every institution that a document names, by its key."""

    #: Last word ("ministry") to the full keys that end with it, in order of first mention.
    known: dict[str, list[str]] = field(default_factory=dict)
    #: A short name ("fha") to the full key.
    short: dict[str, str] = field(default_factory=dict)
    #: Places of several words.
    places: dict[str, None] = field(default_factory=dict)
    #: A noun set beside a name ("X, the agency that …") to the keys it was said of.
    called: dict[str, list[str]] = field(default_factory=dict)

    def complete(self, key: str) -> str:
        """Complete "ministry" to "interior ministry" where the document names only one such."""
        key = self.short.get(key, key)
        if key in people().generic:
            return key
        name, _, kind = key.rpartition(" ")
        if kind in people().kinds and name in self.known.get(name.rsplit(" ", 1)[-1], ()):
            return self.complete(name)
        known = self.known.get(key.rsplit(" ", 1)[-1], [])
        longer = [k for k in known if k != key and k.endswith(" " + key)]
        return self.short.get(longer[0], longer[0]) if len(longer) == 1 else key

    def enter(self, key: str) -> None:
        """Note an institution."""
        known = self.known.setdefault(key.rsplit(" ", 1)[-1], [])
        if key and key not in known:
            known.append(key)


def build_bodies(docs: Sequence[Doc]) -> Bodies:
    """Collect the institutions of a document's paragraphs, then what they are called for short."""
    bodies = Bodies()
    acronyms: dict[str, None] = {}
    for doc in docs:
        for entity in doc.ents:
            if entity.label_ in _LABELS and (key := noun_key(entity)):
                if entity.label_ == "ORG":
                    bodies.enter(key)
                if " " in key:
                    bodies.places.update({key: None} if entity.label_ == "GPE" else {})
                    _note_beside(bodies, entity, key)
                elif entity[-1].text.isupper():
                    acronyms[key] = None
    if acronyms:
        _note_acronyms(bodies, acronyms)
    return bodies


def _note_beside(bodies: Bodies, entity: Span, key: str) -> None:
    """Note a short form in brackets ("… Agency (FHA)") and a noun set beside the name."""
    doc, end = entity.doc, entity.end
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
        short = doc[end + 1]
        if short.text.isupper() and short.lower_[0] in {word[0] for word in key.split()}:
            bodies.short[short.lower_] = key
    for child in entity.root.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            called = bodies.called.setdefault(child.lower_, [])
            if key not in called:
                called.append(key)


def _note_acronyms(bodies: Bodies, acronyms: Iterable[str]) -> None:
    """Find for each acronym the one name whose first letters it is made of."""
    keys = dict.fromkeys([*bodies.places, *(k for known in bodies.known.values() for k in known)])
    by_letters: dict[str, dict[str, None]] = {}
    for key in keys:
        for letters in _first_letters(key):
            by_letters.setdefault(letters, {})[key] = None
    for acronym in acronyms:
        letters = acronym.replace(".", "")
        full = [k for k in by_letters.get(letters, ()) if acronym not in k.split()]
        if acronym not in bodies.short and 2 <= len(letters) <= 6 and len(full) == 1:
            bodies.short[acronym] = full[0]


def _first_letters(key: str) -> tuple[str, str]:
    words = key.replace("-", " ").split()
    large = [word for word in words if word not in _SMALL]
    return ("".join(w[0] for w in large), "".join(w[0] for w in words)) if large[1:] else ("", "")


def noun_key(span: Span | Iterable[Token]) -> str:
    """Make the key of an institution from its words: lower case, no article, no possessive."""
    words = [
        _LOOSE.sub("", t.text.lower())
        for t in span
        if t.tag_ not in ("POS", "DT", "PRP$", "WP$") and not t.is_punct
    ]
    return " ".join(w for w in words if w)
