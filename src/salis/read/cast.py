"""The cast of a document: its named people, what they are called, their roles and institutions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from salis.read.bodies import Bodies
from salis.read.lists import people
from salis.read.names import Words, is_form_of, plain, strip_titles
from salis.read.roles import Role, office

#: People of one surname looked at; a text with more is a list of names or hostile.
_MOST_NAMESAKES = 40
_HIS, _HER = frozenset({"mr", "sir", "lord"}), frozenset({"mrs", "ms", "miss", "dame", "lady"})


@dataclass(slots=True)
class Person:
    """One named person of a document, filled in while the document is scanned."""

    name: str
    key: str
    words: Words
    #: Initials in the middle of the name.
    initials: Words = ()
    roles: list[Role] = field(default_factory=list)
    #: Words said of this person whatever the role: party and state.
    marks: frozenset[str] = frozenset()
    titles: Counter[str] = field(default_factory=Counter)
    institution: str | None = None
    male: bool | None = None

    def holds(self, role: Role) -> bool:
        """Say whether the words of a role can mean this person."""
        known = self.marks | frozenset(self.words)
        return any(role.can_mean(held, known) for held in self.roles)


@dataclass(slots=True)
class Cast:
    """Everyone and every institution that a document names."""

    persons: dict[str, Person] = field(default_factory=dict)
    #: Last word of a name to the keys of those who bear it; first words likewise.
    surnames: dict[str, list[str]] = field(default_factory=dict)
    forenames: dict[str, list[str]] = field(default_factory=dict)
    #: Words of office ("minister") to the keys of the people who hold one.
    roles: dict[str, list[str]] = field(default_factory=dict)
    bodies: Bodies = field(default_factory=Bodies)

    def candidates(self, words: Sequence[str]) -> list[Person]:
        """Find everyone whom name words, titles before them included, can stand for."""
        bare = strip_titles(words)
        short = plain(bare)
        if not short:
            return []
        found = [
            p
            for p in map(self.persons.__getitem__, self.surnames.get(short[-1], ()))
            if is_form_of(short, p.words) or (len(p.words) > 1 and is_form_of(p.words, short))
        ]
        if not found and len(short) == 1:
            found = [self.persons[key] for key in self.forenames.get(short[0], ())]
        return _titled(found, words[: len(words) - len(bare)])

    def person(self, words: Sequence[str]) -> Person | None:
        """Find the one person that name words can stand for; None where there are more."""
        found = self.candidates(words)
        return found[0] if len(found) == 1 else None

    def holders(self, role: Role) -> list[Person]:
        """Find everyone whom the words of a role can mean."""
        return [p for k in self.roles.get(role.head, ()) if (p := self.persons[k]).holds(role)]

    def institution(self, key: str) -> str:
        """Complete "ministry" to "interior ministry" where the document names only one such."""
        return self.bodies.complete(key)

    def add(self, person: Person) -> None:
        """Enter a person whose key is new."""
        self.persons[person.key] = person
        _file(self.surnames, person.words[-1], person.key)
        if len(person.words) > 1:
            _file(self.forenames, person.words[0], person.key)

    def give_role(self, person: Person, role: Role) -> None:
        """Note a role that a person is named with."""
        if role.head and role not in person.roles:
            person.roles.append(role)
            keys = self.roles.setdefault(role.head, [])
            if person.key not in keys:
                keys.append(person.key)


def _file(index: dict[str, list[str]], word: str, key: str) -> None:
    keys = index.setdefault(word, [])
    if len(keys) < _MOST_NAMESAKES:
        keys.append(key)


def _titled(found: list[Person], titles: Sequence[str]) -> list[Person]:
    """Keep those whom the titles before a name fit: "Mrs" a woman, "President" who holds it."""
    low = {title.lower().rstrip(".") for title in titles}
    if low & _HIS or low & _HER:
        male = bool(low & _HIS)
        found = [p for p in found if p.male in (None, male)]
    if len(found) > 1 and titles:
        holding = {office(title) for title in titles} & people().roles
        fitting = [p for p in found if any(r.head in holding for r in p.roles)]
        return fitting or found
    return found
