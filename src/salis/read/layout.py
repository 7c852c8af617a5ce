"""Layout: which parts of a text are sentences of the report, and which are furniture around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from salis.read.lists import layout_rules


class BlockKind(StrEnum):
    """What a block of text is."""

    HEADLINE = "headline"
    HEADING = "heading"
    BYLINE = "byline"
    CAPTION = "caption"
    FURNITURE = "furniture"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the text: `text` is the words from `start` on, single line ends as spaces."""

    kind: BlockKind
    start: int
    text: str
    #: Agency named in the dateline or credit of this block.
    credit: str | None = None


#: Longest run of text read as one paragraph; longer ones are cut at a space.
_LONGEST = 4_000
#: Longest run without the end of a sentence; parsers go wrong and deep beyond it.
_LONGEST_SENTENCE = 2_000

_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Ff]rom|[Ww]ritten by|[Ss]tory by|[Ww]ords by)\s+[A-Z][\w.'’-]+"
    r"(?:\s+(?:and\s+|van\s+|de\s+|,\s*)?[A-Z][\w.'’-]*){0,9}(?:\s*[|,/–—-].{0,80})?$"
)
_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DATE_LINE = re.compile(
    r"(?:(?:last\s+)?(?:published|updated|posted|modified|first published|filed)\b.{0,80}"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\s+)?"
    + _MONTH
    + r"\.?\s+\d{1,4}(?:,?\s+\d{4})?(?:[,\s]+(?:at\s+)?\d{1,2}[:.]\d{2}.{0,20})?"
    r"|\d{4}-\d{2}-\d{2}.{0,30})\s*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z .'’-]{2,40}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})"
    r"(?:,\s*[A-Z][\w. ]{2,24})?"
    r"(?:,?\s+(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?"
    r"\s*(?:\((?P<agency>[A-Z][\w .&-]{1,40})\))?\s*(?:—|–|--|-)\s+(?=[\"“‘A-Z])"
)
_AGENCY_LEAD = re.compile(r"\((?P<agency>[A-Z][\w .&-]{1,40})\)\s*(?:—|–|--|-)\s*")
_NAME = r"[A-Z][\w&.]+(?: [A-Z][\w&.]+){0,3}"
_CREDIT = re.compile(
    rf"(?P<agency>{_NAME}) (?:contributed to this report|contributed reporting)"
    r"|(?:source|via|with (?:material|reporting|files) from|reporting by(?: the)?)\s*:?\s*"
    rf"(?P<other>{_NAME})"
)


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what begins a caption or credit line, and what begins furniture (lists/layout.toml)."""
    rules = layout_rules()
    captions, marks = "|".join(rules.captions), "|".join(rules.credits)
    caption = rf"(?:file\s+)?(?:{captions})\s*(?:by\b|:|/|—|-\s|courtesy)|.{{0,200}}(?:{marks})"
    furniture = "|".join(rules.furniture)
    return re.compile(caption, re.IGNORECASE), re.compile(furniture, re.IGNORECASE)


def split_blocks(text: str, title: str | None) -> tuple[Block, ...]:
    """Split a text into its paragraphs, each with its kind, in order."""
    blocks: list[Block] = []
    for start, words in _paragraphs(text):
        kind = _kind(words, first=not blocks, title=title)
        blocks.append(_trimmed(kind, start, words))
    return tuple(blocks)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"\S(?:[^\n]|\n(?![ \t]*\n))*", text):
        yield from _lines(match.start(), match.group().rstrip())


def _lines(start: int, block: str) -> Iterator[tuple[int, str]]:
    """Give the lines of a block as paragraphs, hard-wrapped ones joined."""
    lines = block.split("\n")
    width = max(map(len, lines))
    wrapped = 40 <= width <= 110 and all(len(line) > 0.55 * width for line in lines[:-1])
    at = 0
    held_start, held = 0, ""
    for line in lines:
        apart = line[:1].isupper() and _stands_apart(line)
        joins = (
            held
            and not apart
            and (wrapped or (held[-1] not in ".!?:”\"'’)" and line[:1].islower()))
        )
        if held and not joins:
            yield from _cut(start + held_start, held)
            held = ""
        held_start, held = (held_start, f"{held} {line}") if held else (at, line)
        at += len(line) + 1
    if held.strip():
        yield from _cut(start + held_start, held)


def _cut(start: int, words: str) -> Iterator[tuple[int, str]]:
    """Cut a paragraph that is too long, or holds no end of a sentence for too long, at a space."""
    while words.strip():
        limit = _limit(words)
        at = len(words) if len(words) <= limit else words.rfind(" ", 1, limit)
        at = at if at > 0 else limit
        piece = words[:at]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), piece.strip()
        start, words = start + at, words[at:]


def _limit(words: str) -> int:
    """Give how far a paragraph may be read in one piece."""
    last = 0
    for match in re.finditer(r"[.!?](?=[\s”\"])|$", words[:_LONGEST]):
        if match.start() - last > _LONGEST_SENTENCE:
            return last + _LONGEST_SENTENCE
        if match.group():
            last = match.end()
    return _LONGEST if len(words) <= _LONGEST or not last else last + 2


def _kind(words: str, *, first: bool, title: str | None) -> BlockKind:
    if title and _letters(words) and _letters(words) in _letters(title) and len(words) > 12:
        return BlockKind.HEADLINE
    if words.startswith("#") or (first and _is_heading(words)):
        return BlockKind.HEADLINE if first else BlockKind.HEADING
    words = words.lstrip("([")
    short = len(words) < 400
    if short and _around()[0].match(words) and not _is_quoted(words):
        return BlockKind.CAPTION
    if len(words) < 160 and (_BYLINE.match(words) or _DATE_LINE.match(words)):
        return BlockKind.BYLINE
    if len(words) < 250 and _around()[1].match(words):
        return BlockKind.FURNITURE
    if not re.search(r"[^\W\d_]{2}", words):
        return BlockKind.FURNITURE
    return BlockKind.HEADING if _is_heading(words) else BlockKind.BODY


def _stands_apart(line: str) -> bool:
    """Say whether a line is never joined to the one before it."""
    return any(p.match(line.lstrip("([")) for p in (*_around(), _BYLINE, _DATE_LINE))


def _is_quoted(words: str) -> bool:
    return words[:1] in '"“‘'


def _is_heading(words: str) -> bool:
    """Say whether a short line without a full stop stands alone as a heading."""
    return (len(words.split()) <= 16 and words[-1] not in ".!?:;,”\"’'…)") or (
        len(words.split()) <= 3 and words[-1] not in '.!?”"'
    )


def _letters(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()


def _trimmed(kind: BlockKind, start: int, words: str) -> Block:
    """Take the dateline off a body paragraph, keep the agency that it or a credit names."""
    credit = _CREDIT.search(words) if kind in (BlockKind.FURNITURE, BlockKind.BODY) else None
    agency = (credit.group("agency") or credit.group("other")) if credit else None
    if kind is not BlockKind.BODY:
        return Block(kind, start, words, agency)
    match = _dateline(words)
    if match is None:
        return Block(
            kind, start, words, agency if credit and "contributed" in credit.group() else None
        )
    return Block(
        kind, start + match.end(), words[match.end() :], match.groupdict().get("agency") or agency
    )


def _dateline(words: str) -> re.Match[str] | None:
    lead = _AGENCY_LEAD.match(words)
    if lead:
        return lead
    match = _DATELINE.match(words)
    if match and (match["agency"] or match["date"] or match["place"].isupper()):
        return match
    return None
