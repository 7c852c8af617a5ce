"""Measure views over a large ledger: whole programs, a server's time, and what adding costs."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from benchmarks.processes import Ran, run_python
from benchmarks.rows import BadInput
from benchmarks.world.large import append_documents, long_entries
from salis.ledger.payloads import collector_paused, decode, encode
from salis.ledger.sqlite import SqliteLedger
from salis.model.entry import Payload
from salis.model.snapshot import Clock
from salis.pipeline.bearings import Bearings
from salis.pipeline.compute import link_entries, weigh_all
from salis.pipeline.docket import Docket
from salis.pipeline.moments import cut_at
from salis.workspace.place import ARCHIVE, LEDGER, MATTERS
from salis.workspace.workspace import Workspace

#: Documents kept beside a ledger, and how many of them one run adds one by one in the end.
_HELD, _ADDED = 30, 3
_HELD_FILE = "held.jsonl"
#: The whole ledger is told by then, and two thirds of it.
_END, _MIDDLE, _LATER = "2025-07-15", "2025-05-25", "2025-05-26"
#: How many points of a section a terminal needs.
_DETAILED = 16


@dataclass(frozen=True, slots=True)
class Large:
    """The figures, in seconds unless said; programs are timed from start to end."""

    statements: int
    documents: int
    claims: int
    ledger_megabytes: float
    matters_megabytes: float
    #: The reference: every payload read and decoded, and nothing else.
    decode_seconds: float
    #: Linking and weighing every claim at one moment from nothing, by replay.
    link_seconds: float
    weigh_seconds: float
    #: Deriving what quick views need from nothing, by processor time.
    derive_cpu_seconds: float
    brief_as_of: float
    brief_as_of_cpu: float
    claim_history: float
    claim_history_cpu: float
    claim: float
    help: float
    #: In a running process: the brief of a moment not asked for before, and the same again.
    brief_warm: float
    brief_again: float
    history_warm: float
    #: The brief right after another process has added one document.
    brief_after_adding: float

    def table(self) -> str:
        """Lay the figures out for reading, times beside the reference."""
        lines = [f"{'decoding all payloads (reference)':<44}{self.decode_seconds:8.3f} s"]
        for field in fields(self):
            value = getattr(self, field.name)
            name = field.name.replace("_", " ")
            if not isinstance(value, float):
                lines.append(f"{name:<44}{value:8,}")
            elif "megabytes" in name:
                lines.append(f"{name:<44}{value:8.0f}")
            else:
                ratio = value / self.decode_seconds
                lines.append(f"{name:<44}{value:8.3f} s  {ratio:8.3f} of the reference")
        return "\n".join(lines)


def measure_large(statements: int, *, workspace: Path | None = None, times: int = 5) -> Large:
    """Fill a ledger with so many statements and measure all that is asked of it.

    Args:
        statements: How many.
        workspace: Where to fill it, or where that was done before; a temporary folder by default.
        times: How often what is quick is measured; the time in the middle counts.

    Raises:
        BadInput: earlier runs used up what can be added to that workspace, or it is a file.
    """
    with _folder(workspace) as folder:
        if not (folder / LEDGER).exists():
            fill(folder, statements)
        _require_held(folder)
        derive = _cpu_of(lambda: _derive(folder))
        replayed = _replay(folder)
        ledger = str(folder)
        with Workspace(folder) as opened:
            served = _serve(opened, folder)
            id = served.id
        brief = ("-m", "salis", "brief", "-w", ledger, "--as-of", _MIDDLE)
        claim = ("-m", "salis", "claim", "-w", ledger, "--as-of", _END, id)
        briefs = _usual([run_python(*brief) for _ in range(times)])
        histories = _usual([run_python(*claim, "--history") for _ in range(times)])
        return Large(
            statements=served.statements,
            documents=served.documents,
            claims=served.claims,
            ledger_megabytes=(folder / LEDGER).stat().st_size / 1e6,
            matters_megabytes=(folder / MATTERS).stat().st_size / 1e6,
            decode_seconds=replayed[0],
            link_seconds=replayed[1],
            weigh_seconds=replayed[2],
            derive_cpu_seconds=derive,
            brief_as_of=briefs.seconds,
            brief_as_of_cpu=briefs.cpu_seconds,
            claim_history=histories.seconds,
            claim_history_cpu=histories.cpu_seconds,
            claim=_usual([run_python(*claim) for _ in range(times)]).seconds,
            help=_usual([run_python("-m", "salis", "--help") for _ in range(times)]).seconds,
            brief_warm=served.warm,
            brief_again=served.again,
            history_warm=served.history,
            brief_after_adding=served.after_adding,
        )


def fill(folder: Path, statements: int) -> None:
    """Fill a new workspace with a long event; its last documents are kept beside the ledger."""
    Workspace.create(folder).close()
    documents = list(long_entries(statements))
    append_documents(folder / LEDGER, documents[:-_HELD])
    file = folder / ARCHIVE / _HELD_FILE
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(map(_written, documents[-_HELD:])), encoding="utf-8")


def add_held(folder: str) -> None:
    """Add the next of the documents kept beside a workspace."""
    file = Path(folder) / ARCHIVE / _HELD_FILE
    line, *rest = file.read_text(encoding="utf-8").split("\n")
    file.write_text("\n".join(rest), encoding="utf-8")
    made = [(decode(kind, text.encode()), actor) for kind, actor, text in json.loads(line)]
    append_documents(Path(folder) / LEDGER, [made])


def _require_held(folder: Path) -> None:
    """Refuse a workspace whose documents to add were used up by earlier runs, before all the work.

    Raises:
        BadInput: too few are left.
    """
    file = folder / ARCHIVE / _HELD_FILE
    left = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    if len([line for line in left if line]) < _ADDED:
        message = f"{file}: fewer than {_ADDED} documents are left to add; give a new folder"
        raise BadInput(message)


def _written(payloads: Sequence[tuple[Payload, str]]) -> str:
    return json.dumps([(type(one).__name__, by, encode(one).decode()) for one, by in payloads])


def _derive(folder: Path) -> None:
    with Workspace(folder) as workspace:
        workspace.rebuild()


def _replay(folder: Path) -> tuple[float, float, float]:
    """Time the decoding of all payloads, then linking and weighing all claims at a moment."""
    ledger = SqliteLedger(folder / LEDGER)
    began = time.perf_counter()
    with collector_paused():
        entries = list(ledger.entries())
    decoded = time.perf_counter()
    cut = cut_at(_END)
    assert cut is not None
    with collector_paused():
        linked = link_entries(entries, cut=cut, clock=Clock.PUBLISHED, judged_by=cut.at)
        between = time.perf_counter()
        weigh_all(Docket(linked, Bearings()), cut.at)
    ledger.close()
    return decoded - began, between - decoded, time.perf_counter() - between


@dataclass(frozen=True, slots=True)
class _Served:
    statements: int
    documents: int
    claims: int
    id: str
    warm: float
    again: float
    history: float
    after_adding: float


def _serve(workspace: Workspace, folder: Path) -> _Served:
    """Ask as a server would, in one process that stays."""
    first = workspace.view(as_of=_MIDDLE).brief(detailed=_DETAILED)
    view = workspace.view(as_of=_LATER)
    warm = _time_of(lambda: view.brief(detailed=_DETAILED))
    again = _time_of(lambda: view.brief(detailed=_DETAILED))
    history = _time_of(lambda: workspace.view(as_of=_END).history(first.known[0].id))
    times: list[float] = []
    for _ in range(_ADDED):
        run_python("-c", f"from benchmarks.large import add_held; add_held({str(folder)!r})")
        times.append(_time_of(lambda: workspace.view(as_of=_END).brief(detailed=_DETAILED)))
    counts = workspace.view(as_of=_END).brief(detailed=_DETAILED).counts
    return _Served(
        statements=counts.statements,
        documents=counts.documents,
        claims=counts.claims,
        id=first.known[0].id,
        warm=warm,
        again=again,
        history=history,
        after_adding=sorted(times)[len(times) // 2],
    )


def _time_of(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _cpu_of(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _usual(runs: Sequence[Ran]) -> Ran:
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        if given.is_file():
            raise BadInput(f"{given}: this is a file")
        yield given
        return
    with tempfile.TemporaryDirectory() as name:
        yield Path(name) / "workspace"
