"""Texts of the tasks, read as `salis add` reads documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.rows import make_document
from salis.model.document import Document
from salis.model.statement import Statement
from salis.read.reader import Reader, load_reader

_ENDS = (".", "!", "?", "”", '"', "'", "’", ")", "…")


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text of a task as a document, with its statements."""

    document: Document
    statements: tuple[Statement, ...]


@dataclass(slots=True)
class SentenceReader:
    """Reads single sentences and short texts, each as a document of its own and each only once."""

    reader: Reader = field(default_factory=load_reader)
    _known: dict[str, ReadText] = field(default_factory=dict)

    def read(self, text: str) -> ReadText:
        """Read a text.

        A sentence without its full stop gets one: alone on its line it would pass for a heading.
        """
        if text not in self._known:
            ended = text if text.rstrip().endswith(_ENDS) else f"{text.rstrip()}."
            document = make_document(f"d{len(self._known)}", ended)
            self._known[text] = ReadText(document, self.reader.read(document).statements)
        return self._known[text]
