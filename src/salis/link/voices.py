"""Whose voice a statement speaks with: the keys under which origins are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from salis.link.bonds import Bonds
from salis.link.names import IDLE, voice_key
from salis.link.roots import trace_roots
from salis.link.spelling import spelled_alike
from salis.link.wording import read_list, read_nicknames
from salis.model.document import Document, DocumentId, Source, SourceId
from salis.model.link import Copy
from salis.model.statement import Speaker, Statement

#: What one part of a government is called here or there ("State Department", "foreign ministry").
_MINISTRIES = frozenset({"ministry", "department", "office", "secretariat"})
_TELLING = frozenset({"ministry", "department"})
#: Offices that one person holds at a time, of which there is one in every country or town.
_CROWNS = frozenset({"president", "mayor", "governor", "chancellor", "minister"})
#: Letters that a place shares with what is called after it, and that an ending has at most.
_ROOT, _ENDING = 4, 3
_LONGEST_INITIALS = 6
#: Words of a name that its initials may leave out, where they are so many.
_LEFT_OUT, _LONG_ENOUGH = 2, 3
_OF = re.compile(r" (?:of|for) ")


@dataclass(frozen=True, slots=True)
class Ground:
    """What tracing origins needs to know beside the statements."""

    documents: Mapping[DocumentId, Document]
    #: Sources that each document's text credits for its report.
    credits: Mapping[DocumentId, tuple[str, ...]] = field(default_factory=dict)
    #: Copies by each of their two documents.
    copies: Mapping[DocumentId, Mapping[DocumentId, Copy]] = field(default_factory=dict)
    #: Owner or wire that sources are known to share.
    owners: Mapping[SourceId, str] = field(default_factory=dict)
    #: Keys of the parties to the matter.
    parties: frozenset[str] = frozenset()
    #: Full key of each source by its initials, where no two share them.
    initials: Mapping[str, str] = field(default_factory=dict)
    #: Which voices people judged to be one, and which not, by their keys.
    voices: Bonds[str] = field(default_factory=Bonds)
    #: Which documents people judged to be copies, and which independent.
    texts: Bonds[DocumentId] = field(default_factory=Bonds)
    #: The judged document that each one goes with; only for those that go with any.
    sides: Mapping[DocumentId, DocumentId] = field(default_factory=dict)
    #: The first texts behind each document that shares text with another.
    roots: Mapping[DocumentId, frozenset[DocumentId]] = field(init=False)

    def __post_init__(self) -> None:
        """Trace copies to their roots, once for all claims."""
        object.__setattr__(self, "roots", trace_roots(self.documents, self.copies))

    def named(self, name: str) -> str:
        """Give the key of a name, read as a source's initials where it is that."""
        key = voice_key(name)
        full = self.initials.get(key, key)
        return key if self.voices and self.voices.are_apart(key, full) else full

    def keys_of(self, name: str) -> tuple[str, ...]:
        """Give every key that a name is known under, those that people merged with it included."""
        full = self.named(name)
        if not self.voices:
            return (full,)
        known = (full, *self.voices.members(full), *self.voices.members(voice_key(name)))
        return tuple(dict.fromkeys(known))

    def credited(self, document: DocumentId) -> tuple[str, ...]:
        """Name the sources that a document credits, in its text or its metadata."""
        return (*self.credits.get(document, ()), *self.documents[document].credits)


def find_initials(sources: Iterable[Source]) -> dict[str, str]:
    """Map the initials of sources' names to their keys; shared ones are left out."""
    found: dict[str, set[str]] = {}
    for source in sources:
        short = _initials_of(source.name)
        if short:
            found.setdefault(short, set()).add(voice_key(source.name))
    return {short: next(iter(keys)) for short, keys in found.items() if len(keys) == 1}


@lru_cache(maxsize=50_000)
def _initials_of(name: str) -> str:
    """Give the initials of a name; none of a single word."""
    words = [word for word in name.split() if word.lower() not in IDLE]
    return "".join(word[0] for word in words).lower() if len(words) > 1 else ""


def source_keys(document: Document, ground: Ground) -> tuple[str, ...]:
    """Give the keys of a document's own voice: its source, that one's owner, whom it credits."""
    own = ground.keys_of(document.source.name)
    owner = ground.owners.get(document.source.id)
    keys = own if owner is None else (*own, voice_key(owner))
    credited = (key for name in ground.credited(document.id) for key in ground.keys_of(name))
    return (*keys, *credited)


def speaker_keys(speaker: Speaker, ground: Ground) -> tuple[str, ...]:
    """Give the keys of one speaker: itself and the institution that it speaks for."""
    institution = ground.keys_of(speaker.institution) if speaker.institution else ()
    if speaker.named:
        own = ground.keys_of(speaker.entity or speaker.name)
        if speaker.entity:  # "U.N." in two documents, of which one spells it out
            own = tuple(dict.fromkeys((*own, *ground.keys_of(speaker.name))))
        if ground.voices and institution and ground.voices.are_apart(own[0], institution[0]):
            return own
        return (*own, *institution)
    kind = voice_key(speaker.name).split()
    return (f"unnamed {kind[-1] if kind else 'speaker'}", *institution)


def statement_keys_of(statement: Statement, ground: Ground) -> tuple[str, ...]:
    """Give every key under which a statement's origin is known; any shared one joins two."""
    if not statement.speakers:
        return source_keys(ground.documents[statement.document], ground)
    keys = [key for speaker in statement.speakers for key in speaker_keys(speaker, ground)]
    return tuple(dict.fromkeys(keys))


def call_keys(statement: Statement, ground: Ground) -> dict[str, str]:
    """Give for keys of a statement the name as a reader would write it ("transport ministry")."""
    if not statement.speakers:
        document = ground.documents[statement.document]
        names = (document.source.name, *ground.credited(document.id))
        return {ground.named(name): name for name in names}
    called: dict[str, str] = {}
    for speaker in statement.speakers:
        if speaker.institution:
            called[ground.named(speaker.institution)] = speaker.institution
        called[ground.named(speaker.entity or speaker.name)] = speaker.name
    return called


def own_key(statement: Statement, ground: Ground) -> str:
    """Give the one key of whom a statement rests on: its last speaker, else its source."""
    if not statement.speakers:
        return ground.named(ground.documents[statement.document].source.name)
    speaker = statement.speakers[-1]
    unnamed = speaker.institution if not speaker.named else None
    return ground.named(unnamed or speaker.entity or speaker.name)


def is_outlets(statement: Statement) -> bool:
    """Tell whether a statement is an outlet's own, at first hand or as another cites it.

    Cited is a body that speaks as such and "reported".
    """
    if not statement.speakers:
        return True
    speaker, cue = statement.speakers[-1], statement.cue
    speaks_as_body = speaker.entity is not None and speaker.entity == speaker.institution
    return speaks_as_body and cue is not None and cue.exact.lower().startswith("report")


def head_words(names: Iterable[str]) -> tuple[str, ...]:
    """Give of each name the word for what its bearer is: "ministry" of "Ministry of Roads"."""
    heads = (_head_word(name) for name in names)
    return tuple(head for head in heads if head)


@lru_cache(maxsize=50_000)
def _head_word(name: str) -> str:
    words = _OF.split(name.lower(), maxsplit=1)[0].split()
    return words[-1] if words else ""


def is_vague(speaker: Speaker) -> bool:
    """Tell whether a speaker is called by a noun that fits many institutions."""
    words = speaker.name.split()
    if len(words) > 1 and words[-1] in _TELLING:
        return False  # "transport ministry": a country has one
    return bool(words) and words[-1] in read_list("vague.txt")


def touches(keys: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether any of some keys may name the same one as any of others.

    In full or in part, spelt alike or transliterated in two ways ("Babic", "Nenad Babici").
    """
    right = [key for key in others if key]
    return any(may_be(key, other) for key in keys if key for other in right)


@lru_cache(maxsize=200_000)
def may_be(key: str, other: str) -> bool:
    """Tell whether two keys may name the same one; an empty one names nobody."""
    if not key or not other:
        return False
    one, two = _words(key), _words(other)
    return _within(one, two) or _within(two, one)


def _within(part: frozenset[str], whole: frozenset[str]) -> bool:
    """Tell whether every word of a key may be one of another's."""
    if part <= whole or _is_short_for(part, whole):
        return True
    if len(part) > len(whole) or max(map(len, part)) == 1:
        return False
    body = not read_list("bodies.txt").isdisjoint(part)
    return all(
        any(_may_be_word(word, known) or (body and _of_one_place(word, known)) for known in whole)
        for word in part
    )


def _of_one_place(one: str, other: str) -> bool:
    """Tell whether two words may be a place and what belongs to it ("Mexico", "Mexican")."""
    alike = (a == b for a, b in zip(one, other, strict=False))
    shared = sum(takewhile(bool, alike))
    short, long = sorted((len(one), len(other)))
    return shared >= _ROOT and short - shared <= 1 and long - shared <= _ENDING


def _may_be_word(one: str, other: str) -> bool:
    """Tell whether two words of names may be one: spelt, shortened or translated in two ways."""
    return (
        spelled_alike(one, other)
        or (1 in (len(one), len(other)) and one[0] == other[0])
        or (one in _MINISTRIES and other in _MINISTRIES)
        or not _forenames(one).isdisjoint(_forenames(other))
    )


def _forenames(word: str) -> frozenset[str]:
    """Give the first names that a word may be short for ("tom"), itself included."""
    return read_nicknames().get(word, frozenset()) | {word}


def is_held_alone(key: str) -> bool:
    """Tell whether a key is that of an office which one person holds ("mayor office")."""
    words = _words(key)
    return "office" in words and not words.isdisjoint(_CROWNS)


def are_two_people(one: Statement, other: Statement) -> bool:
    """Tell whether two statements are two named persons', neither of whom speaks as a body."""
    speakers = [s.speakers[-1] for s in (one, other) if s.speakers]
    keys = {s.entity for s in speakers if s.entity is not None and s.entity != s.institution}
    return len(keys) > 1 and not touches(*([key] for key in keys))


def _is_short_for(part: frozenset[str], whole: frozenset[str]) -> bool:
    """Tell whether a key may be the initials of another ("who", "world health organization").

    Longer ones may leave out a word or two: the country, or how the name goes on ("cdc", "us
    centers disease control prevention").
    """
    (word, *rest) = part
    left_out = len(whole) - len(word)
    most = _LEFT_OUT if len(word) >= _LONG_ENOUGH else 0
    if rest or not 2 <= len(word) <= _LONGEST_INITIALS or not 0 <= left_out <= most:
        return False
    firsts = [one[0] for one in whole]
    return all(firsts.count(letter) >= word.count(letter) for letter in set(word))


@lru_cache(maxsize=50_000)
def _words(key: str) -> frozenset[str]:
    return frozenset(key.split())
