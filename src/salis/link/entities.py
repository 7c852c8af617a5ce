"""Join the names under which speakers go in different documents, each with the reason for it.

Two names are joined where they are spelt or transliterated in two ways, where one is the other with
more given names, where a document uses one as the initials of the other, or where a person judged
them to be one. A surname alone joins nobody, nor does a name that fits two people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from salis.link.bonds import Bonds
from salis.link.names import IDLE, voice_key
from salis.link.spelling import plain_spelling
from salis.model.claim import Reason
from salis.model.entity import Entity
from salis.model.statement import Statement, StatementId

#: Letters that initials have at most.
_LONGEST = 6


@dataclass(slots=True)
class _Name:
    """A key with the spellings used for it and the first statement that shows it."""

    key: str
    spelled: Counter[str]
    shown: StatementId

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.key.split())

    @property
    def name(self) -> str:
        """The spelling used most; of two used alike, the longer one."""
        return max(self.spelled, key=lambda one: (self.spelled[one], len(one), one))


def join_entities(
    statements: Iterable[Statement], judged: Bonds[str] | None = None
) -> tuple[Entity, ...]:
    """Join the named speakers of statements into people and bodies, in the order first met.

    Args:
        statements: What is said, in the order told.
        judged: Which names people judged to be one, and which not, by `voice_key`; goes before all
            else.
    """
    names, initials = _read_names(statements)
    joined = _Joined(names, judged or Bonds())
    for one, other in joined.judged():
        joined.unite(one, other, "judged-one", "a person judged them to be one")
    for short, (full, shown) in initials.items():
        text = f"a document uses {short.upper()} for {names[full].name}"
        joined.unite(full, short, "initials", text, shown)
    for one, other in _spelt_alike(names):
        joined.unite(one, other, "spelling", f"{_both(names, one, other)} are spelt alike")
    doubtful: defaultdict[str, set[str]] = defaultdict(set)
    for short, fuller in _fuller(names):
        sole = {joined.root(one) for one in fuller}
        if len(names[short].words) > 1 and len(sole) == 1:
            text = f"{_both(names, fuller[0], short)} differ in a given name only"
            joined.unite(fuller[0], short, "given-name", text)
        else:
            for one in sole:
                doubtful[one].add(short)
    return tuple(joined.entities(doubtful))


class _Joined:
    """Sets of names that are one, none holding two that people keep apart."""

    def __init__(self, names: dict[str, _Name], judged: Bonds[str]) -> None:
        self._names, self._judged = names, judged
        self._voices = {key: voice_key(key) for key in names}
        self._parent = {key: key for key in names}
        self._members = {key: [key] for key in names}
        self._reasons: defaultdict[str, list[Reason]] = defaultdict(list)

    def root(self, key: str) -> str:
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def judged(self) -> Iterator[tuple[str, str]]:
        """Give the pairs of names that people made one."""
        first: dict[str, str] = {}
        for key, voice in self._voices.items():
            if voice in self._judged:
                one = first.setdefault(self._judged.root(voice), key)
                if one != key:
                    yield one, key

    def unite(
        self, one: str, other: str, code: str, text: str, shown: StatementId | None = None
    ) -> None:
        """Make one of two, unless people keep any of their names apart."""
        a, b = self.root(one), self.root(other)
        if a == b or self._apart(a, b):
            return
        refs = (self._names[one].shown, self._names[other].shown) if shown is None else (shown,)
        self._reasons[a] += [*self._reasons.pop(b, []), Reason(code, text, refs)]
        self._parent[b] = a
        self._members[a] += self._members.pop(b)

    def _apart(self, a: str, b: str) -> bool:
        return any(
            self._judged.are_apart(self._voices[one], self._voices[other])
            for one in self._members[a]
            for other in self._members[b]
        )

    def entities(self, doubtful: dict[str, set[str]]) -> Iterator[Entity]:
        order = {key: at for at, key in enumerate(self._names)}
        first = {root: min(order[one] for one in all_) for root, all_ in self._members.items()}
        for root in sorted(first, key=first.__getitem__):
            names = [self._names[key] for key in self._members[root]]
            names.sort(key=lambda one: (-one.spelled.total(), -len(one.words), one.key))
            own = {one.key for one in names}
            others = sorted(self._names[key].name for key in doubtful.get(root, set()) - own)
            yield Entity(
                key=names[0].key,
                name=names[0].name,
                keys=tuple(one.key for one in names),
                names=tuple(dict.fromkeys(one.name for one in names)),
                reasons=tuple(self._reasons[root]),
                doubtful=tuple(others),
            )


def _both(names: dict[str, _Name], one: str, other: str) -> str:
    return f"{names[one].name} and {names[other].name}"


def _read_names(
    statements: Iterable[Statement],
) -> tuple[dict[str, _Name], dict[str, tuple[str, StatementId]]]:
    """Collect the named speakers by key, and initials by the one full name used for them."""
    names: dict[str, _Name] = {}
    short: defaultdict[str, dict[str, StatementId]] = defaultdict(dict)
    for statement in statements:
        for speaker in statement.speakers:
            if not speaker.named or not speaker.entity:
                continue
            new = _Name(speaker.entity, Counter(), statement.id)
            known = names.setdefault(speaker.entity, new)
            known.spelled[speaker.name] += 1
            words = "" if speaker.mention is None else speaker.mention.exact.strip()
            if _are_initials(words, speaker.entity):
                short[words.lower().replace(".", "")].setdefault(speaker.entity, statement.id)
    initials = {
        one: next(iter(full.items()))
        for one, full in short.items()
        if len(full) == 1 and one in names
    }
    return names, initials


def _are_initials(words: str, key: str) -> bool:
    """Tell whether words of a text are the initials of the name that its document gives."""
    letters = words.replace(".", "")
    if not letters.isupper() or not 2 <= len(letters) <= _LONGEST:
        return False
    whole, telling = key.split(), [word for word in key.split() if word not in IDLE]
    return letters.lower() in ("".join(one[0] for one in part) for part in (whole, telling))


def _spelt_alike(names: dict[str, _Name]) -> Iterator[tuple[str, str]]:
    """Give pairs of full names that one spelling stands for, with a word in common."""
    known: dict[tuple[str, ...], str] = {}
    for key, one in names.items():
        if len(one.words) > 1:
            first = known.setdefault(tuple(map(plain_spelling, one.words)), key)
            if first != key and not set(one.words).isdisjoint(names[first].words):
                yield first, key


def _fuller(names: dict[str, _Name]) -> Iterator[tuple[str, Sequence[str]]]:
    """Give each name with those that have all its words in order and its last one, and more."""
    by_last: defaultdict[str, list[_Name]] = defaultdict(list)
    for one in names.values():
        by_last[one.words[-1]].append(one)
    for one in names.values():
        fuller = [
            other.key
            for other in by_last[one.words[-1]]
            if len(other.words) > len(one.words) and _in_order(one.words, other.words)
        ]
        if fuller:
            yield one.key, fuller


def _in_order(short: Sequence[str], full: Sequence[str]) -> bool:
    words = iter(full)
    return all(word in words for word in short)
