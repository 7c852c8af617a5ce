"""What the company of an expression must be for it to be a time at all."""

from __future__ import annotations

from collections.abc import Callable

from salis.read.lexemes import Lexemes
from salis.read.time_rules import Match
from salis.read.time_tags import MEANING

_SCALES = frozenset(
    ["hundred", "thousand", "million", "billion", "trillion", "m", "bn", "percent", "%", "people"]
)

type _Check = Callable[[Lexemes, Match], bool]


def _plural_after(lex: Lexemes, index: int) -> bool:
    word = lex.lows[index] if index < len(lex.lows) else ""
    if word in _SCALES or word in ("-", "$"):
        return word != "-"
    return len(word) > 3 and word.endswith("s") and word not in ("this", "does") and word.isalpha()


def _year_ok(lex: Lexemes, match: Match) -> bool:
    """Tell a year from a number by its company: `in 2000`, not `2000 soldiers` or `$2000`."""
    tags = match.found.string
    place = match.at("y")
    year, before = int(lex.words[place]), lex.lows[place - 1] if place else ""
    if before in ("$", "€", "£", "#", "/", ":") or (before == "." and lex.adjacent(place - 1)):
        return False
    if tags[place + 1 : place + 3] == "(C":
        return False
    if before == "-" and lex.adjacent(place - 1) and tags[place - 2 : place - 1] not in "EeYd":
        return False
    if (
        lex.adjacent(place)
        and tags[place + 1 : place + 2] not in ",!);'-"
        and (lex.lows[place + 1] not in ("'", "’", "'s", "’s", '"', "”", ":", ";"))
    ):
        return False
    led = tags[place - 1 : place] in ("p", "r", "f", "t", "e", "E", "u") and place > 0
    if 1900 < year < 2060 and year % 100:
        return lex.lows[place + 1 : place + 2] not in (["people"], ["%"], ["percent"])
    return led and not _plural_after(lex, place + 1) and year >= 1500


def _month_ok(lex: Lexemes, match: Match) -> bool:
    """Ask for company where a month's name is also a name, a verb or short."""
    tags = match.found.string
    place = match.at("mon")
    if tags[place] == "M":
        return lex.words[place][0].isupper()
    before, low = tags[place - 1 : place] if place else "", lex.lows[place]
    if not lex.words[place][0].isupper() or match.at("dir", "edge") >= 0:
        return lex.words[place][0].isupper()
    if tags[place] == "B":
        return before in ("p", "r") and before != ""
    led = before in ("p", "r", "u", "f") or (
        before in ("a", "t", "s") and low not in ("may", "march")
    )
    follows = lex.words[place + 1 : place + 2]
    return (
        bool(before) and led and not (follows and follows[0][:1].isupper() and follows[0].isalpha())
    )


def _clock_ok(lex: Lexemes, match: Match) -> bool:
    tags = match.found.string
    start, end = match.span("clock")
    if tags[start] != "C" or end - start > 1 or match.rule != "clock":
        return True
    word = lex.words[start]
    hour, minute = word.split(":")[:2] if ":" in word else word.split(".")[:2]
    led = start > 0 and (tags[start - 1] in "pr-u")
    return int(hour) < 24 and int(minute) < 60 and (led or (len(hour) == 2 and "." not in word))


def _bare_units_ok(lex: Lexemes, match: Match) -> bool:
    """Take `for decades`, `decades-long`, `over the years`; leave other bare plurals."""
    place = match.at("units")
    if MEANING[lex.lows[place]][1] not in ("Y", "E", "C", "M", "W", "D"):
        return False
    before = [low for low in lex.lows[max(0, place - 2) : place] if low != "the"]
    after = lex.lows[place + 1 : place + 3]
    return (before[-1:] and before[-1] in ("for", "in", "over", "after", "within")) or after == [
        "-",
        "long",
    ]


def _unit_of(lex: Lexemes, match: Match, name: str = "unit") -> str:
    place = match.at(name)
    return MEANING[lex.lows[place]][1] if place >= 0 else ""


def _quarter_ok(lex: Lexemes, match: Match) -> bool:
    """Take ordinals before quarter, half and century only: `the third week` has no place."""
    tags = match.found.string
    if match.at("code") >= 0:
        return True
    unit = "H" if tags[match.at("unit")] == "h" else _unit_of(lex, match)
    place, named = match.at("ord"), match.at("y", "rel", "ty") >= 0
    if match.at("y") >= 0 and unit not in "QH":
        return False
    if unit == "Q":
        return tags[place] in "Ooc" or named
    return (unit == "C" and tags[place] in "oO") or (unit == "H" and named and tags[place] in "oO")


def _season_ok(lex: Lexemes, match: Match) -> bool:
    tags = match.found.string
    place = match.at("season")
    if match.at("dir", "y", "rel", "edge") >= 0:
        return not (tags[place - 1 : place] == "i" and lex.lows[place] == "spring")
    return tags[place - 2 : place] == "pt" and tags[place + 1 : place + 2] not in ("f",)


def _decade_ok(lex: Lexemes, match: Match) -> bool:
    tags = match.found.string
    place = match.at("decade")
    if tags[place] == "K":
        return True
    chained = tags[place - 1 : place] == "A" and tags[place - 2 : place - 1] in ("k", "K")
    return lex.words[place][0] in "'’" or tags[place - 1 : place] == "t" or chained


def _length_ok(lex: Lexemes, match: Match) -> bool:
    """Leave `a day` in idioms, quarters and weekends as lengths, and numbers of other things."""
    tags = match.found.string
    unit, place = _unit_of(lex, match, "units"), match.at("count")
    if lex.lows[match.end : match.end + 2] == ["-", "to"]:
        return False
    if unit in "QK" or (tags[place] == "a" and unit == "TS"):
        return False
    single = tags[match.at("units")] == "U"
    hyphen = tags[match.at("units") - 1] == "-"
    one = lex.lows[place] in ("a", "an", "one", "1", "half")
    if single and not one and not hyphen:
        return False
    return not (lex.lows[place] == "one" and unit == "D" and not hyphen)


def _the_unit_ok(lex: Lexemes, match: Match) -> bool:
    return match.at("unit") >= 0 or _unit_of(lex, match, "weekend") == "K"


def _past_future_ok(lex: Lexemes, match: Match) -> bool:
    place = match.at("pf")
    follows = lex.words[place + 1 : place + 2]
    return lex.lows[place] in ("past", "future") and not (
        follows
        and follows[0].isalpha()
        and (
            lex.lows[place + 1]
            not in ("and", "or", "but", "by", "as", "he", "she", "they", "we", "it", "when")
        )
    )


def _reference_ok(lex: Lexemes, match: Match) -> bool:
    """Leave `as soon as`, `shortly after` and titles that end in Now."""
    place = match.start
    before, after = lex.lows[place - 1 : place], lex.lows[place + 1 : place + 2]
    if lex.lows[place] in ("soon", "shortly") and after in (["as"], ["after"], ["before"]):
        return False
    titled = lex.words[place][0].isupper() and place > 0 and lex.words[place - 1].istitle()
    return not titled or before == ["right"]


def _year_span_ok(lex: Lexemes, match: Match) -> bool:
    first, second = int(lex.words[match.at("y")]), lex.words[match.at("y2")]
    return second.isdigit() and len(second) == 2 and (first + 1) % 100 == int(second)


def _period_ok(lex: Lexemes, match: Match) -> bool:
    tags = match.found.string
    unit = _unit_of(lex, match)
    return not unit.startswith("T") or tags[match.at("dir")] == "l"


def _edge_ok(lex: Lexemes, match: Match) -> bool:
    return _unit_of(lex, match) in ("Y", "M", "W", "E", "C", "Q")


CHECKS: dict[str, _Check] = {
    "reference": _reference_ok,
    "year": _year_ok, "bare_month": _month_ok, "clock": _clock_ok, "bare_units": _bare_units_ok,
    "quarter": _quarter_ok, "season": _season_ok, "decade": _decade_ok, "length": _length_ok,
    "the_unit": _the_unit_ok, "past_future": _past_future_ok, "year_span": _year_span_ok,
    "period": _period_ok, "edge_of_unit": _edge_ok,
}  # fmt: skip
