"""Batches of windows, drawn anew in every round."""

from __future__ import annotations

import random

import numpy as np
import torch
from torch import Tensor

from salis.read.pieces import BREAK, cut_windows, depths_of
from training.data import IGNORED, Article, Labelled, lay_out

#: Word pieces in a window at most; windows of a batch; articles whose roles are learnt at once.
LENGTH, BATCH, ARTICLES = 224, 14, 4
#: Share of the windows of which one paragraph is read as a text of its own.
_LONE = 0.15
#: Sentences whose stance is learnt at once.
ALONE = 48
#: Share of the windows that are read without their capitals and marks.
_PLAIN = 0.04
#: Share of the pieces that are hidden, and what stands there ([MASK]).
_HIDDEN, _MASK = 0.04, 103
_FILLED = ("ids", "shapes", "depths")


class Stream:
    """Endless batches of windows of PolNeAR's articles."""

    def __init__(self, articles: list[Article], chance: random.Random) -> None:
        self.articles, self.chance = articles, chance
        self.waiting: list[tuple[int, int, int]] = []

    def batch(self) -> dict[str, Tensor]:
        """Give the next windows, each value of shape (BATCH, longest window)."""
        if len(self.waiting) < BATCH:
            for number, one in enumerate(self.articles):
                first = self.chance.randrange(LENGTH // 4, LENGTH)
                cuts = cut_windows(one["ids"], LENGTH, first)
                self.waiting += [(number, start, stop) for start, stop in cuts]
            self.chance.shuffle(self.waiting)
        rows = [self._lone(*self.waiting.pop()) for _ in range(BATCH)]
        return stack([self._window(*row, lone=lone) for *row, lone in rows], self.chance)

    def _lone(self, number: int, start: int, stop: int) -> tuple[int, int, int, bool]:
        """Choose now and then one paragraph of a window, to be read as if nothing were around."""
        if self.chance.random() >= _LONE:
            return number, start, stop, False
        ends = np.flatnonzero(self.articles[number]["ids"][start:stop] == BREAK) + start + 1
        edges = [start, *map(int, ends)] if len(ends) else [start, stop]
        at = self.chance.randrange(len(edges) - 1)
        return number, edges[at], edges[at + 1], True

    def _window(self, number: int, start: int, stop: int, *, lone: bool) -> Article:
        window = {key: values[start:stop].copy() for key, values in self.articles[number].items()}
        if lone:
            window["depths"] = depths_of(np.arange(stop - start))
        for key in ("heads", "asked"):
            places = window[key]
            places[(places < start) | (places >= stop)] = IGNORED
            places[places >= 0] -= start
        return window


def stack(windows: list[Article], chance: random.Random) -> dict[str, Tensor]:
    """Put windows of different lengths into one batch; hide a few pieces of them."""
    longest = max(len(one["ids"]) for one in windows)
    out: dict[str, Tensor] = {}
    for key in windows[0]:
        shape = (len(windows), longest, *windows[0][key].shape[1:])
        block = np.full(shape, 0 if key in _FILLED else IGNORED, np.int64)
        for at, one in enumerate(windows):
            block[at, : len(one[key])] = one[key]
        out[key] = torch.from_numpy(block)
    out["shapes"][torch.tensor([chance.random() < _PLAIN for _ in windows])] = 0
    seed = torch.Generator().manual_seed(chance.randrange(2**31))
    hidden = torch.rand(out["ids"].shape, generator=seed) < _HIDDEN
    out["ids"][hidden & (out["ids"] > 1)] = _MASK
    return out


class Roles:
    """Endless batches of whole NewsDiscourse articles."""

    def __init__(self, articles: list[list[Labelled]], chance: random.Random) -> None:
        self.articles, self.chance = articles, chance
        self.waiting: list[int] = []

    def batch(self) -> tuple[dict[str, Tensor], Tensor, Tensor]:
        """Give windows with the sentences of all articles numbered through, roles, and speech.

        The sentences of article number n have numbers from `1000 * n` on.
        """
        if len(self.waiting) < ARTICLES:
            self.waiting = list(range(len(self.articles)))
            self.chance.shuffle(self.waiting)
        windows: list[Article] = []
        roles, speech = [], []
        for number in range(ARTICLES):
            sentences = self.articles[self.waiting.pop()][:120]
            whole = lay_out(sentences, self.chance)
            whole["sentence"] += 1000 * number
            first = self.chance.randrange(LENGTH // 4, LENGTH)
            windows += [
                {key: values[start:stop] for key, values in whole.items()}
                for start, stop in cut_windows(whole["ids"], LENGTH, first)
            ]
            roles.append([role for _, role, _ in sentences])
            speech.append([said for _, _, said in sentences])
        batch = stack(windows, self.chance)
        flat = torch.tensor([role for one in roles for role in one])
        return batch, flat, torch.tensor([float(said) for one in speech for said in one])


class Stances:
    """Endless batches of sentences that stand alone."""

    def __init__(self, sentences: list[tuple[Article, int]], chance: random.Random) -> None:
        self.sentences, self.chance = sentences, chance
        self.waiting: list[int] = []

    def batch(self) -> tuple[dict[str, Tensor], Tensor]:
        """Give sentences, each a window of its own, and their stances."""
        if len(self.waiting) < ALONE:
            self.waiting = list(range(len(self.sentences)))
            self.chance.shuffle(self.waiting)
        drawn = [self.sentences[self.waiting.pop()] for _ in range(ALONE)]
        windows = [{key: values[:LENGTH] for key, values in one.items()} for one, _ in drawn]
        for number, one in enumerate(windows):
            one["sentence"] = np.full(len(one["ids"]), number)
        return stack(windows, self.chance), torch.tensor([stance for _, stance in drawn])
