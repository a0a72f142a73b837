"""Citations: mentions with their relations, their clause, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.attribution import placed_by
from extract.consolidated import consolidate, is_consolidated
from extract.dates import first_date, year_after
from extract.instruments import find_instrument
from extract.issuers import Home
from extract.layout import Layout
from extract.mention import Mention
from extract.mentions import find_mentions
from extract.record import Citation, Relation
from extract.relations import TITLE_START, Link, link
from extract.shortnames import with_short_names
from extract.text import Text, fold, normalise, one_line

_ACTIVE: dict[str, Relation] = {"amended_by": "amends", "replaced_by": "replaces", "repealed_by": "repeals"}
_PINPOINT = re.compile(
    r"(?i)((?:(?:điểm|các điểm)\s+[^\s,;]{1,3}(?:(?:,| và)\s+[^\s,;]{1,3})*,?\s+)?"
    r"(?:khoản\s+\d+\w?(?:(?:,| và)\s+(?:khoản\s+)?\d+\w?)*,?\s+)?"
    r"Điều\s+\d+\w?(?:(?:,| và)\s+(?:Điều\s+)?\d+\w?)*)\s*,?\s*(?:của\s+)?$"
)
_ENDS_IN_NUMBER = re.compile(r"\d\w?\s*,?\s*(?:[cC][ủỦ][aA]\s+)?$")
_NUMBER_REACH = 20
_TITLE_END = re.compile(r"[;\n]|\.(?=\s|$)|(?<=”)[,)]|\s\(|\s(?:nhằm|để)\s")
_JOINED_END = re.compile(r"\s*\bvà$")
_SENTENCE_START = re.compile(r";\s+|\.\s+(?=[^\Wa-z])|\|\s*")
_SENTENCE_END = re.compile(r";|\.(?=\s+[^\Wa-z]|$)|\|")
_NEAR = 12
"""How many mentions may stand inside one title or law's name."""
_LONGEST_PINPOINT = 120
_LONGEST_TITLE = 600
_LONGEST_SENTENCE = 1200
_LONGEST_LEAD = 160


def find_citations(
    text: Text, layout: Layout, home: Home, own_number: str | None
) -> tuple[tuple[Citation, ...], tuple[tuple[str, Relation, str], ...]]:
    """All citations in reading order, and the document-level relations without plain ``cites``."""
    normal = text.normal
    first = next(layout.zone("body", "tail", "annex"), None)
    begin = first.start if first else 0
    mentions = [
        mention
        for mention in with_short_names(normal, find_mentions(normal, home, own_number), home)
        if mention.start >= begin and (block := layout.at(mention.start)) is not None and block.zone != "tail"
    ]
    links = link(normal, layout, mentions)
    if is_consolidated(own_number):
        links = consolidate(normal, layout, mentions, links)
    mentions = [
        mention if linked.origin is None else placed_by(mention, mentions[linked.origin], home)
        for mention, linked in zip(mentions, links, strict=True)
    ]
    seen: set[str] = set()
    citations = []
    for index, (mention, linked) in enumerate(zip(mentions, links, strict=True)):
        following = _next_beside(mentions, links, index, len(normal))
        citations.append(_citation(text, layout, mention, linked, mentions, following, seen))
    return tuple(citations), _relations(mentions, links)


def cite_alone(words: str, home: Home, relation: Relation = "cites") -> Citation | None:
    """The first document that a few words name, said outside a text; ``None`` where they name none.

    A date may follow without the word "ngày", as in lists: "522/QĐ-TTg 14/5/2018".
    Offsets are those of ``words``.
    """
    text = normalise(words)
    mention = next((one for one in find_mentions(text.normal, home, None) if one.number or one.name), None)
    if mention is None:
        return None
    start, end = text.raw_span(mention.start, mention.end)
    year = year_after(text.normal, mention.end)
    return Citation(
        quote=one_line(words[start:end]),
        type=mention.type,
        number=mention.number,
        name=mention.name,
        date=mention.date or first_date(text.normal[mention.end :]) or (year[0] if year else None),
        issuer=mention.issuer,
        relation=relation,
        from_="this",
        start=start,
        end=end,
        sentence=one_line(words),
    )


def _next_beside(mentions: Sequence[Mention], links: Sequence[Link], index: int, end: int) -> int:
    """Where the next mention starts that does not stand inside the title of the one at ``index``."""
    inside = {index}
    for at in range(index + 1, min(len(mentions), index + 1 + _NEAR)):
        if links[at].origin in inside:
            inside.add(at)
        elif mentions[at].start >= mentions[index].end:
            return mentions[at].start
    return end


def _citation(
    text: Text,
    layout: Layout,
    mention: Mention,
    linked: Link,
    mentions: Sequence[Mention],
    following: int,
    seen: set[str],
) -> Citation:
    start, end = text.raw_span(mention.start, mention.end)
    key = fold(mention.key)
    first = key not in seen
    seen.add(key)
    block = layout.at(mention.start)
    title = _title(text, mention, following)
    pinpoint = _pinpoint(text.normal, mention.start)
    return Citation(
        quote=text.raw[start:end],
        type=mention.type,
        number=mention.number,
        name=mention.name,
        date=mention.date,
        issuer=mention.issuer,
        relation=linked.relation,
        from_="this" if linked.origin is None else mentions[linked.origin].key,
        start=start,
        end=end,
        sentence=_sentence(text, layout, mention, linked.lead),
        title=title,
        pinpoint=pinpoint,
        section=layout.headings(block) if block else (),
        first_mention=first,
        instrument=find_instrument(text.normal, mention, title),
        stands_for=mention.stands_for,
    )


def _pinpoint(normal: str, at: int) -> str | None:
    """The provision named before ``at``: "khoản 2 Điều 49"."""
    first = max(0, at - _LONGEST_PINPOINT)
    if not _ENDS_IN_NUMBER.search(normal, max(first, at - _NUMBER_REACH), at):
        return None
    found = _PINPOINT.search(normal, first, at)
    return one_line(found[1]) if found else None


def _sentence(text: Text, layout: Layout, mention: Mention, lead: tuple[int, int] | None) -> str:
    """The clause around a mention on one line: its part of the paragraph between semicolons or full stops.

    Where the words that state the relation stand before that part ("Thực hiện A; B"),
    they are put before it with "[…]" for what is left out.
    """
    block = layout.at(mention.start)
    if block is None:
        return one_line(text.quote(mention.start, mention.end))
    first = max(block.start, mention.start - _LONGEST_SENTENCE // 2)
    last = min(block.end, mention.end + _LONGEST_SENTENCE // 2)
    cuts = [match.end() for match in _SENTENCE_START.finditer(text.normal[first : mention.start])]
    start = first + (cuts[-1] if cuts else 0)
    after = _SENTENCE_END.search(text.normal[mention.end : last])
    end = mention.end + after.start() if after else last
    clause = one_line(text.quote(start, end)).strip(" *_")
    if lead and lead[1] <= start:
        stated = one_line(text.quote(max(lead[0], lead[1] - _LONGEST_LEAD), lead[1])).strip(" *_-")
        return f"{stated} […] {clause}" if stated else clause
    return clause


def _title(text: Text, mention: Mention, following: int) -> str | None:
    """The title stated after the issuer, up to the end of the clause or the next mention."""
    if mention.number is None:
        return None
    words = text.normal[mention.tail : min(following, mention.tail + _LONGEST_TITLE)]
    opening = TITLE_START.match(words)
    if not opening:
        return None
    begin = opening.start("word")
    end = _TITLE_END.search(words, opening.end())
    title = one_line(words[begin : end.start() if end else len(words)]).strip(" ,")
    if title.endswith("và"):
        title = _JOINED_END.sub("", title)
    if title.count("”") > title.count("“"):
        title = title.replace("”", "", 1)  # the quotation mark opened before the title did
    return title or None


def _relations(mentions: Sequence[Mention], links: Sequence[Link]) -> tuple[tuple[str, Relation, str], ...]:
    found: dict[tuple[str, str, str], tuple[str, Relation, str]] = {}
    for mention, linked in zip(mentions, links, strict=True):
        if linked.relation == "cites":
            continue
        origin = "this" if linked.origin is None else mentions[linked.origin].key
        triple: tuple[str, Relation, str] = (origin, linked.relation, mention.key)
        if linked.relation in _ACTIVE:
            triple = (mention.key, _ACTIVE[linked.relation], origin)
        found.setdefault((fold(triple[0]), triple[1], fold(triple[2])), triple)
    return tuple(found.values())
