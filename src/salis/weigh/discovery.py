"""Truth discovery: how probable each of several rival answers is, from who gives it.

A Bayesian model after ACCU and ACCUCOPY (Dong, Berti-Équille and Srivastava 2009) with the ways to
err of `salis.weigh.answers`. Each voice answers rightly with a probability of its own, drawn from a
prior of its class (named, unnamed); settled claims are its record and count as seen. How good
voices are and which answers are right is found in turns (expectation maximisation). What copies is
counted once; that voices may follow one another unseen weakens those that agree with earlier ones.

It gives what the voices speak for; nothing here raises a standing, and nothing is called true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from salis.weigh.answers import Relation
from salis.weigh.copying import find_couples, weigh_copies
from salis.weigh.polls import Found, Poll, Record
from salis.weigh.tables import Flags, Floats, Ints, Tables, lay_out

#: What a voice does before anything is known of it: right, coarser, finer, slip, otherwise wrong.
_PRIOR = np.array([0.80, 0.10, 0.02, 0.03, 0.05])
#: The same of one without a name, whom nobody can hold to account: right as often as not.
_UNNAMED = np.array([0.50, 0.10, 0.02, 0.03, 0.35])
#: How many answers the prior of a voice, of a class, and of all classes is worth. A voice is worth
#: so many because a ledger has few answers of each, and few agree by merit.
_VOICE, _CLASS, _ALL = 12.0, 10.0, 200.0
#: No voice is taken to be right more often than this on what is contested.
_CEILING = 0.85
#: How often a voice follows an earlier one unseen.
_FOLLOWS = 0.3
#: How much less likely it is that no answer given is right than that any one other is.
_NOBODY = 0.1
#: Votes are not quite independent evidence, whatever is known of copying.
_POWER = 0.8
_TURNS, _STILL = 20, 1e-3
_KINDS = len(Relation)


def discover_truth(
    polls: Iterable[Poll], records: Mapping[str, Record] | None = None
) -> dict[str, Found]:
    """Say for each poll how probable its answers are; the order of polls and votes is nothing.

    Args:
        polls: The questions, by different ids.
        records: What is settled of voices, by voice.
    """
    discovered = Discovered(polls, records or {})
    return {id: discovered.found(id) for id in discovered.places}


class Discovered:
    """What was found on polls; see `discover_truth`."""

    def __init__(self, polls: Iterable[Poll], records: Mapping[str, Record]) -> None:
        self._tables = tables = lay_out(polls)
        self._kept = np.ones(0)
        if len(tables.voice):
            model = _Model(tables, records)
            self._chances = model.settle()
            self._kept = model.kept
        elif tables.polls:
            self._chances = _normal(_prior(tables), tables.starts)
        #: By its id, the place of each poll among all.
        self.places = {poll.id: at for at, poll in enumerate(tables.polls)}

    def found(self, id: str) -> Found:
        """Give what was found on one poll."""
        return _found(self._tables, self.places[id], self._chances, self._kept)


class _Model:
    """The state of finding out: how good each voice is, and what is left of each vote."""

    def __init__(self, tables: Tables, records: Mapping[str, Record]) -> None:
        self.tables = tables
        self.base = _PRIOR
        self.record = np.zeros((len(tables.voices), _KINDS))
        for at, name in enumerate(tables.voices):
            if name in records and records[name].counts():
                self.record[at] = _as_counts(records[name], self.base)
        priors = np.where(tables.unnamed[:, None] == 1, _UNNAMED, _PRIOR)
        self.skill: Floats = _capped(self._blend(self.record, priors))
        self.prior = _prior(tables)
        self.couples = find_couples(tables)
        self.kept = weigh_copies(tables, self.couples, None)
        self.tested = _tested(tables)
        self.order = _order(tables)
        independent = np.array([poll.independent for poll in tables.polls])
        self.follows: Floats = np.where(independent[tables.poll], 0.0, _FOLLOWS)

    def settle(self) -> Floats:
        """Go in turns until nothing moves; give by candidate how probable it is."""
        for _ in range(_TURNS):
            chances, own = self._judge_answers()
            before = self.skill
            self._judge_voices(chances, own)
            self.kept = weigh_copies(self.tables, self.couples, chances)
            if np.abs(self.skill - before).max() < _STILL:
                break
        return self._judge_answers()[0]

    def _judge_answers(self) -> tuple[Floats, Floats]:
        """Give by candidate how probable it is, and by pair how far the vote is the voice's own."""
        tables, votes = self.tables, self.tables.pair_vote
        skill = self.skill[tables.voice[votes]]
        said = skill[np.arange(len(votes)), tables.relation]
        alone = np.where(tables.none & (tables.relation != Relation.EQUAL), 1 - skill[:, 0], said)
        alone = alone * tables.density
        shared, earlier = self._followed()
        follows = np.where(earlier, self.follows, 0.0)[votes]
        likely = follows * shared[votes] + (1 - follows) * alone
        weight = _POWER * tables.share[votes] * self.kept[votes]
        logs = self.prior + np.bincount(
            tables.pair_candidate, weights=weight * np.log(likely), minlength=len(self.prior)
        )
        return _normal(logs, tables.starts), (1 - follows) * alone / likely

    def _followed(self) -> tuple[Floats, Flags]:
        """Give by vote which part of the earlier ones on its poll say the same, if any are."""
        tables = self.tables
        weight = tables.share * self.kept
        before = _running(weight, tables.poll, self.order)
        key = tables.poll * (tables.said.max() + 1) + tables.said
        same = _running(weight, key, self.order)
        earlier = before > 0
        return np.where(earlier, same / np.where(earlier, before, 1.0), 0.0), earlier

    def _judge_voices(self, chances: Floats, own: Floats) -> None:
        """Count what each voice did on questions that others answer too, and learn from it."""
        tables, votes = self.tables, self.tables.pair_vote
        weight = chances[tables.pair_candidate] * own * tables.share[votes] * self.tested[votes]
        voice = tables.voice[votes]
        nobody = tables.none & (tables.relation != Relation.EQUAL)
        key = voice * (_KINDS + 1) + np.where(nobody, _KINDS, tables.relation)
        size = len(tables.voices)
        flat = np.bincount(key, weights=weight, minlength=size * (_KINDS + 1))
        counts: Floats = flat.reshape(size, _KINDS + 1)
        done: Floats = counts[:, :_KINDS] + self.record
        done[:, 1:] += counts[:, _KINDS:] * (self.base[1:] / self.base[1:].sum())
        named, unnamed = tables.unnamed == 0, tables.unnamed == 1
        self.base = _mean(done[named], _PRIOR, _ALL)
        priors = np.empty((size, _KINDS))
        priors[named] = _mean(done[named], self.base, _CLASS)
        priors[unnamed] = _mean(done[unnamed], _UNNAMED, _CLASS)
        self.skill = _capped(self._blend(done, priors))

    @staticmethod
    def _blend(counts: Floats, prior: Floats) -> Floats:
        blended: Floats = (counts + _VOICE * prior) / (counts.sum(1, keepdims=True) + _VOICE)
        return blended


def _as_counts(record: Record, base: Floats) -> Floats:
    wrong = base[1:] / base[1:].sum()
    return np.concatenate([[float(record.held)], record.fell * wrong])


def _mean(counts: Floats, prior: Floats, worth: float) -> Floats:
    """Give the mean of voices, those that are better known counting for more."""
    known = counts.sum(1, keepdims=True) + _VOICE
    total: Floats = (counts / known).sum(0) + worth * prior
    return total / total.sum()


def _capped(skill: Floats) -> Floats:
    """Keep each voice under the ceiling, its ways to err in their proportions."""
    right = np.minimum(skill[:, :1], _CEILING)
    wrong = skill[:, 1:] / skill[:, 1:].sum(1, keepdims=True)
    return np.concatenate([right, (1 - right) * wrong], axis=1)


def _prior(tables: Tables) -> Floats:
    """Give by candidate its prior's logarithm: one answer is as good as another."""
    prior = np.zeros(tables.starts[-1])
    for at, poll in enumerate(tables.polls):
        others = poll.choices - len(tables.candidates[at])
        prior[tables.starts[at + 1] - 1] = np.log(_NOBODY * others) if others > 0 else -np.inf
    return prior


def _tested(tables: Tables) -> Floats:
    """Say by vote whether another voice answers the same question."""
    key = np.unique(tables.poll * len(tables.voices) + tables.voice)
    voices = np.bincount(key // len(tables.voices), minlength=len(tables.polls))
    return (voices > 1)[tables.poll].astype(np.float64)


def _order(tables: Tables) -> Ints:
    """Order votes: who says little comes first, for compilers copy."""
    size = np.bincount(tables.voice, minlength=len(tables.voices))
    return np.lexsort((tables.said, tables.voice, size[tables.voice]))


def _running(weight: Floats, key: Ints, order: Ints) -> Floats:
    """Sum by vote the weights of those of the same key that come before it."""
    sequence = order[np.argsort(key[order], kind="stable")]
    sums = np.cumsum(weight[sequence])
    keys = key[sequence]
    begins = np.searchsorted(keys, keys)
    base = np.where(begins > 0, sums[begins - 1], 0.0)
    result = np.empty_like(weight)
    result[sequence] = np.maximum(sums - weight[sequence] - base, 0.0)
    result[result < 1e-9] = 0.0
    return result


def _normal(logs: Floats, starts: Ints) -> Floats:
    """Turn logarithms into probabilities that sum to 1 over each poll."""
    widths = np.diff(starts)
    parts = np.exp(logs - np.repeat(np.maximum.reduceat(logs, starts[:-1]), widths))
    chances: Floats = parts / np.repeat(np.add.reduceat(parts, starts[:-1]), widths)
    return chances


def _found(tables: Tables, at: int, chances: Floats, kept: Floats) -> Found:
    begin, end = int(tables.starts[at]), int(tables.starts[at + 1])
    candidates = tables.candidates[at]
    places = range(*np.searchsorted(tables.poll, [at, at + 1]))
    return Found(
        chances={one: float(chances[begin + n]) for n, one in enumerate(candidates)},
        none=float(chances[end - 1]),
        kept={
            (tables.voices[tables.voice[vote]], candidates[tables.own[vote] - begin]): float(
                kept[vote]
            )
            for vote in places
            if tables.own[vote] >= 0
        },
    )
