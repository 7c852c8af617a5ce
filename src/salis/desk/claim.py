"""A claim with all it stands on, and the forms to judge it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.desk.decisions import list_decisions
from salis.desk.glossary import ACTS, GRAINS, STANDING_MEANINGS
from salis.desk.origins_tree import draw_tree
from salis.desk.strip import draw_strip
from salis.formats.claim import chain_words
from salis.model.errors import NotFound

if TYPE_CHECKING:
    from salis.desk.visits import Visit
    from salis.views.records import (
        ClaimRecord,
        OriginRecord,
        PassageRecord,
        ReasonRecord,
        StatementRecord,
    )
    from salis.views.view import View

#: Wordings of an origin, prints of a wording and rivals that are shown.
_WORDINGS, _PRINTS, _RIVALS = 12, 10, 6


@dataclass(frozen=True, slots=True)
class Wording:
    """Statements in the same words: the one told first, and where else it is printed."""

    first: StatementRecord
    chain: str
    before: str
    after: str
    others: Sequence[StatementRecord]
    more: int


@dataclass(frozen=True, slots=True)
class Group:
    """An origin with its wordings; None for statements that support nothing."""

    origin: OriginRecord | None
    wordings: Sequence[Wording]
    more: int


@dataclass(frozen=True, slots=True)
class Why:
    """A reason with the places that it leans on: label and address each."""

    text: str
    code: str
    places: Sequence[tuple[str, str]]


def compose_claim(visit: Visit) -> Mapping[str, object]:
    """Make the context of a claim's page."""
    claim = visit.view.claim(visit.part("id"))
    history = visit.view.history(claim.id)
    decisions = list_decisions(visit.view.judgements_of(claim.id), claim.evidence)
    filed = {one.id for one in decisions}
    return {
        "claim": claim,
        "meaning": STANDING_MEANINGS.get(claim.standing, ""),
        "independent": sum(one.independent for one in claim.origins),
        "whys": [_why(visit, claim, one, filed) for one in claim.reasons],
        "history": history,
        "strip": draw_strip(history),
        "tree": draw_tree(visit.view.descent(claim.id)),
        "groups": _groups(claim),
        "rivals": list(_rivals(visit.view, claim)),
        "decisions": decisions,
        "acts": ACTS,
        "grains": GRAINS,
    }


def _why(visit: Visit, claim: ClaimRecord, reason: ReasonRecord, filed: Collection[str]) -> Why:
    """Give a reason with links to the statements and claims that it leans on."""
    here = {statement.id for statement in claim.statements}
    places: list[tuple[str, str]] = []
    for ref in reason.refs[:4]:
        if ref in here:
            places.append(("its words", f"#s-{ref}"))
        elif ref in filed:
            places.append(("the record", f"#{ref}"))
        elif ref != claim.id and ref.startswith("c"):
            places.append(("the other claim", visit.at.link("claim", ref)))
    numbered = len(places) > 1
    named = [
        (f"{label} {number}" if numbered else label, address)
        for number, (label, address) in enumerate(places, 1)
    ]
    return Why(reason.text, reason.code, named)


def _groups(claim: ClaimRecord) -> Sequence[Group]:
    by_id = {statement.id: statement for statement in claim.statements}
    ranked = sorted(claim.origins, key=lambda one: not one.independent)
    groups = [_group(one, (by_id[id] for id in one.statements if id in by_id)) for one in ranked]
    traced = {id for origin in claim.origins for id in origin.statements}
    rest = [one for one in claim.statements if one.id not in traced]
    return [*groups, _group(None, rest)] if rest else groups


def _group(origin: OriginRecord | None, statements: Iterable[StatementRecord]) -> Group:
    same: dict[tuple[object, ...], list[StatementRecord]] = {}
    for one in statements:
        words = " ".join(one.passage.exact.split()).casefold()
        same.setdefault((words, one.act, one.side, chain_words(one)), []).append(one)
    wordings = [_wording(found) for found in same.values()]
    return Group(origin, wordings[:_WORDINGS], max(len(wordings) - _WORDINGS, 0))


def _wording(found: Sequence[StatementRecord]) -> Wording:
    first = found[0]
    before, after = around(first.context, first.passage)
    others = found[1 : _PRINTS + 1]
    return Wording(
        first, chain_words(first), before, after, others, max(len(found) - 1 - _PRINTS, 0)
    )


def around(context: PassageRecord, passage: PassageRecord) -> tuple[str, str]:
    """Give the words of a context before and after a passage; empty where it is not inside."""
    start, end = passage.start - context.start, passage.end - context.start
    if start < 0 or end > len(context.exact) or context.exact[start:end] != passage.exact:
        return "", ""
    return context.exact[:start], context.exact[end:]


def _rivals(view: View, claim: ClaimRecord) -> Iterable[ClaimRecord]:
    for id in claim.rivals[:_RIVALS]:
        try:
            yield view.claim(id)
        except NotFound:
            continue
