"""What must stand around lengths and told times (a day, the week, that morning) to be times."""

from __future__ import annotations

from salis.read.lexemes import Lexemes
from salis.read.time_checks_named import unit_of
from salis.read.time_rules import Match
from salis.read.time_tags import MEANING

#: Words that may follow a time told by a clause's end: `the day before`, `on the day`.
_CLAUSE_GOES_ON = frozenset(
    [
        "to",
        "as",
        "at",
        "with",
        "by",
        "and",
        "but",
        "for",
        "from",
        "than",
        "when",
        "while",
        "after",
        "before",
        "in",
        "on",
        "because",
        "amid",
        "which",
        "who",
        "is",
        "was",
        "were",
        "are",
        "has",
        "had",
        "will",
        "would",
        "despite",
        "against",
        "following",
        "compared",
        "due",
        "since",
        "though",
    ]
)
#: Marks that tie what follows to what stands before.
_TIGHT = frozenset(("-", "‐", "'", "’", "/", "$", "€", "£"))
#: Words before a bare `the week` that make it the one now told of.
_TOLD_LEADS = frozenset(("in", "on", "during", "for", "within", "throughout", "over", "through"))
#: Verbs of markets and people that end or begin `the week`.
_TOLD_VERBS = frozenset(
    [
        "ended",
        "ending",
        "end",
        "closed",
        "finished",
        "finish",
        "began",
        "begin",
        "started",
        "opened",
    ]
)
_TRADING = frozenset(
    ("trading", "trade", "session", "sessions", "deals", "dealings", "rush", "rally")
)
_ROW = (["in", "a", "row"], ["running"], ["on", "end"])
_TWILIGHT = frozenset(("dawn", "daybreak", "sunrise", "midday", "dusk", "sunset", "nightfall"))
_ENDED = frozenset(("ended", "ending", "to", "through", "until", "before", "after", "prior"))
_MAKING = (["in", "the", "making"], ["-", "long"])
_REFERENCE_GOES_ON = ("and", "or", "but", "by", "as", "he", "she", "they", "we", "it", "when")


def _goes_on(lex: Lexemes, index: int) -> bool:
    """Tell whether a clause ends here or goes on with a word that cannot belong to a noun."""
    if index >= len(lex.lows):
        return True
    low = lex.lows[index]
    return low in _CLAUSE_GOES_ON or not (low[0].isalnum() or low in _TIGHT)


def bare_units_ok(lex: Lexemes, match: Match) -> bool:
    """Take `for decades`, `decades-long`, `over the years`; leave other bare plurals."""
    place = match.at("units")
    if MEANING[lex.lows[place]][1] not in ("Y", "E", "C", "M", "W", "D"):
        return False
    before = [low for low in lex.lows[max(0, place - 2) : place] if low != "the"]
    after = lex.lows[place + 1 : place + 4]
    led = before[-1:] and before[-1] in ("for", "in", "over", "after", "within")
    return bool(led) or after[:2] in _MAKING or after in _MAKING


def length_ok(lex: Lexemes, match: Match) -> bool:
    """Leave `a day` in idioms, quarters and weekends as lengths, and numbers of other things."""
    tags = match.found.string
    unit, place = unit_of(lex, match, "units"), match.at("count")
    if lex.lows[match.end : match.end + 2] == ["-", "to"]:
        return False
    if unit == "Q":
        row = "b" in tags[match.start : match.end] or tags[match.start - 1 : match.start] == "p"
        return row and tags[match.end : match.end + 1] != "f" and tags[match.end - 1] == "V"
    if unit == "K" or (tags[place] == "a" and unit == "TS"):
        return False
    single = tags[match.at("units")] == "U"
    hyphen = tags[match.at("units") - 1] == "-"
    one = lex.lows[place] in ("a", "an", "one", "1", "half")
    if single and not one and not hyphen:
        return False
    return not (lex.lows[place] == "one" and unit == "D" and not hyphen)


def length_first_ok(lex: Lexemes, match: Match) -> bool:
    """Take `60` of `between 60 and 90 days`, `three` of `three to five years`."""
    start = match.start
    joint, before = match.found.string[start + 1], lex.lows[start - 1] if start else ""
    if joint == "-" and match.found.string[start] == "n" and lex.words[start][0].isalpha():
        return False
    if before in ("-", "$", "€", "£", "/", ".") or unit_of(lex, match, "units") in ("Q", "K"):
        return False
    return before == "between" if joint == "A" else not (joint == "u" and before == "between")


def quarter_length_ok(lex: Lexemes, match: Match) -> bool:
    """Take a quarter-century and a quarter of an hour."""
    units = lex.lows[match.at("units", "unitsb")]
    first = next(i for i in range(match.start, match.end) if match.found.string[i] == "U")
    return lex.lows[first] == "quarter" and units in ("century", "hour")


def later_ok(lex: Lexemes, match: Match) -> bool:
    """Leave `two days later than planned` and `a year earlier this decade`."""
    tags = match.found.string
    after = lex.lows[match.end : match.end + 1]
    bare = match.at("count") < 0
    if bare and tags[match.at("units")] == "U" and tags[match.start] != "t":
        return False
    return after != ["than"] and tags[match.end : match.end + 1] not in ("i", "T")


def year_ago_ok(lex: Lexemes, match: Match) -> bool:
    """Take the year-ago quarter."""
    return unit_of(lex, match, "units") == "Y"


def before_ok(lex: Lexemes, match: Match) -> bool:
    """Take `the day before` where no date and no clause follows that it is counted from."""
    way = match.at("way")
    if lex.lows[way] not in ("before", "after"):
        return False
    if match.found.string[match.end - 1] == "l":
        return lex.lows[match.end - 1] == "last" and lex.lows[way] == "before"
    after = lex.lows[match.end : match.end + 1]
    return not after or not (after[0][0].isalnum() or after[0][0] in '"“‘$€£')


def neighbour_ok(lex: Lexemes, match: Match) -> bool:
    """Take what is told from the time named last: the previous week, the next day."""
    low = lex.lows[match.at("dir")]
    if low in ("previous", "preceding", "prior", "following"):
        return unit_of(lex, match) not in ("TS", "TM", "TH", "E", "C")
    own = unit_of(lex, match) == "D" or match.at("pod") >= 0
    return (
        low == "next"
        and own
        and match.end - match.start - (match.found.string[match.start] == "t") == 2
    )


def part_ok(lex: Lexemes, match: Match) -> bool:
    """Take this morning, last night; `the previous evening` is told from another day."""
    return lex.lows[match.at("dir")] in ("this", "last")


def nth_ok(lex: Lexemes, match: Match) -> bool:
    """Take the third straight day, the second week in a row, `for a third day`."""
    middle = [MEANING.get(low, ("", ""))[1] for low in lex.lows[match.start : match.end]]
    row = lex.lows[match.end : match.end + 3]
    if "nth" in middle or any(row[: len(words)] == words for words in _ROW):
        return True
    led = match.start > 0 and lex.lows[match.start - 1] == "for" and row[:1] != ["of"]
    later = lex.lows[match.at("ord")] not in ("first", "1st")
    return led and later and unit_of(lex, match) in ("D", "W", "M", "Y")


def ordinal_ok(lex: Lexemes, match: Match) -> bool:
    """Take the first week of the month; a part cannot be longer than its whole."""
    if unit_of(lex, match) == "Q":
        return False
    order = ("D", "K", "W", "N", "M", "Q", "Y", "E", "C")
    place = match.at("ru", "tu")
    if place < 0:
        return True
    whole, unit = MEANING[lex.lows[place]][1], unit_of(lex, match) or unit_of(lex, match, "units")
    return (
        unit in order and whole in ("W", "M", "Q", "Y") and order.index(unit) < order.index(whole)
    )


def that_ok(lex: Lexemes, match: Match) -> bool:
    """Leave `the same month last year`, which the year places, and `that second`."""
    tags = match.found.string
    if unit_of(lex, match).startswith("T"):
        return False
    after = tags[match.end : match.end + 4]
    same = "s" in tags[match.start : match.end]
    named = after[:1] in ("l", "i", "x", "Y") or after[:2] in ("fY", "pY", "aU", "ft", "fl", "fi")
    return not (same and named)


def the_now_ok(lex: Lexemes, match: Match) -> bool:
    """Take `on the day`, `for the week`, `the entire year`, `the year's gains`."""
    tags, unit = match.found.string, unit_of(lex, match)
    if unit not in ("D", "W", "M", "Q", "Y"):
        return False
    whole = match.at("whole")
    if whole >= 0:
        return MEANING[lex.lows[whole]][1] == "all"
    before, after = lex.lows[match.start - 1 : match.start], lex.lows[match.end : match.end + 1]
    if after and after[0] in _ENDED:
        return False
    if tags[match.end : match.end + 1] == "7":
        return True
    if before and before[0] in _TOLD_VERBS:
        return tags[match.end : match.end + 1] not in ("f", "-", "r")
    return bool(before) and before[0] in _TOLD_LEADS and _goes_on(lex, match.end)


def the_unit_ok(lex: Lexemes, match: Match) -> bool:
    """Take what a date may follow, and the weekend."""
    if "K" in (unit_of(lex, match), unit_of(lex, match, "weekend")):
        return True
    return match.at("unit") >= 0 and lex.lows[match.end] in _ENDED


def edge_ok(lex: Lexemes, match: Match) -> bool:
    """Take the end of the year, earlier in the day, year-end."""
    place = match.at("unitb")
    if place < 0:
        unit = unit_of(lex, match)
        idiom = "of" in lex.lows[match.start : match.end] and lex.lows[match.start - 1] == "at"
        return unit in ("Y", "M", "W", "E", "C", "Q") or (unit == "D" and not idiom)
    last, joint = lex.lows[match.end - 1], match.found.string[place + 1 : match.end - 1]
    unit = unit_of(lex, match, "unitb")
    return (
        last in ("end", "start")
        and bool(joint or last == "end")
        and unit in ("Y", "M", "W", "Q", "D")
    )


def part_of_date_ok(lex: Lexemes, match: Match) -> bool:
    """Take the early hours of Monday, not the hours of Monday."""
    place = match.at("hours")
    return place < 0 or (lex.lows[place] == "hours" and match.found.string[place - 1] == "E")


def day_of_week_ok(lex: Lexemes, match: Match) -> bool:
    """Take Tuesday of last week."""
    return unit_of(lex, match) == "W"


def night_ok(lex: Lexemes, match: Match) -> bool:
    """Take overnight on Monday, Monday overnight."""
    return lex.lows[match.at("night", "nightb")] == "overnight"


def some_part_ok(lex: Lexemes, match: Match) -> bool:
    """Take `in the morning`, `morning trading`, `at dawn`, `late evening`."""
    tags, place = match.found.string, match.at("pod")
    low, before = lex.words[place], lex.lows[match.start - 1] if match.start else ""
    if not low.islower():
        return False
    if lex.lows[match.end : match.end + 1] and lex.lows[match.end] in _TRADING:
        return True
    if low in _TWILIGHT:
        return before in ("at", "before", "after", "by", "around", "until", "since")
    if tags[match.start] == "E":
        return lex.lows[match.start] != "mid" or low != "night"
    return tags[match.start] == "t" and before in ("in", "during") and _goes_on(lex, match.end)


def reference_ok(lex: Lexemes, match: Match) -> bool:
    """Leave `as soon as`, `shortly after` and titles that end in Now."""
    place = match.start
    before, after = lex.lows[place - 1 : place], lex.lows[place + 1 : place + 2]
    if lex.lows[place] in ("soon", "shortly") and after in (["as"], ["after"], ["before"]):
        return False
    titled = lex.words[place][0].isupper() and place > 0 and lex.words[place - 1].istitle()
    return not titled or before == ["right"]


def past_future_ok(lex: Lexemes, match: Match) -> bool:
    """Take `in the past`, not `in the past tense`."""
    place = match.at("pf")
    follows = lex.words[place + 1 : place + 2]
    goes_on = bool(follows) and follows[0].isalpha()
    return lex.lows[place] in ("past", "future") and not (
        goes_on and lex.lows[place + 1] not in _REFERENCE_GOES_ON
    )


def period_ok(lex: Lexemes, match: Match) -> bool:
    """Leave `this minute`, `next hour` and `her last day`."""
    if unit_of(lex, match) == "D" and lex.lows[match.at("dir")] == "last":
        return False
    return not unit_of(lex, match).startswith("T") or match.found.string[match.at("dir")] == "l"


def moment_ok(lex: Lexemes, match: Match) -> bool:
    """Take `at the moment`, `at present`."""
    the = match.found.string[match.start] == "t"
    return lex.lows[match.start - 1] == "at" and the == (lex.lows[match.at("ref")] == "moment")


def plural_ok(lex: Lexemes, match: Match) -> bool:
    """Take Fridays and `at weekends`, not `two mornings`."""
    before = lex.lows[match.start - 1] if match.start else ""
    return lex.words[match.start][0].isupper() or before in ("on", "at", "in", "most", "during")


def these_days_ok(lex: Lexemes, match: Match) -> bool:
    """Take `these days`."""
    return lex.lows[match.start : match.end] == ["these", "days"]


def this_unit_ok(lex: Lexemes, match: Match) -> bool:
    """Take the current quarter."""
    return "current" in lex.lows[match.start : match.end] and not unit_of(lex, match).startswith(
        "T"
    )


def window_half_ok(lex: Lexemes, match: Match) -> bool:
    """Take the past year and a half."""
    return unit_of(lex, match, "units") in ("Y", "E", "C", "M")
