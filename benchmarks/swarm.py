"""Make up a ledger of any size: many sources on one event, as entries that are linked already.

Nothing is read and nothing is compared: statements, copies and links are made as reading and
linking would leave them, so that views over a large ledger can be measured in minutes. Most claims
are told once; a few are told by up to forty documents. There are copies, denials, rival and later
counts, forecasts, opinions, allegations, judgements, evidence, grades, revisions and retractions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random

from salis.model.document import Document, DocumentId, Passage, Source, SourceId
from salis.model.entry import (
    ClaimsLinked,
    DocumentFetched,
    EvidenceFiled,
    JudgementMade,
    Payload,
    SourceGraded,
    StatementsRead,
    Verdict,
)
from salis.model.link import Copy, CopyKind, Link, LinkKind, SharedPassage
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

BEGINS = datetime(2024, 5, 1, tzinfo=UTC)
DAYS = 60
#: Statements of one document.
STATEMENTS = 10
_SOURCES = 240
#: How a statement comes about: it puts a new claim forward, repeats one, or counts on.
_JOINS, _COUNTS, _FORECASTS, _DENIES = 0.45, 0.04, 0.04, 0.03
_COPIED, _REVISED, _TAKEN_BACK = 0.15, 0.01, 0.002
_JUDGED, _EVIDENCED = 0.004, 0.002
#: A claim is told again by this many documents at most, and for so many claims after it.
_MOST_TOLD, _REMEMBERED = 40, 4000
_PLACES = (
    "Brennick",
    "Norrow",
    "Halden",
    "Estmark",
    "Corlow",
    "Veyne",
    "Tarmouth",
    "Ulmer",
    "Kessel",
    "Orlo",
    "Pryde",
)
_FIRST = (
    "Mira",
    "Bela",
    "Ada",
    "Tomas",
    "Ilka",
    "Nenad",
    "Rosa",
    "Jan",
    "Olga",
    "Piet",
    "Lena",
    "Karim",
    "Sofia",
    "Emil",
)
_LAST = (
    "Tolland",
    "Fenwick",
    "Lind",
    "Stroem",
    "Babic",
    "Arden",
    "Moss",
    "Kolar",
    "Hartig",
    "Penn",
    "Orlow",
    "Sayed",
    "Quist",
)
_BODIES = (
    "river police",
    "transport ministry",
    "norrow lines",
    "coast guard",
    "city council",
    "fire brigade",
    "harbour office",
    "rescue service",
)
_THINGS = (
    "the ferry terminal",
    "the rear doors",
    "the eastern bridge",
    "the relief convoy",
    "the power station",
    "the search vessel",
    "the northern road",
    "the field hospital",
    "the fuel depot",
    "the radio mast",
    "the flood gate",
    "the cargo hold",
)
_DEEDS = ("close", "open", "inspect", "move", "guard", "repair", "search", "damage", "clear")
_TAILS = (
    "market",
    "harbour",
    "station",
    "bridge",
    "school",
    "tower",
    "valley",
    "canal",
    "garden",
    "square",
)
_WORDS = tuple(f"{a}{b}" for a in ("north", "south", "old", "upper", "inner") for b in _TAILS)
_SYLLABLES = tuple(a + b for a in "bdfgklmnprstv" for b in "aeiou")
_FORETOLD = frozenset({Act.PREDICT, Act.PROMISE})
_ACTS = (
    (Act.ASSERT, 0.72),
    (Act.JUDGE, 0.12),
    (Act.ALLEGE, 0.07),
    (Act.INFER, 0.03),
    (Act.DEMAND, 0.03),
    (Act.DISCLAIM, 0.03),
)


@dataclass(slots=True)
class _Claim:
    """A claim while it is told: its first statement, and how often it may be told again."""

    leader: Statement
    left: int


@dataclass(slots=True)
class Swarm:
    """Documents of one event in the order in which they come out."""

    documents: int
    random: Random = field(default_factory=lambda: Random(7))  # noqa: S311 (no secret)
    _open: list[_Claim] = field(default_factory=list)
    _counts: dict[int, Statement] = field(default_factory=dict)
    _written: list[tuple[Document, StatementsRead]] = field(default_factory=list)
    _made: int = 0

    def entries(self) -> Iterator[tuple[Payload, str]]:
        """Give every payload with who made it, document by document."""
        sources = [self._source(number) for number in range(_SOURCES)]
        step = timedelta(days=DAYS) / max(self.documents, 1)
        for number in range(self.documents):
            at = BEGINS + step * number
            yield from self._document(number, at, self.random.choice(sources))

    def _source(self, number: int) -> Source:
        place = _PLACES[number % len(_PLACES)]
        name = f"{place} {_WORDS[number % len(_WORDS)].title()} {number}"
        return Source(SourceId(name.lower().replace(" ", "-")), name, "outlet")

    def _document(self, number: int, at: datetime, source: Source) -> Iterator[tuple[Payload, str]]:
        dice, copied = self.random, None
        if self._written and dice.random() < _COPIED:
            copied = self._written[-dice.randint(1, min(300, len(self._written)))]
        links: list[Link] = []
        said = [self._said(at, links) for _ in range(STATEMENTS)]
        if copied is not None:
            said[: STATEMENTS - 3] = [self._copied(one, links) for one in copied[1].statements[3:]]
        text, placed = "", []
        if dice.random() < _TAKEN_BACK and self._written:
            words = dice.choice(self._written)[1].statements[0].text
            text = f"{source.name} retracts its report that {words} "
        id = DocumentId("d" + _short("document", number))
        for one, old in said:
            start = len(text) + len("said: ")
            exact = one.text
            text += f"said: {exact} "
            statement = _place(one, id, start, exact)
            placed.append(statement)
            links[:] = [_renamed(link, old, statement.id) for link in links]
            self._settle(old, statement)
        document = self._written_as(id, text, source, at)
        read = StatementsRead(id, tuple(placed))
        yield DocumentFetched(document), "sources/1"
        yield read, "read/1"
        copies = () if copied is None else (_copy(document, copied[0]),)
        yield ClaimsLinked(id, copies, tuple(links)), "link/2"
        yield from self._decided(placed)
        self._written.append((document, read))

    def _written_as(self, id: DocumentId, text: str, source: Source, at: datetime) -> Document:
        revises = None
        if self.random.random() < _REVISED and self._written:
            before = self._written[-1][0]
            source, revises = before.source, before.id
        return Document(
            id=id,
            source=source,
            digest=sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            address=f"https://news.example/{id}",
            text=text,
            fetched_at=at,
            title=text[:60],
            published_at=Moment(at, Precision.SECOND),
            revises=revises,
        )

    def _said(self, at: datetime, links: list[Link]) -> tuple[Statement, StatementId]:
        """Say one thing; give it with the id that stands for it until it has its place."""
        dice = self.random
        self._made += 1
        id = StatementId(f"#{self._made}")
        drawn = dice.random()
        if drawn < _COUNTS:
            return self._count(id, links), id
        if drawn < _COUNTS + _JOINS and self._open:
            return self._joined(id, links), id
        act = self._act() if dice.random() > _FORECASTS else dice.choice(sorted(_FORETOLD))
        statement = self._new(id, act, at)
        self._open.append(_Claim(statement, min(_MOST_TOLD, int(dice.paretovariate(1.1)))))
        del self._open[:-_REMEMBERED]
        return statement, id

    def _act(self) -> Act:
        return self.random.choices([a for a, _ in _ACTS], [share for _, share in _ACTS])[0]

    def _new(self, id: StatementId, act: Act, at: datetime) -> Statement:
        dice = self.random
        place, thing, deed = dice.choice(_PLACES), dice.choice(_THINGS), dice.choice(_DEEDS)
        word, number = dice.choice(_WORDS), self._made
        coined = " ".join(_coin(number, at) for at in range(5))
        text = f"Crews of {place} {deed} {thing} near the {word} {coined}."
        concerns = None
        if act in _FORETOLD or dice.random() < 0.2:
            day = at + timedelta(days=dice.randint(0, 20) if act in _FORETOLD else -1)
            start = day.replace(hour=0, minute=0, second=0, microsecond=0)
            concerns = Interval(start, start + timedelta(days=1), f"{start:%Y-%m-%d}", "on the day")
        return self._statement(
            id,
            text,
            act,
            (place.lower(), "crew"),
            deed,
            (thing[4:], word, *coined.split()[:2]),
            concerns=concerns,
        )

    def _count(self, id: StatementId, links: list[Link]) -> Statement:
        """Count on one of the event's questions: a later figure, or a rival one."""
        dice = self.random
        about = dice.randrange(max(1, self.documents // 40))
        before = self._counts.get(about)
        base = 0.0 if before is None else before.quantities[0].value
        value = base if dice.random() < 0.4 and before else base + dice.randint(1, 9)
        place, word = _PLACES[about % len(_PLACES)], _WORDS[about % len(_WORDS)]
        text = f"{value:.0f} people were killed at the {word} {about} of {place}."
        counted = Quantity(value, value, value, "person", Bound.EXACT, "killed", f"{value:.0f}")
        statement = self._statement(
            id,
            text,
            Act.ASSERT,
            ("person",),
            "be kill",
            (word, str(about), place.lower()),
            quantities=(counted,),
        )
        if before is not None and value == base:
            links.append(
                Link(LinkKind.SUPPORTS, id, before.id, 0.9, ("the same count",), same=True)
            )
        elif before is not None:
            kind = LinkKind.UPDATES if dice.random() < 0.6 else LinkKind.DISPUTES
            links.append(Link(kind, id, before.id, 0.9, ("another count", "against")))
        if before is None or value != base:
            self._counts[about] = statement
        return statement

    def _joined(self, id: StatementId, links: list[Link]) -> Statement:
        dice = self.random
        claim = dice.choice(self._open)
        claim.left -= 1
        if claim.left <= 0:
            self._open.remove(claim)
        leader = claim.leader
        act = Act.DENY if dice.random() < _DENIES / _JOINS * 3 else leader.act
        text = f"{leader.text[:-1]}, {dice.choice(_WORDS)} staff and {dice.choice(_WORDS)} saw."
        kind = LinkKind.DISPUTES if act is Act.DENY else LinkKind.SUPPORTS
        links.append(Link(kind, id, leader.id, 0.9, ("the same frame",), same=True))
        frame = leader.frame
        return self._statement(
            id, text, act, frame.subject, frame.predicate, frame.objects, concerns=leader.concerns
        )

    def _copied(self, one: Statement, links: list[Link]) -> tuple[Statement, StatementId]:
        self._made += 1
        id = StatementId(f"#{self._made}")
        links.append(Link(LinkKind.REPEATS, id, one.id, 1.0, ("a copied passage",), same=True))
        return _renamed_statement(one, id), id

    def _statement(  # noqa: PLR0913 (the fields of a record, each said by name)
        self,
        id: StatementId,
        text: str,
        act: Act,
        subject: tuple[str, ...],
        predicate: str,
        objects: tuple[str, ...],
        *,
        concerns: Interval | None = None,
        quantities: tuple[Quantity, ...] = (),
    ) -> Statement:
        dice = self.random
        speakers = self._speakers()
        passage = Passage(0, len(text), text)
        hedged = dice.random() < 0.1
        leans = Passage(0, 4, text[:4]) if dice.random() < 0.05 else None
        grains = [GrainCode.HEDGED] if hedged else []
        if speakers and not speakers[-1].named:
            grains.append(GrainCode.UNNAMED)
        return Statement(
            id=id,
            document=DocumentId(""),
            speakers=speakers,
            cue=Passage(0, 4, "said") if speakers else None,
            text=text,
            passage=passage,
            context=passage,
            act=act,
            certainty=Certainty.PROBABLE if hedged else Certainty.CERTAIN,
            polarity=Polarity.POS,
            direct=dice.random() < 0.3,
            frame=Frame(subject, predicate, objects, tuple(sorted({*subject, *objects}))),
            quantities=quantities,
            concerns=concerns,
            grains=tuple(Grain(code, passage) for code in grains),
            leans=leans,
        )

    def _speakers(self) -> tuple[Speaker, ...]:
        dice = self.random
        drawn = dice.random()
        if drawn < 0.35:
            return ()
        body = dice.choice(_BODIES) if dice.random() < 0.6 else None
        if drawn < 0.45:
            return (Speaker("officials", None, named=False, institution=body),)
        name = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"
        if dice.random() < 0.5:
            name += f"-{_WORDS[dice.randrange(len(_WORDS))].title()}"
        return (Speaker(name, name.lower(), named=True, institution=body),)

    def _settle(self, old: StatementId, statement: Statement) -> None:
        """Let what is told later refer to the statement by the id that it has in its place."""
        for claim in self._open[-2 * STATEMENTS :]:
            if claim.leader.id == old:
                claim.leader = statement
        for about, one in self._counts.items():
            if one.id == old:
                self._counts[about] = statement
                break

    def _decided(self, placed: list[Statement]) -> Iterator[tuple[Payload, str]]:
        dice = self.random
        one = dice.choice(placed)
        if dice.random() < _JUDGED:
            verdict = dice.choice([Verdict.CONFIRM, Verdict.REFUTE, Verdict.UNVERIFIABLE])
            yield JudgementMade(f"j{_short(one.id)}", verdict, (one.id,), "seen"), "A. Editor"
        if dice.random() < _EVIDENCED:
            grade, bears = dice.randint(1, 4), dice.random() < 0.7
            id, place = f"e{_short(one.id)}", "https://record.example/1"
            yield EvidenceFiled(id, one.id, bears, grade, "record", "kept", place), "A. Editor"
        if dice.random() < 0.0005:
            source = self._written[-1][0].source.id if self._written else SourceId("none")
            yield SourceGraded(source, dice.choice("ABCDE"), "known"), "A. Editor"


def _coin(number: int, at: int) -> str:
    """Make up a word that few other claims have."""
    digest = sha256(f"{number} {at}".encode()).digest()
    return "".join(_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest[:3])


def _short(*parts: object) -> str:
    return sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def _place(one: Statement, document: DocumentId, start: int, exact: str) -> Statement:
    passage = Passage(start, start + len(exact), exact)
    id = StatementId("s" + _short(document, start))
    return replace(one, id=id, document=document, passage=passage, context=passage)


def _renamed_statement(one: Statement, id: StatementId) -> Statement:
    return replace(one, id=id)


def _renamed(link: Link, old: StatementId, new: StatementId) -> Link:
    if old not in (link.a, link.b):
        return link
    return replace(link, a=new if link.a == old else link.a, b=new if link.b == old else link.b)


def _copy(document: Document, other: Document) -> Copy:
    length = min(len(document.text), len(other.text), 200)
    here, there = (
        Passage(0, length, document.text[:length]),
        Passage(0, length, other.text[:length]),
    )
    return Copy(
        document.id, other.id, CopyKind.COPY, 0.8, (SharedPassage(here, there),), ("shared text",)
    )
