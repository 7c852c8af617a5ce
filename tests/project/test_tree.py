"""What the tree of files may hold."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

CODE = sorted((ROOT / "src").rglob("*.py"))
FORBIDDEN_NAMES = {"base", "common", "core", "handler", "helper", "manager", "misc", "util"}


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Every file that is or would be under version control."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git checkout, so it cannot be said which files are the project's")
    return [
        path
        for path in (ROOT / line for line in listing.stdout.split("\0") if line)
        if path.is_file()
    ]


def test_no_file_of_the_program_is_too_long_to_read() -> None:
    assert {
        path.name: lines
        for path in CODE
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    } == {}


def test_files_are_named_for_what_they_hold() -> None:
    names = {part for path in CODE for part in path.relative_to(ROOT).with_suffix("").parts}
    assert {name for name in names if name.lower().rstrip("s") in FORBIDDEN_NAMES} == set()


def test_no_file_records_the_address_of_a_package_registry(files: list[Path]) -> None:
    hosts = [
        "py" + "pi.org",
        "python" + "hosted.org",
        "npm" + "js.org",
        "npm" + "js.com",
        "yarn" + "pkg.com",
        "crates" + ".io",
    ]
    needle = re.compile("|".join(map(re.escape, hosts)) + r"|https?://[^ \"]+\.(?:whl|tgz|deb)\b")
    found = {
        path.relative_to(ROOT).as_posix(): hit[0]
        for path in files
        if (hit := needle.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


def test_no_lock_file_that_would_record_addresses(files: list[Path]) -> None:
    assert [
        path.name for path in files if path.name in {"uv.lock", "pylock.toml", "package-lock.json"}
    ] == []


def test_every_line_of_the_lists_is_pinned_with_a_hash() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"^(?=\w)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        entries = [entry for entry in entries if re.match(r"\w", entry)]
        assert entries
        for entry in entries:
            assert re.match(r"[\w.-]+==\S+", entry), entry
            assert "--hash=sha256:" in entry, entry


def test_the_lists_hold_every_dependency_that_the_package_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[=<>\[; ]", line)[0] for line in project["dependencies"]}
    for path in (ROOT / "requirements/run.txt", ROOT / "requirements/dev.txt"):
        pinned = set(re.findall(r"^([\w.-]+)==", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert declared - pinned == set(), path.name


def test_one_pin_stands_in_both_lists() -> None:
    def pins(path: str) -> set[tuple[str, str]]:
        return set(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / path).read_text("utf-8"), re.MULTILINE))

    assert pins("requirements/run.txt") - pins("requirements/dev.txt") == set()
