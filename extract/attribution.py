"""Who issued the documents that are mentioned: the body stated after a number, before it, or for a list.

A body is named after the number ("Quyết định số … của X"), in the words before it ("đề
nghị của X tại Tờ trình số …"), or once for several numbers that bear its symbol.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.dates import date_after
from extract.issuers import Body, Home, read_body
from extract.mention import Mention
from extract.text import UPPER

_OF = re.compile(
    r"(?:\s(?:19|20)\d\d(?=\s))?[\s,]{0,2}\s?(?:(?:tại\s+)?Hội\s+nghị\s+lần\s+thứ\s+\w+\s*,?\s+(?:của\s+)?"
    r"|(?:của|do|giữa)\s+)(?:các\s+)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bgiữa\s+(?:các\s+)?$", re.IGNORECASE)
_BARE_ISSUER = re.compile(r"\s+(?=Chính phủ|Thủ tướng|Bộ|Quốc hội|Ủy ban nhân dân|Hội đồng nhân dân)")
_TITLE = re.compile(r"\s+(?:[Qq]uy định|[Vv]ề|[Hh]ướng dẫn|[Pp]hê duyệt|[Ss]ửa đổi)\b")
"""Around an issuer whose "của" was left out: "Nghị định số … ngày … Chính phủ quy định …"."""
_JOINT = re.compile(r"(?:TTLT|NQLT)")
_NEXT_BODY = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
_MOST_JOINT = 8
"""How many bodies may issue a document together."""
_LEAD = 260
"""How far before a number its proposer may stand, in characters."""
_SPEAKING = ("đề nghị", "đề xuất", "chỉ đạo", "kết luận", "ý kiến")
"""What a body does "tại" (in) the document that it issued."""
_PROPOSED_BY = re.compile(r"(?i)\bcủa\s+")
_AT = re.compile(
    r"(?i)\s*(?:,\s*[^.;:\n]{0,80})?\s*(?:tại|theo|nêu tại)\s+(?:các\s+)?"
    r"(?:[^\W\d]+(?:\s[^\W\d]+)?\s*:\s*số\s+)?$"
)
_BY = re.compile(r"(?i)\b(?:do|của)\s+")
_ABOVE_ALL = re.compile(
    r"(?i)(?:các|những)\s+[^\W\d]+(?:\s[^\W\d]+)?\s+của\s+"
    r"(?=[^.;:\n]{2,80},\s*(?:đặc biệt|nhất|trong đó|cụ thể|gồm))"
)
_OPENS_LIST = ("đặc biệt", "nhất", "trong đó", "cụ thể", "gồm", "là", "có", "các", "những")
"""What documents named one by one stand behind: with one of these ends what is said before the first."""
_NAMELY = re.compile(
    r"(?i)\s*,\s*(?:đặc biệt|nhất|trong đó|cụ thể|gồm)(?:\s+(?:là|có|gồm))?(?:\s+(?:các|những))?\s*$"
)
"""Documents of a body, and then some of them by number: "các công điện của X, đặc biệt là các …"."""
_OPENS_PROVISION = ("tại", "các")
"""The last word before the document in which something is provided."""
_PROVIDING = re.compile(r"(?i)\s+(?:quy định|hướng dẫn|công bố|ban hành)\s+tại\s+(?:các\s+)?$")
"""What a body did "tại" (in) the document that it issued: "danh mục do Bộ X quy định tại Thông tư …"."""


def with_issuer(normal: str, mention: Mention, home: Home) -> Mention:
    """The mention with the issuer stated after it ("của …"), or before it ("đề nghị của … tại Tờ trình")."""
    if mention.number is None:
        return mention
    of = _OF.match(normal, mention.end)
    if of:
        body = _issuer_at(normal, mention, of.end(), home)
        if body:
            tail, date = body.end, mention.date
            if date is None:
                dated = date_after(normal, tail)
                date, tail = dated if dated else (None, tail)
            return replace(mention, issuer=body.name, tail=tail, date=date, relative=body.relative)
        return mention
    bare = _BARE_ISSUER.match(normal, mention.end)
    if bare:
        body = read_body(normal, bare.end(), home)
        if body and _TITLE.match(normal, body.end):
            return replace(mention, issuer=body.name, tail=body.end, relative=body.relative)
    window = max(0, mention.start - _LEAD)
    lead_start = max(normal.rfind("\n", window, mention.start) + 1, window)
    before = _issuer_before(normal[lead_start : mention.start], home)
    return replace(mention, issuer=before) if before else mention


def _issuer_at(normal: str, mention: Mention, offset: int, home: Home) -> Body | None:
    """The issuer named at ``offset``: all the bodies of a joint document, as they are joined there."""
    body = read_body(normal, offset, home)
    joint = _JOINT.search(mention.number or "") or _BETWEEN.search(normal, max(0, offset - 12), offset)
    for _ in range(_MOST_JOINT if joint else 0):
        following = _NEXT_BODY.match(normal, body.end) if body else None
        other = read_body(normal, following.end(), home) if following else None
        if body is None or following is None or other is None:
            break
        joint_name = f"{body.name}{' và ' if 'và' in following.group() else ', '}{other.name}"
        body = Body(joint_name, other.end)
    return body


_ISSUED = re.compile(r"(?i)\s+(?:đã\s+)?ban hành\s+(?:các\s+)?")
_SENTENCE_SUBJECT = re.compile(rf"(?:^|[.;:,]\s+)(?=[{UPPER}])")


def _issuer_before(lead: str, home: Home) -> str | None:
    """The body that proposed ("đề nghị của X tại Tờ trình …") or issued ("X đã ban hành Nghị quyết …")."""
    words = lead.lower()
    ending = words.rstrip()
    if ending.endswith(_OPENS_PROVISION) and _PROVIDING.search(lead):
        for by in reversed(list(_BY.finditer(lead))):
            body = read_body(lead, by.end(), home)
            if body and _PROVIDING.fullmatch(lead, body.end):
                return body.name
    if ending.endswith(_OPENS_LIST) and _NAMELY.search(lead):
        for of in reversed(list(_ABOVE_ALL.finditer(lead))):
            body = read_body(lead, of.end(), home)
            if body and _NAMELY.fullmatch(lead, body.end):
                return body.name
    if any(word in words for word in _SPEAKING):
        for proposed in reversed(list(_PROPOSED_BY.finditer(lead))):
            body = read_body(lead, proposed.end(), home)
            if body and _AT.fullmatch(lead, body.end):
                return body.name
    if "đã ban hành" in words:
        for subject in reversed(list(_SENTENCE_SUBJECT.finditer(lead))):
            body = read_body(lead, subject.end(), home)
            if body and _ISSUED.fullmatch(lead, body.end):
                return body.name
    return None


_PAIR_GAP = re.compile(
    r"(?i)\s*(?:,|và|,\s*và|;(?=\s*số\s)|(?P<provision>[,;](?=\s*(?:điểm|khoản|điều)\s)))\s*(?:số\s*)?"
    r"(?:(?<=\s)(?:(?:điểm|khoản|điều)\s+[\wđ]{1,4}[\s,]*){1,4})?"
)
"""Between two numbers, the second perhaps behind its provision: "Nghị quyết A; Điều 9 Nghị định B"."""


def shared_issuers(normal: str, mentions: list[Mention]) -> list[Mention]:
    """A trailing "của X" covers the members of a list before it that carry the same issuer's symbol."""
    result = list(mentions)
    for index in range(len(result) - 2, -1, -1):
        here, after = result[index], result[index + 1]
        if here.issuer is None and after.issuer and _are_pair(normal, here, after):
            result[index] = replace(here, issuer=after.issuer, relative=after.relative)
    for index in range(1, len(result)):
        before, here = result[index - 1], result[index]
        # Only an issuer that stands before the list covers what follows in it.
        if (
            here.issuer is None
            and before.issuer
            and before.tail == before.end
            and (_are_pair(normal, before, here) or _are_listed(normal, before, here))
        ):
            result[index] = replace(here, issuer=before.issuer, relative=before.relative)
    return result


_PROVINCE_OF = re.compile(r"(?i)\s(?P<kind>tỉnh|thành phố)\s+(?P<name>[^,;]+)$")


def placed_by(mention: Mention, holder: Mention, home: Home) -> Mention:
    """The mention in the title of ``holder``, whose province is meant where it names none itself.

    In a title of Kon Tum's "Ủy ban nhân dân tỉnh" is Kon Tum's, wherever it is cited.
    """
    of_holder = _PROVINCE_OF.search(holder.issuer or "")
    if of_holder is None or holder.relative or not mention.relative or mention.issuer is None:
        return mention
    own = _PROVINCE_OF.search(f" {home.province}") if home.province else None
    name = of_holder["name"]
    if own and own["kind"].lower() == of_holder["kind"].lower() and mention.issuer.endswith(own["name"]):
        return replace(mention, issuer=mention.issuer.removesuffix(own["name"]) + name)
    if mention.issuer.lower().endswith(f" {of_holder['kind'].lower()}"):
        return replace(mention, issuer=f"{mention.issuer} {name}")
    return mention


def _are_pair(normal: str, first: Mention, second: Mention) -> bool:
    """Whether two numbers of the same issuer's symbol are joined by a comma or "và" alone."""
    if not first.number or not second.number:
        return False
    joined = _PAIR_GAP.fullmatch(normal, first.end, second.start)
    if joined and not joined["provision"] and ";" in joined.group() and first.start != first.numbered_at:
        return False  # "… kèm theo Quyết định số A; số B của X": A stands in the title before it.
    return bool(joined) and _same_symbol(first.number, second.number)


_LISTED_GAP = re.compile(r"(?:[^.;\n|]|\.(?=\d)){0,400}(?:,|\s(?:và|VÀ))\s+")


def _are_listed(normal: str, first: Mention, second: Mention) -> bool:
    """Whether the second goes on with a list of documents of one issuer's symbol, each with its title."""
    if not first.number or not second.number or not second.type:
        return False
    return bool(_LISTED_GAP.fullmatch(normal, first.end, second.start)) and _same_symbol(
        first.number, second.number
    )


def _same_symbol(first: str, second: str) -> bool:
    return re.split(r"[-/]", first)[-1] == re.split(r"[-/]", second)[-1]
