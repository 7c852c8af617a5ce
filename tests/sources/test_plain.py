from __future__ import annotations

from collections.abc import Callable

from salis.model.document import Document
from salis.model.times import Precision
from salis.sources.collect import Hints, parse_moment
from tests.sources.conftest import Desk

Codes = Callable[[Document], list[str]]

FLOOD = "The old bridge over the Varn was closed on Sunday, the city council said.\n"


def test_a_bare_text_is_kept_and_says_what_nobody_knows(desk: Desk, codes: Codes) -> None:
    document = desk.read("flood.txt", FLOOD)
    assert document.text == FLOOD
    assert document.media_type == "text/plain"
    assert document.address == str(desk.folder / "flood.txt")
    assert document.source.name == "unknown source"
    assert document.published_at is None
    assert codes(document) == ["no-source", "no-publication-time"]


def test_front_matter_says_who_when_and_what(desk: Desk, codes: Codes) -> None:
    document = desk.read(
        "flood.txt",
        "---\nsource: Harbour Gazette\npublished: 2031-05-04T18:00+02:00\n"
        'title: "Bridge closed: river rises"\nurl: https://gazette.example/bridge\n'
        f"author: By Mara Lindqvist\n---\n\n{FLOOD}",
    )
    assert (document.source.id, document.source.name) == ("harbour-gazette", "Harbour Gazette")
    assert document.published_at is not None
    assert document.published_at.at.isoformat() == "2031-05-04T16:00:00+00:00"
    assert document.published_at.precision is Precision.MINUTE
    assert document.title == "Bridge closed: river rises"
    assert document.address == document.url == "https://gazette.example/bridge"
    assert document.author == "Mara Lindqvist"
    assert document.text == FLOOD
    assert codes(document) == []


def test_a_slip_in_the_front_matter_is_named_with_its_line(desk: Desk) -> None:
    document = desk.read(
        "flood.txt",
        f"---\nsource: Varn Radio\ndate: 2031-05-04\npublished: 2031-02-30\nno\n---\n{FLOOD}",
    )
    path = desk.folder / "flood.txt"
    assert [(p.code, p.place) for p in document.problems] == [
        ("bad-front-matter", f"{path}:3"),
        ("bad-front-matter", f"{path}:5"),
        ("bad-publication-time", str(path)),
    ]
    assert "known are source, published" in document.problems[0].text
    assert "2031-02-30" in document.problems[2].text
    assert document.published_at is None
    assert document.source.id == "varn-radio"
    assert document.text == FLOOD


def test_a_text_that_opens_with_a_rule_loses_nothing(desk: Desk) -> None:
    text = f"---\n{FLOOD}---\n{FLOOD}"
    assert desk.read("flood.txt", text).text == text


def test_what_the_person_says_wins(desk: Desk) -> None:
    hints = Hints(source="Varn Radio", published=parse_moment("2031-05-01"), title="Flood")
    document = desk.read("f.txt", f"---\nsource: X\npublished: 2030\n---\n{FLOOD}", hints=hints)
    assert (document.source.name, document.title) == ("Varn Radio", "Flood")
    assert document.published_at == parse_moment("2031-05-01")


def test_an_agency_as_author_is_a_credit(desk: Desk) -> None:
    by = "---\nsource: Coast Daily\nauthor: {}\n---\n" + FLOOD
    agency = desk.read("a.txt", by.format("By Meridian Press Agency"))
    assert agency.credits == ("Meridian Press Agency",)
    assert desk.read("b.txt", by.format("Mara Lindqvist")).credits == ()
    stated = desk.read("c.txt", f"---\nsource: Coast Daily\ncredit: MPA\n---\n{FLOOD}")
    assert stated.credits == ("MPA",)
    own = desk.read("d.txt", f"---\nsource: MPA\ncredit: mpa\n---\n{FLOOD}")
    assert own.credits == ()


def test_markdown_is_read_as_its_words(desk: Desk) -> None:
    document = desk.read(
        "strike.md",
        "---\nsource: Coast Daily\n---\n# Strike *ends*\n\nThe union [agreed](https://x.example) "
        "to **return**\non Monday, `spokesman` Io Tamm said.\n\n![The gate](gate.jpg)\n\n"
        "- Pay rises by ~~3~~4 %\n- Nobody is fired\n\n> It is over.\n\n"
        "<p>Two sides\nagreed.</p>\n",
    )
    assert document.media_type == "text/markdown"
    assert document.title == "Strike ends"
    assert document.text == (
        "Strike ends\n\nThe union agreed to return\non Monday, spokesman Io Tamm said.\n\n"
        "Pay rises by 4 %\n\nNobody is fired\n\nIt is over.\n\nTwo sides\nagreed."
    )


def test_encodings_are_read_and_guesses_are_told(desk: Desk, codes: Codes) -> None:
    text = "Zoë Märk said: “No one – no one – was hurt.”\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        document = desk.read("a.txt", text.encode(encoding))
        assert document.text == text
        assert codes(document) == ["no-source", "no-publication-time"]
    guessed = desk.read("b.txt", text.encode("cp1252"))
    assert guessed.text == text
    assert codes(guessed)[0] == "guessed-encoding"
    mixed = desk.read("c.txt", text.encode() + text.encode("cp1252"))
    assert mixed.text == text * 2
    assert codes(mixed)[0] == "mixed-encoding"


def test_line_ends_become_one_kind_and_nul_goes(desk: Desk) -> None:
    text = "One said so.\r\nTwo denied it.\rThree\0 was silent. It’s “so”.\n" + FLOOD
    assert desk.read("a.txt", text).text.startswith(
        "One said so.\nTwo denied it.\nThree was silent. It’s “so”.\n"
    )


def test_there_is_nothing_to_keep(desk: Desk) -> None:
    assert desk.fault("a.txt", b"").code == "empty"
    assert desk.fault("b.txt", "\ufeff \n\n").code == "empty"
    assert desk.fault("c.txt", "---\nsource: Varn Radio\n---\n\n").code == "no-text"
    assert desk.fault("d.txt", b"\x7fELF\x01\x01 and so on").code == "binary"
    assert desk.fault("e.txt", bytes(range(256)) * 20).code == "binary"


def test_a_text_over_the_limit_is_not_read(desk: Desk) -> None:
    problem = desk.fault("big.txt", b"So it goes on. " * 3_400_000)
    assert problem.code == "too-large"
    assert "50 MB" in problem.text


def test_a_document_from_the_future_is_kept_and_said_to_be_so(desk: Desk) -> None:
    document = desk.read("f.txt", f"---\nsource: X\npublished: 2033-01-01\n---\n{FLOOD}")
    assert [problem.code for problem in document.problems] == ["published-in-future"]
    assert document.published_at == parse_moment("2033-01-01")
