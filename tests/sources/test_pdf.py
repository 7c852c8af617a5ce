from __future__ import annotations

from collections.abc import Sequence

from salis.sources.pdf import join_pages
from tests.sources.conftest import Desk


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Write a PDF by hand: one text line below the other on each page."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        content = f"BT /F1 11 Tf 60 780 Td {shown}ET".encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    objects.append(b"<</Title(Varn flood report)/Author(Mara Lindqvist)/CreationDate(D:20310504)>>")
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R/Info %d 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, size - 1, len(out))
    )


REPORT = [
    [
        "Varn flood report",
        "",
        "The old bridge over the Varn was closed on Sunday after the inun-",
        "dation of the lower town, the city council said in a statement on",
        "Monday. It stays closed.",
        "At least 30 people left their homes, according to Ilse Marr, head",
        "of the fire service, who",
    ],
    ["spoke to reporters.", "Nobody was hurt."],
]


def test_wrapped_and_hyphenated_lines_become_paragraphs(desk: Desk) -> None:
    document = desk.read("report.pdf", pdf(REPORT))
    assert document.media_type == "application/pdf"
    assert document.text.startswith("Varn flood report\n\nThe old bridge over the Varn was closed")
    assert "after the inundation of the lower town, the city council said in a" in document.text
    assert "It stays closed.\n\nAt least 30 people" in document.text
    assert "fire service, who spoke to reporters." in document.text


def test_when_the_file_was_made_is_not_when_it_was_published(desk: Desk) -> None:
    document = desk.read("report.pdf", pdf(REPORT))
    assert (document.title, document.author) == ("Varn flood report", "Mara Lindqvist")
    assert document.published_at is None
    assert [p.code for p in document.problems] == ["no-source", "no-publication-time"]


def test_running_heads_and_page_numbers_go() -> None:
    pages = [f"Varn Council\nThe water rose on day {n}, it said.\n{n}" for n in range(1, 5)]
    assert join_pages(pages) == "\n\n".join(
        f"The water rose on day {n}, it said." for n in range(1, 5)
    )


def test_a_broken_pdf_is_told(desk: Desk) -> None:
    whole = pdf(REPORT)
    assert desk.fault("a.pdf", whole[:300]).code == "unreadable-pdf"
    assert desk.fault("b.pdf", b"%PDF-1.7\n").code == "unreadable-pdf"
    assert desk.fault("c.pdf", b"These are words.").code == "unreadable-pdf"
    assert desk.fault("d.pdf", pdf([[]])).code == "no-text"
