"""Speakers: from the words that name a speaker to who that is in the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from salis.model.document import Passage
from salis.model.statement import Speaker
from salis.read.attention import UNCLEAR
from salis.read.cast import Person
from salis.read.focus import Focus
from salis.read.institutions import body_key, institution_of, name_beside, near_phrase
from salis.read.lists import people
from salis.read.names import entity_at, name_at
from salis.read.roles import office, role_of
from salis.read.speech import can_speak, is_definite, is_group, joined_with, names_someone

if TYPE_CHECKING:
    from spacy.tokens import Token

_INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "every", "any", "many", "several", "most", "no"}
)
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
#: Whoever writes or is written to: nobody in the document.
_OUTSIDE = {"i": "I", "me": "I", "my": "I", "we": "we", "us": "we", "our": "we", "you": "you"}
#: Bodies whose initials are written like a pronoun ("WHO said").
_INITIALS = frozenset({"WHO", "US"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "his", "her", "its", "their"})
#: Stand between names of a list.
_OTHERS = frozenset({"them", "these", "those"})
_BETWEEN = frozenset({"and", "&", "both", "all", "’s", "'s"})
_LONGEST_LIST = 60
#: Shown where quoted words have nobody named for them.
UNATTRIBUTED = Speaker("unattributed quotation", entity=None, named=False)
#: How many nouns a chain of references is followed over.
_DEEPEST = 4


def resolve_mention(words: Sequence[Token], focus: Focus, base: int) -> Speaker:
    """Resolve a run of words that names one speaker; `base` is the paragraph's offset.

    The sentence that the words stand in must be the one that the focus entered last. A pronoun or
    a role that can mean nobody, or more than one, keeps its own words and has no entity.
    """
    mention = _passage(words, base)
    listed = _listed(words)
    if listed:
        return replace(_together(listed, focus, words, _DEEPEST), mention=mention)
    return replace(_speaker(_head(words), focus, words, _DEEPEST), mention=mention)


def make_speaker(head: Token, focus: Focus, base: int) -> Speaker:
    """Resolve the head of a speaker phrase; `base` is the paragraph's offset in the document."""
    words = _phrase(head)
    return replace(_speaker(head, focus, words, _DEEPEST), mention=_passage(words, base))


def _head(words: Sequence[Token]) -> Token:
    """Find the word that the others of a run hang on."""
    inside = {t.i for t in words}
    tops = [t for t in words if t.head.i not in inside or t.head == t]
    nouns = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON") or _is_some_of(t)]
    for noun in nouns:  # where the parse tears a name and its title apart: the last before a mark
        after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
        if noun == nouns[-1] or after.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return noun
    return _shallowest([t for t in words if t.pos_ in ("NOUN", "PROPN", "PRON")]) or words[0]


def _shallowest(nouns: Sequence[Token]) -> Token | None:
    """Find the subject of a run that holds a verb as well ("Quist told reporters")."""
    depths = [sum(1 for _ in noun.ancestors) for noun in nouns]
    return nouns[depths.index(min(depths))] if nouns else None


def _listed(words: Sequence[Token]) -> list[Token]:
    """Give the names of a run that is nothing but names ("Quist (D-Nev.), Orlo and Veren")."""
    if not any(t.lower_ in ("and", "&") for t in words) or len(words) > _LONGEST_LIST:
        return []
    names_: list[Token] = []
    depth = 0
    for token in words:
        depth += (token.text == "(") - (token.text == ")")
        if depth or token.is_punct or token.lower_ in _BETWEEN:
            continue
        if token.ent_type_ == "PERSON":
            last = entity_at(token)[-1]
            names_ += [last] if last.i == token.i else []
        elif token.lower_.rstrip(".") not in people().titles:
            return []
    return names_ if len(names_) > 1 else []


def _speaker(head: Token, focus: Focus, words: Sequence[Token], depth: int) -> Speaker:
    if head.text in _INITIALS:
        return _one(head, focus)
    if head.lower_ in _RELATIVE and head.pos_ in ("PRON", "DET", "SCONJ"):
        return _relative(head, focus, words, depth)
    if _is_some_of(head):
        return Speaker(_name(words), None, named=False)
    if head.pos_ == "PRON" or head.lower_ in _PRONOUNS:
        return _pronoun(head, focus, depth)
    joined = [t for t in joined_with(head) if t.i <= words[-1].i]
    if joined and is_group(head) and depth:
        return _together([head, *joined], focus, words, depth)
    return _one(head, focus)


def is_publisher(head: Token) -> bool:
    """Say whether a speaker is who publishes the text ("this newspaper")."""
    return head.lower_ in people().ours and any(c.lower_ == "this" for c in head.children)


def _is_some_of(head: Token) -> bool:
    """Say whether a speaker is some among others ("one of them"): nobody tells which."""
    inner = [c for child in head.children if child.lower_ == "of" for c in child.children]
    return head.pos_ in ("NUM", "PRON", "DET") and any(c.lower_ in _OTHERS for c in inner)


def _one(head: Token, focus: Focus) -> Speaker:
    """Resolve one noun or name."""
    head = name_beside(head)
    found = _people(head, focus)
    if len(found) == 1:
        return _named(found[0])
    name = _name(near_phrase(head))
    if found:  # two of one surname: it stays open who is meant
        return Speaker(name, None, named=True)
    titled = office(head.text) in focus.cast.roles and head.ent_type_ not in ("ORG", "GPE")
    if titled or head.lower_ in people().roles or _speaks_for(head):
        return _role(head, focus, name)
    if head.lemma_.lower() in people().papers and not head.ent_type_:
        return _paper(head, focus)
    return _organisation(head, focus) or _thing(head, focus, name)


def _phrase(head: Token) -> list[Token]:
    """Give the words that name a speaker; of several joined ones, all."""
    if not is_group(head):
        return near_phrase(head)
    last = near_phrase(joined_with(head)[-1])[-1]
    first = near_phrase(head)[0]
    return list(head.doc[first.i : last.i + 1])


def _passage(words: Sequence[Token], base: int) -> Passage:
    span = words[0].doc[words[0].i : words[-1].i + 1]
    return Passage(base + span.start_char, base + span.end_char, span.text)


def _name(words: Sequence[Token]) -> str:
    """Write the words of a speaker without the article before them."""
    text = words[0].doc[words[0].i : words[-1].i + 1].text
    text = re.sub(r"^\d{1,2}[:.]\d\d\s+", "", text) or text  # times of a live page before names
    return re.sub(r"^(?:the|an?) (?=\S)", "", text, flags=re.IGNORECASE)


def _named(person: Person) -> Speaker:
    name = person.name
    if " " not in name and person.titles:
        name = f"{person.titles.most_common(1)[0][0].title()} {name}"
    return Speaker(name, person.key, named=True, institution=person.institution)


def _unclear(head: Token) -> Speaker:
    return Speaker(f"{UNCLEAR} (“{head.text.lower()}”)", None, named=False)


def _people(head: Token, focus: Focus) -> list[Person]:
    """Find whom a noun names by itself or by the name beside it: more than one stays open."""
    if head.ent_type_ == "PERSON" or head.pos_ == "PROPN" or head.text[:1].isupper():
        found = focus.persons(name_at(head))
        if found:
            return found
    if head.ent_type_ in ("PERSON", "ORG", "GPE"):
        return []
    if head.dep_ == "appos" and head.head.ent_type_ == "PERSON":
        return focus.persons(name_at(head.head))
    inner = [c for child in head.children if child.dep_ == "prep" for c in child.children]
    for noun in (head, *inner):
        for child in noun.children:
            if child.dep_ == "appos" and child.ent_type_ == "PERSON":
                return focus.persons(name_at(child))
    return []


def _relative(head: Token, focus: Focus, words: Sequence[Token], depth: int) -> Speaker:
    """Resolve "who" to the noun that its clause hangs on."""
    verb = head.head
    while verb.dep_ not in ("relcl", "acl") and verb.head != verb:
        verb = verb.head
    noun = verb.head
    if verb.dep_ not in ("relcl", "acl") or noun.i >= head.i or not depth:
        return _unclear(head)
    noun = _fitting(noun, head, focus)
    if head.dep_ == "pobj" or head.lower_ == "whose":  # "many of whom": some of them, not they
        return Speaker(_name(words), None, named=False)
    return _one(noun, focus)


def _fitting(noun: Token, relative: Token, focus: Focus) -> Token:
    """Mend the parse: "who" is no party and "which" no person ("a member of the party who …")."""
    before = relative.doc[relative.i - (2 if relative.doc[relative.i - 1].is_punct else 1)]
    if relative.lower_ == "which":
        person = noun.ent_type_ == "PERSON" or names_someone(noun.lower_)
        return before if person and before.ent_type_ in ("ORG", "GPE") else noun
    while relative.lower_ == "who" and noun.dep_ == "pobj" and _is_body(noun):
        noun = noun.head.head
    if relative.lower_ == "who" and not can_speak(noun, focus.cast):
        return before if can_speak(before, focus.cast) else noun
    return noun


def _pronoun(head: Token, focus: Focus, depth: int) -> Speaker:
    if head.lower_ in _OUTSIDE and head.text != "US":
        return Speaker(_OUTSIDE[head.lower_], None, named=False)
    found = focus.speaking(head)
    if found is None or not depth:
        return _unclear(head)
    if isinstance(found, Speaker):
        return found
    if found.person is not None:
        return _named(focus.cast.persons[found.person])
    return _speaker(found.token, focus, _phrase(found.token), depth - 1)


def _together(
    members: Sequence[Token], focus: Focus, words: Sequence[Token], depth: int
) -> Speaker:
    """Resolve "Quist and Orlo" to the two together: what they say, neither says alone."""
    found = [
        _pronoun(t, focus, depth - 1) if t.lower_ in _PRONOUNS else _one(t, focus) for t in members
    ]
    named = any(s.entity for s in found)
    keys = sorted({s.entity or s.name.lower() for s in found})
    return Speaker(_name(words), " & ".join(keys) if named else None, named)


def _speaks_for(head: Token) -> bool:
    return head.lemma_.lower() in people().spokes


def _employer(head: Token, focus: Focus) -> str | None:
    """Find whom a role or paper speaks for; "her spokesman" is that of the woman in the focus."""
    owner = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
    if head.lemma_.lower() in people().kin:
        return None
    if owner is None:
        return institution_of(head, focus.cast)
    found = focus.speaking(owner)
    if isinstance(found, Speaker):
        return found.entity
    if found is None:
        return None
    return found.person or (body_key(found.token, focus.cast) if not found.plural else None)


def _role(head: Token, focus: Focus, name: str) -> Speaker:
    """Resolve "the minister" to its holder; "a ministry spokesman" speaks for the ministry."""
    holder = focus.holder(role_of(head)) if is_definite(head) else None
    if holder is not None:
        return _named(holder)
    institution = _employer(head, focus)
    if _speaks_for(head) and institution:
        key = f"{institution} {office(head.lemma_)}"
        return Speaker(name, key, named=True, institution=institution)
    return focus.unnamed(head) or Speaker(name, None, named=False, institution=institution)


def _paper(head: Token, focus: Focus) -> Speaker:
    """Resolve a paper: it speaks for whoever made it; "the report" is the one named before."""
    issuer = _employer(head, focus)
    if issuer is None and is_definite(head) and len(list(head.lefts)) == 1:
        before = [t for t in focus.papers.get(head.lower_, ()) if not _same(t, head)]
        if before and not any(c.pos_ == "PRON" for c in before[-1].lefts):
            return _issued(before[-1], institution_of(before[-1], focus.cast))
    return _issued(head, issuer)


def _issued(paper: Token, issuer: str | None) -> Speaker:
    """Give a paper's own entity; "another report" of the same office is not "the report"."""
    which = [t.lower_ for t in paper.lefts if t.lower_ in people().apart]
    key = " ".join([issuer, *which, paper.lemma_.lower()]) if issuer else None
    return Speaker(_name(near_phrase(paper)), key, issuer is not None, issuer)


def _same(one: Token, other: Token) -> bool:
    return one.doc is other.doc and one.i == other.i


def _organisation(head: Token, focus: Focus) -> Speaker | None:
    """Resolve "the company" to the one organisation named shortly before."""
    if [t.lower_ for t in head.lefts] != ["the"] or head.text[:1].isupper():
        return None
    found = focus.organisation(head)
    if found is None:
        return None
    key, name = found
    return Speaker(name.removeprefix("the ").removeprefix("The "), key, True, key)


def _thing(head: Token, focus: Focus, name: str) -> Speaker:
    """Resolve institutions and places that speak; any other noun is an unnamed group."""
    institution = _employer(head, focus)
    if head.lemma_.lower() not in people().unnamed or head.ent_type_ in ("ORG", "GPE"):
        key = _owned(head, institution) or (body_key(head, focus.cast) if _is_body(head) else "")
        if key:
            return Speaker(_whole_name(head, name), key, named=True, institution=key)
    return focus.unnamed(head) or Speaker(name, None, named=False, institution=institution)


def _whole_name(head: Token, name: str) -> str:
    """Give the name of a body as far as it goes on ("Centre for River Safety")."""
    goes_on = head.ent_type_ == "ORG" and entity_at(head)[-1].i > head.i and head.text[:1].isupper()
    return _name([near_phrase(head)[0], *entity_at(head)]) if goes_on else name


def _owned(head: Token, owner: str | None) -> str | None:
    """Make the key of "her campaign" out of hers."""
    mine = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.lefts)
    return f"{owner} {head.lower_}" if mine and owner and head.lower_ in people().owned else None


def _is_body(head: Token) -> bool:
    """Say whether a noun names one institution or state: no people ("Danes"), no plural, no "a"."""
    if head.text in _INITIALS:
        return True
    if head.ent_type_ == "NORP" or any(t.lower_ in _INDEFINITE for t in head.lefts):
        return False
    if head.ent_type_ in ("ORG", "GPE"):
        return True
    plural = head.tag_ in ("NNS", "NNPS") and head.lower_ != "police"
    known = head.lemma_.lower() in people().institutions
    named = head.pos_ == "PROPN" and not names_someone(head.lower_)
    return not plural and (known or named)
