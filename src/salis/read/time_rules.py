"""The grammar of time expressions: each piece of the text becomes one letter, rules match letters.

. other  ! full stop  ; line end  , comma  - dash  ( ) brackets
Y year  d 1 to 31  n other number  o 23rd  O third  K 1990s  k 90s  4 Q3
I ISO date  F 24/6/2023  C 14:30  X p.m.  z o'clock  Z zone  L noon
M N B month  W w weekday  S season  P part of the day  T yesterday  H holiday
U V unit, units  a an  q several  g ago  l x i last, next, this  t the  h half
E e early, beginning  G earlier, later  f of  p in, on, at  r since, by, until …  u to  A and
0 no, without
j every  J daily  R now, recently  v future  c final  D old  s same
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MON = "(?:[MN]|B!?)"
_YEAR = "(?:,?(?P<y>Y))?"
_OF_YEAR = "(?:(?:f|,)?(?P<y>Y)|ft?(?P<rel>[lix])(?P<ru>U)|f(?P<ty>tU))"
_DATE = (
    "(?:(?:W|w!?),?)?(?:"
    f"(?P<mon>{_MON})(?P<day>[do])(?:(?P<to>[-u])(?P<day2>[do])(?![UV%]))?"
    f"|t?(?:(?P<dayb>[do])(?:(?P<tob>[-u])(?P<day2b>[do]))?f?|(?P<dayo>O)f)(?P<monb>{_MON}))"
    f"(?![-.]?\\.%){_YEAR}"
)
_REL_DAY = "(?:(?P<dir>[lix])?(?P<wd>W)|(?P<deictic>T))"
_CLOCK = r"(?P<clock>(?:C[Xz]?|d[Xz]|[dn]z)(?:,?\(?Z+\)?)?|L(?:Z+)?)"
_PART = "(?P<pod>P)"
_EDGE = "(?P<edge>(?:t?V?[Ee]-?f?t?))"
_COUNT = "(?P<count>a?qf?|n(?:-?n)*(?:Aah)?|d(?:Aah)?|Y|a)"

#: In order of preference at the same place.
RULES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in (
        ("iso", "I"),
        ("slashed", "F"),
        ("clock_date", f"{_CLOCK},?{_DATE}"),
        ("clock_day", f"{_CLOCK},?{_REL_DAY}(?:{_PART})?"),
        ("clock_part", f"{_CLOCK}p?[ti]?{_PART}"),
        ("clock", _CLOCK),
        ("part_of_date", f"t?E?{_PART}ft?{_DATE}"),
        ("date", f"{_DATE}(?:,?{_PART})?(?:,?p?{_CLOCK})?"),
        ("day", f"(?:G|E|ef)?{_REL_DAY}(?:{_PART})?(?:,?p?{_CLOCK})?"),
        ("part", f"G?(?P<dir>[li]){_PART}"),
        ("ordinal", f"t?(?P<ord>[Oolc])(?P<dash>-)?(?P<unit>U)f(?P<mon>{_MON}){_YEAR}"),
        (
            "quarter",
            f"(?:t?(?:(?P<tens>n)-)?(?P<ord>[Ooclx])-?(?P<unit>[Uh])|(?P<code>4)){_OF_YEAR}?",
        ),
        ("month", f"{_EDGE}?(?P<mon>{_MON}){_OF_YEAR}"),
        ("bare_month", f"{_EDGE}?(?P<dir>[lix])?(?P<mon>{_MON})"),
        ("season", f"{_EDGE}?t?(?P<dir>[lix])?t?(?P<season>S){_OF_YEAR}?"),
        ("window", "t?(?P<dir>[lx])(?P<count>n(?:-?n)*|d|a?qf?)?(?P<units>V)"),
        ("ago", f"(?:{_COUNT}-?)?(?P<units>[UV])g"),
        ("period", f"(?:G|{_EDGE})?t?i?(?P<dir>[lix])(?P<unit>U)"),
        ("period_after", "t(?P<unit>U)(?P<dir>l)"),
        ("edge_of_unit", "t?[Ee]ft(?P<unit>U)"),
        ("set", "j(?:(?P<count>[dn])|O)?(?P<what>[UVWP])"),
        ("daily", "(?P<what>J)"),
        ("recent_units", "R(?P<units>V)"),
        ("length", f"{_COUNT}-?(?P<units>[UV])(?!-?D)"),
        ("the_unit", "t(?P<unit>U)(?=r)|t(?P<weekend>U)"),
        ("bare_units", "(?P<units>V)(?!-?D)"),
        ("decade", f"{_EDGE}?t?(?P<decade>[Kk])"),
        ("year_span", "(?P<y>Y)-(?P<y2>[dn])"),
        ("year", f"{_EDGE}?(?P<y>Y)"),
        ("holiday", "(?P<dir>[lix])?(?P<holiday>H)(?:,?(?P<y>Y))?"),
        ("reference", "(?P<ref>R)(?!-)"),
        ("past_future", "(?<=[pf])t(?P<pf>[lv])(?![UVdnqWMNBSP])"),
    )
}


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched the pieces `[start, end)`, with its parts."""

    rule: str
    start: int
    end: int
    found: re.Match[str]

    def at(self, *names: str) -> int:
        """Return the first piece of the first of these parts that is there, else -1."""
        groups = self.found.re.groupindex
        for name in names:
            if name in groups and (place := self.found.start(name)) >= 0:
                return place
        return -1

    def span(self, name: str) -> tuple[int, int]:
        """Return the pieces of a part; (-1, -1) where it is absent."""
        return self.found.span(name) if name in self.found.re.groupindex else (-1, -1)
