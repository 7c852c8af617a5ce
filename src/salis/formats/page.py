"""A page between the records and the formats: what is shown, before how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a span of words is, for a format to show; never the only carrier of a meaning."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    CODE = "code"
    #: Stands on independent origins or on evidence.
    FIRM = "firm"
    #: Rests on one origin.
    LIGHT = "light"
    #: Contested.
    SPLIT = "split"
    #: Fallen.
    FALLEN = "fallen"
    #: Alleged or not yet known.
    OPEN = "open"
    #: The words of a statement inside a document.
    MARKED = "marked"
    #: The passage that was asked for.
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


type Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section."""

    text: str
    #: Said beside it, quietly.
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words."""

    line: Line
    #: Whether it stands apart from what is before it.
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of a document and where they stand."""

    words: str
    cite: Line


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list with lines below it that belong to it."""

    head: Line
    notes: tuple[Line, ...] = ()
    quotes: tuple[Quote, ...] = ()
    depth: int = 0
    #: Number or id shown before it; empty for a bullet.
    label: str = ""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text of a document with its own line breaks."""

    line: Line


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    #: `main` is the text, `lead` stands before it, `group` above it, `note` says more about it
    #: and `key` comes last there, first in a table.
    role: str = "note"
    #: For a number: what it counts, where no column heading says so.
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the same kind."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    #: Said instead where there are no rows.
    empty: str = "Nothing."


type Block = Heading | Paragraph | Quote | Item | Verbatim | Table


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown, top to bottom."""

    title: Line
    blocks: tuple[Block, ...]


def plain(text: str) -> Line:
    """Make a line of plain words."""
    return (Span(text),)


def quiet(text: str) -> Line:
    """Make a line of quiet words."""
    return (Span(text, Tone.QUIET),)


def joined(parts: Iterable[Line], *, by: str = " · ") -> Line:
    """Join lines into one, with a quiet mark between."""
    spans: list[Span] = []
    for part in parts:
        if spans and part:
            spans.append(Span(by, Tone.QUIET))
        spans.extend(part)
    return tuple(spans)


def words_of(line: Line) -> str:
    """Give a line's words without tones."""
    return "".join(span.text for span in line)
