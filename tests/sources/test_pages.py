from __future__ import annotations

from collections.abc import Callable

import pytest

from salis.model.document import Document
from salis.sources.collect import Hints
from tests.sources.conftest import Desk

Codes = Callable[[Document], list[str]]

STRIKE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Minister denies order - Coast Daily</title>
<meta property="og:title" content="Minister denies order to fire">
<meta property="og:site_name" content="Coast Daily">
<meta name="author" content="Meridian Press Agency">
<meta property="article:published_time" content="2031-05-04T17:05:00Z">
<link rel="canonical" href="https://coast.example/strike">
</head><body class="cookie-consent-on">
<header role="banner"><a href="/">Coast Daily</a><ul><li><a href="/n">News</a></li></ul></header>
<div id="cookie-bar"><p>We value your privacy. Our 812 partners store information.</p></div>
<main><article><h1>Minister denies order to fire</h1>
<div class="byline">By Meridian Press Agency <time datetime="2031-05-04T17:05Z">5 pm</time></div>
<figure><img src="x"><figcaption>Soldiers near the harbour. (Photo: T. Okello)</figcaption></figure>
<p>PORT VARN (MPA) - Interior Minister Dara Venn denied on Sunday that soldiers had been
ordered to fire on strikers.</p>
<p>“It is a lie,” Venn told reporters. “There was no such order.</p><p>“There never will be.”</p>
<div class="related"><h3>Related</h3><ul><li><a href="/1">Strike enters week 3</a></li></ul></div>
<p>At least 12 people were wounded, according to the port hospital.<br>Unions say 31.</p>
<div class="newsletter-signup"><p>Sign up for our morning briefing, every day.</p></div>
</article></main>
<section id="comments"><h2>Comments</h2><p>user1: Nobody was hurt at all.</p></section>
<footer><p>© 2031 Coast Daily. All rights reserved.</p></footer></body></html>
"""


def page(head: str, body: str = "<p>Water reached Varn at noon, the mayor said.</p>") -> str:
    return f"<html><head><title>Flood</title>{head}</head><body>{body}</body></html>"


def linked(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def published(document: Document) -> str | None:
    return document.published_at.at.isoformat() if document.published_at else None


def test_the_article_is_read_and_what_surrounds_it_is_not(desk: Desk) -> None:
    assert desk.read("strike.html", STRIKE).text == (
        "Minister denies order to fire\n\n"
        "PORT VARN (MPA) - Interior Minister Dara Venn denied on Sunday that soldiers had been "
        "ordered to fire on strikers.\n\n"
        "“It is a lie,” Venn told reporters. “There was no such order.\n\n“There never will be.”"
        "\n\nAt least 12 people were wounded, according to the port hospital.\n\nUnions say 31."
    )


def test_the_page_says_who_when_and_what(desk: Desk, codes: Codes) -> None:
    document = desk.read("strike.html", STRIKE)
    assert document.media_type == "text/html"
    assert document.title == "Minister denies order to fire"
    assert document.source.name == "Coast Daily"
    assert published(document) == "2031-05-04T17:05:00+00:00"
    assert document.address == "https://coast.example/strike"
    assert document.author == "Meridian Press Agency"
    assert document.credits == ("Meridian Press Agency",)
    assert codes(document) == []


def test_linked_data_is_read_with_the_time_of_day_and_its_zone(desk: Desk) -> None:
    head = linked(
        '{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"], '
        '"headline": "Flood reaches Varn", "datePublished": "2031-05-04T18:00:00+02:00", '
        '"author": [{"@type": "Organization", "name": "Meridian Press"}, '
        '{"@type": "Person", "name": "Io Tamm"}], "publisher": {"name": "Varn Radio"}, '
        '"mainEntityOfPage": {"@id": "https://varn.example/flood"}}]}'
    )
    document = desk.read("flood.html", page(head))
    assert published(document) == "2031-05-04T16:00:00+00:00"
    assert (document.title, document.source.id) == ("Flood reaches Varn", "varn-radio")
    assert document.author == "Meridian Press, Io Tamm"
    assert document.credits == ("Meridian Press",)
    assert document.url == "https://varn.example/flood"


def test_a_changed_page_counts_from_its_change(desk: Desk) -> None:
    head = linked(
        '{"@type": "NewsArticle", "datePublished": "2031-05-04T18:00Z", '
        '"dateModified": "2031-05-04T20:30Z"}'
    )
    assert published(desk.read("flood.html", page(head))) == "2031-05-04T20:30:00+00:00"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta property="article:modified_time" content="2031-05-04T09:00Z">', "", "09:00"),
        ('<meta name="DC.date.issued" content="2031-05-04T08:00Z">', "", "08:00"),
        (
            "",
            '<p class="date-published"><time datetime="2031-05-04T07:00Z">now</time></p>',
            "07:00",
        ),
        ("", '<time itemprop="datePublished" datetime="2031-05-04T06:00Z">now</time>', "06:00"),
        # When it will happen, and when another story appeared, is not when this one did.
        ("", '<p>They meet on <time datetime="2031-05-04">Sunday</time> in Varn.</p>', None),
        ("", '<aside class="posted"><time datetime="2031-05-04">4 May</time> Cats</aside>', None),
        # Neither is a date in the words or in the address.
        (
            '<link rel="canonical" href="https://v.example/2031/05/04/a">',
            "<p>4 May 2031.</p>",
            None,
        ),
    ],
)
def test_only_the_pages_own_metadata_dates_it(
    desk: Desk, head: str, body: str, expected: str | None
) -> None:
    article = f"{body}<p>Water reached the first houses of Varn, the mayor said.</p>"
    document = desk.read("flood.html", page(head, article))
    assert published(document) == (expected and f"2031-05-04T{expected}:00+00:00")


def test_an_impossible_date_is_told_and_the_page_kept_undated(desk: Desk, codes: Codes) -> None:
    head = '<meta property="article:published_time" content="2031-02-30T10:00:00Z">'
    document = desk.read("flood.html", page(head))
    assert document.published_at is None
    assert codes(document) == ["no-source", "bad-publication-time"]
    assert "2031-02-30T10:00:00Z" in document.problems[1].text


def test_a_one_line_alert_is_a_document(desk: Desk) -> None:
    document = desk.read("alert.html", page(""))
    assert document.text == "Water reached Varn at noon, the mayor said."


def test_a_piece_of_a_page_is_read_too(desk: Desk) -> None:
    for start in ("", "<!DOCTYPE html>", "<title>Ferry</title>"):
        document = desk.read("a.html", f"{start}<p>Two people <b>died</b>, police said.</p>")
        assert document.text == "Two people died, police said."


def test_the_host_stands_in_for_a_name(desk: Desk) -> None:
    document = desk.read("a.html", page('<link rel="canonical" href="https://www.varn.example/f">'))
    assert document.source.name == "varn.example"


def test_declared_character_sets_are_obeyed_where_it_is_not_utf_8(desk: Desk, codes: Codes) -> None:
    markup = page('<meta charset="windows-1251">', "<p>Вода дошла до Варна, сказал мэр.</p>")
    cyrillic = desk.read("a.html", markup.encode("cp1251"))
    assert cyrillic.text == "Вода дошла до Варна, сказал мэр."
    resaved = desk.read("b.html", markup.encode("utf-8"))
    assert resaved.text == cyrillic.text
    for hostile in ("idna", "unicode_escape", "hex", "no-such-set"):
        markup = page(f'<meta charset="{hostile}">', "<p>Zoë said so.</p>")
        guessed = desk.read("c.html", markup.encode("cp1252"))
        assert guessed.text == "Zoë said so."
        assert "guessed-encoding" in codes(guessed)


def test_a_page_is_told_by_its_content_not_its_name(desk: Desk) -> None:
    assert desk.read("page.txt", STRIKE).media_type == "text/html"
    assert desk.read("page", STRIKE.encode("utf-16")).media_type == "text/html"
    assert desk.read("note.html", "Just words, no page.").media_type == "text/plain"


def test_menus_alone_are_no_document(desk: Desk) -> None:
    menus = page("", '<nav><a href="/">Home</a><a href="/w">World</a></nav><script>a="B."</script>')
    assert desk.fault("a.html", menus).code == "no-text"
    assert desk.fault("b.html", "<html><body></body></html>").code == "no-text"


def test_deep_and_broken_markup_ends(desk: Desk) -> None:
    deep = "<div>" * 50_000 + "Water reached Varn at noon." + "</div>" * 50_000
    (found,) = desk.collect(desk.put("deep.html", page("", deep)))
    assert found is not None
    bent = '<html><body><p>Water reached <b>Varn</p></i>, he said.<p><a href="'
    assert "Water reached Varn" in desk.read("bent.html", bent).text
    broken = page(linked('{"@type": "NewsArticle", "headline": ') + linked("[" * 100_000))
    assert desk.read("json.html", broken, hints=Hints()).title == "Flood"


@pytest.mark.parametrize("length", [1, 40])
def test_no_word_of_a_sentence_is_lost_to_its_marks(desk: Desk, length: int) -> None:
    sentence = (
        '<p>The <b>harbour</b> is shut until <time datetime="2031-06-01">1 June</time>, the '
        '<a href="/x">authority</a> said, and called talk of <q>a <em>leak</em></q> false. '
        "<del>Nine</del> Ten ships wait.</p>"
    )
    more = "".join(
        f"<p>Ship {n} lies in the roads off Varn, its owner said.</p>" for n in range(length)
    )
    text = desk.read("a.html", page("", sentence + more)).text
    assert text.startswith(
        "The harbour is shut until 1 June, the authority said, and called talk of “a leak” false. "
        "Ten ships wait.\n\nShip 0"
    )


def test_a_page_too_large_to_take_apart_is_told(desk: Desk) -> None:
    assert desk.fault("wide.html", page("", "<b>x" * 250_000)).code in {"too-large", "no-text"}
    assert desk.fault("links.html", page("", "<a href=x>y</a>" * 201_000)).code == "too-large"
    assert desk.fault("long.html", page("", "<p>It rose.</p>" * 1_400_000)).code == "too-large"
