"""Read plain text and Markdown, with their front matter."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from salis.model.problem import Problem
from salis.sources.credit import agency_credits, without_by
from salis.sources.encoding import decode
from salis.sources.front_matter import FrontMatter, split_front_matter
from salis.sources.interface import Raw, Reading

if TYPE_CHECKING:
    from markdown_it.token import Token

#: Longer Markdown is kept with its marks: taking them out would need minutes.
_MAX_MARKDOWN = 5_000_000
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def read_plain(raw: Raw) -> Reading | Problem:
    """Read plain text as it stands."""
    text, problems = decode(raw.data, raw.place, declared=raw.charset)
    matter = split_front_matter(text, raw.place)
    return _reading(raw, matter, ("text/plain", matter.body), problems=problems)


def read_markdown(raw: Raw) -> Reading | Problem:
    """Read Markdown as its words: marks, link targets and pictures go, the blocks stay apart.

    Its first top heading is its title where the front matter gives none.
    """
    text, problems = decode(raw.data, raw.place, declared=raw.charset)
    matter = split_front_matter(text, raw.place)
    if len(raw.data) > _MAX_MARKDOWN:
        return _reading(raw, matter, ("text/markdown", matter.body), problems=problems)
    body, heading = _words(matter.body)
    if heading:
        matter.values.setdefault("title", heading)
    return _reading(raw, matter, ("text/markdown", body), problems=problems)


def _reading(
    raw: Raw, matter: FrontMatter, typed: tuple[str, str], *, problems: list[Problem]
) -> Reading | Problem:
    media_type, body = typed
    if not body.strip():
        return Problem("no-text", "There is no text in it; it is left out.", raw.place)
    values = matter.values
    author = without_by(values.get("author"))
    stated = (values["credit"],) if values.get("credit") else ()
    return Reading(
        raw.data,
        raw.place,
        media_type,
        body,
        source=values.get("source"),
        published=(values["published"],) if "published" in values else (),
        title=values.get("title"),
        url=values.get("url") or raw.url,
        author=author,
        credits=stated or agency_credits(author),
        problems=(*problems, *matter.problems),
    )


def _words(markdown: str) -> tuple[str, str | None]:
    """Give the words of the Markdown, a blank line between blocks, and its first top heading."""
    from markdown_it import MarkdownIt  # only where there is Markdown

    blocks: list[str] = []
    heading = None
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in {"fence", "code_block"}:
            blocks.append(token.content.strip())
        elif token.type == "html_block":
            blocks.append(unescape(_TAG.sub("", token.content)).strip())
        elif token.type == "inline":
            blocks.append(_inline(token.children or []))
            if before and before.tag == "h1" and heading is None:
                heading = blocks[-1]
    return "\n\n".join(block for block in blocks if block), heading


def _inline(tokens: list[Token]) -> str:
    """Join the words of a block; struck-out ones are no longer said."""
    words: list[str] = []
    struck = 0
    for token in tokens:
        struck += token.nesting if token.tag == "s" else 0
        if struck:
            continue
        if token.type in {"text", "code_inline"}:
            words.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            words.append("\n")
    return "".join(words).strip()
