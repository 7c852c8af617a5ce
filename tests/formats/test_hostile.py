"""What a hostile author puts into a document reaches the reader as harmless text."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from salis.formats.data import write_csv, write_json
from salis.formats.look import Look
from salis.formats.markdown import escaped
from salis.formats.render import render
from salis.formats.safe import safe_block, safe_line
from tests.formats.dam import BRIEF, CLAIM, item

HOSTILE = (
    "\x1b]0;owned\x07 \x9b31m \u202egnp.exe \u2066x "
    "[bold red]rich[/] <script>alert(1)</script> "
    "| **bold** [a](javascript:alert(1)) `tick` &amp; <!-- "
)
BAD = set(map(chr, [*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F)]))
BAD |= set(map(chr, range(0x2066, 0x206A)))


@pytest.mark.parametrize("fmt", ["text", "table", "md", "html", "json", "jsonl", "csv"])
def test_no_control_and_no_turn_of_direction_comes_through(fmt: str) -> None:
    brief = replace(BRIEF, event=HOSTILE, known=(item("c1", HOSTILE, "reported"),))
    for records, kind in ((brief, "brief"), ((replace(CLAIM, text=HOSTILE),), "claims")):
        assert not BAD & set(render(records, kind, fmt, look=Look(width=100)))


def test_a_terminal_shows_markup_of_any_kind_as_it_stands() -> None:
    written = render((replace(CLAIM, text=HOSTILE),), "claims", "text", look=Look(width=300))
    assert "[bold red]rich[/]" in written
    assert r"\x1b]0;owned\x07 \x9b31m \u202egnp.exe" in " ".join(written.split())


def test_html_shows_tags_as_text() -> None:
    class Tags(HTMLParser):
        found: list[str] = []  # noqa: RUF012 (one reader)

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.found.append(f"{tag} {attrs}")

    Tags().feed(render((replace(CLAIM, text=HOSTILE),), "claims", "html"))
    assert not any("script" in tag or "javascript" in tag for tag in Tags.found)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2 is not", "'-2 is not"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("-5", "-5"),
        ("+3.5e4", "+3.5e4"),
        ("a=b", "a=b"),
    ],
)
def test_a_spreadsheet_takes_no_text_for_a_formula(cell: str, written: str) -> None:
    rows = list(csv.reader(io.StringIO(write_csv([{"text": cell, "n": -1}]))))
    assert rows == [["text", "n"], [written, "-1"]]


def test_a_nested_record_becomes_columns_and_short_cells() -> None:
    row: dict[str, Any] = {
        "id": "c1",
        "concerns": {"start": "2031", "end": None},
        "origins": [{"id": "o1", "speaker": "Ilmar Vesk"}, {"id": "o2", "speaker": None}],
        "documents": ["d1", "d2"],
    }
    bare: dict[str, Any] = {"id": "c2", "concerns": None, "origins": [], "documents": []}
    assert write_csv([row, bare]) == (
        "id,concerns.start,concerns.end,origins,documents\nc1,2031,,Ilmar Vesk; o2,d1; d2\nc2,,,,\n"
    )


@given(st.text())
def test_json_stays_the_same_value(text: str) -> None:
    assert json.loads(write_json({"text": text})) == {"text": text}


@given(st.text(st.characters()))
def test_safe_text_can_always_be_written_and_stays_safe(text: str) -> None:
    for safe in (safe_line(text), safe_block(text)):
        safe.encode()
        assert not BAD & set(safe)
        assert safe_block(safe) == safe
    assert "\n" not in safe_line(text)


@given(st.text(st.sampled_from("ab *_`[]()<>#|~!&;\\-+1.=")))
def test_markdown_shows_any_text_as_it_stands(text: str) -> None:
    words = safe_line(text)
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(f"x {escaped(words)}")
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline) == f"x {words}".strip()
