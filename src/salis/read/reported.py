"""Reported contents: what a sentence attributes to somebody, each once, with its whole chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salis.model.statement import Act
from salis.read.attribution import Attribution
from salis.read.clauses import SUBJECTS
from salis.read.focus import Focus
from salis.read.utterances import MOSTLY, Paragraph, Utterance, chain_of, quoted_share

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_QUESTION_WORDS = frozenset({"WP", "WDT", "WRB", "WP$"})
#: What a clause is that opens a sentence with a question word and asks nothing.
_OWN_CLAUSES = frozenset({"csubj", "csubjpass", "advcl"})
#: What stands between a speaker and the verb, and belongs to it ("has repeatedly", "this month").
_BESIDE = ("advmod", "neg", "aux", "auxpass", "npadvmod")


def attributed(
    sentence: Span, attributions: Sequence[Attribution], paragraph: Paragraph, focus: Focus
) -> list[Utterance]:
    """Give the contents that a sentence attributes, each once, with its whole chain."""
    contents = [{t.i for t in a.content} for a in attributions]
    carriers = {
        a.head.i
        for a, content in zip(attributions, contents, strict=True)
        for b in attributions
        if b is not a and _carries(a, b) and b.head.i in content
    }
    found = []
    for attribution in attributions:
        if attribution.head.i in carriers:
            continue
        words = attribution.content
        late = _late_adjunct(attribution)
        direct = quoted_share(words, paragraph) > MOSTLY
        found.append(
            Utterance(
                speakers=chain_of(attribution, attributions, focus, paragraph.start),
                cue=attribution.cue,
                words=words,
                top=attribution.top,
                shown=tuple(t for t in words if late is None or t.i < late)
                if (attribution.clausal and not _asks_indirectly(attribution))
                or (direct and paragraph.quotation_of(attribution.head) is None)
                else _whole(attribution),
                attribution=attribution,
                direct=direct,
                sentences=(sentence,),
                notes={},
                late=late,
            )
        )
    return found


def _asks_indirectly(attribution: Attribution) -> bool:
    """Say whether a content answers an indirect question ("told how impressed he was")."""
    node = attribution.content[0]
    asked = attribution.negated or attribution.act is Act.ASK
    if asked or node.tag_ not in _QUESTION_WORDS:
        return False
    while node not in (attribution.top, node.head):
        if node.dep_ in _OWN_CLAUSES:
            return False  # "What I saw was startling", "When it rained, the river rose"
        node = node.head
    return True


def _late_adjunct(attribution: Attribution) -> int | None:
    """Find a closing time phrase that belongs to the saying.

    "Officials were predicting that X would invade in the month before May 3": what was going on
    over that month is the predicting; the parse hangs the phrase on the nearest verb.
    """
    head, top = attribution.head, attribution.top
    going_on = head.tag_ == "VBG" and any(
        c.lower_ in ("was", "were", "been") for c in head.children
    )
    would = any(c.lower_ == "would" and c.dep_ == "aux" for c in top.children)
    last = attribution.content[-1] if attribution.content else top
    if not (going_on and would):
        return None
    phrases = [
        c
        for c in top.subtree
        if c.dep_ == "prep" and c.head.pos_ in ("VERB", "AUX") and last in c.subtree
    ]
    start = phrases[0].left_edge.i if phrases else None
    dated = start is not None and any(t.ent_type_ == "DATE" for t in phrases[0].subtree)
    return start if dated else None


def _carries(outer: Attribution, inner: Attribution) -> bool:
    """Say whether an attribution only passes on another ("the paper said that officials said")."""
    return outer.top in (inner.head, inner.top)


def _whole(attribution: Attribution) -> tuple[Token, ...]:
    """Give a clause from its speaker on, for contents that can't be read without it."""
    head = attribution.head
    words = set(attribution.content) | set(attribution.cue)
    if attribution.source is not None and attribution.source.i not in {w.i for w in words}:
        words.update(
            attribution.source.subtree if attribution.source.i < head.i else [attribution.source]
        )
    elif attribution.source is None:
        words.update(t for c in head.children if c.dep_ in SUBJECTS for t in c.subtree)
        words.update(t for t in head.sent if head.pos_ == "ADV")
    top = attribution.top
    words.update(t for c in top.children if c.dep_ in ("mark", "aux", "agent") for t in c.subtree)
    first = attribution.source.i if attribution.source is not None else head.i
    between = head.doc[first : head.i]
    if any(t.is_punct for t in between):
        beside = (c for c in head.children if first < c.i < head.i)
        words.update(t for c in beside if c.dep_ in _BESIDE for t in c.subtree)
    else:
        words.update(between)
    last = max(t.i for t in attribution.content)
    if attribution.content[0].i > head.i:  # "urged the council to rebuild": with whom it urged
        words.update(head.doc[min(t.i for t in attribution.cue) : last])
    return tuple(sorted(words, key=lambda t: t.i))
