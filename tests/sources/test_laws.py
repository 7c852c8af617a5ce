"""What holds for any bytes under any name."""

from __future__ import annotations

import hashlib
import io
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salis.sources.collect import Fetched, Hints, collect
from tests.sources.conftest import NOW

NAMES = ("a.txt", "a.md", "a.html", "a.pdf", "a.jsonl", "a.json", "a.eml", "a.gz", "a")
STARTS = (
    b"", b"%PDF-1.4\n1 0 obj<<", b"<html><body><p>", b'{"text": "', b'[{"text": ', b"\x1f\x8b\x08",
    b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n", b"---\nsource: ", b"\xff\xfe",
    b'<html><script type="application/ld+json">{"@type":"NewsArticle","author":',
)  # fmt: skip


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(NAMES),
    start=st.sampled_from(STARTS),
    rest=st.binary(max_size=400)
    | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")),
)
def test_any_bytes_give_documents_or_problems_that_can_be_stored(
    tmp_path: Path, name: str, start: bytes, rest: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(start + rest)
    found = list(collect([str(path)], hints=Hints(), fetched_at=NOW))
    assert found
    for item in found:
        "\n".join(
            map(str, astuple(item.document) if isinstance(item, Fetched) else astuple(item))
        ).encode()
        if isinstance(item, Fetched):
            assert item.document.digest == hashlib.sha256(item.data).hexdigest()
            assert item.document.text.strip()
            assert "\r" not in item.document.text
            assert "\0" not in item.document.text


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1, max_size=80).filter(str.strip))
def test_reading_again_gives_the_same_document(text: str, source: str) -> None:
    data = text.encode("utf-8", "replace")
    first, second = (
        list(collect(["-"], hints=Hints(source=source), fetched_at=NOW, stdin=io.BytesIO(data)))
        for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@given(text=st.text(st.characters(categories=["L", "P", "Zs"]), min_size=1).filter(str.strip))
def test_a_plain_text_comes_through_unchanged(encoding: str, text: str) -> None:
    words = f"So: {text}"
    stdin = io.BytesIO(words.encode(encoding))
    (item,) = collect(["-"], hints=Hints(), fetched_at=NOW, stdin=stdin)
    assert isinstance(item, Fetched)
    assert item.document.text == words
