"""Relate counts across documents: whether they count one thing, and how they then stand."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from salis.link.context import Context, apart_in_time
from salis.link.counts import Agreement, Counts, Telling, is_counted_on, settle_counts
from salis.link.pair import Pair
from salis.link.sameness import CLOSE, RECURS, SURE, Sameness, same_content
from salis.link.scenes import equally_sure, may_be_one_scene
from salis.link.traits import Traits, content_words
from salis.link.wording import read_groups, read_list
from salis.model.link import Link, LinkKind
from salis.model.statement import Act

#: First reason of a link between two counts of one thing.
COUNT = "another count"
_UNCOUNTED = frozenset({Act.DENY, Act.DISCLAIM, Act.PREDICT, Act.PROMISE})


def count_link(pair: Pair, counts: Counts) -> Link | None:
    """Relate two different counts of one thing."""
    if counts.a is None or counts.b is None or {pair.a.act, pair.b.act} & _UNCOUNTED:
        return None
    if counts.growing:
        same = same_count(pair, equal=False)
    else:
        same = None if apart_in_time(pair.left, pair.right) else same_content(pair)
    steady = counts.growing or (same is not None and same[0] >= CLOSE)
    if (
        same is None
        or not steady
        or (pair.a.polarity is not pair.b.polarity and not counts.growing)
    ):
        return None
    exclusive = counts.agreement is Agreement.EXCLUSIVE
    tellings = (
        Telling(counts.a, _as_of(pair.left, pair.here), pair.here.coarse),
        Telling(counts.b, _as_of(pair.right, pair.there), pair.there.coarse),
    )
    counted_on = is_counted_on(pair.left) or is_counted_on(pair.right)
    kind, a_later = settle_counts(
        *tellings, exclusive=exclusive, one_voice=pair.one_voice, counted_on=counted_on
    )
    ids = (
        (pair.a.id, pair.b.id)
        if a_later or kind is not LinkKind.UPDATES
        else (pair.b.id, pair.a.id)
    )
    told = f"{counts.a.text} against {counts.b.text}"
    return Link(kind, *ids, same[0], (COUNT, told))


def _as_of(traits: Traits, context: Context) -> datetime | None:
    """Give the time for which a count is told: its own where that is past, else publication."""
    published = context.published
    stated = traits.stated.end if traits.stated is not None else None
    return stated if stated and published and stated < published else published


def same_count(pair: Pair, *, equal: bool) -> Sameness | None:
    """Tell whether two counts of people hit are of one event."""
    left, right = pair.left, pair.right
    if (left.owned or right.owned) and not pair.one_voice:
        return None  # "four of its peacekeepers", said by two countries
    if not may_be_one_scene(pair) or not (equal or equally_sure(pair)):
        return None
    scopes = read_list("generic.txt") | scope_words()
    counted = scopes | _units(left) | _units(right)
    anchors_a, anchors_b = left.words - counted, right.words - counted
    shared = anchors_a & anchors_b
    gap = pair.gap
    if gap is not None and abs(gap) > RECURS and not (left.names & right.names):
        return None
    elsewhere = bool(left.names - right.words) and bool(right.names - left.words)
    if not pair.one_voice and pair.a.certainty is not pair.b.certainty:
        return None  # "could kill tens of millions", "killed tens of millions"
    person = pair.one_voice and bool(pair.a.speakers)
    held = equal or not elsewhere if person else _one_event(pair, anchors_a, anchors_b)
    if not held:
        return None
    fewest = min(len(anchors_a), len(anchors_b))
    score = len(shared) / fewest if fewest else SURE
    return round(min(1.0, 0.5 + score / 2), 3), ("the same thing counted",)


def _one_event(pair: Pair, anchors_a: frozenset[str], anchors_b: frozenset[str]) -> bool:
    """Tell whether two counts are tied to one event by their words or their documents."""
    names_a, names_b = pair.left.names - anchors_b, pair.right.names - anchors_a
    if anchors_a and anchors_b:
        if not anchors_a & anchors_b:
            return False
        apart = bool(names_a) and bool(names_b)
        return not apart and (
            anchors_a <= anchors_b or anchors_b <= anchors_a or not (names_a | names_b)
        )
    if not pair.here.meets(pair.there) or not _near_one(pair):
        return False
    tied = pair.there.leads_with(names_a) and pair.here.leads_with(names_b)
    return tied and pair.there.leads_with_any(anchors_a) and pair.here.leads_with_any(anchors_b)


def _units(traits: Traits) -> frozenset[str]:
    """Give what is counted: "12 miners" and "14 miners" need not be of one mine."""
    return content_words(tuple(one.unit for one in traits.quantities if one.scope))


def _near_one(pair: Pair) -> bool:
    """Tell whether names in common stand around two bare counts, where both have any around."""
    here = pair.here.names_around(pair.a.passage)
    there = pair.there.names_around(pair.b.passage)
    return not here or not there or not here.isdisjoint(there)


@cache
def scope_words() -> frozenset[str]:
    """Give the words that say what befell people: killed, injured, missing."""
    synonyms = read_groups("synonyms.txt")
    return frozenset(synonyms.get(word, word) for word in read_groups("scopes.txt"))
