"""Changes: what is newly known, overturned, disputed, withdrawn, resolved, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from salis.formats.page import (
    Block,
    Heading,
    Item,
    Line,
    Page,
    Paragraph,
    Span,
    Tone,
    joined,
    plain,
    quiet,
)
from salis.formats.words import count, short_id, standing_span, standing_words, when
from salis.views.changes import ChangeKind
from salis.views.records import ChangeRecord

_HEADINGS = {
    ChangeKind.KNOWN: "Newly known",
    ChangeKind.OVERTURNED: "Overturned",
    ChangeKind.DISPUTED: "Newly disputed",
    ChangeKind.RETRACTED: "Retracted",
    ChangeKind.RESOLVED: "Resolved",
    ChangeKind.SHIFTED: "Standing otherwise",
    ChangeKind.DUE: "Due and unsettled",
    ChangeKind.UNKNOWN: "Newly said not to be known",
    ChangeKind.TOLD: "Newly told, by one origin",
    ChangeKind.EXPECTED: "Newly expected",
}
#: A brief only counts these: they are new, or their time is over, and change nothing.
_LESSER = (
    ChangeKind.DUE,
    ChangeKind.UNKNOWN,
    ChangeKind.TOLD,
    ChangeKind.EXPECTED,
    ChangeKind.OPINION,
)
_COUNTED = {
    ChangeKind.DUE: "due and unsettled",
    ChangeKind.UNKNOWN: "newly said not to be known",
    ChangeKind.TOLD: "newly told by one origin",
    ChangeKind.EXPECTED: "newly expected",
    ChangeKind.OPINION: "new opinions and demands",
}

type Steps = tuple[ChangeRecord, ...]


def changes_page(changes: Iterable[ChangeRecord]) -> Page:
    """Compose what changed and why, claim by claim under what the changes come to."""
    claims = _by_claim(changes)
    blocks: list[Block] = []
    for kind, some in groupby(claims, key=lambda steps: steps[-1].kind):
        if kind in _HEADINGS:
            blocks += [Heading(_HEADINGS[ChangeKind(kind)]), *map(_item, some)]
    opinions = sum(steps[-1].kind == ChangeKind.OPINION for steps in claims)
    if opinions:
        words = count(opinions, "new opinion or demand", "new opinions and demands")
        blocks.append(Paragraph(quiet(words), apart=True))
    return Page((), tuple(blocks) or (Paragraph(plain("Nothing changed.")),))


def history_page(changes: Iterable[ChangeRecord]) -> Page:
    """Compose the changes of one claim in the order in which they came."""
    items = tuple(Item(_step(one)) for one in changes)
    return Page((), items or (Paragraph(plain("Nothing changed.")),))


def changed_blocks(changes: Sequence[ChangeRecord], cap: int) -> Iterator[Block]:
    """Compose the weightier changes, with the lesser ones as counts, as a part of a brief."""
    claims = _by_claim(changes)
    weighty = [steps for steps in claims if steps[-1].kind not in _LESSER]
    yield Heading("Changed")
    yield from map(_item, weighty[:cap])
    lesser = Counter(steps[-1].kind for steps in claims)
    also = [f"{lesser[kind]:,} {words}" for kind, words in _COUNTED.items() if lesser[kind]]
    if rest := len(weighty) - cap:
        also = [f"{rest:,} more", *also] if rest > 0 else also
    if also:
        ways = (Span(f"… and {', '.join(also)}: ", Tone.QUIET), Span("salis changes", Tone.CODE))
        yield Item(ways)


def _by_claim(changes: Iterable[ChangeRecord]) -> list[Steps]:
    return [tuple(steps) for _, steps in groupby(changes, key=lambda one: one.claim)]


def _item(steps: Steps) -> Item:
    """Show a claim with each of its changes, and where to see the rest of it."""
    *before, last = map(_step, steps)
    key = (Span(short_id(steps[0].claim), Tone.CODE),)
    return Item(plain(steps[-1].text), (*before, joined((last, key))))


def _step(change: ChangeRecord) -> Line:
    """Say when a standing changed, from what to what, and why."""
    before = Span(f"{standing_words(change.before)} → " if change.before else "new: ")
    return joined(
        (quiet(when(change.at)), (before, standing_span(change.after)), plain(change.cause.text))
    )
