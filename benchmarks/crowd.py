"""Make up any number of articles, to measure a search among more of them than there are."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from benchmarks.pile import choose_documents

_WORDS = 400
#: Sites, and the share of articles that end with what their site prints below all of its articles.
_SITES, _FURNISHED, _FURNITURE = 200, 0.2, 80
_LEARNT = 600


class Crowd:
    """Articles whose every word follows the one before as it does in real news."""

    def __init__(self, seed: int) -> None:
        """Learn which word follows which."""
        self._luck = random.Random(seed)  # noqa: S311 (the same articles every time)
        self._following = _following(row["text"] for row in choose_documents(_LEARNT))
        self._starts = sorted(self._following)
        self._furniture = [self._text(_FURNITURE) for _ in range(_SITES)]

    def articles(self, count: int) -> Iterator[tuple[str, str]]:
        """Make articles: the name of the site and the text."""
        for _ in range(count):
            site = self._luck.randrange(_SITES)
            text = self._text(_WORDS)
            if self._luck.random() < _FURNISHED:
                text = f"{text}\n\n{self._furniture[site]}"
            yield f"Site {site}", text

    def _text(self, count: int) -> str:
        words = [self._luck.choice(self._starts)]
        while len(words) < count:
            following = self._following.get(words[-1])
            words.append(self._luck.choice(following or self._starts))
        return " ".join(words)


def _following(texts: Iterable[str]) -> dict[str, list[str]]:
    following: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        words = text.split()
        for word, after in pairwise(words):
            following[word].append(after)
    return dict(following)
