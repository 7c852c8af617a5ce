"""The rules of standing, in the order in which they are tried; the first that holds decides."""

from __future__ import annotations

from collections.abc import Callable

from salis.model.claim import Origin, Reason, Side, Standing
from salis.model.statement import Act, Polarity, Statement
from salis.model.times import Interval
from salis.weigh.case import Case, Rival, is_withdrawn, name_origin
from salis.weigh.verdicts import read_verdict
from salis.weigh.wordlists import read_concessions

_NOT_FACTUAL = frozenset({Act.JUDGE, Act.DEMAND, Act.ASK})
_FORETOLD = frozenset({Act.PREDICT, Act.PROMISE})
#: Evidence of this grade or better settles a claim.
_SETTLING_GRADE = 2
_FALLEN = (Standing.RETRACTED, Standing.REFUTED)

type Finding = tuple[Standing, tuple[Reason, ...]] | None
type Rule = Callable[[Grounds], Finding]


class Grounds:
    """A case with what several rules ask of it, found once."""

    __slots__ = (
        "case",
        "denials",
        "due",
        "foretold",
        "independent",
        "put_forward",
        "rivals",
        "standing",
    )

    def __init__(self, case: Case) -> None:
        self.case = case
        self.put_forward: tuple[Statement, ...] = case.put_forward()
        #: Origins that still stand by what they said.
        self.standing: tuple[Origin, ...] = case.origins
        if case.withdrawn:
            self.standing = tuple(one for one in case.origins if not is_withdrawn(one, case))
        #: Those that can bear witness for the claim.
        self.independent = tuple([one for one in self.standing if one.independent])
        #: Whether the claim is nothing but a prediction or promise.
        self.foretold = bool(self.put_forward) and all(
            one.act in _FORETOLD for one in self.put_forward
        )
        concerns = case.claim.concerns
        #: The time that the claim is about, where its own words say so.
        self.due: Interval | None = concerns if concerns is not None and concerns.text else None
        #: Named origins that deny the claim and have not taken that back.
        self.denials: tuple[Origin, ...] = _standing_denials(case) if case.denials else ()
        #: Rival claims that somebody still stands by.
        self.rivals: tuple[Rival, ...] = _standing_rivals(case) if case.rivals else ()

    def names(self, origins: tuple[Origin, ...]) -> str:
        """Name some origins for a reader."""
        return "; ".join(dict.fromkeys(name_origin(one, self.case) for one in origins))


def _standing_denials(case: Case) -> tuple[Origin, ...]:
    named = (one for one in case.denials if one.independent or is_party(one))
    return tuple(one for one in named if not is_withdrawn(one, case))


def _standing_rivals(case: Case) -> tuple[Rival, ...]:
    return tuple(
        rival
        for rival in case.rivals
        if rival.settled not in _FALLEN
        and any(one.independent or is_party(one) for one in rival.origins)
    )


def is_party(origin: Origin) -> bool:
    """Tell whether an origin asserts, but as a party to the matter."""
    return not origin.independent and any(one.code == "interested" for one in origin.reasons)


def find_retracted(grounds: Grounds) -> Finding:
    """Every origin has withdrawn it."""
    case = grounds.case
    if not case.origins or grounds.standing or not case.withdrawn:
        return None
    lost = {id: w for one in case.origins for id in one.statements if (w := case.withdrawn.get(id))}
    texts = dict.fromkeys((w.code, w.text, w.document) for w in lost.values())
    reasons = tuple(Reason(code, text, (document,)) for code, text, document in texts)
    return Standing.RETRACTED, reasons


def find_judged(grounds: Grounds) -> Finding:
    """A person's judgement says so; the latest counts."""
    return read_verdict(grounds.case) if grounds.case.judgements else None


def find_shown(grounds: Grounds) -> Finding:
    """Evidence of the best grades bears one way and none the other."""
    if not grounds.case.evidence:
        return None
    strong = [one for one in grounds.case.evidence if one.grade <= _SETTLING_GRADE]
    sides = {one.bears_for for one in strong}
    if len(sides) != 1:
        return None
    standing = Standing.CONFIRMED if strong[0].bears_for else Standing.REFUTED
    bears = "for" if strong[0].bears_for else "against"
    return standing, tuple(
        Reason(
            "evidence", f"{one.kind} of grade {one.grade} bears {bears} it: {one.note}", (one.id,)
        )
        for one in strong
    )


def find_conceded(grounds: Grounds) -> Finding:
    """The party that it speaks against concedes it, or its opposite is confirmed."""
    case = grounds.case
    others = any(one.id not in case.interested for one in grounds.put_forward)
    for one in grounds.put_forward if case.interested and others else ():
        if one.id in case.interested and one.id not in case.withdrawn and may_concede(one):
            name = one.speakers[-1].called if one.speakers else "the party concerned"
            return Standing.CONFIRMED, (Reason("conceded-by", f"{name} concedes it", (one.id,)),)
    for rival in case.rivals:
        if rival.opposite and rival.settled is Standing.CONFIRMED:
            reason = Reason(
                "opposite-confirmed", f"the opposite is confirmed: {rival.text}", (rival.claim,)
            )
            return Standing.REFUTED, (reason,)
    return None


def may_concede(statement: Statement) -> bool:
    """Tell whether a statement owns up to something, should a party make it."""
    cue = statement.cue.exact.lower() if statement.cue is not None else ""
    plain = statement.act is Act.ASSERT and statement.polarity is not Polarity.NEG
    return plain and any(word in cue for word in read_concessions())


def find_resolved(grounds: Grounds) -> Finding:
    """A confirmed claim settles a prediction whose time has come."""
    if not grounds.foretold:
        return None
    due = grounds.due.end if grounds.due is not None else None
    for outcome in grounds.case.outcomes:
        early = due is not None and due > grounds.case.moment and not outcome.borne_out
        if outcome.standing is Standing.CONFIRMED and not early:
            standing = Standing.RESOLVED_TRUE if outcome.borne_out else Standing.RESOLVED_FALSE
            return standing, (
                Reason("settled-by", f"settled by: {outcome.text}", (outcome.claim,)),
            )
    return None


def find_pending(grounds: Grounds) -> Finding:
    """It concerns a time after the moment; a prediction past its time is not support.

    A time that lies before it was said ("after last week's vote they will meet") is not when a
    prediction is due; and what is only said not to be known is not known now, whatever time it is
    about.
    """
    if not grounds.put_forward and not grounds.case.denials:
        return None
    due, said = grounds.due, grounds.case.said
    past = due is not None and due.end is not None and said is not None and due.end <= said
    return _find_pending(grounds, None if past and grounds.foretold else due)


def find_pending_by_any_time(grounds: Grounds) -> Finding:
    """Do the same as `weigh/1` did: whatever time a prediction names is when it is due."""
    return _find_pending(grounds, grounds.due)


def _find_pending(grounds: Grounds, due: Interval | None) -> Finding:
    case = grounds.case
    if grounds.foretold:
        ends = due.end if due is not None else None
        if ends is None or ends > case.moment:
            when = f"by {due.text}" if due is not None else "no time given"
            return Standing.PENDING, (
                Reason("not-yet-due", f"it is foretold ({when})", _ids(grounds)),
            )
        told = [(one.claim, one.standing, one.text) for one in case.outcomes]
        heard = tuple(Reason("outcome-told", f"{s.value}: {text}", (id,)) for id, s, text in told)
        due_past = Reason(
            "due-and-unsettled", "its time has come, and nothing settles it", _ids(grounds)
        )
        return Standing.UNKNOWN, (due_past, *heard)
    opinion = all(one.act in _NOT_FACTUAL for one in case.statements)
    if due is None or due.start is None or due.start <= case.moment or opinion:
        return None
    return Standing.PENDING, (Reason("not-yet-due", f"it concerns {due.text}", _ids(grounds)),)


def find_not_factual(grounds: Grounds) -> Finding:
    """All its statements judge, demand or ask."""
    acts = dict.fromkeys(one.act for one in grounds.case.statements)
    if not all(act in _NOT_FACTUAL for act in acts):
        return None
    words = {Act.JUDGE: "an opinion", Act.DEMAND: "a demand", Act.ASK: "a question"}
    said = " and ".join(words[act] for act in acts)
    return Standing.NOT_FACTUAL, (Reason("not-factual", f"it is {said}", _ids(grounds)),)


def find_disputed(grounds: Grounds) -> Finding:
    """An independent origin denies it or stands by a rival, or a party does against one origin."""
    if not grounds.put_forward or not (grounds.denials or grounds.rivals):
        return None
    outside = tuple(one for one in grounds.denials if one.independent)
    parties = tuple(one for one in grounds.denials if not one.independent)
    rivals = tuple(r for r in grounds.rivals if any(one.independent for one in r.origins))
    by_party = tuple(r for r in grounds.rivals if r not in rivals)
    if outside or rivals:
        return Standing.DISPUTED, (*_denied(grounds, outside, parties), *_opposed(rivals, grounds))
    if (parties or by_party) and len(grounds.independent) < 2:
        return Standing.DISPUTED, (*_denied(grounds, (), parties), *_opposed(by_party, grounds))
    return None


def _denied(
    grounds: Grounds, outside: tuple[Origin, ...], parties: tuple[Origin, ...]
) -> tuple[Reason, ...]:
    found: list[Reason] = []
    for origins, code, words in (
        (outside, "denied-by", "denied by"),
        (parties, "denied-by", "denied by a party to it,"),
    ):
        if origins:
            refs = tuple(id for one in origins for id in one.statements)
            found.append(Reason(code, f"{words} {grounds.names(origins)}", refs))
    return tuple(found)


def _opposed(rivals: tuple[Rival, ...], grounds: Grounds) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            "rival-claim",
            f"{grounds.names(rival.origins)} put forward: {rival.text}",
            (rival.claim,),
        )
        for rival in rivals
    )


def find_corroborated(grounds: Grounds) -> Finding:
    """Two or more independent origins assert it."""
    count = len(grounds.independent)
    if count < 2:
        return None
    refs = tuple(one.statements[0] for one in grounds.independent)
    text = f"{count} independent origins: {grounds.names(grounds.independent)}"
    parties = tuple(one for one in grounds.denials if not one.independent)
    code = "two-origins" if count == 2 else "several-origins"
    reasons = (Reason(code, text, refs), *_details(grounds), *_denied(grounds, (), parties))
    return Standing.CORROBORATED, reasons


def _details(grounds: Grounds) -> tuple[Reason, ...]:
    """Name what the claim's wording says that only one of its independent origins bears out."""
    by_id = {one.id: one for one in grounds.put_forward}
    worded = next((one for one in grounds.put_forward if one.text == grounds.case.claim.text), None)
    if worded is None:
        return ()
    borne = [
        {word for id in origin.statements if id in by_id for word in _words(by_id[id])}
        for origin in grounds.independent
    ]
    alone = [word for word in _words(worded) if sum(word in words for words in borne) < 2]
    if not alone:
        return ()
    own = next((o for o in grounds.independent if worded.id in o.statements), None)
    who = f"only {grounds.names((own,))} says" if own is not None else "one origin alone says"
    return (Reason("one-origin-detail", f"{who}: {', '.join(alone)}", (worded.id,)),)


def _words(statement: Statement) -> list[str]:
    """Give the telling words of a statement as written, in order, names by their last word."""
    lemmas = {part for word in statement.frame.words for part in word.split()}
    words = (word.strip(".,;:“”\"'’()[]").removesuffix("’s") for word in statement.text.split())
    telling = (w.lower() for w in words if _is_telling(w.lower(), lemmas))
    return list(dict.fromkeys(telling))


def _is_telling(word: str, lemmas: set[str]) -> bool:
    return len(word) > 3 and any(word == lemma or word[:5] == lemma[:5] for lemma in lemmas)


def find_reported(grounds: Grounds) -> Finding:
    """One origin asserts it."""
    asserting = tuple(one for one in grounds.standing if one.independent or is_party(one))
    if not asserting:
        return None
    refs = tuple(one.statements[0] for one in asserting)
    if grounds.independent:
        reason = Reason("one-origin", f"one origin: {grounds.names(grounds.independent)}", refs)
    else:
        names = grounds.names(asserting)
        reason = Reason("interested-origin", f"asserted only by a party to it: {names}", refs)
    return Standing.REPORTED, (reason,)


def find_alleged(grounds: Grounds) -> Finding:
    """It is only alleged, hedged, inferred, or said by unnamed speakers."""
    if not grounds.standing:
        return None
    whys = {one.code: one.text for origin in grounds.standing for one in _doubts(origin)}
    reasons = tuple(Reason(code, text, _ids(grounds)) for code, text in whys.items())
    return Standing.ALLEGED, reasons


def _doubts(origin: Origin) -> tuple[Reason, ...]:
    codes = ("unnamed", "alleged", "inferred", "hedged", "borrowed", "not-asserted")
    return tuple(one for one in origin.reasons if one.code in codes)


def find_unknown(grounds: Grounds) -> Finding:
    """Nobody puts it forward: sources say only that it is not known."""
    outside = tuple(one for one in grounds.denials if one.independent)
    parties = tuple(one for one in grounds.denials if not one.independent)
    if outside or parties:
        nobody = Reason("nobody-asserts", "it is denied, but no document read puts it forward")
        return Standing.UNKNOWN, (nobody, *_denied(grounds, outside, parties))
    open_said = tuple(id for id, side in grounds.case.sides.items() if side is Side.OPEN)
    if open_said:
        return Standing.UNKNOWN, (
            Reason("said-not-known", "it is said not to be known", open_said),
        )
    return Standing.UNKNOWN, (Reason("no-standing-claim", "nobody is known to put it forward"),)


def _ids(grounds: Grounds) -> tuple[str, ...]:
    return tuple(one.id for one in grounds.case.statements)


#: In the order of the table of standings.
RULES: tuple[Rule, ...] = (
    find_retracted,
    find_judged,
    find_shown,
    find_conceded,
    find_resolved,
    find_pending,
    find_not_factual,
    find_disputed,
    find_corroborated,
    find_reported,
    find_alleged,
    find_unknown,
)
#: Those that settle a claim by itself.
SETTLING = RULES[:4]
