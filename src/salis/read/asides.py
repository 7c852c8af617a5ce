"""Asides: "…, the chief of the service, Lena Orlo, said on Friday", told by their commas.

A parser often hangs such an aside on the wrong word. Where it does, the commas tell: a noun phrase
without a verb of its own between a comma and a verb of saying is the speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.read.lists import people

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SAYING = frozenset(
    {
        "say",
        "tell",
        "add",
        "note",
        "explain",
        "report",
        "announce",
        "claim",
        "allege",
        "insist",
        "warn",
        "admit",
        "acknowledge",
        "confirm",
        "declare",
        "argue",
        "reply",
        "recall",
        "state",
        "write",
    }
)
_AFTER = frozenset(
    {
        ",",
        ".",
        "on",
        "in",
        "at",
        "late",
        "early",
        "by",
        "to",
        "the",
        "a",
        "”",
        '"',
        ":",
        "during",
        "after",
    }
)


@dataclass(frozen=True, slots=True)
class Aside:
    """Who says the rest of the sentence, by an aside: the source's head and the rest's words."""

    source: Token
    content: tuple[Token, ...]
    top: Token


def find_aside(verb: Token, sentence: Span) -> Aside | None:
    """Read an aside that a verb of saying ends; None where the words around it are not one."""
    if verb.lemma_.lower() not in _SAYING or verb.tag_ not in _FINITE:
        return None
    doc = verb.doc
    after = doc[verb.i + 1].lower_ if verb.i + 1 < sentence.end else "."
    tells = verb.lemma_ == "tell"
    if after not in _AFTER and not tells:
        return None
    parts = _parts_before(verb, sentence)
    if not parts:
        return None
    start = parts[0][0].i
    if start - 1 <= sentence.start:
        return None
    source = _source([t for part in parts for t in part])
    before = [doc[i] for i in range(sentence.start, start - 1)]
    content = before + _rest_after(verb, sentence)
    top = _top(before)
    if source is None or top is None or sum(t.is_alpha for t in before) < 2:
        return None
    return Aside(source, tuple(content), top)


def _parts_before(verb: Token, sentence: Span) -> list[list[Token]]:
    """Give the noun phrases between the opening comma and the verb: one, or a name and a role."""
    parts: list[list[Token]] = []
    current: list[Token] = []
    at = verb.i - 1
    closed = False
    while at > sentence.start:
        token = verb.doc[at]
        if token.text == ",":
            if current:
                parts.insert(0, current)
                current = []
                closed = True
            if parts and not _wants_another(parts, verb):
                break
        elif token.tag_ in _FINITE or (token.is_quote and token.tag_ != "POS") or len(current) > 14:
            return parts if closed and not _wants_another(parts, verb) else []
        else:
            current.insert(0, token)
        at -= 1
    return parts if parts and not _wants_another(parts, verb) else []


def _wants_another(parts: Sequence[Sequence[Token]], verb: Token) -> bool:
    """Say whether a comma right before the verb asks for a second phrase ("the chief, X, said")."""
    return len(parts) == 1 and verb.doc[verb.i - 1].text == ","


def _source(words: Sequence[Token]) -> Token | None:
    persons = [
        t for t in words if t.ent_type_ == "PERSON" or (t.pos_ == "PROPN" and t.text.istitle())
    ]
    heads = [
        t
        for t in words
        if t.pos_ in ("NOUN", "PROPN", "PRON")
        and t.dep_ not in ("compound", "poss", "pobj", "amod")
    ]
    named = [t for t in persons if t.dep_ != "compound" and t.head.dep_ != "prep"]
    for candidate in (*[t for t in named if t.ent_type_ == "PERSON"], *heads):
        known = people()
        if candidate.ent_type_ == "PERSON" or candidate.pos_ == "PRON":
            return candidate
        lemma = candidate.lemma_.lower()
        if (
            lemma in known.roles
            or lemma in known.unnamed
            or lemma in known.institutions
            or lemma in known.spokes
        ):
            return candidate
        if candidate.pos_ == "PROPN":
            return candidate
    return None


def _rest_after(verb: Token, sentence: Span) -> list[Token]:
    """Give what goes on after "…, he said, …"; nothing where the aside ends the sentence."""
    if verb.i + 1 >= sentence.end or verb.doc[verb.i + 1].text != ",":
        return []
    rest = [verb.doc[i] for i in range(verb.i + 2, sentence.end)]
    return rest if sum(t.is_alpha for t in rest) >= 2 else []


def _top(words: Sequence[Token]) -> Token | None:
    """Give the main verb of the words before the aside, else their last noun."""
    inside = {t.i for t in words}
    verbs = [t for t in words if t.pos_ in ("VERB", "AUX")]
    for verb in verbs:
        if verb.head.i not in inside or verb.head == verb:
            return verb
    if verbs:
        return verbs[0]
    nouns = [t for t in words if t.pos_ in ("NOUN", "PROPN")]
    return nouns[-1] if nouns else None
