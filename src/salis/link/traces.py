"""Find what else shows that two texts have one root: credits, an address, a slip made twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from salis.link.alignment import Block, Text
from salis.link.credits import read_credits, same_name
from salis.link.names import voice_key
from salis.model.document import Document

#: Words that may well be written twice in a row.
_DOUBLED = frozenset({"had", "that", "very", "no", "so", "is", "bye", "ha"})
_SCHEME = re.compile(r"^\w+://(?:www\.|m\.|amp\.)?")


def find_traces(
    here: Document, there: Document, blocks: Sequence[Block], short: Text
) -> Iterator[str]:
    """Say what ties two documents beside the words that they share, which are `blocks`."""
    address = plain_address(here.url)
    if address and address == plain_address(there.url):
        yield f"both give one address: {address}"
    credited = _credited_by_both(here, there)
    if credited:
        yield f"both credit {credited}"
    for one, other in ((here, there), (there, here)):
        if credits_source(one, other):
            yield f"{one.source.name} credits {other.source.name}"
    slips = sorted(set(_slips(blocks, short, here.text)))
    if slips:
        yield "both make the same slip: " + ", ".join(f"“{slip}”" for slip in slips[:3])


def plain_address(url: str | None) -> str:
    """Strip an address of what does not change the page: scheme, "www.", query, fragment."""
    return re.split(r"[?#]", _SCHEME.sub("", (url or "").strip().lower()))[0].rstrip("/")


def credits_source(one: Document, other: Document) -> bool:
    """Tell whether a document credits the source of another."""
    key = voice_key(other.source.name)
    return any(same_name(credit, key) for credit in read_credits(one))


def _credited_by_both(here: Document, there: Document) -> str:
    others = read_credits(there)
    shared = (one for one in sorted(read_credits(here)) for two in others if same_name(one, two))
    return next(shared, "")


def _slips(blocks: Sequence[Block], text: Text, whole: str) -> Iterator[str]:
    """Find words written twice in a row inside shared prose: "the the"."""
    spans = text.wording.spans
    for block in blocks:
        for at, after in pairwise(range(*block.here)):
            if text.words[at] != text.words[after] or text.wording.quoted[at]:
                continue
            word, between = whole[slice(*spans[at])], whole[spans[at][1] : spans[after][0]]
            if between == " " and word.islower() and word.isalpha() and word not in _DOUBLED:
                yield f"{word} {word}"
