"""Gaps: what the main happenings leave open that nobody says, with since when.

Where is somebody now who fled or was taken? How many people were killed, where nobody counts them?
Who did it, where nobody is named? Nothing is asked of what fell, is only alleged, or is foretold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from salis.model.claim import Side, Slot, Standing, Weighed
from salis.model.statement import Act, Polarity, Statement
from salis.views.index import Index
from salis.views.instants import instant
from salis.views.names import Names
from salis.views.records import QuestionRecord

_STANDING = frozenset({Standing.CONFIRMED, Standing.CORROBORATED, Standing.REPORTED})
_FIRM = frozenset({Standing.CONFIRMED, Standing.CORROBORATED})
#: Somebody whom fewer documents name is not what they are about.
_NAMED_IN = 2
_ASKED = {
    "killed": "How many people were killed?",
    "wounded": "How many people were injured?",
    "missing": "How many people are missing?",
    "detained": "How many people were detained?",
    "evacuated": "How many people were evacuated?",
    "abducted": "How many people were abducted?",
}
_WORDS = str.maketrans("", "", ".,;:!?“”\"'()[]")


@dataclass(frozen=True, slots=True)
class _Lists:
    gone: frozenset[str]
    taken: frozenset[str]
    present: frozenset[str]
    deeds: frozenset[str]
    #: Scope by predicate.
    scopes: dict[str, tuple[str, ...]]
    several: frozenset[str]


@cache
def _lists() -> _Lists:
    path = files("salis.views").joinpath("lists", "gaps.toml")
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    lemmas = {lemma for words in read["counted"].values() for lemma in words}
    return _Lists(
        gone=frozenset(read["gone"]),
        taken=frozenset(read["taken"]),
        present=frozenset(read["present"]),
        deeds=frozenset(read["deeds"]),
        scopes={
            lemma: tuple(scope for scope, words in read["counted"].items() if lemma in words)
            for lemma in lemmas
        },
        several=frozenset(read["words"]["several"]),
    )


def find_gaps(index: Index, names: Names) -> tuple[QuestionRecord, ...]:
    """Find the questions that what stands leaves open, each once, the oldest first."""
    found: dict[str, QuestionRecord] = {}
    for weighed, statement in _happenings(index):
        for record in (
            *_where(index, names, weighed, statement),
            *_how_many(index, weighed, statement),
            *_who(index, weighed, statement),
        ):
            found.setdefault(record.text, record)
    return tuple(sorted(found.values(), key=lambda one: (one.since or "", one.id)))


def _happenings(index: Index) -> Iterator[tuple[Weighed, Statement]]:
    """Give the claims that may leave something open, each with its first statement."""
    lists, statements = _lists(), index.linked.statements
    telling = lists.gone | lists.taken | lists.deeds | lists.scopes.keys()
    for weighed in index.weighed.values():
        if weighed.standing not in _STANDING:
            continue
        members = weighed.claim.members
        if any(_predicate(statements[one.statement]) in telling for one in members):
            for first in index.sided(weighed.claim, Side.FOR)[:1]:
                if _happened(first):
                    yield weighed, first


def _happened(statement: Statement) -> bool:
    return statement.act is Act.ASSERT and statement.polarity is not Polarity.NEG


def _predicate(statement: Statement) -> str:
    return statement.frame.predicate.rpartition(" ")[2]


def _where(
    index: Index, names: Names, weighed: Weighed, statement: Statement
) -> Iterator[QuestionRecord]:
    """Ask where somebody named is who is gone, until a later document says it."""
    lists, frame, predicate = _lists(), statement.frame, _predicate(statement)
    if predicate in lists.gone:
        person = frame.subject[-1] if len(frame.subject) == 1 else ""
    elif predicate in lists.taken:
        person = frame.objects[0] if frame.objects else ""
    else:
        return
    spelt = names.spelt(person, documents=_NAMED_IN)
    if spelt is None:
        return
    told = index.told(statement.document)
    later = (one for one in names.saying(person) if index.told(one.document) > told)
    if not any(_tells_where(one, person) for one in later):
        yield _question(index, weighed, Slot.WHERE, f"Where is {spelt} now?", statement)


def _tells_where(statement: Statement, person: str) -> bool:
    frame = statement.frame
    placed = statement.place is not None or bool(frame.objects)
    here = _predicate(statement) in _lists().present
    return person in frame.subject and here and placed and _happened(statement)


def _how_many(index: Index, weighed: Weighed, statement: Statement) -> Iterator[QuestionRecord]:
    """Ask how many where several are told of and no document gives any number."""
    lists = _lists()
    scopes = lists.scopes.get(_predicate(statement), ())
    words = set(statement.text.translate(_WORDS).lower().split())
    if not scopes or statement.quantities or not words & lists.several:
        return
    for scope in scopes:
        if scope not in index.scopes:
            yield _question(index, weighed, Slot.HOW_MANY, _ASKED[scope], statement)


def _who(index: Index, weighed: Weighed, statement: Statement) -> Iterator[QuestionRecord]:
    """Ask who did what surely happened, where nobody is named and nobody else asks."""
    predicate, frame = _predicate(statement), statement.frame
    asked = weighed.claim.question is not None
    if asked or weighed.standing not in _FIRM or predicate not in _lists().deeds:
        return
    if not frame.subject and frame.objects:
        text = f"Who did it: {weighed.claim.text.rstrip('. ')}?"
        yield _question(index, weighed, Slot.WHO, text, statement)


def _question(
    index: Index, weighed: Weighed, slot: Slot, text: str, statement: Statement
) -> QuestionRecord:
    return QuestionRecord(
        id="q" + weighed.claim.id.removeprefix("c") + slot.value[:3].strip(),
        text=text,
        slot=slot.value,
        since=instant(index.told(statement.document)),
        state="open",
        answers=(),
        basis="unsaid",
        claim=weighed.claim.id,
    )
