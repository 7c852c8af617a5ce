"""The own voice: the clauses of a sentence that the document itself puts forward."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from salis.read.attribution import Attribution
from salis.read.clauses import SUBJECTS, is_set_off, main_verbs, part_clauses
from salis.read.utterances import Paragraph, Utterance, trim

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: What an aside is to the word it hangs on.
_ASIDES = frozenset({"advcl", "relcl", "acl", "prep", "parataxis", "appos"})
#: Share of a clause's words from which on it is what somebody said, with who says it and how.
_MOSTLY_SAID = 0.6


def own_voice(
    sentence: Span, attributions: Sequence[Attribution], paragraph: Paragraph
) -> list[Utterance]:
    """Give the clauses of a sentence that the document itself puts forward."""
    used = {a.head.i for a in attributions if a.head.pos_ in ("VERB", "AUX")} | {
        a.top.i for a in attributions
    }
    apart = _apart(sentence, attributions)
    said = {t.i for a in attributions for t in (*a.content, *a.cue, *a.named)}
    found = []
    tops = main_verbs(sentence.root)
    clause = part_clauses(sentence, {t.i for t in tops})
    for top in tops:
        if top.i in used or paragraph.quotation_of(top) is not None:
            continue
        words = trim(_without_asides(clause.get(top.i, []), apart))
        real = [t for t in words if t.is_alpha or t.like_num]
        if sum(t.i in said for t in real) > _MOSTLY_SAID * len(real):
            continue
        to_reader = any(
            t.lower_ in ("you", "your") and paragraph.quotation_of(t) is None for t in words
        )
        if len(real) >= 2 and _is_clause(top) and not to_reader:
            found.append(Utterance((), (), words, top, words, None, False, (sentence,), {}))
    return found


def _apart(sentence: Span, attributions: Sequence[Attribution]) -> set[int]:
    """Give the words of asides that attribute something: they are not said in the own voice."""
    apart: set[int] = set()
    for attribution in attributions:
        node = attribution.head if attribution.head.pos_ != "ADV" else attribution.top
        if attribution.head.pos_ == "NOUN" or node == sentence.root:
            continue
        if node.dep_ in _ASIDES and is_set_off(node):
            apart.update(t.i for t in node.subtree)
    return apart


def _without_asides(words: Sequence[Token], apart: Collection[int]) -> list[Token]:
    """Leave out asides, and the two commas that one stands between."""
    kept: list[Token] = []
    before: Token | None = None
    for token in words:
        closes = before is not None and before.i in apart and token.text == ","
        if closes and kept and kept[-1].text == ",":
            kept.pop()
        elif token.i not in apart:
            kept.append(token)
        before = token
    return kept


def _is_clause(top: Token) -> bool:
    return top.pos_ in ("VERB", "AUX") or any(c.dep_ in SUBJECTS for c in top.children)
