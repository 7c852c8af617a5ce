"""Trace the statements of a claim back to where they are first known to come from.

Two statements are of one origin unless they are shown to be of two: a shared speaker or
institution, a shared wire or owner, a cited source, copied or near-verbatim text all join them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from salis.link.concern import Concern
from salis.link.joining import By, Joining, Mark, Parting
from salis.link.names import voice_key
from salis.link.reuse import JUDGED
from salis.link.voices import (
    Ground,
    are_two_people,
    call_keys,
    head_words,
    is_held_alone,
    is_outlets,
    is_vague,
    may_be,
    own_key,
    speaker_keys,
    statement_keys_of,
    touches,
)
from salis.link.wording import word_set
from salis.model.claim import Origin, OriginId, Reason
from salis.model.document import DocumentId
from salis.model.link import Copy, CopyKind
from salis.model.statement import Act, Certainty, GrainCode, Statement, StatementId

#: More wordings than this are not compared one by one: all own voices count as one.
_MOST_WORDINGS = 80
#: How long and how alike two texts must be to be one text, by how many of them are outlets' own.
_VERBATIM = {2: ((4, 1.0), (6, 0.75)), 1: ((12, 0.85),), 0: ((14, 0.9),)}
#: The same for words that both give as a quotation: no two people say so much in one wording.
_QUOTED = ((8, 0.9),)
#: How long a text must be that stands whole inside another, likewise; and how much of it is whole.
_TAKEN_IN, _INSIDE = {2: 8, 1: 14, 0: 16}, 0.9
_NEAR = 0.6
#: An own voice that says so much of it in the words of a speaker told before rests on that speaker.
_ECHO = 0.75
_SLACK = 40
_ASSERTING = frozenset({Act.ASSERT, Act.PREDICT, Act.PROMISE})
_DOUBTED = (GrainCode.HEDGED, GrainCode.INFERRED, GrainCode.UNNAMED)
_WHY = {
    "unnamed": "its speaker is not named",
    "alleged": "it is only alleged",
    "inferred": "it is inferred",
    "hedged": "its wording is hedged",
    "denied": "it denies",
    "interested": "its speaker is a party to the matter",
    "not-asserted": "it is not asserted",
    "borrowed": "an outlet's own voice repeats it without a ground of its own",
}
_SAID = "one text reuses the other"
_DOUBTS = {code: Reason(code, why) for code, why in _WHY.items()}


def trace_origins(
    statements: Sequence[Statement], ground: Ground, *, concern: Concern
) -> tuple[Origin, ...]:
    """Trace statements of one claim, in the order told, to their origins, in the same order.

    Those whom the claim is about, its `concern`, are no witnesses for themselves.
    """
    if len(statements) == 1:
        return (_lone_origin(statements[0], ground, concern),)
    joining = Joining(statements, _parted(statements, ground))
    _join_voices(statements, ground, joining)
    _join_vague(statements, joining)
    _join_own_voices(statements, ground, joining)
    _join_named(statements, joining)
    _join_copies(statements, ground, joining)
    _join_roots(statements, ground, joining)
    _join_wordings(statements, ground, joining)
    return tuple(_origin(members, reasons, ground, concern) for members, reasons in joining.sets())


def _parted(statements: Sequence[Statement], ground: Ground) -> dict[By, Parting]:
    """Say what people keep apart: voices that they split, texts that they found independent."""
    parted: dict[By, Parting] = {}
    if ground.voices.parted:
        keys = {one.id: ground.voices.root(own_key(one, ground)) for one in statements}
        marks = {id: Mark(key) for id, key in keys.items()}
        parted[By.VOICE] = Parting(marks, ground.voices.apart_from)
    if ground.texts.parted:
        texts = ground.texts
        marks = {
            one.id: Mark(texts.root(ground.sides[one.document]), judged=one.document in texts)
            for one in statements
            if one.document in ground.sides
        }
        parted[By.TEXT] = Parting(marks, lambda side: texts.apart_from(DocumentId(side)))
    return parted


def _join_voices(statements: Sequence[Statement], ground: Ground, joining: Joining) -> None:
    """Join statements that share a speaker, an institution, a source, an owner or a credit."""
    first: dict[str, list[StatementId]] = {}
    by_id = {one.id: one for one in statements}
    called: dict[str, str] = {}
    for statement in statements:
        for key, name in call_keys(statement, ground).items():
            called.setdefault(key, name)
        for key in statement_keys_of(statement, ground):
            known = first.setdefault(key, [])
            reason = Reason("same-voice", f"both rest on {called.get(key, key)}")
            if not any(
                joining.join(one, statement.id, reason, By.VOICE)
                for one in known
                if not _hold_two_offices(key, by_id[one], statement)
            ):
                known.append(statement.id)
    named = [key for key in first if not key.startswith("unnamed ")]
    for one, other in combinations(named, 2):
        if may_be(one, other) and not ground.voices.are_apart(one, other):
            reason = Reason(
                "same-name",
                f"{called.get(one, one)} and {called.get(other, other)} may be the same",
            )
            pairs = (
                (a, b)
                for a in first[one]
                for b in first[other]
                if not _hold_two_offices(one, by_id[a], by_id[b])
            )
            any(joining.join(a, b, reason, By.VOICE) for a, b in pairs)


def _hold_two_offices(key: str, a: Statement, b: Statement) -> bool:
    """Tell whether a key is an office of one holder, and two statements are of two holders."""
    return is_held_alone(key) and are_two_people(a, b)


def _join_vague(statements: Sequence[Statement], joining: Joining) -> None:
    """Join "the company" or "an Islamist group" with every institution: it may be any of them."""
    speaking = [one for one in statements if one.speakers and one.speakers[-1].institution]
    for vague in (one for one in speaking if is_vague(one.speakers[-1])):
        for other in speaking:
            reason = Reason("vague-speaker", f"{vague.speakers[-1].name} may be the same")
            joining.join(other.id, vague.id, reason, By.VOICE)


def _join_own_voices(statements: Sequence[Statement], ground: Ground, joining: Joining) -> None:
    """Join an outlet's own voice with those whom it names, and a count with who gave it first."""
    told = {one.id: at for at, one in enumerate(statements)}
    given = [one for one in statements if one.speakers]
    for own in statements:
        if own.speakers or not given:
            continue
        source = ground.documents[own.document].source.id
        beside = [one for one in given if ground.documents[one.document].source.id == source]
        beside.sort(key=lambda one: (one.document != own.document, told[one.id]))
        if beside:
            reason = Reason("attributed-elsewhere", "the same source attributes it to a speaker")
            joining.join(beside[0].id, own.id, reason, By.VOICE)
            continue
        before = [one for one in given if told[one.id] < told[own.id]]
        reason = Reason("told-before", "a speaker had given it before, in nearly these words")
        same = (one for one in before if own.quantities or _echoes(own, one))
        any(joining.join(one.id, own.id, reason, By.TEXT) for one in same)


def _join_named(statements: Sequence[Statement], joining: Joining) -> None:
    """Join what stands in a sentence that names the speaker of the rest: it may be that one's."""
    named: dict[frozenset[str], Statement] = {}
    for one in statements:
        speaker = one.speakers[-1] if one.speakers else None
        name = word_set(speaker.entity or "") if speaker is not None else frozenset()
        if len(name) > 1 and not name <= word_set(one.text):
            named.setdefault(name, one)
    for other in statements if named else ():
        words = word_set(other.context.exact)
        for name, one in named.items():
            if one.document != other.document and name <= words:
                joining.join(one.id, other.id, _NAMED, By.VOICE)


_NAMED = Reason("named-beside", "the sentence that it stands in names the speaker")


def _echoes(own: Statement, given: Statement) -> bool:
    return _shared_words(own, given) >= _ECHO


def _join_copies(statements: Sequence[Statement], ground: Ground, joining: Joining) -> None:
    """Join what stands in a copied or derived text with what it was made from."""
    by_document: dict[DocumentId, list[Statement]] = {}
    for statement in statements:
        by_document.setdefault(statement.document, []).append(statement)
    told = {id: at for at, id in enumerate(by_document)}
    for one, here in by_document.items():
        copies = ground.copies.get(one, {})
        # In the order of telling: that of adding must not show, not even in the reasons.
        later = (id for id in copies if told.get(id, -1) > told[one])
        for other in sorted(later, key=told.__getitem__):
            _join_copy(here, by_document[other], copies[other], joining)


def _join_copy(
    here: Sequence[Statement], there: Sequence[Statement], copy: Copy, joining: Joining
) -> None:
    said = "one text is judged a copy of the other" if JUDGED in copy.reasons else _SAID
    reason = Reason(f"{copy.kind}-of", said, (copy.document, copy.other))
    if copy.kind is CopyKind.COPY:
        few, many = sorted((here, there), key=len)
        for one in (*few, *many):
            others = many if one in few else few
            like = sorted(others, key=lambda other: -_likeness(one, other))
            any(joining.join(other.id, one.id, reason, By.TEXT) for other in like)
        return
    for one in here:
        for other in there:
            own = not one.speakers and not other.speakers
            unsure = not one.speakers or not other.speakers
            near = unsure and _likeness(one, other) >= _NEAR
            if own or near or _aligned(one, other, copy):
                joining.join(one.id, other.id, reason, By.TEXT)


def _join_roots(statements: Sequence[Statement], ground: Ground, joining: Joining) -> None:
    """Join own voices whose texts are made from one earlier text, whether or not it says so."""
    first: dict[DocumentId, list[StatementId]] = {}
    for own in (one for one in statements if not one.speakers):
        for root in sorted(ground.roots.get(own.document, ())):
            known = first.setdefault(root, [])
            reason = Reason("same-root", "both texts are made from one earlier text", (root,))
            if not any(joining.join(one, own.id, reason, By.TEXT) for one in known):
                known.append(own.id)


def _aligned(a: Statement, b: Statement, copy: Copy) -> bool:
    """Tell whether two statements stand at the same place of a passage that two texts share."""
    if a.document != copy.document:
        a, b = b, a
    for shared in copy.passages:
        here, there = shared.here, shared.there
        inside = here.start < a.passage.end and a.passage.start < here.end
        beside = there.start < b.passage.end and b.passage.start < there.end
        apart = (a.passage.start - here.start) - (b.passage.start - there.start)
        if inside and beside and abs(apart) <= _SLACK:
            return True
    return False


def _join_wordings(statements: Sequence[Statement], ground: Ground, joining: Joining) -> None:
    """Join near-verbatim statements of different documents."""
    wordings: dict[tuple[bool, frozenset[str], DocumentId | None], Statement] = {}
    outlets = {one.id: is_outlets(one) for one in statements}
    for one in statements:
        words = word_set(one.text)
        side = ground.sides.get(one.document) if ground.texts.parted else None
        known = wordings.setdefault((outlets[one.id], words, side), one)
        if known is not one and _verbatim(known, one, 1.0, len(words), outlets):
            joining.join(known.id, one.id, _REUSED, By.TEXT)
    if len(wordings) > _MOST_WORDINGS:
        own = [one for one in statements if not one.speakers]
        for one in own[1:]:
            joining.join(own[0].id, one.id, _TOO_MANY, By.TEXT)
        return
    for (words_a, a), (words_b, b) in combinations(((k[1], s) for k, s in wordings.items()), 2):
        if a.document != b.document and not joining.joined(a.id, b.id):
            both, fewest = len(words_a & words_b), min(len(words_a), len(words_b))
            shared = 2 * both / max(1, len(words_a) + len(words_b))
            whole = both >= _INSIDE * fewest and fewest >= _TAKEN_IN[outlets[a.id] + outlets[b.id]]
            if whole or _verbatim(a, b, shared, fewest, outlets):
                joining.join(a.id, b.id, _REUSED, By.TEXT)


_REUSED = Reason("same-words", "both use nearly the same words")
_TOO_MANY = Reason("too-many", "too many wordings to tell apart")


def _verbatim(
    a: Statement, b: Statement, shared: float, length: int, outlets: Mapping[StatementId, bool]
) -> bool:
    bars = _VERBATIM[outlets[a.id] + outlets[b.id]]
    if a.direct and b.direct:
        bars = (*bars, *_QUOTED)
    return any(length >= words and shared >= share for words, share in bars)


def _shared_words(a: Statement, b: Statement) -> float:
    one, other = word_set(a.text), word_set(b.text)
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _likeness(a: Statement, b: Statement) -> float:
    shared = _shared_words(a, b)
    names_a = {speaker.name for speaker in a.speakers}
    names_b = {speaker.name for speaker in b.speakers}
    return shared + (1.0 if names_a & names_b or names_a == names_b else 0.0)


def _lone_origin(statement: Statement, ground: Ground, concern: Concern) -> Origin:
    """Do what `_origin` does for one statement, as nearly every origin has."""
    doubt = doubt_of(statement, ground, concern)
    return Origin(
        id=OriginId("o" + statement.id.removeprefix("s")),
        source=ground.documents[statement.document].source.id,
        speaker=statement.speakers[-1].called if statement.speakers else None,
        independent=doubt is None,
        statements=(statement.id,),
        documents=(statement.document,),
        reasons=() if doubt is None else (_DOUBTS[doubt],),
    )


def _origin(
    statements: Sequence[Statement],
    joined: tuple[Reason, ...],
    ground: Ground,
    concern: Concern,
) -> Origin:
    first = statements[0]
    doubts = [
        doubt_of(one, ground, concern) or _borrowed(one, statements, ground) for one in statements
    ]
    independent = None in doubts
    reasons = joined
    if not independent:
        codes = dict.fromkeys(code for code in doubts if code is not None)
        reasons = (*joined, *(_DOUBTS[code] for code in codes))
    best = statements[doubts.index(None)] if independent else first
    speaker = best.speakers[-1].called if best.speakers else None
    return Origin(
        id=OriginId("o" + first.id.removeprefix("s")),
        source=ground.documents[first.document].source.id,
        speaker=speaker,
        independent=independent,
        statements=tuple([one.id for one in statements]),
        documents=tuple({one.document: None for one in statements}),
        reasons=reasons,
    )


def _borrowed(own: Statement, origin: Sequence[Statement], ground: Ground) -> str | None:
    """Say why an own voice adds nothing to its origin: it tells what others had told it.

    So an outlet that drops "officials said" or "may" from what it copies makes nothing surer.
    """
    if own.speakers or len(origin) == 1:
        return None
    first = ground.documents[origin[0].document].source.id
    another = ground.documents[own.document].source.id != first
    return "borrowed" if another or any(one.speakers for one in origin) else None


def doubt_of(statement: Statement, ground: Ground, concern: Concern) -> str | None:
    """Say why a statement cannot stand as an independent one; None where it can."""
    if statement.speakers and not statement.speakers[-1].named:
        return "unnamed"
    if statement.act is Act.ALLEGE:
        return "alleged"
    if statement.act is Act.INFER:
        return "inferred"
    if statement.act not in _ASSERTING and statement.act is not Act.DENY:
        return "not-asserted"
    if statement.grains:
        codes = {grain.code for grain in statement.grains}
        doubted = next((code for code in _DOUBTED if code in codes), None)
        if doubted is not None:
            return doubted.value
    if statement.certainty in (Certainty.POSSIBLE, Certainty.PROBABLE) and statement.act not in (
        Act.PREDICT,
        Act.PROMISE,
    ):
        return "hedged"
    return "interested" if is_party(statement, ground, concern) else None


def is_party(statement: Statement, ground: Ground, concern: Concern) -> bool:
    """Tell whether the one who speaks is a party to the matter, or the one whom it is about."""
    if statement.speakers:
        speaker = statement.speakers[-1]
        keys: tuple[str, ...] = speaker_keys(speaker, ground)
        names = [speaker.entity or speaker.name, speaker.institution or ""]
    else:
        source = ground.documents[statement.document].source.name
        keys, names = ground.voices.members(voice_key(source)), [source]
    if ground.parties and touches(keys, ground.parties):
        return True
    return concern.includes(keys, head_words(names))
