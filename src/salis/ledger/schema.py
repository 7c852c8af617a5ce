"""The ledger's file: `ledger.db`, one SQLite database.

    entries          what was recorded; update, delete and gaps are refused by triggers
    derived          version of all the tables below, which replay rebuilds from the entries
    documents        one row a document: what tells whether another is new, where it is recorded
    statements       one row a statement, pointing to its document
    item_keys        (space, key, item): which document (0) or statement (1) has a key

`application_id` is "SALT"; `user_version` counts changes to `entries`.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from salis.ledger.faults import faults_of
from salis.model.errors import LedgerError, LedgerTooNew

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x53414C54
LEDGER_VERSION = 1
#: Changes whenever the derived tables do; others are rebuilt on opening.
DERIVED_VERSION = "1"
#: Bytes that every SQLite file begins with.
_HEADER = 100
#: How long to wait for another program's transaction, in seconds.
PATIENCE = 60

_ENTRIES = """
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    payload TEXT NOT NULL,
    seal TEXT NOT NULL
) STRICT;
CREATE TRIGGER entries_are_not_updated BEFORE UPDATE ON entries
BEGIN SELECT raise(ABORT, 'the ledger is append-only: entries are never updated'); END;
CREATE TRIGGER entries_are_not_deleted BEFORE DELETE ON entries
BEGIN SELECT raise(ABORT, 'the ledger is append-only: entries are never deleted'); END;
CREATE TRIGGER entries_are_appended BEFORE INSERT ON entries
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries)
BEGIN SELECT raise(ABORT, 'the ledger is append-only: entries follow one another'); END;
"""

_DERIVED = """
DROP TABLE IF EXISTS derived;
DROP TABLE IF EXISTS documents;
DROP TABLE IF EXISTS statements;
DROP TABLE IF EXISTS item_keys;
CREATE TABLE derived (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
    item INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    described_source TEXT,
    published_at TEXT,
    titled INTEGER NOT NULL,
    address TEXT NOT NULL,
    fetched_seq INTEGER NOT NULL,
    read_seq INTEGER,
    keyed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX documents_by_digest ON documents (digest);
CREATE INDEX documents_by_address ON documents (address);
CREATE INDEX documents_to_key ON documents (item) WHERE NOT keyed;
CREATE TABLE statements (
    item INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_by_document ON statements (document);
CREATE TABLE item_keys (
    space INTEGER NOT NULL,
    key INTEGER NOT NULL,
    item INTEGER NOT NULL,
    PRIMARY KEY (space, key, item)
) STRICT, WITHOUT ROWID;
"""


def connect(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Open or make a ledger's file; tell also whether it may be written."""
    writable = _is_writable(path)
    with faults_of(path):
        connection = _open(path) if writable else _open_to_read(path)
        try:
            _check(connection, path)
            if writable:
                _prepare(connection)
        except BaseException:
            connection.close()
            raise
    return connection, writable


def reset_derived(connection: sqlite3.Connection) -> None:
    """Empty the derived tables, inside the transaction that is open."""
    run_script(connection, _DERIVED)
    connection.execute("INSERT INTO derived VALUES ('version', ?)", (DERIVED_VERSION,))


def forget_derived(connection: sqlite3.Connection) -> None:
    """Take derived tables that are damaged out of the file, which is then written anew.

    They cannot be dropped: that would walk over the damage. The entries are copied as they are.
    """
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "DELETE FROM sqlite_master"
        " WHERE tbl_name IN ('derived', 'documents', 'statements', 'item_keys')"
    )
    connection.execute("PRAGMA writable_schema = RESET")
    connection.execute("VACUUM")


def derived_value(connection: sqlite3.Connection, name: str) -> str | None:
    """Read one of the notes kept about the derived tables."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'derived'").fetchone():
        return None
    row = connection.execute("SELECT value FROM derived WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _is_writable(path: Path) -> bool:
    if path.exists():
        if 0 < path.stat().st_size < _HEADER:  # SQLite takes it for empty and would overwrite it
            message = f"{path}: this is not a Salis ledger"
            raise LedgerError(message)
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if not path.parent.is_dir():
        message = f"{path}: there is no such folder"
        raise LedgerError(message)
    if not os.access(path.parent, os.W_OK):
        message = f"{path}: a ledger cannot be made here: the folder is read-only"
        raise LedgerError(message)
    return True


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _open_to_read(path: Path) -> sqlite3.Connection:
    """Open a file that cannot be written; without a log beside it no lock is needed either."""
    pending = path.with_name(path.name + "-wal")
    frozen = not pending.exists() or pending.stat().st_size == 0
    address = f"{path.absolute().as_uri()}?{'immutable=1' if frozen else 'mode=ro'}"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse files of other programs and of a newer Salis."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (tables or application or version):
        message = f"{path}: this is not a Salis ledger but another program's database"
        raise LedgerError(message)
    if version > LEDGER_VERSION:
        message = (
            f"{path}: written by a newer Salis (ledger version {version}; this one knows"
            f" {LEDGER_VERSION}); nothing was changed. Install that Salis to read it"
        )
        raise LedgerTooNew(message)


def _prepare(connection: sqlite3.Connection) -> None:
    """Set up the connection, and the tables where they are missing.

    `synchronous=FULL`: what was recorded survives a power cut too; at one transaction a second
    that costs nothing that can be measured.
    """
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")
    if connection.execute("PRAGMA user_version").fetchone()[0] == LEDGER_VERSION:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            run_script(connection, _ENTRIES)
            reset_derived(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {LEDGER_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run several commands inside the open transaction (`executescript` would commit it)."""
    command = ""
    for line in script.splitlines(keepends=True):
        command += line
        if sqlite3.complete_statement(command):
            connection.execute(command)
            command = ""
