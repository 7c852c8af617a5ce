"""A reader and a linker of few words, for stories about adding: one sentence is one statement.

It reads in this process and in others, can be told by the text itself to stumble, and needs no
language model, so that stories about adding take no time.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace

from salis.ledger.interface import KeyIndex
from salis.model.document import Document
from salis.model.entry import ClaimsLinked, StatementsRead
from salis.model.errors import ReaderError
from salis.model.link import Link, LinkKind
from salis.pipeline.stages import Stages
from tests.ledger.making import WORDS, keys_of, read


class StoryReader:
    """Reads a sentence as a statement; "STUMBLE", "CRASH" and "DAWDLE" in a text are obeyed."""

    def read(self, document: Document) -> StatementsRead:
        if "STUMBLE" in document.text:
            message = "a sentence without an end"
            raise ValueError(message)
        if "CRASH" in document.text:
            os._exit(1)
        if "DAWDLE" in document.text:
            time.sleep(0.4)
        print("a library that chatters on stdout")  # noqa: T201
        return read(document)


def load_reader() -> StoryReader:
    return StoryReader()


def load_nothing() -> StoryReader:
    message = "the language model is not installed"
    raise ReaderError(message)


def link_by_words(document: Document, found: StatementsRead, index: KeyIndex) -> ClaimsLinked:
    """Link each statement to the one that shares its rarest words."""
    if "UNLINKABLE" in document.text:
        message = "nothing to hold on to"
        raise ArithmeticError(message)
    links = []
    for statement in found.statements:
        for other in index.statements_sharing(keys_of(statement.text), limit=1):
            same = index.statement(other).text == statement.text
            links.append(Link(LinkKind.SUPPORTS, statement.id, other, 1.0, ("words",), same=same))
    return ClaimsLinked(document.id, (), tuple(links))


STAGES = Stages(
    reader="tests.workspace.story_reader:load_reader",
    keying=WORDS,
    link=link_by_words,
    sources_actor="sources/1",
    read_actor="read/1",
    link_actor="link/1",
)
WITHOUT_MODEL = replace(STAGES, reader="tests.workspace.story_reader:load_nothing")
