"""What a web page says about itself: Open Graph, JSON-LD, and older ways."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policytext.model import Metadata
from policytext.reading.content import known
from policytext.reading.records import iso_date

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title")
_AUTHORS = (
    "author",
    "article:author",
    "dable:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "twitter:creator",
)
_DATES = (
    "article:published_time", "datepublished", "og:regdate", "date", "pubdate", "publishdate", "dc.date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "parsely-pub-date", "date.issued", "regdate",
)  # fmt: skip
_SITES = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "article:publisher",
    "publisher",
    "application-name",
)
_ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "Report",
    "GovernmentService",
    "WebPage",
)
_SEPARATOR = re.compile(r"\s*[|<>:·»«–—-]\s*")
_URL = re.compile(r"(?:https?:)?//|@")
_MAX_NODES = 2_000  # of JSON-LD


def metadata(tree: LexborHTMLParser) -> Metadata:
    """What the page says about the article on it; parts it does not say are None."""
    meta = _meta(tree)
    linked = next(_linked(tree), {})
    site = _first(meta, _SITES) or _name(linked.get("publisher"))
    return Metadata(
        title=_title(tree, meta, linked, site),
        author=_first(meta, _AUTHORS) or _name(linked.get("author")),
        date=_date(tree, meta, linked),
        organization=site,
        url=_url(tree, meta),
    )


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    """The meta elements by name, the first of several; names of addresses and handles are none."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        value = known(attributes.get("content"))
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _first(meta: dict[str, str], names: Sequence[str]) -> str | None:
    return next((meta[n] for n in names if n in meta and not _URL.search(meta[n])), None)


def _title(
    tree: LexborHTMLParser, meta: dict[str, str], linked: dict[str, Any], site: str | None
) -> str | None:
    """The title of the article, without the name of the site that many pages add to it."""
    headline = linked.get("headline")
    title = _first(meta, _TITLES) or (known(headline) if isinstance(headline, str) else None)
    headings = [t for node in tree.css("h1") if (t := known(node.text(separator=" ")))]
    if title is None:
        element = tree.css_first("title")
        title = known(element.text()) if element else None
    if title is None:
        return headings[0] if len(headings) == 1 else None
    shorter = [h for h in headings if title.startswith(h) and len(h) * 3 > len(title)]
    return shorter[0] if shorter else _without_site(title, site)


def _without_site(title: str, site: str | None) -> str:
    """`title` without `site` at one of its ends, and what stands between them."""
    if not site or site not in title:
        return title
    before, _, after = title.partition(site)
    for rest in (before, after):
        cut = _SEPARATOR.sub("", rest)
        if cut and (not before or not after):
            return _SEPARATOR.sub("", rest[:3]) + rest[3:-3] + _SEPARATOR.sub("", rest[-3:])
    return title


def _date(tree: LexborHTMLParser, meta: dict[str, str], linked: dict[str, Any]) -> str | None:
    """The day of publication, in ISO 8601."""
    said = [meta[name] for name in _DATES if name in meta]
    said += [str(linked.get("datePublished") or ""), str(linked.get("dateCreated") or "")]
    for name in ("datetime", "data-date-time"):
        said += [node.attributes.get(name) or "" for node in tree.css(f"[{name}]")[:1]]
    return next((date for text in said if (date := iso_date(text.strip()))), None)


def _url(tree: LexborHTMLParser, meta: dict[str, str]) -> str | None:
    link = tree.css_first("link[rel=canonical][href]")
    said = (link.attributes.get("href") if link else None) or meta.get("og:url") or ""
    return known(said) if said.startswith(("http://", "https://")) else None


def _linked(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The articles that the page describes in JSON-LD."""
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        open_nodes = [data]
        for _ in range(_MAX_NODES):
            if not open_nodes:
                break
            node = open_nodes.pop(0)
            if isinstance(node, list):
                open_nodes += node
            elif isinstance(node, dict):
                kind = node.get("@type")
                if kind in _ARTICLES if isinstance(kind, str) else _is_article(kind):
                    yield node
                open_nodes += [v for v in (node.get("@graph"), node.get("mainEntity")) if v]


def _is_article(kinds: object) -> bool:
    return isinstance(kinds, list) and any(kind in _ARTICLES for kind in kinds)


def _name(value: object) -> str | None:
    """The name of a person or organization in JSON-LD, or of the first of several."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return known(value) if isinstance(value, str) and not _URL.search(value) else None
