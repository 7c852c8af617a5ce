from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable

from salis.model.document import Document
from salis.model.problem import Problem
from salis.sources.collect import Fetched, count_inputs
from tests.sources.conftest import Desk

Codes = Callable[[Document], list[str]]


def line(**fields: object) -> str:
    base = {
        "id": "a1",
        "source": "Varn Radio",
        "published": "2031-05-04T18:00Z",
        "text": "It rose.",
    }
    return json.dumps(base | fields)


def test_each_line_is_a_document_with_its_own_bytes(desk: Desk, codes: Codes) -> None:
    lines = [line(title="Flood", url="https://varn.example/1"), line(id="a2", text="It fell.")]
    path = desk.put("news.jsonl", "\n".join(lines) + "\n")
    first, second = desk.collect(path)
    assert isinstance(first, Fetched)
    assert isinstance(second, Fetched)
    assert [first.data.decode(), second.data.decode()] == lines
    assert first.document.media_type == "application/json"
    assert first.document.title == "Flood"
    assert first.document.address == "https://varn.example/1"
    assert second.document.address == f"{path}#a2"
    assert second.document.text == "It fell."
    assert codes(second.document) == []


def test_a_packed_file_and_stdin_are_read_alike(desk: Desk) -> None:
    text = "\n".join(line(id=n) for n in range(3)).encode()
    packed = desk.collect(desk.put("news.jsonl.gz", gzip.compress(text)))
    piped = desk.collect("-", stdin=text)
    ids = [
        [item.document.id for item in found if isinstance(item, Fetched)]
        for found in (packed, piped)
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 3
    assert isinstance(piped[1], Fetched)
    assert piped[1].document.address == "stdin#1"


def test_bad_lines_are_told_by_number_and_the_rest_is_read(desk: Desk) -> None:
    bad = ["{no", "[]", "3", '{"text": 4}', '{"id": 1}', line(text=" "), "", "[" * 100_000]
    path = desk.put("news.jsonl", "\n".join([line(), *bad, line(id="a9")]))
    found = desk.collect(path)
    problems = [(p.code, p.place) for p in found if isinstance(p, Problem)]
    assert problems == [
        ("not-json", f"{path}:2"),
        ("not-json", f"{path}:3"),
        ("not-json", f"{path}:4"),
        ("no-text", f"{path}:5"),
        ("no-text", f"{path}:6"),
        ("no-text", f"{path}:7"),
        ("not-json", f"{path}:9"),
    ]
    assert [item.document.address for item in found if isinstance(item, Fetched)] == [
        f"{path}#a1",
        f"{path}#a9",
    ]


def test_missing_and_odd_fields_are_told(desk: Desk, codes: Codes) -> None:
    bare, odd, late = desk.documents(
        desk.put(
            "news.jsonl",
            '{"text": "It rose."}\n'
            + line(source=["x"], published="2031-02-30", wire="MPA", credit=["Io Tamm Agency"])
            + "\n"
            + line(published="9999-12-31"),
        )
    )
    assert bare.address.endswith("news.jsonl#1")
    assert codes(bare) == ["no-source", "no-publication-time"]
    assert codes(odd) == ["bad-field", "no-source", "bad-publication-time"]
    assert odd.problems[2].place.endswith("news.jsonl:2")
    assert odd.credits == ("Io Tamm Agency", "MPA")
    assert codes(late) == ["bad-publication-time"]
    assert late.published_at is None


def test_what_cannot_be_stored_is_replaced(desk: Desk) -> None:
    document = desk.read("news.jsonl", '{"id": "\\ud800", "text": "It \\ud83d rose\\u0000.\\r\\n"}')
    assert document.text == "It � rose.\n"
    document.address.encode()


def test_a_line_in_another_encoding_is_read_and_told(desk: Desk, codes: Codes) -> None:
    document = desk.read("news.jsonl", '{"text": "Zoë rose."}'.encode("cp1252"))
    assert document.text == "Zoë rose."
    assert codes(document)[0] == "guessed-encoding"


def test_one_object_and_a_list_of_them_are_read_too(desk: Desk) -> None:
    pretty = desk.read("one.json", json.dumps({"id": "x", "text": "It rose."}, indent=2))
    assert pretty.address.endswith("one.json#x")
    listed = json.dumps(
        [{"id": "x", "text": "It rose."}, {"id": "y", "text": "It fell."}], indent=1
    )
    assert [d.text for d in desk.documents(desk.put("two.json", listed))] == [
        "It rose.",
        "It fell.",
    ]
    assert desk.fault("bad.json", '[{"text": ').code == "not-json"
    assert desk.fault("none.jsonl", "").code == "empty"


def test_a_broken_archive_gives_what_stands_before_the_break(desk: Desk) -> None:
    rows = "\n".join(line(id=n, text=f"It rose {n * 7919} times.") for n in range(9000)).encode()
    packed = gzip.compress(rows)
    found = desk.collect(desk.put("news.jsonl.gz", packed[: len(packed) // 2]))
    assert len(found) > 1000
    assert isinstance(found[-1], Problem)
    assert found[-1].code == "unreadable"


def test_a_decompression_bomb_is_cut_off(desk: Desk) -> None:
    packed = gzip.compress(b"It rose. " * 6_000_000, 9)
    assert desk.fault("bomb.txt.gz", packed).code == "too-large"


def test_thousands_of_lines_a_second(desk: Desk) -> None:
    words = "The old bridge was closed on Sunday, the city council said. " * 50
    path = desk.put("many.jsonl", "\n".join(line(id=n, text=f"{n} {words}") for n in range(2000)))
    assert count_inputs([path]) == 2000
    start = time.perf_counter()
    assert len(desk.documents(path)) == 2000
    assert time.perf_counter() - start < 4, "500 a second on the busiest machine; 4,000 alone"
