"""Claims, documents and lists as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from salis.cli.options import FORMATS as OFFERED
from salis.formats.look import Look
from salis.formats.render import FORMATS, KINDS, render
from tests.formats.dam import BRIEF, CLAIM, DEAD, DOCUMENT, LISTS

EVERYTHING = {"brief": BRIEF, "claim": CLAIM, "document": DOCUMENT, **LISTS}


def test_a_claim_shows_its_origins_and_each_statement_in_its_own_words() -> None:
    assert (
        render(CLAIM, "claim", "text", look=Look(width=80, names={"c9": "Nobody is dead."}))
        == """\
At least 30 people are dead.
reported · 1 independent origin · 2 documents · 1 grain of salt · 75% among its
rivals · claim c1a2
concerns 3 May 2031 · first told 3 May 2031 06:10 UTC · last told 3 May 2031
09:00 UTC

WHY
• Everyone who reports it cites Ilmar Vesk. (one-origin: o1)

ORIGINS  2 documents → 1 origin, 1 independent
1. Ilmar Vesk, in North Tribune · independent · 2 documents
   One speaker in both documents. (same-speaker)
  • Ilmar Vesk · “said” · assert · certain · direct quote
      “At least 30 people are dead”
      — North Tribune, 3 May 2031 06:10 UTC [d3f2#91-118]

RIVALS  cannot stand together with it
• Nobody is dead.
  salis claim c9
"""
    )


def test_a_document_shows_where_each_statement_stands() -> None:
    written = render(DOCUMENT, "document", "text", look=Look(width=80))
    assert "“At least 30 people are dead[1],” said its spokesman" in written
    assert "sabotage was possible[2]." in written
    assert "2. sabotage was possible\n   officials · “said”" in written
    assert "• A photo credit was not read.\n  photo-left-out at dam.html" in written


@pytest.mark.parametrize(
    ("fmt", "shown"),
    [
        ("text", "»At least 30 people are dead«"),
        ("md", "**At least 30 people are dead**"),
        ("html", "<mark>At least 30 people are dead</mark>"),
    ],
)
def test_a_passage_is_shown_in_its_context(fmt: str, shown: str) -> None:
    at = (DEAD.passage.start, DEAD.passage.end)
    written = render(DOCUMENT, "document", fmt, look=Look(at=at))
    assert shown in written
    assert "said its spokesman" in written
    assert "KORVAN, 3 May" not in written


def test_disputes_show_both_sides_below_what_is_disputed() -> None:
    assert (
        render(LISTS["disputes"], "disputes", "text")
        == """\
• Who closed the sluices?
  • Korvan Power closed them.
    Ilmar Vesk · disputed · 1 origin · c5
  • Nobody closed them.
    Jon Arp · disputed · 1 origin · c6
"""
    )


def test_a_table_puts_the_same_in_columns() -> None:
    first, _, row = render(LISTS["claims"], "claims", "table").splitlines()
    assert first.split() == ["id", "claim", "standing", "origins", "documents", "salt"]
    assert row.split("  ")[0] == "c1a2"


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("kind", sorted(LISTS))
def test_an_empty_list_is_said_or_is_empty(kind: str, fmt: str) -> None:
    written = render((), kind, fmt)
    expected = {"json": "[]\n", "jsonl": "", "csv": "\n"}
    assert written == expected[fmt] if fmt in expected else len(written) > 4


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fmt", ["text", "table"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_every_page_fits_its_terminal(kind: str, fmt: str, width: int) -> None:
    written = render(EVERYTHING[kind], kind, fmt, look=Look(width=width))
    assert max(map(len, written.splitlines())) <= width


def test_colour_is_only_where_it_is_asked_for() -> None:
    for kind in KINDS:
        assert "\x1b" not in render(EVERYTHING[kind], kind, "text", look=Look(colour=False))
    assert "\x1b[" in render(CLAIM, "claim", "text", look=Look(colour=True))


def test_the_formats_offered_are_those_there_are() -> None:
    assert OFFERED == FORMATS


class _Tags(HTMLParser):
    """Collects tags, and whether they close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _tags(kind: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    reader = _Tags()
    reader.feed(render(EVERYTHING[kind], kind, "html", look=Look(quotes=True)))
    assert reader.open == []
    yield from reader.seen


@pytest.mark.parametrize("kind", KINDS)
def test_an_html_page_is_whole_and_fetches_nothing(kind: str) -> None:
    tags = list(_tags(kind))
    assert {"html", "head", "title", "main"} <= {tag for tag, _ in tags}
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in tags}
    assert not any(name in ("src", "href", "onclick") for _, attrs in tags for name in attrs)


def test_a_record_is_said_with_counts_and_interval_and_below_five_not_at_all() -> None:
    source = " ".join(render(LISTS["sources"], "sources", "text").split())
    speakers = " ".join(render(LISTS["speakers"], "speakers", "text").split())
    vesk, arp = speakers.split("• ")[1:]

    assert "7 of 9 settled claims held (45% to 94%)" in source
    assert "ahead in 4 claims, by 6.5 h (median)" in source
    assert (
        "foretold: 6 kept, 4 failed, 2 due and undecided, 3 ahead, 1 conditional; "
        "3 of 5 settled ones held (23% to 88%); Brier 0.16, log 0.52 of 5 with a likelihood"
    ) in source
    assert "2 of the open ones corroborated; no record below 5 settled" in vesk
    assert "record" not in arp
    assert "foretold" not in arp
