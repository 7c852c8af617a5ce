"""The focus of a text as it is read: who "he", "they", "it" and "the mayor" can stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from salis.model.statement import Speaker
from salis.read.bodies import noun_key
from salis.read.cast import Cast, Person
from salis.read.institutions import near_phrase
from salis.read.lists import people
from salis.read.names import name_at
from salis.read.roles import Role, role_of
from salis.read.speech import can_speak, is_definite, is_group

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SINGULAR = {"he": True, "him": True, "his": True, "she": False, "her": False, "hers": False}
_PLURAL = frozenset({"they", "them", "their", "theirs"})
_THING = frozenset({"it", "its"})
_SUBJECTS = ("nsubj", "nsubjpass", "agent")
#: How many sentences back a pronoun may reach.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone or something that a pronoun may stand for."""

    name: str
    #: Person's key in the cast; None for groups and things.
    person: str | None
    plural: bool
    subject: bool
    sentence: int
    at: int
    #: The head of the words.
    token: Token


@dataclass(frozen=True, slots=True)
class Said:
    """Who was last said to say something, and in which sentence."""

    speaker: Speaker
    sentence: int


@dataclass(slots=True)
class Focus:
    """What has been mentioned so far, most recent last."""

    cast: Cast
    mentions: list[Mention] = field(default_factory=list)
    sentence: int = 0
    #: Organisations named so far: sentence, key and name.
    organisations: list[tuple[int, str, str]] = field(default_factory=list)
    #: The organisation that was last said to say something.
    body: str | None = None
    #: Who was last said to say something: "he said" goes on with the same speaker.
    speaker: str | None = None
    said: Said | None = None
    #: The sentence in which each person was last named.
    seen: dict[str, int] = field(default_factory=dict)
    #: Whom a surname alone has meant so far.
    owners: dict[str, str] = field(default_factory=dict)
    #: Speakers whom nobody names ("a source"), by their noun.
    nameless: dict[str, list[Speaker]] = field(default_factory=dict)
    #: Papers mentioned so far ("a report by the agency"), by their noun.
    papers: dict[str, list[Token]] = field(default_factory=dict)

    def enter(self, sentence: Span) -> None:
        """Start a sentence: from now on its own mentions can be referred to as well."""
        self.sentence += 1
        self.mentions = [m for m in self.mentions if self.sentence - m.sentence <= _REACH]
        for entity in sentence.ents:
            if entity.label_ == "ORG" and (key := noun_key(entity)):
                self.organisations.append((self.sentence, self.cast.institution(key), entity.text))
        for token in sentence:
            if token.pos_ in ("PROPN", "NOUN") and token.dep_ != "compound":
                self._enter(token)

    def _enter(self, token: Token) -> None:
        person = self._named(token)
        if person is not None:
            self.seen[person.key] = self.sentence
        elif token.lower_ in people().papers:
            self.papers.setdefault(token.lower_, []).append(token)
        mention = self._mention(token, person)
        if mention is not None:
            self.mentions.append(mention)

    def _named(self, token: Token) -> Person | None:
        """Find the person whom a capitalised word names, whatever kind the model takes it for."""
        word = token.lower_.removesuffix("’s").removesuffix("'s")
        if word not in self.cast.surnames and word not in self.cast.forenames:
            return None
        words = name_at(token) if token.text[:1].isupper() else []
        person = self.person(words)
        if person is not None and len(words) == 1:
            self.owners.setdefault(words[0].lower(), person.key)
        return person

    def _mention(self, token: Token, person: Person | None) -> Mention | None:
        subject = token.dep_ in _SUBJECTS or (token.dep_ == "pobj" and token.head.dep_ == "agent")
        joined = is_group(token)
        if person is None and not joined and is_definite(token):
            person = self.holder(role_of(token))
        if person is not None and not joined:
            return Mention(
                person.name, person.key, False, subject, self.sentence, token.i, token
            )
        if not subject:
            return None
        plural = joined or token.tag_ in ("NNS", "NNPS")
        name = "".join(t.text_with_ws for t in near_phrase(token)).strip()
        if joined:
            name = token.doc[token.left_edge.i : token.right_edge.i + 1].text
        if len(name) > 80:
            return None
        return Mention(name, None, plural, subject, self.sentence, token.i, token)

    def person(self, words: Sequence[str]) -> Person | None:
        """Find the one person whom a name means here; None where it stays open."""
        found = self.persons(words)
        return found[0] if len(found) == 1 else None

    def persons(self, words: Sequence[str]) -> list[Person]:
        """Find whom a name can mean here: of those who share it, the one in the focus.

        Two people of one surname are never taken for each other: where both were named shortly
        before and nothing tells which is meant, both are given.
        """
        found = self.cast.candidates(words)
        if len(found) < 2:
            return found
        chosen = self._in_focus(found) or self._owner(words, found)
        return [chosen] if chosen is not None else found

    def holder(self, role: Role) -> Person | None:
        """Find whom the words of a role mean here: the one who holds it, or held it last here."""
        found = self.cast.holders(role)
        if len(found) > 1 and not role.marks:
            plainly = [p for p in found if any(r == role for r in p.roles)]
            found = plainly or found
        return self._in_focus(found) if len(found) > 1 else next(iter(found), None)

    def _in_focus(self, found: Sequence[Person]) -> Person | None:
        named = [p for p in found if p.key in self.seen]
        if len(named) == 1:
            return named[0]
        near = [p for p in named if self.sentence - self.seen[p.key] <= _REACH]
        if len(near) == 1:
            return near[0]
        return next((p for p in near if p.key == self.speaker), None)

    def _owner(self, words: Sequence[str], found: Sequence[Person]) -> Person | None:
        """Find whom a bare surname has meant since before its other bearers were named.

        It means nobody as soon as one of the others is the subject of a sentence nearby.
        """
        key = self.owners.get(words[-1].lower()) if len(words) == 1 else None
        owner = next((p for p in found if p.key == key), None)
        others = {p.key for p in found} - {key}
        return None if any(m.subject and m.person in others for m in self.mentions) else owner

    def unnamed(self, head: Token) -> Speaker | None:
        """Find the unnamed speaker whom "the source" means: the only one called so before."""
        if head.tag_ != "NN" or [t.lower_ for t in head.lefts] != ["the"]:
            return None
        before = self.nameless.get(head.lower_, [])
        if len(before) > 1 and self.said is not None and self.said.speaker == before[-1]:
            return before[-1] if self.sentence - self.said.sentence <= 1 else None
        return before[0] if len(before) == 1 else None

    def antecedent(self, pronoun: Token) -> Mention | None:
        """Find what a pronoun stands for; None where nothing or more than one thing fits."""
        return self._antecedent(pronoun, lambda _: True)

    def _antecedent(self, pronoun: Token, fits: Callable[[Mention], bool]) -> Mention | None:
        word = pronoun.lower_
        earlier = [m for m in self.mentions if m.sentence < self.sentence or m.at < pronoun.i]
        if word in _SINGULAR:
            agreeing = [
                m for m in earlier if m.person and self._agrees(m.person, male=_SINGULAR[word])
            ]
            return _nearest(agreeing)
        if word in _PLURAL:
            found = _nearest([m for m in earlier if m.plural and m.subject and fits(m)])
            return None if found is not None and self._is_passed_over(found, pronoun) else found
        if (
            word in _THING
            and pronoun.dep_ in ("nsubj", "nsubjpass", "poss")
            and not is_empty_it(pronoun)
        ):
            return _nearest(
                [m for m in earlier if not m.plural and not m.person and m.subject and fits(m)]
            )
        return None

    def remember(self, speaker: Speaker) -> None:
        """Note who was last said to say something."""
        speaker = replace(speaker, mention=None)
        self.said = Said(speaker, self.sentence)
        if speaker.entity in self.cast.persons:
            self.speaker = speaker.entity
            self.seen[speaker.entity] = self.sentence
        elif speaker.entity is not None:
            self.body = speaker.entity
        elif _is_someone(speaker):
            called = self.nameless.setdefault(_noun(speaker), [])
            if speaker not in called:
                called.append(speaker)

    def organisation(self, noun: str) -> tuple[str, str] | None:
        """Find the one organisation that "the company" can be, as key and name."""
        called = self.cast.bodies.called.get(noun, ())
        ending = [k for k in self.cast.bodies.known.get(noun, ()) if k != noun]
        if len(called) == 1 or len(ending) == 1:
            key = self.cast.institution((*called, *ending)[0])
            return next(((k, name) for _, k, name in self.organisations if k == key), None)
        if noun not in people().generic or ending:
            return None
        near = {key: name for at, key, name in self.organisations if self.sentence - at <= _REACH}
        if len(near) > 1 and self.body in near:
            return self.body, near[self.body]
        return next(iter(near.items())) if len(near) == 1 else None

    def _is_passed_over(self, mention: Mention, pronoun: Token) -> bool:
        """Say whether another plural stands nearer than a subject of an earlier sentence."""
        nearer = (t for t in pronoun.sent if t.i < pronoun.i and t.tag_ in ("NNS", "NNPS"))
        return mention.sentence < self.sentence and any(nearer)

    def speaking(self, pronoun: Token) -> Mention | Speaker | None:
        """Find who "he" in "he said" is: the nearest who can speak, else the one who spoke last."""
        found = self._antecedent(pronoun, lambda m: can_speak(m.token, self.cast))
        last = self._last(pronoun.lower_)
        if last is None or (found is not None and found.subject and self._is_newer(found)):
            return found
        return last

    def _is_newer(self, found: Mention) -> bool:
        return self.said is None or found.person is not None or found.sentence > self.said.sentence

    def _last(self, word: str) -> Speaker | None:
        """Give who spoke last, where a pronoun can go on with that speaker."""
        if word in _SINGULAR:
            return self._last_person(male=_SINGULAR[word])
        if self.said is None or self.sentence - self.said.sentence > _REACH:
            return None
        last = self.said.speaker
        if last.entity in self.cast.persons or _is_someone(last):
            return None
        return last if (word in _PLURAL) or not _is_many(last) else None

    def _last_person(self, *, male: bool) -> Speaker | None:
        person = self.cast.persons.get(self.speaker or "")
        if person is not None and not self._agrees(person.key, male=male):
            person = None
        if self.said is not None and _is_someone(self.said.speaker):
            near = person is not None and self.sentence - self.seen[person.key] <= _REACH
            return None if near or self.sentence - self.said.sentence > 1 else self.said.speaker
        if person is None:
            return None
        return Speaker(person.name, person.key, named=True, institution=person.institution)

    def _agrees(self, key: str, *, male: bool) -> bool:
        known = self.cast.persons[key].male
        return known is None or known == male


def _is_someone(speaker: Speaker) -> bool:
    """Say whether a speaker is one person whom nobody names ("a source", "an official")."""
    return not speaker.named and speaker.entity is None and not _is_many(speaker)


def _noun(speaker: Speaker) -> str:
    """Give the noun of a nameless speaker's words."""
    return re.split(r" (?:of|for|from|in|at|who|with) ", speaker.name)[0].split(" ")[-1].lower()


def _is_many(speaker: Speaker) -> bool:
    """Say whether a speaker is more than one: a set, or a plural."""
    if speaker.entity is not None:
        return " & " in speaker.entity
    head = _noun(speaker)
    return (head.endswith("s") and not head.endswith("ss")) or head in _MANY


_MANY = frozenset({"people", "police", "media", "some", "many", "others", "most", "all", "few", "men", "women"})


def _nearest(fitting: list[Mention]) -> Mention | None:
    """Choose the nearest sentence's subject, else its only mention."""
    if not fitting:
        return None
    sentence = fitting[-1].sentence
    near = [m for m in fitting if m.sentence == sentence]
    fitting = [m for m in near if m.subject] or near
    return fitting[0] if len({m.person or m.name for m in fitting}) == 1 else None


def is_empty_it(pronoun: Token) -> bool:
    """Say whether an "it" refers to nothing ("it is clear that …", "it rained")."""
    verb = pronoun.head
    if verb.lemma_ in ("be", "seem", "appear", "rain", "snow", "take", "remain", "become"):
        return (
            any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acomp") for c in verb.children)
            or verb.lemma_ == "rain"
        )
    return False
