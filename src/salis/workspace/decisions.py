"""What people decide: evidence, judgements and grades, made into entries for the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from salis.link.names import voice_key
from salis.model.document import SourceId
from salis.model.entry import EvidenceFiled, JudgementMade, Verdict
from salis.model.errors import NotFound, UsageError
from salis.model.times import Moment, utc
from salis.pipeline.cut import withdrawn_entries
from salis.sources.moment import parse_moment
from salis.views.finding import near_ids, near_names, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from salis.model.entry import Entry
    from salis.views.view import View

GRADES = "ABCDEF"
#: What each verdict on two is said of; all others are said of one claim.
_SUBJECTS = {
    Verdict.SAME: ("claim", 2),
    Verdict.DIFFERENT: ("claim", 2),
    Verdict.COPY: ("document", 2),
    Verdict.INDEPENDENT: ("document", 2),
    Verdict.MERGE: ("name", 2),
    Verdict.SPLIT: ("name", 2),
}


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


def make_judgement(
    view: View, names: Sequence[str], verdict: Verdict | str, *, because: str, by: str
) -> JudgementMade:
    """Make a judgement of what is named, which must be in the view.

    Raises:
        UsageError: there is no such verdict, or it is said of more, of fewer, or of others.
        NotFound: something named is not there.
    """
    decided = _take_verdict(verdict)
    subject, needed = _SUBJECTS.get(decided, ("claim", 1))
    if len(names) != needed:
        what = f"{needed} {subject}{'' if needed == 1 else 's'}"
        were = f"{len(names)} {'was' if len(names) == 1 else 'were'}"
        raise UsageError(f"`{decided}` is said of {what}; {were} named")
    made = JudgementMade(
        id=name_decision("j", names, decided, because, by, datetime.now(UTC)),
        verdict=decided,
        statements=(),
        because=because,
    )
    if subject == "document":
        return replace(made, documents=_two(map(view.document_of, names), names, subject))
    if subject == "name":
        return replace(made, voices=_two_voices(view, names))
    return replace(made, statements=_two(map(view.statement_of, names), names, subject))


def _two[T](found: Iterable[T], names: Sequence[str], subject: str) -> tuple[T, ...]:
    """Give what names stand for, unless two stand for one."""
    known = tuple(found)
    if len(set(known)) < len(known):
        message = f"'{names[0]}' and '{names[1]}' name one and the same {subject}"
        hint = "; give a passage of each, as DOCUMENT#START-END" if subject == "claim" else ""
        raise UsageError(message + hint)
    return known


def _two_voices(view: View, names: Sequence[str]) -> tuple[str, ...]:
    """Give the voices of two names; those that are put alike in the words of a name are one."""
    voices = tuple(view.voice_of(name) for name in names)
    _two(map(voice_key, voices), names, "speaker")
    return voices


def _take_verdict(given: Verdict | str) -> Verdict:
    try:
        return Verdict(str(given).replace("-", "_"))
    except ValueError:
        message = f"{given!r} is no verdict; there are {', '.join(Verdict)}"
        raise UsageError(message) from None


def find_source(view: View, id_or_name: str) -> SourceId:
    """Find a source by its id or name.

    Raises:
        NotFound: there is none in the ledger.
    """
    sought = id_or_name.casefold()
    sources = view.sources()
    for source in sources:
        if sought in (source.id.casefold(), source.name.casefold()):
            return SourceId(source.id)
    near = suggest(near_names(id_or_name, (source.name for source in sources)))
    message = f"no source is called {id_or_name!r}.{near} `salis sources` lists them"
    raise NotFound(message)


def find_entry(entries: Iterable[Entry], name: str) -> int:
    """Find the number of an entry by that, or by the id of the decision in it or its beginning.

    Raises:
        NotFound: there is none, or more than one.
        UsageError: it was taken back already.
    """
    kept = list(entries)
    ids = {_id_of(entry) or str(entry.seq): entry.seq for entry in kept}
    if name.isdecimal():
        matches = [entry.seq for entry in kept if entry.seq == int(name)]
    else:
        matches = [seq for id, seq in ids.items() if name and id.startswith(name)]
    if len(matches) != 1:
        many = f"'{name}' begins the ids of {len(matches)} decisions: give more of it."
        near = suggest(near_ids(name, [id for id in ids if not id.isdecimal()]))
        none = f"No entry has the number or id '{name}'.{near} `salis claim ID` names decisions."
        raise NotFound(many if matches else none)
    if matches[0] in withdrawn_entries(kept):
        raise UsageError(f"entry {matches[0]} was taken back already")
    return matches[0]


def _id_of(entry: Entry) -> str | None:
    """Give the id of the judgement or evidence in an entry; None where there is neither."""
    decided = entry.payload
    return decided.id if isinstance(decided, JudgementMade | EvidenceFiled) else None
