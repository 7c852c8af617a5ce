"""The sample as a person reads it: its documents' words, and the truth stated about them."""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parents[2] / "src" / "salis" / "sample"
DOCUMENTS = SAMPLE / "documents"

_META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')
_PARAGRAPH = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """One document of the sample; `key` is its file, or file#record."""

    key: str
    source: str
    published: str
    title: str
    url: str | None
    text: str

    @property
    def at(self) -> datetime:
        """Give when this text was published."""
        return instant(self.published)

    @property
    def address(self) -> str:
        """Give where it is known to live."""
        return self.url or str(DOCUMENTS / self.key)


@dataclass(frozen=True, slots=True)
class Words:
    """Exact words in a document, and the side that they take on their claim."""

    document: str
    exact: str
    side: str = "for"


@dataclass(frozen=True, slots=True)
class TrueClaim:
    """What a careful reader knows of one claim."""

    id: str
    passages: tuple[Words, ...]
    #: The moment and the standing from then, in order.
    standing: tuple[tuple[str, str], ...]
    origins: int | None
    origins_at_most: int | None
    documents: int | None
    reasons: tuple[str, ...]
    due: str | None


@cache
def truth() -> dict[str, Any]:
    """Give the truth file as it stands."""
    return load("truth.toml")


def load(name: str) -> dict[str, Any]:
    """Give one of the sample's data files."""
    return tomllib.loads((SAMPLE / name).read_text("utf-8"))


def end() -> str:
    """Give the moment after the last document."""
    return str(truth()["end"])


@cache
def true_claims() -> dict[str, TrueClaim]:
    """Give the stated claims by id."""
    return {item["id"]: _true_claim(item) for item in truth()["claims"]}


def _true_claim(item: dict[str, Any]) -> TrueClaim:
    return TrueClaim(
        id=item["id"],
        passages=tuple(Words(**passage) for passage in item["passages"]),
        standing=tuple(
            (end() if step["as_of"] == "end" else step["as_of"], step["is"])
            for step in item["standing"]
        ),
        origins=item.get("origins"),
        origins_at_most=item.get("origins_at_most"),
        documents=item.get("documents"),
        reasons=tuple(item.get("reasons", ())),
        due=item.get("due"),
    )


@cache
def told() -> dict[str, Told]:
    """Give every document of the sample by its key."""
    return {one.key: one for path in sorted(DOCUMENTS.iterdir()) for one in _read(path)}


def instant(text: str) -> datetime:
    """Read a time of the sample; each says its zone."""
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is not None, text
    return moment.astimezone(UTC)


def find_words(text: str, exact: str) -> tuple[int, int]:
    """Give where words stand in a text; a line break counts as a space."""
    pattern = r"\s+".join(re.escape(word) for word in exact.split())
    found = re.search(pattern, text)
    assert found is not None, f"not in the text: {exact}"
    return found.span()


def _read(path: Path) -> Iterator[Told]:
    if path.suffix == ".jsonl":
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            key = f"{path.name}#{record.pop('id')}"
            yield Told(key=key, **record)
    elif path.suffix == ".eml":
        yield _read_mail(path)
    elif path.suffix == ".html":
        yield _read_page(path)
    else:
        _, block, body = path.read_text("utf-8").split("---\n", 2)
        yield Told(key=path.name, text=body, **_fields(block))


def _fields(block: str) -> dict[str, str]:
    lines = (line.partition(": ") for line in block.strip().splitlines())
    return {key: value for key, _, value in lines}


def _read_page(path: Path) -> Told:
    page = path.read_text("utf-8")
    meta = dict(_META.findall(page))
    body = page.partition('<div class="article-body">')[2].partition("</div>")[0]
    return Told(
        key=path.name,
        source=meta["og:site_name"],
        published=meta["article:modified_time"],
        title=meta["og:title"],
        url=meta["og:url"],
        text="\n".join(html.unescape(words) for words in _PARAGRAPH.findall(body)),
    )


def _read_mail(path: Path) -> Told:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return Told(
        key=path.name,
        source=message["From"].addresses[0].display_name,
        published=message["Date"].datetime.isoformat(),
        title=message["Subject"],
        url=None,
        text=message.get_content(),
    )
