"""The document's own identity, from its header and signature only (Decree 30/2020/NĐ-CP, Appendix I, II).

A blank number or date stays blank: nothing that the text cites is ever borrowed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extract.dates import FULL, first_date, own_date
from extract.issuers import Home, read_body
from extract.layout import RECIPIENT_LIST, Block, Layout, is_type_line
from extract.record import Document, Signer
from extract.text import LOWER, UPPER, Text, fold, one_line, without_marks
from ontology import registers

NUMBER_LINE = re.compile(r"(?i)\b(?:số|luật số|nghị quyết số)\s*:?\s*(?P<value>[^|\n]*?)\s*(?=[|\n]|$)")
_NUMBER = re.compile(r"(?P<digits>\d+[a-zA-Z]?)?\s*(?P<rest>[/-]\s*[\wĐđ&/.\s-]*?)\s*$")
_NATION = re.compile(r"(?i)cộng hòa xã hội chủ nghĩa việt nam|đảng cộng sản việt nam|độc lập\s*-\s*tự do")
_RECIPIENTS = re.compile(r"(?i)[*_]*nơi (?:nhận|gửi)[*_]*\s*:?[*_]*:?")
_ON_BEHALF = re.compile(rf"\b(?:TM|KT|TL|TUQ|TƯQ|Q)\s?\.\s?(?=[{UPPER}])")
_RANKS = re.compile(
    r"^(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá)|(?:PGS|GS|TS|ThS|BS|CN|KS)\.?(?:\s?TS\.?)?)\s+"
    rf"(?=[{UPPER}])"
)


def read_heading(text: Text, layout: Layout) -> tuple[Document, Home]:
    """The document's identity, and the areas in which its relative names are to be understood."""
    header = "\n".join(block.text for block in layout.zone("header"))
    type_block = next((block for block in layout.zone("body") if is_type_line(block.text)), None)
    type_name, title = _type_and_title(text, layout, type_block)
    number, symbol = _number(header)
    letterhead = _letterhead(layout)
    place = _place(header)
    issuer, home = _issuer(layout, letterhead, place, symbol)
    document = Document(
        type=type_name or _type_from_symbol(symbol),
        number=number,
        symbol=symbol,
        date=own_date(_date_line(header)) or _passing_date(layout),
        place=place,
        issuer=issuer,
        title=title,
        signers=_signers(layout),
        recipients=_recipients(layout),
    )
    return document, home


def _type_and_title(text: Text, layout: Layout, type_block: Block | None) -> tuple[str | None, str | None]:
    if type_block is None:
        letter = re.search(r"(?i)\bv/v\s*:?\s*(.+)", "\n".join(b.text for b in layout.zone("header")))
        return (None, one_line(letter[1])) if letter else (None, None)
    words = fold(type_block.text.strip("*_# "))
    lines: list[Block] = []
    for block in layout.blocks[type_block.index + 1 :]:
        if block.kind == "row" or block.marker or (lines and block.gap) or _opens_text(block.text):
            break
        lines.append(block)
        if len(lines) == 6:
            break
    if not lines:
        return words, None
    return words, one_line(text.quote(lines[0].start, lines[-1].end)).strip("*_ ")


_OPENING = re.compile(r"^(?:Căn cứ|Thực hiện|Để |Ngày |Xét |Theo |Kính gửi)")


def _opens_text(line: str) -> bool:
    return bool(_OPENING.match(line))


def _number(header: str) -> tuple[str | None, str | None]:
    """The number with its symbol, spaces removed; only the symbol where the number is blank."""
    for match in NUMBER_LINE.finditer(header):
        parts = _NUMBER.match(match["value"].strip(" *_.…"))
        if not parts:
            continue
        rest = re.sub(r"\s+", "", parts["rest"])
        symbol = re.sub(r"^[/-](?:\d{4}/)?", "", rest)
        if not symbol or not re.search(r"[A-ZĐ]", symbol):
            continue
        if rest.startswith("-"):
            symbol = symbol.replace("-", "/")
        return (parts["digits"] + rest if parts["digits"] else None), symbol
    return None, None


def _type_from_symbol(symbol: str | None) -> str | None:
    """The type an abbreviation stands for; an official letter has none in its symbol."""
    if symbol is None:
        return None
    code = re.split(r"[-/]", symbol)[0]
    for kind in registers.document_types():
        if kind.abbrev == code:
            return kind.words[0]
    return "công văn" if "-" in symbol else None


def _date_line(header: str) -> str:
    for line in header.split("\n"):
        if re.search(r"(?i)ngày.*tháng.*năm", line):
            return line
    return ""


_PASSED = re.compile(
    rf"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết) này (?:đã )?được [^.;]{{5,200}} thông qua ngày\s+{FULL}",
    re.IGNORECASE,
)


def _passing_date(layout: Layout) -> str | None:
    """The day an assembly passed its act: where the header has no date, its closing clause prints it."""
    closing = list(layout.zone("body"))[-4:]
    match = next((found for block in closing if (found := _PASSED.search(block.text))), None)
    return first_date(match.group().rsplit("ngày", 1)[1]) if match else None


_PLACE = re.compile(r"(?:^|[|\n])\s*[*_]*(?P<place>[^|\n,]{2,40}),\s*[*_]*ngày", re.IGNORECASE)


def _place(header: str) -> str | None:
    match = _PLACE.search(header)
    return one_line(match["place"]) if match else None


def _letterhead(layout: Layout) -> str | None:
    """The issuer's cell or lines: what stands before the number and is not the nation's name."""
    lines: list[str] = []
    for block in layout.zone("header"):
        cells = [layout.normal[start:end] for start, end in block.cells] or [block.text]
        for cell in cells:
            bare = cell.strip(" *_#-")
            if not bare or _NATION.search(bare):
                continue
            if NUMBER_LINE.match(bare) or re.match(r"(?i)v/v|.*ngày.*tháng.*năm", bare):
                return " ".join(lines) or None
            if bare.upper() == bare:
                lines.append(bare)
    return " ".join(lines) or None


@cache
def _provinces_by_name() -> dict[str, str]:
    """Folded name of a province → its name with its kind, the new kind where it changed."""
    found: dict[str, str] = {}
    for province in registers.provinces():
        found[fold(province.name)] = f"{province.kind} {province.name}"
    for province in registers.provinces():
        found[fold(province.successor)] = f"{province.successor_kind} {province.successor}"
    return found


@cache
def _districts_by_name() -> dict[str, list[registers.District]]:
    found: dict[str, list[registers.District]] = {}
    for district in registers.districts():
        found.setdefault(fold(district.name), []).append(district)
    return found


def _issuer(
    layout: Layout, letterhead: str | None, place: str | None, symbol: str | None
) -> tuple[str | None, Home]:
    """The issuer spelled out, and its home; from the letterhead, else from symbol and opening."""
    if letterhead:
        home = _home_of(letterhead, place, layout)
        body = _lowest_body(letterhead, home)
        issuer = body or _sentence_case(letterhead)
        return issuer, replace(home, letterhead=issuer)
    home = _home_of("", place, layout)
    return _issuer_without_letterhead(layout, symbol, home), home


def _lowest_body(letterhead: str, home: Home) -> str | None:
    """The last body of a letterhead: below its direct superior stands the issuer, of the same area."""
    offset, names = 0, []
    while offset < len(letterhead):
        body = read_body(letterhead, offset, home)
        if body is None:
            return None
        names.append(_sentence_case(body.name))
        offset = body.end
        while offset < len(letterhead) and letterhead[offset] in " -_*\n":
            offset += 1
    if len(names) > 1 and home.own and _is_of(names[-2], home.own) and not _AREA.search(names[-1]):
        return f"{names[-1]} {home.own}"
    return names[-1] if names else None


def _is_of(name: str, area: str) -> bool:
    """Whether a body is of an area, by its name."""
    return fold(name).endswith(fold(area))


_AREA = re.compile(
    rf"(?i)\b(?P<kind>tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|đặc khu)\s+(?P<name>[{UPPER}][\w' -]*)"
)


def _home_of(letterhead: str, place: str | None, layout: Layout) -> Home:
    """The home told by the letterhead, else by the place of issue, else by the opening and the title."""
    province = district = commune = None
    for match in _AREA.finditer(letterhead):
        kind, name = match["kind"].lower(), fold(match["name"])
        known = _longest_known(name)
        if kind in ("xã", "phường", "đặc khu"):
            commune = f"{kind} {one_line(match['name']).title()}"
        elif known in _provinces_by_name() and kind.startswith(("tỉnh", "thành", "tp")):
            province = _provinces_by_name()[known]
        elif name in _districts_by_name():
            district = f"{kind} {_districts_by_name()[name][0].name}"
    if province is None and place:
        province, district = _from_place(place, district)
    if province is None:
        province, district = _from_opening(layout, district)
    if district and province is None:
        province = _province_of(district)
    return Home(province, district, commune)


def _longest_known(name: str) -> str:
    words = name.split()
    for count in range(len(words), 0, -1):
        candidate = " ".join(words[:count])
        if candidate in _provinces_by_name():
            return candidate
    return name


def _from_place(place: str, district: str | None) -> tuple[str | None, str | None]:
    """Province and district of a place of issue; a misprinted tone mark does no harm if one name is meant."""
    name = fold(re.sub(r"(?i)^(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận)\s+", "", place))
    if name in _provinces_by_name():
        return _provinces_by_name()[name], district
    bare = without_marks(name)
    found = _districts_by_name().get(name) or [
        one for one in registers.districts() if without_marks(one.name) == bare
    ]
    if len(found) == 1:
        kind_and_name = f"{found[0].kind} {found[0].name}"
        return _province_of(kind_and_name), kind_and_name
    return None, district


def home_at(place: str) -> Home:
    """The home of a document of which only a place is known, named with or without its kind: "Gia Lai"."""
    province, district = _from_place(place, None)
    return Home(province, district)


def _province_of(district: str) -> str | None:
    """The province of a district whose name is unique in the country."""
    name = fold(district.split(" ", 1)[1]) if " " in district else ""
    for prefix in ("xã ", "phố "):
        name = name.removeprefix(prefix)
    districts = _districts_by_name().get(name, [])
    slugs = {one.province_slug for one in districts}
    if len(slugs) != 1:
        return None
    slug = slugs.pop()
    province = next(one for one in registers.provinces() if one.slug == slug)
    return f"{province.kind} {province.name}"


_OPENING_AREA = re.compile(
    r"(?i)\b(?:địa bàn|ủy ban nhân dân|ubnd)?\s*(?P<kind>huyện|quận|thị xã|tỉnh|thành phố)\s+"
    rf"(?P<name>[{UPPER}][{LOWER}]+(?:[ -]+[{UPPER}][{LOWER}]+){{0,4}})"
)


def _from_opening(layout: Layout, district: str | None) -> tuple[str | None, str | None]:
    """The area named first in the title and the opening lines: a draft may have no header at all."""
    opening = [block.text for block in layout.zone("body")][:12]
    province = None
    for line in opening:
        for match in re.finditer(_OPENING_AREA.pattern.removeprefix("(?i)"), line):
            kind, name = match["kind"].lower(), fold(match["name"])
            known = _longest_known(name)
            if kind in ("tỉnh", "thành phố") and known in _provinces_by_name() and province is None:
                province = _provinces_by_name()[known]
            elif kind in ("huyện", "quận", "thị xã") and district is None and name in _districts_by_name():
                district = f"{kind} {_districts_by_name()[name][0].name}"
    if district and province is None:
        province = _province_of(district)
    return province, district


_ISSUES = re.compile(
    r"(?:^|[.;,”\"]\s+)(?P<body>(?:Ủy ban nhân dân|UBND|Sở|Hội đồng nhân dân|HĐND|Bộ)[^.;:,]{0,60}?)\s+"
    r"(?:ban hành|xây dựng)\b"
)


def _issuer_without_letterhead(layout: Layout, symbol: str | None, home: Home) -> str | None:
    """The body that says it issues the document ("… ban hành Kế hoạch … như sau:"), else the symbol's."""
    for block in list(layout.zone("body"))[:14]:
        if not block.text.endswith(":"):
            continue
        for match in _ISSUES.finditer(block.text):
            body = read_body(match["body"], 0, home)
            if body and body.end >= len(match["body"]) - 1 and _agrees(body.name, symbol):
                return body.name
    return _body_of_symbol(symbol, home)


def _agrees(name: str, symbol: str | None) -> bool:
    if symbol is None:
        return True
    code = re.split(r"[-/]", symbol)[-1]
    starts = {"UBND": "ủy ban", "HĐND": "hội đồng"}
    return fold(name).startswith(starts[code]) if code in starts else not fold(name).startswith("ủy ban")


def _body_of_symbol(symbol: str | None, home: Home) -> str | None:
    if symbol is None:
        return None
    code = re.sub(r"\d+$", "", re.split(r"[-/]", symbol)[-1])
    for issuer in registers.issuers():
        if code in issuer.symbols:
            body = read_body(issuer.name_vi.replace(" {area}", ""), 0, home)
            return body.name if body else issuer.name_vi
    return None


def _sentence_case(name: str) -> str:
    """A body no register knows, out of capitals; proper names inside it lose theirs."""
    return name[:1].upper() + name[1:].lower() if name.isupper() else name


def _tail_lines(layout: Layout) -> list[str]:
    """The tail as lines: rows give one line a cell."""
    lines: list[str] = []
    for block in layout.zone("tail"):
        if block.kind == "row":
            lines += [layout.normal[start:end] for start, end in block.cells if start < end]
        else:
            lines.append(block.text)
    return lines


def _recipients(layout: Layout) -> tuple[str, ...]:
    lines = _tail_lines(layout)
    start = next((at for at, line in enumerate(lines) if _RECIPIENTS.match(line)), None)
    if start is None:
        listed = next((line for line in lines if RECIPIENT_LIST.match(line)), "")
        return _split_recipients(listed)
    first = lines[start][_RECIPIENTS.match(lines[start]).end() :]  # type: ignore[union-attr]
    if first.strip(" :*_"):
        return _split_recipients(first)
    items = []
    for line in lines[start + 1 :]:
        if not re.match(r"[-+•]", line):
            break
        items.append(_recipient(line))
    return tuple(item for item in items if item)


def _split_recipients(cell: str) -> tuple[str, ...]:
    """The items of a cell run together on one line: each opens with a dash after a separator."""
    items = re.split(r"(?:^|(?<=[;:,.)]))\s*[-+•]\s+|\s+[-•]\s+(?=Lưu)", cell.strip())
    return tuple(item for item in map(_recipient, items) if item)


def _recipient(line: str) -> str:
    return one_line(re.sub(r"^(?:[-+•]\s*)+", "", line)).strip(" ;.,*_")


def _signers(layout: Layout) -> tuple[Signer, ...]:
    lines = _tail_lines(layout)
    after = next((at for at, line in enumerate(lines) if _RECIPIENTS.match(line)), None)
    rest = lines if after is None else lines[after + 1 :]
    lines = [line for line in rest if not re.match(r"[-+•]", line)]
    joined: list[str] = []
    for line in lines:
        joined.append(" ".join(re.sub(r"[*_]+", " ", line).split()))
    signers = []
    text = _SIGNED.sub(" ", " ".join(joined))
    for part in re.split(rf"(?<=[{LOWER}])\s+(?=(?:TM|KT|TL|TUQ|Q)\s?\.)", text):
        signer = _signer(part)
        if signer:
            signers.append(signer)
    return tuple(signers)


_SIGNED = re.compile(r"(?i)\s*\(\s*(?:đã\s+)?ký\s*\)\s*")
# The first word of a name may be one letter ("Y Lan"); the others never are.
_SIGNATURE = re.compile(
    rf"(?P<capitals>[^{LOWER}]+?)\s+(?P<name>(?:(?:Đại|Thượng|Trung|Thiếu) t(?:ướng|á) )?"
    rf"[{UPPER}][{LOWER}'’]*(?:\s+[{UPPER}][{LOWER}'’]+){{1,5}})\s*$"
)


def _signer(text: str) -> Signer | None:
    """One signature: "TM. … KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn A", capitals, then a name if printed."""
    match = _SIGNATURE.match(text)
    if match:
        capitals, name = match["capitals"].strip(), _RANKS.sub("", match["name"])
    elif _ON_BEHALF.match(text.strip()) and text.upper() == text:
        capitals, name = _glued_posts().sub(" ", text.strip(" |.,")), None
    else:
        return None
    lines = _ON_BEHALF.split(capitals)
    prefixes = _ON_BEHALF.findall(capitals)
    if not prefixes:
        return Signer(name, capitals or None, None)
    on_behalf, role = _behalf_and_role(prefixes[-1].strip(), lines[-1].strip())
    return Signer(name, role, on_behalf)


@cache
def _post() -> str:
    posts = [word.upper() for word in registers.body_words("head")]
    return "|".join(sorted({re.escape(post) for post in posts}, key=len, reverse=True))


@cache
def _posts() -> re.Pattern[str]:
    return re.compile(rf"(?<!PHÓ)(?<!TỔNG)\s(?=(?:PHÓ\s+)?(?:{_post()})\b)")


@cache
def _glued_posts() -> re.Pattern[str]:
    """The place of a line break that was lost before the signer's post: "QUỐC HỘICHỦ TỊCH"."""
    return re.compile(rf"(?<=[{UPPER}])(?=(?:PHÓ\s+)?(?:{_post()})$)")


def _behalf_and_role(prefix: str, words: str) -> tuple[str, str | None]:
    """Split "CHỦ TỊCH PHÓ CHỦ TỊCH" after the post stood in for: the signer's own post comes last."""
    parts = _posts().split(words)
    if len(parts) == 1:
        return f"{prefix} {words}", None
    return f"{prefix} {' '.join(parts[:-1])}", parts[-1]
