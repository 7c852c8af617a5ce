"""Utterances: the statements of one sentence as tokens, before they are written out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from salis.model.statement import Speaker
from salis.read.attribution import Attribution
from salis.read.focus import Focus
from salis.read.layout import Turn
from salis.read.marks import Marked
from salis.read.quotes import Quotation
from salis.read.speakers import is_publisher, make_speaker, resolve_mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


#: Share of a sentence's words inside quotation marks from which it is read as quoted.
MOSTLY = 0.6


#: Whoever speaks where these stand ("in my view").
_WRITER = frozenset({"i", "we", "my", "our", "me", "us"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """One content with the chain of those who say it."""

    speakers: tuple[Speaker, ...]
    cue: tuple[Token, ...]
    words: tuple[Token, ...]
    top: Token
    #: Words to show where the content is no clause by itself ("X denied the charge").
    shown: tuple[Token, ...]
    attribution: Attribution | None
    direct: bool
    sentences: tuple[Span, ...]
    #: Words already resolved for this sentence, by token index.
    notes: dict[int, str]
    #: Index of the word from which the content tells when it was said, not when it happens.
    late: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed body paragraph with its place and its quotations."""

    start: int
    doc: Doc
    quotations: tuple[Quotation, ...]
    #: What the encoder marks in this paragraph.
    marked: tuple[Marked, ...]
    #: Who speaks all of it, where a label says so.
    turn: Turn | None = None

    def quotation_of(self, token: Token) -> int | None:
        """Give the index of the quotation that a token stands in."""
        index = bisect_right(self.quotations, token.idx, key=lambda q: q.start) - 1
        return index if index >= 0 and token.idx < self.quotations[index].end else None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a quotation, and the words that say so."""

    speakers: tuple[Speaker, ...]
    cue: tuple[Token, ...]
    attribution: Attribution | None


def chain_of(
    attribution: Attribution, others: Sequence[Attribution], focus: Focus, base: int
) -> tuple[Speaker, ...]:
    """Build the speaker chain of an attribution, from the outermost speaker in."""
    chain: list[Speaker] = []
    around = [o for o in others if o is not attribution and attribution.head in o.content]
    for outer in (*sorted(around, key=partial(_depth, attribution)), attribution):
        if outer.source is None or (chain and focus.can_be(outer.source, chain[-1])):
            continue  # "the minister said he had told …": still the minister
        if outer.source.lower_ in _WRITER and outer.source.text != "US":
            continue  # whoever speaks here already
        if is_publisher(outer.source):
            continue  # "this newspaper found": the document itself
        if outer.named:
            speaker = resolve_mention(outer.named, focus, base)
        else:
            speaker = make_speaker(outer.source, focus, base)
        same = chain and (
            speaker.mention == chain[-1].mention
            or (speaker.entity and speaker.entity == chain[-1].entity)
        )
        if not same:
            chain.append(speaker)
    return tuple(chain)


def _depth(inner: Attribution, outer: Attribution) -> tuple[bool, int]:
    """Sort speakers outermost first: of those named after what is said, the last ("…, X said")."""
    after = outer.head.i > inner.head.i
    return not after, -outer.head.i if after else outer.head.i


def quoted_share(words: Sequence[Token], paragraph: Paragraph) -> float:
    """Give the share of the words that stand inside quotation marks."""
    real = [t for t in words if not t.is_punct and not t.is_space]
    return sum(paragraph.quotation_of(t) is not None for t in real) / len(real) if real else 0.0


def trim(words: Sequence[Token]) -> tuple[Token, ...]:
    """Take conjunctions and punctuation off both ends, quotation marks and ?! apart."""
    kept = list(words)
    while (
        kept
        and (kept[0].is_punct or kept[0].is_space or kept[0].dep_ == "cc")
        and kept[0].text not in '“"'
    ):
        kept.pop(0)
    while (
        kept
        and (kept[-1].is_space or kept[-1].is_punct or kept[-1].dep_ == "cc")
        and kept[-1].text not in '?!”"%'
        and not _closes(kept)
    ):
        kept.pop()
    return tuple(kept)


def _closes(words: Sequence[Token]) -> bool:
    """Say whether the last word is a mark that closes what one among the words opens."""
    return words[-1].text == "’" and any(token.text == "‘" for token in words)
