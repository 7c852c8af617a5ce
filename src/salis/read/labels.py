"""Labels: who speaks in a line, told by what stands before it ("WALLACE:", "@post:") or behind it.

A name before a colon is a label where the document shows that it is a transcript: it labels more
than one line, or the words after it are plainly spoken to somebody. So "KORR: The dam failed" keeps
its place name, and "Location: Korr" is no speech.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from salis.read.lists import layout_rules


class LabelKind(StrEnum):
    """What stands before the words of a line."""

    TURN = "turn"
    HANDLE = "handle"
    #: Behind the words: "— Lena Orlo (@orlo) May 3, 2025".
    SIGNATURE = "signature"
    #: A place before a report, a flag ("NEW:"), a time or whom a post answers: taken off.
    OPENING = "opening"
    #: The field of a form or a mail: no speech and no report.
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Label:
    """A label of one line; all places are offsets in the line, `[start, end)`."""

    kind: LabelKind
    #: The words that name who speaks.
    name: tuple[int, int]
    #: Colon or dash that says so.
    cue: tuple[int, int]
    #: What the speaker says.
    words: tuple[int, int]
    #: "through interpreter", where the label has it.
    via: tuple[int, int] | None = None


_STAMP = (
    r"(?P<stamp>[\[(]?\d{1,2}[:.]\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:[ ]?[ap]\.?m\b\.?)?"
    r"(?:[ ](?:GMT|BST|UTC|CES?T|[ECMP][SD]?T|AES?T))?[\])]?[ \t]*(?:[-–—:|][ \t]*)?)"
)
_BIG = r"(?:[A-Z][A-Z.'’-]*|Ma?c[A-Z]+)(?:[ ](?:[A-Z\d][A-Z\d.'’-]*|Ma?c[A-Z]+)){0,5}"
_MIXED = r"[A-Z][\w.'’-]+(?:[ ](?:[A-Z][\w.'’-]*|de|van|von|al|bin|el|la|du|of|\d)){0,4}"
_TAIL = r"(?P<role>,[ ][^:\n“\"]{2,60})?(?:[ ]?[(\[](?P<paren>[^)\]\n]{2,60})[)\]])?"
_LABEL = re.compile(
    rf"{_STAMP}?(?:(?P<asked>[QA])\d{{0,2}}[.:]|(?P<name>{_BIG}|{_MIXED}){_TAIL}[ ]?:)"
    r"(?=[ \t“\"]|$|(?<=\w:)[A-Z])[ \t]*"
)
_HANDLE = re.compile(
    rf"{_STAMP}?(?:(?P<again>RT)[ ]+)?(?P<handle>@\w{{1,30}})(?P<colon>[ ]?:)?[ \t]+"
)
_ANSWERED = re.compile(r"(?:@\w{1,30},?[ \t]+)+(?=\S)")
_SIGNATURE = re.compile(
    r"(?P<said>\S.*[.!?…”\"]|)[ \t]*(?:(?:pic\.twitter\.com/|https?://)\S+[ \t]+)?"
    rf"(?P<dash>[—–]|--?)[ \t]*(?P<name>{_MIXED}|{_BIG})"
    r"(?P<handle>[ ]\(@\w{1,30}\))?(?P<rest>,?[ ][^.!?\n]{2,60})?[ \t]*$"
)
_LOOSE_STAMP = re.compile(rf"{_STAMP}(?=[A-Z“\"])")
#: "0908 Aid is on its way": the time of an entry, where every line that opens with four digits is
#: one; lines of years ("1915 US troops land") are not.
_CLOCK = re.compile(r"(?P<clock>(?:[01]\d|2[0-3])[0-5]\d)(?:[ ]GMT)?[ \t]+(?=[A-Z“\"])")
_FOUR_DIGITS = re.compile(r"\d{4}[ \t]")
_FEWEST_CLOCKS = 3
_SPOKEN = re.compile(r"\?|\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Yy]ou|[Yy]our|[Mm]y|[Oo]ur)\b")
_INTERPRETED = re.compile(r"(?:through|via)\b.*(?:interpreter|translat)", re.IGNORECASE)
#: A label alone is a place or a kicker only this long.
_SHORT_PLACE = 40


def match_label(line: str) -> Label | None:
    """Match what may be the label of a line, as yet without regard to the rest of the document."""
    handle = _HANDLE.match(line)
    if handle and (handle["colon"] or handle["again"]):
        cue = handle.span("colon") if handle["colon"] else handle.span("again")
        return Label(LabelKind.HANDLE, handle.span("handle"), cue, (handle.end(), len(line)))
    found = _LABEL.match(line)
    if found:
        return _named(found, line)
    opening = _LOOSE_STAMP.match(line) or _ANSWERED.match(line)
    if opening:
        nobody = (0, 0)
        return Label(LabelKind.OPENING, nobody, nobody, (opening.end(), len(line)))
    return None


def _named(found: re.Match[str], line: str) -> Label:
    group = "asked" if found["asked"] else "name"
    end = len(found.group().rstrip())
    words, name = (found.end(), len(line)), found.span(group)
    low = found[group].lower().rstrip(".")
    rules = layout_rules()
    kind = LabelKind.TURN
    if group == "name" and not found["paren"] and not found["role"]:
        if low in rules.flags:
            kind = LabelKind.OPENING
        elif low in rules.fields:
            kind = LabelKind.FIELD
    paren = found["paren"] or ""
    via = found.span("paren") if _INTERPRETED.search(paren) else None
    if "@" in paren:
        kind = LabelKind.HANDLE
    return Label(kind, name, (end - 1, end), words, via)


def match_signature(line: str) -> Label | None:
    """Match who signs a post or a quotation behind its words."""
    found = _SIGNATURE.match(line) if len(line) < 2_000 else None
    if found is None or not (found["handle"] or not found["said"]):
        return None
    kind = LabelKind.SIGNATURE
    return Label(kind, found.span("name"), found.span("dash"), found.span("said"))


def find_labels(lines: Sequence[str]) -> list[Label | None]:
    """Find the labels of a document's lines, one for each line or None."""
    matched = [match_label(line) for line in lines]
    for at, end in _clocks(lines).items():
        matched[at] = matched[at] or Label(LabelKind.OPENING, (0, 0), (0, 0), (end, len(lines[at])))
    names = Counter(
        _name(line, label)
        for line, label in zip(lines, matched, strict=True)
        if label is not None and label.kind is LabelKind.TURN
    )
    return [
        None if label is None else _settled(label, line, names, first=at == 0)
        for at, (line, label) in enumerate(zip(lines, matched, strict=True))
    ]


def _clocks(lines: Sequence[str]) -> dict[int, int]:
    """Give the lines that open with a bare time of the day, as a live page's do, and its end."""
    found = {at: _CLOCK.match(line) for at, line in enumerate(lines) if _FOUR_DIGITS.match(line)}
    clocks = {at: match for at, match in found.items() if match is not None}
    early = any(match["clock"].startswith("0") for match in clocks.values())
    if len(clocks) < max(_FEWEST_CLOCKS, len(found)) or not early:
        return {}
    return {at: match.end() for at, match in clocks.items()}


def _settled(label: Label, line: str, names: Counter[str], *, first: bool) -> Label | None:
    """Decide what a name before a colon is in its document."""
    if label.kind is not LabelKind.TURN:
        return label
    name = line[label.name[0] : label.name[1]]
    big = name.isupper() or re.fullmatch(r"(?:Ma?c)?[A-Z.' ’-]+", name) is not None
    words = line[label.words[0] :]
    if line[label.cue[0]] == "." and not (names["q"] and names["a"]):
        return None
    certain = label.name[0] > 0 or is_unnamed(name)
    if label.via or (big and (certain or names.total() > 1 or _SPOKEN.search(words))):
        return label
    if not big and (names[_name(line, label)] > 1 or (certain and names.total() > 1)):
        return label
    if big and first and label.cue[1] < _SHORT_PLACE:
        return Label(LabelKind.OPENING, (0, 0), (0, 0), label.words)
    return None


def _name(line: str, label: Label) -> str:
    return line[label.name[0] : label.name[1]].lower()


def is_unnamed(name: str) -> bool:
    """Say whether a label names nobody ("Q", "MODERATOR", "Speaker 2", "UNIDENTIFIED MALE")."""
    words = [word.rstrip(".") for word in name.lower().split() if not word.rstrip(".").isdigit()]
    known = layout_rules().unnamed
    return not words or " ".join(words) in known or words[0] in known
