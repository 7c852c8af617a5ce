"""Tell a story in a test: who said what, where and when, and what Salis makes of it.

A statement is written as `subject / verb / rest`, so that a test shows what the reader would find:
`say("Minister Lena Orlo", "12 people / were killed / in the blast")`. Without a speaker it stands
in the outlet's own voice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from salis.link import MemoryIndex, document_keys, link_document, statement_keys
from salis.model.claim import Claim, Standing, Weighed
from salis.model.document import Document, DocumentId, Passage, Source, SourceId
from salis.model.entry import DocumentFetched, Entry, Payload, StatementsRead
from salis.model.snapshot import Change, Clock, Linked
from salis.model.statement import (
    Act,
    Bound,
    Certainty,
    Frame,
    Grain,
    GrainCode,
    Polarity,
    Quantity,
    Speaker,
    Statement,
    StatementId,
)
from salis.model.times import Interval, Moment, Precision
from salis.pipeline.bearings import Bearings
from salis.pipeline.compute import link_entries, weigh_all
from salis.pipeline.docket import Docket
from salis.pipeline.history import find_changes
from salis.pipeline.moments import cut_at, read_moment

LATER = datetime(2032, 1, 1, tzinfo=UTC)
_LEMMAS = {
    "killed": "kill", "injured": "injure", "locked": "lock", "closed": "close", "gave": "give",
    "met": "meet", "resigned": "resign", "raised": "raise", "failed": "fail", "missing": "miss",
    "fled": "flee", "broken": "break", "carrying": "carry", "open": "open", "sent": "send",
    "died": "die", "resume": "resume", "resumed": "resume", "sank": "sink", "stays": "stay",
    "is": "be",
}  # fmt: skip
_SCOPES = {"killed": "killed", "died": "killed", "injured": "wounded", "missing": "missing"}
_BOUNDS = {"at least": Bound.AT_LEAST, "about": Bound.ABOUT, "": Bound.EXACT}
_IDLE = frozenset(
    [
        "the",
        "a",
        "an",
        "was",
        "were",
        "is",
        "are",
        "had",
        "has",
        "will",
        "be",
        "no",
        "not",
        "in",
        "on",
        "at",
        "of",
        "to",
        "by",
        "with",
        "and",
        "it",
        "its",
    ]
)
_COUNT = re.compile(r"\b(at least |about )?(\d+|no) (\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """One statement before it stands in a document."""

    words: str
    speakers: tuple[Speaker, ...]
    act: Act = Act.ASSERT
    certainty: Certainty = Certainty.CERTAIN
    cue: str = "said"
    about: Interval | None = None
    grains: tuple[GrainCode, ...] = ()
    direct: bool = False


def person(name: str, *, of: str | None = None) -> Speaker:
    """Name a speaker, who may speak for an institution."""
    plain = re.sub(r"^(Minister|Mayor|Dr|Colonel) ", "", name)
    return Speaker(name, plain.lower(), named=True, institution=of.lower() if of else None)


def officials(name: str = "officials", *, of: str | None = None) -> Speaker:
    """Make speakers whom nobody names."""
    return Speaker(name, None, named=False, institution=of.lower() if of else None)


def say(
    speaker: str | Speaker | Sequence[Speaker] | None,
    words: str,
    *,
    act: Act = Act.ASSERT,
    certainty: Certainty = Certainty.CERTAIN,
    cue: str = "said",
    about: Interval | None = None,
    grains: tuple[GrainCode, ...] = (),
    direct: bool = False,
) -> Said:
    """Say something as `subject / verb / rest`."""
    chain: tuple[Speaker, ...] = ()
    if isinstance(speaker, str):
        chain = (person(speaker),)
    elif isinstance(speaker, Speaker):
        chain = (speaker,)
    elif speaker is not None:
        chain = tuple(speaker)
    return Said(words, chain, act, certainty, cue, about, grains, direct)


def on(day: str, until: str | None = None) -> Interval:
    """Give the interval of a day, or of several, as the words of a statement would."""
    start = datetime.fromisoformat(day).replace(tzinfo=UTC)
    end = datetime.fromisoformat(until or day).replace(tzinfo=UTC) + timedelta(days=1)
    return Interval(start, end, day if until is None else f"{day}/{until}", f"on {day}")


def _short(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:12]


def _frame(words: str) -> Frame:
    subject, verb, rest = (*[part.strip() for part in words.split("/")], "", "")[:3]
    predicate = verb.split()[-1] if verb else ""
    return Frame(
        subject=_keys(subject)[-1:],
        predicate=_LEMMAS.get(predicate, predicate),
        objects=_keys(rest),
        words=tuple(sorted(set(_plain(f"{subject} {rest}")) | {_LEMMAS.get(predicate, predicate)})),
    )


def _plain(text: str) -> list[str]:
    return [w.lower() for w in re.findall(r"[\w'-]+", text) if w.lower() not in _IDLE]


def _keys(text: str) -> tuple[str, ...]:
    names = re.findall(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)+", text)
    for name in names:
        text = text.replace(name, " ")
    return (*_plain(text), *(name.lower() for name in names))


def _counts(text: str) -> tuple[Quantity, ...]:
    scope = next((scope for word, scope in _SCOPES.items() if word in text), "")
    found: list[Quantity] = []
    for bound, number, unit in _COUNT.findall(text):
        value = 0.0 if number.lower() == "no" else float(number)
        kind = _BOUNDS[bound.lower().strip()]
        counted = "person" if unit in ("people", "one") else unit.rstrip("s")
        high = None if kind is Bound.AT_LEAST else value
        found.append(Quantity(value, value, high, counted, kind, scope, f"{bound}{number} {unit}"))
    return tuple(found)


def _statement(said: Said, document: DocumentId, start: int) -> Statement:
    text = re.sub(r"\s*/\s*", " ", said.words).strip()
    passage = Passage(start, start + len(text), text)
    return Statement(
        id=StatementId("s" + _short(document, start, said.words, said.speakers)),
        document=document,
        speakers=said.speakers,
        cue=Passage(start, start + len(said.cue), said.cue) if said.speakers else None,
        text=text[0].upper() + text[1:] + ".",
        passage=passage,
        context=passage,
        act=said.act,
        certainty=said.certainty,
        polarity=Polarity.NEG if " not " in f" {text} " else Polarity.POS,
        direct=said.direct,
        frame=_frame(said.words),
        quantities=_counts(text),
        concerns=said.about,
        grains=tuple(Grain(code, passage) for code in said.grains),
    )


@dataclass
class Pile:
    """Documents as they come in, with what people decided about them."""

    told: list[tuple[Document, StatementsRead]] = field(default_factory=list)
    #: What people decided, when, and who.
    filed: list[tuple[Payload, datetime, str]] = field(default_factory=list)
    bearings: Bearings = field(default_factory=Bearings)

    def tell(
        self,
        source: str,
        at: str | None,
        *said: Said,
        text: str | None = None,
        credited: tuple[str, ...] = (),
        revises: Document | None = None,
        title: str | None = None,
    ) -> Document:
        """Publish a document in which all this is said."""
        id = DocumentId("d" + _short(source, at, said, text, title))
        whole, statements = "", []
        for one in said:
            statement = _statement(one, id, len(whole))
            statements.append(statement)
            names = ", ".join(speaker.name for speaker in one.speakers)
            whole += f"{statement.passage.exact}{f', {names} {one.cue}' if names else ''}.\n"
        document = Document(
            id=id,
            source=Source(SourceId(source.lower().replace(" ", "-")), source),
            digest=_short(whole),
            media_type="text/plain",
            address=f"{source}/{at}",
            text=text or whole,
            fetched_at=LATER,
            title=title,
            published_at=None if at is None else read_moment(at),
            revises=None if revises is None else revises.id,
        )
        self.told.append((document, StatementsRead(id, tuple(statements), credits=credited)))
        return document

    def file(self, payload: Payload, at: str, by: str = "A. Editor") -> None:
        """Record what a person filed or decided."""
        self.filed.append((payload, read_moment(at).at, by))

    def entries(self) -> list[Entry]:
        """Add everything to a ledger in order, linked as adding does."""
        index = MemoryIndex()
        payloads: list[tuple[Payload, datetime, str]] = []
        for at, (document, read) in enumerate(self.told):
            linked = link_document(document, read, index)
            recorded = LATER + timedelta(minutes=at)
            read_in = (DocumentFetched(document), read, linked)
            payloads += [(one, recorded, "salis") for one in read_in]
            keyed = [(one, statement_keys(one)) for one in read.statements]
            index.add(document, document_keys(document), keyed)
        payloads += self.filed
        return [
            Entry(seq, at, by, payload, "")
            for seq, (payload, at, by) in enumerate(payloads, start=1)
        ]

    def linked(self, as_of: str | None = None, clock: Clock = Clock.PUBLISHED) -> Linked:
        """Give what is visible at a moment."""
        return link_entries(self.entries(), cut=cut_at(as_of), clock=clock)

    def weighed(self, as_of: str | None = None, clock: Clock = Clock.PUBLISHED) -> list[Weighed]:
        """Weigh every claim at a moment."""
        cut = cut_at(as_of)
        docket = Docket(self.linked(as_of, clock), self.bearings)
        return list(weigh_all(docket, LATER if cut is None else cut.at).values())

    def standings(self, as_of: str | None = None) -> dict[str, str]:
        """Give each claim's standing by its wording."""
        return {one.claim.text: one.standing.value for one in self.weighed(as_of)}

    def standing(self, words: str, as_of: str | None = None) -> str:
        """Give the standing of the one claim whose wording holds some words."""
        found = [one for one in self.weighed(as_of) if words.lower() in one.claim.text.lower()]
        assert len(found) == 1, [one.claim.text for one in found]
        return found[0].standing.value

    def claim(self, words: str, as_of: str | None = None) -> Weighed:
        """Give the one weighed claim whose wording holds some words."""
        found = [one for one in self.weighed(as_of) if words.lower() in one.claim.text.lower()]
        assert len(found) == 1, [one.claim.text for one in self.weighed(as_of)]
        return found[0]

    def changes(self, since: str, until: str) -> tuple[Change, ...]:
        """Give what changed between two moments."""
        docket = Docket(self.linked(), self.bearings)
        return find_changes(docket, read_moment(since).at, read_moment(until).at)

    def shuffled(self, order: Sequence[int]) -> Pile:
        """Give the same documents, added in another order."""
        return replace(self, told=[self.told[at] for at in order])


def independent(weighed: Weighed) -> list[str]:
    """Name a claim's independent origins."""
    return [one.speaker or one.source for one in weighed.origins if one.independent]


def outline(weighed: Iterable[Weighed]) -> set[tuple[frozenset[StatementId], Standing, int]]:
    """Give what does not depend on the order of adding: members, standing, number of origins."""
    return {
        (frozenset(m.statement for m in one.claim.members), one.standing, len(one.origins))
        for one in weighed
    }


def texts(claim: Claim, linked: Linked) -> list[str]:
    """Give the wordings of a claim's statements."""
    return [linked.statements[one.statement].text for one in claim.members]


def day(text: str) -> Moment:
    """Give a moment of the precision of a day."""
    return Moment(datetime.fromisoformat(text).replace(tzinfo=UTC), Precision.DAY)
