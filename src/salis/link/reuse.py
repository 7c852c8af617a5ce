"""Reuse: which texts count as copies of which, once people have had their say.

A judgement names two documents and holds for those near them: what is copied whole from one of two
independent texts, or revises it, is a copy of that one alone, however much it shares with the
other; what is copied whole from one of two copies is a copy of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from salis.link.bonds import Bonds
from salis.model.document import Document, DocumentId
from salis.model.link import Copy, CopyKind

#: Whether it revises the other, and the share of its text that it has in common with it.
type _Rank = tuple[bool, float]


@dataclass(frozen=True, slots=True)
class Reuse:
    """The copies that count, and which documents go with those that people judged."""

    copies: tuple[Copy, ...]
    #: For each document judged, and each near one, the judged document that it goes with.
    sides: Mapping[DocumentId, DocumentId] = field(default_factory=dict)


def rule_reuse(
    copies: Iterable[Copy],
    documents: Mapping[DocumentId, Document],
    bonds: Bonds[DocumentId],
) -> Reuse:
    """Let people overrule the copies that were found; documents are in the order told."""
    found = tuple(copies)
    if not bonds:
        return Reuse(found)
    sides = _find_sides(found, documents, bonds)
    roots = {id: bonds.root(side) for id, side in sides.items()}
    kept = [copy for copy in found if not _are_apart(copy, roots, bonds)]
    whole = {frozenset((c.document, c.other)) for c in kept if c.kind is CopyKind.COPY}
    judged = _judged(found, roots, bonds, whole)
    replaced = {frozenset((copy.document, copy.other)) for copy in judged}
    others = (one for one in kept if frozenset((one.document, one.other)) not in replaced)
    return Reuse((*others, *judged), sides)


def _find_sides(
    copies: Iterable[Copy], documents: Mapping[DocumentId, Document], bonds: Bonds[DocumentId]
) -> dict[DocumentId, DocumentId]:
    """Give each document that was judged, or copies or revises one that was, whom it goes with."""
    near: defaultdict[DocumentId, dict[DocumentId, _Rank]] = defaultdict(dict)
    for copy in (one for one in copies if one.kind is CopyKind.COPY):
        rank = (False, copy.score)
        for one, other in ((copy.document, copy.other), (copy.other, copy.document)):
            if other in bonds and one not in bonds:
                near[one][other] = rank
    for id, document in documents.items():
        before = document.revises
        if before is not None and before in bonds and id not in bonds:
            near[id][before] = (True, 1.0)
    order = {id: -at for at, id in enumerate(documents)}
    nearest = {
        id: max(found, key=lambda one: (found[one], order.get(one, 0), one))
        for id, found in near.items()
    }
    return {id: nearest.get(id, id) for id in documents if id in bonds or id in nearest}


def _are_apart(
    copy: Copy, roots: Mapping[DocumentId, DocumentId], bonds: Bonds[DocumentId]
) -> bool:
    one, other = roots.get(copy.document), roots.get(copy.other)
    return one is not None and other is not None and bonds.are_apart(one, other)


def _judged(
    copies: Iterable[Copy],
    roots: Mapping[DocumentId, DocumentId],
    bonds: Bonds[DocumentId],
    whole: set[frozenset[DocumentId]],
) -> list[Copy]:
    """Make copies of the texts that people judged to be, and of whole copies of those."""
    copied: defaultdict[DocumentId, dict[DocumentId, None]] = defaultdict(dict)
    for id, root in roots.items():
        joined = len(bonds.members(root)) > 1
        if joined and (id in bonds or _copies_member(id, root, bonds, whole)):
            copied[root][id] = None
    shared = {frozenset((copy.document, copy.other)): copy for copy in copies}
    made: list[Copy] = []
    for ids in copied.values():
        ordered = list(ids)
        for at, other in enumerate(ordered):
            for one in ordered[at + 1 :]:
                pair = frozenset((one, other))
                if pair not in whole:
                    known = shared.get(pair, Copy(one, other, CopyKind.COPY, 1.0))
                    made.append(replace(known, kind=CopyKind.COPY, reasons=(JUDGED,)))
    return made


#: The reason of a copy that a person's word makes.
JUDGED = "judged a copy"


def _copies_member(
    id: DocumentId,
    root: DocumentId,
    bonds: Bonds[DocumentId],
    whole: set[frozenset[DocumentId]],
) -> bool:
    return any(frozenset((id, member)) in whole for member in bonds.members(root))
