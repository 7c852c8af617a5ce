"""Pages as Markdown; what comes from documents is escaped and cannot mark anything up."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
)
from salis.formats.safe import safe_block, safe_span

_MARKS = re.compile(r"[\\`*\[\]<>|~]|&(?=[#\w]+;)|(?<!\w)_|_(?!\w)|!(?=\[)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))", re.M)
_NUMBER = re.compile(r"\d+\.")
#: Two blanks at a line's end: a hard line break that reads well raw.
_BREAK = "  "
_AROUND = {
    Tone.STRONG: "**",
    Tone.MARKED: "_",
    Tone.FOUND: "**",
    Tone.FIRM: "**",
    Tone.LIGHT: "**",
    Tone.SPLIT: "**",
    Tone.FALLEN: "**",
    Tone.OPEN: "**",
}


def _start(match: re.Match[str]) -> str:
    blank, mark = match.groups()
    return f"{blank}{mark}\\" if mark[0].isdigit() else f"{blank}\\{mark}"


def escaped(text: str) -> str:
    """Escape what Markdown would take for markup."""
    return _LINE_START.sub(_start, _MARKS.sub(lambda mark: "\\" + mark.group(), text))


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence}{text}{fence}"


def _span(span: Span, words: str) -> str:
    if span.tone is Tone.CODE:
        return _code(words)
    around = _AROUND.get(span.tone, "")
    inner = words.strip()
    if not around or not inner or "\n\n" in inner:
        return escaped(words)
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{lead}{around}{escaped(inner)}{around}{tail}"


def _line(line: Line) -> str:
    return "".join(_span(span, safe_span(span.text)) for span in line).strip()


def _quote(quote: Quote, indent: str) -> Iterator[str]:
    words = escaped(safe_span(quote.words).strip())
    yield ""
    yield f"{indent}> “{words}”" + (_BREAK if quote.cite else "")
    if quote.cite:
        yield f"{indent}> — {_line(quote.cite)}"


def _item(item: Item) -> Iterator[str]:
    mark = item.label if _NUMBER.fullmatch(item.label) else "-"
    label = f"{escaped(safe_span(item.label))} " if item.label and mark == "-" else ""
    indent = "  " * item.depth
    inner = indent + " " * (len(mark) + 1)
    lines = [label + _line(item.head), *map(_line, item.notes)]
    yield f"{indent}{mark} " + f"{_BREAK}\n{inner}".join(lines)
    for quote in item.quotes:
        yield from _quote(quote, inner)
    if item.quotes:
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield ""
    if not table.rows:
        yield table.empty
        return
    yield "| " + " | ".join(column.name for column in table.columns) + " |"
    yield "|" + "|".join(" ---: " if column.counts else " --- " for column in table.columns) + "|"
    for row in table.rows:
        yield "| " + " | ".join(_line(cell) or " " for cell in row) + " |"


def _verbatim(block: Verbatim) -> Iterator[str]:
    text = "".join(_span(span, safe_block(span.text)) for span in block.line)
    yield ""
    for line in text.split("\n"):
        yield f"> {line}  " if line.strip() else ">"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            aside = f" ({escaped(safe_span(block.aside))})" if block.aside else ""
            yield from ("", f"## {escaped(safe_span(block.text))}{aside}", "")
        case Paragraph():
            yield from ("", _line(block.line), "")
        case Quote():
            yield from _quote(block, "")
        case Item():
            yield from _item(block)
        case Verbatim():
            yield from _verbatim(block)
        case Table():
            yield from _table(block)


def write_markdown(page: Page) -> str:
    """Write a page as Markdown that reads well raw and rendered."""
    plain_title = tuple(Span(span.text) for span in page.title)
    lines = [f"# {_line(plain_title)}"] if page.title else []
    for block in page.blocks:
        lines.extend(_block(block))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
