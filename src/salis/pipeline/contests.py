"""Contests: the rivalries of matters, written down as they stand from a moment on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from salis.ledger.columns import State
from salis.model.claim import ClaimId
from salis.pipeline.holdings import to_ticks
from salis.weigh import Backer, Contender, Number, Rivalry, Wording

if TYPE_CHECKING:
    from salis.ledger.matters import SqliteMatters
    from salis.ledger.places import Line

type _Backers = list[tuple[str, str, bool]]
#: Claim, figure or words that it answers, who stands by it, who denies it, further copies.
type _Contender = tuple[str, float | str, _Backers, _Backers, int]
#: Id, whether it is a matter of yes or no, contenders, whose probability is asked.
type _Rivalry = tuple[str, bool, list[_Contender], tuple[str, ...]]

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(list[_Rivalry])


def write_rivalries(rivalries: Iterable[Rivalry]) -> bytes:
    """Write down some rivalries."""
    plain: list[_Rivalry] = [
        (one.id, one.yes_or_no, [_plain(contender) for contender in one.contenders], one.asked)
        for one in rivalries
    ]
    return _ENCODER.encode(plain)


def read_contests(matters: SqliteMatters, line: Line, moment: datetime) -> list[Rivalry]:
    """Give all rivalries that stand at a moment on a line."""
    found = matters.columns.states(State.RIVALRIES, line, to_ticks(moment))
    return [
        Rivalry(id, tuple(map(_contender, contenders)), yes_or_no, tuple(map(ClaimId, asked)))
        for data in found.values()
        for id, yes_or_no, contenders, asked in _DECODER.decode(data)
    ]


def _plain(one: Contender) -> _Contender:
    assert isinstance(one.answer, Number | Wording)
    answer = one.answer.value if isinstance(one.answer, Number) else one.answer.text
    return one.claim, answer, _plain_backers(one.backers), _plain_backers(one.deniers), one.copies


def _plain_backers(backers: Iterable[Backer]) -> _Backers:
    return [(one.voice, one.name, one.named) for one in backers]


def _contender(plain: _Contender) -> Contender:
    claim, answer, backers, deniers, copies = plain
    return Contender(
        claim=ClaimId(claim),
        answer=Wording(answer) if isinstance(answer, str) else Number(answer),
        backers=tuple(Backer(*one) for one in backers),
        deniers=tuple(Backer(*one) for one in deniers),
        copies=copies,
    )
