"""Mentions of other documents: by number in every printed form, and laws by name.

A number is what Decree 30/2020/NĐ-CP (Appendix I, II.3) prescribes for state
documents ("522/QĐ-TTg", "53/2015/QĐ-TTg", "703/LĐTBXH-TCGDNN"), the Party's form
("21-CT/TW"), the National Assembly's ("124/2025/QH15"), or a standard's
("TCVN 14423:2025"), with the stray spaces of real texts ("184- KH/TU").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz

from extract.attribution import shared_issuers, with_issuer
from extract.dates import date_after, year_after
from extract.issuers import Home, read_body
from extract.mention import Mention
from extract.text import UPPER, fold, occurrences
from ontology import registers, vocabulary

_PART = r"[A-ZĐ][A-Za-zĐđƯưÂâÊêÔôƠơ&]*\d*(?!\w)"
_NUMBER = re.compile(
    rf"""(?P<digits>\d(?:(?<![\w/.,-].)|(?<=số.))\d{{0,5}}(?:\.\d{{1,2}})?[a-zA-Z]{{0,2}})
         (?: \s?/\s?(?P<year>(?:19|20)\d{{1,2}})(?:\s?[/-]\s?|(?=[A-ZĐ]{{2,4}}-[A-ZĐ]))
           | \s{{0,2}}(?P<slash>/)\s? | \s?(?P<hyphen>-)\s? | (?P<space>\s)(?=[A-ZĐ]{{2,5}}[/-][A-ZĐ]) )
         (?P<symbol>{_PART}
            (?: (?:\s?[-./](?=[A-ZĐ&]) | [-/]\s(?=[A-ZĐ]{{2}})) {_PART} ){{0,5}} )""",
    re.VERBOSE,
)
_STANDARDS = ("TCVN", "QCVN", "TCXDVN", "QCXDVN", "TCCS", "ISO")
_STANDARD = re.compile(
    rf"(?P<kind>{'|'.join(_STANDARDS)})"
    r"(?P<number>[ -]?(?:ISO(?:/IEC)? ?)?\d[\d-]*(?::\s?\d{4})?(?:/[A-ZĐ]{2,})?)"
)
_NOT_A_CITATION = re.compile(
    r"(?i)(?:mẫu|biểu|bảng|phụ lục|phiếu|tờ|hình|sơ đồ|ký hiệu|mã)\s*(?:mẫu\s*)?(?:số)?\s*:?\s*$"
)
_SPACES = re.compile(r"\s+")


@cache
def type_words() -> dict[str, str]:
    """Folded word or abbreviation that may stand before a number → the type it names."""
    words: dict[str, str] = {}
    for kind in registers.document_types():
        for word in kind.words:
            words[fold(word)] = word
    for kind in registers.document_types():
        if len(kind.abbrev) >= 2:
            words.setdefault(fold(kind.abbrev), kind.words[0])
    return words


def numbered_type(printed: str) -> str:
    """The type that a printed word or abbreviation before a number names; ``KeyError`` for another word."""
    return type_words()[fold(_SPACES.sub(" ", printed))]


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(kind.abbrev for kind in registers.document_types() if kind.abbrev)


@cache
def _type_before() -> re.Pattern[str]:
    every = vocabulary.either(type_words(), any_case=True)
    reports = "(?:thẩm tra|giải trình|tiếp thu)"
    return re.compile(
        rf"(?i)(?<!\w)(?P<type>{every})(?:\s+(?:liên tịch|hành động|{reports}(?:,?\s+(?:và\s+)?{reports})?))?"
        r"(?:\s+số)?\s*:?\s*$"
    )


def find_mentions(normal: str, home: Home, own_number: str | None) -> list[Mention]:
    """All mentions in reading order; the document's own number is none of them."""
    laws = list(_laws(normal))
    taken = {law.numbered_at for law in laws if law.number}
    numbers = [mention for mention in _numbers(normal, own_number) if mention.numbered_at not in taken]
    mentions = sorted([*laws, *numbers, *_standards(normal)], key=lambda one: (one.start, -one.end))
    mentions = _list_types(normal, mentions)
    stated = [with_issuer(normal, mention, home) for mention in mentions]
    return shared_issuers(normal, _under_heads(normal, stated, home))


def _numbers(normal: str, own_number: str | None) -> Iterator[Mention]:
    own = _letters(own_number) if own_number else None
    for match in _NUMBER.finditer(normal):
        before = normal[max(0, match.start() - 60) : match.start()]
        type_match = _type_before().search(before)
        if not _is_number(match, bool(type_match)) or (not type_match and _NOT_A_CITATION.search(before)):
            continue
        printed = _trimmed(match)
        number = _SPACES.sub("", printed)
        if own and number[0] == own[0] and _letters(number) == own:
            continue
        start, kind = match.start(), None
        if type_match:
            kind = numbered_type(type_match["type"])
            start = match.start() - len(before) + type_match.start()
        end = match.start() + len(printed)
        dated = date_after(normal, end)
        date, end = dated if dated else (None, end)
        yield Mention(start, end, end, kind, number, None, date, None, match.start())


def _is_number(match: re.Match[str], typed: bool) -> bool:
    """Whether the symbol is one: it names a type and an issuer, or a type word stands before it."""
    symbol: str = match["symbol"]
    if match["hyphen"]:
        kind, slash, _ = symbol.partition("/")
        known = kind.strip() in _abbreviations()
        return bool(slash) and (known or (typed and len(kind) <= 6))
    if match["space"]:
        return typed and re.split(r"[/-]", symbol)[0] in _abbreviations()
    if match["year"]:
        return True
    if "-" in symbol:
        return sum(char.isupper() for char in symbol) >= 2
    return typed and len(symbol) >= 2 and sum(char.isupper() for char in symbol) >= 2


def _letters(number: str) -> str:
    """A number without its marks, which annex headings misprint ("2665 QĐ/UBND" for 2665/QĐ-UBND)."""
    return re.sub(r"[\W_]", "", fold(number))


def _trimmed(match: re.Match[str]) -> str:
    """The number without a full stop that ends the sentence, or a word glued on by a slash."""
    return match.group().rstrip(" .-/")


def _standards(normal: str) -> Iterator[Mention]:
    if not any(kind in normal for kind in _STANDARDS):
        return
    for match in _STANDARD.finditer(normal):
        before = normal[max(0, match.start() - 40) : match.start()]
        type_match = re.search(
            r"(?i)(?<!\w)(?P<type>tiêu chuẩn|quy chuẩn)(?:\s+(?:kỹ thuật\s+)?quốc gia)?\s*$", before
        )
        start = match.start() - len(before) + type_match.start() if type_match else match.start()
        kind = type_match["type"].lower() if type_match else None
        number = _SPACES.sub("", match.group())
        yield Mention(start, match.end(), match.end(), kind, number, None, None, None, match.start())


# --- laws by name -----------------------------------------------------------------------------

_LAW = re.compile(
    r"(?<!\w)(?P<kind>(?:[Bb]ộ\ [Ll]uật|BỘ\ LUẬT|[Ll]uật|LUẬT|Pháp\ lệnh|PHÁP\ LỆNH)(?=\s+\w)"
    r"|Hiến\ pháp|HIẾN\ PHÁP)(?:\s+(?=\w))?"
)
_STEMS = ("uật", "UẬT", "háp lệnh", "HÁP LỆNH", "iến pháp", "IẾN PHÁP")
"""What the kinds of laws have behind their first letter."""
_BEFORE_STEM = len("Bộ l")
_AMENDING = re.compile(
    r"(?i)sửa\s+đổi(?:,\s*bổ\s+sung)?(?:\s+một\s+số\s+điều)?\s+(?:của\s+)?"
    r"(?=(?:các\s+|Bộ\s+)?Luật\s|Pháp\s+lệnh\s)(?:các\s+)?"
)
_NAME_END = (
    "số|năm|ngày|và|của|được|theo|quy|tại|có|về|trong|để|đối|thì|này|do|là|nhằm|cho|khi|nếu|hiện|mới|ban|các|"
    "với|đã|sẽ|phải|không|còn|nêu|trên|như|từ|đến|hoặc|hay|khoản|điều|chưa|bị|nói|mà|sau|thông"
)
_UNKNOWN_NAME = re.compile(rf"[{UPPER}][\w-]*(?:[^\S\n]+(?!(?:{_NAME_END})(?!\w))[^\s,;.:()“”\"|/]+){{0,9}}")
_NOT_A_LAW = re.compile(
    r"(?i)(?:đại học|ngành|khoa|cử nhân|trường|khối|môn|viện|tạp chí|công ty|pháp|kỷ|quy|"
    r"(?<!quy )định|quân)\s+$"
)
_CONSTITUTION = re.compile(r"(?i)hiến pháp(?:\s+nước\s+cộng hòa xã hội chủ nghĩa việt nam)?")


@cache
def _law_names() -> re.Pattern[str]:
    names = sorted({law.name for law in registers.law_names()}, key=len, reverse=True)
    # Texts leave commas out: "Luật Khoa học công nghệ và đổi mới sáng tạo".
    every = "|".join(re.escape(name).replace(r",\ ", r",?\s+").replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?:{every})(?!\w)", re.IGNORECASE)


@cache
def _longer_names() -> dict[str, tuple[str, ...]]:
    """Folded law's name → the longer names that begin with it: "Đầu tư", "Đầu tư công"."""
    names = [fold(law.name) for law in registers.law_names()]
    return {name: tuple(one for one in names if one.startswith(f"{name} ")) for name in names}


def _misspelt_end(normal: str, known: re.Match[str]) -> int | None:
    """Where a longer name ends that is printed with a slip: "Đầu tư theo phướng thức đối tác công tư"."""
    for longer in _longer_names().get(fold(_SPACES.sub(" ", known.group())), ()):
        printed = re.compile(rf"\S+(?:\s+\S+){{{longer.count(' ')}}}").match(normal, known.start())
        if printed and fuzz.ratio(fold(_SPACES.sub(" ", printed.group())), longer) >= _SLIP:
            return printed.end()
    return None


def _laws(normal: str) -> Iterator[Mention]:
    """Laws by name, an amending law before the laws inside its own name."""
    outer_end = name_end = 0
    for match in _law_kinds(normal):
        found = _law_at(normal, match, outer_end, name_end)
        if found:
            yield found
            if found.end > outer_end:
                outer_end = found.end
                name_end = found.start + len(found.name or "")


def _law_kinds(normal: str) -> Iterator[re.Match[str]]:
    """Where the word for a kind of law stands, in order."""
    for at in sorted(at for stem in _STEMS for at in occurrences(normal, stem)):
        match = _LAW.match(normal, max(0, at - _BEFORE_STEM)) or _LAW.match(normal, max(0, at - 1))
        if match:
            yield match


def _law_at(normal: str, match: re.Match[str], outer_end: int, name_end: int) -> Mention | None:
    """The law at ``match``; what follows an amending law's name is its own, never the inner law's."""
    if _NOT_A_LAW.search(normal, max(0, match.start() - 12), match.start()):
        return None
    kind = _SPACES.sub(" ", match["kind"]).lower()
    if kind == "hiến pháp":
        constitution = _CONSTITUTION.match(normal, match.start())
        return _law(normal, match.start(), constitution.end(), kind) if constitution else None
    end = _law_name_end(normal, match.end())
    if end is None or (match["kind"][0].islower() and not _law_names().match(normal, match.end())):
        return None
    if match.start() < outer_end:
        numbered = _law(normal, match.start(), end, kind)
        if numbered.number and numbered.end <= name_end:
            return numbered
        name = _SPACES.sub(" ", normal[match.start() : end])
        return Mention(match.start(), end, end, kind, None, name, None, None, -1)
    return _law(normal, match.start(), end, kind)


_SLIP = 94.0
"""Names at least this alike (0 to 100) differ by a slip of the pen."""

_DEEPEST = 2
"""A law may amend a law that amends one; deeper nesting is no law's name."""


def _law_name_end(normal: str, offset: int, depth: int = 0) -> int | None:
    """Where the law's name that starts at ``offset`` ends; ``None`` if none starts there."""
    known = _law_names().match(normal, offset)
    if known:
        revised = _REVISED.match(normal, known.end())
        return revised.end() if revised else _misspelt_end(normal, known) or known.end()
    amending = _AMENDING.match(normal, offset)
    if amending and depth < _DEEPEST:
        return _amended_laws_end(normal, amending.end(), depth + 1)
    unknown = _UNKNOWN_NAME.match(normal, offset)
    if unknown and not unknown.group().lower().startswith(("số", "này")):
        return offset + len(unknown.group().rstrip())
    return None


_REVISED = re.compile(r"(?i)\s+\((?:sửa đổi|sửa đổi,\s*bổ sung)\)")
"""The mark of a law that was made anew under its old name: "Luật Đất đai (sửa đổi)"."""
_INNER_NUMBER = re.compile(r"(?i)\s+số\s+\d{1,3}/\d{4}/QH\d{1,2}")
_NEXT_LAW = re.compile(r"(?:\s*,\s*|\s+(?:và|VÀ)\s+)(?P<kind>(?:Bộ\s+)?[Ll]uật\s+|LUẬT\s+|Pháp\s+lệnh\s+)")


def _amended_laws_end(normal: str, offset: int, depth: int) -> int | None:
    """The end of the list of laws that an amending law names."""
    end, numbers = None, False
    while True:
        match = _LAW.match(normal, offset)
        inner = _law_name_end(normal, match.end(), depth) if match else None
        if inner is None:
            return end
        end = inner
        numbered = _INNER_NUMBER.match(normal, end)
        # "Luật A số 1/…, Luật B số 2/…": where the laws amended have numbers, so has the last of them.
        if numbered and (numbers or _NEXT_LAW.match(normal, numbered.end())):
            numbers, end = True, numbered.end()
        following = _NEXT_LAW.match(normal, end)
        if following is None or _AMENDING.match(normal, following.end("kind")):
            return end
        offset = following.start("kind")


def _law(normal: str, start: int, name_end: int, kind: str) -> Mention:
    """A law's mention with the number, date or year that follows its name."""
    name = _SPACES.sub(" ", normal[start:name_end])
    numbered = re.compile(r"\s+(?:số|SỐ)\s*:?\s*").match(normal, name_end)
    number, at, end = None, -1, name_end
    if numbered:
        match = _NUMBER.match(normal, numbered.end())
        if match and match["year"]:
            printed = _trimmed(match)
            number, at, end = _SPACES.sub("", printed), match.start(), match.start() + len(printed)
    dated = date_after(normal, end) or (None if number else year_after(normal, end))
    date, end = dated if dated else (None, end)
    return Mention(start, end, end, kind, number, name, date, None, at)


# --- what a mention shares with its neighbours -------------------------------------------------

_LIST_GAP = re.compile(r"(?i)\s*(?:,|;|và|hoặc|,\s*và)\s*(?:số\s*:?)?\s*$")


def _list_types(normal: str, mentions: list[Mention]) -> list[Mention]:
    """Numbers of a list under one type word take its type: "các Quyết định số 1/QĐ-…, 2/QĐ-…"."""
    result: list[Mention] = []
    for mention in mentions:
        if mention.type is None and mention.number and result:
            before = result[-1]
            gap = normal[before.tail : mention.start]
            if before.type and before.number and len(gap) < 12 and _LIST_GAP.fullmatch(gap):
                mention = replace(mention, type=before.type)
        result.append(mention)
    return result


@cache
def _list_head() -> re.Pattern[str]:
    words = vocabulary.either((word for word in type_words() if " " in word or len(word) > 3), any_case=True)
    # A set of letters in front is searched for many times as fast as a choice of words.
    return re.compile(
        rf"[cCnN](?<!\w.)(?i:(?:(?<=c)ác|(?<=n)hững)\s+(?P<type>{words})"
        r"(?:\s+của\s+(?P<body>[^:;\n]{2,80}?))?(?:\s+sau(?:\s+đây)?)?\s*:(?P<list>[^\n]*))"
    )


_NUMBERED = re.compile(r"(?i)(?:^|[;:,]|\bvà)\s*số\s*:?\s*$")

_NUMBERED_ANEW = re.compile(r"(?i)[;:]\s*số\s*:?\s*$")


def _list_heads(normal: str, mentions: list[Mention]) -> Iterator[re.Match[str]]:
    """The head of a list in each line that holds mentions."""
    end = -1
    for mention in mentions:
        if mention.start <= end:
            continue
        start = normal.rfind("\n", 0, mention.start) + 1
        end = normal.find("\n", mention.start)
        end = end if end >= 0 else len(normal)
        head = _list_head().search(normal, start, end) if normal.find(":", start, end) >= 0 else None
        if head:
            yield head


def _under_heads(normal: str, mentions: list[Mention], home: Home) -> list[Mention]:
    """Numbers under "Các Nghị định của Chính phủ: số 78/2025/NĐ-CP …; số …" take its type and issuer."""
    result = list(mentions)
    at = 0
    for head in _list_heads(normal, mentions):
        body = read_body(normal, head.start("body"), home) if head["body"] else None
        while at < len(result) and result[at].start < head.start("list"):
            at += 1
        for index in range(at, len(result)):
            mention = result[index]
            if mention.start >= head.end():
                break
            before = normal[max(head.start("list") - 1, mention.start - 12) : mention.start]
            beside = index > at and result[index - 1].start == result[index - 1].numbered_at
            listed = _NUMBERED.search(before) if beside or index == at else _NUMBERED_ANEW.search(before)
            if mention.start == mention.numbered_at and listed:
                kind = mention.type or type_words()[fold(head["type"])]
                result[index] = replace(
                    mention, type=kind, issuer=mention.issuer or (body.name if body else None)
                )
    return result
