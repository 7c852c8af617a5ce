"""What must stand around named times (years, months, seasons, clock times) to be times at all."""

from __future__ import annotations

from salis.read.lexemes import Lexemes
from salis.read.time_rules import Match
from salis.read.time_tags import MEANING

_SCALES = frozenset(
    ["hundred", "thousand", "million", "billion", "trillion", "m", "bn", "percent", "%", "people"]
)
#: Words after which a bare month's name that is also a name or a verb is a month.
_MONTH_LEADS = frozenset(
    ["as", "than", "was", "is", "for", "or", "whole", "all", "like", "versus", "with", "against"]
)
#: Words after which a bare season's name is the season.
_OVER = ("over", "through", "throughout", "for", "all")
_SEASON_LEADS = frozenset(
    ("but", "and", "or", "that", "as", "than", "whole", "all", "for", "every")
)
#: Where these stand near, the seventies are a number of something else.
_HEAT = frozenset(
    ["temperatures", "temperature", "highs", "lows", "degrees", "mercury", "aged", "approval",
     "percent", "%", "ratings", "polls", "people", "men", "women"]
)  # fmt: skip
#: Words that make a half one of a year's, not of a match or a loaf.
_MONEY = frozenset(
    [
        "$", "€", "£", "%", "percent", "cent", "profit", "profits", "revenue", "revenues", "sales",
        "earnings", "income", "growth", "loss", "losses", "output", "exports", "imports", "gdp",
        "economy", "results", "turnover", "deficit", "deliveries", "production", "demand",
    ]
)  # fmt: skip
#: How far such words may stand, in pieces.
_NEAR = 14
_SCORES = ("people", "%", "percent", "points")


def plural_after(lex: Lexemes, index: int) -> bool:
    """Tell whether a counted plural or a scale stands at a piece."""
    word = lex.lows[index] if index < len(lex.lows) else ""
    if word in _SCALES or word in ("-", "$"):
        return word != "-"
    return len(word) > 3 and word.endswith("s") and word not in ("this", "does") and word.isalpha()


def unit_of(lex: Lexemes, match: Match, name: str = "unit") -> str:
    """Return the unit in a part of a match, "" where the part is absent."""
    place = match.at(name)
    return MEANING[lex.lows[place]][1] if place >= 0 else ""


def year_ok(lex: Lexemes, match: Match) -> bool:
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
        and tags[place + 1 : place + 2] not in ",!);'-7"
        and (lex.lows[place + 1] not in ("'", "’", '"', "”", ":", ";"))
    ):
        return False
    if 1900 < year < 2060 and year % 100:
        return lex.lows[place + 1 : place + 2] not in ([word] for word in _SCORES)
    led = tags[place - 1 : place] in ("p", "r", "f", "t", "e", "E", "u") and place > 0
    led = (led and before != "at") or before == "year"
    return led and not plural_after(lex, place + 1) and year >= 1500


def the_year_ok(lex: Lexemes, match: Match) -> bool:
    """Take `the year 2000`."""
    return (
        lex.lows[match.at("unit")] == "year"
        and match.found.string[match.end : match.end + 1] != "V"
    )


def month_ok(lex: Lexemes, match: Match) -> bool:
    """Ask for company where a month's name is also a name, a verb or short."""
    tags = match.found.string
    place = match.at("mon")
    if not lex.words[place][0].isupper():
        return False
    if tags[place] == "M" or match.at("dir", "edge") >= 0:
        return True
    before, low = tags[place - 1 : place] if place else "", lex.lows[place]
    follows, chained = lex.words[place + 1 : place + 2], _in_month_list(tags, place)
    if chained or (before != "" and before in "pr") or follows in ([":"], ["'s"], ["’s"]):
        return True
    if tags[place] == "B":
        return False
    led = before in ("r", "u", "f") or (before in ("a", "t", "s") and low not in ("may", "march"))
    led = led or (place > 0 and lex.lows[place - 1] in _MONTH_LEADS)
    led = led or (before == "t" and bool(follows) and follows[0].islower() and _plain(tags, place))
    return (
        bool(before) and led and not (follows and follows[0][:1].isupper() and follows[0].isalpha())
    )


def _plain(tags: str, place: int) -> bool:
    """Tell `the March bailout` from `the March on the capital`."""
    return tags[place + 1 : place + 2] == "."


def _in_month_list(tags: str, place: int) -> bool:
    """Tell whether another month stands beside: `July, August and September`."""
    before, after = tags[max(0, place - 2) : place], tags[place + 1 : place + 3]
    left = before[-1:] in ("A", ",", "-", "u", "6", "/") and before[:1] in ("M", "N", "B")
    return left or (after[:1] in ("A", "-", "u", "6", "/") and after[1:] in ("M", "N", "B"))


def clock_ok(lex: Lexemes, match: Match) -> bool:
    """Tell a bare `14:30` from a score; leave a bare number before `to 9 p.m.` to its lead."""
    tags = match.found.string
    start, end = match.span("clock")
    if tags[start] != "C" or end - start > 1 or match.rule != "clock":
        return True
    word = lex.words[start]
    hour, minute = word.split(":")[:2] if ":" in word else word.split(".")[:2]
    led = start > 0 and (tags[start - 1] in "pr-u")
    return int(hour) < 24 and int(minute) < 60 and (led or (len(hour) == 2 and "." not in word))


def clock_first_ok(lex: Lexemes, match: Match) -> bool:
    """Take `8` of `from 8 to 9 p.m.`."""
    start = match.start
    joint = match.found.string[start + 1]
    before = lex.lows[start - 1] if start else ""
    return joint == "-" or before in (("between",) if joint == "A" else ("from", "at", "between"))


def quarter_ok(lex: Lexemes, match: Match) -> bool:
    """Take ordinals before quarter, half and century only: `the third week` has no place."""
    tags = match.found.string
    if match.at("code") >= 0:
        return True
    half = tags[match.at("unit")] == "h"
    unit = "H" if half else unit_of(lex, match)
    place, named = match.at("ord"), match.at("y", "rel", "ty") >= 0
    if match.at("y") >= 0 and unit not in "QH":
        return False
    if unit == "Q":
        return tags[place] in "Ooc" or named
    if unit == "H":
        bare = tags[match.end : match.end + 1] != "f" and _about_money(lex, match)
        return tags[place] in "oO" and (named or bare)
    return unit == "C" and tags[place] in "oO"


def quarters_ok(lex: Lexemes, match: Match) -> bool:
    """Take both of `the second and third quarters`."""
    tags = match.found.string
    ordinals = match.start - (1 if match.rule == "quarter_second" else 0)
    near = lex.lows[ordinals : match.end + 4]
    paired = match.rule == "quarter_first" or tags[match.start - 2 : match.start - 1] == "O"
    return "quarters" in near and paired


def quarter_of_ok(lex: Lexemes, match: Match) -> bool:
    """Take `this year's third quarter`, `the year's first half`."""
    years = [low for low in lex.lows[match.start : match.end] if low == "year"]
    half = match.found.string[match.at("unit")] == "h"
    return (bool(years) or match.at("y") >= 0) and (half or unit_of(lex, match) == "Q")


def _about_money(lex: Lexemes, match: Match) -> bool:
    around = lex.lows[max(0, match.start - _NEAR) : match.end + _NEAR]
    return not _MONEY.isdisjoint(around)


def season_ok(lex: Lexemes, match: Match) -> bool:
    """Ask for company where a season's name may be a verb, a fall or a hot spring."""
    tags = match.found.string
    place = match.at("season")
    if match.at("dir", "y", "rel", "edge") >= 0:
        return not (tags[place - 1 : place] == "i" and lex.lows[place] == "spring")
    if not lex.words[place][0].islower() or tags[place + 1 : place + 2] == "f":
        return False
    if tags[place - 1 : place] == "t":
        led = place > 1 and (tags[place - 2] in "pr" or lex.lows[place - 2] in _OVER)
        return led and tags[place + 1 : place + 2] != "7"
    led = tags[place - 1 : place] in ("p", "r", ",") or lex.lows[place - 1] in _SEASON_LEADS
    return place > 0 and led and lex.lows[place] != "fall" and not plural_after(lex, place + 1)


def decade_ok(lex: Lexemes, match: Match) -> bool:
    """Tell the seventies from people in their seventies and from heat in the seventies."""
    tags = match.found.string
    place = match.at("decade")
    the = tags[place - 1 : place] == "t" or match.at("edge") >= 0
    cool = _HEAT.isdisjoint(lex.lows[max(0, place - 6) : place + 3])
    if lex.words[place][0].isalpha():
        return the and tags[place - 1] in "tEe-" and cool
    if tags[place] == "K":
        return True
    chained = tags[place - 1 : place] == "A" and tags[place - 2 : place - 1] in ("k", "K")
    return lex.words[place][0] in "'’" or (tags[place - 1 : place] == "t" and cool) or chained


def year_span_ok(lex: Lexemes, match: Match) -> bool:
    """Take 2008-09 and 2008/09, where the second is the year that follows."""
    return year_span_like(lex, match.at("y"), match.at("y2"))


def fiscal_ok(lex: Lexemes, match: Match) -> bool:
    """Take fiscal 2011 and the tax year; leave `financial 2011`."""
    tags = match.found.string
    word = next(i for i in range(match.start, match.end) if tags[i] == "y")
    year = lex.lows[word + 1 : word + 2] == ["year"]
    if match.at("y2") >= 0 and not year_span_like(lex, match.at("y"), match.at("y2")):
        return False
    return year or (lex.lows[word] in ("fiscal", "fy") and tags[word + 1 : word + 2] != "U")


def year_span_like(lex: Lexemes, first: int, second: int) -> bool:
    """Tell whether the second piece is the last two digits of the year after the first."""
    word = lex.words[second]
    return word.isdigit() and len(word) == 2 and (int(lex.words[first]) + 1) % 100 == int(word)


def day_of_month_ok(lex: Lexemes, match: Match) -> bool:
    """Take `on the 16th`, not `on the 16th floor`."""
    after = lex.lows[match.end : match.end + 1]
    ends = not after or not after[0][0].isalnum() or after[0] in _AFTER_DAYS
    return ends and after != ["-"] and 1 <= int(lex.lows[match.at("day")][:-2]) <= 31


def more_days_ok(lex: Lexemes, match: Match) -> bool:
    """Take the 3 of `3 and 5 May` and of `3, 4 and 5 May`."""
    tags = match.found.string
    start, month = match.start, match.at("monc")
    chain = tags[start + 1 : month]
    if start and (tags[start - 1] in "MNB/:" or lex.lows[start - 1] in ("$", "€", "£", "#", ".")):
        return False
    return chain[0] in "A6-" or "A" in chain or "6" in chain


#: Longest list of days after a month, in pieces.
_LIST = 12


def days_after_ok(lex: Lexemes, match: Match) -> bool:
    """Take the 17 of `October 16 and 17`, where no noun follows that it could count."""
    tags, place = match.found.string, match.start - 1
    first = max(0, place - _LIST)
    while place > first and tags[place] in "A6,do":
        place -= 1
    dated = tags[place] in "MN" or tags[max(0, place - 1) : place + 1] == "B!" or tags[place] == "B"
    after, word = tags[match.end : match.end + 1], lex.lows[match.end : match.end + 1]
    if tags[match.start - 1] == "," and after not in ("A", "6", ","):
        return False
    counted = after == "." and word[0].isalpha() and word[0] not in _AFTER_DAYS
    return dated and not counted and after not in ("n", "d", "%", "Y")


_AFTER_DAYS = frozenset(
    [
        "in",
        "at",
        "on",
        "for",
        "with",
        "to",
        "by",
        "from",
        "respectively",
        "when",
        "where",
        "as",
        "that",
        "which",
        "he",
        "she",
        "they",
        "it",
        "were",
        "was",
        "will",
        "would",
        "is",
        "are",
        "has",
        "had",
    ]
)
