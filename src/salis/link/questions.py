"""Make claims out of groups, and join rival and successive answers into questions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from salis.link.claims import Group
from salis.link.compare import BORNE_OUT, FAILED, WHETHER, WHO, settle_link
from salis.link.context import Context
from salis.link.pair import Pair
from salis.link.tolls import COUNT
from salis.link.traits import read_traits, without_dates
from salis.link.wording import read_list
from salis.model.claim import Claim, ClaimId, Question, QuestionId, Side, Slot
from salis.model.document import Document, DocumentId
from salis.model.link import Link, LinkKind
from salis.model.statement import Act, Certainty, GrainCode, Polarity, Statement, StatementId
from salis.model.times import Interval

_SLOTS = {COUNT: Slot.HOW_MANY, WHO: Slot.WHO, WHETHER: Slot.WHETHER}
_ASKED = {
    "how many": Slot.HOW_MANY,
    "how much": Slot.HOW_MANY,
    "who": Slot.WHO,
    "where": Slot.WHERE,
    "when": Slot.WHEN,
}
_COUNTED = {
    "killed": "How many people were killed?",
    "wounded": "How many people were injured?",
    "casualties": "How many people were killed or injured?",
    "missing": "How many people are missing?",
    "detained": "How many people were detained?",
    "evacuated": "How many people were evacuated?",
    "displaced": "How many people were driven from home?",
    "abducted": "How many people were abducted?",
    "rescued": "How many people were rescued?",
    "infected": "How many people were infected?",
}


_WHETHER = re.compile(r"\bwhether ", re.IGNORECASE)
#: "It is not clear how many remain": what it is that is not known.
_NOT_KNOWN = re.compile(
    r"(?:\b(?:unclear|unknown)|(?:\bnot|n['’]t)(?: yet| exactly| immediately| at all)*"
    r" (?:clear|known|know|sure|certain|say))\b,?(?: exactly| precisely| just)?"
    r" (?P<asked>(?:how|why|who|what|when|where|which)\b.*)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Ties:
    """How one claim stands to others."""

    rivals: dict[ClaimId, None] = field(default_factory=dict)
    updates: dict[ClaimId, None] = field(default_factory=dict)
    outcomes: dict[ClaimId, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """The statements and documents that a view lets through."""

    statements: Mapping[StatementId, Statement]
    documents: Mapping[DocumentId, Document]
    told: Mapping[DocumentId, datetime]

    def pair(self, a: StatementId, b: StatementId) -> Pair:
        """Take two statements apart for comparison."""
        one, other = self.statements[a], self.statements[b]
        here, there = Context(self.documents[one.document]), Context(self.documents[other.document])
        return Pair(one, other, read_traits(one), read_traits(other), here, there).unified()


def claim_id(leader: StatementId) -> ClaimId:
    """Name a claim after its leader."""
    return ClaimId("c" + leader.removeprefix("s"))


def make_claims(
    groups: Sequence[Group], links: Iterable[Link], known: Known
) -> tuple[dict[ClaimId, Claim], tuple[Question, ...]]:
    """Turn groups into claims with their rivals, updates and questions, in the order told."""
    home = {one.statement: group for group in groups for one in group.members}
    ties, slots = _tie(links, home, known)
    by_id = {claim_id(group.leader): group for group in groups}
    open_claims = {
        id: group
        for id, group in by_id.items()
        if any(one.side is Side.OPEN for one in group.members)
    }
    questions = _questions(slots, open_claims, by_id, known)
    of_claim = {claim: question.id for question in questions for claim in question.claims}
    claims: dict[ClaimId, Claim] = {}
    for id, group in by_id.items():
        members = group.members
        if len(members) == 1 and id not in ties:
            leader = known.statements[members[0].statement]
            question = of_claim.get(id)
            claims[id] = Claim(id, leader.text, tuple(members), question, leader.concerns)
        else:
            claims[id] = _claim(id, group, ties.get(id), of_claim.get(id), known)
    return claims, questions


def _claim(
    id: ClaimId, group: Group, ties: _Ties | None, question: QuestionId | None, known: Known
) -> Claim:
    ties = ties or _NO_TIES
    leader = known.statements[group.leader]
    alone = len(group.members) == 1
    return Claim(
        id=id,
        text=leader.text if alone else _clearest(group, known).text,
        members=tuple(group.members),
        question=question,
        concerns=leader.concerns if alone else _concerns(group, known),
        rivals=tuple(ties.rivals),
        updates=tuple(ties.updates),
        outcomes=tuple(ties.outcomes.items()),
    )


_NO_TIES = _Ties()


def _clearest(group: Group, known: Known) -> Statement:
    told = [known.statements[one.statement] for one in group.members if one.side is Side.FOR]
    told = [one for one in told if one.leans is None] or told
    firm = [one for one in told if not any(g.code is GrainCode.HEDGED for g in one.grains)]
    clear = [
        one
        for one in firm or told
        if one.act is Act.ASSERT and one.certainty is Certainty.CERTAIN and "[" not in one.text
    ]
    if len(clear) > 1:
        details = _details(clear, told)
        return min(clear, key=lambda one: details[one.id])
    return next(iter(clear or told), known.statements[group.leader])


def _details(clear: Sequence[Statement], told: Sequence[Statement]) -> dict[StatementId, int]:
    """Count the words of each statement that no statement of another document bears out."""
    documents: defaultdict[str, set[DocumentId]] = defaultdict(set)
    for one in told:
        for word in read_traits(one).words:
            documents[word].add(one.document)
    if len({one.document for one in told}) == 1:
        return dict.fromkeys((one.id for one in clear), 0)
    return {
        one.id: sum(len(documents[word]) == 1 for word in read_traits(one).words) for one in clear
    }


def _concerns(group: Group, known: Known) -> Interval | None:
    times = [known.statements[one.statement].concerns for one in group.members]
    stated = (time for time in times if time is not None and time.text)
    return next(stated, next((time for time in times if time is not None), None))


def _tie(
    links: Iterable[Link], home: Mapping[StatementId, Group], known: Known
) -> tuple[dict[ClaimId, _Ties], dict[tuple[ClaimId, ClaimId], Slot]]:
    """Carry links between statements over to the claims that they belong to."""
    ties: defaultdict[ClaimId, _Ties] = defaultdict(_Ties)
    slots: dict[tuple[ClaimId, ClaimId], Slot] = {}
    for link in _between_claims(links, home, known):
        a, b = claim_id(home[link.a].leader), claim_id(home[link.b].leader)
        if link.reasons[0] in (BORNE_OUT, FAILED):
            ties[b].outcomes[a] = link.reasons[0] == BORNE_OUT
            continue
        slots[a, b] = _SLOTS[link.reasons[0]]
        if link.kind is LinkKind.DISPUTES:
            ties[a].rivals[b] = None
            ties[b].rivals[a] = None
        elif link.kind is LinkKind.UPDATES:
            ties[a].updates[b] = None
    return dict(ties), slots


def _between_claims(
    links: Iterable[Link], home: Mapping[StatementId, Group], known: Known
) -> list[Link]:
    """Choose one link for each pair of claims, decided anew by when each was first told."""
    best: dict[tuple[StatementId, StatementId], Link] = {}
    for link in links:
        if link.same or not link.reasons or link.a not in home or link.b not in home:
            continue
        if link.reasons[0] not in _SLOTS and link.reasons[0] not in (BORNE_OUT, FAILED):
            continue
        leaders = home[link.a].leader, home[link.b].leader
        if leaders[0] == leaders[1]:
            continue
        key = (min(leaders), max(leaders))
        if key not in best or _rank(link) > _rank(best[key]):
            best[key] = link
    return [_settled(best[key], home, known) for key in sorted(best)]


def _rank(link: Link) -> tuple[bool, float, StatementId, StatementId]:
    return link.reasons[0] in _SLOTS, link.score, min(link.a, link.b), max(link.a, link.b)


def _settled(link: Link, home: Mapping[StatementId, Group], known: Known) -> Link:
    first = (_first_for(home[link.a], link.a), _first_for(home[link.b], link.b))
    return settle_link(link, known.pair(*first)) if link.reasons[0] in (COUNT, WHETHER) else link


def _first_for(group: Group, fallback: StatementId) -> StatementId:
    return next((one.statement for one in group.members if one.side is Side.FOR), fallback)


def _questions(
    slots: Mapping[tuple[ClaimId, ClaimId], Slot],
    open_claims: Mapping[ClaimId, Group],
    groups: Mapping[ClaimId, Group],
    known: Known,
) -> tuple[Question, ...]:
    """Make one question of each set of claims that answer one another."""
    if not slots and not open_claims:
        return ()
    order = {claim: at for at, claim in enumerate(groups)}
    sets: dict[ClaimId, set[ClaimId]] = {claim: {claim} for claim in open_claims}
    for a, b in slots:
        joined = sets.get(a, {a}) | sets.get(b, {b})
        for claim in joined:
            sets[claim] = joined
    found: dict[ClaimId, Question] = {}
    for claims in sets.values():
        ordered = tuple(sorted(claims, key=order.__getitem__))
        if ordered[0] not in found:
            sorts = {slot for (a, b), slot in slots.items() if a in claims and b in claims}
            found[ordered[0]] = _question(ordered, sorts, groups, known)
    return tuple(found[claim] for claim in sorted(found, key=order.__getitem__))


def _question(
    claims: tuple[ClaimId, ...],
    sorts: set[Slot],
    groups: Mapping[ClaimId, Group],
    known: Known,
) -> Question:
    leaders = [known.statements[groups[claim].leader] for claim in claims]
    first = next((one for one in leaders if one.polarity is not Polarity.NEG), leaders[0])
    words = _asked_in(first)
    asked = next((slot for opening, slot in _ASKED.items() if _opens(words, opening)), None)
    ranked = (Slot.HOW_MANY, Slot.WHO, Slot.WHETHER)
    slot = next((slot for slot in ranked if slot in sorts), None) or asked or Slot.WHETHER
    members = [one.statement for claim in claims for one in groups[claim].members]
    times = [known.told[known.statements[one].document] for one in members]
    return Question(
        id=QuestionId("q" + claims[0].removeprefix("c")),
        text=_bare(words) + "?" if asked or words != first.text else ask(first, slot),
        slot=slot,
        claims=claims,
        since=min(times, default=None),
    )


def _asked_in(statement: Statement) -> str:
    """Give what a statement says is not known, where it says so in so many words; else all."""
    found = _NOT_KNOWN.search(statement.text) if statement.act is Act.DISCLAIM else None
    return statement.text if found is None else found["asked"][:1].upper() + found["asked"][1:]


def ask(statement: Statement, slot: Slot) -> str:
    """Put the question that a statement answers."""
    text = _bare(statement.text)
    if slot is Slot.HOW_MANY and statement.quantities:
        quantity = statement.quantities[0]
        if quantity.scope in _COUNTED:
            return _COUNTED[quantity.scope]
        return f"How many: {text.replace(quantity.text, '…', 1)}?"
    if slot is Slot.WHO:
        tokens = [token for key in statement.frame.subject for token in key.split()]
        ends = [m.end() for t in tokens for m in re.finditer(re.escape(t), text, re.IGNORECASE)]
        return (
            f"Who{text[min(ends, key=lambda e: abs(e - len(' '.join(tokens)))) :]}?"
            if ends
            else text
        )
    whether = _WHETHER.search(text)
    if whether is not None:
        return f"Whether {text[whether.end() :]}"
    opening = text.split(" ", 1)[0].lower()
    lowered = text[:1].lower() + text[1:] if opening in read_list("light.txt") else text
    return f"Whether {lowered}"


def _opens(text: str, words: str) -> bool:
    return text.lower().startswith(words + " ")


def _bare(text: str) -> str:
    return without_dates(text).strip().rstrip(".?! ")
