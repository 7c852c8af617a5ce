"""The guard: strangers, other sites' pages, the greedy and the slow get nowhere."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from salis.api.guard import Rate, Rates
from salis.api.guard_hosts import host_name
from salis.api.guard_rates import Buckets
from tests.api.serving import ALONE, KORVAN, ON_PURPOSE, Served, served, tell
from tests.api.test_asking import problem

JUDGEMENT = {"verdict": "confirm", "named": ["c1"], "because": "x"}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "[::1"])
def test_another_name_for_this_machine_reads_nothing(desk: Served, host: str) -> None:
    """A page of evil.example whose name is turned to 127.0.0.1 (DNS rebinding)."""
    answer = desk.get("/brief", headers={"Host": f"{host}:{desk.port}"})

    if host == "localhost.":  # the same name, written in full
        assert answer.status_code == 200
    else:
        assert problem(answer) == (421, "wrong-host")


def test_names_in_host_headers() -> None:
    assert host_name("Desk.Example:8000") == "desk.example"
    assert host_name("[::1]:8000") == "[::1]"
    for wrong in ("", "a b", "a/b", "user@desk.example", "desk.example:", "::1", "a:b:1"):
        assert host_name(wrong) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_make_a_visitor_decide(desk: Served, headers: dict[str, str]) -> None:
    there = f"{desk.address}/api/v1/judgements"

    assert problem(httpx.post(there, json=JUDGEMENT, headers=headers)) == (403, "wrong-origin")


def test_a_change_without_the_header_is_refused(desk: Served) -> None:
    """A form of another site sends no Origin in old browsers, but it cannot send the header."""
    there = f"{desk.address}/api/v1/judgements"

    assert problem(httpx.post(there, json=JUDGEMENT)) == (403, "header-needed")


def test_every_answer_carries_the_headers_that_keep_pages_safe(desk: Served) -> None:
    for answer in (desk.get("/brief"), desk.get("/nix"), desk.get("/", headers={"Host": "evil"})):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that takes little, and waits little."""
    folder = tell(tmp_path_factory.mktemp("strict") / "own", *KORVAN[:1])
    with served(folder, replace(ALONE, largest_body=2000, seconds=1.0)) as there:
        yield there


def test_a_body_that_says_it_is_too_large_is_not_read(strict: Served) -> None:
    answer = strict.post("/judgements", json={**JUDGEMENT, "because": "x" * 3000})

    assert problem(answer) == (413, "too-large")


def test_a_body_that_turns_out_too_large_is_cut_off(strict: Served) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 50_000_000:
            sent += 1000
            yield b"x" * 1000

    try:
        answer = strict.post(
            "/judgements", content=endless(), headers={"Content-Type": "application/json"}
        )
        assert problem(answer) == (413, "too-large")
    except httpx.WriteError:
        pass  # hung up on while still sending
    assert sent < 20_000_000


@pytest.mark.parametrize("length", ["-1", "1e9", "99999999999999999999", "x"])
def test_a_length_that_is_none(strict: Served, length: str) -> None:
    request = (
        f"POST /api/v1/judgements HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\n"
    )

    assert said_to(strict, request.encode())[9:12] in (b"400", b"413")


def test_who_sends_a_body_drop_by_drop_is_not_waited_for(strict: Served) -> None:
    began = time.monotonic()
    head = (
        b"POST /api/v1/judgements HTTP/1.1\r\nHost: 127.0.0.1\r\nSalis-Request: 1\r\n"
        b"Salis-Name: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    )
    answer = said_to(strict, head)

    assert answer.startswith(b"HTTP/1.1 503")
    assert 0.5 < time.monotonic() - began < 5


def test_who_connects_and_says_nothing_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("salis.api.server._HEAD_SECONDS", 0.5)
    with served(tell(tmp_path / "own", *KORVAN[:1])) as there:
        began = time.monotonic()
        assert said_to(there, b"GET / HTTP/1.1\r\nHost:") == b""
        assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        b"GET /api/v1/claims?limit=\xff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_gets_no_answer_worth_having(desk: Served, rubbish: bytes) -> None:
    assert said_to(desk, rubbish)[9:12] in (b"400", b"421", b"")
    assert desk.get("/health").status_code == 200


def test_hostile_cookies_and_names_are_no_fault(desk: Served) -> None:
    for value in (
        '"',
        "salis=;;;=",
        "salis=" + "x" * 5000,
        "salis-name=%FF%00",
        "a=\x01; salis==",
        "é",
    ):
        headers = httpx.Headers([(b"cookie", value.encode())])
        assert httpx.get(f"{desk.address}/api/v1/session", headers=headers).status_code in (
            200,
            400,
        )


def test_who_asks_too_often_is_told_to_wait(tmp_path: Path) -> None:
    few = replace(ALONE, rates=Rates(Rate(5, 0.01), Rate(2, 0.01), Rate(1, 1)))
    with served(tell(tmp_path / "own", *KORVAN[:1]), few) as there:
        answers = [there.get("/health") for _ in range(8)]
        assert [one.status_code for one in answers].count(200) in (3, 4, 5)
        assert problem(answers[-1]) == (429, "too-often")
        assert int(answers[-1].headers["retry-after"]) >= 1
        changes = [there.post("/judgements", json=JUDGEMENT) for _ in range(4)]
        assert problem(changes[-1]) == (429, "too-often")


def test_buckets_refill_with_time_and_know_clients_apart() -> None:
    buckets = Buckets(Rate(2, 0.5))

    assert [buckets.take("ann", now) for now in (0, 0, 0)] == [0, 0, 2]
    assert buckets.take("ben", 0) == 0
    assert buckets.take("ann", 1) == pytest.approx(1)
    assert buckets.take("ann", 2.1) == 0


def said_to(desk: Served, sent: bytes) -> bytes:
    """Send bytes, and give what comes back until the server hangs up."""
    with socket.create_connection(("127.0.0.1", desk.port), timeout=20) as line:
        found = b""
        with suppress(OSError):  # it may be hung up on while still sending
            line.sendall(sent)
            if sent.endswith(b"\r\n\r\n"):
                line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65536):
                found += piece
        return found


def test_the_header_is_enough_where_no_page_sent_it(own: Served) -> None:
    claim = own.get("/claims").json()[0]["id"]
    body = {"verdict": "confirm", "named": [claim], "because": "The log."}

    answer = httpx.post(f"{own.address}/api/v1/judgements", json=body, headers=ON_PURPOSE)
    assert (answer.status_code, answer.json()["by"]) == (201, "Ilka")
