"""Lists of people as catalogues spell them, told apart into last names.

"Orlo, Lena; Stroem, I.", "Lena Orlo and Ilka Stroem", "By (author) Orlo, Lena" and "ORLO, LENA
STROEM, ILKA" name the same two. First names serve only to tell namesakes apart.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from contextlib import suppress

type Words = list[str]
#: A last name and the initials that go with it.
type Person = tuple[str, frozenset[str]]

_BRACKETS = re.compile(r"\([^)]*\)?")
_SEPARATORS = re.compile(r";|/|&|\||\+|\band\b|\bwith\b|\n", re.IGNORECASE)
_NOT_NAMES = re.compile(
    r"\b(?:jr|sr|ii|iii|iv|ph\.?\s?d|md|m\.d|dr|prof|professor|author|editors?|edited|eds?|edt"
    r"|contributor|illustrator|translator|by|et\.? al|others)\b\.?",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^\W*(?:not available|n/?a|unknown|various|none|no author.*|anonymous)\W*$", re.IGNORECASE
)
_LONGEST = 2000


def read_names(text: str) -> frozenset[tuple[str, int]]:
    """Give the last names of a list, namesakes numbered from 0; empty where it names nobody."""
    text = _plain(text[:_LONGEST])
    if _NOBODY.match(text):
        return frozenset()
    text = _NOT_NAMES.sub(" ", _BRACKETS.sub(" ; ", text))
    kept: list[Person] = []
    for fragment in _SEPARATORS.split(text):
        parts = [words for part in fragment.split(",") if (words := _words(part))]
        for name, initials in _people(parts):
            if name and not any(_is_same(name, initials, one) for one in kept):
                kept.append((name, initials))
    seen: Counter[str] = Counter()
    numbered = []
    for name, _ in kept:
        numbered.append((name, seen[name]))
        seen[name] += 1
    return frozenset(numbered)


def _plain(text: str) -> str:
    """Undo what went wrong with signs on the way, and drop accents."""
    for _ in range(2):
        text = html.unescape(text)
    if "Ã" in text:
        with suppress(UnicodeError):
            text = text.encode("cp1252").decode("utf-8")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _words(part: str) -> Words:
    return [word for word in part.replace(".", ". ").split() if _letters(word)]


def _letters(word: str) -> str:
    return "".join(sign for sign in word.lower() if sign.isalpha())


def _is_same(name: str, initials: frozenset[str], other: Person) -> bool:
    return name == other[0] and bool(not initials or not other[1] or initials & other[1])


def _people(parts: list[Words]) -> list[Person]:
    """Tell the people of a fragment apart by its commas."""
    if len(parts) < 2:
        return [_in_order(words) for words in parts]
    single = [len(words) == 1 for words in parts]
    if len(parts) == 2 and any(single):
        return [_turned("".join(parts[0]), parts[1])]
    if all(single) and len(parts) % 2:
        return [(_letters(words[0]), frozenset()) for words in parts]
    if len(parts) % 2 == 0 and all(single[::2]):
        pairs = zip(parts[::2], parts[1::2], strict=True)
        if single[2] or all(single):
            return [_turned(last[0], first) for last, first in pairs]
    if single[0] and not any(single[1:-1]):
        return _run_together(parts)
    return [_in_order(words) for words in parts]


def _in_order(words: Words) -> Person:
    """Read "First Last"; initials behind the name are none of it."""
    full = [at for at, word in enumerate(words) if len(_letters(word)) > 1]
    at = full[-1] if full else len(words) - 1
    return _letters(words[at]), _initials(words[:at])


def _turned(last: str, first: Words) -> Person:
    return _letters(last), _initials(first)


def _run_together(parts: list[Words]) -> list[Person]:
    """Read "Last, First Last, First Last, First"."""
    people, last = [], parts[0][0]
    for words in parts[1:-1]:
        people.append(_turned(last, words[:-1]))
        last = _in_order(words)[0]
    return [*people, _turned(last, parts[-1])]


def _initials(words: Words) -> frozenset[str]:
    return frozenset(_letters(word)[0] for word in words)
