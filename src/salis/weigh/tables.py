"""Tables: polls as arrays to reckon with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from salis.weigh.answers import (
    EQUAL,
    OTHER,
    Answer,
    Likeness,
    Relation,
    compare_answers,
    place_of,
)
from salis.weigh.polls import Poll, Vote

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]
type Flags = NDArray[np.bool_]

#: Of one question, so many answers are weighed against each other: those with most voices.
_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Tables:
    """Polls as arrays: votes, candidates (the last of each poll is "none of these"), and pairs.

    Voices, polls, answers and votes are put in an order of their own, so that the order in which
    they were given changes nothing.
    """

    voices: tuple[str, ...]
    polls: tuple[Poll, ...]
    candidates: tuple[tuple[Answer, ...], ...]
    #: By voice: 1 where it is unnamed.
    unnamed: Ints
    #: By vote: voice, poll, what is said (index in the poll), share of the voice's vote.
    voice: Ints
    poll: Ints
    said: Ints
    share: Floats
    #: Where the candidates of each poll begin, and one more for the end.
    starts: Ints
    #: By pair of a vote and a candidate of its poll: vote, candidate, relation, 1 / ways.
    pair_vote: Ints
    pair_candidate: Ints
    relation: Ints
    density: Floats
    #: By pair: whether the candidate is that none of these answers is right.
    none: Flags
    #: By vote: the place of what it says among the candidates; -1 where that is none of them.
    own: Ints


def lay_out(polls: Iterable[Poll]) -> Tables:
    """Lay polls out as arrays."""
    return _Layout(sorted(polls, key=lambda one: one.id)).tables()


class _Layout:
    """Collects the columns of the tables, poll by poll."""

    def __init__(self, polls: Sequence[Poll]) -> None:
        self.polls = polls
        votes = [vote for poll in polls for vote in poll.votes]
        self.voices = tuple(sorted({vote.voice for vote in votes}))
        self.number = {name: at for at, name in enumerate(self.voices)}
        self.unnamed = np.zeros(len(self.voices), dtype=np.int64)
        for vote in votes:
            if not vote.named:
                self.unnamed[self.number[vote.voice]] = 1
        self.rows: list[tuple[int, int, int, float, int]] = []
        self.candidates: list[tuple[Answer, ...]] = []
        #: By poll, row by row what is said, column by column the candidates.
        self.likeness: list[list[Likeness]] = []

    def tables(self) -> Tables:
        """Give the tables of all polls."""
        for at, one in enumerate(self.polls):
            self._add(at, one)
        columns = np.array(self.rows, dtype=np.float64).reshape(-1, 5)
        voice, poll, said, own = (columns[:, at].astype(np.int64) for at in (0, 1, 2, 4))
        widths = np.array([len(one) + 1 for one in self.candidates], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(widths)]).astype(np.int64)
        return self._paired(voice, poll, said, columns[:, 3], starts, own)

    def _add(self, at: int, poll: Poll) -> None:
        given = sorted(
            set(poll.votes), key=lambda one: (one.voice, one.against, place_of(one.answer))
        )
        times = Counter(vote.voice for vote in given)
        chosen = _choose(given, poll.answers)
        kinds = sorted(
            {(vote.against, vote.answer) for vote in given},
            key=lambda one: (one[0], place_of(one[1])),
        )
        index = {kind: number for number, kind in enumerate(kinds)}
        places = {answer: number for number, answer in enumerate(chosen)}
        for vote in given:
            own = -1 if vote.against else places.get(vote.answer, -1)
            number = index[vote.against, vote.answer]
            self.rows.append((self.number[vote.voice], at, number, 1 / times[vote.voice], own))
        self.candidates.append(chosen)
        self.likeness.append([one for kind in kinds for one in _row(kind, chosen)])

    def _paired(
        self, voice: Ints, poll: Ints, said: Ints, share: Floats, starts: Ints, own: Ints
    ) -> Tables:
        widths = np.diff(starts)
        begin = np.concatenate([[0], np.cumsum([len(one) for one in self.likeness])]).astype(
            np.int64
        )
        count = widths[poll]
        pair_vote = np.repeat(np.arange(len(poll)), count)
        column = np.arange(len(pair_vote)) - np.repeat(np.cumsum(count) - count, count)
        of = poll[pair_vote]
        entry = begin[of] + said[pair_vote] * widths[of] + column
        flat = [one for table in self.likeness for one in table]
        relation = np.array([one.relation for one in flat], dtype=np.int64)[entry]
        ways = np.array([one.ways or 0.0 for one in flat])[entry]
        wrong = np.array([float(max(one.choices - 1, 1)) for one in self.polls])[of]
        return Tables(
            voices=self.voices,
            polls=tuple(self.polls),
            candidates=tuple(self.candidates),
            unnamed=self.unnamed,
            voice=voice,
            poll=poll,
            said=said,
            share=share,
            starts=starts,
            pair_vote=pair_vote,
            pair_candidate=starts[of] + column,
            relation=relation,
            density=1 / np.where(ways > 0, np.minimum(ways, wrong), wrong),
            none=column == widths[of] - 1,
            own=np.where(own >= 0, starts[poll] + own, -1),
        )


def _choose(votes: Sequence[Vote], more: Sequence[Answer]) -> tuple[Answer, ...]:
    """Choose the answers to be weighed: those that most voices give."""
    voices: dict[Answer, set[str]] = {answer: set() for answer in more}
    for vote in votes:
        if not vote.against:
            voices.setdefault(vote.answer, set()).add(vote.voice)
    ranked = sorted(voices, key=lambda one: (-len(voices[one]), place_of(one)))
    return tuple(sorted(ranked[:_CANDIDATES], key=place_of))


def _row(kind: tuple[bool, Answer], candidates: Sequence[Answer]) -> list[Likeness]:
    """Say how one saying stands to each candidate, and to none of them being right."""
    against, answer = kind
    if against:
        wrong = Likeness(Relation.OTHER)
        return [wrong if one == answer else EQUAL for one in candidates] + [EQUAL]
    return [compare_answers(answer, one) for one in candidates] + [OTHER]
