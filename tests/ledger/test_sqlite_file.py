"""The ledger's file: nothing in it changes unseen, and no accident loses what is recorded."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from salis.ledger.archive import Archive
from salis.ledger.schema import LEDGER_VERSION
from salis.ledger.sqlite import SqliteLedger
from salis.model.entry import Entry
from salis.model.errors import LedgerAltered, LedgerError, LedgerTooNew, NotFound
from tests.ledger.making import at, document, entries_of
from tests.ledger.nobody import said_by_nobody
from tests.signals import heed_ctrl_c

DAM = document("The northern dam broke. Ada Crane: Thirty people are missing.")
FAIR = document("Cattle won prizes at a fair.", source="Bay Radio")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a ledger in which two documents are recorded."""
    path = tmp_path / "ledger.db"
    with closing(SqliteLedger(path)) as ledger:
        ledger.append(entries_of(DAM), actor="read/1", recorded_at=at(1))
        ledger.append(entries_of(FAIR), actor="read/1", recorded_at=at(2))
    return path


def entries(path: Path) -> list[Entry]:
    with closing(SqliteLedger(path)) as ledger:
        return list(ledger.entries())


# -- append-only --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE entries SET actor = 'somebody else' WHERE seq = 1",
        "DELETE FROM entries WHERE seq = 4",
        "DELETE FROM entries",
        "INSERT OR REPLACE INTO entries SELECT 2, recorded_at, kind, actor, payload, seal"
        " FROM entries WHERE seq = 1",
        "INSERT INTO entries SELECT 6, recorded_at, kind, actor, payload, seal"
        " FROM entries WHERE seq = 4",
        "INSERT INTO entries SELECT -1, recorded_at, kind, actor, payload, seal"
        " FROM entries WHERE seq = 1",
    ],
)
def test_the_file_itself_refuses_to_change_the_past(path: Path, command: str) -> None:
    before = entries(path)

    with (
        closing(sqlite3.connect(path)) as other,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        other.execute(command)

    assert entries(path) == before


# -- what was changed is found ------------------------------------------------------------------


def tampered(path: Path, command: str) -> str:
    """Change the file as somebody would who knows SQL, and give what verifying says."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for trigger in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            other.execute(f"DROP TRIGGER {trigger[0]}")
        other.execute(command)
    with closing(SqliteLedger(path)) as ledger, pytest.raises(LedgerAltered) as caught:
        ledger.verify()
    return str(caught.value)


@pytest.mark.parametrize(
    ("command", "finding"),
    [
        (
            "UPDATE entries SET payload = replace(payload, 'Thirty', 'Twenty') WHERE seq = 2",
            "entry 2: it does not match its seal",
        ),
        ("UPDATE entries SET actor = 'read/2' WHERE seq = 3", "entry 3: it does not match"),
        (
            "UPDATE entries SET recorded_at = '2031-05-04T12:01:30.000000Z' WHERE seq = 2",
            "entry 2: it does not match",
        ),
        ("UPDATE entries SET seal = replace(seal, 'a', 'b') WHERE seq = 1", "entry 1: it does not"),
        ("DELETE FROM entries WHERE seq = 2", "entry 3: entry 2 is missing before it"),
        ("DELETE FROM entries WHERE seq = 1", "entry 2: entry 1 is missing before it"),
        (
            "INSERT INTO entries SELECT 5, recorded_at, kind, actor, payload, seal"
            " FROM entries WHERE seq = 4",
            "entry 5: it does not match",
        ),
    ],
)
def test_verifying_names_the_entry_that_was_changed(path: Path, command: str, finding: str) -> None:
    said = tampered(path, command)

    assert f"{path}: {finding}" in said


def test_one_altered_byte_anywhere_is_found_or_changes_no_entry(path: Path) -> None:
    """Every 61st byte of the file is flipped, each in a fresh copy."""
    whole, before = path.read_bytes(), entries(path)
    copy = path.with_name("copy.db")
    found = 0
    for place in range(0, len(whole), 61):
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        if is_found_altered(copy):
            found += 1
        else:
            assert entries(copy) == before, f"byte {place} changed an entry unseen"
    assert found > 20


def is_found_altered(path: Path) -> bool:
    try:
        with closing(SqliteLedger(path)) as ledger:
            ledger.verify()
    except LedgerError:
        return True
    return False


def test_altered_text_on_disk_is_found_with_its_entry(path: Path) -> None:
    whole = path.read_bytes()
    assert whole.count(b"Cattle won") == 4
    path.write_bytes(whole.replace(b"Cattle won", b"Cattle w\xffn"))

    with closing(SqliteLedger(path)) as ledger, pytest.raises(LedgerAltered, match="entry 3"):
        ledger.verify()


def test_verifying_checks_the_archived_bytes_too(path: Path) -> None:
    archive = Archive(path.parent / "archive")
    for each in (DAM, FAIR):
        assert archive.keep(each.text.encode()) == each.digest

    with closing(SqliteLedger(path)) as ledger:
        assert ledger.verify(archive).archived == 2

        archive.place(FAIR.digest).write_bytes(b"Cattle won nothing.")
        with pytest.raises(LedgerAltered, match=r"entry 3: .* have been altered"):
            ledger.verify(archive)

        archive.place(FAIR.digest).unlink()
        with pytest.raises(LedgerAltered, match=r"entry 3: .* missing from the archive"):
            ledger.verify(archive)


# -- files that are no ledger, or not ours ------------------------------------------------------


def test_a_ledger_of_a_newer_salis_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {LEDGER_VERSION + 1}")
    before = path.read_bytes()

    with pytest.raises(LedgerTooNew, match=rf"{path}: written by a newer Salis"):
        SqliteLedger(path)

    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()

    with pytest.raises(LedgerError, match="not a Salis ledger"):
        SqliteLedger(path)

    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, but long enough" * 30, b"x"])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(content)

    with pytest.raises(LedgerError, match=rf"{path}: this is not a Salis ledger"):
        SqliteLedger(path)


def test_derived_tables_of_another_version_are_derived_anew(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE derived SET value = 'older' WHERE name = 'version'")
        other.execute("DROP TABLE documents")

    with closing(SqliteLedger(path)) as ledger:
        assert [each.id for each in ledger.documents_with(DAM.digest)] == [DAM.id]


# -- accidents ----------------------------------------------------------------------------------


def started(path: Path, name: str, count: int = 1_000_000) -> subprocess.Popen[str]:
    """Start a program that writes to the ledger."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.writer", str(path), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=heed_ctrl_c,
    )


def last_told(writer: subprocess.Popen[str], *, then: int, after: int) -> int:
    """Send the writer a signal once it has told of so many, and give the last it told of."""
    assert writer.stdout
    numbers = [int(writer.stdout.readline()) for _ in range(after)]
    writer.send_signal(then)
    numbers += [int(line) for line in writer.stdout if line.strip().isdigit()]
    writer.wait(timeout=20)
    return numbers[-1]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_program_stopped_in_the_middle_loses_nothing_that_it_recorded(
    tmp_path: Path, how: signal.Signals
) -> None:
    path = tmp_path / "ledger.db"

    last = last_told(started(path, "Ada"), then=how, after=7)

    with closing(SqliteLedger(path)) as ledger:
        recorded = ledger.verify().entries
        texts = [document(f"Ada writes number {n}.", source="Ada").digest for n in range(last + 1)]
        assert all(ledger.documents_with(digest) for digest in texts)
        assert recorded % 2 == 0, "half of a transaction"
        assert last + 1 <= recorded / 2 <= last + 2


def test_two_programs_write_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    writers = [started(path, name, 40) for name in ("Ada", "Ben", "Cleo")]

    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    for writer in writers:
        assert writer.stdout
        writer.stdout.close()

    with closing(SqliteLedger(path)) as ledger:
        assert ledger.verify().entries == 2 * 3 * 40
        by_whom = [entry.actor for entry in ledger.entries()]
    assert by_whom[::2] == by_whom[1::2], "a transaction was torn apart"
    assert {name: by_whom.count(name) for name in set(by_whom)} == {
        "Ada": 80,
        "Ben": 80,
        "Cleo": 80,
    }


# -- folders that cannot be written -------------------------------------------------------------


def test_a_ledger_in_a_read_only_folder_can_be_read_and_verified(path: Path) -> None:
    def reads() -> object:
        with closing(SqliteLedger(path)) as ledger:
            return (len(list(ledger.entries())), ledger.verify().entries)

    assert said_by_nobody(path.parent, reads) == "(4, 4)"


def test_writing_in_a_read_only_folder_is_refused_with_its_name(path: Path) -> None:
    def writes() -> object:
        with closing(SqliteLedger(path)) as ledger:
            return ledger.append(entries_of(DAM), actor="ada", recorded_at=at(3))

    said = said_by_nobody(path.parent, writes)

    assert said.startswith(f"LedgerError: {path}: it cannot be written")


def test_no_ledger_is_made_in_a_read_only_folder(tmp_path: Path) -> None:
    said = said_by_nobody(tmp_path, lambda: SqliteLedger(tmp_path / "ledger.db"))

    assert said == (
        f"LedgerError: {tmp_path / 'ledger.db'}: a ledger cannot be made here:"
        " the folder is read-only"
    )


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such folder"):
        SqliteLedger(tmp_path / "missing" / "ledger.db")


def test_a_long_wait_for_another_writer_ends_in_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salis.ledger.schema.PATIENCE", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        started_at = time.monotonic()
        with (
            closing(SqliteLedger(path)) as ledger,
            pytest.raises(LedgerError, match="another program is writing"),
        ):
            ledger.append(entries_of(DAM), actor="ada", recorded_at=at(3))
        assert time.monotonic() - started_at < 5


# -- the archive --------------------------------------------------------------------------------


def test_bytes_are_kept_once_under_their_digest(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")

    digests = {archive.keep(data) for data in (b"dam", b"dam", b"river", b"")}

    files = [file for file in (tmp_path / "archive").rglob("*") if file.is_file()]
    assert {file.name for file in files} == digests
    assert all(file.parent.name == file.name[:2] for file in files)
    assert sorted(archive.read(digest) for digest in digests) == [b"", b"dam", b"river"]


def test_a_file_torn_by_a_power_cut_is_written_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    digest = archive.keep(b"the whole text")
    archive.place(digest).write_bytes(b"the wh")

    archive.keep(b"the whole text")

    assert archive.read(digest) == b"the whole text"


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64])
def test_only_digests_name_archived_bytes(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound, match="no SHA-256 digest"):
        Archive(tmp_path).read(name)
