"""Show how a text was changed, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+\s*|\s+")
#: Beyond so many words in a changed part, it is shown as a whole out and a whole in.
_MOST_WORDS = 4000
_MOST_LINES = 4000
#: Parts that share less of their words are shown as a whole out and a whole in too.
_ALIKE = 0.4
#: So much of what stayed the same is shown around a change.
_AROUND = 200


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a text that stayed (`same`), went (`gone`), came (`new`) or is cut (`cut`)."""

    kind: str
    text: str


def find_differences(before: str, after: str) -> Sequence[Change]:
    """Find what went and what came; long parts that stayed are cut short."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > _MOST_LINES:
        return [Change("gone", before), Change("new", after)]
    return list(_shortened(_merged(_by_lines(old, new))))


def _by_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(old[a:b]))
        else:
            yield from _by_words("".join(old[a:b]), "".join(new[c:d]))


def _by_words(before: str, after: str) -> Iterator[Change]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        yield from (Change("gone", before), Change("new", after))
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        yield from (Change("gone", before), Change("new", after))
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(old[a:b]))
        else:
            yield Change("gone", "".join(old[a:b]))
            yield Change("new", "".join(new[c:d]))


def _merged(changes: Iterator[Change]) -> Iterator[Change]:
    kept: Change | None = None
    for one in changes:
        if not one.text:
            continue
        if kept is not None and kept.kind == one.kind:
            kept = Change(kept.kind, kept.text + one.text)
            continue
        if kept is not None:
            yield kept
        kept = one
    if kept is not None:
        yield kept


def _shortened(changes: Iterator[Change]) -> Iterator[Change]:
    for one in changes:
        if one.kind != "same" or len(one.text) <= 2 * _AROUND + 80:
            yield one
            continue
        yield Change("same", one.text[:_AROUND].rsplit(None, 1)[0])
        yield Change("cut", f"{len(one.text) - 2 * _AROUND:,} characters unchanged")
        yield Change("same", one.text[-_AROUND:].split(None, 1)[-1])
