"""Read a web page: its article without menus, banners, captions and comments."""

from __future__ import annotations

import re
from typing import Any

from salis.model.problem import Problem
from salis.sources.encoding import decode, tidy
from salis.sources.interface import Raw, Reading
from salis.sources.page_metadata import read_metadata

#: Bounds the time that a page can take: about 2 s for a MB of dense text, 12 s for all elements.
_MAX_BYTES = 20_000_000
_MAX_ELEMENTS = 200_000
_HEAD = 4_096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml[^>]{0,200}?>")
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_SENTENCE = re.compile(r".{60}|[.!?…。][\"”’'»)]*$", re.MULTILINE)
#: Under this the library no longer trusts its own extraction.
_SHORT = 250
_BETWEEN_LINKS = " \t\r\n|·•»›>/-"
_INLINE = ("a", "abbr", "b", "cite", "em", "font", "i", "mark", "small", "span", "strong", "u")
_BULLET = re.compile(r"^\s*- ")

_CHROME = ("cookie", "consent", "gdpr", "newsletter", "paywall", "share-", "social-")
#: What no reader takes for the article, also on pages too short to be told by their layout. A
#: block with a heading or an article in it is spared: its name speaks of the page as a whole.
_PRUNED = [
    "//del | //s | //strike",
    "//nav",
    "//*[@role='navigation' or @role='banner' or @role='dialog']",
    "//figcaption",
    "//div[({names}) and string-length(.) < 1500 and not(.//article or .//h1)]".format(
        names=" or ".join(
            f"contains(@class, '{word}') or contains(@id, '{word}')" for word in _CHROME
        )
    ),
]


def read_page(raw: Raw) -> Reading | Problem:
    """Read the page's article, and what its metadata says of source, time, title and author."""
    if len(raw.data) > _MAX_BYTES:
        size = f"The page is over {_MAX_BYTES // 1_000_000} MB; it is not read."
        return Problem("too-large", size, raw.place)
    markup, problems = decode(raw.data, raw.place, declared=raw.charset or _charset(raw.data))
    tree = _tree(markup)
    if tree is not None and sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        dense = f"The page has over {_MAX_ELEMENTS:,} elements; it is not read."
        return Problem("too-large", dense, raw.place)
    # Before the article, whose extraction prunes the tree.
    said = read_metadata(tree, raw.url) if tree is not None else None
    text = _article(tree) if tree is not None else ""
    if not text or not said:
        empty = "The page has no text that can be told from its menus; it is left out."
        return Problem("no-text", empty, raw.place)
    return Reading(
        raw.data,
        raw.place,
        "text/html",
        text,
        source=said.site,
        published=said.published,
        title=said.title,
        url=said.url or raw.url,
        author=said.author,
        credits=said.credits,
        problems=tuple(problems),
    )


def page_text(markup: str) -> str:
    """Give the text of a page that is part of something else, such as a mail's body."""
    tree = _tree(markup[:_MAX_BYTES])
    return _article(tree) if tree is not None else ""


def _charset(data: bytes) -> str | None:
    head = data[:_HEAD]
    found = _CHARSET.search(head) or _XML_CHARSET.match(head)
    return found[1].decode("ascii", "replace") if found else None


def _tree(markup: str) -> Any:
    import logging  # as trafilatura, which takes half a second

    from trafilatura import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    markup = _XML.sub("", markup)
    if "<html" not in markup[:_HEAD].lower():
        # The library takes a piece of a page for no page at all.
        markup = f"<html>{markup}</html>"
    return load_html(markup)


def _article(tree: Any) -> str:
    """Extract the article as paragraphs with a blank line between; empty where there is none."""
    _prune(tree)
    text = _extracted(tree)
    if len(text) < _SHORT:
        # Its fallback breaks lines at every link and bold word, and takes the menus along.
        _flatten(tree)
        text = _extracted(tree)
    return tidy(text) if _SENTENCE.search(text) else ""


def _flatten(tree: Any) -> None:
    """Drop links that stand by themselves, as in menus, and the marks within sentences."""
    for parent in list(dict.fromkeys(link.getparent() for link in tree.iter("a"))):
        if "".join(parent.xpath("text()")).strip(_BETWEEN_LINKS):
            continue
        for link in parent.findall("a"):
            if not _SENTENCE.search(link.text_content()):
                link.drop_tree()
    for element in list(tree.iter(*_INLINE)):
        element.drop_tag()


def _prune(tree: Any) -> None:
    """Take out what is not the article, and keep in it what the library would lose.

    It drops the words of `time` and breaks the sentence at `q`, whose quotation marks only a
    browser draws. Struck-out words are no longer said.
    """
    for path in _PRUNED:
        for element in tree.xpath(path):
            element.drop_tree()
    for element in list(tree.iter("time", "data", "output", "label", "q")):
        if element.tag == "q":
            element.text = f"“{element.text or ''}"
            element.tail = f"”{element.tail or ''}"
        element.drop_tag()


def _extracted(tree: Any) -> str:
    from trafilatura import bare_extraction  # takes half a second

    found = bare_extraction(tree, fast=True, include_comments=False, include_tables=False)
    text = str(getattr(found, "text", None) or "")
    lines = (_BULLET.sub("", line).strip() for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)
