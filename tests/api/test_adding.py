"""Adding over the API: texts and files are read by a process of its own, while others read on."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.serving import KORVAN, ON_PURPOSE, Served, served, tell
from tests.api.test_asking import problem


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose process that adds is started once for all stories."""
    with served(tell(tmp_path_factory.mktemp("adding") / "own", *KORVAN)) as there:
        yield there


def documents(own: Served) -> list[Any]:
    head = own.get("/head").json()["head"]
    found: list[Any] = own.get(f"/documents?after={head}").json()
    return found


def test_a_text_that_is_pasted(own: Served) -> None:
    said = {"source": "Ilka's notes", "published": "2024-05-06", "title": "Found"}
    added = own.post("/documents?wait=30", json={"text": "The sluice was rusty.", **said})

    assert added.status_code == 202
    record = added.json()
    assert (record["state"], record["by"], record["error"]) == ("done", "Ilka", None)
    assert (record["report"]["added"], record["report"]["statements"]) == (1, 1)
    assert own.get(added.headers["location"].removeprefix("/api/v1")).json() == record
    [found] = [one for one in documents(own) if one["title"] == "Found"]
    assert (found["source_name"], found["published_at"]) == ("Ilka's notes", "2024-05-06T00:00:00Z")
    whole = own.get(f"/documents/{found['id']}").json()
    assert [one["text"] for one in whole["statements"]] == ["The sluice was rusty."]


def test_files_with_names_that_lead_elsewhere(own: Served) -> None:
    page = b"<html><head><title>Page</title></head><body><p>" + b"The gauge was off. " * 20
    files = [
        ("file", ("../../../etc/cron.d/evil.txt", b"The pump had failed.")),
        ("file", ("C:\\evil\\page.html", page + b"</p></body></html>")),
        ("file", ("news.jsonl", b'{"id": "1", "text": "The valve was shut."}\n{"id": "2", "te')),
        ("file", (" ", b"A nameless file was found.")),
        ("file", ("binary.bin", bytes(range(256)) * 10)),
        ("file", ("empty.txt", b"")),
    ]
    record = own.post("/documents?wait=30", files=files, data={"source": "Mail"}).json()

    assert record["state"] == "done", record
    assert record["report"]["added"] == 4
    problems = {one["code"] for one in record["report"]["problems"]}
    assert {"binary", "empty"} <= problems
    assert not any(tempfile.gettempdir() in str(one) for one in record["report"]["problems"])
    place = next(one["place"] for one in own.get("/problems").json() if "evil" in one["place"])
    assert place.startswith("evil.txt")
    assert not list(Path(tempfile.gettempdir()).glob("salis-*/0")), "uploads are not left behind"


def test_the_same_file_again_is_known(own: Served) -> None:
    upload = {"file": ("twice.txt", b"The crest was overtopped.")}
    first = own.post("/documents?wait=30", files=upload).json()["report"]
    second = own.post("/documents?wait=30", files=upload).json()["report"]

    assert (first["added"], second["added"], second["known"]) == (1, 0, 1)


def test_an_address_of_this_network_is_not_fetched(own: Served) -> None:
    body = {"address": "http://localhost.localdomain/api/v1/brief"}
    record = own.post("/documents?wait=30", json=body).json()

    assert record["state"] == "done"
    assert {one["code"] for one in record["report"]["problems"]} <= {
        "refused-address",
        "unreachable",
    }
    assert record["report"]["added"] == 0


def test_a_file_that_breaks_the_reader_stops_nothing(own: Served) -> None:
    """The story reader ends its whole process at this word."""
    crash = own.post("/documents?wait=30", json={"text": "CRASH now."}).json()
    assert crash["state"] == "failed"
    assert "stays recorded" in crash["error"]

    well = own.post("/documents?wait=30", json={"text": "The turbine stood still."}).json()
    assert (well["state"], well["report"]["added"]) == ("done", 1)


def test_what_is_no_form_with_files(own: Served) -> None:
    boundary = {"Content-Type": "multipart/form-data; boundary=x"}
    for content in (
        b"",
        b"--x--\r\n",
        b"--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--\r\n",
    ):
        answer = own.post("/documents", content=content, headers=boundary)
        assert answer.status_code == 400
    assert problem(own.post("/documents", files={"other": b"x"})) == (400, "bad-body")
    many = [("file", (f"{n}.txt", b"x")) for n in range(101)]
    assert own.post("/documents", files=many).status_code == 400
    wrong = own.post("/documents", files={"file": b"x"}, data={"published": "soon"})
    assert problem(wrong) == (400, "bad-body")


def test_readers_go_on_while_much_is_added(own: Served) -> None:
    """Each of these documents takes the story reader 0.4 seconds."""
    slow = [("file", (f"{n}.txt", f"DAWDLE number {n}.".encode())) for n in range(5)]
    started = own.post("/documents", files=slow).json()
    assert started["state"] in ("waiting", "reading")
    took: list[float] = []
    with own.client(ON_PURPOSE) as client:
        while (state := client.get(f"/api/v1/additions/{started['id']}").json()["state"]) not in (
            "done",
            "failed",
        ):
            began = time.monotonic()
            assert client.get("/api/v1/brief").status_code == 200
            took.append(time.monotonic() - began)
            time.sleep(0.02)
    assert state == "done"
    assert len(took) > 8
    assert sorted(took)[len(took) // 2] < 0.2


def test_too_much_at_once_is_refused_and_the_server_stops_while_it_adds(tmp_path: Path) -> None:
    long = [("file", (f"{n}.txt", f"DAWDLE {n}.".encode())) for n in range(60)]
    with served(tell(tmp_path / "own", *KORVAN[:1])) as there:
        assert there.post("/documents", files=long).status_code == 202
        answers = [there.post("/documents", json={"text": f"Line {n}."}) for n in range(25)]
        assert [one.status_code for one in answers[:20]] == [202] * 20
        assert problem(answers[-1]) == (503, "too-much-waiting")
        began = time.monotonic()
    assert time.monotonic() - began < 15
