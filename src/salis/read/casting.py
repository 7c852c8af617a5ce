"""Casting: fill a document's cast from its parsed paragraphs, full names first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from salis.read.bodies import build_bodies
from salis.read.cast import Cast, Person
from salis.read.institutions import institution_of
from salis.read.lists import cues, names, people
from salis.read.names import gender_of, initials, name_words, plain, strip_titles
from salis.read.roles import body_of, make_role, office, party_marks, role_of
from salis.read.speech import names_someone

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_GENDERED = frozenset({"he", "him", "his", "she", "her", "hers"})
#: One person holds these at a time: "President Quist" is not Quist, the candidate.
_CROWNS = frozenset({"president", "king", "queen", "pope"})
#: What words of a title are, where an opening word is no "Yesterday" or "But".
_OF_NAMES = frozenset({"PROPN", "NOUN", "ADJ"})
#: Clauses in which a pronoun may be somebody else's.
_APART = frozenset({"ccomp", "relcl", "parataxis", "acl", "xcomp"})
#: Characters looked at behind a name for party and state.
_BEHIND = 22


def build_cast(docs: Sequence[Doc]) -> Cast:
    """Collect the people and institutions of a document's paragraphs."""
    cast = Cast(bodies=build_bodies(docs))
    votes_on_kind = _labels(docs)
    found = [entity for doc in docs for entity in _people_of(doc, votes_on_kind)]
    for entity in sorted(found, key=lambda e: -len(strip_titles(name_words(e)))):
        _enter(cast, entity)
    votes: Counter[str] = Counter()
    for doc in docs:
        for sentence in doc.sents:
            _vote_on_gender(cast, sentence, votes)
    for key, person in cast.persons.items():
        if person.male is None and votes[key]:
            person.male = votes[key] > 0
    return cast


def _labels(docs: Sequence[Doc]) -> Counter[str]:
    """Count for each name of one word how often it is found to be a person, others against it."""
    votes: Counter[str] = Counter()
    for doc in docs:
        for entity in doc.ents:
            if len(entity) == 1:
                votes[entity[0].lower_] += 1 if entity.label_ == "PERSON" else -1
    return votes


def _people_of(doc: Doc, votes: Counter[str]) -> Iterator[Span]:
    for entity in doc.ents:
        if entity.label_ == "PERSON" and _is_name(entity):
            titled = title_before(entity)
            likely = votes[entity[0].lower_] >= 0 and not _is_where(entity[0])
            if len(entity) > 1 or titled or likely:
                yield entity
        elif entity.label_ == "ORG" and _is_mistaken(entity, votes):
            yield entity


def _is_where(word: Token) -> bool:
    """Say whether a word stands where places do ("a lawyer in Tesk")."""
    return word.dep_ == "pobj" and word.head.lower_ in ("in", "near", "at")


def _is_mistaken(entity: Span, votes: Counter[str]) -> bool:
    """Say whether an organisation is a person who says something: "Mira Quist, a surgeon, said"."""
    lists, root = names(), entity.root
    words = name_words(entity)
    if len(words) not in (2, 3) or not _is_name(entity):
        return False
    first, last = words[0].lower(), words[-1].lower()
    known = (first in lists.male or first in lists.female) and first not in lists.towns
    kinds = people()
    if not known or last in kinds.press or last in kinds.generic or last in kinds.owned:
        return False
    beside = any(c.dep_ == "appos" and names_someone(c.lower_) for c in root.children)
    says = root.dep_ in ("nsubj", "appos") and root.head.lemma_ in cues().verbs
    return beside or says or last in votes


def _is_name(entity: Span) -> bool:
    words = strip_titles(name_words(entity))
    if len(words) > 1 and words[-1].lower().rstrip(".") in names().suffixes:
        words = words[:-1]
    if not words or len(words) > 5 or not words[-1][:1].isupper():
        return False
    last = words[-1].lower()
    return last.rstrip(".") not in names().suffixes and last not in people().institutions


def _enter(cast: Cast, entity: Span) -> None:
    words = _shared_surname(entity, name_words(entity))
    title = title_before(entity)
    found = cast.candidates([*title, *words])
    found = [p for p in found if not _is_another(p, words, title)]
    if len(found) > 1:
        return
    person = found[0] if found else _new_person(cast, strip_titles(words), title)
    _learn(cast, person, entity, title)


def _shared_surname(entity: Span, words: list[str]) -> list[str]:
    """Give Bill of "Bill and Anna Quist" his surname."""
    doc, end = entity.doc, entity.end
    first = words[0].lower()
    known = first in names().male or first in names().female
    if len(words) > 1 or not known or end + 2 >= len(doc) or doc[end].lower_ != "and":
        return words
    after = doc[end + 1]
    if after.ent_type_ != "PERSON" or doc[end + 2].ent_iob_ != "I":
        return words
    last = end + 2
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    return [*words, *name_words([doc[last]])]


def _is_another(person: Person, words: Sequence[str], title: Sequence[str]) -> bool:
    """Say whether middle initials or an office that only one holds tell a name from a person's."""
    middle = initials(strip_titles(words))
    if middle and person.initials and middle[0] != person.initials[0]:
        return True
    crown = _CROWNS & set(title[-1:])
    held = {role.head for role in person.roles if not role.status} & people().roles
    return bool(crown and held and not crown & held and len(strip_titles(words)) == 1)


def _new_person(cast: Cast, words: Sequence[str], title: Sequence[str]) -> Person:
    short = plain(words)
    key = " ".join(short)
    for longer in (" ".join([*title[-1:], *short]), " ".join(words).lower()):
        key = key if key not in cast.persons else longer
    person = Person(" ".join(words), key, short, initials(words), male=gender_of(short))
    if key not in cast.persons:
        cast.add(person)
    return cast.persons[key]


def _learn(cast: Cast, person: Person, entity: Span, title: list[str]) -> None:
    """Note role, party, institution and gender from the words around a mention."""
    _note_gender(person, title)
    before = _words_before(entity)
    if title:
        person.titles[" ".join(title)] += 1
        person.institution = person.institution or _institution_of_title(title)
        if title[-1] not in (w.rstrip(".") for w in before[-1:]):
            cast.give_role(person, make_role(title[-1], title[:-1]))
    if before:
        if names_someone(before[-1]):
            cast.give_role(person, make_role(before[-1], before[:-1]))
        elif "of" in before[1:] and names_someone(before[at := before.index("of") - 1]):
            cast.give_role(person, make_role(before[at], [*before[:at], *before[at + 1 :]]))
        person.institution = person.institution or _employer(before, cast)
    for head in _role_heads(entity.root):
        cast.give_role(person, role_of(head))
        if head.lemma_.lower() not in people().kin:
            person.institution = person.institution or institution_of(head, cast)
        _note_gender(person, [head.lower_])
    bodies = (body_of(role) for role in person.roles)
    person.institution = person.institution or next((body for body in bodies if body), None)
    _note_party(cast, person, entity)


def _note_party(cast: Cast, person: Person, entity: Span) -> None:
    """Make Sen. Mira Quist (D-Nev.) "the Nevada Democrat" too."""
    party, states = party_marks(_behind(entity))
    person.marks |= states | ({office(party)} if party else set())
    if party:
        cast.give_role(person, make_role(party, states))


def _behind(entity: Span) -> str:
    """Give the few characters behind a name."""
    doc, pieces, at = entity.doc, [entity[-1].whitespace_], entity.end
    while at < len(doc) and sum(map(len, pieces)) < _BEHIND:
        pieces.append(doc[at].text_with_ws)
        at += 1
    return "".join(pieces)


def _note_gender(person: Person, words: Sequence[str]) -> None:
    lists = people()
    for word in words:
        if word in lists.male or word in lists.female:
            person.male = word in lists.male


def title_before(entity: Span) -> list[str]:
    """Give the title words before or inside a name, lower case ("interior", "minister")."""
    words = [t.text.lower().rstrip(".") for t in entity if not t.is_punct]
    inside = words[: len(words) - len(strip_titles(name_words(entity)))] if words else []
    lists = people()
    before: list[str] = []
    at = entity.start - 1
    while at >= entity.sent.start and len(before) < 4:
        token = entity.doc[at]
        word = token.text.lower().rstrip(".")
        known = word in lists.titles or word in lists.roles or token.text[:1].isupper()
        if not known or (not token.is_alpha and "-" not in token.text and "." not in token.text):
            break
        before.insert(0, word)
        at -= 1
    while before and at < 0 and not lists.titles & {before[0], " ".join(before[:2])}:
        if entity.doc[entity.start - len(before)].pos_ in _OF_NAMES:
            break  # "Transport Minister Lena Orlo": no "Yesterday" or "But" that opens a paragraph
        before.pop(0)
    title = before + inside
    return title if any(w in lists.titles or w in lists.roles for w in title) else []


def _words_before(entity: Span) -> list[str]:
    """Give the words of the noun phrase before a name ("longtime Democratic pollster")."""
    root = entity.root
    inside = {t.i for child in root.lefts for t in child.subtree}
    words: list[str] = []
    at = entity.start - 1
    while at in inside and len(words) < 8:
        token = entity.doc[at]
        if token.dep_ == "det" or (token.is_punct and token.text != "-"):
            break
        if not token.is_punct:
            words.insert(0, token.lower_)
        at -= 1
    if not words or entity.doc[entity.start - 1].tag_ == "POS":
        return []
    return words


def _employer(before: Sequence[str], cast: Cast) -> str | None:
    """Find a named institution among the words before a name ("Harbour Agency spokesman")."""
    for size in range(min(len(before) - 1, 5), 0, -1):
        key = " ".join(before[:size])
        if key in cast.bodies.known.get(before[size - 1], ()):
            return cast.institution(key)
    return None


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


def _role_heads(root: Token) -> Iterator[Token]:
    """Find role nouns set beside a name: "the minister, Lena Orlo", "Lena Orlo, a surgeon"."""
    beside = [c for c in root.children if c.dep_ == "appos" and c.pos_ in ("NOUN", "PROPN")]
    if root.dep_ == "appos" and root.head.pos_ in ("NOUN", "PROPN"):
        beside.append(_office_of(root.head))
    verb = root.head
    if root.dep_ == "nsubj" and verb.lemma_ == "be":
        beside += [c for c in verb.children if c.dep_ == "attr" and c.pos_ == "NOUN"]
    for head in beside:
        if head.doc[head.left_edge.i - 1].text != "(":
            joined = (head, *(c for c in head.conjuncts if c.pos_ == "NOUN"))
            yield from (noun for noun in joined if names_someone(noun.lower_))


def _office_of(noun: Token) -> Token:
    """Give "chief" for "service" in "the chief of the service, Lena Orlo"."""
    of = noun.head
    if noun.dep_ != "pobj" or noun.ent_type_ == "PERSON" or names_someone(noun.lower_):
        return noun
    return of.head if names_someone(of.head.lower_) else noun


def _vote_on_gender(cast: Cast, sentence: Span, votes: Counter[str]) -> None:
    """Count "he" (1) or "she" (-1) where the subject of the same clause is the one person named."""
    said = [t for t in sentence if t.lower_ in _GENDERED]
    if not said:
        return
    named = {
        p.key: e.root
        for e in sentence.ents
        if e.label_ == "PERSON" and (p := cast.person(name_words(e)))
    }
    if len(named) == 1:
        key, root = next(iter(named.items()))
        own = {t.lower_ in ("he", "him", "his") for t in said if _is_own(t, root)}
        if len(own) == 1:
            votes[key] += 1 if own.pop() else -1


def _is_own(pronoun: Token, subject: Token) -> bool:
    """Say whether a pronoun is in the subject's own clause, or the next one joined to it."""
    if subject.dep_ not in ("nsubj", "nsubjpass") or pronoun.i < subject.i:
        return False
    node = pronoun
    while node != subject.head and node.dep_ not in _APART and node.head != node:
        node = node.head
    return node == subject.head
