"""The focus of a text as it is read: who "he", "they" and "it" can stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.model.statement import Speaker
from salis.read.attention import OUTSIDE, REACH, Attention, Mention, is_many, is_one, is_someone
from salis.read.speech import can_speak

if TYPE_CHECKING:
    from spacy.tokens import Token

_SINGULAR = {"he": True, "him": True, "his": True, "she": False, "her": False, "hers": False}
_PLURAL = frozenset({"they", "them", "their", "theirs"})
_THING = frozenset({"it", "its"})
_OBJECTS = ("dobj", "dative", "pobj")
#: Words from the start of a sentence in which a pronoun may be explained further on.
_FRONT = 12


@dataclass(slots=True)
class Focus(Attention):
    """Attention, with the rules of whom a pronoun means."""

    def antecedent(self, pronoun: Token) -> Mention | None:
        """Find what a pronoun stands for; None where nothing or more than one thing fits."""
        return self._antecedent(pronoun, lambda _: True)

    def _antecedent(self, pronoun: Token, fits: Callable[[Mention], bool]) -> Mention | None:
        word = pronoun.lower_
        earlier = self._outside(pronoun)
        if word in _SINGULAR:
            return self._of_these(pronoun, self._agreeing(pronoun, earlier))
        earlier = [m for m in earlier if m.subject and not m.person and fits(m)]
        if word in _PLURAL:
            found = _nearest([m for m in earlier if m.plural])
            return None if found is not None and self._is_passed_over(found, pronoun) else found
        subject = pronoun.dep_ in ("nsubj", "nsubjpass", "poss")
        if word in _THING and subject and not is_empty_it(pronoun):
            return _nearest([m for m in earlier if not m.plural])
        return None

    def _agreeing(self, pronoun: Token, earlier: list[Mention]) -> list[Mention]:
        """Keep the people who can be "he" or "she" here: not those whom he speaks to."""
        male = _SINGULAR[pronoun.lower_]
        beside = {t.i for t in _objects_of(pronoun)}
        fitting = [m for m in earlier if self._fits(m, male=male)]
        told = {m.person for m in fitting if m.sentence == self.sentence and m.at in beside}
        return [m for m in fitting if m.person not in told]

    def _of_these(self, pronoun: Token, fitting: list[Mention]) -> Mention | None:
        ahead = self._ahead(pronoun, male=_SINGULAR[pronoun.lower_])
        return ahead or self._alike(pronoun, fitting) or _nearest(fitting)

    def _ahead(self, pronoun: Token, *, male: bool) -> Mention | None:
        """Read "despite his doubts, Quist said": in a phrase before it, he is the subject."""
        if pronoun.i > pronoun.sent.start + _FRONT:
            return None
        subject = next((c for c in pronoun.sent.root.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.i < pronoun.i or subject.is_ancestor(pronoun):
            return None
        commas = any(t.text == "," for t in pronoun.doc[pronoun.i : subject.i])
        meant = self._mention_at(subject) if commas else None
        return meant if meant is not None and self._fits(meant, male=male) else None

    def _alike(self, pronoun: Token, fitting: list[Mention]) -> Mention | None:
        """Read "Quist said Orlo had left, but she stayed": two clauses joined, one subject."""
        verb = pronoun.head
        if pronoun.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "conj":
            return None
        subject = next((c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        return next((m for m in fitting if subject is not None and m.token == subject), None)

    def _mention_at(self, token: Token) -> Mention | None:
        return next((m for m in reversed(self.mentions) if m.token == token), None)

    def _fits(self, mention: Mention, *, male: bool) -> bool:
        return mention.person is not None and self._agrees(mention.person, male=male)

    def _is_passed_over(self, mention: Mention, pronoun: Token) -> bool:
        """Say whether another plural stands nearer than a subject of an earlier sentence."""
        nearer = (t for t in pronoun.sent if t.i < pronoun.i and t.tag_ in ("NNS", "NNPS"))
        return mention.sentence < self.sentence and any(nearer)

    def speaking(self, pronoun: Token) -> Mention | Speaker | None:
        """Find who "he" in "he said" is: the nearest who can speak, else the one who spoke last.

        Someone named since then without being a subject leaves it open.
        """
        if pronoun.lower_ in _SINGULAR:
            return self._speaking_person(pronoun, male=_SINGULAR[pronoun.lower_])
        found = self._antecedent(pronoun, lambda m: can_speak(m.token, self.cast))
        last = self._last_body(pronoun.lower_)
        if last is None or self.said is None:
            return found
        return found if found is not None and found.sentence > self.said.sentence else last

    def _speaking_person(self, pronoun: Token, *, male: bool) -> Mention | Speaker | None:
        chosen = self._who(pronoun, male=male)
        key = chosen.entity if isinstance(chosen, Speaker) else chosen and chosen.person
        if key in self.cast.persons:
            self.genders.setdefault(key, male)
        return chosen

    def can_be(self, pronoun: Token, speaker: Speaker) -> bool:
        """Say whether a pronoun in what someone says can be that speaker ("he told")."""
        word = pronoun.lower_
        if word in ("he", "she"):
            male = _SINGULAR[word]
            if speaker.entity in self.cast.persons:
                return self._agrees(speaker.entity, male=male)
            return is_one(speaker, male=male)
        if word not in ("it", "they") or speaker.name in OUTSIDE:
            return False
        if word == "it" and self.speaking(pronoun) is None:
            return True  # nothing that speaks ("he said it meant …")
        body = speaker.entity not in self.cast.persons and not is_someone(speaker)
        return body and (word == "they" or not is_many(speaker))

    def _who(self, pronoun: Token, *, male: bool) -> Mention | Speaker | None:
        fitting = self._agreeing(pronoun, self._outside(pronoun))
        found = self._of_these(pronoun, fitting)
        last = self._last_person(pronoun, male=male)
        if last is None or self.said is None:
            return found
        spoke = self.spoke if last.entity else self.said.sentence
        since = {m.person for m in fitting if m.sentence > spoke}
        if not since:
            return last
        if found is not None and found.subject:
            return found
        return last if since == {last.entity} else None

    def _outside(self, pronoun: Token) -> list[Mention]:
        """Give the mentions before a pronoun; outside quotation marks, those outside them."""
        earlier = [m for m in self.mentions if m.sentence < self.sentence or m.at < pronoun.i]
        inside = pronoun.i in self.quoted
        return earlier if inside else [m for m in earlier if not m.quoted]

    def _last_body(self, word: str) -> Speaker | None:
        """Give the institution or group that spoke last, where "it" or "they" goes on with it."""
        if self.said is None or self.sentence - self.said.sentence > REACH:
            return None
        last = self.said.speaker
        if last.entity in self.cast.persons or is_someone(last):
            return None
        return last if word in _PLURAL or not is_many(last) else None

    def _last_person(self, pronoun: Token, *, male: bool) -> Speaker | None:
        person = self.cast.persons.get(self.speaker or "")
        if person is not None and not self._agrees(person.key, male=male):
            person = None
        if self.said is not None and is_someone(self.said.speaker):
            near = person is not None and self.sentence - self.seen[person.key] <= REACH
            return None if near or self.sentence - self.said.sentence > 1 else self.said.speaker
        told = (m.person for t in _objects_of(pronoun) if (m := self._mention_at(t)))
        if person is None or person.key in told:
            return None
        return Speaker(person.name, person.key, named=True, institution=person.institution)

    def _agrees(self, key: str, *, male: bool) -> bool:
        known = self.cast.persons[key].male
        known = self.genders.get(key) if known is None else known
        return known is None or known == male


def _objects_of(pronoun: Token) -> list[Token]:
    """Give those whom the verb of a pronoun is done to: "he told Quist" is not Quist."""
    if pronoun.dep_ not in ("nsubj", "nsubjpass"):
        return []
    near = list(pronoun.head.children)
    near += [c for child in near if child.dep_ == "prep" for c in child.children]
    return [t for t in near if t.dep_ in _OBJECTS]


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
    told = pronoun.dep_ == "nsubjpass"  # "it was not known whether …"
    return told and any(c.dep_ in ("ccomp", "csubj", "csubjpass") for c in verb.children)
