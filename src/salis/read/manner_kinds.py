"""What an event stands under: told as plain fact, willed, expected, wanted, called off.

One rule of English grammar after the other is tried on the way up from the event's word; the first
that holds decides. What follows for certainty, polarity and time is weighed in `manner.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.read.governors import FINITE, MODAL, Mood, Step, Tie, is_verb, mood_of
from salis.read.lists import manner_words
from salis.read.negation import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Told as it is.
REAL = frozenset({"plain", "participle", "alone"})
#: Nouns of these classes name what is in the mind or on paper, so it is there when spoken of.
MENTAL = frozenset({"intend", "commit", "request", "option", "attempt", "expect"})
_OPEN = frozenset({"if", "unless", "whether"})
#: "Would like to" says what is wanted now.
_WISHED_POLITELY = frozenset({"like", "love"})
#: Joined clauses looked back at ("whether he left or was forced out").
_JOINED = 4
#: Classes of governors that say something of an infinitive under them.
_NO_INFINITIVE = frozenset({"", "end"})
_WITH_ING = frozenset(
    {"end", "prevent", "intend", "attempt", "request", "expect", "fail", "cancel", "enable"}
)
_NO_OBJECT = frozenset({"", "seem", "doubt", "enable", "option"})
_WISHES = frozenset({"intend", "request", "option", "attempt"})
_KEPT_WHEN_MENTAL = frozenset({"announce", "request", "intend", "attempt", "expect"})
#: Verbs of `commit` whose object is what is bound to happen ("agreed a sale", not "signed a deal").
_BINDING = frozenset({"agree", "promise", "pledge", "offer", "threaten", "guarantee"})
_PLAIN_OBJECT = frozenset({"call", "file", "introduce", "like", "present", "tell"})
#: Their clause is told, not asked for ("told them that it closed").
_TELLING = frozenset({"insist", "tell"})
_VERB_PREPOSITIONS = frozenset({"for", "on", "of", "from", "to", "about", "as"})
_VERB_WITH = frozenset({"request", "attempt", "intend", "prevent", "expect", "end"})
_NOUN_PREPOSITIONS = frozenset({"for", "of", "to", "on", "in", "from"})
_NOUN_WITH = frozenset(
    {
        "intend",
        "request",
        "attempt",
        "expect",
        "commit",
        "prevent",
        "cancel",
        "fail",
        "schedule",
        "option",
    }
)
#: May stand between "is" and "to".
_BETWEEN = frozenset({"also", "later", "not", "now", "soon", "still", "then"})
_PURPOSE_WITH = frozenset({"schedule", "intend", "request", "attempt", "expect"})


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an event stands."""

    #: A mood, a class of governor ("under intend"), or what the rules below name.
    kind: str
    #: Whether the event's word is a noun or pronoun.
    nominal: bool
    #: How the event hangs on what is above it; "own" where it carries the mood itself.
    how: str
    #: Steps between the event and the word that decided.
    depth: int

    @property
    def real(self) -> bool:
        """Whether it is told as it is."""
        return self.kind in REAL


def class_of(token: Token) -> str:
    """Give the class of a governor, "" for other words."""
    classes = manner_words().governors
    return classes.get(token.lemma_.lower()) or classes.get(token.lower_, "")


def place_event(token: Token, steps: Sequence[Step]) -> Placing:
    """Say where an event stands, from the steps above its word (see `governors.climb`)."""
    nominal = not is_verb(token) and token.pos_ != "ADJ"
    how = "own"
    for depth in range(len(steps) + 1):
        above = steps[depth - 1].above if depth else token
        if depth:
            step = steps[depth - 1]
            kind = _kind_by_step(step)
            if kind is not None:
                near = step.tie.value if nominal else "own"
                return Placing(kind, nominal, how if depth > 1 else near, depth)
            how = _how(step, nominal=nominal) if depth == 1 else how
        kind = _kind_by_mood(above, last=depth == len(steps), own=not depth)
        if kind is not None and kind != "condition" and depth < len(steps):
            kind = _kind_of_clause(steps[depth]) or kind
        if kind is not None:
            return Placing(kind, nominal, how, depth)
    return Placing("alone", nominal, how, 0)


def _kind_by_step(step: Step) -> str | None:
    above, below = step.above, step.below
    if step.tie is Tie.TO:
        if above.lemma_ == "order" and above.dep_ == "pobj":
            return "purpose"
        if below.dep_ in ("relcl", "acl") and _is_ranked(above):
            return None  # "was the first to sail" sailed: what stands above decides
    group = class_of(above)
    if _takes(group, step):
        return _under(group, above)
    if step.tie is Tie.PURPOSE:
        return "purpose"
    return _kind_by_infinitive(step) if step.tie is Tie.TO else None


def _kind_of_clause(step: Step) -> str | None:
    """Tell what a finite clause stands under: "expects that it will", "demands that it close"."""
    group = class_of(step.above) if step.tie is Tie.THAT else ""
    modal = mood_of(step.below) in MODAL
    asked = group in ("intend", "request") and step.above.lemma_ not in _TELLING
    if group == "expect" or (asked and not modal):
        return f"under {group}"
    return None


def _is_ranked(noun: Token) -> bool:
    ranked = manner_words().ranked
    return noun.lower_ in ranked or any(c.lower_ in ranked for c in noun.children)


def _under(group: str, above: Token) -> str:
    if group == "enable" and _is_passive(above):
        return "under option"
    if group == "schedule" and _was(above):
        return "past plan"
    return f"under {group}"


def _kind_by_infinitive(step: Step) -> str | None:
    above = step.above
    if above.lemma_ in ("say", "report", "claim", "allege") and _is_passive(above):
        return "under seem"
    if above.lower_ == "going":
        return Mood.WOULD if _was(above) else Mood.WILL
    if above.lemma_ == "have" and any(c.lower_ == "yet" for c in above.children):
        return "under fail"
    if above.lemma_ == "be":
        return _kind_by_be(above, step.below)
    if above.pos_ not in ("PROPN", "NOUN") or class_of(above):
        return None
    return "headline" if above.head.i == above.i else "infinitive"


def _kind_by_be(be: Token, below: Token) -> str:
    if is_arranged(be, below):
        return "past plan" if be.tag_ == "VBD" else "to be"
    group = next((class_of(c) for c in be.children if c.dep_ == "nsubj" and class_of(c)), None)
    return f"under {group}" if group is not None else "infinitive"


def is_arranged(be: Token, below: Token) -> bool:
    """Tell "the trial is to begin" from "the plan is to begin" and "it is hard to begin"."""
    between = [t.lower_ for t in be.doc[be.i + 1 : below.i]]
    subject = next((c for c in be.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or "to" not in between or below.lemma_ == "blame":
        return False
    named = class_of(subject) or subject.lemma_ in manner_words().naming
    close = set(between[: between.index("to")]) <= _BETWEEN
    return close and not named and not any(c.dep_ == "acomp" for c in be.children)


def _takes(group: str, step: Step) -> bool:
    """Say whether a governor of a class says something of what hangs on it in this way.

    "Did not fail to" and "was able to" say no more than "did".
    """
    if group == "fail" and is_negated(step.above):
        return False
    if group == "schedule" and any(c.dep_ == "prt" for c in step.above.children):
        return False  # "set up to"
    if group == "enable" and _was(step.above) and not _is_passive(step.above):
        return False
    match step.tie:
        case Tie.TO:
            return group not in _NO_INFINITIVE
        case Tie.ING | Tie.BARE:
            return group in _WITH_ING
        case Tie.OBJECT:
            return _takes_object(group, step)
        case Tie.PREPOSITION:
            return _takes_preposition(group, step)
        case Tie.PURPOSE:
            return group in _PURPOSE_WITH
        case Tie.MODIFIER:
            return group in ("intend", "request") and step.below.pos_ == "NOUN"
    return False


def _takes_object(group: str, step: Step) -> bool:
    above, below = step.above, step.below
    if group in _NO_OBJECT or above.lemma_ in _PLAIN_OBJECT or not is_verb(above):
        return False
    named = class_of(below) if below.pos_ == "NOUN" else ""
    if (named in MENTAL and group in _KEPT_WHEN_MENTAL) or (named in _WISHES and group == "cancel"):
        return False
    if group == "schedule":
        return _is_passive(above)
    return group != "commit" or above.lemma_ in _BINDING


def _takes_preposition(group: str, step: Step) -> bool:
    if is_verb(step.above):
        if step.above.lemma_ in _TELLING:
            return False
        return step.via in _VERB_PREPOSITIONS and group in _VERB_WITH
    mental = class_of(step.below) in MENTAL
    return step.via in _NOUN_PREPOSITIONS and group in _NOUN_WITH and not mental


def _is_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and (
        verb.dep_ == "acl" or any(c.dep_ == "auxpass" for c in verb.children)
    )


def _was(above: Token) -> bool:
    """Say whether it lay in the past ("was set to", "was due to")."""
    if above.tag_ == "VBD":
        return True
    helped = any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in above.children)
    return helped or (above.dep_ == "acomp" and above.head.tag_ == "VBD")


def _kind_by_mood(verb: Token, *, last: bool, own: bool) -> str | None:
    mood = mood_of(verb)
    if mood in FINITE:
        wished = mood is Mood.WOULD and verb.lemma_ in _WISHED_POLITELY
        real = mood not in MODAL or wished
        return "condition" if is_open(verb) else "plain" if real else mood.value
    if last and mood is Mood.TO:
        return "headline"
    reduced = verb.dep_ in ("acl", "relcl") and not any(c.dep_ == "auxpass" for c in verb.children)
    return "participle" if own and mood is Mood.PARTICIPLE and reduced else None


def is_open(verb: Token) -> bool:
    """Say whether a finite clause is left open: "if", "unless", "whether" it happened or not."""
    for _ in range(_JOINED):
        if any(c.dep_ in ("mark", "advmod") and c.lower_ in _OPEN for c in verb.children):
            return True
        alone = any(c.dep_ in ("mark", "nsubj", "nsubjpass") for c in verb.children)
        if verb.dep_ != "conj" or alone:
            return False
        verb = verb.head
    return False


def _how(step: Step, *, nominal: bool) -> str:
    """Name the first step; of nouns also whether the verb makes the event or finds it there."""
    if not nominal:
        return step.tie.value
    lemma, words = step.above.lemma_, manner_words()
    if step.tie is Tie.PREPOSITION:
        return "adjunct" if is_verb(step.above) else "of noun"
    if step.tie is Tie.SUBJECT:
        return "subject of happening" if lemma in words.happen else "subject"
    if step.tie is Tie.OBJECT:
        made = "object of making" if lemma in words.hold else "object"
        return "object of changing" if lemma in words.change else made
    return step.tie.value
