"""Folded texts: without capitals and accents, as they are searched."""

from __future__ import annotations

import unicodedata

from salis.model.document import Source
from salis.model.statement import Statement


def folded_text(text: str) -> str:
    """Give a text without capitals and accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(part for part in parts if not unicodedata.combining(part))


def folded_statement(statement: Statement, source: Source) -> str:
    """Give all that is searched of a statement: its text, the sentences around it, who says it."""
    speakers = (speaker.name for speaker in statement.speakers)
    said = (statement.text, statement.context.exact, *speakers, source.name, source.id)
    return folded_text("\n\n".join(said))
