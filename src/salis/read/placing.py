"""Placing: passages of the cleaned text put back to where they stand in the document."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from salis.model.document import Passage
from salis.model.entry import StatementsRead
from salis.model.statement import Speaker, Statement
from salis.read.cleaning import Cleaned
from salis.read.encoder import Marks
from salis.read.marks import Marked


def place_back(read: StatementsRead, cleaned: Cleaned) -> StatementsRead:
    """Give every passage the offsets and the exact words of the original text."""
    return replace(read, statements=tuple(_placed(one, cleaned) for one in read.statements))


def place_marks(marks: Marks, cleaned: Cleaned) -> Marks:
    """Give everything that is marked the offsets of the original text."""
    if cleaned.text == cleaned.original:
        return marks
    pieces = marks.pieces
    spans = [
        cleaned.place(start, end) if start < end else (cleaned.place(start, start + 1)[0],) * 2
        for start, end in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)
    ]
    starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
    return replace(
        marks,
        attributions=tuple(_marked(one, cleaned) for one in marks.attributions),
        pieces=replace(pieces, starts=starts, ends=ends),
    )


def _marked(marked: Marked, cleaned: Cleaned) -> Marked:
    return Marked(
        cleaned.place(*marked.cue),
        tuple(cleaned.place(*span) for span in marked.source),
        tuple(cleaned.place(*span) for span in marked.content),
    )


def _placed(statement: Statement, cleaned: Cleaned) -> Statement:
    put = partial(_passage, cleaned=cleaned)
    return replace(
        statement,
        passage=put(statement.passage),
        context=put(statement.context),
        cue=put(statement.cue) if statement.cue is not None else None,
        speakers=tuple(_speaker(one, cleaned) for one in statement.speakers),
        grains=tuple(replace(one, passage=put(one.passage)) for one in statement.grains),
        leans=put(statement.leans) if statement.leans is not None else None,
    )


def _speaker(speaker: Speaker, cleaned: Cleaned) -> Speaker:
    if speaker.mention is None:
        return speaker
    name = " ".join(speaker.name.split())
    return replace(speaker, name=name, mention=_passage(speaker.mention, cleaned))


def _passage(passage: Passage, cleaned: Cleaned) -> Passage:
    """Place one passage; the words of joined lines get their line end back."""
    start, end = cleaned.place(passage.start, passage.end)
    return Passage(start, end, cleaned.original[start:end])
