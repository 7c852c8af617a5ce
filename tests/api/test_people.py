"""People: who may read, who may decide, and under which name."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from salis.api.guard import GuardRules, Rate, Rates
from salis.api.people_file import PeopleFile
from salis.cli.exits import run
from salis.model.errors import NotFound, SettingsError, UsageError
from tests.api.serving import ALONE, KORVAN, OFTEN, ON_PURPOSE, Served, served, tell
from tests.api.test_asking import problem

WORDS = "correct horse battery"
SHOWN = "a-token-of-this-server"


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with one of each role."""
    folder = tell(tmp_path_factory.mktemp("people") / "own", *KORVAN)
    people = PeopleFile(folder)
    for name, role in (("Rea", "reader"), ("Revan", "reviewer"), ("Ada", "admin")):
        people.add(name, role, f"{WORDS} {name}")
    with served(folder, replace(ALONE, people=people)) as there:
        yield there


@contextmanager
def signed_in(there: Served, name: str) -> Iterator[httpx.Client]:
    """Give a client that has signed in."""
    with there.client(ON_PURPOSE) as client:
        body = {"name": name, "password": f"{WORDS} {name}"}
        assert client.post("/api/v1/session", json=body).json()["name"] == name
        yield client


def test_nobody_unknown_reads_anything(staffed: Served) -> None:
    for path in ("/brief", "/documents", "/events?seconds=1", "/openapi.json", "/session", "/nix"):
        answer = staffed.get(path)
        assert problem(answer) == (401, "sign-in-needed")
        assert answer.headers["www-authenticate"] == "Bearer"
    assert staffed.get("/health").json()["status"] == "ok"


def test_a_browser_is_sent_to_where_one_signs_in_and_back(staffed: Served) -> None:
    page = httpx.get(f"{staffed.address}/claims?as_of=2024-05-04", headers={"Accept": "text/html"})

    assert page.status_code == 303
    assert page.headers["location"] == "/sign-in?next=%2Fclaims%3Fas_of%3D2024-05-04"


def test_a_reviewer_decides_under_the_name_signed_in_with(staffed: Served) -> None:
    with signed_in(staffed, "Revan") as client:
        claim = client.get("/api/v1/claims").json()[0]["id"]
        body = {"verdict": "confirm", "named": [claim], "because": "The log."}
        made = client.post("/api/v1/judgements", json=body, headers={"Salis-Name": "Somebody else"})

        assert (made.status_code, made.json()["by"]) == (201, "Revan")
        listed = client.get(f"/api/v1/judgements?after={made.json()['entry']}").json()
        assert [one["by"] for one in listed] == ["Revan"]


def test_a_reader_reads_and_does_not_decide(staffed: Served) -> None:
    with signed_in(staffed, "Rea") as client:
        claim = client.get("/api/v1/claims").json()[0]["id"]
        body = {"verdict": "refute", "named": [claim], "because": "No."}
        assert problem(client.post("/api/v1/judgements", json=body)) == (403, "reader-only")
        text = {"text": "The dam held."}
        assert problem(client.post("/api/v1/documents", json=text)) == (403, "reader-only")
        assert problem(client.get("/api/v1/people")) == (403, "admin-only")


def test_an_admin_sees_who_has_a_password(staffed: Served) -> None:
    with signed_in(staffed, "Ada") as client:
        listed = client.get("/api/v1/people").json()["people"]
    assert listed == [
        {"name": "Ada", "role": "admin"},
        {"name": "Rea", "role": "reader"},
        {"name": "Revan", "role": "reviewer"},
    ]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(staffed: Served) -> None:
    body = {"name": "Rea", "password": f"{WORDS} Rea"}
    answer = staffed.post("/session", json=body)
    cookie = answer.headers["set-cookie"]

    assert cookie.startswith("salis=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Rea" not in cookie


def test_signing_in_gives_a_new_key_and_signing_out_ends_it(staffed: Served) -> None:
    with staffed.client(ON_PURPOSE) as client:
        client.cookies.set("salis", "a-key-that-somebody-planted")
        body = {"name": "Rea", "password": f"{WORDS} Rea"}
        key = client.post("/api/v1/session", json=body).cookies["salis"]
        assert key != "a-key-that-somebody-planted"
        client.cookies.clear()
        kept = {"salis": key}
        client.cookies.update(kept)
        assert client.get("/api/v1/session").json()["name"] == "Rea"
        assert client.delete("/api/v1/session").status_code == 204
        client.cookies.clear()
        client.cookies.update(kept)
        assert problem(client.get("/api/v1/session")) == (401, "sign-in-needed")


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Rea", "wrong"),
        ("Nobody", f"{WORDS} Rea"),
        ("", f"{WORDS} Rea"),
        ("Rea\0", "x"),
        ("Rea", "x" * 1024),
    ],
)
def test_a_wrong_password_and_an_unknown_name_are_told_the_same(
    staffed: Served, name: str, password: str
) -> None:
    answer = staffed.post("/session", json={"name": name, "password": password})

    assert problem(answer) == (403, "wrong-password")
    assert answer.json()["detail"] == "The name or the password is wrong."
    assert "set-cookie" not in answer.headers


def test_a_stranger_cannot_fill_the_memory(staffed: Served) -> None:
    body = {"name": "Rea", "password": "x" * 70_000}
    assert problem(staffed.post("/session", json=body)) == (413, "too-large")


def test_guessing_passwords_is_slow(tmp_path: Path) -> None:
    folder = tell(tmp_path / "own", *KORVAN[:1])
    PeopleFile(folder).add("Rea", "reader", WORDS)
    rates = Rates(OFTEN.asking, OFTEN.changing, Rate(3, 0.01))
    with served(folder, replace(ALONE, people=PeopleFile(folder), rates=rates)) as there:
        tries = [
            there.post("/session", json={"name": "Rea", "password": f"{n}"}).status_code
            for n in range(5)
        ]
        assert tries == [403, 403, 403, 429, 429]
        right = there.post("/session", json={"name": "Rea", "password": WORDS})
        assert problem(right) == (429, "too-often")
        assert int(right.headers["retry-after"]) > 30


def test_a_token_of_a_person_decides_in_that_name(staffed: Served) -> None:
    token = PeopleFile(staffed.folder).make_token("Revan")
    bearer = {"Authorization": f"Bearer {token}"}
    claim = staffed.get("/claims", headers=bearer).json()[1]["id"]
    body = {"verdict": "confirm", "named": [claim], "because": "The log."}
    made = httpx.post(f"{staffed.address}/api/v1/judgements", json=body, headers=bearer)

    assert (made.status_code, made.json()["by"]) == (201, "Revan")
    PeopleFile(staffed.folder).make_token("Revan")
    assert problem(staffed.get("/claims", headers=bearer)) == (401, "sign-in-needed")


def test_the_token_of_the_server_lets_in_and_a_name_is_said_with_it(tmp_path: Path) -> None:
    folder = tell(tmp_path / "own", *KORVAN[:1])
    with served(folder, GuardRules(token=SHOWN, rates=OFTEN)) as there:
        assert problem(there.get("/brief")) == (401, "sign-in-needed")
        wrong = {"Authorization": f"Bearer {SHOWN}x"}
        assert problem(there.get("/brief", headers=wrong)) == (401, "sign-in-needed")
        bearer = {"Authorization": f"Bearer {SHOWN}"}
        assert there.get("/brief", headers=bearer).status_code == 200
        named = bearer | {"Salis-Name": "Ilka%20Str%C3%B6m"}
        assert there.get("/session", headers=named).json()["name"] == "Ilka Ström"
        body = {"verdict": "confirm", "named": ["c1"], "because": "x"}
        unnamed = httpx.post(f"{there.address}/api/v1/judgements", json=body, headers=bearer)
        assert problem(unnamed) == (409, "name-needed")
        with there.client({"Salis-Request": "1"}) as browser:
            assert browser.post("/api/v1/session", json={"password": SHOWN}).status_code == 200
            assert browser.get("/api/v1/brief").status_code == 200


def test_who_is_removed_or_given_another_password_is_out_at_once(tmp_path: Path) -> None:
    folder = tell(tmp_path / "own", *KORVAN[:1])
    people = PeopleFile(folder)
    people.add("Rea", "reader", f"{WORDS} Rea")
    people.add("Ada", "admin", f"{WORDS} Ada")
    with (
        served(folder, replace(ALONE, people=PeopleFile(folder))) as there,
        signed_in(there, "Rea") as rea,
        signed_in(there, "Ada") as ada,
    ):
        people.add("Rea", "reviewer", "another password")
        assert problem(rea.get("/api/v1/session")) == (401, "sign-in-needed")
        people.remove("Ada")
        assert problem(ada.get("/api/v1/session")) == (401, "sign-in-needed")


def test_where_others_reach_it_nobody_is_let_in_when_all_are_removed(tmp_path: Path) -> None:
    folder = tell(tmp_path / "own", *KORVAN[:1])
    people = PeopleFile(folder)
    people.add("Rea", "reader", WORDS)
    with served(folder, GuardRules(people=PeopleFile(folder), rates=OFTEN)) as there:
        people.remove("Rea")
        assert problem(there.get("/brief")) == (401, "sign-in-needed")


def test_a_file_of_people_that_is_broken_lets_nobody_in(tmp_path: Path) -> None:
    folder = tell(tmp_path / "own", *KORVAN[:1])
    PeopleFile(folder).add("Rea", "reader", WORDS)
    with served(folder, replace(ALONE, people=PeopleFile(folder))) as there:
        (folder / "people.json").write_text('{"people": {"Rea": {"role": "king"}}}')
        answer = there.get("/brief")
        assert problem(answer) == (503, "bad-settings")
        assert "people.json" not in answer.text


def test_over_https_cookies_go_over_nothing_else(tmp_path: Path) -> None:
    folder = tell(tmp_path / "own", *KORVAN[:1])
    PeopleFile(folder).add("Rea", "reader", WORDS)
    rules = GuardRules(people=PeopleFile(folder), https=True, rates=OFTEN)
    with served(folder, rules) as there:
        answer = there.post("/session", json={"name": "Rea", "password": WORDS})
        assert answer.headers["set-cookie"].startswith("__Host-salis=")
        assert "; Secure" in answer.headers["set-cookie"]
        assert "max-age" in answer.headers["strict-transport-security"]


def test_the_file_is_for_its_owner_alone_and_holds_no_password(tmp_path: Path) -> None:
    people = PeopleFile(tmp_path)
    people.add("Rea", "reader", WORDS)
    token = people.make_token("Rea")
    text = people.path.read_text()

    assert stat.S_IMODE(people.path.stat().st_mode) == 0o600
    assert json.loads(text)["people"]["Rea"]["password"].startswith("$argon2id$")
    assert WORDS not in text
    assert token not in text
    assert [path.name for path in tmp_path.iterdir()] == ["people.json"]


def test_the_file_is_never_read_as_a_report(tmp_path: Path) -> None:
    folder = tell(tmp_path / "own", *KORVAN[:1])
    PeopleFile(folder).add("Rea", "reader", WORDS)

    with served(folder) as there:
        assert not any("people" in one["id"] for one in there.get("/problems").json())
    assert run(["-w", str(folder), "add", "-q", str(folder / "people.json")]) == 1


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", WORDS),
        (" Rea", WORDS),
        ("Rea\n", WORDS),
        ("R" * 81, WORDS),
        ("Rea", "short"),
        ("Rea", "x" * 1025),
    ],
)
def test_names_and_passwords_that_will_not_do(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(UsageError):
        PeopleFile(tmp_path).add(name, "reader", password)


def test_people_who_are_not_there(tmp_path: Path) -> None:
    people = PeopleFile(tmp_path)

    assert not people.any()
    assert people.check("Rea", WORDS) is None
    for act in (people.remove, people.make_token):
        with pytest.raises(NotFound):
            act("Rea")
    people.path.write_text("[]")
    with pytest.raises(SettingsError):
        people.any()


def test_salis_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tell(tmp_path / "own", *KORVAN[:1]))

    def users(*words: str, typed: str = "") -> int:
        path = tmp_path / "typed"
        path.write_text(typed)
        with path.open() as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            return run(["-w", folder, "users", *words])

    assert users("add", "Rea", "--role", "reader", typed=f"{WORDS}\n") == 0
    assert users("add", "Ada", "--role", "admin", typed=f"{WORDS}!\n") == 0
    assert users("add", "Bo", typed="short\n") == 2
    capsys.readouterr()
    assert users("list") == 0
    assert capsys.readouterr().out == "admin\tAda\nreader\tRea\n"
    assert users("token", "Ada") == 0
    found = PeopleFile(Path(folder)).by_token(capsys.readouterr().out.strip())
    assert found is not None
    assert found.name == "Ada"
    assert users("remove", "Ada") == 0
    assert users("remove", "Ada") == 3
    assert [one.name for one in PeopleFile(Path(folder)).names()] == ["Rea"]
