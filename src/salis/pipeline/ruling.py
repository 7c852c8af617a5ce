"""Ruling: which version of the rules claims are weighed by."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from salis.model.entry import RulesAdopted
from salis.model.errors import LedgerTooNew, UsageError
from salis.views.instants import instant_of
from salis.views.rules_records import (
    AdoptedRecord,
    RulesRecord,
)
from salis.weigh import CURRENT, FIRST, VERSIONS, Ruling, find_ruling

if TYPE_CHECKING:
    from salis.ledger.interface import Ledger
    from salis.model.snapshot import Linked


def in_force(linked: Linked, moment: datetime | None = None) -> Ruling:
    """Give the rules that a ledger adopted last, by a moment; the first ones where it had none.

    Raises:
        LedgerTooNew: it adopted rules that this program does not have.
    """
    last = next((one for one in reversed(linked.rules) if moment is None or one.at <= moment), None)
    if last is None:
        return FIRST
    ruling = find_ruling(last.value.version)
    if ruling is None:
        message = (
            f"this ledger is weighed by the rules {last.value.version}, which a newer Salis has; "
            f"install that one, or choose rules that are here: --rules {VERSIONS[-1].version}"
        )
        raise LedgerTooNew(message)
    return ruling


def adopt_newest(ledger: Ledger) -> None:
    """Let a ledger that holds nothing yet adopt the newest rules."""
    if ledger.head().seq:
        return
    with ledger.writing():
        if not ledger.head().seq:  # again: another program may have begun it
            adopted = RulesAdopted(CURRENT.version)
            ledger.append([adopted], actor=CURRENT.version, recorded_at=datetime.now(UTC))


def tell_rules(linked: Linked) -> tuple[RulesRecord, ...]:
    """List the versions of the rules, the oldest first, with who adopted them and when."""
    last = linked.rules[-1].value.version if linked.rules else FIRST.version
    return tuple(
        RulesRecord(
            version=one.version,
            says=one.says,
            in_force=one.version == last,
            adopted=tuple(
                AdoptedRecord(instant_of(timed.at), timed.actor, timed.value.because)
                for timed in linked.rules
                if timed.value.version == one.version
            ),
        )
        for one in VERSIONS
    )


def read_rules(name: str) -> Ruling:
    """Read the name of a version of the rules.

    Raises:
        UsageError: there is no such version.
    """
    ruling = find_ruling(name)
    if ruling is None:
        known = ", ".join(one.version for one in VERSIONS)
        message = f"there are no rules {name!r}; there are {known}"
        raise UsageError(message)
    return ruling
