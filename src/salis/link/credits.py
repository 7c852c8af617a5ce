"""Read whom a text itself credits: the tag in its date line, the line at its end."""

from __future__ import annotations

import re

from salis.link.names import voice_key
from salis.model.document import Document

#: Characters at the beginning and at the end of a text where a credit may stand.
_HEAD, _TAIL = 200, 300
_NAME = r"[A-Z][\w.&'’-]*(?: (?:of |the )?[A-Z][\w.&'’-]*){0,4}"
_TAG = re.compile(rf"\((?P<name>{_NAME})\)\s*(?:—|–|--|-|(?=[A-Z\"“]))")
_END = re.compile(
    rf"\((?P<tag>{_NAME})\)\W*\Z"
    rf"|(?P<helper>{_NAME}) contributed to this (?:report|story|article)"
    r"|\b(?i:source|via|copyright(?: ©)?|with (?:material|files|reporting) from|reporting by)"
    rf":?\s+(?:the )?(?P<named>{_NAME})",
)


def read_credits(document: Document) -> frozenset[str]:
    """Give the keys of those whom a document credits, in its metadata or in its text."""
    text = document.text
    found = [_TAG.search(text[:_HEAD]), *_END.finditer(text[-_TAIL:])]
    named = [name for one in found if one for name in one.groups() if name]
    keys = {voice_key(name.removeprefix("The ")) for name in (*named, *document.credits)}
    return frozenset(keys - {"", voice_key(document.source.name)})


def same_name(one: str, other: str) -> bool:
    """Tell whether two keys name one source, in full or by its initials ("ap")."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    words = long.split()
    return len(words) > 1 and sorted(word[0] for word in words) == sorted(short)
