"""Signs of how an event is presented: named traits of its word and of the words around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from salis.read.governors import FINITE, MODAL, Mood, Step, Tie, climb, mood_of
from salis.read.lists import manner_words
from salis.read.manner_kinds import MENTAL, Placing, class_of, is_open, place_event
from salis.read.negation import is_negated
from salis.read.wording import first_of

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Kinds that ask for one reading: several kinds share what is known of their group.
GROUPS = {
    "maybe": ("may", "could", "can", "under option"),
    "foreseen": ("under expect", "would", "under seem"),
    "wanted": ("under intend", "under attempt", "under request", "purpose", "should"),
    "hypothetical": ("condition", "under doubt", "would have", "past plan"),
    "bound": (
        "under commit",
        "under schedule",
        "under enable",
        "under announce",
        "to be",
        "headline",
        "infinitive",
        "will",
    ),
    "undone": ("under fail", "under cancel", "under prevent", "under end"),
}
_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
_LOOSE = frozenset({"adjunct", "of noun", "subject", "object of changing", "modifier"})
_TOLD = frozenset({"expect", "seem", "intend", "request", "doubt", "option"})
_BEFORE = frozenset({"when", "before", "after", "until", "once"})
#: A negation of these is one of what is under them ("is not expected to close").
_NEGATED_BELOW = frozenset(
    {"under expect", "under seem", "under schedule", "under intend", "under commit"}
)
_LIGHT = frozenset({"be", "have", "make", "take", "give"})
_ENDS = frozenset(".!?\"'”’)")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def find_signs(token: Token, inside: Collection[int] | None = None) -> list[str]:
    """Give the signs of an event's word, each once, in a fixed order.

    With `inside` (token indices) governors outside of them say nothing.
    """
    steps = climb(token, inside)
    placing = place_event(token, steps)
    signs = [
        *_placing_signs(token, placing),
        *(_noun_signs(token, placing) if placing.nominal else _verb_signs(token, placing)),
        *_clause_signs(steps, placing),
        *_negation_signs(token, steps, placing),
        *_adverb_signs(token, steps),
        *_time_signs(token, placing),
    ]
    return list(dict.fromkeys(signs))


def _placing_signs(token: Token, placing: Placing) -> Iterator[str]:
    form = "noun" if placing.nominal else "verb"
    shape = f"{form}, {'loose' if placing.nominal and placing.how in _LOOSE else 'tight'}"
    yield "pronoun" if token.pos_ in ("PRON", "DET") else form
    yield placing.kind
    yield f"{placing.kind}, {shape}"
    if not placing.real:
        yield "irreal"
        yield f"irreal, {shape}"
        yield f"irreal, {form}, {placing.how}"
        if placing.depth >= 2:
            yield "irreal, far"
    group = _GROUP_OF.get(placing.kind)
    if group is not None:
        yield f"group {group}"
        yield f"group {group}, {shape}"
    if token.doc.text.rstrip()[-1:] not in _ENDS:
        yield "unended"


def _verb_signs(token: Token, placing: Placing) -> Iterator[str]:
    mood = mood_of(token)
    yield f"mood {mood}"
    have = any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
    told = mood in (Mood.PERFECT, Mood.PAST) and placing.kind != "condition"
    if have and not told:
        yield "perfect"  # "may have sunk", "seems to have sunk", "if it has sunk"


def _noun_signs(token: Token, placing: Placing) -> Iterator[str]:
    words = manner_words()
    yield f"noun, {placing.how}"
    known = _determined(token)
    yield known
    if not placing.real:
        yield f"irreal, {known}"
    before = {
        c.lower_ for c in token.children if c.dep_ in ("amod", "compound", "det", "advmod", "nmod")
    }
    for name, group in (("ahead", words.ahead), ("maybe", words.maybe), ("undone", words.undone)):
        if before & group:
            yield f"modifier {name}"
    if any(c.dep_ == "acl" and c.tag_ == "VBN" and class_of(c) == "cancel" for c in token.children):
        yield "modifier undone"
    if class_of(token) in MENTAL:
        yield "mental"


def _determined(noun: Token) -> str:
    first = next((c for c in noun.children if c.dep_ in ("det", "poss")), None)
    if first is None:
        return "no determiner"
    return "definite" if first.lower_ in _DEFINITE or first.dep_ == "poss" else "indefinite"


def _clause_signs(steps: Sequence[Step], placing: Placing) -> Iterator[str]:
    """Tell what the finite clause around the event hangs on."""
    step = next((s for s in steps if mood_of(s.below) in FINITE), None)
    if step is None:
        return
    if placing.kind != "condition" and is_open(step.below):
        yield "within condition"
    group = class_of(step.above)
    of_noun = step.tie is Tie.RELATIVE and step.above.pos_ == "NOUN"
    if (step.tie is Tie.THAT or of_noun) and group in _TOLD:
        yield f"told {group}"
    if placing.kind in MODAL:
        told = step.tie is Tie.THAT and group not in _TOLD and _is_past(step.above)
        yield f"{placing.kind}, {'told' if told else 'not told'}"
    opened = any(c.dep_ in ("mark", "advmod") and c.lower_ in _BEFORE for c in step.below.children)
    ahead = mood_of(step.above) in (Mood.WILL, Mood.WOULD)
    if step.tie is Tie.BESIDE and opened and ahead:
        yield "when ahead"


def _is_past(verb: Token) -> bool:
    """Say whether a verb moves the tense under it back ("said it would", not "says it would")."""
    had = verb.tag_ in ("VBD", "VBN") or any(c.tag_ == "VBD" for c in verb.children)
    return had and mood_of(verb) is not Mood.PRESENT


def _negation_signs(token: Token, steps: Sequence[Step], placing: Placing) -> Iterator[str]:
    if is_negated(token) or _negated_by(steps[:1]):
        yield "negated"
    if _GROUP_OF.get(placing.kind) == "undone":
        yield "undone"
    if placing.kind in _NEGATED_BELOW and is_negated(steps[placing.depth - 1].above):
        yield "negated above"
    undone = manner_words().undone
    for step in steps[:2]:
        carries = step.above.pos_ == "NOUN" and step.tie in (Tie.TO, Tie.PREPOSITION)
        if carries and any(c.dep_ == "amod" and c.lower_ in undone for c in step.above.children):
            yield "modifier undone"


def _negated_by(steps: Sequence[Step]) -> bool:
    """Say whether the first step negates: "without a deal", "is not a deal"."""
    return any(
        step.via == "without"
        or (step.tie is Tie.OBJECT and step.above.lemma_ in _LIGHT and is_negated(step.above))
        for step in steps
    )


def _adverb_signs(token: Token, steps: Sequence[Step]) -> Iterator[str]:
    words = manner_words()
    for node in (token, *(step.above for step in steps[:2])):
        adverbs = {c.lower_ for c in node.children if c.dep_ == "advmod"}
        if adverbs & words.likely_adverbs:
            yield "adverb likely"
        if adverbs & words.maybe_adverbs:
            yield "adverb maybe"


def _time_signs(token: Token, placing: Placing) -> Iterator[str]:
    near = list(token.subtree)
    text = " ".join(t.text for t in near)
    by_year = any(a.lower_ == "by" and _is_year(b) for a, b in pairwise(near))
    if by_year or first_of(manner_words().time_ahead, text) is not None:
        yield "time ahead"
        yield f"time ahead, {'real' if placing.real else 'irreal'}"
    if first_of(manner_words().time_past, text) is not None:
        yield "time past"


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit()
