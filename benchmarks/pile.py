"""A pile of documents of 500 words: news articles and the reports of unfolding events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest
from pathlib import Path

from benchmarks.rows import BadInput, Row, read_rows
from benchmarks.tasks import SHARED

WORDS = 500
#: One sort is news by seven papers, the other the articles on five events, told again and again.
_SORTS = (("attribution/train", "attribution/dev"), ("timeline/dev_docs",))
_FIELDS = ("id", "source", "published", "title", "url")


def choose_documents(count: int) -> list[Row]:
    """Choose documents, half of either sort where it has so many, each cut to 500 words.

    Raises:
        BadInput: the benchmark's files are not here, or have too few documents of that length.
    """
    sorts = [_cut_all(chain.from_iterable(map(_read, names))) for names in _SORTS]
    chosen = [one for both in zip_longest(*sorts) for one in both if one is not None][:count]
    if len(chosen) < count:
        message = f"only {len(chosen)} documents have {WORDS} words; {count} were asked for"
        raise BadInput(message)
    return chosen


def write_documents(documents: Sequence[Row], file: Path) -> None:
    """Write documents as JSON Lines."""
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in documents)
    file.write_text("".join(lines), encoding="utf-8")


def count_words(documents: Iterable[Row]) -> int:
    """Count the words of documents."""
    return sum(len(one["text"].split()) for one in documents)


def _read(name: str) -> Iterable[Row]:
    return read_rows(SHARED / "bench" / f"{name}.jsonl.gz")


def _cut_all(rows: Iterable[Row]) -> list[Row]:
    """Cut every text that is long enough after its five-hundredth word; leave the others out."""
    cut = re.compile(rf"\s*(?:\S+\s+){{{WORDS - 1}}}\S+")
    found = ((row, cut.match(row["text"])) for row in rows)
    return [
        {name: row[name] for name in _FIELDS if row.get(name)} | {"text": match.group()}
        for row, match in found
        if match
    ]
