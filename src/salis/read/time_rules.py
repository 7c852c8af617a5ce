"""The grammar of time expressions: each piece of the text becomes one letter, rules match letters.

. other  ! full stop  ; line end  , comma  - dash  / slash  ( ) brackets  7 's
Y year  d 1 to 31  n other number  o 23rd  O third  K 1990s, nineties  k 90s  4 Q3
I ISO date  F 24/6/2023  C 14:30  X p.m.  z o'clock  Z zone  L noon
M N B month  W w weekday  Q weekdays  S season  P part of the day  T yesterday
H holiday, 2 its further words  U V unit, units  a an  q several  g ago  l x i last, next, this
m that  s same  t the  h half  E e early, beginning  G earlier, later  f of  p in, on, at
r since, by, until …  9 ended  u to  A and  6 or  0 no, without  b trading, consecutive, whole
j every  J daily  R now, recently  v future  3 moment  1 time  8 short, long  5 term
c final  D old  y fiscal
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MON = "(?:[MN]|B!?)"
_YEAR = "(?:[,-]?(?P<y>Y))?"
_FISCAL = "(?P<fy>yU?)?"
_OF_YEAR = (
    f"(?:(?:f|,)?{_FISCAL}(?P<y>Y)|ft?(?P<rel>[lix])(?P<fu>y)?(?P<ru>U)|f(?P<ty>t)(?P<ft>y)?U)"
)
_DATE = (
    "(?:(?:W|w!?),?)?(?:"
    f"(?P<mon>{_MON})-?(?:(?P<day>[do])|t(?P<dayt>o))(?:(?P<to>[-u])(?P<day2>[do])(?![UV%]))?"
    f"|t?(?:(?P<dayb>[do])(?:(?P<tob>[-u])(?P<day2b>[do]))?(?:f|-)?|(?P<dayo>O)f)(?P<monb>{_MON}))"
    f"(?![-.]?\\.%){_YEAR}"
)
_REL_DAY = "(?:(?P<dir>[lix])?(?P<wd>W)|(?P<deictic>T))"
_ZONE = r"(?:,?(?:\(Z+\)|Z+))?"
_CLOCK = rf"(?P<clock>(?:[dC](?=L))?LZ*|(?:C[Xz]?|d[Xz]|[dn]z){_ZONE})"
_PART = "(?P<pod>P)"
_EDGE = "(?P<edge>t?(?:[Ee]-?p?f?t?|Gpt?))"
_COUNT = "(?P<count>a?qf?|an(?=V)|n(?:-?n){0,8}(?:Aah)?|d(?:Aah)?|Y|a|a?h(?:f?a)?(?=-?[UV]))"
#: What a part of a longer time is a part of: a month, a year, the year, last month.
_OF_LONGER = f"f(?:(?P<mon>{_MON}){_YEAR}|{_FISCAL}(?P<yo>Y)|t?(?P<rel>[lix])(?P<ru>U)|t(?P<tu>U))"

#: In order of preference at the same place: name, letters that it can begin with, pattern.
_TABLE = (
    ("iso", "I", "I"),
    ("slashed", "F", "F"),
    ("clock_date", "CLdn", f"{_CLOCK},?{_DATE}"),
    ("clock_day", "CLdn", f"{_CLOCK},?{_REL_DAY}(?:{_PART})?"),
    ("clock_part", "CLdn", f"{_CLOCK}p?[ti]?{_PART}"),
    ("clock", "CLdn", _CLOCK),
    ("clock_first", "Cdn", "(?P<clock>[dn]|C)(?=[-uA6](?:[dn]|C)X)"),
    ("part_of_date", "-EPVt", f"t?E?-?(?:{_PART}|(?P<hours>V))f(?:t?{_DATE}|{_REL_DAY}P?)"),
    ("date", "BMNOWdotw", f"{_DATE}(?:,?{_PART})?(?:,?p?{_CLOCK})?"),
    ("day_of_month", "t", "(?<=[pr])t(?P<day>o)"),
    ("more_days", "do", f"(?P<dayc>[do])(?=(?:[A6,-][do]){{1,4}}f?(?P<monc>{_MON}))"),
    ("days_after", "do", "(?<=[do][A6,])(?P<dayd>[do])(?![-.]?[UV])"),
    ("day_of_week", "EGW", "(?:Gp?|Ep?)?(?P<wd>W)(?:,|f|p)?t?(?P<dir>[lix])(?P<unit>U)"),
    ("night_of", "TW", "(?P<night>T)[pu](?P<wd>W)|(?P<wdb>W)(?P<nightb>T)"),
    ("day", "EGTWeilx", f"(?:Gp?|Ep?|ef)?{_REL_DAY}(?:{_PART})?(?:,?p?{_CLOCK})?"),
    ("part", "EGil", f"[GE]?(?P<dir>[li])E?{_PART}"),
    ("that", "EGmst", f"(?:Gp?|Ep?)?(?:m|t?s)(?:(?P<unit>U)|{_PART})"),
    ("that_time", "m", "m1"),
    ("nth", "Oaot", "[ta]?(?P<ord>[Oo])-?b?-?(?P<unit>U)"),
    ("ordinal", "Oclot", f"t?(?P<ord>[Oolc])(?P<dash>-)?b?(?P<unit>U){_OF_LONGER}"),
    (
        "part_length",
        "Ocltx",
        f"t?(?P<ord>[Oclx])(?P<count>n(?:-?n){{0,8}}|d)b?(?P<units>V){_OF_LONGER}",
    ),
    (
        "quarter_of",
        "Yiltx",
        "(?:(?P<rel>[lix])(?P<ru>U)|(?P<ty>t)U|(?P<y>Y))7(?P<ord>[Ooc])-?(?P<unit>[Uh])",
    ),
    (
        "quarter",
        "4EGOcelnotxy",
        f"{_EDGE}?(?P<fq>y)?(?:t?(?P<fqb>y)?(?:(?P<tens>n)-)?(?P<ord>[Ooclx])-?(?P<unit>[Uh])"
        f"|(?P<code>4)){_OF_YEAR}?",
    ),
    ("quarter_first", "Ot", f"t?(?P<ord>O)(?=AO-?V{_OF_YEAR}?)"),
    ("quarter_second", "O", f"(?<=A)(?P<ord>O)-?(?P<units>V){_OF_YEAR}?"),
    (
        "fiscal",
        "EGRYeiltxy",
        f"{_EDGE}?(?:t?(?P<y>Y)(?:[-/](?P<y2>[dn]))?yU|yU?-?(?P<yf>Y)(?:[-/](?P<y3>[dn])(?!U))?"
        "|t?(?P<dir>[lixR])yU|ty(?P<unit>U))",
    ),
    ("month", "BEGMNet", f"{_EDGE}?(?P<mon>{_MON}){_OF_YEAR}"),
    ("bare_month", "BEGMNeiltx", f"{_EDGE}?(?P<dir>[lix])?(?P<mon>{_MON})"),
    ("season", "EGSeiltx", f"{_EDGE}?t?(?:i(?=l))?(?P<dir>[lix])?t?(?P<season>S){_OF_YEAR}?"),
    ("window_half", "ltx", "t?(?P<dir>[lx])(?P<units>U)(?P<half>Aah)"),
    ("window", "ltx", "t?(?P<dir>[lx])(?P<count>n(?:-?n){0,8}|d|a?qf?)?b?(?P<units>V)"),
    ("ago", "UVYadhnq", f"(?:{_COUNT}-?b?)?(?P<units>[UV])(?P<half>Aah)?g"),
    ("neighbour", "ltx", f"t?(?P<dir>[lx])b?(?:(?P<unit>U)|{_PART})"),
    ("period", "EGeiltx", f"(?:G|{_EDGE})?t?i?(?P<dir>[lix])(?P<unit>U)"),
    ("this_unit", "Rt", "t?R(?P<unit>U)"),
    ("the_year", "EGUet", f"{_EDGE}?t?(?P<unit>U)(?P<y>Y)"),
    ("period_after", "t", "t(?P<unit>U)(?P<dir>l)"),
    (
        "edge_of_unit",
        "EGUet",
        "(?P<edge>t?(?:[Ee]p|[Ee]f|Gp))t(?P<unit>U)|t?(?P<unitb>U)7?-?e(?!f)",
    ),
    ("time_ago", "8aq", "(?:a?8|q)1g|8g"),
    ("set", "j", "j(?:(?P<count>[dn])|O)?(?P<what>[UVWP])(?P<pod>P)?"),
    ("daily", "J", "(?P<what>J)"),
    ("plural", "Q", "(?P<what>Q)"),
    ("recent_units", "R", "R(?P<units>V)"),
    ("these_days", "i", "iV"),
    ("later", "UVYadhnqt", f"(?:{_COUNT}-?b?|t)?(?P<units>[UV])(?P<half>Aah)?(?P<way>G)"),
    ("year_ago", "Ut", "t?(?P<units>U)-[gG]U?"),
    ("before", "t", "t(?:(?P<unit>U)|(?P<pod>P))(?P<way>r)l?"),
    (
        "length_first",
        "dn",
        "(?P<count>[dn])(?=(?:-|u|A|6)(?:[dn]|n-n)-?b?(?P<units>V)(?!g|-?D))",
    ),
    ("quarter_length", "Ua", "a?U-(?P<units>U)|aUfa(?P<unitsb>U)"),
    ("length", "Yadhnq", f"{_COUNT}-?b?-?(?P<units>[UV])(?P<half>Aah)?(?!-?D)"),
    ("the_now", "t", "t(?P<whole>b)?(?P<unit>U)(?!f)"),
    ("the_unit", "t", "t(?P<unit>U)(?=[ru9])|t(?P<weekend>U)"),
    ("bare_units", "V", "(?P<units>V)(?!-?D)"),
    ("decade", "EGKekt", f"{_EDGE}?t?(?P<decade>[Kk])"),
    ("year_span", "Y", "(?P<y>Y)[-/](?P<y2>[dn])"),
    ("year", "EGYet", f"{_EDGE}?(?P<y>Y)"),
    ("holiday", "Hilx", "(?P<dir>[lix])?(?P<holiday>H)2*(?:[,fp]?(?P<y>Y))?"),
    ("later_time", "p", "paG1"),
    ("moment", "3t", "(?<=p)t?(?P<ref>3)"),
    ("reference", "R", "(?P<ref>R)(?!-)"),
    ("past_future", "t", "(?<=[pf])t(?:8(?=v))?(?P<pf>[lv])(?![UVdnqWMNBSP])"),
    ("term", "8", "8-?5"),
    ("some_part", "EPt", f"(?:t|E-?)?{_PART}"),
)
RULES: dict[str, re.Pattern[str]] = {name: re.compile(pattern) for name, _, pattern in _TABLE}
#: Rules that can begin with a letter.
STARTS: dict[str, tuple[str, ...]] = {
    letter: tuple(name for name, letters, _ in _TABLE if letter in letters)
    for letter in sorted({letter for _, letters, _ in _TABLE for letter in letters})
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
