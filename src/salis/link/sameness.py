"""Tell whether two statements say that the same one did the same to the same.

What is not shown to be the same is left apart. A name that only one side has on top of the
other's is tolerated where the other's document knows it; two that differ never are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from salis.link.context import dated, know_names
from salis.link.pair import Pair, dice
from salis.link.spelling import spelled_alike
from salis.link.traits import Traits
from salis.link.wording import read_list, read_pairs
from salis.model.statement import Act

#: How sure it is that two are the same, 0 to 1, and why.
type Sameness = tuple[float, tuple[str, ...]]

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_ALIKE = 0.6
#: With words on both sides that the other lacks.
CLOSE = 0.75
SURE = 0.8
#: Letters that two forms of one word have in common.
_STEM = 4
_VERBATIM = 0.9
_ORDERED = 0.7
_VERBATIM_WORDS = 5
#: Fewest words in common: all the same, with a name among them, without one.
_FEWEST_EQUAL, _FEWEST_NAMED, _FEWEST_PLAIN = 2, 3, 4
#: From so many words on, a sentence that is printed again is the same whatever its pronouns.
_LONG = 12
#: Without a stated time, happenings told further apart than this may be two.
RECURS = timedelta(days=4)


def same_content(pair: Pair) -> Sameness | None:
    """Tell whether two statements say that the same one did the same to the same."""
    left, right = pair.left, pair.right
    if _conflict(pair):
        return None
    if is_verbatim(pair):
        loose = is_loose(pair) and len(left.wording) < _LONG
        return None if loose else (1.0, ("the same words",))
    overlap = dice(left.words, right.words)
    if not _enough(pair, overlap) or is_loose(pair) or may_recur(pair):
        return None
    if left.figures != right.figures:
        return None  # "he is old", "he is 82 years old"
    if not _one_predicate(pair, overlap) or not _roles_meet(pair, overlap):
        return None
    return round(overlap, 3), ("the same frame", f"{overlap:.0%} of the words")


def _enough(pair: Pair, overlap: float) -> bool:
    """Tell whether two statements share enough words to be one; fewer do where all are equal."""
    rest_a, rest_b = pair.rest
    shared = pair.left.words & pair.right.words
    if not rest_a and not rest_b:
        return len(shared) >= _FEWEST_EQUAL and not _says_nothing(pair)
    names = pair.left.names | pair.right.names
    if pair.left.predicate in read_list("empty_verbs.txt") and (rest_a | rest_b) - names:
        return False  # "he is in Cairo", "he is on the streets of Cairo"
    named = bool(shared & names)
    if len(shared) < (_FEWEST_NAMED if named or pair.one_voice else _FEWEST_PLAIN):
        return False
    if _is_least_apart(pair):
        return False
    return overlap >= (CLOSE if rest_a and rest_b else _ALIKE)


def _is_least_apart(pair: Pair) -> bool:
    """Tell whether each side has one other word than the other: "in the kitchen", "in the cellar".

    Names are compared elsewhere, and what is denied is compared with what it denies.
    """
    rest_a, rest_b = pair.rest
    named = (rest_a | rest_b) & (pair.left.names | pair.right.names)
    if len(rest_a) != 1 or len(rest_b) != 1 or named or pair.a.polarity is not pair.b.polarity:
        return False
    return not _alike(*rest_a, *rest_b)


def _alike(one: str, other: str) -> bool:
    """Tell whether two words may be forms or spellings of one."""
    return one[:_STEM] == other[:_STEM] or spelled_alike(one, other)


def _says_nothing(pair: Pair) -> bool:
    """Tell whether a side only says that somebody does, is or has: "I do"."""
    sides = (pair.left, pair.right)
    return any(
        one.predicate in read_list("empty_verbs.txt") and one.words <= one.subject for one in sides
    )


def is_loose(pair: Pair) -> bool:
    """Tell whether what is meant hangs on who speaks or on words before the statement."""
    if pair.left.unresolved or pair.right.unresolved or _is_hollow(pair):
        return True
    if pair.one_voice:
        return False
    hangs = (side.personal or side.owned for side in (pair.left, pair.right))
    return any(hangs) or _is_bare(pair)


def _is_bare(pair: Pair) -> bool:
    """Tell whether a side is a thing that is spoken of, not what is said of it."""
    if {pair.a.act, pair.b.act} & {Act.DENY, Act.DISCLAIM}:
        return False
    return any(not side.subject and not _tells(side) for side in (pair.left, pair.right))


def _tells(traits: Traits) -> bool:
    """Tell whether enough is said to have been done to something, though nobody says by whom."""
    if traits.wording[:1] == ("there",):
        return True
    telling = bool(traits.names) or len(traits.words) >= _FEWEST_NAMED
    return telling and bool(traits.objects) and _is_passive(traits.wording)


def _is_passive(wording: Sequence[str]) -> bool:
    """Tell whether a form of "be" stands before anything but what is going on."""
    after = (other for word, other in pairwise(wording) if word in _BE)
    return any(not word.endswith("ing") for word in after)


def _is_hollow(pair: Pair) -> bool:
    """Tell whether so little is said of so vague a thing that it fits any report."""
    shared = pair.left.words & pair.right.words
    vague = pair.left.subject | pair.right.subject
    few = len(shared) < _FEWEST_PLAIN and not shared & (pair.left.names | pair.right.names)
    return few and bool(vague) and vague <= read_list("hollow.txt")


def _conflict(pair: Pair) -> bool:
    """Tell whether names, dates, figures or opposed words keep two statements apart."""
    left, right = pair.left, pair.right
    rest_a, rest_b = pair.rest
    if any((one, other) in read_pairs("antonyms.txt") for one in rest_a for other in rest_b):
        return True
    if left.turned != right.turned or _opposed_in_passing(left, right):
        return True
    if left.figures - right.figures and right.figures - left.figures:
        return True
    if dated(left, right):
        return True
    names_a, names_b = left.names - right.words, right.names - left.words
    if names_a and names_b:
        return True
    return not know_names(pair.here, pair.there, names_a, names_b)


def _opposed_in_passing(left: Traits, right: Traits) -> bool:
    """Tell whether small words set two statements against each other: "before", "after"."""
    one, other = frozenset(left.wording), frozenset(right.wording)
    only = one - other, other - one
    opposed = any(a in only[0] and b in only[1] for a, b in read_pairs("opposed.txt"))
    return opposed or _only_comes_near(left) != _only_comes_near(right)


def _only_comes_near(traits: Traits) -> bool:
    """Tell whether something was done near what the other side says it was done to: "hit near"."""
    return any(
        other == "near" and word[:_STEM] == traits.predicate[:_STEM]
        for word, other in pairwise(traits.wording)
    )


def _one_predicate(pair: Pair, overlap: float) -> bool:
    left, right = pair.left.predicate, pair.right.predicate
    if left == right:
        return bool(left) or overlap >= SURE
    return overlap >= SURE + 0.05 and (left in pair.right.words or right in pair.left.words)


def _roles_meet(pair: Pair, overlap: float) -> bool:
    left, right = pair.left, pair.right
    if left.subject and right.subject:
        return _subjects_meet(pair) and _objects_meet(left, right, overlap)
    smaller, larger = sorted((left.core, right.core), key=len)
    return bool(smaller) and smaller <= larger


def _subjects_meet(pair: Pair) -> bool:
    a, b = pair.left.subject, pair.right.subject
    return a <= b or b <= a


def _objects_meet(left: Traits, right: Traits, overlap: float) -> bool:
    if bool(left.objects) != bool(right.objects) and (left.objects | right.objects) - (
        left.names | right.names
    ):
        return False  # "he loses", "he has lost all legitimacy"
    only_a, only_b = left.objects - right.words, right.objects - left.words
    if not only_a or not only_b:
        larger = max(len(left.objects), len(right.objects))
        return len(only_a | only_b) * 2 <= larger or overlap >= 0.6
    named = only_a & left.names and only_b & right.names
    shared = left.objects & right.objects
    smaller = min(len(left.objects), len(right.objects))
    return not named and len(shared) * 2 >= smaller and overlap >= 0.7


def is_verbatim(pair: Pair) -> bool:
    """Tell whether two statements use nearly the same words in nearly the same order."""
    a, b = pair.left.wording, pair.right.wording
    if min(len(a), len(b)) < _VERBATIM_WORDS:
        return False
    if a == b:
        return True
    in_order = dice(frozenset(pairwise(a)), frozenset(pairwise(b)))
    return in_order >= _ORDERED and dice(frozenset(a), frozenset(b)) >= _VERBATIM


def may_recur(pair: Pair) -> bool:
    """Tell whether two undated happenings are told so far apart that they may be two."""
    if pair.left.stated is not None and pair.right.stated is not None:
        return False
    gap = pair.gap
    return gap is not None and abs(gap) > RECURS
