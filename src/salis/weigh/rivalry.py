"""Rivalries: claims that cannot stand together, with the origins that stand by each.

Who votes: origins that are independent, and unnamed ones as a class of their own. Nobody can tell
whether those who speak without a name for one claim are several, so they share one vote. A party
for itself, an inference, a copy and what was taken back have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salis.model.claim import ClaimId, Origin, Reason
from salis.weigh.answers import Answer
from salis.weigh.polls import Found, Poll, Record, Vote

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NAMED = 4
#: Among how many answers those choose who err: a mistake about one event has causes that others
#: share, so that two make the same one far more often than if they guessed.
_MISTAKES = 10


@dataclass(frozen=True, slots=True)
class Backer:
    """An origin as a voice: by a key that is the same wherever it speaks, and by its name."""

    voice: str
    name: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class Contender:
    """A claim among its rivals."""

    claim: ClaimId
    #: What it answers, to be compared with the rivals' answers.
    answer: Answer
    backers: tuple[Backer, ...]
    deniers: tuple[Backer, ...] = ()
    #: How many documents carry it beyond one for each origin.
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Claims none of which can stand together with those whose probability is asked."""

    id: str
    contenders: tuple[Contender, ...]
    #: Whether there are only two answers: it is so, or it is not.
    yes_or_no: bool = False
    #: Whose probability is asked; empty: everybody's. Their rivals may stand together among
    #: themselves, as successive counts do, and are then asked in rivalries of their own.
    asked: tuple[ClaimId, ...] = ()


def counts_as_backer(origin: Origin) -> bool:
    """Say whether an origin has a vote."""
    return origin.independent or is_unnamed(origin)


def is_unnamed(origin: Origin) -> bool:
    """Say whether it is only for want of a name that an origin is not independent."""
    codes = {one.code for one in origin.reasons}
    barred = {
        "interested",
        "alleged",
        "inferred",
        "hedged",
        "borrowed",
        "not-asserted",
        "withdrawn",
    }
    return not origin.independent and "unnamed" in codes and not codes & barred


def weigh_rivals(
    rivalries: Iterable[Rivalry], records: Mapping[str, Record]
) -> dict[ClaimId, tuple[float, Reason]]:
    """Give each claim its probability among its rivals, with the reason in words.

    Args:
        rivalries: By different ids; all are weighed together, so that a voice that often stands
            alone counts for less everywhere.
        records: What is settled of voices, by voice.
    """
    chances = Chances(rivalries, records)
    return {claim: chances.of(claim) for claim in chances}


class Chances:
    """The probabilities of all rival claims, each put into words when it is asked for."""

    def __init__(self, rivalries: Iterable[Rivalry], records: Mapping[str, Record]) -> None:
        """See `weigh_rivals`."""
        from salis.weigh.discovery import Discovered  # slow to load, and few asks need it

        known = sorted(rivalries, key=lambda one: one.id)
        self._records = records
        self._discovered = Discovered([_poll(one) for one in known], records)
        self._places = {
            contender.claim: (rivalry, contender)
            for rivalry in known
            for contender in rivalry.contenders
            if not rivalry.asked or contender.claim in rivalry.asked
        }

    def __iter__(self) -> Iterator[ClaimId]:
        """Give the claims that have a probability."""
        return iter(self._places)

    def __contains__(self, claim: ClaimId) -> bool:
        """Tell whether a claim has a probability."""
        return claim in self._places

    def of(self, claim: ClaimId) -> tuple[float, Reason]:
        """Give a claim's probability, with the reason in words."""
        rivalry, contender = self._places[claim]
        found = self._discovered.found(rivalry.id)
        chance = round(found.chances.get(contender.answer, 0.0), 4)
        text = f"{chance:.2f}: {_explain(contender, rivalry, found, self._records)}"
        refs = tuple(one.claim for one in rivalry.contenders if one is not contender)
        return chance, Reason("among-rivals", text, refs)


def _poll(rivalry: Rivalry) -> Poll:
    votes = [
        Vote(backer.voice, one.answer, backer.named, against)
        for one in rivalry.contenders
        for against, backers in ((False, one.backers), (True, one.deniers))
        for backer in _voting(backers)
    ]
    answers = tuple(one.answer for one in rivalry.contenders)
    fewest = 2 if rivalry.yes_or_no else _MISTAKES
    choices = max(fewest, len(set(answers)) + (not rivalry.yes_or_no))
    return Poll(rivalry.id, tuple(votes), choices, independent=True, answers=answers)


def _voting(backers: Sequence[Backer]) -> list[Backer]:
    """Give those who vote: all with a name, and one for all without."""
    unnamed = [one for one in backers if not one.named]
    return [*(one for one in backers if one.named), *unnamed[:1]]


def _explain(
    contender: Contender, rivalry: Rivalry, found: Found, records: Mapping[str, Record]
) -> str:
    rivals = [one for one in rivalry.contenders if one is not contender]
    backers = _different(contender.backers)
    against = _different(one for rival in rivals for one in rival.backers)
    parts = [
        f"{_origins(backers)} for it",
        f"{_origins(against)} for {'its rival' if len(rivals) == 1 else 'its rivals'}",
    ]
    if contender.deniers:
        parts.append(f"denied by {_names(_different(contender.deniers))}")
    if contender.copies:
        more = "document adds" if contender.copies == 1 else "documents add"
        parts.append(f"{_count(contender.copies)} further {more} no origin")
    parts.append(_tell_records((*backers, *against), records))
    if found.none >= 0.005:
        parts.append(f"{found.none:.2f} that no answer given here is right")
    return "; ".join(parts)


def _different(backers: Iterable[Backer]) -> list[Backer]:
    return list({one.voice: one for one in backers}.values())


def _origins(backers: Sequence[Backer]) -> str:
    named = [one for one in backers if one.named]
    unnamed = [one for one in backers if not one.named]
    words = f"{_count(len(named))} origin{'' if len(named) == 1 else 's'}"
    told = [f"{words} ({_names(named)})" if named else words] if named or not unnamed else []
    if unnamed:
        many = "one" if len(unnamed) == 1 else "several, counted as one,"
        told.append(f"{many} without a name ({_names(unnamed)})")
    return " and ".join(told)


def _names(backers: Sequence[Backer]) -> str:
    names = list(dict.fromkeys(one.name for one in backers))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _count(number: int) -> str:
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def _tell_records(backers: Sequence[Backer], records: Mapping[str, Record]) -> str:
    known = [(one.name, records[one.voice]) for one in backers if one.voice in records]
    told = [
        f"{name}: {record.held} of {record.held + record.fell} settled claims held"
        for name, record in known
        if record.counts()
    ]
    return ", ".join(told[:_NAMED]) or "nobody here has a record of five settled claims"
