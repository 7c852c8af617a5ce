"""Pages as one HTML file: no script, no remote asset, readable on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from salis.formats.page import (
    Block,
    Heading,
    Item,
    Line,
    Page,
    Paragraph,
    Quote,
    Span,
    Table,
    Tone,
    Verbatim,
    words_of,
)
from salis.formats.safe import safe_block, safe_span

_ELEMENTS = {Tone.STRONG: "strong", Tone.CODE: "code", Tone.MARKED: "u", Tone.FOUND: "mark"}
_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Salis">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
"""


def _span(span: Span, words: str) -> str:
    inner = escape(words)
    if span.tone is Tone.PLAIN:
        return inner
    if element := _ELEMENTS.get(span.tone):
        return f"<{element}>{inner}</{element}>"
    return f'<span class="{span.tone}">{inner}</span>'


def _line(line: Line) -> str:
    return "".join(_span(span, safe_span(span.text)) for span in line).strip()


def _quote(quote: Quote) -> str:
    cite = f"<figcaption>{_line(quote.cite)}</figcaption>" if quote.cite else ""
    words = escape(safe_span(quote.words).strip())
    return f"<figure><blockquote>{words}</blockquote>{cite}</figure>"


def _item(item: Item) -> str:
    label = f"<b>{escape(safe_span(item.label))}</b> " if item.label else ""
    notes = "".join(f"<p class=note>{_line(note)}</p>" for note in item.notes)
    quotes = "".join(_quote(quote) for quote in item.quotes)
    depth = f" class=depth{min(item.depth, 3)}" if item.depth else ""
    return f"<li{depth}><p>{label}{_line(item.head)}</p>{notes}{quotes}</li>"


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield f"<p>{escape(table.empty)}</p>"
        return
    yield "<table>\n<thead><tr>"
    yield "".join(f"<th scope=col>{escape(column.name)}</th>" for column in table.columns)
    yield "</tr></thead>\n<tbody>"
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield "<tr>" + "".join(
            f'<td data-name="{escape(column.name)}"{" class=number" if column.counts else ""}>'
            f"<div>{_line(cell)}</div></td>"
            for column, cell in cells
        )
        yield "</tr>"
    yield "</tbody>\n</table>"


def _verbatim(block: Verbatim) -> str:
    words = "".join(_span(span, safe_block(span.text)) for span in block.line)
    return f"<div class=verbatim>{words}</div>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            aside = f" <small>{escape(safe_span(block.aside))}</small>" if block.aside else ""
            yield f"<h2>{escape(safe_span(block.text))}{aside}</h2>"
        case Paragraph():
            yield f"<p>{_line(block.line)}</p>"
        case Quote():
            yield _quote(block)
        case Item():
            yield _item(block)
        case Verbatim():
            yield _verbatim(block)
        case Table():
            yield from _table(block)


def _body(page: Page) -> Iterator[str]:
    listing = False
    for block in page.blocks:
        if isinstance(block, Item) != listing:
            yield "</ul>" if listing else "<ul>"
            listing = not listing
        yield from _block(block)
    if listing:
        yield "</ul>"


def write_html(page: Page) -> str:
    """Write a page as one complete HTML document."""
    style = files("salis.formats").joinpath("page.css").read_text(encoding="utf-8")
    title = escape(safe_span(words_of(page.title)).strip()) or "Salis"
    head = _HEAD.format(title=title, style=style)
    heading = f"<h1>{_line(page.title)}</h1>\n" if page.title else ""
    return head + heading + "\n".join(_body(page)) + "\n</main>\n</body>\n</html>\n"
