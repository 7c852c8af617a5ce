"""Deciding over the API: entries in the ledger, with a name, and nothing else of this machine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any

import httpx
import pytest

from salis.workspace.workspace import Workspace
from tests.api.serving import Served
from tests.api.test_asking import problem


def decide(own: Served, path: str, **body: Any) -> int:
    """Post something, and give the number of the entry made."""
    made = own.post(path, json=body)
    assert made.status_code == 201, made.text
    number: int = made.json()["entry"]
    return number


def test_judging_and_taking_back(own: Served) -> None:
    claim = own.get("/claims").json()[0]["id"]
    made = own.post(
        "/judgements", json={"verdict": "refute", "named": [claim], "because": "It holds."}
    ).json()
    after = f"?after={made['entry']}"
    assert own.get(f"/claims/{claim}{after}").json()["standing"] == "refuted"
    [judged] = own.get(f"/judgements{after}").json()
    assert judged | {"at": "", "statements": []} == {
        "id": made["id"],
        "verdict": "refute",
        "by": "Ilka",
        "at": "",
        "because": "It holds.",
        "claims": [claim],
        "statements": [],
        "documents": [],
        "names": [],
    }

    gone = decide(own, "/withdrawals", entry=made["id"], because="A slip.")
    assert own.get(f"/judgements?after={gone}").json() == []
    assert own.get(f"/claims/{claim}?after={gone}").json()["standing"] == "reported"


def test_two_claims_are_judged_one(own: Served) -> None:
    claims = own.get("/claims").json()
    named = [claims[0]["id"], claims[1]["id"]]
    entry = decide(own, "/judgements", verdict="same", named=named, because="The same dam.")

    assert len(own.get(f"/claims?after={entry}").json()) == len(claims) - 1


def test_grading_a_source(own: Served) -> None:
    entry = decide(own, "/grades", source="Daily Flood", grade="E", because="Twice wrong.")

    grades = {one["name"]: one["grade"] for one in own.get(f"/sources?after={entry}").json()}
    assert grades["Daily Flood"] == "E"


def test_filing_evidence_at_an_address_and_as_a_file(own: Served) -> None:
    claim = own.get("/claims").json()[0]["id"]
    said = {"claim": claim, "bears": "for", "grade": 1, "kind": "image", "note": "A breach."}
    decide(own, "/evidence", **said, address="https://archive.example/breach.jpg")
    picture = b"\x89PNG not really"
    upload = {"file": ("../../etc/<b>breach\u202egnp.exe", picture)}
    made = own.post("/evidence", data={**said, "grade": "1"}, files=upload)
    assert made.status_code == 201, made.text

    first, second = own.get(f"/evidence?after={made.json()['entry']}").json()
    assert (first["address"], first["digest"]) == ("https://archive.example/breach.jpg", None)
    assert (second["address"], second["digest"]) == (
        "<b>breachgnp.exe",
        sha256(picture).hexdigest(),
    )
    with Workspace(own.folder) as workspace:
        assert workspace.archive.read(second["digest"]) == picture


@pytest.mark.parametrize(
    "address", ["/etc/passwd", "salis.toml", "file:///etc/passwd", "javascript:alert(1)", "http://"]
)
def test_no_request_reads_a_file_of_this_machine(desk: Served, address: str) -> None:
    claim = desk.get("/claims").json()[0]["id"]
    body = {"claim": claim, "bears": "for", "grade": 1, "kind": "record", "note": "x"}

    assert problem(desk.post("/evidence", json=body | {"address": address})) == (400, "bad-body")
    assert problem(desk.post("/documents", json={"address": address})) == (400, "bad-body")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/judgements", {}),
        ("/judgements", {"verdict": "true", "named": ["c1"], "because": "x"}),
        ("/judgements", {"verdict": "confirm", "named": [], "because": "x"}),
        ("/judgements", {"verdict": "confirm", "named": ["c1"], "because": " \n"}),
        ("/judgements", {"verdict": "confirm", "named": ["c1"], "because": "a\0b"}),
        ("/judgements", {"verdict": "confirm", "named": ["c1"], "because": "x" * 5000}),
        ("/judgements", {"verdict": "confirm", "named": ["c1"], "because": "x", "by": "Eve"}),
        ("/judgements", {"verdict": "confirm", "named": ["c1"], "because": "x", "at": "soon"}),
        ("/grades", {"source": "Daily Flood", "grade": "G"}),
        ("/withdrawals", {"entry": 3, "because": "x"}),
        ("/documents", {}),
        ("/documents", {"text": "x", "address": "https://post.example/1"}),
    ],
)
def test_a_body_that_is_not_as_described(desk: Served, path: str, body: dict[str, Any]) -> None:
    assert problem(desk.post(path, json=body)) == (400, "bad-body")


def test_what_is_named_must_be_there(desk: Served) -> None:
    body = {"verdict": "confirm", "named": ["c0000000"], "because": "x"}
    assert problem(desk.post("/judgements", json=body)) == (404, "not-found")
    claim = desk.get("/claims").json()[0]["id"]
    twice = {"verdict": "same", "named": [claim, claim], "because": "x"}
    assert problem(desk.post("/judgements", json=twice)) == (400, "wrong-usage")
    body = {"entry": "99999", "because": "x"}
    assert problem(desk.post("/withdrawals", json=body)) == (404, "not-found")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'"' + b"x" * 9_000_000]
)
def test_bytes_that_are_no_json(desk: Served, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = desk.post("/judgements", content=content, headers=headers)

    assert problem(answer) in ((400, "bad-body"), (413, "too-large"))


def test_a_body_of_another_kind_is_named(desk: Served) -> None:
    assert problem(desk.post("/judgements", data={"verdict": "confirm"})) == (415, "wrong-type")
    assert problem(desk.post("/judgements", files={"file": b"x"})) == (415, "wrong-type")


def test_a_decision_needs_a_name(desk: Served) -> None:
    body = {"verdict": "confirm", "named": ["c1"], "because": "x"}
    there = f"{desk.address}/api/v1/judgements"
    for name in ("", "%20", "%00", "%E2%80%AE"):
        headers = {"Salis-Request": "1", "Salis-Name": name}
        assert problem(httpx.post(there, json=body, headers=headers)) == (409, "name-needed")


def test_decisions_at_once_are_recorded_one_after_another(own: Served) -> None:
    claims = own.get("/claims").json()

    def confirm(claim: Any) -> int:
        return decide(own, "/judgements", verdict="confirm", named=[claim["id"]], because="Log.")

    with ThreadPoolExecutor(8) as people:
        entries = list(people.map(confirm, claims))
    last = own.get("/verify").json()["entries"]
    assert sorted(entries) == list(range(last - len(claims) + 1, last + 1))
    standings = {one["standing"] for one in own.get(f"/claims?after={last}").json()}
    assert standings == {"confirmed"}
