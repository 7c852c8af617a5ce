"""Asking the API: pages, tags, packing, moments, and what is said of wrong questions."""

from __future__ import annotations

import gzip
import json
from time import sleep
from typing import Any

import httpx
import pytest

from salis.api.problems import STATUSES
from salis.model import errors
from tests.api.serving import Served


def walk(desk: Served, path: str) -> list[Any]:
    """Follow the links from page to page, as a client does."""
    found: list[Any] = []
    with desk.client() as client:
        there: str | None = path
        while there:
            answer = client.get(there)
            found += answer.json()
            there = answer.links.get("next", {}).get("url")
    return found


def problem(answer: Any) -> tuple[int, str]:
    """Read a refusal; every one has the same shape."""
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert said.keys() == {"type", "title", "status", "code", "detail"}
    assert said["type"] == f"urn:salis:problem:{said['code']}"
    assert said["status"] == answer.status_code
    return answer.status_code, said["code"]


def test_pages_put_together_are_the_whole_list(desk: Served) -> None:
    whole = desk.get("/claims").json()

    assert walk(desk, "/api/v1/claims?limit=2") == whole
    assert desk.get("/claims?limit=2").headers["salis-total"] == str(len(whole))
    last = desk.get("/claims?limit=2").links["last"]["url"]
    assert httpx.get(desk.address + last).json() == whole[-1 if len(whole) % 2 else -2 :]
    assert desk.get(f"/claims?offset={len(whole) + 5}").json() == []


def test_links_keep_what_was_asked(desk: Served) -> None:
    answer = desk.get(
        "/claims", params={"standing": "reported", "limit": "1", "as_of": "2024-05-04"}
    )

    assert answer.links["next"]["url"] == (
        "/api/v1/claims?standing=reported&as_of=2024-05-04&limit=1&offset=1"
    )


def test_what_has_not_changed_is_not_sent_again(desk: Served) -> None:
    first = desk.get("/claims?limit=3")
    tag = first.headers["etag"]
    again = desk.get("/claims?limit=3", headers={"If-None-Match": f'"other", {tag}'})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert desk.get("/claims?limit=2").headers["etag"] != tag
    assert desk.get("/claims?limit=3&as_of=2024-05-03").headers["etag"] != tag


def test_a_decision_changes_the_tag(own: Served) -> None:
    before = own.get("/claims")
    tag, claim = before.headers["etag"], before.json()[0]["id"]
    made = own.post("/judgements", json={"verdict": "confirm", "named": [claim], "because": "Log."})
    after = own.get(f"/claims?after={made.json()['entry']}", headers={"If-None-Match": tag})

    standings = [answer.json()[0]["standing"] for answer in (before, after)]
    assert standings == ["reported", "confirmed"]
    assert int(after.headers["salis-head"]) == made.json()["entry"]


def test_so_does_a_change_of_the_settings(own: Served) -> None:
    """Who is a party and who owns whom is said there, and bears on standings."""
    tag = {"If-None-Match": own.get("/claims?as_of=2024-05-05").headers["etag"]}
    assert own.get("/claims?as_of=2024-05-05", headers=tag).status_code == 304
    (own.folder / "salis.toml").write_text('[owners]\n"One House" = ["North Wire"]\n')
    sleep(0.15)
    assert own.get("/claims?as_of=2024-05-05", headers=tag).status_code == 200
    (own.folder / "salis.toml").write_text("[owners")
    sleep(0.15)
    assert problem(own.get("/claims?as_of=2024-05-05")) == (503, "bad-settings")


def test_answers_are_packed_for_who_takes_that(desk: Served) -> None:
    plain = desk.get("/claims", headers={"Accept-Encoding": "identity"})
    packed = desk.get("/claims", headers={"Accept-Encoding": "gzip"})
    refused = desk.get("/claims", headers={"Accept-Encoding": "gzip;q=0"})

    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert packed.json() == plain.json() == refused.json()
    assert packed.headers["etag"] != plain.headers["etag"] == refused.headers["etag"]
    same = {"If-None-Match": packed.headers["etag"], "Accept-Encoding": "gzip"}
    assert desk.get("/claims", headers=same).status_code == 304


def test_packed_bytes_are_the_same_every_time(desk: Served) -> None:
    raw = []
    for _ in range(2):
        packed = httpx.stream("GET", f"{desk.address}/api/v1/claims?limit=3")
        with packed as answer:
            raw.append(b"".join(answer.iter_raw()))

    assert raw[0] == raw[1]
    assert len(json.loads(gzip.decompress(raw[0]))) == 3


def test_an_earlier_moment_shows_what_stood_then(desk: Served) -> None:
    early = desk.get("/brief?as_of=2024-05-03T09:00Z").json()

    assert early["as_of"] == "2024-05-03T09:00:00Z"
    assert early["counts"]["documents"] == 1 < desk.get("/brief").json()["counts"]["documents"]


def test_search_takes_words_and_what_statements_must_be(desk: Served) -> None:
    def texts(**query: str) -> list[str]:
        return [one["statement"]["text"] for one in desk.get("/search", params=query).json()]

    assert texts(text="missing") == ["Nine are missing.", "Twelve are missing."]
    assert texts(text="missing", until="2024-05-04") == ["Twelve are missing."]
    assert set(texts(speaker="mira")) == {"Nine are missing.", "Twelve are missing."}
    assert texts(source="daily flood", text="gates") == ["Nobody opened the gates."]
    assert texts(speaker="nobody at all") == texts() == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/claims?limit=0", "bad-parameter"),
        ("/claims?limit=99999", "bad-parameter"),
        ("/claims?limit=²", "bad-parameter"),
        ("/claims?offset=-1", "bad-parameter"),
        ("/claims?standing=true", "bad-parameter"),
        ("/claims?standing=reported&standing=alleged", "bad-parameter"),
        ("/claims?id=c1", "bad-parameter"),
        ("/claims?as_of=yesterday", "bad-parameter"),
        ("/claims?as_of=2024-02-30", "bad-parameter"),
        ("/claims?clock=sun", "bad-parameter"),
        ("/changes", "bad-parameter"),
        ("/search?text=%3F%21", "wrong-usage"),
        ("/search?text=%00", "bad-parameter"),
        ("/search?text=" + "x" * 2000, "bad-parameter"),
        ("/search?text=%E2%80%AE%F0%9F%98%80", "wrong-usage"),
        ("/claims/%00", "bad-parameter"),
    ],
)
def test_a_wrong_question_is_answered_with_what_is_wrong(
    desk: Served, path: str, code: str
) -> None:
    assert problem(desk.get(path)) == (400, code)


@pytest.mark.parametrize(
    "path",
    [
        "/claims/nix",
        "/documents/javascript:alert(1)",
        "/documents/%E2%80%AEgpj",
        "/documents/" + "x" * 900,
        "/documents/..%2F..%2Fsalis.toml",
        "/../../salis.toml",
        "/additions/nix",
        "/nix",
        "/",
    ],
)
def test_what_is_not_there_is_not_found(desk: Served, path: str) -> None:
    assert problem(desk.get(path)) == (404, "not-found")


def test_what_a_problem_says_cannot_run_or_turn_the_text_around(desk: Served) -> None:
    answer = desk.get("/documents/%E2%80%AEgpj%3Cscript%3E")

    assert "\u202e" not in answer.text
    assert "\u202e" in answer.json()["detail"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_method_that_is_not_there_says_which_are(desk: Served) -> None:
    answer = desk.post("/claims")

    assert problem(answer) == (405, "method-not-allowed")
    assert set(answer.headers["allow"].replace(" ", "").split(",")) == {"GET", "HEAD"}
    assert httpx.head(f"{desk.address}/api/v1/claims").status_code == 200


def test_every_error_of_ours_has_a_status() -> None:
    ours = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.SalisError)
    }
    assert ours == STATUSES.keys()


def test_the_state_of_the_server_and_the_ledger(desk: Served) -> None:
    assert desk.get("/health").json()["status"] == "ok"
    checked = desk.get("/verify").json()
    assert checked["archived"] == 4
    assert desk.get("/head").json()["head"] == checked["entries"]
