"""The training texts as arrays over their word pieces."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from salis.read.pieces import Pieces, cut_pieces, depths_of, lines_of
from salis.read.scores import NAMES, ROLES, STANCES
from training.folds import LEFT_OUT, fold_of

#: Stands where nothing is to be learnt.
IGNORED = -100
#: Share of the sentences of a NewsDiscourse article that are given a paragraph of their own.
_APART = 0.75

_SAID = "attribution/train.jsonl.gz"

#: Arrays over the pieces of a text, by what they say.
Article = dict[str, np.ndarray]
#: What is given of a sentence, the number of its role, and whether it is speech.
Labelled = tuple[Article, int, bool]
#: What `training.parses` wrote, by the text's id.
Parses = dict[str, dict[str, Any]]


def read_parses(path: Path) -> Parses:
    """Read what `training.parses` wrote."""
    return {row["id"]: row for row in rows_of(path)}


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Read a JSONL file, gzipped or not."""
    read = gzip.decompress if path.suffix == ".gz" else bytes
    return [json.loads(line) for line in read(path.read_bytes()).splitlines()]


def inside(cut: Pieces, spans: Iterable[Iterable[int]]) -> np.ndarray:
    """Give the places of the pieces that touch one of the spans."""
    hit = np.zeros(len(cut.ids), bool)
    for start, end in spans:
        hit |= (cut.starts < end) & (cut.ends > start)
    return np.flatnonzero(hit)


def _name_tags(cut: Pieces, names: list[tuple[int, int, str]]) -> np.ndarray:
    """Give each piece its name tag: 0 none, then two for each label, the first piece's first."""
    tags = np.zeros(len(cut.ids), np.int64)
    for start, end, label in names:
        if label in NAMES:
            places = inside(cut, [[start, end]])
            tags[places] = 2 + 2 * NAMES.index(label)
            tags[places[:1]] -= 1
    return tags


def said_articles(bench: Path, parses: Parses, tokenizer: Tokenizer) -> list[Article]:
    """Give PolNeAR's articles: tags, the place of each piece's cue, of each cue's source, names.

    `sentence` numbers the sentences over all articles, in the order of `sentence_texts`.
    """
    made, count = [], 0
    for row in rows_of(bench / _SAID):
        known = parses[row["id"]]
        cut = cut_pieces(tokenizer, lines_of(row["text"]))
        tags = np.zeros(len(cut.ids), np.int64)
        heads, asked, sentence = (np.full(len(cut.ids), IGNORED, np.int64) for _ in range(3))
        for one in row["attributions"]:
            cue, source, content = (inside(cut, one[k]) for k in ("cue", "source", "content"))
            tags[content], tags[source], tags[cue] = 4, 1, 3
            if len(cue):
                tags[cue[0]] = 2
                heads[source] = heads[content] = cue[0]
                asked[cue[0]] = source[0] if len(source) else cue[0]
        for span in known["sentences"]:
            sentence[inside(cut, [span])] = count
            count += 1
        made.append(
            {
                **_given(cut),
                "depths": cut.depths,
                "tags": tags,
                "heads": heads,
                "asked": asked,
                "names": _name_tags(cut, known["names"]),
                "sentence": sentence,
            }
        )
    return made


def _given(cut: Pieces) -> Article:
    """Give what the network is given of a text, its depths apart."""
    return {"ids": cut.ids, "shapes": cut.shapes}


def sentence_texts(bench: Path, parses: Parses) -> list[str]:
    """Give the sentences of PolNeAR's articles, as `said_articles` numbers them."""
    return [
        row["text"][start:end]
        for row in rows_of(bench / _SAID)
        for start, end in parses[row["id"]]["sentences"]
    ]


def role_articles(bench: Path, tokenizer: Tokenizer) -> list[list[Labelled]]:
    """Give NewsDiscourse's articles: of each sentence what is given, its role, if it is speech."""
    articles: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(bench / "kind/train.jsonl.gz"):
        articles.setdefault(row["doc"], []).append(row)
    return [
        [
            (
                _given(cut_pieces(tokenizer, lines_of(row["text"]))),
                ROLES.index(row["fine"]),
                bool(row["speech"]),
            )
            for row in sorted(rows, key=lambda row: row["sent"])
        ]
        for rows in articles.values()
    ]


def stance_sentences(bench: Path, tokenizer: Tokenizer) -> list[tuple[Article, int]]:
    """Give BABE's sentences, each with its stance, but for the fold that is left out."""
    made = []
    for row in rows_of(bench / "kind/babe_dev.jsonl.gz"):
        if fold_of(row["id"]) != LEFT_OUT:
            cut = cut_pieces(tokenizer, lines_of(row["text"]))
            given = {**_given(cut), "depths": cut.depths}
            made.append((given, STANCES.index(row["label"])))
    return made


def lay_out(sentences: list[Labelled], chance: random.Random) -> Article:
    """Put the sentences of an article one after the other, some in one paragraph."""
    parts: list[Article] = []
    for at, (given, _, _) in enumerate(sentences):
        kept = len(given["ids"]) - (chance.random() >= _APART)
        cut = {key: values[:kept] for key, values in given.items()}
        parts.append({**cut, "sentence": np.full(kept, at)})
    joined = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    return {**joined, "depths": depths_of(np.arange(len(joined["ids"])))}
