"""Records of a closer look: descent, values, copying, who told first, doubts, the pulse.

They are what the desk draws; times are as in `salis.views.records`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PulseRecord:
    """What came in a stretch of time."""

    start: str
    end: str
    documents: int
    #: Claims that were new or changed their standing; None where that was not looked for.
    changes: int | None


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """A document that prints a text, with the first statement in it that bears on the claim."""

    document: str
    source: str
    source_name: str
    title: str | None
    published_at: str | None
    statement: str | None


@dataclass(frozen=True, slots=True)
class TextRecord:
    """One text with the documents that print it, the first told first."""

    prints: tuple[PrintRecord, ...]


@dataclass(frozen=True, slots=True)
class DescentRecord:
    """An origin with the texts that come down from it."""

    origin: str
    source_name: str
    speaker: str | None
    independent: bool
    texts: tuple[TextRecord, ...]


@dataclass(frozen=True, slots=True)
class ValueRecord:
    """A number that one origin of an answer gives, where it was first told."""

    claim: str
    standing: str
    statement: str
    document: str
    source_name: str
    speaker: str
    published_at: str | None
    value: float
    low: float | None
    high: float | None
    #: exact | at_least | at_most | about | range
    bound: str
    text: str
    #: Documents that carry it.
    documents: int


@dataclass(frozen=True, slots=True)
class CopyingRecord:
    """How many documents of one source reuse text that another told first."""

    first: str
    first_name: str
    copier: str
    copier_name: str
    documents: int


@dataclass(frozen=True, slots=True)
class TellerRecord:
    """A claim that a source told before any other did, and by how much."""

    claim: str
    text: str
    standing: str
    told_at: str | None
    #: Who told it next, and how many hours later; None where a time is missing.
    next_name: str
    hours: float | None


@dataclass(frozen=True, slots=True)
class DoubtSideRecord:
    """One of two that may be one: a statement, a document, or a name with where it first speaks."""

    #: What a judgement names it by.
    id: str
    head: str
    text: str
    source_name: str
    document: str
    statement: str | None
    published_at: str | None
    #: The words of the statement within the text, and what its speaker does with them.
    marked: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class DoubtRecord:
    """Two that are held to be one, or may be, without that being sure."""

    #: claims | apart | documents | names
    kind: str
    a: DoubtSideRecord
    b: DoubtSideRecord
    why: tuple[str, ...]
    #: How much hangs on it; only for ordering.
    weight: float
    claim: str | None
    standing: str | None
    #: What hangs on it, in words.
    stake: str
    #: The other claim, where two were left apart, and where that stands.
    other: str | None = None
    other_standing: str | None = None


@dataclass(frozen=True, slots=True)
class FreshRecord:
    """What was read and decided since a moment."""

    documents: int
    new_claims: int
    #: Claims known before that something new tells of.
    told_again: int
    #: Judgements and evidence.
    decisions: int


@dataclass(frozen=True, slots=True)
class DocumentTextRecord:
    """A document's text with what it says of itself, and nothing that was found in it."""

    id: str
    source: str
    source_name: str
    title: str | None
    published_at: str | None
    text: str
