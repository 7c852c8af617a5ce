"""Find things by the ids that people give, and say which near ones there are where none fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from salis.model.claim import ClaimId
from salis.model.document import Document, DocumentId
from salis.model.errors import NotFound
from salis.model.statement import Statement, StatementId
from salis.views.index import Index

#: How many candidates a message names.
_NAMED, _NEAR = 4, 3
#: How many marks of an id must be right, at its two ends together.
_RIGHT = 0.6
_FEWEST_RIGHT = 3
_TEXT_SHOWN = 60
_REFERENCE = re.compile(r"\[?(?P<document>[^\[\]]+)#(?P<start>\d{1,9})-(?P<end>\d{1,9})\]?")


def find_claim_id(index: Index, id: str) -> ClaimId:
    """Find a claim by its id, a beginning that only one has, or one of its statements.

    The id that a claim had before it was joined to another gives the claim that holds it now.

    Raises:
        NotFound: there is none, or more than one.
    """
    if id in index.weighed:  # the usual case, and no statement has a claim's id
        return ClaimId(id)
    statement = find_statement_id(index, id)
    return _find_claim(index, id) if statement is None else index.places[statement][0]


def _find_claim(index: Index, id: str) -> ClaimId:
    matches = _beginning(id, index.weighed)
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise NotFound(_several(id, matches, "claims"))
    near = [
        f"{one} ({_short(index.weighed[one].claim.text)})" for one in near_ids(id, index.weighed)
    ]
    raise NotFound(
        f"No claim or statement has the id '{id}' in this view.{suggest(near)} "
        "`salis claims` lists the claims; an earlier moment may hold fewer."
    )


def find_statement_id(index: Index, id: str) -> StatementId | None:
    """Find the one statement that an id names: its own, a reference to its passage, a lost claim's.

    A lost claim is one that was joined to another; it was named after its first statement.
    """
    if StatementId(id) in index.places:
        return StatementId(id)
    reference = _REFERENCE.fullmatch(id)
    if reference is not None:
        return _statement_at(index, reference)
    if _beginning(id, index.weighed):
        return None
    matches = [one for name in _leader_names(id) for one in _beginning(name, index.places)]
    if len(matches) > 1:
        raise NotFound(_several(id, matches, "statements"))
    return matches[0] if matches else None


def _leader_names(id: str) -> tuple[str, ...]:
    """Give the ids of statements that an id may mean: itself, or one that a claim is named for."""
    return ("s" + id[1:], id[1:]) if id.startswith("c") else (id,)


def _beginning[T: str](id: str, known: Iterable[T]) -> list[T]:
    return [one for one in known if id and one.startswith(id)]


def _statement_at(index: Index, reference: re.Match[str]) -> StatementId:
    document = find_document_at(index, reference["document"])
    start, end = int(reference["start"]), int(reference["end"])
    here = index.by_document.get(document.id, [])
    found = [one for one in here if (one.passage.start, one.passage.end) == (start, end)]
    within = [one for one in here if one.passage.start < end and start < one.passage.end]
    for fitting in (found, within):
        if len(fitting) == 1:
            return fitting[0].id
    if found or within:
        raise NotFound(
            f"More than one statement stands at '{reference[0]}': {_listed(found or within)}."
        )
    raise NotFound(f"No statement stands at '{reference[0]}'; `salis document` shows where any do.")


def _listed(statements: Sequence[Statement]) -> str:
    return ", ".join(f"{one.id} ({_short(one.text)})" for one in statements[:_NAMED])


def find_document_at(index: Index, id: str) -> Document:
    """Find a document by its id, a beginning that only one has, or its address.

    Raises:
        NotFound: there is none, or more than one.
    """
    documents = index.linked.documents
    exact = documents.get(DocumentId(id))
    if exact is not None:
        return exact
    at_address = [one for one in documents.values() if id and id in {one.address, one.url}]
    if at_address:
        return at_address[-1]
    matches = _beginning(id, documents)
    if len(matches) == 1:
        return documents[matches[0]]
    if matches:
        raise NotFound(_several(id, matches, "documents"))
    addresses = {one.address: one.id for one in documents.values()}
    near = [f"{one} ({documents[one].address})" for one in near_ids(id, documents)]
    near += _close(id, addresses) if not near else []
    raise NotFound(
        f"No document has the id or address '{id}' in this view.{suggest(near)} "
        "The passages under `salis claim ID` name documents; an earlier moment may hold fewer."
    )


def find_voice(index: Index, name: str) -> str:
    """Find a speaker, an institution or a source by name; give its entity, else its name.

    Raises:
        NotFound: nobody is called so, or more than one.
    """
    called = _voices_by_name(index)
    found = sorted(called.get(" ".join(name.split()).casefold(), ()))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"'{name}' is the name of {', '.join(found)}: give one of these.")
    near = near_names(name, called) or [one for one in called if name.casefold() in one.split()]
    near = list(dict.fromkeys(voice for one in near for voice in sorted(called[one])))
    raise NotFound(
        f"Nobody called '{name}' speaks or publishes in this view.{suggest(near[:_NEAR])} "
        "`salis claim ID` names who speaks, `salis sources` who publishes."
    )


def _voices_by_name(index: Index) -> dict[str, set[str]]:
    """Give the entities of all speakers and sources by the names that they go by, small."""
    called: dict[str, set[str]] = {}
    for source in (document.source for document in index.documents()):
        for name in (source.name, source.id):
            called.setdefault(name.casefold(), set()).add(source.name)
    for statement in index.linked.statements.values():
        for speaker in statement.speakers:
            entity = speaker.entity or speaker.name
            for name in (speaker.name, entity) if speaker.named else ():
                called.setdefault(name.casefold(), set()).add(entity)
            if speaker.institution:
                called.setdefault(speaker.institution.casefold(), set()).add(speaker.institution)
    return {name: _distinct(voices) for name, voices in called.items()}


def _distinct(voices: set[str]) -> set[str]:
    """Leave out what differs by capitals alone: a source speaks under its own name too."""
    return set({one.casefold(): one for one in sorted(voices)}.values())


def _several(id: str, matches: Sequence[str], what: str) -> str:
    some = ", ".join(matches[:_NAMED]) + (", …" if len(matches) > _NAMED else "")
    return f"'{id}' begins the ids of {len(matches)} {what} ({some}): give more of it."


def suggest(near: Sequence[str]) -> str:
    """Ask whether one of some near names was meant; empty where there are none."""
    return f" Did you mean {' or '.join(near)}?" if near else ""


def near_names(name: str, known: Iterable[str]) -> list[str]:
    """Give the names that are spelt much like one, whatever their capitals."""
    spelt = {one.casefold(): one for one in known}
    return [spelt[one] for one in _close(name.casefold(), spelt)]


def _close(text: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # seldom needed, and slow to load

    return get_close_matches(text, list(known), _NEAR)


def near_ids[T: str](id: str, known: Iterable[T]) -> list[T]:
    """Give the ids that begin and end as one does, as those do that are mistyped or cut off."""
    least = max(_FEWEST_RIGHT, _RIGHT * len(id))
    ranked = [(right, one) for one in known if (right := _right(id, one)) >= least]
    return [one for _, one in sorted(ranked, key=lambda pair: (-pair[0], pair[1]))[:_NEAR]]


def _right(typed: str, known: str) -> int:
    """Count the marks of an id that are right before and after the place where one is not."""
    ahead = _alike(typed, known)
    ends = (known[: len(typed) + off] for off in (-1, 0, 1))
    return max(min(ahead + _alike(typed[::-1], end[::-1]), len(typed)) for end in ends)


def _alike(one: str, other: str) -> int:
    """Count the marks with which two texts begin alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _short(text: str) -> str:
    return text if len(text) <= _TEXT_SHOWN else text[:_TEXT_SHOWN].rstrip() + " …"
