"""The gate: no statement's text may say more, less or other than the words that it stands on.

A text is made of words of its passage, of the sentence around it, and of what pronouns and days
stand for, in square brackets. The gate reads it again without knowing how it was made. It refuses
a word that is not there or in another order, a number that lost its bound or its unit, a negation
or modal that came or went, and a bracket that explains another word than it was resolved for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from salis.read.lists import gate_words


class Refusal(StrEnum):
    """Why a text is refused."""

    ADDED_WORD = "added-word"
    ADDED_NAME = "added-name"
    ADDED_NUMBER = "added-number"
    ADDED_NEGATION = "added-negation"
    ADDED_REFERENCE = "added-reference"
    CHANGED_NUMBER = "changed-number"
    DROPPED_NEGATION = "dropped-negation"
    DROPPED_MODAL = "dropped-modal"
    #: Words left out in the middle that neither attribute nor stand apart.
    TORN = "torn"


@dataclass(frozen=True, slots=True)
class Reference:
    """What one word of a text stands for: "He" and "Lena Orlo", "yesterday" and "2025-05-03"."""

    word: str
    means: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a text stands on; `passage` is a part of `context`, the sentences around it."""

    passage: str
    context: str
    references: Collection[Reference] = ()
    #: The words that attribute it, where they may stand in the middle of the passage.
    cue: str | None = None


_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[$€£¥%]|[^\W\d_]+|[^\w\s]")
_NOT = re.compile(r"(?<=[a-z])n['’]t\b|(?<=\bcan)not\b", re.IGNORECASE)
_NOTE = re.compile(r"(?P<before>\S+)?\s?\[(?P<means>[^\[\]]*)\]")
_CLITIC = re.compile(r"(?:['’](?:s|re|ve|ll|d|m)?|n['’]t)$", re.IGNORECASE)
_QUOTES = frozenset("“”\"„«»‘’'")
#: Words; a run that is set off by marks on both sides may be left out with all it holds from here.
_SET_OFF = 3


def refuse_text(text: str, ground: Ground) -> Refusal | None:
    """Say why a text may not stand on its ground; None where it may."""
    bare, refusal = _without_notes(text, ground)
    if refusal is not None:
        return refusal
    own, passage = _plain(bare), _plain(ground.passage)
    if own == passage and own[-1:] != [] and not own[-1][0].isdigit():
        return None
    source = _words(ground.context)
    places = _align(own, source, passage)
    if places is None:
        return _name_added(bare, own, source)
    if _changes_number(places, source):
        return Refusal.CHANGED_NUMBER
    return _name_dropped(places, source, ground)


def _without_notes(text: str, ground: Ground) -> tuple[str, Refusal | None]:
    """Take out the brackets that were resolved; one that was not must stand in the context."""
    known = {(one.word.lower(), one.means) for one in ground.references}
    kept: list[str] = []
    at = 0
    for note in _NOTE.finditer(text):
        before = (note["before"] or "").strip("“\"'‘(").lower()
        words = (before, _CLITIC.sub("", before))
        kept.append(text[at : note.start("means") - 1])
        at = note.end()
        if any((word, note["means"]) in known for word in words):
            continue
        if f"[{note['means']}]" not in ground.context:
            return "", Refusal.ADDED_REFERENCE
        kept.append(f" {note['means']} ")
    return "".join([*kept, text[at:]]), None


def settle_text(text: str, plain: str, ground: Ground) -> tuple[str, Refusal | None]:
    """Give a text that may stand on its ground: itself, else the passage's own words, else "".

    Args:
        text: As written out, with brackets behind what they explain.
        plain: The words of the passage written as a sentence, for where the text is refused.
        ground: What both must stand on; `plain` without the references.

    Returns:
        The text to use, and why the first was refused; None where it was not.
    """
    refusal = refuse_text(text, ground)
    if refusal is None:
        return text, None
    own = Ground(ground.passage, ground.context, (), ground.cue)
    return ("" if refuse_text(plain, own) else plain), refusal


def _words(text: str) -> list[str]:
    return _WORD.findall(_NOT.sub(" not", text.lower()))


def _align(own: Sequence[str], source: Sequence[str], passage: Sequence[str]) -> list[int] | None:
    """Find where the words stand in the source, in order, in as few runs as come at a glance.

    Where the passage is said twice in its context, the runs may be found in the other; that is no
    harm, as the words are the same.
    """
    places = [i for i, word in enumerate(source) if _is_said(word)]
    plain = [source[i] for i in places]
    first = _find(passage, plain, 0) or 0
    for start in (first, 0):
        found = _runs(own, plain, start)
        if found is not None:
            return [places[i] for i in found]
    return None


def _plain(text: str) -> list[str]:
    return [word for word in _words(text) if _is_said(word)]


def _is_said(word: str) -> bool:
    return word[0].isalnum() or word in "$€£¥%"


def _find(part: Sequence[str], whole: Sequence[str], start: int) -> int | None:
    """Find the first place of the words in the whole; None where they have none or are none."""
    size = len(part)
    for at in range(start, len(whole) - size + 1) if part else ():
        if whole[at] == part[0] and whole[at : at + size] == part:
            return at
    return None


def _runs(own: Sequence[str], source: Sequence[str], start: int) -> list[int] | None:
    """Match the words run by run, the longest first; one by one where that fails."""
    for longest in (True, False):
        found = _match(own, source, start, longest=longest)
        if found is not None:
            return found
    return None


def _match(
    own: Sequence[str], source: Sequence[str], start: int, *, longest: bool
) -> list[int] | None:
    found: list[int] = []
    at, done = start, 0
    while done < len(own):
        best, place = 0, -1
        for begin in range(at, len(source)):
            if source[begin] != own[done]:
                continue
            size = _common(own, done, source, begin)
            if size > best:
                best, place = size, begin
                if not longest or size == len(own) - done:
                    break
        if not best:
            return None
        size = best if longest else 1
        found += range(place, place + size)
        at, done = place + size, done + size
    return found


def _common(own: Sequence[str], done: int, source: Sequence[str], begin: int) -> int:
    size = 0
    limit = min(len(own) - done, len(source) - begin)
    while size < limit and own[done + size] == source[begin + size]:
        size += 1
    return size


def _name_added(bare: str, own: Sequence[str], source: Sequence[str]) -> Refusal:
    """Say what was added: a negation, number or name before another word."""
    known, negations = set(source), gate_words().negations
    new = [word for word in own if word not in known]
    more = [word for word in own if own.count(word) > source.count(word)]
    for word in (*new, *more):
        if word in negations:
            return Refusal.ADDED_NEGATION
        if word[0].isdigit():
            return Refusal.ADDED_NUMBER
        if word.isalpha() and re.search(rf"(?<=\w )\b{word.capitalize()}\b", bare):
            return Refusal.ADDED_NAME
    return Refusal.ADDED_WORD


def _name_dropped(places: Sequence[int], source: Sequence[str], ground: Ground) -> Refusal | None:
    """Say what was left out that turns the sense, between the first and the last word in use."""
    for run in _left_out(places, source, ground):
        words = {source[i] for i in run}
        if _may_go(run, source, ground):
            continue
        if words & gate_words().negations:
            return Refusal.DROPPED_NEGATION
        if words & gate_words().modals:
            return Refusal.DROPPED_MODAL
        if places[0] < run[0] < places[-1] and any(map(_is_said, words)):
            return Refusal.TORN
    return None


def _changes_number(places: Sequence[int], source: Sequence[str]) -> bool:
    """Say whether a number is in use without the bound before it or the unit behind it."""
    kept, known = set(places), gate_words()
    for i in places:
        before, after = i - 1, i + 1
        if not source[i][0].isdigit():
            continue
        if before >= 0 and before not in kept and source[before] in known.bounds:
            return True
        if after < len(source) and after not in kept and source[after] in known.units:
            return True
    return False


def _left_out(places: Sequence[int], source: Sequence[str], ground: Ground) -> Iterator[list[int]]:
    """Give the runs of words left out inside the text, and inside its passage around it."""
    if not places:
        return
    passage = _words(ground.passage)
    begin = _find(passage, source, 0)
    first, last = places[0], places[-1]
    if begin is not None:
        first, last = min(first, begin), max(last, begin + len(passage) - 1)
    kept = set(places)
    run: list[int] = []
    for i in range(first, last + 1):
        if i in kept:
            if run:
                yield run
            run = []
        else:
            run.append(i)
    if run:
        yield run


def _may_go(run: Sequence[int], source: Sequence[str], ground: Ground) -> bool:
    """Say whether a run may be left out.

    It attributes; or marks set it off as an aside; or it only joins two sentences; or it is another
    thing that the subject did, joined to the cue by "and".
    """
    words = [source[i] for i in run]
    said = [word for word in words if _is_said(word)]
    cue = _words(ground.cue) if ground.cue else []
    joining = gate_words().joining
    if cue and _find(cue, words, 0) is not None:
        return True
    if all(word in joining for word in said):
        return True
    if words[-1] in joining and cue and list(source[run[-1] + 1 :][: len(cue)]) == cue:
        return True
    if _is_said(words[0]) or _is_said(words[-1]):
        return False
    return len(said) >= _SET_OFF or (words[-1] in _QUOTES and not _QUOTES.isdisjoint(words[:2]))
