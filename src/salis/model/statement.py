"""Statements: one putting-forward of a content, by a chain of speakers, in one passage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from salis.model.document import DocumentId, Passage
from salis.model.times import Interval, Moment

StatementId = NewType("StatementId", str)
_ARTICLES = frozenset({"the", "a", "an"})


class Act(StrEnum):
    """What the speaker does with the content."""

    ASSERT = "assert"
    DENY = "deny"
    ALLEGE = "allege"
    PREDICT = "predict"
    PROMISE = "promise"
    DEMAND = "demand"
    ASK = "ask"
    JUDGE = "judge"
    INFER = "infer"
    DISCLAIM = "disclaim"


class Certainty(StrEnum):
    """How sure the wording is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNDERSPECIFIED = "underspecified"


class Polarity(StrEnum):
    """Whether the content is put positively or negated by its own words."""

    POS = "pos"
    NEG = "neg"
    UNDERSPECIFIED = "underspecified"


class Bound(StrEnum):
    """How a number is bounded by its words."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"


class GrainCode(StrEnum):
    """One reason to take a statement with salt."""

    HEARSAY = "hearsay"
    UNNAMED = "unnamed"
    HEDGED = "hedged"
    INTERESTED = "interested"
    LOADED = "loaded"
    INFERRED = "inferred"
    UNSOURCED = "unsourced"
    CONTRADICTS_ITSELF = "contradicts_itself"
    POOR_RECORD = "poor_record"


@dataclass(frozen=True, slots=True)
class Grain:
    """A reason to take a statement with salt, and the passage that shows it."""

    code: GrainCode
    passage: Passage


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a speaker chain as the document resolves it."""

    #: Fullest name found in the document ("Lena Orlo"), or the words used ("officials").
    name: str
    #: Key shared by all mentions of this speaker in any document; None where unnamed.
    entity: str | None
    named: bool
    #: Institution that it speaks for or belongs to, as a key, where the words say so.
    institution: str | None = None
    #: The words in the text that name the speaker here; None for one carried over.
    mention: Passage | None = None

    @property
    def called(self) -> str:
        """How to call it in a sentence: an unnamed one with the article that its words have."""
        if self.named or self.mention is None:
            return self.name
        words = self.mention.exact.split()
        article, rest = words[0].lower() if words else "", " ".join(words[1:])
        return f"{article} {rest}" if article in _ARTICLES and rest == self.name else self.name


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound, unit and scope; `low` and `high` hold the range it allows."""

    value: float
    low: float | None
    high: float | None
    #: e.g. `person`, `USD`, `percent`, `km`; the counted noun's lemma where no unit is known.
    unit: str
    bound: Bound
    #: Of people: killed | wounded | casualties | missing | detained | evacuated | displaced |
    #: abducted | rescued | infected; else "".
    scope: str
    text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Who did what to whom, as normalised keys that linking compares."""

    #: Entity keys or head lemmas of the one who acts ("river police"), empty where none.
    subject: tuple[str, ...]
    #: Lemma of the main predicate ("agree", "be dead").
    predicate: str
    #: Entity keys or head lemmas of what is acted on, complements and names in adjuncts.
    objects: tuple[str, ...]
    #: Content lemmas of the whole, sorted, names as entity keys; no function words.
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One putting-forward of a content in one passage."""

    id: StatementId
    document: DocumentId
    #: From nearest us to nearest the event; empty for the document's own voice.
    speakers: tuple[Speaker, ...]
    #: The words that attribute: "said", "according to", "allegedly"; None in the own voice.
    cue: Passage | None
    #: The content, readable alone: words of the passage and resolved references only.
    text: str
    #: Where the content stands.
    passage: Passage
    #: The sentence(s) around it, attribution included.
    context: Passage
    act: Act
    certainty: Certainty
    polarity: Polarity
    #: Whether the words are a direct quotation.
    direct: bool
    frame: Frame
    quantities: tuple[Quantity, ...] = ()
    concerns: Interval | None = None
    said_at: Moment | None = None
    place: str | None = None
    #: The clause it is made to depend on ("if the dam breaks"), as text.
    condition: str | None = None
    #: Likelihood word used ("likely"), as text.
    likelihood: str | None = None
    grains: tuple[Grain, ...] = ()
    #: The words that only another sentence explains ("they", "the set"); None where there are none.
    leans: Passage | None = None

    def __hash__(self) -> int:
        """Hash by id alone: what is remembered of statements is looked up often."""
        return hash(self.id)
