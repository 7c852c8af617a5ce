"""Bad input, end to end: the program says what is wrong and where, and loses nothing recorded."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salis.cli.exits import run
from salis.model.problem import Problem
from salis.sources.collect import Fetched, Hints, collect

type Salis = Callable[..., Told]

HEAD = "---\nsource: Harbour Post\npublished: 2025-05-04\n---\n\n"
#: Files that cannot be read in full, with what is said of each.
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "There is nothing in it. [empty]"),
    "blank.txt": (b"\xef\xbb\xbf \r\n\t\n", "There is nothing in it. [empty]"),
    "binary.txt": (b"\x7fELF\x02\x01" + bytes(range(256)) * 40, "It is not text"),
    "word.docx": (b"PK\x03\x04" + b"\0" * 200, "Files of type .docx are passed over"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "The PDF cannot be read"),
    "menu.html": (
        b"<!doctype html><html><body><nav><a href=x>Home</a></nav></body></html>",
        "The page has no text",
    ),
    "front.md": (HEAD.encode(), "There is no text in it"),
    "deep.json": (b"[" * 200_000, "It holds no object with a `text`"),
    "deep.jsonl": (
        b'{"text": "a", "x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}\n",
        "It is not JSON (nested too deeply)",
    ),
    "number.jsonl": (b'{"text": "a", "id": ' + b"9" * 6_000 + b"}\n", "a number is too long"),
    "torn.txt.gz": (gzip.compress(b"The dam broke. " * 900)[:-30], "It cannot be read"),
    "bomb.jsonl.gz": (
        gzip.compress(b"x" * 60_000_000, compresslevel=1),
        "The line is over 50 MB. [too-large]",
    ),
}
LINES = "\n".join(
    (
        '{"id": "a", "source": "Harbour Post", "published": "2025-05-04",'
        ' "text": "The dam broke."}',
        "{not json",
        '["no object"]',
        '{"id": "b", "source": "Harbour Post", "published": "2025-02-30", "text": "The dam held."}',
        '{"id": "c", "source": "Harbour Post"}',
    )
)
HOSTILE = (
    "---\nsource: Bay Radio\npublished: 2025-05-04\ntitle: <img src=x onerror=alert(1)>\n---\n\n"
    "The \x1b[2Jferry \u202eknas\u202c sank on Sunday, said Ilmar <script>alert(2)</script> Vesk."
    "\r\n\r\n"
    "The \x1b]0;owned\x07minister said that the bridge [closed](javascript:alert(3)) on Monday.\r\n"
)


@dataclass(frozen=True)
class Told:
    """What one call printed."""

    returncode: int
    stdout: str
    stderr: str


def call(*args: str) -> Told:
    """Run the program in this process; an unforeseen fault fails every story."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run(args)
    told = Told(code, *(_written(stream) for stream in (out, err)))
    assert code != 70, told.stderr
    return told


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with bad lines, mixed encodings and hostile words in it, all in one call."""
    root = tmp_path_factory.mktemp("bad")
    reports = root / "reports"
    reports.mkdir()
    (reports / "lines.jsonl").write_text(LINES, encoding="utf-8")
    (reports / "hostile.txt").write_bytes(HOSTILE.encode())
    (reports / "mixed.txt").write_bytes(
        HEAD.encode() + "Café Korvan closed, ".encode() + "said the café’s owner.".encode("cp1252")
    )
    assert call("init", str(root)).returncode == 0
    told = call("-w", str(root), "add", str(reports))
    (root / "told.txt").write_text(told.stderr, encoding="utf-8")
    assert told.returncode == 1
    with closing(sqlite3.connect(root / "ledger.db")) as ledger:
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return root


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that workspace, to be broken."""
    return Path(shutil.copytree(made, tmp_path / "copy"))


@pytest.fixture
def salis(folder: Path) -> Salis:
    def calls(*args: str) -> Told:
        return call("-w", str(folder), *args)

    return calls


def flat(text: str) -> str:
    return " ".join(text.split())


def flip(path: Path, words: bytes, *, by: int = 1) -> None:
    """Alter one byte in the middle of some words of a file."""
    data = bytearray(path.read_bytes())
    data[data.index(words) + len(words) // 2] ^= by
    path.write_bytes(data)


# -- documents ----------------------------------------------------------------------------------


def test_each_bad_file_is_told_with_its_name_and_none_stops_the_others(
    salis: Salis, tmp_path: Path
) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    for name, (data, _) in BAD.items():
        (bad / name).write_bytes(data)
    (bad / "round.txt").symlink_to("round.txt")
    (bad / "up").symlink_to(".")
    os.mkfifo(bad / "pipe.txt")
    Path(os.fsencode(bad).decode() + "/\udcff-\n-\x1b[31m.txt").write_bytes(b"")

    told = salis("add", str(bad))

    assert told.returncode == 1
    said = told.stderr.splitlines()
    assert said[0].startswith("0 documents added")
    for name, (_, words) in BAD.items():
        text = words.partition(" [")[0]
        assert any(text in line for line in said), (name, words)
        assert name in told.stderr or "more: There is nothing" in told.stderr
    assert "round.txt: It cannot be opened (Too many levels of symbolic links)" in told.stderr
    assert "up: Folders are not followed through links" in told.stderr
    assert "pipe.txt: It is no regular file" in told.stderr
    assert "\x1b" not in told.stderr


def test_bad_lines_and_dates_are_told_by_line_and_the_rest_is_read(
    made: Path, salis: Salis
) -> None:
    said = flat((made / "told.txt").read_text("utf-8"))
    assert said.startswith("4 documents added")
    assert "lines.jsonl:2: It is not JSON" in said
    assert "lines.jsonl:3: It holds no object" in said
    assert "lines.jsonl:5: It has no `text`" in said
    assert "lines.jsonl:4: “2025-02-30” is no publication time that can be read; it is kept" in said
    assert "mixed.txt: It mixes UTF-8 with another encoding" in said
    texts = {claim["text"] for claim in json.loads(salis("claims", "-f", "json").stdout)}
    assert "The dam broke." in texts
    assert "The dam held." in texts


def test_a_text_of_50_mb_is_read_up_to_a_limit_or_not_at_all(tmp_path: Path) -> None:
    """What is cut off before the reader sees it shows in the sources alone: no model is loaded."""
    long, longer = tmp_path / "long.txt", tmp_path / "longer.txt"
    long.write_text("The dam broke on Monday.\n" * 1_990_000, encoding="utf-8")
    longer.write_text("The dam broke on Monday.\n" * 2_010_000, encoding="utf-8")

    found = collect([str(long), str(longer)], hints=Hints(), fetched_at=datetime.now(UTC))

    kept, refused = list(found)
    assert isinstance(kept, Fetched)
    assert len(kept.data) == long.stat().st_size
    assert len(kept.document.text) <= 300_000
    assert kept.document.text.endswith("The dam broke on Monday.")
    (told,) = [each for each in kept.document.problems if each.code == "too-long"]
    assert told.place == f"{long}:12000"
    assert "Only its first 299,999 of 49,750,000 characters are read" in told.text
    assert isinstance(refused, Problem)
    assert (refused.code, refused.place) == ("too-large", str(longer))


@pytest.mark.parametrize("form", ["text", "md", "html", "json", "csv"])
def test_hostile_words_obey_nobody_in_any_format(salis: Salis, form: str) -> None:
    shown = salis("brief", "-f", form)
    assert shown.returncode == 0
    assert "ferry" in shown.stdout
    assert not set("\x1b\x07\u202e\u202c") & set(shown.stdout)
    if form == "html":
        assert "<script>alert" not in shown.stdout
        assert "href=javascript" not in shown.stdout.replace('"', "")
    if form == "md":
        assert "[closed](javascript" not in shown.stdout
        assert "\\<script\\>" in shown.stdout or "<script" not in shown.stdout


def test_a_workspace_never_takes_its_own_files_for_reports(
    salis: Salis, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "told.txt").unlink()
    monkeypatch.chdir(folder)
    told = salis("add", ".")
    assert told.stderr.startswith("0 documents added, 4 known already")
    assert "ledger.db" not in told.stderr
    assert "salis.toml" not in told.stderr
    assert "archive" not in told.stderr
    named = salis("add", str(folder / "archive"), str(folder / "ledger.db"))
    assert named.returncode == 1
    assert "archive, " in named.stderr
    assert "It belongs to this workspace and is no document" in named.stderr


def test_thousands_of_small_files_take_no_time(salis: Salis, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(3_000):
        (many / f"{number:04}.txt").write_bytes(b" ")
    told = salis("add", str(many))
    assert told.returncode == 1
    assert "0002.txt and 2,997 more: There is nothing in it." in told.stderr


# -- the ledger and the archive -----------------------------------------------------------------


def _pages(path: Path) -> Iterator[tuple[str, int]]:
    """Give the tables with the places of their first pages in the file."""
    with closing(sqlite3.connect(path)) as ledger:
        (size,) = ledger.execute("PRAGMA page_size").fetchone()
        rows = ledger.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage").fetchall()
    for name, root in rows:
        yield name, (root - 1) * size


def test_an_altered_entry_is_named_and_never_shown_as_recorded(salis: Salis, folder: Path) -> None:
    flip(folder / "ledger.db", b"The dam held.")
    for verb in ("verify", "brief", "claims"):
        told = salis(verb)
        assert (told.returncode, told.stdout) == (3, "")
        assert "ledger.db: entry " in told.stderr
        assert "does not match its seal" in told.stderr


def test_an_altered_file_in_the_archive_is_named(salis: Salis, folder: Path) -> None:
    kept = next(path for path in (folder / "archive").rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    told = salis("verify")
    assert told.returncode == 3
    assert f"{kept.name}: the archived bytes have been altered" in told.stderr


@pytest.mark.parametrize("table", ["documents", "item_keys"])
def test_what_is_derived_can_be_derived_anew_when_its_pages_break(
    salis: Salis, folder: Path, table: str
) -> None:
    path = folder / "ledger.db"
    before = salis("claims", "-f", "json").stdout
    data = bytearray(path.read_bytes())
    data[dict(_pages(path))[table]] ^= 0x77
    path.write_bytes(data)

    told = salis("verify")
    assert told.returncode == 3
    assert "every entry is in order" in told.stderr
    assert "`salis verify --rebuild` derives it anew" in told.stderr
    assert salis("verify", "--rebuild").returncode == 0
    assert salis("verify").returncode == 0
    assert salis("claims", "-f", "json").stdout == before


def test_a_broken_page_of_entries_is_told_and_nothing_is_touched(
    salis: Salis, folder: Path
) -> None:
    path = folder / "ledger.db"
    data = bytearray(path.read_bytes())
    data[dict(_pages(path))["entries"]] ^= 0x77
    path.write_bytes(data)
    for args in (("verify",), ("verify", "--rebuild"), ("verify",)):
        told = salis(*args)
        assert told.returncode == 3
        assert "entry 1: the file is damaged from here on" in told.stderr
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no ledger at all " * 20, "this is not a Salis ledger"),
        (b"short", "this is not a Salis ledger"),
    ],
)
def test_a_file_that_is_no_ledger_is_left_alone(
    salis: Salis, folder: Path, content: bytes, said: str
) -> None:
    (folder / "ledger.db").write_bytes(content)
    told = salis("add", str(folder / "reports"))
    assert told.returncode == 3
    assert said in told.stderr
    assert (folder / "ledger.db").read_bytes() == content


def test_a_ledger_of_a_newer_salis_is_left_alone(salis: Salis, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "ledger.db")) as ledger:
        ledger.execute("PRAGMA user_version = 9")
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = (folder / "ledger.db").read_bytes()
    for args in (("brief",), ("add", str(folder / "reports")), ("verify", "--rebuild")):
        told = salis(*args)
        assert told.returncode == 3
        assert "written by a newer Salis (ledger version 9" in told.stderr
    assert (folder / "ledger.db").read_bytes() == whole


# -- places that cannot be read or written ------------------------------------------------------


def test_places_that_cannot_be_are_named(salis: Salis, folder: Path) -> None:
    file = folder / "reports" / "mixed.txt"
    for told, said in (
        (call("init", str(file / "ws")), f"{file}/ws: no workspace can be made here"),
        (call("init", "/proc/salis"), "/proc/salis: no workspace can be made here"),
        (call("-w", str(file), "brief"), f"{file}: this is a file, not a folder"),
        (call("-w", str(folder / "no"), "brief"), "no workspace here; `salis init` makes one"),
        (salis("brief", "-o", "/no/such/brief.md"), "No such file or directory: /no/such/brief.md"),
        (salis("add", str(folder / "gone.txt")), f"There is no file or folder {folder}/gone.txt"),
        (salis("add", "nothing*.txt"), "No file matches nothing*.txt"),
    ):
        assert (told.returncode, told.stdout) == (3, "")
        assert said in told.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_told(salis: Salis, folder: Path) -> None:
    told = salis("brief", "-o", "/dev/full")
    assert told.returncode == 3
    assert "No space left on device: /dev/full" in told.stderr
    shown = _in_shell(folder, "brief > /dev/full")
    assert shown.returncode == 3
    assert shown.stderr == b"salis: No space left on device\n"


def test_what_cannot_be_kept_is_told_and_the_ledger_stays_as_it_was(
    salis: Salis, folder: Path
) -> None:
    shutil.rmtree(folder / "archive")
    (folder / "archive").write_text("in the way")
    before = salis("brief").stdout
    report = folder / "new.txt"
    report.write_text(HEAD + "The tunnel under Korvan flooded on Friday.", encoding="utf-8")
    told = salis("add", str(report))
    assert told.returncode == 3
    assert "the archive cannot be written: Not a directory" in told.stderr
    assert salis("brief").stdout == before


def test_closed_streams_are_no_fault(folder: Path) -> None:
    shown = _in_shell(folder, "brief <&- >&- 2>&-")
    assert shown.returncode == 0
    asked = _in_shell(folder, "add - <&- >&-")
    assert asked.returncode == 1
    assert b"stdin: There is nothing in it." in asked.stderr


def _in_shell(folder: Path, words: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    command = ["sh", "-c", f'"$0" -m salis -w "$1" {words}', sys.executable, str(folder)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60)


# -- questions that cannot be answered ----------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("brief", "--as-of", "nonsense"), 2, "'nonsense' is no moment. Write it as 2031-05-06"),
        (("brief", "--as-of", "9999-12-31"), 2, "'9999-12-31' is no moment."),
        (("claim", "nosuch"), 3, "No claim or statement has the id 'nosuch'"),
        (("claim", "c"), 3, "'c' begins the ids of"),
        (("document", "nosuch"), 3, "No document has the id or address 'nosuch'"),
        (("document", "d"), 3, "'d' begins the ids of 4 documents"),
        (("grade", "nobody", "A", "--by", "me"), 3, "no source is called 'nobody'"),
        (("judge", "confirm", "zz", "--because", "x", "--by", "me"), 3, "the id 'zz'"),
        (("search", "((("), 2, "Give at least one word to search for."),
        (("add", "ftp://harbour.example/a"), 3, "is not an http or https address"),
    ],
)
def test_a_question_without_an_answer_is_told(
    made: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    told = call("-w", str(made), *args)
    assert (told.returncode, told.stdout) == (code, "")
    assert said in flat(told.stderr)


# -- where it runs ------------------------------------------------------------------------------


def test_nothing_of_the_folder_it_runs_in_is_ever_run(tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    for name in ("numpy", "spacy", "random", "msgspec", "salis"):
        (downloads / f"{name}.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    texts = (
        f"The road to village {number} closed, Ilmar Vesk said." for number in range(20)
    )  # read in processes
    (downloads / "reports.jsonl").write_text(
        "".join(json.dumps({"text": text, "source": "Harbour Post"}) + "\n" for text in texts),
        encoding="utf-8",
    )
    salis = Path(sys.executable).with_name("salis")
    for args in (("init", "."), ("add", "reports.jsonl")):
        told = subprocess.run([salis, *args], cwd=downloads, capture_output=True, check=False)
        assert told.returncode in (0, 1), told.stderr
    assert not (downloads / "ran").exists()
    assert b"20 documents" in told.stderr


# -- two at once --------------------------------------------------------------------------------


def test_two_programs_add_the_same_at_once_and_each_document_is_recorded_once(
    folder: Path, tmp_path: Path
) -> None:
    many = tmp_path / "many.jsonl"
    records = (
        {
            "source": f"Paper {number}",
            "published": "2025-05-03",
            "text": f"The road to village {number} closed, Ilmar Vesk said.",
        }
        for number in range(5)
    )
    many.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    command = [sys.executable, "-m", "salis", "-w", str(folder), "add", str(many)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [each.communicate(timeout=120)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], told
    assert sum(int(each.split(" document")[0]) for each in told) == 5
    assert "9 documents in the archive" in call("-w", str(folder), "verify").stdout
