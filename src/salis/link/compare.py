"""Decide how two statements relate: the same proposition, a rival, a later answer, or nothing.

Precision comes first: a wrong merge costs a reader more than ten missed ones.
"""

from __future__ import annotations

from datetime import timedelta

from salis.link.context import Context, apart_in_time, dated
from salis.link.counts import Agreement, relate_counts
from salis.link.pair import Pair, dice, is_definite
from salis.link.sameness import (
    CLOSE,
    SURE,
    Sameness,
    is_loose,
    is_verbatim,
    may_recur,
    same_content,
)
from salis.link.tolls import COUNT, count_link, same_count, scope_words
from salis.link.traits import Traits, read_traits
from salis.link.wording import read_list, read_pairs
from salis.model.document import Document
from salis.model.link import Link, LinkKind
from salis.model.statement import Act, Polarity, Statement

#: First reason of a link between rival answers: which slot they fill differently.
WHETHER, WHO = "the opposite", "another who"
#: First reason of a link from what happened to what had been foretold.
BORNE_OUT, FAILED = "what was foretold happened", "what was foretold did not happen"

#: Opposite reports further apart than this follow each other; closer ones are rivals.
_SETTLES = timedelta(hours=36)
_FACTUAL = frozenset({Act.ASSERT, Act.ALLEGE, Act.INFER})
_FORETOLD = frozenset({Act.PREDICT, Act.PROMISE})
_OPEN = frozenset({Act.DENY, Act.DISCLAIM})
_NEGATIONS = frozenset({"not", "no", "never", "nobody", "none", "neither", "nor", "cannot"})
_OPINION = frozenset({Act.JUDGE, Act.DEMAND, Act.ASK})


def compare_statements(
    a: Statement, b: Statement, *, documents: tuple[Document, Document]
) -> Link | None:
    """Relate two statements; None where they have nothing safe to do with each other.

    The decision does not depend on the order of the two, save that `a` of an `updates` link is
    the later one.
    """
    here, there = Context(documents[0]), Context(documents[1])
    return relate(Pair(a, b, read_traits(a), read_traits(b), here, there).unified())


def relate(pair: Pair) -> Link | None:
    """Relate two statements that are taken apart already."""
    if not acts_meet(pair.a.act, pair.b.act) or pair.left.condition != pair.right.condition:
        return None
    counts = relate_counts(pair.left, pair.right)
    if counts.agreement in (Agreement.COMPATIBLE, Agreement.EXCLUSIVE):
        return count_link(pair, counts)
    if counts.agreement is Agreement.UNLIKE or apart_in_time(pair.left, pair.right):
        return None
    equal = counts.agreement is Agreement.EQUAL and counts.growing
    same = same_count(pair, equal=True) if equal and _tells_of_count(pair) else None
    same = same or same_content(pair)
    if counts.agreement is Agreement.PARTIAL:
        return _supports(pair, same)
    if same is None:
        return _rival_who(pair) or _opposed_words(pair) or _supports(pair, None)
    return _same_link(pair, same)


def _tells_of_count(pair: Pair) -> bool:
    """Tell whether what is denied or left open is the count, not what is said beside it."""
    sides = ((pair.a, pair.left), (pair.b, pair.right))
    return all(one.act not in _OPEN or traits.predicate in scope_words() for one, traits in sides)


def settle_link(link: Link, pair: Pair) -> Link:
    """Decide a link between rival answers anew from the times now known of their documents."""
    if link.same or not link.reasons:
        return link
    if link.reasons[0] == COUNT:
        return count_link(pair, relate_counts(pair.left, pair.right)) or link
    if link.reasons[0] == WHETHER:
        return _opposites(pair, link.score)
    return link


def acts_meet(a: Act, b: Act) -> bool:
    """Tell whether statements of two acts can have to do with each other at all."""
    if a in _OPEN or b in _OPEN:
        return all(act in _FACTUAL | _FORETOLD | _OPEN for act in (a, b))
    sorts = (_FACTUAL, _FORETOLD, _FACTUAL | _FORETOLD)
    return a is b or any(a in sort and b in sort for sort in sorts)


def _same_link(pair: Pair, same: Sameness) -> Link | None:
    score, reasons = same
    a, b = pair.a, pair.b
    unclear = Polarity.UNDERSPECIFIED in (a.polarity, b.polarity) and Act.DISCLAIM in (a.act, b.act)
    agree = a.polarity is b.polarity or unclear
    if _denied_before(pair):
        return None
    if (a.act in _FORETOLD) != (b.act in _FORETOLD) and not {a.act, b.act} & _OPEN:
        return _outcome(pair, score, borne_out=agree)
    if not agree:
        both_told = Polarity.UNDERSPECIFIED not in (a.polarity, b.polarity)
        opposed = both_told and not {a.act, b.act} & (_OPEN | _OPINION)
        return _opposites(pair, score) if opposed and _may_oppose(pair, score) else None
    kind = LinkKind.SUPPORTS
    if (a.act is Act.DENY) != (b.act is Act.DENY):
        kind = LinkKind.DISPUTES
    elif (a.act is Act.DISCLAIM) != (b.act is Act.DISCLAIM):
        kind = LinkKind.ANSWERS
    elif is_verbatim(pair):
        kind = LinkKind.REPEATS
    return Link(kind, a.id, b.id, score, reasons, same=True)


def _denied_before(pair: Pair) -> bool:
    """Tell whether one side denies what the other says to have happened only after the denial."""
    sides = ((pair.a, pair.here, pair.right), (pair.b, pair.there, pair.left))
    return any(
        one.act is Act.DENY
        and told.stated is not None
        and told.stated.start is not None
        and context.published is not None
        and told.stated.start > context.published
        for one, context, told in sides
    )


def _may_oppose(pair: Pair, score: float) -> bool:
    """Tell whether opposite contents are put against each other, not turned over by one voice."""
    if _turns_over(pair):
        return False
    return score >= CLOSE and not is_loose(pair) and _negations(pair.left) != _negations(pair.right)


def _turns_over(pair: Pair) -> bool:
    return pair.a.document == pair.b.document and pair.one_voice


def _negations(traits: Traits) -> int:
    words = (word for word in traits.wording if word in _NEGATIONS or word.endswith("n't"))
    return sum(1 for _ in words)


def _outcome(pair: Pair, score: float, *, borne_out: bool) -> Link | None:
    foretold_first = pair.a.act in _FORETOLD
    told, came = (pair.here, pair.there) if foretold_first else (pair.there, pair.here)
    if not told.published or not came.published or came.published < told.published:
        return None
    ids = (pair.b.id, pair.a.id) if foretold_first else (pair.a.id, pair.b.id)
    return Link(LinkKind.UPDATES, *ids, score, (BORNE_OUT if borne_out else FAILED,))


def _opposites(pair: Pair, score: float) -> Link:
    """Relate a content and its negation: rivals for one time, else the later answer."""
    reasons = (WHETHER, "the same words with the opposite sense")
    gap = pair.gap
    follows = gap is not None and (abs(gap) > _SETTLES or (pair.one_voice and gap != timedelta(0)))
    if not follows or _both_dated(pair):
        return Link(LinkKind.DISPUTES, pair.a.id, pair.b.id, score, reasons)
    later_first = gap is not None and gap > timedelta(0)
    ids = (pair.a.id, pair.b.id) if later_first else (pair.b.id, pair.a.id)
    return Link(LinkKind.UPDATES, *ids, score, reasons)


def _both_dated(pair: Pair) -> bool:
    return not pair.one_voice and pair.left.stated is not None and pair.right.stated is not None


def _rival_who(pair: Pair) -> Link | None:
    """Find two names for the one who did one definite thing that only one can have done."""
    left, right = pair.left, pair.right
    if left.predicate != right.predicate or left.predicate not in read_list("once.txt"):
        return None
    named = (  # in full, as "Jim" and "James Foley" may be one man
        min(len(left.subject), len(right.subject)) > 1
        and left.subject <= left.names
        and right.subject <= right.names
    )
    if (
        not named
        or left.subject & right.subject
        or not left.objects
        or left.objects != right.objects
    ):
        return None
    plain = all(one.act in _FACTUAL and one.polarity is Polarity.POS for one in (pair.a, pair.b))
    definite = all(is_definite(one, one.objects) for one in (left, right))
    overlap = dice(left.words - left.subject, right.words - right.subject)
    if not plain or not definite or overlap < SURE or dated(left, right):
        return None
    return Link(LinkKind.DISPUTES, pair.a.id, pair.b.id, round(overlap, 3), (WHO, "the same deed"))


def _opposed_words(pair: Pair) -> Link | None:
    """Find statements that differ in one word only, and that word in its opposite."""
    rest_a, rest_b = pair.rest
    sides = (pair.left, pair.right)
    one, other = (side.subject or side.objects for side in sides)
    if len(rest_a) != 1 or len(rest_b) != 1 or not one & other:
        return None
    (word_a,), (word_b,) = rest_a, rest_b
    if not (_is_said_of(word_a, pair.left) and _is_said_of(word_b, pair.right)):
        return None  # "the northern bridge", "the southern bridge"
    if (*rest_a, *rest_b) not in read_pairs("antonyms.txt") or dated(pair.left, pair.right):
        return None
    plain = all(one.act in _FACTUAL for one in (pair.a, pair.b))
    if not plain or pair.a.polarity is not pair.b.polarity or len(pair.left.words) < 3:
        return None
    return _opposites(pair, SURE) if not _turns_over(pair) else None


def _is_said_of(word: str, traits: Traits) -> bool:
    """Tell whether a word is what is said of something, not what tells which one is meant."""
    return word in traits.predicate.split() or word in traits.objects


def _supports(pair: Pair, same: Sameness | None) -> Link | None:
    """Find that one statement says what the other says and more; `a` is the more specific one."""
    left, right = pair.left, pair.right
    if pair.a.polarity is not pair.b.polarity or pair.a.act is not pair.b.act:
        return None
    rest_a, rest_b = pair.rest
    smaller = right.words if len(rest_b) <= len(rest_a) else left.words
    if len(smaller) < 3 or (rest_a and rest_b) or left.predicate != right.predicate:
        return None
    if pair.left.unresolved or pair.right.unresolved or (same is None and may_recur(pair)):
        return None
    if dated(left, right) or not (left.subject <= right.subject or right.subject <= left.subject):
        return None
    ids = (pair.a.id, pair.b.id) if len(rest_b) <= len(rest_a) else (pair.b.id, pair.a.id)
    score = round(dice(left.words, right.words), 3)
    return Link(LinkKind.SUPPORTS, *ids, score, ("more specific",))
