"""Casing: paragraphs in capitals, or without any, written as a newspaper would; same length.

The tagger finds names in text without capitals far better than in text of nothing else. So such a
paragraph is written small, tagged, and the words that the tagger takes for names are begun with a
capital again. Lost are names that are also plain words where nothing around them tells ("ROSE",
"WILL"), and short forms of more than a few letters ("OPEC" comes out as "Opec").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Fewer words than this may be a heading, a signature or a short form.
_LEAST_WORDS = 6
#: Characters tagged in one piece.
_LONGEST = 4_000
#: Share of capitals among the letters of a line in capitals.
_SHOUTED = 0.85
_WORD = re.compile(r"[^\W\d_]{2,}")
_KNOWN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
#: Stays as it is: the label of a turn in a transcript, the place and agency before a report.
_OPENING = re.compile(r"(?:[^\W\d_][\w .'’-]{0,40}:|[^\n]{2,60}? \([^)\n]{2,30}\) ?[—–-]+) ")
_STARTS = re.compile(r"(?:^|[.!?][”\"’)]?\s+|[“\"])\W{0,3}[^\W\d_]", re.MULTILINE)
_FIRST_PERSON = re.compile(r"\bi\b")
#: Nearly always states and unions where the tagger sees a name.
_STATES = frozenset({"us", "uk", "eu", "un", "uae", "usa", "ussr", "drc", "prc"})
_NAMES = ("NNP", "NNPS")
_NOUNS = ("NN", "NNS", "JJ", "FW", "VB")
_VOWELS = frozenset("aeiouy")

type _Part = tuple[int, int]


def restore_case(text: str, language: Language) -> str:
    """Write what is all in capitals, or all small, with capitals where a newspaper has them."""
    parts = [part for part in (*_shouted(text), *_small(text)) if _is_prose(text, part)]
    if not parts:
        return text
    small = [_in_sentences(_lower(text[start:end])) for start, end in parts]
    flat = [piece.replace("\n", " ") for piece in small]
    letters = list(text)
    tagged = list(language.pipe(flat, disable=["parser"]))
    known = {word.lower() for word in _KNOWN.findall(text)} | _mostly_names(tagged)
    for (start, end), piece, doc in zip(parts, small, tagged, strict=True):
        letters[start:end] = _with_names(piece, doc, known)
    return "".join(letters)


def _shouted(text: str) -> Iterator[_Part]:
    """Give the runs of lines in capitals, long ones in pieces."""
    start: int | None = None
    end = 0
    for match in re.finditer(r"[^\n]+", text):
        if not _is_shouted(match.group()):
            if start is not None:
                yield start, end
            start = None
            continue
        opening = _OPENING.match(match.group())
        if start is None or opening or match.end() - start > _LONGEST or match.start() - end > 1:
            if start is not None:
                yield start, end
            start = match.start() + (opening.end() if opening else 0)
        end = match.end()
    if start is not None:
        yield start, end


def _is_shouted(line: str) -> bool:
    big = sum(map(str.isupper, line))
    return big > 1 and big >= _SHOUTED * (big + sum(map(str.islower, line)))


def _small(text: str) -> Iterator[_Part]:
    """Give the paragraphs without a capital, long ones in pieces."""
    for match in re.finditer(r"\S(?:[^\n]|\n(?![ \t]*\n))*", text):
        if match.group() == match.group().lower():
            for at in range(match.start(), match.end(), _LONGEST):
                yield at, min(at + _LONGEST, match.end())


def _is_prose(text: str, part: _Part) -> bool:
    return len(_WORD.findall(text, *part)) >= _LEAST_WORDS


def _lower(text: str) -> str:
    """Write a text small, letter for letter."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(map(_lower_letter, text))


def _lower_letter(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def _upper_letter(letter: str) -> str:
    big = letter.upper()
    return big if len(big) == 1 else letter


def _in_sentences(small: str) -> str:
    """Begin sentences and quotations, and "I", with a capital."""
    started = _STARTS.sub(lambda m: m.group()[:-1] + _upper_letter(m.group()[-1]), small)
    return _FIRST_PERSON.sub("I", started)


def _mostly_names(docs: Iterable[Doc]) -> frozenset[str]:
    """Give the words that are tagged as names more often than not."""
    tags = Counter((token.lower_, token.tag_ in _NAMES) for doc in docs for token in doc)
    return frozenset(word for (word, named), n in tags.items() if named and n > tags[word, False])


def _with_names(piece: str, doc: Doc, known: Collection[str]) -> list[str]:
    letters = list(piece)
    short = {e.start for e in doc.ents if len(e) == 1 and e.label_ in ("ORG", "GPE")}
    for token in doc:
        likely = token.lower_ in known or token.ent_type_ == "PERSON"
        named = token.tag_ in _NAMES or (likely and token.tag_ in _NOUNS) or token.i in short
        if not named or not token.text[0].isalpha():
            continue
        whole = token.i in short and _is_short_form(token.lower_)
        end = token.idx + (len(token.text) if whole else 1)
        letters[token.idx : end] = map(_upper_letter, letters[token.idx : end])
    return letters


def _is_short_form(word: str) -> bool:
    """Say whether a name of one word is written in capitals ("US", "BBC", "NATO" stays out)."""
    return word in _STATES or (2 <= len(word) <= 5 and _VOWELS.isdisjoint(word))
