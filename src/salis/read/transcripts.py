"""Transcripts and posts: what stands behind a label is speech of whoever the label names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from salis.model.document import Passage
from salis.model.statement import Speaker, Statement
from salis.read.cast import Cast
from salis.read.contents import first_person
from salis.read.labels import is_unnamed
from salis.read.layout import Block, Turn
from salis.read.names import strip_titles
from salis.read.utterances import Utterance

if TYPE_CHECKING:
    from spacy.tokens import Token

type Voices = Mapping[Turn, tuple[Speaker, ...]]

_PARTICLES = frozenset({"de", "van", "von", "al", "bin", "el", "la", "du", "of", "the"})


def find_voices(blocks: Sequence[Block], cast: Cast) -> Voices:
    """Say who speaks each turn, from the outermost speaker in; a surname alone is completed."""
    turns = dict.fromkeys(block.turn for block in blocks if block.turn is not None)
    full = [name for turn in turns if " " in (name := _proper(turn))]
    return {turn: _chain(turn, full, cast) for turn in turns}


def _chain(turn: Turn, full: Sequence[str], cast: Cast) -> tuple[Speaker, ...]:
    mention = None if turn.carried else Passage(*turn.named_at, turn.name)
    speaker = replace(_speaker(turn, full, cast), mention=mention)
    if turn.via is None:
        return (speaker,)
    words = None if turn.carried else Passage(*turn.via, "")
    return (Speaker("interpreter", None, named=False, mention=words), speaker)


def _speaker(turn: Turn, full: Sequence[str], cast: Cast) -> Speaker:
    if turn.name.startswith("@"):
        return Speaker(turn.name, turn.name.lower(), named=True)
    if is_unnamed(turn.name):
        return Speaker(_UNNAMED.get(turn.name.lower(), turn.name.lower()), None, named=False)
    words = strip_titles(_proper(turn).split())
    known = cast.person(words)
    if known is not None:
        return Speaker(known.name, known.key, named=True, institution=known.institution)
    longer = [name for name in full if strip_titles(name.split())[-len(words) :] == words]
    name = longer[0] if len(set(longer)) == 1 else _proper(turn)
    bare = " ".join(strip_titles(name.split()))
    return Speaker(bare if " " in bare else name, bare.lower(), named=True)


_UNNAMED = {"q": "questioner", "a": "answerer", "question": "questioner", "answer": "answerer"}


def _proper(turn: Turn) -> str:
    """Write a label's name as names are written: "TAL VEREN" as "Tal Veren"."""
    if not turn.name.isupper() or turn.name.startswith("@"):
        return turn.name
    return " ".join(_proper_word(word) for word in turn.name.split())


def _proper_word(word: str) -> str:
    if word.lower() in _PARTICLES:
        return word.lower()
    if "." in word[:-1] or (len(word) < 4 and not any(c in "AEIOUY" for c in word)):
        return word  # "J.D.", "BBC"
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return word.title().replace("’S", "’s").replace("'S", "'s")


def speak(
    utterances: Sequence[Utterance], chain: tuple[Speaker, ...], block: Block
) -> list[Utterance]:
    """Put whoever speaks a block before those whom its words name; "I" is the speaker."""
    return [_spoken(utterance, chain, block) for utterance in utterances]


def _spoken(utterance: Utterance, chain: tuple[Speaker, ...], block: Block) -> Utterance:
    me = chain[-1]
    end = block.start + len(block.text)
    inner = tuple(
        one
        for one in utterance.speakers
        if one.mention is not None
        and block.start <= one.mention.start < end
        and (one.entity is None or one.entity != me.entity)
    )
    notes = dict(utterance.notes)
    if not inner and me.named:
        notes |= _myself(utterance.shown, me.name)
    return replace(utterance, speakers=(*chain, *inner), direct=True, notes=notes)


def _myself(words: Sequence[Token], name: str) -> dict[int, str]:
    """Explain the first "I" among the words."""
    found = next((t for t in words if first_person(t)), None)
    return {} if found is None else {found.i: name}


def with_cue(statement: Statement, turn: Turn | None) -> Statement:
    """Let the colon of a label attribute what nothing else does."""
    if turn is None or turn.carried or statement.cue is not None:
        return statement
    return replace(statement, cue=Passage(*turn.cue, ":"))
