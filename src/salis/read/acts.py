"""Acts: what a content does (assert, predict, demand, judge …), how surely, and whether negated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.model.statement import Act, Certainty, Polarity
from salis.read.content_manner import read_content_manner
from salis.read.lists import cues, wording
from salis.read.wording import any_of, loaded_in, opinion_in, unknown_in

if TYPE_CHECKING:
    from spacy.tokens import Token

    from salis.read.attribution import Attribution

_FUTURE = frozenset({"will", "wo", "shall", "'ll", "’ll", "ll"})
_PLANS = frozenset({"plan", "intend", "expect", "schedule", "set", "due", "prepare", "aim"})
_INFERENCE = frozenset({"therefore", "thus", "hence", "presumably", "evidently"})
_STRONG = frozenset(
    {"scandal", "tragedy", "disgrace", "farce", "shame", "failure", "outrage", "mistake"}
)
_FACTIVE = frozenset({"refuse", "decline"})


@dataclass(frozen=True, slots=True)
class Manner:
    """How a content is put."""

    act: Act
    certainty: Certainty
    polarity: Polarity


def read_manner(
    words: Sequence[Token],
    top: Token,
    *,
    text: str,
    cue: Sequence[Token] = (),
    own_voice: bool,
    by_speaker: bool,
) -> Manner:
    """Tell a content's act, certainty and polarity from its words.

    In the document's own voice loaded wording makes a judgement, and a cue that names nobody ("is
    expected to") tells how the content is put; where the content's subject is its speaker
    (`by_speaker`), what will be is a promise.
    """
    heard = (*cue, *words) if own_voice else words
    put = read_content_manner(heard, top, told=not own_voice)
    act = _act(words, top, text=text, own_voice=own_voice, by_speaker=by_speaker)
    if act is Act.ASSERT and put.arranged:
        act = Act.PROMISE if by_speaker else Act.PREDICT
    return Manner(act, put.certainty, put.polarity)


def _act(
    words: Sequence[Token], top: Token, *, text: str, own_voice: bool, by_speaker: bool
) -> Act:
    if text.rstrip("\"'”’ )").endswith("?"):
        return Act.ASK
    if _says_unknown(text, top):
        return Act.DISCLAIM
    if _is_normative(top) or _is_imperative(words, top):
        return Act.DEMAND
    if opinion_in(text) or _is_evaluative(top) or (own_voice and loaded_in(text)):
        return Act.JUDGE
    if _is_counterfactual(words) or any(t.lower_ in _INFERENCE or _must_have(t) for t in words):
        return Act.INFER
    if _is_future(top):
        return Act.PROMISE if by_speaker else Act.PREDICT
    return Act.ASSERT


def _says_unknown(text: str, top: Token) -> bool:
    span = unknown_in(text)
    if span is None:
        return False
    return top.lemma_ in (
        "be",
        "remain",
        "know",
        "stay",
        "have",
        "become",
        "say",
        "see",
        "establish",
        "determine",
    ) or (span[0] < 40)


def _is_normative(top: Token) -> bool:
    modals = {c.lower_ for c in top.children if c.dep_ == "aux"}
    if modals & {"should", "must", "ought"} and not any(c.lower_ == "have" for c in top.children):
        return True
    return (
        top.lemma_ in ("need", "have", "deserve")
        and any(c.dep_ == "xcomp" and any(g.tag_ == "TO" for g in c.children) for c in top.children)
        and top.tag_ in ("VBZ", "VBP")
    )


def _is_imperative(words: Sequence[Token], top: Token) -> bool:
    has_subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in top.children)
    first = words[0] if words else top
    opens = first.tag_ == "VB" and first.pos_ == "VERB" and first.i <= top.i
    starts = (
        first == top
        or opens
        or (first.lower_ in ("do", "please", "never", "let", "not") and first.head == top)
    )
    return (
        not has_subject
        and top.tag_ == "VB"
        and starts
        and not any(c.tag_ in ("TO", "MD") for c in top.children)
    )


def _is_evaluative(top: Token) -> bool:
    """Say whether the predicate passes judgement ("is a terrible tragedy", "was reckless")."""
    words = wording().evaluative
    complements = [c for c in top.children if c.dep_ in ("attr", "acomp", "oprd")]
    if top.dep_ == "ROOT" and top.pos_ in ("NOUN", "ADJ"):
        complements.append(top)
    for complement in complements:
        around = [
            complement,
            *(c for c in complement.children if c.dep_ in ("amod", "compound", "conj")),
        ]
        if any_of(words, (t.lemma_.lower() for t in around)) or any_of(
            words, (t.lower_ for t in around)
        ):
            return True
        if any_of(words, _hyphenated(complement)):
            return True
        if any(
            t.tag_ == "JJS" and t.lower_ not in ("most", "least", "largest", "latest")
            for t in around
        ):
            return True
    subject = next((c for c in top.children if c.dep_ == "nsubj"), None)
    if subject is not None and top.lemma_ == "be":
        around = [subject, *(c for c in subject.children if c.dep_ == "amod")]
        if any_of(words & _STRONG, (t.lemma_.lower() for t in around)) or any(
            t.lower_ == "greatest" for t in around
        ):
            return True
    return (
        subject is not None
        and subject.lemma_.lower() in ("responsibility", "blame")
        and top.lemma_ in ("lie", "rest", "be")
    )


def _hyphenated(head: Token) -> list[str]:
    """Give a hyphenated word that the tokenizer cut up ("non-starters" as "non-starter")."""
    phrase = "".join(t.text for t in head.doc[max(0, head.i - 2) : head.i + 1]).lower().strip('“"')
    return [phrase, phrase.removesuffix("s")]


def _is_counterfactual(words: Sequence[Token]) -> bool:
    return any(
        t.lower_ in ("would", "could", "might")
        and any(c.lower_ == "have" and c.dep_ == "aux" for c in t.head.children)
        for t in words
    )


def _must_have(token: Token) -> bool:
    return token.lower_ == "must" and any(
        c.lower_ == "have" and c.dep_ == "aux" for c in token.head.children
    )


def _is_future(top: Token) -> bool:
    helpers = [c for c in top.children if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in _FUTURE for c in helpers):
        return True
    if any(c.lower_ == "would" for c in helpers):
        return top.dep_ in ("ccomp", "acl", "conj", "relcl", "ROOT")
    complement = next((c for c in top.children if c.dep_ == "xcomp"), None)
    if complement is None or not any(c.tag_ == "TO" for c in complement.children):
        return False
    going = top.lower_ == "going" and any(c.lemma_ == "be" for c in helpers)
    return going or (top.lemma_ in _PLANS and top.tag_ in ("VBP", "VBZ", "VBN", "JJ"))


def join_acts(attribution: Attribution, content: Act) -> Act:
    """Give the act of an attributed content from the cue's act and the content's own."""
    if attribution.negated:
        return Act.DISCLAIM
    cue = attribution.act
    if attribution.head.lemma_ in _FACTIVE:
        return Act.DISCLAIM
    if cue is Act.ASSERT:
        whether = any(
            c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in attribution.top.children
        )
        return Act.DISCLAIM if whether and content is Act.ASSERT else content
    if (
        cue is Act.PREDICT
        and attribution.head.lemma_ == "warn"
        and content is Act.ASSERT
        and attribution.clausal
    ):
        return Act.ASSERT
    if cue is Act.ALLEGE and content in (
        Act.JUDGE,
        Act.PREDICT,
        Act.PROMISE,
        Act.DEMAND,
        Act.ASK,
        Act.DISCLAIM,
    ):
        return content if attribution.head.lemma_ in cues().verbs else cue
    return cue
