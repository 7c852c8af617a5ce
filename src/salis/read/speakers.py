"""Speakers: from the words that name a speaker to who that is in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salis.model.document import Passage
from salis.model.statement import Speaker
from salis.read.cast import Cast, Person, institution_of, name_words, near_phrase, noun_key
from salis.read.focus import Focus
from salis.read.lists import people

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Shown where quoted words have nobody named for them.
_INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "every", "any", "many", "several", "most", "no"}
)
_AGENTS = (
    "er",
    "or",
    "ist",
    "ian",
    "ant",
    "man",
    "woman",
    "men",
    "women",
    "eer",
    "cian",
    "crat",
    "folk",
    "people",
)
UNATTRIBUTED = Speaker("unattributed quotation", entity=None, named=False)


def make_speaker(head: Token, focus: Focus, base: int) -> Speaker:
    """Resolve the head of a speaker phrase; `base` is the paragraph's offset in the document."""
    phrase = near_phrase(head)
    mention = _passage(phrase, base)
    if head.pos_ == "PRON" or head.lower_ in ("he", "she", "they", "it"):
        return _pronoun(head, focus, mention)
    person = _person(head, focus.cast)
    if person is not None:
        return _named(person, mention)
    if head.lower_ in people().roles or head.lemma_.lower() in people().spokes:
        return _role(head, focus.cast, mention)
    return _organisation(head, focus, mention) or _thing(head, focus.cast, mention)


def can_speak(head: Token, focus: Focus) -> bool:
    """Say whether a noun can be a speaker: a person, group, institution, place or paper."""
    if not head.is_alpha and len(head.text) < 3:
        return False
    if head.pos_ in ("PRON", "PROPN") or head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return head.lower_ not in ("that", "this", "which", "what", "there", "one") and not (
            head.lower_ == "you" and head.sent.text.rstrip('"”’ ').endswith("?")
        )
    if head.text[:1].isupper() and focus.cast.person([head.text]) is not None:
        return True
    lemma = head.lemma_.lower()
    lists = people()
    known = (
        lists.unnamed,
        lists.roles,
        lists.institutions,
        lists.papers,
        lists.spokes,
        lists.male,
        lists.female,
    )
    if any(lemma in words for words in known):
        return True
    return lemma.endswith(_AGENTS) and head.pos_ == "NOUN"


def _passage(words: list[Token], base: int) -> Passage:
    doc = words[0].doc
    span = doc[words[0].i : words[-1].i + 1]
    return Passage(base + span.start_char, base + span.end_char, span.text)


def _named(person: Person, mention: Passage | None) -> Speaker:
    name = person.name
    if " " not in name and person.titles:
        name = f"{person.titles.most_common(1)[0][0].title()} {name}"
    return Speaker(name, person.key, named=True, institution=person.institution, mention=mention)


def _person(head: Token, cast: Cast) -> Person | None:
    span = next(
        (e for e in head.doc.ents if e.label_ == "PERSON" and e.start <= head.i < e.end), None
    )
    if span is not None:
        return cast.person(name_words(span))
    for child in head.children:
        if child.dep_ == "appos" and child.ent_type_ == "PERSON":
            return _person(child, cast)
    if head.pos_ == "PROPN" or head.text[:1].isupper():
        words = [t.text for t in head.lefts if t.dep_ == "compound"] + [head.text]
        return cast.person(words)
    return None


def _pronoun(head: Token, focus: Focus, mention: Passage) -> Speaker:
    found = focus.speaking(head)
    if found is None:
        return Speaker(
            f"unclear who (“{head.text.lower()}”)", entity=None, named=False, mention=mention
        )
    if found.person is not None:
        return _named(focus.cast.persons[found.person], mention)
    words = [w for w in found.name.lower().split() if w not in ("the", "a", "an")]
    key = focus.cast.institution(" ".join(words))
    last = _singular(words[-1]) if words else ""
    named = not found.plural and last in people().institutions
    unnamed = last in people().unnamed or not named
    institution = key if named else _employer(words, focus.cast)
    return Speaker(
        _without_article(found.name), None if unnamed else key, not unnamed, institution, mention
    )


def _employer(words: list[str], cast: Cast) -> str | None:
    """Tell the institution from a group's own words ("interior ministry officials")."""
    return (
        cast.institution(" ".join(words[:-1]))
        if len(words) > 1 and words[-2] in people().institutions
        else None
    )


def _role(head: Token, cast: Cast, mention: Passage) -> Speaker:
    """Resolve "the minister" to its holder; "a ministry spokesman" speaks for the ministry."""
    modifiers = [t.lower_ for t in head.lefts if t.dep_ in ("compound", "amod")]
    holder = cast.holder(" ".join([*modifiers, head.lower_])) if modifiers else None
    definite = (
        any(t.lower_ in ("the", "this") or t.dep_ == "poss" for t in head.lefts)
        or head.i == head.sent.start
    )
    holder = holder or (cast.holder(head.lower_) if definite and not modifiers else None)
    if holder is not None:
        return _named(holder, mention)
    institution = institution_of(head, cast)
    name = _without_article(mention.exact)
    if head.lemma_.lower() in people().spokes and institution:
        return Speaker(name, institution, named=True, institution=institution, mention=mention)
    return Speaker(name, entity=None, named=False, institution=institution, mention=mention)


def _organisation(head: Token, focus: Focus, mention: Passage) -> Speaker | None:
    """Resolve "the company" to the one organisation named shortly before."""
    alone = [t.lower_ for t in head.lefts] == ["the"]
    found = focus.organisation() if alone and head.lower_ in people().generic else None
    if found is None:
        return None
    key, name = found
    return Speaker(_without_article(name), key, named=True, institution=key, mention=mention)


def _thing(head: Token, cast: Cast, mention: Passage) -> Speaker:
    """Resolve institutions, places and papers that speak; any other noun is an unnamed group."""
    lemma = head.lemma_.lower()
    lists = people()
    name = _without_article(mention.exact)
    institution = institution_of(head, cast)
    if lemma in lists.papers:
        return Speaker(
            name,
            institution,
            named=institution is not None,
            institution=institution,
            mention=mention,
        )
    if lemma in lists.unnamed and head.ent_type_ not in ("ORG", "GPE"):
        return Speaker(name, None, named=False, institution=institution, mention=mention)
    if _is_institution(head):
        key = cast.institution(noun_key(near_phrase(head)))
        if key:
            return Speaker(name, key, named=True, institution=key, mention=mention)
    return Speaker(name, None, named=False, institution=institution, mention=mention)


def _is_institution(head: Token) -> bool:
    """Say whether a noun names one institution or state: no people ("Danes"), no plural, no "a"."""
    if head.ent_type_ == "NORP" or any(t.lower_ in _INDEFINITE for t in head.lefts):
        return False
    if head.ent_type_ in ("ORG", "GPE"):
        return True
    plural = head.tag_ in ("NNS", "NNPS") and head.lower_ != "police"
    known = head.lemma_.lower() in people().institutions
    return not plural and (known or head.pos_ == "PROPN")


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_article(name: str) -> str:
    name = name.lstrip("0123456789:. ") or name  # times of a live page stand before names
    for article in ("the ", "a ", "an ", "The ", "A ", "An "):
        if name.startswith(article):
            return name[len(article) :]
    return name
