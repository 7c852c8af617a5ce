"""`salis serve`: what it says, what it refuses, and how it stops."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from salis.api.access import WorkspaceAccess
from salis.api.people_file import PeopleFile
from salis.api.server import listen
from salis.api.welcome import address_of, choose_rules, is_loopback
from salis.cli.exits import run
from salis.model.errors import UsageError, WorkspaceError
from tests.api.serving import KORVAN, served, tell

TOKEN = "a-token-long-enough"  # noqa: S105 (of a server that lives for one story)


@contextmanager
def running(folder: Path, *options: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Run the program itself; whatever happens, it is ended."""
    call = [sys.executable, "-m", "salis", "-w", str(folder), "serve", "--port", "0", *options]
    with subprocess.Popen(
        call, stderr=subprocess.PIPE, text=True, env=os.environ | environment
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def address_said(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    said = process.stderr.readline()
    found = re.search(r"http://\S+/", said)
    assert found, said
    return found[0]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_stops_cleanly(tmp_path: Path, stop: signal.Signals) -> None:
    with running(tell(tmp_path / "own", *KORVAN[:1])) as process:
        address = address_said(process)
        assert httpx.get(f"{address}api/v1/brief").json()["counts"]["documents"] == 1
        with httpx.stream("GET", f"{address}api/v1/events") as listening:
            process.send_signal(stop)
            began = time.monotonic()
            code = process.wait(10)
            assert time.monotonic() - began < 3
            listening.close()
        assert process.stderr is not None
        assert (code, process.stderr.read()) in ((0, "Stopped.\n"), (-signal.SIGTERM, ""))


def test_a_token_comes_from_the_environment(tmp_path: Path) -> None:
    with running(tell(tmp_path / "own", *KORVAN[:1]), SALIS_TOKEN=TOKEN) as process:
        address = address_said(process)
        assert httpx.get(f"{address}api/v1/brief").status_code == 401
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert httpx.get(f"{address}api/v1/brief", headers=bearer).status_code == 200


def test_a_port_in_use_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tell(tmp_path / "own", *KORVAN[:1])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["-w", str(folder), "serve", "--port", str(port)]) == 3
    said = capsys.readouterr().err
    assert f"port {port} on 127.0.0.1: in use already" in said
    assert "--port" in said


def test_without_a_workspace_nothing_is_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-w", str(tmp_path), "serve", "--port", "0"]) == 3
    assert "no workspace here" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--host", "0.0.0.0"], ["--allow-host", "desk.example"]])  # noqa: S104 (refused)
def test_what_others_reach_needs_a_token_or_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    folder = tell(tmp_path / "own", *KORVAN[:1])
    call = ["-w", str(folder), "serve", "--port", "0", *options]

    assert run(call) == 2
    assert "salis users add" in capsys.readouterr().err
    assert run([*call, "--token", "short"]) == 2


def test_rules_of_what_others_reach(tmp_path: Path) -> None:
    access = WorkspaceAccess(tell(tmp_path / "own", *KORVAN[:1]))
    with pytest.raises(UsageError):
        choose_rules(access, "192.0.2.7")
    rules = choose_rules(access, "192.0.2.7", token=TOKEN, allow_host=["Desk.example"])
    assert not rules.alone
    assert {"192.0.2.7", "desk.example", "localhost"} <= rules.hosts
    assert "0.0.0.0" not in choose_rules(access, "0.0.0.0", token=TOKEN).hosts  # noqa: S104
    assert choose_rules(access, "127.0.0.1").alone
    PeopleFile(access.path).add("Rea", "reader", "a long password")
    assert not choose_rules(access, "192.0.2.7").alone


def test_the_settings_may_name_who_decides_on_this_machine(tmp_path: Path) -> None:
    folder = tell(tmp_path / "own", *KORVAN[:1])
    (folder / "salis.toml").write_text('[desk]\nname = "Ilka"\n')
    rules = choose_rules(WorkspaceAccess(folder), "127.0.0.1")
    with served(folder, rules) as there:
        assert there.get("/session").json() == {"name": "Ilka", "role": "admin"}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_hosts_that_only_this_machine_reaches(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "", "192.0.2.7", "::", "localhost.evil.example"])  # noqa: S104
def test_hosts_that_others_reach(host: str) -> None:
    assert not is_loopback(host)


def test_addresses_to_listen_on() -> None:
    with listen("127.0.0.1", 0) as taken:
        assert address_of("127.0.0.1", taken) == f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert address_of("0.0.0.0", taken).startswith("http://127.0.0.1:")  # noqa: S104
        assert address_of("::1", taken).startswith("http://[::1]:")
    with pytest.raises(UsageError):
        listen("no such host", 0)
    with pytest.raises(WorkspaceError):
        listen("192.0.2.7", 0)
