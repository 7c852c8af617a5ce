"""Layout: which parts of a text are sentences of the report, and which are furniture around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from salis.read.labels import Label, LabelKind, find_labels, match_label, match_signature
from salis.read.lists import layout_rules
from salis.read.paragraphs import bullet_length, cut_paragraphs, is_row


class BlockKind(StrEnum):
    """What a block of text is."""

    HEADLINE = "headline"
    HEADING = "heading"
    BYLINE = "byline"
    CAPTION = "caption"
    FURNITURE = "furniture"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Turn:
    """What says who speaks a block; places in the text, `[start, end)`."""

    #: The words that name who speaks, as they stand there.
    name: str
    named_at: tuple[int, int]
    #: The colon or dash between them and the words.
    cue: tuple[int, int]
    #: "through interpreter", where the label has it.
    via: tuple[int, int] | None = None
    #: It is the account of a post.
    handle: bool = False
    #: Where the label stands: before this block, or before one that this block goes on from.
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the text: `text` is the words from `start` on, single line ends as spaces."""

    kind: BlockKind
    start: int
    text: str
    #: Agency named in the dateline or credit of this block.
    credit: str | None = None
    #: Who speaks all of it, where a label says so ("ORLO: …").
    turn: Turn | None = None


_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_WEEKDAY = "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|tue|wed|thu|sat)"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|[Ff]rom|[Ww]ritten by|[Ss]tory by|[Ww]ords by)\s+"
    rf"(?!(?i:{_WEEKDAY}|{_MONTH})\b)[A-Z][\w.'’-]+"
    r"(?:\s+(?:and\s+|van\s+|de\s+|,\s*)?[A-Z][\w.'’-]*){0,9}(?:\s*[|,/–—-].{0,80})?$"
)
_DATE_LINE = re.compile(
    r"(?:(?:page\s+)?(?:last\s+|first\s+)?(?:published|updated|posted|modified|filed)"
    rf"(?:\s*[:|]|\s+(?:on|at|by|in|\d+|today|yesterday|just|{_MONTH}|{_WEEKDAY})\b).{{0,80}}"
    rf"|(?:{_WEEKDAY},?\s+)?(?:\d{{1,2}}\s+)?{_MONTH}"
    r"\.?\s+\d{1,4}(?:,?\s+\d{4})?(?:[,\s]+(?:at\s+)?\d{1,2}[:.]\d{2}.{0,20})?"
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
    rf"(?P<agency>{_NAME}) (?:contributed to this (?:report|article|story)|contributed reporting)"
    r"|(?:source|via|with (?:material|reporting|files) from|(?:[Ww]ith )?reporting by(?: the)?)"
    r"\s*:?\s*"
    rf"(?P<other>{_NAME})"
)
_CONTRIBUTED = re.compile(
    rf"(?:The )?{_NAME}[^.]{{0,120}} contributed "
    r"(?:to this (?:report|article|story)|(?:additional )?reporting)[^.]{0,60}\.?$"
)
_WRITER = re.compile(rf"(?P<name>{_NAME}) (?:is|was|covers|has covered|writes|reports|leads)\b")
_FULL_STOP = re.compile(r"[a-z\d)]{2}[.!?][”\"’)]?$")
#: Characters; the line that tells of a writer is no longer.
_LONGEST_BIO = 300
#: Words; a line without a full stop is a heading up to this length.
_LONGEST_HEADING = 16
#: The same where no line has a full stop.
_BARE_HEADING = 4
#: Share of labelled paragraphs from which unlabelled ones go on with the turn before them.
_MOSTLY_TURNS = 0.4


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Give what begins each kind of line around a report (lists/layout.toml)."""
    rules = layout_rules()
    captions, marks = "|".join(rules.captions), "|".join(rules.credits)
    sources = {
        "caption": rf"(?:file\s+)?(?:{captions})\s*(?:by\b|:|/|—|-\s|courtesy)"
        rf"|file (?:photo|-|—)|.{{0,200}}(?:{marks})",
        "furniture": "|".join(rules.furniture),
        "heading": "|".join(rules.headings),
        "removed": "|".join(rules.removed),
        "note": rf"(?:{'|'.join(rules.notes)})$",
        "stage": rf"[(\[](?:{'|'.join(rules.stages)})[)\]]\.?$",
        "writer": rf".{{0,120}}?\b(?:{'|'.join(sorted(rules.writers))})\b|covers\b|has covered\b",
    }
    return {name: re.compile(source, re.IGNORECASE) for name, source in sources.items()}


def split_blocks(text: str, title: str | None) -> tuple[Block, ...]:
    """Split a text into its paragraphs, each with its kind, in order."""
    parts = list(cut_paragraphs(text, _stands_apart))
    around = [_around(words) for _, words in parts]
    labels = find_labels(
        ["" if kind else words for (_, words), kind in zip(parts, around, strict=True)]
    )
    bare = _has_no_stops([words for _, words in parts])
    blocks: list[Block] = []
    for (start, words), label in zip(parts, labels, strict=True):
        if label is not None and label.kind is not LabelKind.OPENING:
            blocks.append(_labelled(start, words, label))
            continue
        taken = label.words[0] if label is not None else 0
        rest = words[taken:]
        kind = _kind(rest, first=not blocks, title=title, bare=bare)
        if kind is BlockKind.BODY:
            taken += bullet_length(rest)
        blocks.append(_trimmed(kind, start + taken, words[taken:]))
    return _without_writers(_with_turns(_signed(blocks)))


def is_furniture(sentence: str) -> bool:
    """Say whether a sentence of the own voice tells of the page or to its reader."""
    return _patterns()["furniture"].match(sentence) is not None


def is_removed(sentence: str) -> bool:
    """Say whether a sentence stands for a comment that moderators took away."""
    return _patterns()["removed"].search(sentence) is not None


def _stands_apart(line: str) -> bool:
    """Say whether a line is never joined to the one before it."""
    line = line.lstrip()
    label = match_label(line)
    if label is not None and (label.name[0] > 0 or label.kind is not LabelKind.TURN):
        return True
    if label is not None and line[:1].isupper():
        return True
    inner = line.lstrip("([")
    around = any(_patterns()[name].match(inner) for name in ("caption", "furniture", "note"))
    return line[:1].isupper() and bool(around or _BYLINE.match(inner) or _DATE_LINE.match(inner))


def _has_no_stops(lines: Sequence[str]) -> bool:
    """Say whether no line ends as a sentence does, so that the lack of it tells nothing."""
    return not any(line[-1] in '.!?…:;”"' for line in lines if len(line.split()) > _BARE_HEADING)


def _labelled(start: int, words: str, label: Label) -> Block:
    """Make a block of a labelled line: speech, or the field of a form."""
    first, last = label.words
    if label.kind is LabelKind.FIELD:
        return Block(BlockKind.FURNITURE, start, words)
    turn = _turn(start, words, label)
    said = words[first:last]
    kind = BlockKind.BODY if re.search(r"[^\W\d_]{2}", said) else BlockKind.FURNITURE
    return Block(kind, start + first, said, turn=turn)


def _turn(start: int, words: str, label: Label) -> Turn:
    def placed(span: tuple[int, int]) -> tuple[int, int]:
        return start + span[0], start + span[1]

    return Turn(
        name=words[label.name[0] : label.name[1]],
        named_at=placed(label.name),
        cue=placed(label.cue),
        via=placed(label.via) if label.via else None,
        handle=label.kind is LabelKind.HANDLE,
    )


def _signed(blocks: Sequence[Block]) -> list[Block]:
    """Give posts and displayed quotations to whoever signs them."""
    found: list[Block] = []
    for block in blocks:
        label = match_signature(block.text) if block.turn is None else None
        if label is None:
            found.append(block)
            continue
        turn = _turn(block.start, block.text, label)
        said = block.text[: label.words[1]]
        if said:
            found.append(replace(block, kind=BlockKind.BODY, text=said, turn=turn))
        elif found and found[-1].kind is BlockKind.BODY and _is_quoted(found[-1].text):
            found[-1] = replace(found[-1], turn=turn)
            found.append(replace(block, kind=BlockKind.FURNITURE))
        else:
            found.append(block)
    return found


def _with_turns(blocks: Sequence[Block]) -> list[Block]:
    """Let paragraphs of a transcript that have no label go on with the turn before them."""
    spoken = sum(block.turn is not None and not block.turn.handle for block in blocks)
    body = sum(block.kind is BlockKind.BODY for block in blocks)
    if spoken < 2 or spoken < _MOSTLY_TURNS * body:
        return list(blocks)
    found: list[Block] = []
    turn: Turn | None = None
    for block in blocks:
        if block.turn is not None:
            turn = replace(block.turn, carried=True)
            found.append(block)
        elif turn is not None and block.kind in (BlockKind.BODY, BlockKind.HEADING):
            found.append(replace(block, kind=BlockKind.BODY, turn=turn))
        else:
            found.append(block)
    return found


def _without_writers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Set aside what tells of the writer: a name that the report itself never mentions."""
    return tuple(
        replace(block, kind=BlockKind.FURNITURE)
        if block.kind is BlockKind.BODY and _tells_of_writer(block, blocks)
        else block
        for block in blocks
    )


def _tells_of_writer(block: Block, blocks: Sequence[Block]) -> bool:
    found = _WRITER.match(block.text) if len(block.text) < _LONGEST_BIO else None
    if found is None or not _patterns()["writer"].match(block.text[found.end("name") + 1 :]):
        return False
    surname = found["name"].split()[-1]
    elsewhere = (one for one in blocks if one is not block and one.kind is BlockKind.BODY)
    return " " in found["name"] and not any(surname in one.text for one in elsewhere)


def _kind(words: str, *, first: bool, title: str | None, bare: bool) -> BlockKind:
    if title and _letters(words) and _letters(words) in _letters(title) and len(words) > 12:
        return BlockKind.HEADLINE
    heading = _is_heading(words, bare=bare)
    if words.startswith("#") or (first and heading):
        return BlockKind.HEADLINE if first else BlockKind.HEADING
    kind = BlockKind.FURNITURE if _patterns()["stage"].match(words) else _around(words)
    if kind is not None:
        return kind
    if not re.search(r"[^\W\d_]{2}", words) or is_row(words):
        return BlockKind.FURNITURE
    return BlockKind.HEADING if heading else BlockKind.BODY


def _around(words: str) -> BlockKind | None:
    """Tell what a line around the report is; None where it is none."""
    length, patterns = len(words), _patterns()
    words = words[bullet_length(words) :]
    if length < 400 and patterns["caption"].match(words) and not _is_quoted(words):
        return BlockKind.CAPTION
    bracketed, words = words[:1] in "([", words.lstrip("([")
    sentence = not bracketed and _FULL_STOP.search(words) is not None and len(words.split()) > 3
    if length < 160 and (_BYLINE.match(words) or (_DATE_LINE.match(words) and not sentence)):
        return BlockKind.BYLINE
    if length < 300 and (patterns["furniture"].match(words) or patterns["note"].match(words)):
        return BlockKind.FURNITURE
    if length < 300 and not sentence and patterns["heading"].match(words):
        return BlockKind.FURNITURE
    return BlockKind.FURNITURE if length < 300 and _CONTRIBUTED.match(words) else None


def _is_quoted(words: str) -> bool:
    return words[:1] in '"“‘'


def _is_heading(words: str, *, bare: bool) -> bool:
    """Say whether a short line without a full stop stands alone as a heading."""
    count = len(words.split())
    if bullet_length(words) or bare:
        return count <= _BARE_HEADING and words[-1:] not in '.!?”"'
    return (count <= _LONGEST_HEADING and words[-1:] not in ".!?:;,”\"’'…)") or (
        count <= 3 and words[-1:] not in '.!?”"'
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
