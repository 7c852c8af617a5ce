"""Adding documents: what is new, known, revised or described, and what accidents leave behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salis.model.document import Document
from salis.model.entry import ClaimsLinked, DocumentDescribed, DocumentFetched, StatementsRead
from salis.model.errors import ReaderError, SourceError
from salis.model.times import Moment, Precision
from salis.workspace.workspace import Workspace
from tests.ledger.making import NOON
from tests.ledger.nobody import said_by_nobody
from tests.signals import heed_ctrl_c
from tests.workspace.story_reader import STAGES, WITHOUT_MODEL

type Write = Callable[..., str]

DAM = "---\nsource: Harbour Post\npublished: 2025-05-04\n---\n\nThe northern dam broke."


def documents(workspace: Workspace) -> list[Document]:
    return [
        entry.payload.document
        for entry in workspace.ledger.entries()
        if isinstance(entry.payload, DocumentFetched)
    ]


def kinds(workspace: Workspace) -> list[tuple[str, str]]:
    return [(type(entry.payload).__name__, entry.actor) for entry in workspace.ledger.entries()]


def many(count: int, *, at: dict[int, str] | None = None) -> list[dict[str, str]]:
    """So many records, with other words at some."""
    return [
        {
            "id": f"r{number}",
            "source": "Harbour Post",
            "published": "2025-05-04",
            "text": (at or {}).get(number, f"Dam {number} broke. Town {number} flooded."),
        }
        for number in range(count)
    ]


# -- what a document is to the ledger -----------------------------------------------------------


def test_a_document_goes_in_with_its_statements_and_links(
    workspace: Workspace, write: Write
) -> None:
    report = workspace.add(write("dam.md", DAM))

    assert (report.added, report.statements, report.problems) == (1, 1, ())
    assert kinds(workspace) == [
        ("RulesAdopted", "weigh/2"),
        ("DocumentFetched", "sources/1"),
        ("StatementsRead", "read/1"),
        ("ClaimsLinked", "link/1"),
    ]
    (dam,) = documents(workspace)
    assert workspace.archive.read(dam.digest) == Path(dam.address).read_bytes()
    assert workspace.verify().archived == 1


def test_the_same_bytes_added_twice_are_one_document(workspace: Workspace, write: Write) -> None:
    first, copy = write("dam.md", DAM), write("copy of dam.md", DAM)
    workspace.add([first])

    report = workspace.add([first, copy])

    assert (report.added, report.known) == (0, 2)
    assert len(documents(workspace)) == 1


def test_the_same_bytes_twice_in_one_call_are_one_document(
    workspace: Workspace, write: Write
) -> None:
    report = workspace.add([write("dam.md", DAM), write("copy of dam.md", DAM)])

    assert (report.added, report.known) == (1, 1)


def test_the_same_bytes_of_two_sources_are_two_documents(
    workspace: Workspace, write: Write
) -> None:
    path = write("dam.txt", "The northern dam broke.")
    workspace.add(path, source="Harbour Post")
    workspace.add(path, source="Bay Radio")

    assert [each.source.name for each in documents(workspace)] == ["Harbour Post", "Bay Radio"]
    assert all(each.revises is None for each in documents(workspace))


def test_changed_text_at_the_same_address_is_a_revision(workspace: Workspace, write: Write) -> None:
    workspace.add(write("dam.md", DAM))
    workspace.add(write("dam.md", DAM.replace("broke", "leaks")))

    report = workspace.add(write("dam.md", DAM.replace("broke", "held")))

    first, second, third = documents(workspace)
    assert (report.added, report.revised) == (0, 1)
    assert (first.revises, second.revises, third.revises) == (None, first.id, second.id)
    assert len({first.id, second.id, third.id}) == 3


def test_revisions_of_one_page_in_one_file_follow_one_another(
    workspace: Workspace, write: Write
) -> None:
    page = {"url": "https://harbour.example/dam", "source": "Harbour Post"}
    early = page | {"published": "2025-05-04T10:00Z", "text": "The dam broke."}
    late = page | {"published": "2025-05-04T18:00Z", "text": "The dam held."}

    report = workspace.add(write("pages.jsonl", early, late))

    first, second = documents(workspace)
    assert (report.added, report.revised) == (1, 1)
    assert second.revises == first.id


def test_an_older_text_read_later_replaces_nothing(workspace: Workspace, write: Write) -> None:
    page = {"url": "https://harbour.example/dam", "source": "Harbour Post"}
    early = page | {"published": "2025-05-04T10:00Z", "text": "The dam broke."}
    late = page | {"published": "2025-05-04T18:00Z", "text": "The dam held."}

    workspace.add(write("newest-first.jsonl", late, early))

    assert [each.revises for each in documents(workspace)] == [None, None]


def test_a_line_inserted_ahead_revises_no_other_line(workspace: Workspace, write: Write) -> None:
    broke, held = (
        {"source": "Harbour Post", "text": f"The dam {did}."} for did in ("broke", "held")
    )
    workspace.add(write("log.jsonl", broke))

    report = workspace.add(write("log.jsonl", held, broke))

    assert (report.added, report.revised, report.known) == (1, 0, 1)


def test_a_file_that_another_source_fills_is_no_revision(
    workspace: Workspace, write: Write
) -> None:
    workspace.add(write("clipping.txt", "The dam broke."), source="Harbour Post")

    report = workspace.add(write("clipping.txt", "Cattle won a prize."), source="Bay Radio")

    assert (report.added, report.revised) == (1, 0)


def test_a_known_document_is_described_by_what_is_said_later(
    workspace: Workspace, write: Write
) -> None:
    path = write("dam.txt", "The northern dam broke.")
    undated = workspace.add(path)
    assert sorted(problem.code for problem in undated.problems) == [
        "no-publication-time",
        "no-source",
    ]

    report = workspace.add(path, source="Harbour Post", published="2025-05-04", title="The dam")

    assert (report.added, report.known, report.described) == (0, 0, 1)
    (dam,) = documents(workspace)
    *_, last = workspace.ledger.entries()
    assert isinstance(last.payload, DocumentDescribed)
    assert last.payload.document == dam.id
    assert last.payload.published_at is not None
    assert last.payload.published_at.precision is Precision.DAY
    assert (last.payload.source, last.payload.title) == ("Harbour Post", "The dam")

    again = workspace.add(path, source="Harbour Post", published="2025-05-09")
    without = workspace.add(path)
    other = workspace.add(path, source="Bay Radio")
    assert (again.known, without.known, other.added) == (1, 1, 1)


def test_a_time_that_the_bytes_state_is_not_overruled_by_a_later_option(
    workspace: Workspace, write: Write
) -> None:
    path = write("dam.md", DAM)
    workspace.add(path)

    report = workspace.add(path, published="2025-05-09")

    assert (report.known, report.described) == (1, 0)


# -- one bad document never stops the others ----------------------------------------------------


def read_problems(workspace: Workspace) -> dict[str, list[str]]:
    """The codes of the problems that reading recorded, by document's address."""
    addresses = {each.id: Path(each.address).name for each in documents(workspace)}
    return {
        addresses[entry.payload.document]: [problem.code for problem in entry.payload.problems]
        for entry in workspace.ledger.entries()
        if isinstance(entry.payload, StatementsRead) and entry.payload.problems
    }


def test_a_document_whose_reading_fails_is_kept_with_a_problem(
    workspace: Workspace, write: Write
) -> None:
    bad, good = write("bad.md", DAM, "STUMBLE."), write("good.md", DAM)

    report = workspace.add([bad, good])

    assert (report.added, report.statements) == (2, 1)
    (problem,) = report.problems
    assert (problem.code, problem.place) == ("not-read", bad)
    assert "ValueError: a sentence without an end" in problem.text
    assert read_problems(workspace) == {"bad.md": ["not-read"]}


def test_a_document_that_cannot_be_linked_stands_alone(workspace: Workspace, write: Write) -> None:
    report = workspace.add([write("odd.md", DAM, "UNLINKABLE."), write("good.md", DAM)])

    assert report.added == 2
    assert read_problems(workspace) == {"odd.md": ["not-linked"]}
    linked = [e.payload for e in workspace.ledger.entries() if isinstance(e.payload, ClaimsLinked)]
    assert [len(each.links) for each in linked] == [0, 1]


def test_faults_of_the_material_are_reported_and_the_rest_goes_in(
    workspace: Workspace, write: Write
) -> None:
    report = workspace.add(
        [write("empty.txt", ""), write("log.jsonl", "not JSON"), write("d.md", DAM)]
    )

    assert report.added == 1
    assert [problem.code for problem in report.problems] == ["empty", "not-json"]


def test_in_many_processes_too_one_bad_document_stops_no_other(
    workspace: Workspace, write: Write
) -> None:
    records = many(40, at={3: "STUMBLE.", 7: "CRASH."})

    report = workspace.add(write("log.jsonl", *records))

    assert (report.added, report.statements) == (40, 76)
    assert read_problems(workspace) == {"log.jsonl#r3": ["not-read"], "log.jsonl#r7": ["not-read"]}
    assert "crashed" in next(p.text for p in report.problems if p.place.endswith("#r7"))
    assert [each.address.rpartition("#")[2] for each in documents(workspace)] == [
        f"r{number}" for number in range(40)
    ]
    assert workspace.verify().entries == 121


def test_many_processes_record_what_one_does(tmp_path: Path, write: Write) -> None:
    def recorded(*steps: int) -> list[object]:
        """What is recorded when the file grows in steps."""
        folder = tmp_path / f"in {len(steps)}"
        folder.mkdir()
        with Workspace(folder, stages=STAGES) as workspace:
            for upto in steps:
                workspace.add(write("log.jsonl", *many(upto)))
            return [
                replace(payload.document, fetched_at=NOON)
                if isinstance(payload := entry.payload, DocumentFetched)
                else payload
                for entry in workspace.ledger.entries()
            ]

    assert recorded(5, 10, 15, 20) == recorded(20)


def test_without_the_language_model_nothing_is_half_added(tmp_path: Path, write: Write) -> None:
    for count in (1, 30):
        with (
            Workspace(tmp_path, stages=WITHOUT_MODEL) as workspace,
            pytest.raises(ReaderError, match="the language model is not installed"),
        ):
            workspace.add(write("log.jsonl", *many(count)))
    with Workspace(tmp_path) as workspace:
        assert list(workspace.ledger.entries()) == []


def test_a_path_where_nothing_is_makes_no_workspace(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()

    with Workspace(folder, stages=STAGES) as workspace, pytest.raises(SourceError):
        workspace.add(str(tmp_path / "missing.txt"))

    assert list(folder.iterdir()) == []


def test_a_read_only_workspace_says_so_before_anything_is_read(
    workspace: Workspace, write: Write
) -> None:
    workspace.add(write("dam.md", DAM))
    workspace.close()
    path = write("crash.md", DAM, "CRASH: reading this would end the program.")

    def adds() -> object:
        return Workspace(workspace.path, stages=STAGES).add(path)

    said = said_by_nobody(workspace.path, adds)

    assert said.startswith(f"LedgerError: {workspace.path / 'ledger.db'}: it cannot be written")


# -- long work ----------------------------------------------------------------------------------


def test_progress_tells_how_many_are_recorded_of_how_many(
    workspace: Workspace, write: Write
) -> None:
    told: list[tuple[int, int | None]] = []

    workspace.add(
        write("log.jsonl", *many(60)), progress=lambda done, total: told.append((done, total))
    )

    assert told[-1] == (60, 60)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) >= 3


@pytest.mark.parametrize("count", [8, 400])
def test_ctrl_c_keeps_what_was_read_and_the_same_call_goes_on(
    workspace: Workspace, write: Write, count: int
) -> None:
    records = many(count)
    for record in records[2:]:
        record["text"] += " DAWDLE."
    path = write("log.jsonl", *records)
    adding = subprocess.Popen(
        [sys.executable, "-m", "tests.workspace.adder", str(workspace.path), path],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=heed_ctrl_c,
    )
    assert adding.stdout
    assert any(line.startswith("recorded") for line in adding.stdout)

    adding.send_signal(signal.SIGINT)
    stopped_at = time.monotonic()
    said, _ = adding.communicate(timeout=20)

    assert time.monotonic() - stopped_at < 4
    assert "stopped by Ctrl-C" in said
    found = workspace.verify()
    assert 0 < found.entries < 3 * count
    assert found.entries % 3 == 1, "half of a document, beside the entry that adopts the rules"
    report = workspace.add(write("log.jsonl", *records[: found.entries // 3 + 1]))
    assert (report.known, report.added) == (found.entries // 3, 1)


def test_two_programs_that_add_at_the_same_time_know_of_each_other(
    workspace: Workspace, write: Write
) -> None:
    path = write("log.jsonl", *many(60))
    adding = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.workspace.adder", str(workspace.path), path],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for _ in range(2)
    ]
    for each in adding:
        each.communicate(timeout=60)

    assert [each.returncode for each in adding] == [0, 0]
    assert workspace.verify().entries == 181
    assert set(Counter(each.id for each in documents(workspace)).values()) == {1}


def test_a_moment_object_dates_documents_too(workspace: Workspace, write: Write) -> None:
    noon = Moment(datetime(2025, 5, 4, 12, tzinfo=UTC), Precision.HOUR)

    workspace.add(write("dam.txt", "The dam broke."), source="Harbour Post", published=noon)

    assert documents(workspace)[0].published_at == noon
