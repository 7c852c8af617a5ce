"""What people decide: evidence, judgements and grades, made into entries for the ledger."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from salis.model.document import SourceId
from salis.model.errors import NotFound, UsageError
from salis.model.statement import StatementId
from salis.model.times import Moment, utc
from salis.sources.moment import parse_moment

if TYPE_CHECKING:
    from salis.ledger.archive import Archive
    from salis.views.view import View

GRADES = "ABCDEF"
_LARGEST_FILE = 1 << 30


def name_decision(letter: str, *parts: object) -> str:
    """Make the id of a decision out of all that it says and when."""
    return letter + sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def take_moment(given: str | datetime | Moment | None) -> Moment | None:
    """Take a time as a person gives it.

    Raises:
        UsageError: it cannot be read.
    """
    if given is None or isinstance(given, Moment):
        return given
    if isinstance(given, datetime):
        return Moment(utc(given))
    moment = parse_moment(given)
    if moment is None:
        message = f"{given!r} is no time; write it as 2031-05-06 or 2031-05-06T18:00Z"
        raise UsageError(message)
    return moment


def find_statement(view: View, claim_or_statement: str) -> StatementId:
    """Name the statement by which a decision holds on to a claim, however claims are regrouped.

    Raises:
        NotFound: nothing has that id.
    """
    claim = view.claim(claim_or_statement)
    ids = [each.id for each in claim.statements]
    if claim_or_statement in ids:
        return StatementId(claim_or_statement)
    ahead = [each.id for each in claim.statements if each.side == "for"]
    return StatementId((ahead or ids)[0])


def find_source(view: View, id_or_name: str) -> SourceId:
    """Find a source by its id or name.

    Raises:
        NotFound: there is none in the ledger.
    """
    sought = id_or_name.casefold()
    for source in view.sources():
        if sought in (source.id.casefold(), source.name.casefold()):
            return SourceId(source.id)
    message = f"no source is called {id_or_name!r}; `salis sources` lists them"
    raise NotFound(message)


def keep_file(archive: Archive, address: str) -> str | None:
    """Keep the bytes of evidence that is a file here; give their digest, None where it is none.

    Raises:
        UsageError: the file is too large or cannot be read.
    """
    path = Path(address)
    if "\0" in address or not path.is_file():
        return None
    try:
        if path.stat().st_size > _LARGEST_FILE:
            message = f"{address}: larger than {_LARGEST_FILE >> 30} GiB; give its address instead"
            raise UsageError(message)
        return archive.keep(path.read_bytes())
    except OSError as fault:
        message = f"{address}: it cannot be read: {fault.strerror or fault}"
        raise UsageError(message) from fault
