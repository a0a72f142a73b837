"""The opening of a consolidated text (*văn bản hợp nhất*): the act consolidated and those that amended it.

Such a text prints the act "A …, được sửa đổi, bổ sung bởi:" and then one paragraph for each
amending act, before the legal basis of A (Ordinance 01/2012/UBTVQH13 on consolidation, Article 6).
It consolidates A; each of the others amends A. Its body speaks as A: what it changes or repeals is
A's doing, not the consolidated text's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.layout import RANK, Block, Layout
from extract.mention import Mention
from extract.relations import CHANGES, Link

_SYMBOL = re.compile(r"(?i)/\s*VBHN\b")
_AMENDED_BY = re.compile(r"(?i)được\s+(?:sửa đổi|bổ sung|thay thế|đính chính)[^;:.]{0,60}\bbởi\s*:?\s*$")
_OPENS = re.compile(r"[\s*_“\"]*")


def is_consolidated(number: str | None) -> bool:
    """Whether a document's own number is that of a consolidated text ("57/VBHN-BCT")."""
    return bool(number and _SYMBOL.search(number))


def consolidate(
    normal: str, layout: Layout, mentions: Sequence[Mention], links: Sequence[Link]
) -> list[Link]:
    """The links of a consolidated text, with those that its opening states."""
    result = [Link("cites", None) if one.origin is None and one.relation in CHANGES else one for one in links]
    base: int | None = None
    listing = False
    for block, index in _opening(normal, layout, mentions):
        if base is None:
            base = index
            result[index] = Link("consolidates", None)
            listing = bool(_AMENDED_BY.search(block.text))
        elif listing:
            result[index] = Link("amended_by", base)
    return result


def _opening(normal: str, layout: Layout, mentions: Sequence[Mention]) -> list[tuple[Block, int]]:
    """The paragraphs before the legal basis and the body that open with a mention."""
    found: list[tuple[Block, int]] = []
    at = 0
    for block in layout.zone("body"):
        if block.content.startswith("Căn cứ") or (block.rank is not None and block.rank <= RANK["roman"]):
            break
        while at < len(mentions) and mentions[at].start < block.body:
            at += 1
        if at == len(mentions):
            break
        start = mentions[at].start
        if start < block.end and _OPENS.fullmatch(normal, block.body, start):
            found.append((block, at))
    return found
