"""Tell whether two counts of people hit may be of one scene: one time, one place, one cause."""

from __future__ import annotations

import re

from salis.link.context import Context
from salis.link.pair import Pair
from salis.link.traits import Traits
from salis.link.wording import read_list

_YEAR = re.compile(r"(?:1\d|20)\d\d(?:s)?$")
#: A year this far from that of publication tells of another time.
_NEAR_YEARS = 1


def may_be_one_scene(pair: Pair) -> bool:
    """Tell whether nothing that is said beside two counts shows that they are of two scenes.

    Other years, what happens every year, other places ("outside Mexico") and another cause ("the
    bird flu") set a count apart from one of which none of that is said.
    """
    return (
        _years(pair.left, pair.here) == _years(pair.right, pair.there)
        and _alike(pair, "habits.txt")
        and _alike(pair, "elsewhere.txt")
        and pair.there.leads_with(_cause(pair.left, pair.right))
        and pair.here.leads_with(_cause(pair.right, pair.left))
    )


def equally_sure(pair: Pair) -> bool:
    """Tell whether both count what is confirmed, or what is suspected, or neither says so."""
    return _alike(pair, "confirmed.txt") and _alike(pair, "suspected.txt")


def _years(traits: Traits, context: Context) -> frozenset[str]:
    years = {word.removesuffix("s") for word in traits.figures if _YEAR.match(word)}
    if context.published is None:
        return frozenset(years)
    now = context.published.year
    return frozenset(year for year in years if abs(int(year) - now) > _NEAR_YEARS)


def _alike(pair: Pair, name: str) -> bool:
    """Tell whether both sides have words of a list, or neither has."""
    words = read_list(name)
    return words.isdisjoint(pair.left.wording) == words.isdisjoint(pair.right.wording)


def _cause(one: Traits, other: Traits) -> frozenset[str]:
    """Give what did it by one side, in words that the other side lacks."""
    counted = {word for count in one.quantities for word in count.unit.split()}
    return one.subject - read_list("generic.txt") - counted - other.words
