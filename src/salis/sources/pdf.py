"""Read a PDF: its text layer, with wrapped and hyphenated lines joined into paragraphs."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from typing import TYPE_CHECKING

from salis.model.problem import Problem
from salis.sources.encoding import tidy
from salis.sources.interface import Raw, Reading

if TYPE_CHECKING:
    from pypdf import PdfReader

_MAX_PAGES = 500
#: Looked at between pages.
_MAX_SECONDS = 60.0
#: A line on the edge of so many pages is a running header or footer.
_RUNNING = 3
_PROGRAM_TITLE = re.compile(
    r"^(?:microsoft word|untitled|slide 1)|\.(?:docx?|odt|rtf|pdf|indd|qxd|txt)$", re.IGNORECASE
)
#: A line that opens a paragraph after a full line too: a bullet, a numbered heading.
_OPENS = re.compile(r"[•▪●◦‣]|\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z]")
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_ENDS = re.compile(r"[.!?:…][\"”’'»)\]]*$")


def read_pdf(raw: Raw) -> Reading | Problem:
    """Read the text of the pages. When the file was made is not when it was published."""
    import logging  # only where there is a PDF

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw.data), strict=False)
        count = len(reader.pages)
    except Exception as error:  # noqa: BLE001 - pypdf lets nearly anything through on broken files
        return Problem("unreadable-pdf", f"The PDF cannot be read: {_why(error)}.", raw.place)
    pages, problems = _pages(reader, min(count, _MAX_PAGES), raw.place)
    if count > _MAX_PAGES:
        cut = f"Only the first {_MAX_PAGES} of {count} pages are read."
        problems.append(Problem("too-many-pages", cut, f"{raw.place} page {_MAX_PAGES + 1}"))
    text = join_pages(pages)
    if not text.strip():
        return problems[0] if problems else _without_text(raw.place)
    title, author = _description(reader)
    return Reading(
        raw.data,
        raw.place,
        "application/pdf",
        text,
        title=title,
        author=author,
        url=raw.url,
        problems=tuple(problems),
    )


def join_pages(pages: list[str]) -> str:
    """Join the lines of the pages into paragraphs with a blank line between.

    A paragraph ends at an empty line, at a line that ends a sentence well short of the margin,
    and before a short line that stands as a heading. Running headers, footers and page numbers
    go; a sentence that a page break cuts is joined again.
    """
    split = [[line.strip() for line in page.split("\n")] for page in pages]
    running = _running_lines(split)
    paragraphs: list[str] = []
    for lines in split:
        kept = [line for at, line in enumerate(lines) if not _is_running(lines, at, running)]
        for paragraph in _paragraphs(kept):
            if paragraphs and _goes_on(paragraphs[-1], paragraph):
                paragraphs[-1] = _joined(paragraphs[-1], paragraph)
            else:
                paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def _pages(reader: PdfReader, count: int, place: str) -> tuple[list[str], list[Problem]]:
    pages: list[str] = []
    problems: list[Problem] = []
    until = time.monotonic() + _MAX_SECONDS
    for number in range(1, count + 1):
        where = f"{place} page {number}"
        if time.monotonic() > until:
            problems.append(
                Problem("too-slow", "Reading took too long; the rest is left out.", where)
            )
            break
        try:
            pages.append(tidy(reader.pages[number - 1].extract_text()))
        except Exception as error:  # noqa: BLE001 - as in read_pdf
            said = f"The page cannot be read: {_why(error)}."
            problems.append(Problem("unreadable-pdf", said, where))
    return pages, problems


def _why(error: Exception) -> str:
    return tidy(" ".join(str(error).split()))[:120].rstrip(".") or type(error).__name__


def _without_text(place: str) -> Problem:
    return Problem("no-text", "The PDF has no text layer, as scans have none; left out.", place)


def _description(reader: PdfReader) -> tuple[str | None, str | None]:
    """Give title and author where a person wrote them, not the program's file name."""
    try:
        said = reader.metadata
        title, author = (said.title, said.author) if said else (None, None)
    except Exception:  # noqa: BLE001 - as in read_pdf; the text is what matters
        return None, None
    if title and _PROGRAM_TITLE.search(str(title)):
        title = None
    return (str(title) if title else None), (str(author) if author else None)


def _edge(lines: list[str]) -> list[int]:
    """Give the places of the first and the last line with words on a page."""
    filled = [at for at, line in enumerate(lines) if line]
    return [filled[0], filled[-1]] if filled else []


def _mask(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _running_lines(pages: list[list[str]]) -> set[str]:
    edges = Counter(line for page in pages for line in {_mask(page[at]) for at in _edge(page)})
    return {line for line, times in edges.items() if times >= _RUNNING and len(line) < 100}


def _is_running(lines: list[str], at: int, running: set[str]) -> bool:
    if at not in _edge(lines):
        return False
    line = lines[at]
    return _mask(line) in running or (len(line) <= 4 and line.isdigit())


def _paragraphs(lines: list[str]) -> list[str]:
    margin = _margin(lines)
    paragraphs: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            open_ = False
            continue
        if open_ and not (_OPENS.match(line) and _ENDS.search(paragraphs[-1])):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        open_ = not _closes(line, margin)
    return paragraphs


def _margin(lines: list[str]) -> int:
    """Give the width of a full line: what a quarter of the lines reach, the longest of a few."""
    widths = sorted((len(line) for line in lines if line), reverse=True)
    return widths[len(widths) // 4 if len(widths) >= 4 else 0] if widths else 0


def _closes(line: str, margin: int) -> bool:
    """Tell whether a line, short of the margin, ends a sentence or stands as a heading."""
    if _HYPHENATED.search(line):
        return False
    return len(line) < (0.85 if _ENDS.search(line) else 0.5) * margin


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a page break cut a sentence: no end before it, no capital after it."""
    return not _ENDS.search(before) and after[:1].islower()


def _joined(before: str, after: str) -> str:
    if _HYPHENATED.search(before) and after[:1].islower():
        return before[:-1] + after
    return f"{before} {after}"
