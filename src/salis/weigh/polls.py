"""Polls: questions with the voices that answer them, and what is found on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salis.weigh.answers import Answer

#: How many answers an open question is taken to have.
OPEN = 1000
#: Fewer settled claims are no record.
SETTLED = 5


@dataclass(frozen=True, slots=True)
class Vote:
    """One voice's answer to one question."""

    voice: str
    answer: Answer
    #: Whether the voice has a name; unnamed ones are judged as a class.
    named: bool = True
    #: It denies the answer and gives no other.
    against: bool = False


@dataclass(frozen=True, slots=True)
class Poll:
    """One question with all votes on it. A voice may answer several times: its vote is shared."""

    id: str
    votes: tuple[Vote, ...]
    #: How many answers there can be, e.g. two to whether something is so.
    choices: int = OPEN
    #: Whether the voices are known not to follow one another.
    independent: bool = False
    #: Answers to be weighed too, whether or not a vote is for them.
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """How many of a voice's claims were settled, by people or evidence, for and against it."""

    held: int
    fell: int

    def counts(self) -> bool:
        """Say whether it is long enough to count."""
        return self.held + self.fell >= SETTLED


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on one poll."""

    #: How probable each answer is; answers that few voices give of very many are left out.
    chances: Mapping[Answer, float]
    #: How probable it is that none of them is right.
    none: float
    #: By voice and answer: the part of a vote that is left when copies are counted once.
    kept: Mapping[tuple[str, Answer], float]
