"""The grammar of time expressions: each piece of the text becomes one letter, rules match letters.

    . other  ! full stop  ; line end  , comma  - dash  ( ) brackets
    Y year  d 1 to 31  n other number  o 23rd  O third  K 1990s  k 90s  4 Q3
    I ISO date  F 24/6/2023  C 14:30  X p.m.  z o'clock  Z zone  L noon
    M N B month  W w weekday  S season  P part of the day  T yesterday  H holiday
    U V unit, units  a an  q several  g ago  l x i last, next, this  t the  h half
    E e early, beginning  G earlier, later  f of  p in, on, at  r since, by, until …  u to  A and
    j every  J daily  R now, recently  v future  c final  D old  s same
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from salis.read.lexemes import Lexemes, cut_lexemes, load_rows
from salis.read.numbers import NUMBER_WORDS, parse_digits

#: Word to what it stands for: (tag, value).
MEANING: dict[str, tuple[str, str]] = {
    word: (tag, value) for tag, value, words in load_rows("times.tsv") for word in words.split()
}
ZONES: dict[str, str] = {
    name: offset for offset, names in load_rows("times_zones.tsv") for name in names.split()
}
_MARKS = {",": ",", "-": "-", "–": "-", "‐": "-", "—": "_", ".": "!", "?": "!", "(": "(", ")": ")"}
_TAGS: dict[str, str] = (
    dict.fromkeys(NUMBER_WORDS, "n") | _MARKS | {word: tag for word, (tag, _) in MEANING.items()}
)
_LOWER_MONTHS = frozenset(w for w, (tag, _) in MEANING.items() if tag == "M" or w in ("june", "april"))
_CLOCK_DIGITS = re.compile(r"[0-2][0-9][0-5][0-9]")
_SCALES = frozenset("hundred thousand million billion trillion m bn percent % people".split())


def _tag_other(word: str) -> str:
    first = word[0]
    if first in "'’":
        return "k" if word[-1] == "s" and len(word) == 4 else "."
    if first == "\n":
        return ";"
    return _tag_number(word) if first in "0123456789" else "."


def _tag_number(word: str) -> str:
    if word[4:5] == "-" and word[7:8] == "-":
        return "I"
    if ":" in word:
        return "C"
    if "/" in word:
        return "F"
    if word.count(".") == 2:
        return "F" if word[-5] == "." and len(word) <= 10 else "."
    if word.endswith("s"):
        return "K" if len(word) == 5 and word[3] == "0" else "k" if word[1:] == "0s" else "."
    if word[-1].isalpha():
        return "o" if len(word) <= 4 else "."
    if word.isdigit():
        if len(word) <= 2:
            return "d" if 1 <= int(word) <= 31 else "n"
        if len(word) == 4 and "1000" <= word < "2200":
            return "Y"
    return "." if parse_digits(word) is None else "n"


def _tag_zone(lex: Lexemes, tags: list[str], index: int) -> None:
    """Mark what follows a clock time as its zone: `GMT`, `(GMT +8)`, `Moscow time`."""
    at = index + (tags[index : index + 1] == ["("])
    words, lows = lex.words[at : at + 4], lex.lows[at : at + 4]
    if lows[1:2] == ["time"] and words[0][:1].isalpha():
        tags[at : at + 2] = "ZZ"
    elif lows[2:3] == ["time"] and lows[1] in ("standard", "daylight", "summer"):
        tags[at : at + 3] = "ZZZ"
    elif words and words[0] in ZONES and words[0].isupper():
        tags[at] = "Z"
        if words[0] in ("GMT", "UTC") and lows[1:2] in (["+"], ["-"]) and lows[2:3]:
            tags[at + 1 : at + 3] = "ZZ" if lows[2].isdigit() or ":" in lows[2] else "Z" + tags[at + 2]


def _settle(lex: Lexemes, tags: list[str], index: int) -> None:
    """Take back tags that need a capital letter; find clock times and zones by what follows."""
    tag, word = tags[index], lex.words[index]
    if tag in "MNBWwH":
        if word[0].islower() and not (word in _LOWER_MONTHS or (tag == "W" and len(word) > 5)):
            tags[index] = "."
        elif tag in "Bw" and word.isupper() and len(word) > 2 and word in ("SAT", "MAR", "SUN"):
            tags[index] = "."
    elif tag in "XzCL":
        _tag_zone(lex, tags, index + 1)
    elif tag in "Yn" and len(word) == 4 and lex.words[index + 1 : index + 2] in (["GMT"], ["UTC"]):
        if _CLOCK_DIGITS.fullmatch(word):
            tags[index] = "C"
            _tag_zone(lex, tags, index + 1)


_SETTLE = re.compile("[MNBWwHXzCLYn]")


def tag_lexemes(lex: Lexemes) -> str:
    """Write one letter for every piece of the text."""
    known, starts = _TAGS.get, "0123456789'’\n"
    tags = [known(w) or (_tag_other(w) if w[0] in starts else ".") for w in lex.lows]
    for found in _SETTLE.finditer("".join(tags)):
        _settle(lex, tags, found.start())
    return "".join(tags)


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
        ("quarter", f"(?:t?(?:(?P<tens>n)-)?(?P<ord>[Ooclx])-?(?P<unit>[Uh])|(?P<code>4)){_OF_YEAR}?"),
        ("month", f"{_EDGE}?(?P<mon>{_MON}){_OF_YEAR}"),
        ("bare_month", f"{_EDGE}?(?P<dir>[lix])?(?P<mon>{_MON})"),
        ("season", f"{_EDGE}?t?(?P<dir>[lix])?t?(?P<season>S){_OF_YEAR}?"),
        ("window", f"t?(?P<dir>[lx])(?P<count>n(?:-?n)*|d|a?qf?)?(?P<units>V)"),
        ("ago", f"(?:{_COUNT}-?)?(?P<units>[UV])g"),
        ("period", f"(?:G|{_EDGE})?t?i?(?P<dir>[lix])(?P<unit>U)"),
        ("period_after", "t(?P<unit>U)(?P<dir>l)"),
        ("edge_of_unit", "t?[Ee]ft(?P<unit>U)"),
        ("set", "j(?:[dnO])?(?P<what>[UVWP])"),
        ("daily", "(?P<what>J)"),
        ("recent_units", "R(?P<units>V)"),
        ("length", f"{_COUNT}-?(?P<units>[UV])(?!-?D)"),
        ("the_unit", "t(?P<unit>U)(?=r)|t(?P<weekend>U)"),
        ("bare_units", "(?P<units>V)(?!-?D)"),
        ("decade", f"{_EDGE}?t?(?P<decade>[Kk])"),
        ("year_span", "(?P<y>Y)-(?P<y2>[dn])"),
        ("year", f"{_EDGE}?(?P<y>Y)"),
        ("holiday", f"(?P<dir>[lix])?(?P<holiday>H)(?:,?(?P<y>Y))?"),
        ("reference", "(?P<ref>R)(?!-)"),
        ("past_future", "(?<=[pf])t(?P<pf>[lv])(?![UVdnqWMNBSP])"),
    )
}
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_ANY = re.compile("|".join(_GROUP_NAME.sub("(?:", rule.pattern) for rule in RULES.values()))
#: Runs of pieces that could hold a time at all.
_ISLAND = re.compile("[^.;]+")
_CORE = re.compile("[YMNBWUVSPLTCIFKk4HJRvXz]|tl")


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


type _Check = Callable[[Lexemes, str, Match], bool]


def _plural_after(lex: Lexemes, index: int) -> bool:
    word = lex.lows[index] if index < len(lex.lows) else ""
    if word in _SCALES or word in ("-", "$"):
        return word != "-"
    return len(word) > 3 and word.endswith("s") and word not in ("this", "does") and word.isalpha()


def _year_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    """Tell a year from a number by its company: `in 2000`, not `2000 soldiers` or `$2000`."""
    place = match.at("y")
    year, before = int(lex.words[place]), lex.lows[place - 1] if place else ""
    if before in ("$", "€", "£", "#", "/", ":") or (before == "." and lex.adjacent(place - 1)):
        return False
    if before == "-" and lex.adjacent(place - 1) and tags[place - 2 : place - 1] not in "EeYd":
        return False
    if lex.adjacent(place) and tags[place + 1 : place + 2] not in ",!);'-" and (
        lex.lows[place + 1] not in ("'", "’", "'s", "’s", '"', "”", ":", ";")
    ):
        return False
    led = tags[place - 1 : place] in ("p", "r", "f", "t", "e", "E", "u") and place > 0
    if 1900 < year < 2060 and year % 100:
        return lex.lows[place + 1 : place + 2] not in (["people"], ["%"], ["percent"])
    return led and not _plural_after(lex, place + 1) and year >= 1500


def _month_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    """Ask for company where a month's name is also a name, a verb or short."""
    place = match.at("mon")
    if tags[place] == "M":
        return lex.words[place][0].isupper()
    before, low = tags[place - 1 : place] if place else "", lex.lows[place]
    if not lex.words[place][0].isupper() or match.at("dir", "edge") >= 0:
        return lex.words[place][0].isupper()
    if tags[place] == "B":
        return before in ("p", "r") and before != ""
    led = before in ("p", "r", "u", "f") or (before in ("a", "t", "s") and low not in ("may", "march"))
    follows = lex.words[place + 1 : place + 2]
    return bool(before) and led and not (follows and follows[0][:1].isupper() and follows[0].isalpha())


def _clock_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    start, end = match.span("clock")
    if tags[start] != "C" or end - start > 1 or match.rule != "clock":
        return True
    word = lex.words[start]
    hour, minute = word.split(":")[:2] if ":" in word else word.split(".")[:2]
    led = start > 0 and (tags[start - 1] in "pr-u")
    return int(hour) < 24 and int(minute) < 60 and (led or len(hour) == 2 and "." not in word)


def _bare_units_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    """Take `for decades`, `decades-long`, `over the years`; leave other bare plurals."""
    place = match.at("units")
    if MEANING[lex.lows[place]][1] not in ("Y", "E", "C", "M", "W", "D"):
        return False
    before = [low for low in lex.lows[max(0, place - 2) : place] if low != "the"]
    after = lex.lows[place + 1 : place + 3]
    return (before[-1:] and before[-1] in ("for", "in", "over", "after", "within")) or after == ["-", "long"]


def _unit_of(lex: Lexemes, match: Match, name: str = "unit") -> str:
    place = match.at(name)
    return MEANING[lex.lows[place]][1] if place >= 0 else ""


def _quarter_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    """Take ordinals before quarter, half and century only: `the third week` has no place."""
    if match.at("code") >= 0:
        return True
    unit = "H" if tags[match.at("unit")] == "h" else _unit_of(lex, match)
    place, named = match.at("ord"), match.at("y", "rel", "ty") >= 0
    if match.at("y") >= 0 and unit not in "QH":
        return False
    if unit == "Q":
        return tags[place] in "Ooc" or named
    return (unit == "C" and tags[place] in "oO") or (unit == "H" and named and tags[place] in "oO")


def _season_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    place = match.at("season")
    if match.at("dir", "y", "rel", "edge") >= 0:
        return not (tags[place - 1 : place] == "i" and lex.lows[place] == "spring")
    return tags[place - 2 : place] == "pt" and tags[place + 1 : place + 2] not in ("f",)


def _decade_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    place = match.at("decade")
    if tags[place] == "K":
        return True
    chained = tags[place - 1 : place] == "A" and tags[place - 2 : place - 1] in ("k", "K")
    return lex.words[place][0] in "'’" or tags[place - 1 : place] == "t" or chained


def _length_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    """Leave `a day` in idioms, quarters and weekends as lengths, and numbers of other things."""
    unit, place = _unit_of(lex, match, "units"), match.at("count")
    if unit in "QK" or (tags[place] == "a" and unit == "TS"):
        return False
    single = tags[match.at("units")] == "U"
    hyphen = tags[match.at("units") - 1] == "-"
    one = lex.lows[place] in ("a", "an", "one", "1", "half")
    if single and not one and not hyphen:
        return False
    return not (lex.lows[place] == "one" and unit == "D" and not hyphen)


def _the_unit_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    return match.at("unit") >= 0 or _unit_of(lex, match, "weekend") == "K"


def _past_future_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    place = match.at("pf")
    follows = lex.words[place + 1 : place + 2]
    return lex.lows[place] in ("past", "future") and not (follows and follows[0].isalpha() and (
        lex.lows[place + 1] not in ("and", "or", "but", "by", "as", "he", "she", "they", "we", "it", "when")))


def _year_span_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    first, second = int(lex.words[match.at("y")]), lex.words[match.at("y2")]
    return second.isdigit() and len(second) == 2 and (first + 1) % 100 == int(second)


def _period_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    unit = _unit_of(lex, match)
    return not unit.startswith("T") or tags[match.at("dir")] == "l"


def _edge_ok(lex: Lexemes, tags: str, match: Match) -> bool:
    return _unit_of(lex, match) in ("Y", "M", "W", "E", "C", "Q")


_CHECKS: dict[str, _Check] = {
    "year": _year_ok, "bare_month": _month_ok, "clock": _clock_ok, "bare_units": _bare_units_ok,
    "quarter": _quarter_ok, "season": _season_ok, "decade": _decade_ok, "length": _length_ok,
    "the_unit": _the_unit_ok, "past_future": _past_future_ok, "year_span": _year_span_ok,
    "period": _period_ok, "edge_of_unit": _edge_ok,
}  # fmt: skip


def _match_at(lex: Lexemes, tags: str, start: int, end: int) -> Match | None:
    for name, rule in RULES.items():
        found = rule.match(tags, start, end)
        if found is not None:
            match = Match(name, found.start(), found.end(), found)
            check = _CHECKS.get(name)
            if check is None or check(lex, tags, match):
                return match
    return None


def _match_island(lex: Lexemes, tags: str, start: int, end: int) -> Iterator[Match]:
    while (found := _ANY.search(tags, start, end)) is not None:
        match = _match_at(lex, tags, found.start(), end)
        start = found.start() + 1
        if match is not None:
            start = match.end
            yield match


@lru_cache(maxsize=2)
def match_times(text: str) -> tuple[str, tuple[Match, ...]]:
    """Return the letters of a text and every time expression in it, in order."""
    lex = cut_lexemes(text)
    tags = tag_lexemes(lex)
    islands = (found.span() for found in _ISLAND.finditer(tags) if _CORE.search(found.group()))
    return tags, tuple(match for place in islands for match in _match_island(lex, tags, *place))
