"""What a document does to each document it mentions, by the grammar of the clause.

A clause ends at a semicolon, a full stop or the line. Its first mention is related
to the document itself by the words before it; a mention that stands inside another's
title is related to that one ("Kế hoạch A về thực hiện Chỉ thị B": A implements B);
a mention joined by a comma or "và" shares the relation of the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.layout import RANK, Block, Layout, is_type_line
from extract.mention import Mention
from extract.record import Relation
from extract.text import fold, lower
from ontology import registers

_PASSIVE = {"amended_by", "replaced_by", "repealed_by"}
_PROPOSING = frozenset({"tờ trình", "báo cáo", "công văn", "văn bản"})
"""Documents that propose and report: they never change another."""
_REACH = 12
"""How many mentions back in its clause a mention may refer."""
_CLAUSE = 1500
"""How far a clause is followed, in characters."""
CHANGES = frozenset({"amends", "replaces", "repeals", "corrects", "consolidates"})
"""Relations by which one document changes another, or takes it in."""


@dataclass(frozen=True, slots=True)
class Link:
    """The relation of one mention and the index of the mention it starts from, ``None`` for the document.

    ``lead`` is the span of the words before the clause's first mention that state the
    relation ("Thực hiện", "Căn cứ"), which may stand in an earlier clause of the list.
    """

    relation: Relation
    origin: int | None
    lead: tuple[int, int] | None = None


@cache
def _triggers(place: str) -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    """Compiled triggers that may stand at ``place`` (``nested`` or ``lead``)."""
    kept = ("any", place)
    return tuple(
        (trigger.relation, re.compile(trigger.pattern))  # type: ignore[misc]
        for trigger in registers.relation_triggers()
        if trigger.place in kept
    )


def _last_trigger(
    words: str, place: str, among: frozenset[str] | None = None
) -> tuple[Relation, int, int] | None:
    """The trigger nearest to the end of ``words``; at the same place the register's first one."""
    best: tuple[Relation, int, int] | None = None
    words = lower(words)
    for relation, pattern in _triggers(place):
        if among is not None and relation not in among:
            continue
        for match in pattern.finditer(words):
            if best is None or (match.start() > best[1] and match.end() > best[2]):
                best = (relation, match.start(), match.end())
    return best


def link(normal: str, layout: Layout, mentions: Sequence[Mention]) -> list[Link]:
    """The relation of every mention, in their order."""
    links: list[Link] = []
    opening_end = _opening_end(layout)
    purpose = _purpose_section(layout, opening_end)
    for block, indexes in _by_block(layout, mentions):
        zone = _place(layout, block, opening_end)
        if zone == "body" and purpose in block.path and _IMPLEMENTING.match(block.content):
            zone = "opening"
        _link_block(normal, layout, block, zone, mentions, indexes, links)
    return links


def _by_block(layout: Layout, mentions: Sequence[Mention]) -> list[tuple[Block, list[int]]]:
    """Mentions grouped by the block (a cell counts as its row) they stand in."""
    groups: list[tuple[Block, list[int]]] = []
    for index, mention in enumerate(mentions):
        block = layout.at(mention.start) or layout.blocks[0]
        if groups and groups[-1][0].index == block.index:
            groups[-1][1].append(index)
        else:
            groups.append((block, [index]))
    return groups


def _opening_end(layout: Layout) -> int:
    """The index of the first block of the numbered body.

    A numbered list before the legal basis, as of the acts that a consolidated text takes in,
    belongs to the opening.
    """
    listed: int | None = None
    for block in layout.zone("body"):
        if block.rank is not None and block.rank <= RANK["decimal"]:
            if listed is None:
                listed = block.index
            if block.rank <= RANK["roman"]:
                return listed
        elif listed is not None and block.rank is None and _BASIS.match(block.text):
            listed = None
    return len(layout.blocks) if listed is None else listed


_BASIS = re.compile(r"Căn cứ (?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị|Quyết|Thông)")


_IMPLEMENTING = re.compile(r"(?i)(?:tiếp tục\s+)?(?:triển khai|thực hiện)")


def _purpose_section(layout: Layout, opening_end: int) -> int | None:
    """The first section, where a document that has no opening says what it implements; else ``None``."""
    body = list(layout.zone("body"))
    opening = [block for block in body if block.index < opening_end and not is_type_line(block.text)]
    if any(not _is_title(layout, block) for block in opening) or opening_end >= len(layout.blocks):
        return None
    return opening_end


def _place(layout: Layout, block: Block, opening_end: int) -> str:
    """Where a block stands: ``title``, ``opening``, ``first_article`` or ``body``."""
    if _is_title(layout, block) or (block.zone == "annex" and _ATTACHED.match(block.text)):
        return "title"
    if block.zone == "body" and block.index < opening_end:
        return "opening"
    if re.match(r"(?i)điều 1\b", block.text) and block.zone == "body":
        return "first_article"
    for index in block.path[:1]:
        if re.match(r"(?i)điều 1\b", layout.blocks[index].text) and block.zone == "body":
            return "first_article"
    return "body"


_ATTACHED = re.compile(r"(?i)[\s*_]*\([\s*_]*(?:ban hành\s+)?kèm\s")
"""The line below an annex's title that says to what it belongs: "(Ban hành kèm theo …)"."""


def _is_title(layout: Layout, block: Block) -> bool:
    """Whether a block belongs to the lines after a line that is only a type's name in capitals."""
    for index in range(block.index, max(-1, block.index - 4), -1):
        other = layout.blocks[index]
        if is_type_line(other.text):
            return index != block.index
        if other.rank is not None or other.kind == "row" or re.match(r"(?:Căn cứ|Thực hiện) ", other.text):
            return False
        if index != block.index and not layout.blocks[index + 1].gap and block.zone == "annex":
            continue
    return False


_CLAUSE_END = re.compile(r";|\.(?=\s+[^\Wa-z]|$)|:\s*(?=\n)")


def _link_block(
    normal: str,
    layout: Layout,
    block: Block,
    zone: str,
    mentions: Sequence[Mention],
    indexes: Sequence[int],
    links: list[Link],
) -> None:
    clause_start = block.body
    lead: Relation | None = None
    stated: tuple[int, int] | None = None
    chain: list[int] = []
    for index in indexes:
        mention = mentions[index]
        inside = chain and mention.start < mentions[chain[-1]].end
        if inside:
            links.append(Link("amends", chain[-1]))
            continue
        since = mentions[chain[-1]].tail if chain else clause_start
        gap = normal[since : mention.start]
        breaks = list(_CLAUSE_END.finditer(gap))
        if chain and breaks and _CONTINUES.match(gap, breaks[-1].end()):
            breaks = []
        if breaks or not chain:
            if breaks:
                clause_start = since + breaks[-1].end()
            words = normal[clause_start : mention.start]
            found = _lead(words, layout, block, zone, _clause_rest(normal, mention, block))
            if found is None and not chain and breaks and _joins(words):
                # "Thực hiện Nghị quyết Đại hội …; Chỉ thị số …": the first of the list is no mention.
                first = normal[block.body : block.body + breaks[0].start()]
                found = _lead(first, layout, block, zone, "")
            if found is not None:
                stated = (clause_start, mention.start)
            else:
                found = lead if lead and _joins(words) else "cites"
            lead = found
            chain = [index]
            links.append(Link(found, None, stated))
            continue
        chosen = _nested(gap, zone, mentions, chain, index, links)
        links.append(chosen)
        chain.append(index)


# "Luật Viên chức số 58/2010/QH12; được sửa đổi, bổ sung bởi …" goes on after the semicolon.
_CONTINUES = re.compile(r"(?i)\s*(?:đã\s+)?(?:được|bị)\s+(?:sửa đổi|bổ sung|thay thế|bãi bỏ)")
_PROVISIONS = r"(?:(?:các\s+)?(?:điểm|khoản|điều|chương|mục)\s+[\w, ]{1,60}?(?:của\s+)?)?"
_JOIN = re.compile(
    rf"(?i)[\s,]*(?:và|hoặc|cùng|cùng với|hay)?\s*{_PROVISIONS}"
    r"(?:(?:các|những)\s+[\w ]{4,30}?(?:\s+của\s+[^:;]{2,60})?\s*:|(?:các|những))?"
    r"\s*(?:số)?\s*[-–\"“”'‘’(*_]*\s*"
)


_PROVISION = re.compile(r"(?i)\b(?:điểm|khoản|điều)\s")


def _joins(words: str) -> bool:
    return bool(_JOIN.fullmatch(words))


_SELF = re.compile(
    r"(?i)(?:^|,|”|\))\s*(?:để[^,]*,\s*)?(?:chủ tịch\s+|bộ trưởng\s+)?"
    r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|chính phủ|bộ|sở|thủ tướng)"
    r"[^,;]{0,60}?\s(?:ban hành|xây dựng|quyết định|yêu cầu|đề nghị)\s"
)
_ENDS_JOINED = re.compile(r"(?i)(?:,|\svà|\shoặc|\scùng)\s*(?:các\s+)?$")


_GLOSS = re.compile(r"(?i)\s*\((?:nay|trước đây)\s+(?:là|thuộc)[^()]{1,80}\)\s*")
"""What a body is called today, between a document and its title."""
_SHORT_FORM = re.compile(r"(?i)(?:\(|gọi (?:tắt )?là:?)\s*$")


def _nested(
    gap: str,
    zone: str,
    mentions: Sequence[Mention],
    chain: Sequence[int],
    index: int,
    links: Sequence[Link],
) -> Link:
    """The link of a mention that follows another in its clause."""
    before = chain[-1]
    if _SHORT_FORM.search(gap):
        for at in reversed(chain[-_REACH:]):
            if fold(mentions[at].key) == fold(mentions[index].key):
                return links[at]  # "(Nghị quyết 214/NQ-CP)" defines a short form of the one before
    if _joins(gap) or _ENDS_JOINED.search(gap):
        joined = _joined(mentions, chain, index, links)
        if joined.relation in _PASSIVE and joined.origin is not None and _PROVISION.search(gap):
            # "A được sửa đổi bởi B và khoản 1 Điều 62 C": the provision stands beside A.
            return links[joined.origin]
        return joined
    gap = _GLOSS.sub(" ", gap)
    own = _SELF.search(gap)
    if own:
        found = _last_trigger(gap[own.end() :], "lead")
        return Link(_restrained(found[0] if found else "cites", zone), None)
    found = _last_trigger(gap, "nested")
    if found is None:
        return Link("cites", before if _in_title(gap) else None)
    relation = found[0]
    if relation in _PASSIVE:
        return Link(relation, _amended(mentions, chain, index))
    if relation == "cites":
        return Link("cites", before)
    if relation in CHANGES:
        if mentions[before].type in _PROPOSING:
            return Link("cites", before)
        relation = _partial(relation, gap[found[1] :])
    if not _in_title(gap) and zone == "body":
        return Link("cites", None)
    return Link(relation, before)


def _joined(mentions: Sequence[Mention], chain: Sequence[int], index: int, links: Sequence[Link]) -> Link:
    """A mention joined to the one before it: beside it, or beside the one of its own type that holds it."""
    at = chain[-1]
    kind = mentions[index].type
    candidate: int | None = at
    while candidate is not None:
        if mentions[candidate].type == kind:
            return links[candidate]
        candidate = links[candidate].origin
    return links[at]


def _amended(mentions: Sequence[Mention], chain: Sequence[int], index: int) -> int:
    """The document that is amended: the nearest before it of the same type, else the nearest."""
    near = list(reversed(chain[-_REACH:]))
    alike = [at for at in near if mentions[at].type == mentions[index].type]
    same_issuer = [at for at in alike if _symbol_end(mentions[at]) == _symbol_end(mentions[index])]
    return (same_issuer or alike or near)[0]


def _symbol_end(mention: Mention) -> str:
    """The issuer's part of a number: "CP" of 71/NQ-CP, "QH" of 87/2025/QH15."""
    return re.split(r"[-/]", mention.number or "")[-1].rstrip("0123456789")


_TITLE_BREAK = re.compile(
    r"(?i)[,:]\s*(?:đồng thời|bảo đảm|trong đó|góp phần|căn cứ|theo|phù hợp|trên cơ sở|đề nghị|yêu cầu)\b"
)


def _in_title(gap: str) -> bool:
    """Whether the words after a mention read on as its title."""
    words = gap.strip()
    return bool(TITLE_START.match(words)) and not _TITLE_BREAK.search(words)


TITLE_START = re.compile(
    r"(?i)[,\s“\"(]*(?P<word>về|quy định(?!\s+(?:tại|ở)\b)|ban hành|phê duyệt|hướng dẫn|"
    r"sửa đổi|bổ sung|công bố|thực hiện|"
    r"triển khai|thi hành|bãi bỏ|thay thế|đính chính|hợp nhất|cụ thể hóa|quán triệt|thông qua|giao|"
    r"truyền thông|kèm theo|chi tiết)\b"
)
"""What may open the title that follows a number, a date and an issuer; ``word`` is its first word."""


def _clause_rest(normal: str, mention: Mention, block: Block) -> str:
    """The words after a mention up to the end of its clause."""
    rest = normal[mention.tail : min(block.end, mention.tail + _CLAUSE)]
    end = _CLAUSE_END.search(rest)
    return rest[: end.start()] if end else rest


_EXPIRES = re.compile(r"hết hiệu lực|hết hạn hiệu lực|bị bãi bỏ|chấm dứt hiệu lực")
_DOCUMENTS = re.compile(
    r"(?i)(?<!thủ tục )(?:các|những)\s+(?:quyết định|nghị quyết|nghị định|thông tư|chỉ thị|quy định|"
    r"văn bản)\b(?!.*thủ tục)"
)
_SUCH_LIST = re.compile(r"(?i)(?:các\s+[\w ]{4,24}?\s+)?(?:sau|sau đây|dưới đây)?\s*:\s*$")
_THIS_DOCUMENT = re.compile(
    r"(?:quyết định|nghị quyết|nghị định|thông tư|chỉ thị|kế hoạch|quy chế|quy định|văn bản) này\b"
)


def _this_document(words: str) -> re.Match[str] | None:
    """Where a document speaks of itself: "Quyết định này"."""
    words = lower(words)
    return _THIS_DOCUMENT.search(words) if "này" in words else None


def _expires(words: str) -> re.Match[str] | None:
    """Where something is said to lose its effect."""
    words = lower(words)
    return _EXPIRES.search(words) if "hiệu lực" in words or "bãi bỏ" in words else None


def _lead(words: str, layout: Layout, block: Block, zone: str, rest: str) -> Relation | None:
    """The relation of a clause's first mention to the document, ``None`` where the words tell nothing."""
    if _expires(rest) and zone != "title" and not words.strip(' -*_"“') and block.zone == "body":
        return "repeals"
    if zone == "title":
        found = _last_trigger(words, "lead", _changes_if_opening(words))
        return _partial(found[0], words[found[1] :]) if found else None
    if zone == "opening" or (zone == "first_article" and not _CHANGE_START.match(block.content)):
        return _opening_lead(words, zone)
    return _body_lead(words, layout, block)


def _opening_lead(words: str, zone: str) -> Relation | None:
    start = fold(words)
    if start.startswith("căn cứ") or re.search(r"(?i)(?:^|,\s*)căn cứ\s+[^,]*$", words):
        return "based_on"
    if start.startswith(("xét", "theo đề nghị", "trên cơ sở")):
        return "cites"
    found = _last_trigger(words, "lead", _changes_if_opening(words))
    if not found:
        return None
    relation = found[0]
    if relation in ("approves", "promulgates") and zone == "opening":
        return "cites"
    return _partial(relation, words[found[1] :])


def _changes_if_opening(words: str) -> frozenset[str] | None:
    """Only changes, where the words open with one: "Về việc sửa đổi, bổ sung … tại Nghị quyết …"."""
    own = _SELF.search(words)
    rest = words[own.end() :] if own else words
    return CHANGES if _CHANGE_START.match(_TYPE_AND_ABOUT.sub("", rest)) else None


_TYPE_AND_ABOUT = re.compile(
    r"(?i)^[\s“\"(]*(?:ban hành (?:kèm )?)?"
    r"(?:(?:nghị quyết|quyết định|nghị định|thông tư|quy định|luật)\s+)?(?:về\s+việc\s+|v/v\s+)?"
)
_CHANGE_START = re.compile(
    r"(?i)^[\s“\"]*(?:(?:đồng thời|và)\s+)?(?:sửa đổi|bổ sung|bãi bỏ|thay thế|hủy bỏ|điều chỉnh|đính chính)"
)
_PROPOSAL = re.compile(r"(?i)kiến nghị|đề xuất|phương án|dự thảo|đề nghị")


def _body_lead(words: str, layout: Layout, block: Block) -> Relation | None:
    """In the body only a document's own changes to others are more than citations."""
    expired = _expires(words)
    if expired and ":" in words[expired.end() :] and _DOCUMENTS.search(words[: expired.start()]):
        return "repeals"
    this = _this_document(words)
    starts = _CHANGE_START.match(words)
    if not this and not starts and _CHANGE_START.match(block.content):
        # "Thay thế cụm từ … tại khoản 1; điểm b khoản 2 Thông tư số …": one change over several clauses.
        words, starts = block.content, _CHANGE_START.match(block.content)
    if not this and not starts:
        return _heading_change(layout, block) if _joins(words) else None
    rest = words[this.end() :] if this else words
    found = _last_trigger(rest, "lead", CHANGES)
    if not found:
        return None
    if any(_PROPOSAL.search(layout.blocks[index].text) for index in block.path):
        return "cites"
    return _partial(found[0], rest[found[1] :])


def _heading_change(layout: Layout, block: Block) -> Relation | None:
    """The change that the heading above a list announces: "Bãi bỏ các Quyết định sau:"."""
    for index in reversed(block.path):
        heading = layout.blocks[index]
        match = _CHANGE_START.match(heading.content)
        if match and not _PROPOSAL.search(heading.text):
            found = _last_trigger(heading.content[: match.end() + 1], "lead")
            if found and "bãi bỏ" in heading.content.lower()[:40]:
                return "repeals"
            return found[0] if found and found[0] in CHANGES else None
        if _expires(heading.text) and _DOCUMENTS.search(heading.text):
            return "repeals"
        this = _this_document(heading.content)
        if this and heading.text.endswith(":"):
            found = _last_trigger(_SUCH_LIST.sub("", heading.content[this.end() :]), "lead", CHANGES)
            return found[0] if found else None
    return None


_PART = re.compile(
    r"(?i)(?<!\w)(?:điểm|khoản|điều|cụm từ|từ|phụ lục|một số|mục|chương|nội dung|quy định|tên|biểu|mẫu)(?!\w)"
)


def _partial(relation: Relation, words: str) -> Relation:
    """A repeal or replacement of a part of a document is an amendment of it."""
    if relation in ("replaces", "repeals") and _PART.search(words):
        return "amends"
    return relation


def _restrained(relation: Relation, zone: str) -> Relation:
    return "cites" if zone == "body" and relation not in CHANGES else relation
