"""Which part of a web page is its text.

Menus, lists of other articles, advertisements and the like are known by their elements, by the
names that the authors of pages give them, and by being made of links. What is left is text: no
more is cut away than that, unless the page itself says where its article is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policytext.reading.web.text import walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NO_TEXT = """
script style noscript template iframe object embed svg canvas math audio video map nav aside footer
button select textarea dialog head
"""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
# Words of classes and ids. A name is cut at hyphens, underscores and capitals first.
_WORDS = """
nav navi navigation gnb lnb snb fnb tnb menu submenu breadcrumb breadcrumbs crumb location sidebar aside
related relation relate recommend recommended recommendation ranking rank popular banner banners
ad ads adv advert advertisement adsense sponsor sns share sharing social comment comments reply replies
footer foot copyright copyrights pagination paging pager prevnext skip skipnav skipnavi
search login popup modal toolbar utility util quick quickmenu family sitemap
subscribe subscription newsletter satisfaction hashtag tags kogl ccl bookmark fontsize
blind hidden hide sr
"""
_FURNITURE = frozenset(_WORDS.split())
_ARTICLE = re.compile(
    r"(?:article|news|story|view|board|bbs|post|entry|content|contents|cont)[-_]?"
    r"(?:body|text|txt|content|contents|cont|con|view|area|detail)|^dic_area$|article|contents?$",
    re.IGNORECASE,
)
_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NAMES = re.compile(r"[^\s\-_]+")
_INVISIBLE = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE
)
_MOST_FURNITURE = 0.4  # share of the letters of a page above which a part of it is no furniture
_LINKS = 3  # links in a list of them
_LINKED = 0.7  # share of letters that are links, in such a list
_ENOUGH = 0.5  # share of the text that an article has
_NEARLY_ALL = 0.9  # share of the article that a part of it has which is the article itself
_MIN_LETTERS = 100


class _Size(NamedTuple):
    letters: int
    linked: int
    links: int


def article(tree: LexborHTMLParser) -> LexborNode | None:
    """The part of the page that is its text, after all else in it was taken out; None if none is."""
    tree.strip_tags(_NO_TEXT.split(), recursive=True)
    body = tree.body
    if body is None:
        return None
    sizes = _sizes(body)
    _remove_furniture(body, sizes)
    return _marked(body, _sizes(body)) or body


def headings_before(tree: LexborHTMLParser, part: LexborNode) -> list[str]:
    """The headings in front of `part`, in their order; links, such as the name of the site, are none."""
    if tree.body is None:
        return []
    sizes = _sizes(tree.body)
    found: list[str] = []
    for node, begins in walk(tree.body):
        if node.mem_id == part.mem_id:
            break
        size = sizes.get(node.mem_id)
        if begins and node.tag in _HEADINGS and size and _prose(size):
            found.append(node.text(separator=" "))
    return found


def _sizes(root: LexborNode) -> dict[int, _Size]:
    """How many letters each element has, how many of them are links, and how many links."""
    sizes: dict[int, _Size] = {}
    open_sizes: list[list[int]] = [[0, 0, 0]]
    anchors = 0
    for node, begins in walk(root):
        if node.tag == "-text":
            letters = len("".join((node.text_content or "").split()))
            open_sizes[-1][0] += letters
            open_sizes[-1][1] += letters if anchors else 0
        elif begins:
            anchors += node.tag == "a"
            open_sizes.append([0, 0, 0])
        else:
            letters, linked, links = open_sizes.pop()
            if node.tag == "a":
                anchors -= 1
                links += 1
            sizes[node.mem_id] = _Size(letters, linked, links)
            above = open_sizes[-1]
            above[0] += letters
            above[1] += linked
            above[2] += links
    return sizes


def _remove_furniture(body: LexborNode, sizes: dict[int, _Size]) -> None:
    most = _MOST_FURNITURE * sizes[body.mem_id].letters
    doomed = []
    inside: int | None = None
    for node, begins in walk(body):
        if node.tag == "-text" or node.mem_id == body.mem_id:
            continue
        if inside is not None:
            if not begins and node.mem_id == inside:
                inside = None
            continue
        size = sizes.get(node.mem_id)
        if begins and size and size.letters <= most and _is_furniture(node, size):
            doomed.append(node)
            if node.first_child is not None:
                inside = node.mem_id
    for node in doomed:
        node.decompose()


def _is_furniture(node: LexborNode, size: _Size) -> bool:
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if _INVISIBLE.search(attributes.get("style") or ""):
        return True
    if attributes.get("role") in {"navigation", "banner", "contentinfo", "search", "complementary"}:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if _words(names) & _FURNITURE:
        return True
    return (
        node.tag in {"ul", "ol", "dl", "div", "section", "p", "table", "header"}
        and size.links >= _LINKS
        and size.linked >= _LINKED * size.letters
    )


def _words(names: str) -> set[str]:
    parts = _NAMES.findall(names)
    return {part.lower() for part in parts} | {
        word.lower() for part in parts for word in _NAME_PART.findall(part)
    }


def _marked(body: LexborNode, sizes: dict[int, _Size]) -> LexborNode | None:
    """The innermost element that is named as the article and has most of the text; None if none is."""
    whole = _prose(sizes[body.mem_id])
    best: LexborNode | None = None
    most = 0
    for node, begins in walk(body):
        size = sizes.get(node.mem_id)
        if not begins or size is None or _prose(size) < max(_MIN_LETTERS, _ENOUGH * whole):
            continue
        if not _names_article(node):
            continue
        most = max(most, _prose(size))
        if _prose(size) >= _NEARLY_ALL * most:
            best = node
    return best


def _prose(size: _Size) -> int:
    return size.letters - size.linked


def _names_article(node: LexborNode) -> bool:
    attributes = node.attributes
    if node.tag in {"article", "main"} or attributes.get("role") in {"article", "main"}:
        return True
    if (attributes.get("itemprop") or "").lower() == "articlebody":
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()
    return any(_ARTICLE.search(name) for name in names)
