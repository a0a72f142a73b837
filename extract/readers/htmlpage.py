"""A portal's page: its furniture, and the part that holds the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.layout import is_type_line
from extract.readers.letterhead import is_letterhead
from extract.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER_NAMES = """
    script style noscript template nav aside iframe object embed button select option input textarea label
    svg math head title audio video canvas dialog
"""
_NEVER = frozenset(_NEVER_NAMES.split())
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "toolbar")
)
# As whole words of class and id: names that portals give to what is not the document.
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|side-?bar|related|share|sharing|social|comments?|"
    r"footer|site-?header|page-?header|toolbar|pagination|pager|banner|advert(?:isement)?|ads?|popup|modal|cookies?|"
    r"tags?|rating|login|search|hotline|copyright|skip-?link|lien-?quan|tin-?khac|binh-?luan)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_END = re.compile(r"^(?:nơi (?:nhận|gửi)\b)", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:luật |nghị quyết )?số\s*:", re.IGNORECASE)
_PATH = ("div", "main", "article", "section", "form", "center", "body", "html", "tbody", "tr", "td", "table")
_MOST = 0.8
_LONGEST_ANCHOR = 200


def drop_furniture(root: HtmlElement) -> None:
    """Take out what is never part of a document: scripts, forms, menus, hidden parts, lists of links."""
    for element in list(root.iter()):
        if element is root or element.tag == "body" or element.getparent() is None:
            continue
        if not isinstance(element.tag, str) or _is_furniture(element):
            element.drop_tree()


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _NEVER or element.get("role") in _ROLES or element.get("aria-hidden") == "true":
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    if element.tag not in ("div", "section", "ul", "ol", "header", "footer", "table", "form", "p", "span"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    called = element.tag in ("header", "footer") or bool(_NAMES.search(names))
    # A careless portal calls the whole page "menu-content": what holds the letterhead stays.
    return (called or _is_list_of_links(element)) and not _holds_document(element)


def _holds_document(element: HtmlElement) -> bool:
    text = _text(element)
    return is_letterhead(text) or len(text) > 5000


def _is_list_of_links(element: HtmlElement) -> bool:
    """Whether a block is three or more links, each the whole of its item, with little else."""
    if element.tag not in ("ul", "ol", "div", "section"):
        return False
    links = element.findall(".//a[@href]")
    if len(links) < 3 or len(links) > 400:
        return False
    linked = sum(len(_text(link)) for link in links if not (link.get("href") or "").startswith("#"))
    return linked > 0.85 * max(1, len(_text(element)))


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def main_content(root: HtmlElement) -> HtmlElement:
    """The smallest element with the bulk of the text and every part of the document that tells itself.

    Letterhead, number, type, title's line and recipients are looked for by their words.
    """
    body = root.find(".//body")
    top = root if body is None else body
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(top.iter())):
        own = len((element.text or "").strip()) if isinstance(element.tag, str) else 0
        sizes[element] = own + sum(sizes[child] + len((child.tail or "").strip()) for child in element)
    dense = _densest(top, sizes)
    chosen = dense
    for anchor in _anchors(top, sizes):
        chosen = _common(chosen, anchor)
    return chosen


def _densest(top: HtmlElement, sizes: dict[HtmlElement, int]) -> HtmlElement:
    """From ``top`` down as long as one child has most of the text."""
    element = top
    while True:
        heavy = [child for child in element if sizes[child] >= _MOST * max(1, sizes[element])]
        if not heavy or heavy[0].tag not in _PATH:
            return element
        element = heavy[0]


def _anchors(top: HtmlElement, sizes: dict[HtmlElement, int]) -> list[HtmlElement]:
    """The short elements whose words belong to a document's own parts; the first of each kind."""
    found: dict[str, HtmlElement] = {}
    for element in top.iter():
        if not isinstance(element.tag, str) or not 4 <= sizes[element] <= _LONGEST_ANCHOR:
            continue
        text = normalise(_text(element)).normal
        kinds = (
            ("nation", is_letterhead(text)),
            ("number", bool(_NUMBER.match(text))),
            ("type", is_type_line(text)),
            ("end", bool(_END.match(text))),
        )
        for kind, fits in kinds:
            if fits:
                found.setdefault(kind, element)
    return list(found.values())


def _common(one: HtmlElement, other: HtmlElement) -> HtmlElement:
    """The lowest element that holds both."""
    above = {one, *one.iterancestors()}
    return next((element for element in (other, *other.iterancestors()) if element in above), one)
