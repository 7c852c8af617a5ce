"""Alone: whether a text can be understood without the sentences around it.

A reader of a brief sees one line. A line that says nothing is no statement; one that leans on
another sentence ("They dined", "The set was due to be replaced") keeps the words that lean, so
that views can count it and need not show it first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from salis.model.statement import Speaker
from salis.read.clauses import SUBJECTS
from salis.read.counted import is_agent
from salis.read.focus import is_empty_it
from salis.read.layout import is_furniture, is_removed
from salis.read.lists import alone_words, cues, people, wording
from salis.read.speakers import UNATTRIBUTED
from salis.read.utterances import Utterance

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Words; from here on a text says something whatever its words are.
_ENOUGH = 5
_FEWEST = 3
_PLACES = ("GPE", "LOC", "FAC")
#: Whoever's name the parser does not know: nobody is "in" a person.
_AT = ("in", "at", "near", "outside", "across")
_WH = ("WRB", "WP", "WDT", "WP$")
#: Want a word behind them.
_WANTING = ("DT", "PRP$", "CC")
#: What a verb of saying says, of whom or to whom, or that it isn't said; a clause with none of them
#: says nothing.
_SAID = frozenset(
    {*("ccomp", "xcomp", "dobj", "attr", "acomp", "oprd", "advcl", "dative", "agent", "prt")}
    | {*("neg", "nsubjpass", "prep")}
)
#: Words; a clause about "the set" with no name, number or day in it says little up to here.
_SHORT = 8
#: Telling words; from here on such a clause says enough.
_TELLING = 5


def says_something(utterance: Utterance, text: str, *, refused: bool = False) -> bool:
    """Say whether a text is a statement at all: a clause, with a subject, that is not cut off.

    Args:
        utterance: What the text is written from.
        text: The text as written.
        refused: It is only the passage's own words, as the gate refused a better text.
    """
    attribution = utterance.attribution
    if refused and (attribution is None or not attribution.clausal) and not _is_clause(utterance):
        return False
    said = sum(any(c.isalnum() for c in word) for word in text.split())
    if not _says_of_nobody(utterance) and (
        said < _FEWEST or (said < _ENOUGH and not _names_something(utterance))
    ):
        return False
    removed = any(is_removed(one.text) for one in utterance.sentences)
    around = removed or (not utterance.speakers and is_furniture(text))
    if around or _is_cut_off(utterance.shown):
        return False
    return bool(utterance.speakers) or (_is_clause(utterance) and not _only_says(utterance))


def _says_of_nobody(utterance: Utterance) -> bool:
    """Say whether a clause denies of everybody or of all things ("Nobody died.")."""
    nobody = alone_words().denied
    return any(t.lower_ in nobody and t.dep_ in SUBJECTS for t in utterance.shown)


def _names_something(utterance: Utterance) -> bool:
    return bool(utterance.notes) or any(t.pos_ in ("NOUN", "PROPN", "NUM") for t in utterance.shown)


def _is_cut_off(words: Sequence[Token]) -> bool:
    """Say whether a text ends on a word that wants another ("of its", "The army was")."""
    last = next((t for t in reversed(words) if not t.is_punct), None)
    if last is None:
        return True
    if last.tag_ in _WANTING and last.lower_ not in alone_words().standing:
        return True
    after = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None
    goes_on = after is None or (after.is_alpha and not after.is_sent_start)
    return goes_on and (last.tag_ in ("IN", "TO") or (last.lemma_ == "be" and last.pos_ == "AUX"))


def _is_clause(utterance: Utterance) -> bool:
    """Say whether words make a clause of their own: no bare name, no "what" or "how" by itself."""
    top, words = utterance.top, utterance.shown
    if top.tag_ != "VB" and not any(t.dep_ in SUBJECTS for t in words):
        return False
    first = next((t for t in words if t.is_alpha), words[0])
    return first.tag_ not in _WH or _opens_another(first, top)


def _opens_another(first: Token, top: Token) -> bool:
    """Say whether an opening "what" or "how" belongs to a clause within the main one."""
    node = first
    while node.head not in (node, top):
        node = node.head
    return node != first and node.dep_ in ("csubj", "csubjpass", "advcl", "ccomp")


def _only_says(utterance: Utterance) -> bool:
    """Say whether a clause has a verb of saying and nothing said ("The Lantern reports.")."""
    top = utterance.top
    if utterance.attribution is not None or top.lemma_.lower() not in cues().verbs:
        return False
    inside = {t.i for t in utterance.shown}
    return not any(c.dep_ in _SAID and c.i in inside and not _tells_when(c) for c in top.children)


def _tells_when(phrase: Token) -> bool:
    return phrase.dep_ == "prep" and any(c.ent_type_ in ("DATE", "TIME") for c in phrase.children)


def is_nobody(speaker: Speaker) -> bool:
    """Say whether nothing tells who a speaker is ("it", "one of them", nobody named)."""
    name = speaker.name.lower()
    unclear = "“" in name or name == UNATTRIBUTED.name
    return unclear or _nobody().issuperset(name.split())


@cache
def _nobody() -> frozenset[str]:
    """Give the words of which the name of nobody is made ("one of them", "it", "some of those")."""
    known = alone_words()
    return known.ours | known.theirs | known.things | known.pointers | known.nobody


def find_leaning(utterance: Utterance, *, opening: bool) -> Sequence[Token]:
    """Find the words that only another sentence explains; none where a text stands alone.

    Args:
        utterance: What the text is written from.
        opening: It is among the first of its document, which introduce what they speak of.
    """
    words = utterance.shown
    pronoun = next((t for t in words if _leans(t, utterance)), None)
    if pronoun is not None:
        return (pronoun,)
    pointing = _pointing([t for t in words if t.is_alpha or t.like_num][:4])
    if pointing:
        return pointing
    last = next((t for t in reversed(words) if not t.is_punct), None)
    if last is not None and last.lower_.replace("’", "'") in alone_words().ends_short:
        return (last,) if utterance.top in (last, last.head) else ()
    return () if opening else _vague_subject(utterance)


def _leans(token: Token, utterance: Utterance) -> bool:
    word, known = token.lower_, alone_words()
    if token.i in utterance.notes or token.pos_ not in ("PRON", "DET", "ADJ"):
        return False
    if word in known.ours and token.text != "US":
        # In indirect speech it is the writer ("Readers wrote that I was too hard").
        named = utterance.speakers and not is_nobody(utterance.speakers[-1])
        return not (named and utterance.direct)
    if word in known.theirs:
        return not _is_explained(token, utterance)
    if word not in known.things or token.pos_ != "PRON" or token.tag_ in _WH:
        return False
    if token.dep_ in ("mark", "expl", "det") or (word == "it" and _points_ahead(token)):
        return False
    if any(c.dep_ in ("relcl", "acl", "prep") for c in token.children):
        return False  # "those who fled", "that of the mayor"
    return not _is_explained(token, utterance)


def _points_ahead(token: Token) -> bool:
    """Say whether an "it" stands for what follows ("it emerged that …", "it's a bet that …")."""
    verb = token.head
    if is_empty_it(token):
        return True
    later = [c for c in verb.children if c.i > token.i]
    complements = [g for c in later if c.dep_ in ("attr", "acomp") for g in c.children]
    return verb.lemma_ in alone_words().impersonal and (
        any(c.dep_ in ("ccomp", "csubj") for c in later)
        or any(g.dep_ in ("relcl", "acl", "ccomp", "xcomp", "advcl") for g in complements)
    )


def _is_explained(token: Token, utterance: Utterance) -> bool:
    """Say whether a noun or note in the same text can be what a pronoun stands for."""
    one = token.lower_ in alone_words().one_person
    if any(one or at < token.i for at in utterance.notes):
        return True
    nouns = [t for t in utterance.shown if t.pos_ in ("NOUN", "PROPN")]
    can_be = _can_be_somebody if one else _can_be_meant
    if any(t.i < token.i and can_be(t) for t in nouns):
        return True
    subject = next((t for t in nouns if t.dep_ in SUBJECTS and t.head == utterance.top), None)
    return subject is not None and subject.pos_ == "PROPN" and token not in subject.subtree


def _can_be_meant(noun: Token) -> bool:
    return noun.dep_ not in ("npadvmod", "compound") and noun.ent_type_ not in ("DATE", "TIME")


def _can_be_somebody(noun: Token) -> bool:
    """Say whether a noun can be one person: "his" is of no neighbours, nor of a street."""
    if not _can_be_meant(noun) or noun.tag_ in ("NNS", "NNPS"):
        return False
    if noun.pos_ == "PROPN":
        placed = noun.dep_ == "pobj" and noun.head.lower_ in _AT
        return noun.ent_type_ not in _PLACES and not placed
    lemma, lists = noun.lemma_.lower(), people()
    known = (alone_words().somebody, lists.roles, lists.kin, lists.unnamed, lists.titles)
    return any(lemma in words for words in known) or is_agent(lemma)


def _pointing(first: Sequence[Token]) -> Sequence[Token]:
    """Find opening words that point back: "Both …", "Each time …", "This video …"."""
    if not first:
        return ()
    token, start = first[0], " ".join(t.lower_ for t in first[:2])
    if start == "each time":
        return first[:2]
    if start in alone_words().backward and len(first) > 2:
        return () if _is_timed(first[2]) else first[:2]
    if token.lower_ in alone_words().pointing and token.dep_ in ("det", "predet", "amod"):
        return () if _is_timed(token.head) else (token,)
    if token.lower_ == "the" and len(first) > 1 and _is_bare_pointer(first[1]):
        return first[:2]
    return (token,) if _is_bare_pointer(token) else ()


def _is_timed(noun: Token) -> bool:
    return noun.ent_type_ in ("DATE", "TIME") or noun.lemma_.lower() in alone_words().times


def _is_bare_pointer(token: Token) -> bool:
    """Say whether a "both" or "some" stands without the noun that it counts."""
    if token.lower_ not in alone_words().pointers or token.dep_ not in (
        *SUBJECTS,
        "ROOT",
        "conj",
        "attr",
    ):
        return False
    counted = (c.dep_ in ("prep", "relcl", "acl", "nsubj") for c in token.children)
    return token.pos_ not in ("PROPN", "VERB") and not any(counted)


def _vague_subject(utterance: Utterance) -> Sequence[Token]:
    """Find "the set" in a short clause of the own voice with nothing in it to tell which."""
    words = [t for t in utterance.shown if t.is_alpha]
    anchored = any(t.pos_ in ("PROPN", "NUM") or t.ent_type_ for t in utterance.shown)
    if utterance.speakers or utterance.notes or anchored or len(words) > _SHORT:
        return ()
    subject = next((c for c in utterance.top.children if c.dep_ in SUBJECTS), None)
    article = next((c for c in subject.lefts if c.lower_ == "the"), None) if subject else None
    if subject is None or article is None:
        return ()
    telling = {t.lemma_.lower() for t in words if t.pos_ in ("NOUN", "VERB", "ADJ")}
    return () if len(telling - wording().light) >= _TELLING else (article, subject)
