"""Find what a text prints in quotation marks, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A single mark opens speech only before a capital, and closes it only after a stop: so neither
#: an apostrophe nor a word or two in single marks is taken for speech.
_MARK = re.compile(
    r"(?P<double>[\"“”«»])"
    r"|(?P<opens>(?<!\w)['‘](?=[A-Z]))"
    r"|(?P<closes>(?<=[.,!?…])['’](?!\w))"
    r"|(?P<breaks>\n\s*\n|(?<=[.!?:…\"”'’])\n(?=[\"“«'‘A-Z]))"
)
_OPENING = re.compile(r"\s*([\"“«'‘])")
_SINGLE = "'‘"


def find_quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans in quotation marks, in order.

    Speech that goes on is not closed at the end of its paragraph, and the next paragraph opens with
    a mark again; any other mark without a partner is taken for a slip.
    """
    return tuple(_find(text))


def _find(text: str) -> Iterator[tuple[int, int]]:
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        kind = mark.lastgroup
        if kind == "breaks":
            if opened is not None and _goes_on(opened, text, mark.end()):
                yield opened.start(), mark.start()
            opened = None
        elif opened is None:
            opened = None if kind == "closes" or mark.group() == "”" else mark
        elif kind == ("double" if opened.lastgroup == "double" else "closes"):
            yield opened.start(), mark.end()
            opened = None


def _goes_on(opened: re.Match[str], text: str, start: int) -> bool:
    following = _OPENING.match(text, start)
    return following is not None and (following[1] in _SINGLE) == (opened.lastgroup == "opens")
