"""Scores who the reader says a speaker is, on a hand-checked set over the attribution articles.

`speakers.jsonl` holds ids, offsets and numbers only; the texts are read from the benchmark's data.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.clusters import Grouping, Item, score_groups
from benchmarks.rows import BadInput, Row, make_document, read_rows
from benchmarks.tasks import SHARED
from salis.model.document import Document
from salis.model.entry import StatementsRead
from salis.model.statement import Speaker
from salis.read.attention import UNCLEAR
from salis.read.reader import Reader, load_reader

GOLD = Path(__file__).with_name("speakers.jsonl")

type Place = tuple[int, int]
type Key = Hashable


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a speaker, as the set has them."""

    place: Place
    words: str
    entity: int
    #: named | role | pronoun: what the words are.
    kind: str
    #: Nobody in the article is ever named for it.
    unnamed: bool


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its hand-checked mentions and chains of speakers."""

    row: Row
    mentions: tuple[Mention, ...]
    #: Places of each chain, outermost first.
    chains: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """One way of telling who speaks, with what it came to."""

    name: str
    #: Share of the mentions that it said anything about.
    coverage: float
    everyone: Grouping
    #: Without those that nobody names.
    identified: Grouping


def read_articles(half: str | None) -> list[Article]:
    """Read the set with its texts.

    Raises:
        BadInput: the benchmark's data is not on this machine, or is another version of it.
    """
    path = SHARED / "bench" / "attribution" / "dev.jsonl.gz"
    if not path.is_file():
        message = f"{path}: no such file (SALIS_SHARED names the folder above bench)"
        raise BadInput(message)
    texts = {row["id"]: row for row in read_rows(path)}
    gold = [row for row in read_rows(GOLD) if half in (None, row["half"])]
    return [_article(row, texts[row["id"]]) for row in gold]


def _article(gold: Row, row: Row) -> Article:
    text = row["text"]
    if hashlib.sha256(text.encode()).hexdigest()[:16] != gold["digest"]:
        message = f"{row['id']}: not the text that was annotated"
        raise BadInput(message)
    mentions = tuple(_mention(one, gold["unnamed"], text) for one in gold["mentions"])
    chains = tuple(tuple((a, b) for a, b in chain) for chain in gold["chains"])
    return Article(row, mentions, chains)


def _mention(one: dict[str, Any], unnamed: Sequence[int], text: str) -> Mention:
    start, end = one["spans"][0]
    return Mention(
        (start, end), text[start:end], one["entity"], one["kind"], one["entity"] in unnamed
    )


def score_speakers(half: str | None) -> tuple[list[Scored], tuple[int, int]]:
    """Score the resolver, the reader and two simple ways.

    Returns:
        The scores in that order; how many chains the reader found whole, and of how many.
    """
    articles = read_articles(half)
    reader = load_reader()
    read = [reader.read(_document(article)) for article in articles]
    ways = [
        ("resolver, places given", [resolved_keys(a, reader) for a in articles]),
        ("reader, its own places", [read_keys(a, r) for a, r in zip(articles, read, strict=True)]),
        ("same words", [_simple_keys(a, _same_words) for a in articles]),
        ("same last word of the name", [_simple_keys(a, _last_name) for a in articles]),
    ]
    scores = [_score(name, articles, keys) for name, keys in ways]
    chains = [
        _has_chain(r, chain) for a, r in zip(articles, read, strict=True) for chain in a.chains
    ]
    return scores, (sum(chains), len(chains))


def _document(article: Article) -> Document:
    return make_document(article.row["id"], article.row["text"], fields=article.row)


def resolved_keys(article: Article, reader: Reader) -> list[Key | None]:
    """Give the key of each mention as the reading stage resolves the words at its place."""
    places = [m.place for m in article.mentions]
    speakers = reader.resolve(_document(article), places)
    return [_key(speaker, at) for at, speaker in enumerate(speakers)]


def read_keys(article: Article, read: StatementsRead) -> list[Key | None]:
    """Give the key of each mention as the speaker of a statement whose words overlap it most."""
    spoken = {s.mention: s for one in read.statements for s in one.speakers if s.mention}
    keys: list[Key | None] = []
    for at, mention in enumerate(article.mentions):
        shared = {s: _overlap((p.start, p.end), mention.place) for p, s in spoken.items()}
        best = max(shared, key=lambda s: shared[s], default=None)
        keys.append(_key(best, at) if best is not None and shared[best] else None)
    return keys


def _key(speaker: Speaker | None, at: int) -> Key | None:
    """Give what two mentions share where the reader says that they are one.

    A pronoun or surname that it leaves open is nobody else's; unnamed speakers of the same words
    ("officials") count as one.
    """
    if speaker is None:
        return None
    if speaker.name.startswith(UNCLEAR) or (speaker.named and speaker.entity is None):
        return at
    return speaker.entity or f"unnamed {speaker.name.lower()}"


def _simple_keys(article: Article, key_of: Callable[[str], str]) -> list[Key | None]:
    return [key_of(mention.words) for mention in article.mentions]


def _same_words(words: str) -> str:
    return words.lower().removeprefix("the ").strip(" ,")


def _last_name(words: str) -> str:
    name = re.split(r"[,(]", words)[0].strip().removesuffix("’s").removesuffix("'s")
    return name.rsplit(" ", 1)[-1].lower()


def _score(name: str, articles: Sequence[Article], keys: Sequence[Sequence[Key | None]]) -> Scored:
    pairs = list(zip(articles, keys, strict=True))
    total = sum(len(a.mentions) for a in articles)
    said = sum(key is not None for found in keys for key in found)
    return Scored(
        name,
        said / total if total else 0.0,
        score_groups([list(_items(a, k, unnamed=True)) for a, k in pairs]),
        score_groups([list(_items(a, k, unnamed=False)) for a, k in pairs]),
    )


def _items(article: Article, keys: Sequence[Key | None], *, unnamed: bool) -> Iterator[Item]:
    for mention, key in zip(article.mentions, keys, strict=True):
        if key is not None and (unnamed or not mention.unnamed):
            yield mention.entity, key


def _has_chain(read: StatementsRead, chain: Sequence[Place]) -> bool:
    """Say whether a statement's speakers are the chain's, outermost first, with nobody between."""
    return any(_follows([s.mention for s in one.speakers], chain) for one in read.statements)


def _follows(mentions: Sequence[Any], chain: Sequence[Place]) -> bool:
    ends = len(mentions) - len(chain) + 1
    return any(
        all(
            passage is not None and _overlap((passage.start, passage.end), place)
            for passage, place in zip(mentions[first:], chain, strict=False)
        )
        for first in range(max(ends, 0))
    )


def _overlap(one: Place, other: Place) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def table(scores: Sequence[Scored], chains: tuple[int, int]) -> str:
    """Lay the figures out side by side."""
    head = f"{'':<28}{'said':>7}{'P':>7}{'R':>7}{'F1':>7}{'pairs P':>9}{'wrong':>7}{'right':>7}"
    lines = []
    for title, part in (("everyone", "everyone"), ("identified speakers", "identified")):
        lines += [title, head]
        for scored in scores:
            g = getattr(scored, part)
            lines.append(
                f"  {scored.name:<26}{scored.coverage:7.3f}{g.precision:7.3f}{g.recall:7.3f}"
                f"{g.f1:7.3f}{g.pair_precision:9.3f}{g.wrong_pairs:7}{g.documents_right:7.3f}"
            )
    lines.append(f"chains found whole: {chains[0]} of {chains[1]}")
    return "\n".join(lines)


def figures(scores: Sequence[Scored], chains: tuple[int, int]) -> dict[str, Any]:
    """Give the figures as JSON has them."""
    return {"ways": [asdict(s) for s in scores], "chains": {"found": chains[0], "of": chains[1]}}
