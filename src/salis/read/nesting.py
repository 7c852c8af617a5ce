"""Nesting: two who say the same in one sentence, one passing on what the other says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from salis.read.attribution import Attribution
from salis.read.clauses import is_finite, is_set_off, main_verbs, part_clauses, trim_content
from salis.read.lists import people

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CITING = frozenset({"citing", "quoting"})
_NAMED = frozenset({"ORG", "PERSON", "GPE", "NORP"})
#: Share of the words of two contents from which on two speakers say the same.
_SAME = 0.7


def nest_speakers(found: Sequence[Attribution]) -> list[Attribution]:
    """Put one speaker into the other's mouth where both say the same ("…, X said, Y reported").

    The one named last, behind a comma, passes on what the other says; an organisation that
    "reports that …, according to X" passes on what X says.
    """
    nested = list(found)
    for last, first in permutations(range(len(found)), 2):
        said = _said_by_both(nested[last], nested[first])
        if said is None:
            continue
        outer, inner = (first, last) if _only_reports(nested[first]) else (last, first)
        whole = {*said, *_telling(nested[inner])} - _telling(nested[outer])
        content, top = tuple(sorted(whole, key=lambda t: t.i)), nested[first].top
        nested[outer] = replace(nested[outer], content=content, top=top)
        nested[inner] = replace(nested[inner], content=said, top=top)
    return nested


def nest_cited(found: Sequence[Attribution]) -> list[Attribution]:
    """Add who is cited for what somebody reports ("VPA reported, citing the ministry, that …")."""
    nested = [one for one in found if one.head.lower_ not in _CITING]
    for at, outer in enumerate(tuple(nested)):
        citing = next((t for t in outer.head.subtree if t.lower_ in _CITING), None)
        cited = next((c for c in citing.children if c.dep_ == "dobj"), None) if citing else None
        if citing is None or cited is None or outer.source is None or not _may_tell(cited):
            continue
        aside = set(citing.subtree)
        said = trim_content([t for t in outer.content if t not in aside])
        if not said or outer.top in aside:
            continue
        whole = tuple(sorted({*outer.content, *aside}, key=lambda t: t.i))
        nested[at] = replace(outer, content=whole)
        told = replace(outer, head=citing, cue=(citing,), source=cited, named=(), content=said)
        nested.append(told)
    return nested


def share_closing(found: Sequence[Attribution], sentence: Span) -> list[Attribution]:
    """Let ", according to X" at the end of a sentence cover all of its clauses.

    "Eight people were killed and 800 were injured, according to the ministry."
    """
    shared = list(found)
    closing = next((a for a in found if _closes(a.head, sentence)), None)
    if closing is None:
        return shared
    said = {t for a in found for t in (*a.content, *a.cue, *a.named, a.head, a.top)}
    tops = main_verbs(sentence.root)
    clauses = part_clauses(sentence, {t.i for t in tops})
    for top in tops:
        words = [t for t in clauses.get(top.i, ()) if t.i < closing.head.i and t not in said]
        if top not in said and is_finite(top) and top in words:
            shared.append(replace(closing, content=trim_content(words), top=top, clausal=True))
    return shared


def _closes(head: Token, sentence: Span) -> bool:
    """Say whether ", according to X" ends a sentence."""
    last = max(t.i for t in head.subtree)
    after = sentence.doc[last + 1 : sentence.end]
    ends = all(t.is_punct or t.is_space for t in after)
    return head.lower_ == "according" and is_set_off(head) and ends


def _may_tell(noun: Token) -> bool:
    """Say whether a noun names someone who can be cited, not a reason ("citing fears of …")."""
    return noun.ent_type_ in _NAMED or noun.lemma_.lower() in people().speaking


def _only_reports(first: Attribution) -> bool:
    """Say whether the one named first passes on what the last says ("Bay Radio reports that …")."""
    source = first.source
    return first.head.i < first.top.i and source is not None and source.ent_type_ == "ORG"


def _said_by_both(last: Attribution, first: Attribution) -> tuple[Token, ...] | None:
    """Give what both say, where one is named behind all of it; None where they differ."""
    start = min(t.i for t in _telling(last))
    behind = last.head.doc[start - 1].text == "," if start else False
    if last.source is None or not behind or first.head.i >= start or first.top.i >= start:
        return None
    mine, other = _telling(first), set(last.content)
    said = tuple(t for t in first.content if t.i < start and t not in mine)
    told = {t for t in other - mine if not t.is_punct}
    both = {t for t in said if not t.is_punct}
    alike = len(both & told) >= _SAME * len(both | told)
    return trim_content(said) if both and alike else None


def _telling(attribution: Attribution) -> set[Token]:
    """Give the words that say who says it."""
    words = {attribution.head, *attribution.cue, *attribution.named}
    source = attribution.source
    if source is not None and not attribution.named:
        words |= set(source.subtree) - set(attribution.content)
    return words
