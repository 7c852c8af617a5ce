"""Read what a page's own metadata says: never a date guessed from its text or its address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from salis.sources.credit import agency_credits, without_by

_PUBLISHED = frozenset(
    {
        "article:published_time", "og:published_time", "datepublished", "date", "dc.date",
        "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "parsely-pub-date",
        "sailthru.date", "pubdate", "publish-date", "publishdate", "article.published",
    }
)  # fmt: skip
_MODIFIED = frozenset(
    {
        "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
        "article.updated", "last-modified",
    }
)  # fmt: skip
_SITE = ("og:site_name", "application-name", "dcterms.publisher", "dc.publisher")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_CREDIT = ("news:provider", "syndication-source", "original-source")
_ARTICLES = frozenset({"Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting"})
#: Where pages put the line that says when they were published, by names in class and id.
_STAMPS = ("publish", "pubdate", "posted", "update", "modified", "byline", "dateline", "timestamp")
_MAX_SCRIPT = 1_000_000
_MAX_NODES = 500


@dataclass(frozen=True, slots=True)
class PageMetadata:
    title: str | None
    author: str | None
    site: str | None
    url: str | None
    #: Times stated for publication and change, as written.
    published: tuple[str, ...]
    credits: tuple[str, ...]


def read_metadata(tree: Any, fetched_from: str | None) -> PageMetadata:
    """Gather what the page says of itself in JSON-LD, meta elements and `time` elements."""
    metas = _metas(tree)
    linked = _linked_article(tree)
    authors = list(_names(linked.get("author"))) or _persons(metas, tree)
    author = without_by(", ".join(authors[:5]))
    return PageMetadata(
        title=_title(linked, tree),
        author=author,
        site=_first(metas, _SITE) or next(_names(linked.get("publisher")), None),
        url=_own_address(metas, tree, _linked_address(linked), fetched_from=fetched_from),
        published=_times(metas, linked, tree),
        credits=_credits(metas, linked, authors),
    )


def _metas(tree: Any) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in islice(tree.iter("meta"), _MAX_NODES):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := (meta.get("content") or "").strip():
            metas.setdefault(name.lower(), []).append(content)
    return metas


def _first(metas: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _title(linked: dict[str, Any], tree: Any) -> str | None:
    from trafilatura.metadata import examine_meta, extract_title  # slow to import

    headline = linked.get("headline")
    if isinstance(headline, str) and headline.strip():
        return headline
    return examine_meta(tree).title or extract_title(tree)


def _persons(metas: dict[str, list[str]], tree: Any) -> list[str]:
    """Take the authors named in meta elements, else in the visible byline."""
    from trafilatura.metadata import extract_author  # slow to import

    named = [name for key in _AUTHOR for name in metas.get(key, ()) if "://" not in name]
    byline = None if named else extract_author(tree)
    return list(dict.fromkeys(named)) or ([byline] if byline else [])


def _own_address(
    metas: dict[str, list[str]], tree: Any, linked: str | None, *, fetched_from: str | None
) -> str | None:
    """Read the canonical address; one on another host than it came from is not believed.

    A page may say what it likes of itself, and a reprint names the page that it reprints.
    """
    links = [link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower()]
    stated = (links[0].get("href") if links else None) or _first(metas, ("og:url",)) or linked
    if not stated:
        return None
    try:
        address = urljoin(fetched_from or "", stated.strip())
        same = not fetched_from or urlsplit(address).hostname == urlsplit(fetched_from).hostname
    except ValueError:
        return None
    return address if same else None


def _linked_address(linked: dict[str, Any]) -> str | None:
    """Give the address that the JSON-LD states for its article."""
    page = linked.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    address = linked.get("url") or page
    return address if isinstance(address, str) else None


def _times(metas: dict[str, list[str]], linked: dict[str, Any], tree: Any) -> tuple[str, ...]:
    """List the times stated for publication and change, from the surest place that has any."""
    ours = [str(linked[key]) for key in ("datePublished", "dateModified") if linked.get(key)]
    for names in (_PUBLISHED, _MODIFIED):
        ours += [content for name in sorted(names & metas.keys()) for content in metas[name]]
    return tuple(dict.fromkeys(ours or _stamps(tree)))


def _stamps(tree: Any) -> list[str]:
    """Read `time` elements marked as the page's own; those inside its sentences are not."""
    marked = [
        element.get("datetime") or element.get("content") or ""
        for element in islice(tree.iter("time"), _MAX_NODES)
        if _is_stamp(element)
    ]
    return [text for text in marked if text.strip()][:2]


def _is_stamp(element: Any) -> bool:
    if element.get("pubdate") is not None or "date" in (element.get("itemprop") or "").lower():
        return True
    around = [element, *islice(element.iterancestors(), 3)]
    tags = {node.tag for node in around}
    if tags & {"aside", "nav", "footer", "li"}:
        return False
    names = " ".join(f"{node.get('class') or ''} {node.get('id') or ''}" for node in around).lower()
    return "header" in tags or any(stamp in names for stamp in _STAMPS)


def _credits(
    metas: dict[str, list[str]], linked: dict[str, Any], authors: list[str]
) -> tuple[str, ...]:
    """Name whom the page credits: fields for it, organisations as authors, agencies by name."""
    stated = [*_names(linked.get("creditText")), *_names(linked.get("sourceOrganization"))]
    stated += [urlsplit(name).hostname or name for key in _CREDIT for name in metas.get(key, ())]
    stated += _names(linked.get("author"), kind="Organization")
    agencies = [name for author in authors for name in agency_credits(author)]
    return tuple(dict.fromkeys([*stated, *agencies]))


def _names(value: Any, *, kind: str | None = None) -> Iterator[str]:
    """Give the names in a JSON-LD value: a string, a thing with a name, or a list of them."""
    for item in value[:20] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            name = item.get("name")
            fits = kind is None or kind in str(item.get("@type"))
            if fits and isinstance(name, str) and name.strip():
                yield name.strip()
        elif isinstance(item, str) and kind is None and item.strip() and "://" not in item:
            yield item.strip()


def _linked_article(tree: Any) -> dict[str, Any]:
    """Give the page's own article from its JSON-LD, else its WebPage; empty where neither."""
    nodes = list(islice(_nodes(tree), _MAX_NODES))
    for fits in (_is_article, _is_page):
        for node in nodes:
            if fits(node):
                return node
    return {}


def _is_article(node: dict[str, Any]) -> bool:
    return any(kind.endswith("Article") or kind in _ARTICLES for kind in _types(node))


def _is_page(node: dict[str, Any]) -> bool:
    return "WebPage" in _types(node)


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [str(kind) for kind in types] if isinstance(types, list) else [str(types)]


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(text) > _MAX_SCRIPT:
            continue
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in found if isinstance(found, list) else [found]:
            if isinstance(node, dict):
                yield node
                graph = node.get("@graph")
                yield from (
                    (n for n in graph if isinstance(n, dict)) if isinstance(graph, list) else ()
                )
