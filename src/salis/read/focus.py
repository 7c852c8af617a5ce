"""The focus of a text as it is read: who "he", "they" and "it" can stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salis.read.cast import Cast, Person, name_words, near_phrase, noun_key
from salis.read.lists import people

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

    def enter(self, sentence: Span) -> None:
        """Start a sentence: from now on its own mentions can be referred to as well."""
        self.sentence += 1
        self.mentions = [m for m in self.mentions if self.sentence - m.sentence <= _REACH]
        for entity in sentence.ents:
            if entity.label_ == "ORG" and (key := noun_key(entity)):
                self.organisations.append((self.sentence, self.cast.institution(key), entity.text))
        for token in sentence:
            mention = self._mention(token)
            if mention is not None:
                self.mentions.append(mention)

    def _mention(self, token: Token) -> Mention | None:
        if token.pos_ not in ("PROPN", "NOUN") or token.dep_ == "compound":
            return None
        subject = token.dep_ in _SUBJECTS or (token.dep_ == "pobj" and token.head.dep_ == "agent")
        if token.ent_type_ == "PERSON":
            person = self._person(token)
            return (
                Mention(person.name, person.key, False, subject, self.sentence, token.i)
                if person
                else None
            )
        role = self.cast.holder(token.lower_) if token.lower_ in people().roles else None
        if role is not None:
            return Mention(role.name, role.key, False, subject, self.sentence, token.i)
        plural = token.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in token.children)
        name = "".join(t.text_with_ws for t in near_phrase(token)).strip()
        if any(c.dep_ == "conj" for c in token.children):
            name = token.doc[token.left_edge.i : token.right_edge.i + 1].text
        if len(name) > 80 or not subject:
            return None
        return Mention(name, None, plural, subject, self.sentence, token.i)

    def _person(self, token: Token) -> Person | None:
        span = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
        return (
            self.cast.person(name_words(span))
            if span is not None and span.root.i == token.i
            else None
        )

    def antecedent(self, pronoun: Token) -> Mention | None:
        """Find what a pronoun stands for; None where nothing or more than one thing fits."""
        word = pronoun.lower_
        earlier = [m for m in self.mentions if m.sentence < self.sentence or m.at < pronoun.i]
        if word in _SINGULAR:
            agreeing = [
                m for m in earlier if m.person and self._agrees(m.person, male=_SINGULAR[word])
            ]
            return _nearest(agreeing)
        if word in _PLURAL:
            found = _nearest([m for m in earlier if m.plural and m.subject])
            return None if found is not None and self._is_passed_over(found, pronoun) else found
        if (
            word in _THING
            and pronoun.dep_ in ("nsubj", "nsubjpass", "poss")
            and not is_empty_it(pronoun)
        ):
            return _nearest([m for m in earlier if not m.plural and not m.person and m.subject])
        return None

    def organisation(self) -> tuple[str, str] | None:
        """Find the one organisation that "the company" can be, as key and name."""
        near = {key: name for at, key, name in self.organisations if self.sentence - at <= _REACH}
        if len(near) > 1 and self.body in near:
            return self.body, near[self.body]
        return next(iter(near.items())) if len(near) == 1 else None

    def _is_passed_over(self, mention: Mention, pronoun: Token) -> bool:
        """Say whether another plural stands nearer than a subject of an earlier sentence."""
        nearer = (t for t in pronoun.sent if t.i < pronoun.i and t.tag_ in ("NNS", "NNPS"))
        return mention.sentence < self.sentence and any(nearer)

    def speaking(self, pronoun: Token) -> Mention | None:
        """Find who "he" in "he said" is: the nearest person, else the one who spoke last."""
        found = self.antecedent(pronoun)
        if (
            (found is not None and found.subject)
            or pronoun.lower_ not in _SINGULAR
            or self.speaker is None
        ):
            return found
        if not self._agrees(self.speaker, male=_SINGULAR[pronoun.lower_]):
            return found
        person = self.cast.persons[self.speaker]
        return Mention(person.name, person.key, False, True, self.sentence, pronoun.i)

    def _agrees(self, key: str, *, male: bool) -> bool:
        known = self.cast.persons[key].male
        return known is None or known == male


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
