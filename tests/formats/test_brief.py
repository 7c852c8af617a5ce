"""The brief as a person reads it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from salis.formats.look import Look
from salis.formats.render import render
from salis.views.records import ReasonRecord
from tests.formats.dam import BRIEF, item

BRIEF_AT_80 = """\
Korvan dam, 3–6 May 2031 — as of 6 May 2031 18:00 UTC, as published
24 documents, of them 9 copies · 11 origins · 63 claims · 18 questions

KNOWN
• The dam above Korvan burst in the night of 3 May, and water stood two metres
  high in the lower town by the morning.
  corroborated · 2 independent origins · 9 documents · [d3f2#16-59]
  denied by Korvan Power
• The valley road will reopen on 5 May.
  settled: happened · 1 origin: Ilmar Vesk · 14 documents · [d3f2#91-118]

CHANGED
• At least 30 people are dead.
  4 May 2031 09:00 UTC · alleged → reported · Ilmar Vesk said so in North
  Tribune. · c1a2

DISPUTED
• Who closed the sluices?
  • Korvan Power closed the sluices.
    Ilmar Vesk · 1 independent origin · 14 documents · [d3f2#91-118]
    denied by Jon Arp
  • The sluices were never closed.
    Jon Arp · 1 independent origin · 14 documents · [d3f2#91-118]

REPORTED, BY ONE ORIGIN EACH
• 47 people are dead.
  reported · 1 origin: Ilmar Vesk · 14 documents · [d3f2#91-118]
  earlier: At least 30 people are dead.

ALLEGED
• The dam was sabotaged.
  alleged by officials · 2 documents · [d3f2#91-118]

NOT KNOWN
• How many people are missing?

EXPECTED
• Power will be back within a week.
  expected, due 3 May 2031 · says Ilmar Vesk · [d3f2#91-118]

OPINIONS AND DEMANDS  kept, never weighed
41 in all: Ana Velic 12, North Tribune 8.
salis claims --standing not_factual

Open a passage: salis document d3f2 --at 16-59
See all that a claim stands on: salis claim c1
"""


def test_the_brief_on_a_terminal_says_what_is_known_first_and_opinions_last() -> None:
    assert render(BRIEF, "brief", "text", look=Look(width=80)) == BRIEF_AT_80


@pytest.mark.parametrize("width", [40, 60, 80, 120, 300])
def test_no_line_is_wider_than_the_terminal_nor_than_a_hundred(width: int) -> None:
    lines = render(BRIEF, "brief", "text", look=Look(width=width)).splitlines()
    assert max(map(len, lines)) <= min(width, 100)


def test_the_brief_in_a_file_quotes_the_words_with_their_source_and_time() -> None:
    written = render(BRIEF, "brief", "md", look=Look(quotes=True))
    assert "**reported** · 1 origin: Ilmar Vesk · 14 documents" in written
    assert (
        "  > “At least 30 people are dead”  \n"
        "  > — North Tribune, 3 May 2031 06:10 UTC `[d3f2#91-118]`\n"
    ) in written


def test_a_section_that_is_too_long_says_how_to_see_the_rest() -> None:
    many = tuple(item(f"c{n}", f"Bridge {n} is down.", "reported") for n in range(24))
    written = render(replace(BRIEF, known=many), "brief", "text", look=Look(width=80))
    assert "Bridge 11 is down." in written
    assert "Bridge 12 is down." not in written
    assert "• … and 12 more: salis claims --standing reported" in written


def test_a_reader_may_choose_how_much_is_shown() -> None:
    many = tuple(item(f"c{n}", f"Bridge {n} is down.", "reported") for n in range(24))
    written = render(replace(BRIEF, known=many), "brief", "text", look=Look(width=80, cap=2))
    assert "… and 22 more" in written


@pytest.mark.parametrize("fmt", ["text", "table", "md", "html"])
def test_no_verdict_of_truth_is_printed(fmt: str) -> None:
    words = re.sub(r"<style>.*?</style>", "", render(BRIEF, "brief", fmt), flags=re.DOTALL)
    assert not re.search(r"\b(true|truth|false)\b", words, re.IGNORECASE)
    assert "settled: happened" in words


def test_a_claim_that_is_only_denied_is_shown_once_with_its_denial() -> None:
    denied = item("c5", "The sluices were shut.", "disputed", denied_by=("Jon Arp",))
    only = replace(BRIEF.disputed[0], question=None, text=denied.text, claims=(denied,))
    written = render(replace(BRIEF, disputed=(only,)), "brief", "text", look=Look(width=80))
    assert written.count("The sluices were shut.") == 1
    assert (
        "• The sluices were shut.\n"
        "  Ilmar Vesk · 1 independent origin · 14 documents · [d3f2#91-118]\n"
        "  denied by Jon Arp\n"
    ) in written


def test_what_has_fallen_is_shown_apart_from_what_is_known() -> None:
    why = ReasonRecord("retracted", "North Tribune took it back.", ())
    fled = item("c7", "The mayor fled.", "retracted", reasons=(why,))
    written = render(replace(BRIEF, known=(*BRIEF.known, fled)), "brief", "text")
    known, _, rest = written.partition("NO LONGER STANDING")
    assert "The mayor fled." not in known
    assert rest.startswith(
        "\n• The mayor fled.\n  retracted · 1 origin: Ilmar Vesk · 14 documents · [d3f2#91-118]\n"
        "  North Tribune took it back.\n"
    )


def test_what_decided_a_claim_is_said() -> None:
    why = ReasonRecord("evidence", "A record of grade 1 bears for it: the coroner's register.", ())
    sure = item("c7", "47 people are dead.", "confirmed", reasons=(why,))
    written = render(replace(BRIEF, known=(sure,)), "brief", "text")
    assert "[d3f2#91-118]\n  A record of grade 1 bears for it: the coroner's register.\n" in written


def test_an_empty_brief_says_so() -> None:
    counts = replace(BRIEF.counts, documents=0, copies=0)
    written = render(replace(BRIEF, counts=counts), "brief", "text")
    assert "Nothing has been told by then. Add documents: salis add PATH" in written


def test_a_line_that_leans_on_the_sentence_before_is_counted_and_not_shown() -> None:
    leaning = replace(item("c8", "He had orders to talk to nobody.", "alleged"), leans=True)
    clear = item("c9", "The dam was sabotaged.", "alleged")
    written = render(replace(BRIEF, alleged=(leaning, clear)), "brief", "text")
    assert "The dam was sabotaged." in written
    assert "He had orders" not in written
    assert "… and 1 more: salis claims --standing alleged" in written
