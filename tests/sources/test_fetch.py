"""Addresses, against a real server on this machine."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest

from salis.model.problem import Problem
from salis.sources.collect import Fetched
from tests.sources.conftest import Desk

PAGE = (
    '<html><head><link rel="canonical" href="/canonical"><meta name="date" content="2031-05-04">'
    "</head><body><p>Water reached Varn, sagte Bürgermeisterin Märk.</p></body></html>"
)


class _Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/page")
            self.end_headers()
        elif self.path == "/page":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=iso-8859-1")
            self.end_headers()
            self.wfile.write(PAGE.encode("latin-1"))
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"It rose. " * 2_400_000)
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keep the tests' output clean."""


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fault(desk: Desk, url: str) -> str:
    (problem,) = desk.collect(url)
    assert isinstance(problem, Problem), problem
    assert problem.place == url
    return problem.code


def test_a_page_is_fetched_through_its_redirect(
    desk: Desk, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALIS_ALLOW_PRIVATE", "1")
    (item,) = desk.collect(f"{site}/moved")
    assert isinstance(item, Fetched)
    assert item.document.text == "Water reached Varn, sagte Bürgermeisterin Märk."
    assert item.document.address == f"{site}/canonical"
    assert item.document.source.name == "127.0.0.1"
    assert item.document.problems == ()


def test_what_cannot_be_fetched_is_told(
    desk: Desk, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALIS_ALLOW_PRIVATE", "1")
    assert fault(desk, f"{site}/gone") == "unreachable"
    assert fault(desk, f"{site}/away") == "unreachable"
    assert fault(desk, f"{site}/endless") == "too-large"
    assert fault(desk, "http://127.0.0.1:9/") == "unreachable"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
        "10.0.0.1",
        "0.0.0.0",  # noqa: S104 - asked for, not bound to
    ],
)
def test_the_machines_own_network_is_out_of_reach(
    desk: Desk, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SALIS_ALLOW_PRIVATE", raising=False)
    assert fault(desk, f"http://{host}:1/") == "refused-address"
