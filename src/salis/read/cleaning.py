"""Cleaning: the text as the reader takes it, and the way back from it to the document's offsets.

What cannot be seen (zero-width characters, direction marks, soft hyphens), what is broken (lone
surrogates, controls, UTF-8 read as Windows-1252) and what only decorates (emoji, a closing link)
is left out or written plainly before anything is read. Every passage is then placed back, so that
offsets and exact words are always those of the document.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
#: Soft hyphen, zero-width characters, direction marks, byte-order mark, variation selectors, tags.
_UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
_PICTURES = "\u2600-\u2751\u2757-\u275a\u2761-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
#: Letters and digits drawn as symbols: ligatures, full width, mathematical, circled.
_DRAWN = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff\u24b6-\u24e9"
_BROKEN = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufffc-\uffff"
_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: What a byte from 0x80 to 0xbf looks like when it is read as Windows-1252.
_TRAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LINK = r"(?:https?://|www\.|pic\.twitter\.com/)[^\s<>\"”]{1,2000}"
#: What may stand after the last word of a line: pictures and spaces.
_TAIL = rf"[{_PICTURES}\u200d\ufe0f \t]{{0,80}}$"

_EDIT = re.compile(
    rf"""
      (?P<line>\r\n?|[\x0b\x0c\x85\u2028]) | (?P<gap>\u2029)
    | (?P<entity>&(?:amp;){{0,3}}
        (?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z]{{2,24}}\d{{0,2}});)
    | (?P<garbled>(?:[\xc2-\xdf][{_TRAIL}]|[\xe0-\xef][{_TRAIL}]{{2}}|\xf0[{_TRAIL}]{{3}})+)
    | (?P<letter>[^\W\d_][{_MARKS}]+) | (?P<stray>[{_MARKS}]+)
    | (?P<drawn>[{_DRAWN}]+)
    | (?P<picture>[{_PICTURES}][{_PICTURES}\u200d\ufe0f\u20e3\U000e0020-\U000e007f \t]*+)
    | (?P<unseen>[{_UNSEEN}]+)
    | (?P<broken>(?:\x1b(?:\[[0-?]{{0,20}}[@-~]|\][^\x07\x1b\n]{{0,99}}\x07)|[{_BROKEN}])+)
    | (?P<space>[{_SPACES}])
    | (?P<quote>''|``) | (?P<tick>[`´])
    | (?P<shared>(?<![ \t])[ \t]++\#\w{{1,99}}+(?:[ \t]++(?:\#\w{{1,99}}+|{_LINK})){{1,30}}{_TAIL})
    | (?P<link>(?<=[.!?…”"'\w)])[ \t]++{_LINK}{_TAIL})
    """,
    re.VERBOSE | re.MULTILINE,
)
#: No language writes more on one letter; who does so plays.
_MOST_MARKS = 2
_ASKS_FOR_MORE = re.compile(r"\b(?:at|on|from|via|see|to|in|is|by|of|here|visit|and|the)$", re.I)
_PLAIN = {"line": "\n", "gap": "\n\n", "unseen": "", "broken": " ", "space": " ", "quote": '"'}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text with the places of its pieces in the original, both in order.

    A piece is either as it stands in the original or written anew for a whole run of it.
    """

    text: str
    original: str
    #: Where each piece begins in `text`, and in `original`; whether it is written anew.
    places: tuple[int, ...]
    origins: tuple[int, ...]
    anew: tuple[bool, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give where `[start, end)` of the cleaned text stands in the original; `end > start`."""
        first, last = self._piece(start), self._piece(end - 1)
        begin = self.origins[first] + (0 if self.anew[first] else start - self.places[first])
        if not self.anew[last]:
            return begin, self.origins[last] + end - self.places[last]
        after = last + 1
        return begin, self.origins[after] if after < len(self.origins) else len(self.original)

    def _piece(self, at: int) -> int:
        return bisect_right(self.places, at) - 1


def clean_text(text: str) -> Cleaned:
    """Clean a text; one without anything to clean comes back as it is."""
    pieces: list[str] = []
    places, origins, anew = [0], [0], [False]
    at = length = 0
    for match in _EDIT.finditer(text):
        written = _written(match)
        if written == match.group():
            continue
        length += match.start() - at
        pieces += [text[at : match.start()], written]
        if written:
            places.append(length)
            origins.append(match.start())
            anew.append(True)
        length += len(written)
        at = match.end()
        places.append(length)
        origins.append(at)
        anew.append(False)
    pieces.append(text[at:])
    return Cleaned("".join(pieces), text, tuple(places), tuple(origins), tuple(anew))


def _written(match: re.Match[str]) -> str:
    """Say how a run is written in the cleaned text."""
    kind, found = match.lastgroup or "", match.group()
    if kind in _PLAIN:
        return _PLAIN[kind]
    match kind:
        case "entity":
            return _meant(found)
        case "garbled":
            return _decoded(found)
        case "letter":
            return _composed(found)
        case "drawn":
            return unicodedata.normalize("NFKC", found)
        case "picture":
            around = (
                match.string[max(0, match.start() - 1) : match.start()],
                match.string[match.end() : match.end() + 1],
            )
            return " " if all(side.isalnum() for side in around) else ""
        case "tick":
            return "‘" if found == "`" else "’"
        case "link":
            before = match.string[max(0, match.start() - 12) : match.start()]
            return found if _ASKS_FOR_MORE.search(before) else ""
    return ""


def _meant(entity: str) -> str:
    """Give the character that an entity stands for, escaped more than once or not."""
    for _ in range(4):
        entity = html.unescape(entity)
    return entity if "&" in entity and len(entity) > 1 else clean_text(entity).text


def _decoded(garbled: str) -> str:
    """Undo the reading of UTF-8 as Windows-1252; the run as it is where it was no such thing."""
    try:
        raw = b"".join(_byte(character) for character in garbled)
        return clean_text(raw.decode()).text
    except ValueError:
        return garbled


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _composed(letter: str) -> str:
    """Give a letter with the accents that make one character with it; piles of them are dropped."""
    composed = letter[0]
    for mark in letter[1:] if len(letter) <= _MOST_MARKS + 1 else "":
        together = unicodedata.normalize("NFC", composed + mark)
        composed = together if len(together) == 1 else composed
    return composed
