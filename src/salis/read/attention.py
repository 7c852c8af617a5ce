"""Attention: everyone and everything that a text has mentioned so far, as it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from salis.model.statement import Speaker
from salis.read.bodies import noun_key
from salis.read.cast import Cast, Person
from salis.read.institutions import near_phrase
from salis.read.lists import names, people
from salis.read.names import name_at, name_words
from salis.read.roles import Role, role_of
from salis.read.speech import is_definite, is_group

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SUBJECTS = ("nsubj", "nsubjpass", "agent")
#: How many sentences back a pronoun may reach.
REACH = 3
#: How many sentences back a name may stand that ends with the noun ("the agency").
_FAR = 12
_LONGEST_NAME = 80
#: Whoever writes or is written to: nobody in the document.
OUTSIDE = frozenset({"I", "we", "you"})
#: Begins the name of a speaker whose pronoun can mean nobody, or more than one.
UNCLEAR = "unclear who"
_OPENS, _CLOSES, _TURNS = frozenset("“„«"), frozenset("”»"), frozenset({'"', "''", "``"})
_MANY = frozenset(
    {"people", "police", "media", "some", "many", "others", "most", "all", "few", "men", "women"}
)


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
    #: It stands inside quotation marks.
    quoted: bool


@dataclass(frozen=True, slots=True)
class Organisation:
    """A named organisation where it is mentioned."""

    key: str
    name: str
    sentence: int
    at: int
    #: It is a subject or owner there.
    leads: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Who was last said to say something, and in which sentence."""

    speaker: Speaker
    sentence: int


@dataclass(slots=True)
class Attention:
    """What has been mentioned so far, most recent last."""

    cast: Cast
    mentions: list[Mention] = field(default_factory=list)
    sentence: int = 0
    organisations: list[Organisation] = field(default_factory=list)
    #: The organisation that was last said to say something.
    body: str | None = None
    #: The sentence in which that organisation spoke.
    spoken: int = 0
    #: Who was last said to say something: "he said" goes on with the same speaker.
    speaker: str | None = None
    #: The sentence in which that person spoke.
    spoke: int = 0
    said: Said | None = None
    #: The sentence in which each person was last named.
    seen: dict[str, int] = field(default_factory=dict)
    #: Men and women as the pronouns so far took them, of those whose names do not tell.
    genders: dict[str, bool] = field(default_factory=dict)
    #: Whom a surname alone has meant so far.
    owners: dict[str, str] = field(default_factory=dict)
    #: Speakers whom nobody names ("a source"), by their noun.
    nameless: dict[str, list[Speaker]] = field(default_factory=dict)
    #: The last two papers of each noun ("a report by the agency").
    papers: dict[str, list[Token]] = field(default_factory=dict)
    #: Words inside quotation marks, of the paragraph that is read.
    quoted: set[int] = field(default_factory=set)
    _paragraph: Doc | None = None
    _open: bool = False

    def enter(self, sentence: Span) -> None:
        """Start a sentence: from now on its own mentions can be referred to as well."""
        self.sentence += 1
        self.mentions = [m for m in self.mentions if self.sentence - m.sentence <= REACH]
        self.organisations = [o for o in self.organisations if self.sentence - o.sentence <= _FAR]
        self._mark_quotes(sentence)
        for entity in sentence.ents:
            if entity.label_ == "ORG" and not self.cast.candidates(name_words(entity)):
                leads = entity.root.dep_ in (*_SUBJECTS, "poss")
                key = self.cast.institution(noun_key(entity))
                found = Organisation(key, entity.text, self.sentence, entity.start, leads)
                self.organisations.append(found)
        for token in sentence:
            if token.pos_ in ("PROPN", "NOUN") and token.dep_ != "compound":
                self._note(token)

    def _mark_quotes(self, sentence: Span) -> None:
        if sentence.doc is not self._paragraph:
            self._paragraph, self._open = sentence.doc, False
            self.quoted.clear()
        for token in sentence:
            if token.is_quote:
                text = token.text
                turned = not self._open if text in _TURNS else self._open
                self._open = text in _OPENS or (turned and text not in _CLOSES)
            elif self._open:
                self.quoted.add(token.i)

    def _note(self, token: Token) -> None:
        named = self._named(token)
        person = named[0] if len(named) == 1 else None
        if person is not None:
            self.seen[person.key] = self.sentence
        elif token.lower_ in people().papers:
            self.papers[token.lower_] = [*self.papers.get(token.lower_, ())[-1:], token]
        mention = self._mention(token, person)
        if mention is None:
            return
        if len(named) > 1 and not mention.plural:  # a pronoun may tell which of them is meant
            either = (replace(mention, name=p.name, person=p.key) for p in named)
            self.mentions.extend(either)
            return
        self.mentions.append(mention)
        if person is not None and mention.person is None:  # one of several joined by "and"
            alone = replace(mention, name=person.name, person=person.key, plural=False)
            self.mentions.append(replace(alone, subject=False))

    def _named(self, token: Token) -> list[Person]:
        """Find whom a capitalised word can name, whatever kind the model takes it for."""
        word = token.lower_.removesuffix("’s").removesuffix("'s")
        if word not in self.cast.surnames and word not in self.cast.forenames:
            return []
        words = name_at(token) if token.text[:1].isupper() else []
        found = self.persons(words)
        if len(found) == len(words) == 1:
            self.owners.setdefault(words[0].lower(), found[0].key)
        return found

    def _mention(self, token: Token, person: Person | None) -> Mention | None:
        subject = token.dep_ in _SUBJECTS or (token.dep_ == "pobj" and token.head.dep_ == "agent")
        office = names().offices.get(token.lower_, token.lower_)
        if person is None and office in self.cast.roles and is_definite(token):
            person = self.holder(role_of(token))
        if person is None and not subject:
            return None
        subject = subject or token.dep_ == "attr"  # "one of them was Quist"
        joined = is_group(token)
        if joined or person is None:
            plural = joined or token.tag_ in ("NNS", "NNPS")
            name = "".join(t.text_with_ws for t in near_phrase(token)).strip()
            if joined:
                name = token.doc[token.left_edge.i : token.right_edge.i + 1].text
            key = None
        else:
            plural, name, key = False, person.name, person.key
        if len(name) > _LONGEST_NAME:
            return None
        quoted = token.i in self.quoted
        return Mention(name, key, plural, subject, self.sentence, token.i, token, quoted)

    def persons(self, words: Sequence[str]) -> list[Person]:
        """Find whom a name can mean here: of those who share it, the one in the focus.

        Two people of one surname are never taken for each other: where both were named shortly
        before and nothing tells which is meant, both are given.
        """
        found = self.cast.candidates(words)
        if len(found) < 2:
            return found
        near, owner = self._in_focus(found), self.owners.get(words[-1].lower())
        if near is not None and len(words) == 1 and owner not in (None, near.key):
            return found  # a surname that has meant another so far
        chosen = near or self._owner(words, found)
        return [chosen] if chosen is not None else found

    def holder(self, role: Role) -> Person | None:
        """Find whom the words of a role mean here: the one who holds it, or held it last here."""
        found = self.cast.holders(role)
        if len(found) != 1 or not role.marks:
            found = [p for p in found if p.key in self.seen]
        if len(found) > 1 and not role.marks:
            plainly = [p for p in found if any(r == role for r in p.roles)]
            found = plainly or found
        return self._in_focus(found) if len(found) > 1 else next(iter(found), None)

    def _in_focus(self, found: Sequence[Person]) -> Person | None:
        named = [p for p in found if p.key in self.seen]
        if len(named) == 1:
            return named[0]
        near = [p for p in named if self.sentence - self.seen[p.key] <= REACH]
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

    def organisation(self, head: Token) -> tuple[str, str] | None:
        """Find the one organisation that "the company" can be, as key and name."""
        noun = head.lower_
        said = self.said.speaker if self.said is not None else None
        if said is not None and said.entity and said.entity.endswith(f" {noun}"):
            return said.entity, said.name
        called = {self.cast.institution(k) for k in self.cast.bodies.called.get(noun, ())}
        here = self.sentence
        known = [o for o in self.organisations if o.sentence < here or o.at < head.i]
        fitting = [o for o in known if o.key in called or o.key.endswith(f" {noun}")]
        if not fitting and noun in people().generic:
            near = [o for o in known if self.sentence - o.sentence <= REACH and _may_be(o, noun)]
            alone = len({o.key for o in near}) == 1 and any(o.leads for o in near)
            fitting = near if alone else [o for o in near if o.key == self.body]
            if any(o.sentence > self.spoken and o.key != self.body for o in near) and not alone:
                fitting = []  # another was named since
        if len({o.key for o in fitting}) > 1:
            fitting = [o for o in fitting if o.key == self.body]
        return (fitting[-1].key, fitting[-1].name) if fitting else None

    def remember(self, speaker: Speaker) -> None:
        """Note who was last said to say something."""
        if speaker.name in OUTSIDE or speaker.name.startswith(UNCLEAR):
            return
        speaker = replace(speaker, mention=None)
        self.said = Said(speaker, self.sentence)
        if speaker.entity in self.cast.persons:
            self.speaker = speaker.entity
            self.spoke = self.sentence
            self.seen[speaker.entity] = self.sentence
        elif speaker.entity is not None:
            self.body = speaker.entity
            self.spoken = self.sentence
        elif is_someone(speaker):
            called = self.nameless.setdefault(_noun(speaker), [])
            if speaker not in called:
                self.nameless[_noun(speaker)] = [*called[-1:], speaker]


def _may_be(organisation: Organisation, noun: str) -> bool:
    """Say whether a name leaves it open what kind it is of: a ministry is no company."""
    last = organisation.key.rsplit(" ", 1)[-1]
    lists = people()
    if last in lists.press:
        return noun in ("newspaper", "paper")
    return last not in lists.institutions and last not in lists.generic


def is_someone(speaker: Speaker) -> bool:
    """Say whether a speaker is one person whom nobody names ("a source", "an official")."""
    return not speaker.named and speaker.entity is None and not is_many(speaker)


def is_one(speaker: Speaker, *, male: bool) -> bool:
    """Say whether an unnamed speaker or a spokesman can be "he" (male) or "she"."""
    noun, lists = _noun(speaker), people()
    other = lists.female if male else lists.male
    spokesman = (speaker.entity or "").rsplit(" ", 1)[-1] in lists.spokes
    one = spokesman or (is_someone(speaker) and speaker.name not in OUTSIDE)
    return one and noun not in other


def is_many(speaker: Speaker) -> bool:
    """Say whether a speaker is more than one: a set, or a plural."""
    if speaker.entity is not None:
        return " & " in speaker.entity
    head = _noun(speaker)
    return (head.endswith("s") and not head.endswith("ss")) or head in _MANY


def _noun(speaker: Speaker) -> str:
    """Give the noun of a nameless speaker's words."""
    return re.split(r" (?:of|for|from|in|at|who|with) ", speaker.name)[0].split(" ")[-1].lower()
