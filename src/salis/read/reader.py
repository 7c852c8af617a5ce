"""The reader: one document in, its statements out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from salis.model.document import Document
from salis.model.entry import StatementsRead
from salis.model.problem import Problem
from salis.model.statement import Speaker, Statement
from salis.read.casing import restore_case
from salis.read.casting import build_cast
from salis.read.cleaning import clean_text
from salis.read.encoder import Encoder, Marks, SentenceRole, load_encoder
from salis.read.focus import Focus
from salis.read.language import other_language
from salis.read.language_model import load_language
from salis.read.layout import Block, BlockKind, split_blocks
from salis.read.lemma_memory import LemmaMemory, take_memory
from salis.read.manner import PLAIN, EventManner, find_event, tell_manner
from salis.read.mentions import resolve_places
from salis.read.opinions import find_views, judged_whole
from salis.read.placing import place_back, place_marks
from salis.read.quotes import find_quotations
from salis.read.scores import STANCES
from salis.read.sentences import read_sentences
from salis.read.transcripts import find_voices, speak, with_cue
from salis.read.utterances import Paragraph, Voice
from salis.read.writing import write_statement

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

VERSION = "6"
_BATCH = 64


def load_reader() -> Reader:
    """Load the language model and make a reader; takes a second or two."""
    language = load_language()
    return Reader(language, take_memory(language), load_encoder())


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads documents with a parser and an encoder; the same text always gives the same result."""

    language: Language
    memory: LemmaMemory
    encoder: Encoder

    def read(self, document: Document) -> StatementsRead:
        """Read the statements of a document, in the order of the text.

        A text in another language than English gives no statements and a Problem. What publication
        time is missing stays missing: relative days then have no date.
        """
        cleaned = clean_text(document.text)
        text = restore_case(cleaned.text, self.language)
        return place_back(self._read(replace(document, text=text)), cleaned)

    def _read(self, document: Document) -> StatementsRead:
        """Read a document whose text is clean."""
        blocks = split_blocks(document.text, document.title)
        body = _body(blocks)
        named = tuple(dict.fromkeys(b.credit for b in blocks if b.credit))
        found = other_language(" ".join(b.text for b in body) or document.text)
        if found is not None:
            text = (
                f"The language looks like '{found}'; only English is read, so it has no statements."
            )
            return StatementsRead(
                document.id, (), (Problem("not-english", text, document.address),), named
            )
        problems: list[Problem] = []
        statements = tuple(self._statements(document, blocks, problems))
        if not statements:
            problems.append(_nothing_found(document))
        return StatementsRead(document.id, statements, tuple(problems), named)

    def parse(self, paragraph: str) -> Doc:
        """Parse one paragraph as those of documents are."""
        doc = self.language(paragraph)
        self.memory.fill(doc)
        return doc

    def tell_manners(
        self, paragraph: str, events: Sequence[Sequence[tuple[int, int]]]
    ) -> list[EventManner]:
        """Tell how each event of a paragraph is presented, in order.

        An event is the spans of its words, as offsets in the paragraph. One whose spans hold no
        word is told as one that simply happened.
        """
        doc = self.parse(paragraph)
        found = [find_event(doc, spans) for spans in events]
        return [tell_manner(token) if token is not None else PLAIN for token in found]

    def mark(self, document: Document) -> Marks:
        """Mark who says what in a document, as `read` does before it writes statements."""
        cleaned = clean_text(document.text)
        blocks = split_blocks(restore_case(cleaned.text, self.language), document.title)
        return place_marks(self._mark(blocks), cleaned)

    def _parse(self, blocks: Sequence[Block]) -> list[Doc]:
        return list(self.language.pipe((b.text for b in blocks), batch_size=_BATCH))

    def _mark(self, blocks: Sequence[Block]) -> Marks:
        return self.encoder.mark((b.start, b.text) for b in blocks)

    def roles(
        self, document: Document, sentences: Sequence[tuple[int, int]]
    ) -> tuple[SentenceRole, ...]:
        """Say what each sentence does in a document, `[start, end)` each, all in their order."""
        return self.encoder.roles(self.mark(document), sentences)

    def stance(self, document: Document) -> str:
        """Say whether a text of one sentence tells facts or a view: one of `scores.STANCES`."""
        shares = self.encoder.stance(self.mark(document), 0, len(document.text))
        return STANCES[shares.index(max(shares))]

    def resolve(
        self, document: Document, places: Sequence[tuple[int, int]]
    ) -> tuple[Speaker | None, ...]:
        """Say who speaks at each place `[start, end)` of a text; None outside its sentences."""
        blocks = _body(split_blocks(document.text, document.title))
        docs = self._remembered(self._parse(blocks))
        parsed = [(b.start, d) for b, d in zip(blocks, docs, strict=True)]
        return resolve_places(parsed, Focus(build_cast(docs)), places)

    def _remembered(self, docs: Sequence[Doc]) -> Sequence[Doc]:
        for doc in docs:
            self.memory.fill(doc)
        return docs

    def _statements(
        self, document: Document, blocks: Sequence[Block], problems: list[Problem]
    ) -> list[Statement]:
        marks = self._mark(blocks)
        body = _body(blocks)
        docs = self._remembered(self._parse(body))
        focus = Focus(build_cast(docs))
        voices = find_voices(body, focus.cast)
        quotations = find_quotations(body)
        found: list[Statement] = []
        voice: Voice | None = None
        for block, doc, quoted in zip(body, docs, quotations, strict=True):
            marked = marks.between(block.start, block.start + len(block.text))
            paragraph = Paragraph(block.start, doc, quoted, marked, block.turn)
            utterances, voice = read_sentences(paragraph, focus, voice)
            if block.turn is not None:
                utterances = speak(utterances, voices[block.turn], block)
            for utterance in utterances:
                statement = write_statement(
                    utterance,
                    paragraph,
                    document,
                    focus=focus,
                    number=len(found),
                    problems=problems,
                )
                if statement is not None:
                    found.append(with_cue(statement, block.turn))
        sentences = [
            (block.start + one.start_char, block.start + one.end_char)
            for block, doc in zip(body, docs, strict=True)
            for one in doc.sents
        ]
        return judged_whole(found, find_views(found, sentences, marks, self.encoder))


def _body(blocks: Sequence[Block]) -> list[Block]:
    return [b for b in blocks if b.kind is BlockKind.BODY]


def _nothing_found(document: Document) -> Problem:
    return Problem(
        "no-statements", "No sentence of this text puts anything forward.", document.address
    )
