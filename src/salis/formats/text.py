"""Pages as text for a terminal or a plain file."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, JustifyMethod
from rich.table import Table as RichTable
from rich.text import Text

from salis.formats.page import (
    Block,
    Column,
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
    joined,
    words_of,
)
from salis.formats.safe import safe_block, safe_span

#: Running text is not set wider than this, however wide the terminal.
WIDEST = 100
_STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.QUIET: "dim",
    Tone.CODE: "cyan",
    Tone.FIRM: "green",
    Tone.LIGHT: "bright_cyan",
    Tone.SPLIT: "bold yellow",
    Tone.FALLEN: "red",
    Tone.OPEN: "magenta",
    Tone.MARKED: "underline",
    Tone.FOUND: "bold reverse",
}


def _styled(line: Line, *, keep_breaks: bool = False) -> Text:
    safe = safe_block if keep_breaks else safe_span
    text = Text()
    for span in line:
        text.append(safe(span.text), _STYLES[span.tone])
    return text


class _Writer:
    """Writes blocks one after the other to a text console."""

    def __init__(self, *, width: int, colour: bool, tables: bool) -> None:
        self._out = StringIO()
        self._full = max(width, 20)
        self._width = min(self._full, WIDEST)
        self._tables = tables
        self._colour = colour
        self._last: Block | None = None
        self._console = Console(
            file=self._out,
            width=self._full,
            color_system="standard" if colour else None,
            force_terminal=colour,
            no_color=not colour,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def write(self, page: Page) -> str:
        if page.title:
            self._wrap(_styled(page.title))
        for block in page.blocks:
            self._block(block)
            self._last = block
        return "\n".join(line.rstrip() for line in self._out.getvalue().splitlines()) + "\n"

    def _line(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True)

    def _wrap(self, text: Text, *, first: str = "", rest: str | None = None) -> None:
        after = " " * len(first) if rest is None else rest
        room = max(self._width - max(len(first), len(after)), 12)
        for number, line in enumerate(text.wrap(self._console, room)):
            self._line(Text(first if number == 0 else after) + line)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case Quote():
                self._quote(block, "")
            case Item():
                self._item(block)
            case Verbatim():
                self._verbatim(block)
            case Table():
                self._table(block)

    def _heading(self, heading: Heading) -> None:
        self._line(Text())
        text = Text(safe_span(heading.text).upper(), "bold")
        if heading.aside:
            text.append("  " + safe_span(heading.aside), _STYLES[Tone.QUIET])
        self._wrap(text)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.apart or isinstance(self._last, Table | Verbatim):
            self._line(Text())
        self._wrap(_styled(paragraph.line))

    def _item(self, item: Item) -> None:
        indent = "  " * item.depth
        mark = safe_span(item.label) + " " if item.label else "• "
        inner = indent + " " * len(mark)
        self._wrap(_styled(item.head), first=indent + mark, rest=inner)
        for note in item.notes:
            self._wrap(_styled(note), first=inner)
        for quote in item.quotes:
            self._quote(quote, inner)

    def _quote(self, quote: Quote, indent: str) -> None:
        words = Text(f"“{safe_span(quote.words).strip()}”")
        self._wrap(words, first=f"{indent}  ", rest=f"{indent}   ")
        if quote.cite:
            self._wrap(_styled(quote.cite), first=f"{indent}  — ", rest=f"{indent}    ")

    def _verbatim(self, block: Verbatim) -> None:
        found = block.line if self._colour else tuple(map(_bracketed, block.line))
        text = _styled(found, keep_breaks=True)
        text.rstrip()
        self._line(Text())
        self._wrap(text, first="  ")

    def _table(self, table: Table) -> None:
        if not table.rows:
            self._wrap(Text(table.empty))
        elif self._tables:
            self._console.print(_grid(table))
        else:
            for item in items_of(table):
                self._item(item)


def _bracketed(span: Span) -> Span:
    """Show by marks what colour cannot show."""
    return Span(f"»{span.text}«", span.tone) if span.tone is Tone.FOUND else span


def _grid(table: Table) -> RichTable:
    grid = RichTable(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    shown = _columns_shown(table)
    for place in shown:
        column = table.columns[place]
        justify: JustifyMethod = "right" if column.counts else "left"
        ratio = 3 if column.role == "main" else None
        grid.add_column(column.name, justify=justify, overflow="fold", ratio=ratio)
    for row in table.rows:
        grid.add_row(*(_styled(row[place]) for place in shown))
    return grid


def _columns_shown(table: Table) -> list[int]:
    """Leave out what no row says; the key comes first."""
    said = [place for place in range(len(table.columns)) if any(row[place] for row in table.rows)]
    return sorted(said, key=lambda place: table.columns[place].role != "key")


def items_of(table: Table) -> Iterator[Item]:
    """Turn a table's rows into points of a list, the other columns below the main one."""
    depth = int(any(column.role == "group" for column in table.columns))
    for row in table.rows:
        cells = [(column, cell) for column, cell in zip(table.columns, row, strict=True) if cell]
        yield from (Item(cell) for column, cell in cells if column.role == "group")
        lead = [cell for column, cell in cells if column.role == "lead"]
        main = [cell for column, cell in cells if column.role == "main"]
        notes = [_note(column, cell) for column, cell in cells if column.role == "note"]
        keys = [cell for column, cell in cells if column.role == "key"]
        yield Item(joined((*lead, *main), by=" — "), (joined((*notes, *keys)),), depth=depth)


def _note(column: Column, cell: Line) -> Line:
    if not column.counts:
        return cell
    number = words_of(cell)
    plural = "s" if number != "1" and column.counts != column.name else ""
    return (Span(f"{number} {column.counts}{plural}"),)


def write_text(page: Page, *, width: int, colour: bool, tables: bool = False) -> str:
    """Write a page as text; `tables` sets rows in columns instead of as points of a list."""
    return _Writer(width=width, colour=colour, tables=tables).write(page)
