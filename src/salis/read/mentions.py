"""Mentions: who the words at given places of a text stand for, resolved as the reader does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from salis.model.statement import Speaker
from salis.read.focus import Focus
from salis.read.speakers import resolve_mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

type Place = tuple[int, int]


def resolve_places(
    paragraphs: Sequence[tuple[int, Doc]], focus: Focus, places: Sequence[Place]
) -> tuple[Speaker | None, ...]:
    """Say who speaks at each place, in the order of the places; None outside the paragraphs.

    A place is `[start, end)` in the document's text and names one speaker; a paragraph is its place
    in that text with its parse; the focus is a new one.
    """
    found: dict[Place, Speaker] = {}
    waiting = sorted(set(places))
    for base, doc in paragraphs:
        for sentence in doc.sents:
            focus.enter(sentence)
            here = list(_inside(sentence, base, waiting))
            for place, words in here:
                found[place] = resolve_mention(words, focus, base)
            for place, _ in here:
                focus.remember(found[place])
    return tuple(found.get(place) for place in places)


def _inside(
    sentence: Span, base: int, places: Sequence[Place]
) -> Iterator[tuple[Place, list[Token]]]:
    """Give the places that begin in a sentence, with the words they touch there."""
    start, end = base + sentence.start_char, base + sentence.end_char
    for place in places:
        if start <= place[0] < end:
            words = [
                t
                for t in sentence
                if base + t.idx < place[1] and base + t.idx + len(t.text) > place[0]
            ]
            if words:
                yield place, words
