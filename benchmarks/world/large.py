"""Write a ledger of hundreds of thousands of statements about one long event."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import batched, chain
from pathlib import Path

from benchmarks.rows import BadInput
from benchmarks.world.entries import FETCHED, Recording
from benchmarks.world.making import make_world
from benchmarks.world.propositions import Manner, Sort
from benchmarks.world.setting import Setting
from salis.ledger.sqlite import SqliteLedger
from salis.model.document import Document
from salis.model.entry import DocumentFetched, JudgementMade, Payload, StatementsRead, Verdict
from salis.model.times import Moment, Precision
from salis.workspace.place import LEDGER
from salis.workspace.workspace import Workspace

#: Statements that one unit of the setting below comes to, by measurement.
_UNIT = 1_520
DAYS = 60
#: Documents that one transaction holds.
_BATCH = 2_000
#: How much of what is told a person judges, and when.
_FOUND_OUT, _FOUND_OUT_AFTER = 0.3, timedelta(days=1)
_NEVER_FOUND_OUT = frozenset({Sort.ASIDE, Sort.OPINION})
#: By whether something was foretold and whether it is so.
_VERDICTS = {
    (False, True): Verdict.CONFIRM,
    (False, False): Verdict.REFUTE,
    (True, True): Verdict.RESOLVE_TRUE,
    (True, False): Verdict.RESOLVE_FALSE,
}
_SETTING = Setting(
    hours=24 * DAYS, papers=120, agencies=6, accounts=60, sites=400, parties=6, asides=5.0
)


def long_setting(statements: int) -> Setting:
    """Give the setting of a two-month event that comes to about so many statements."""
    size = max(1, round(statements / _UNIT))
    return replace(
        _SETTING,
        bodies=8 + size,
        witnesses=20 * size,
        deeds=8 * size,
        rumours=3 * size,
        whos=2 * size,
        counts=2 * size,
        charges=3 * size,
        forecasts=3 * size,
        opinions=6 * size,
        floods=1 + size // 10,
        flood_size=60.0,
    )


def long_entries(statements: int, seed: int = 1) -> Iterator[list[tuple[Payload, str]]]:
    """Give what is recorded of each document of a long event, with who recorded it.

    These are three payloads and, now and then, a person's judgement of what the document tells.
    """
    recording = Recording(make_world(long_setting(statements), seed), links_each=4)
    editor = Editor(recording, random.Random(seed))  # noqa: S311 (the same ledger every time)
    for fetched, read, linked in batched(recording.payloads(), 3):
        assert isinstance(fetched, DocumentFetched)
        assert isinstance(read, StatementsRead)
        recorded = [(one, "world/1") for one in (fetched, read, linked)]
        yield [*recorded, *((one, "A. Editor") for one in editor.judge(fetched.document, read))]


@dataclass(slots=True)
class Editor:
    """Finds out of some things that are told whether they are so, a day after they are."""

    recording: Recording
    luck: random.Random
    _seen: set[str] = field(default_factory=set)

    def judge(self, document: Document, read: StatementsRead) -> Iterator[JudgementMade]:
        """Judge some of what a document is the first to tell."""
        assert document.published_at is not None
        at = Moment(document.published_at.at + _FOUND_OUT_AFTER, Precision.MINUTE)
        for one in read.statements:
            said = self.recording.sayings[one.id].proposition
            if said.sort in _NEVER_FOUND_OUT or said.id in self._seen:
                continue
            self._seen.add(said.id)
            if self.luck.random() < _FOUND_OUT:
                verdict = _VERDICTS[said.manner is Manner.FORETOLD, said.holds]
                yield JudgementMade(f"j{one.id[1:]}", verdict, (one.id,), "found out", at=at)


def write_workspace(folder: Path, statements: int, seed: int = 1) -> int:
    """Write a long event into a new workspace; give the number of entries.

    Nothing is put into the archive: the documents' bytes were never anywhere.

    Raises:
        BadInput: the folder is there already.
    """
    if folder.exists():
        message = f"{folder}: it is there already"
        raise BadInput(message)
    Workspace.create(folder).close()
    return append_documents(folder / LEDGER, long_entries(statements, seed))


def append_documents(path: Path, documents: Iterable[Sequence[tuple[Payload, str]]]) -> int:
    """Append what is recorded of documents, each entry a second after the one before."""
    ledger = SqliteLedger(path)
    begin = count = ledger.head().seq
    try:
        for some in batched(documents, _BATCH):
            with ledger.writing():
                for payload, actor in chain(*some):
                    recorded = FETCHED + timedelta(seconds=count)
                    count += len(ledger.append([payload], actor=actor, recorded_at=recorded))
    finally:
        ledger.close()
    return count - begin
