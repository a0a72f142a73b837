"""The words bodies are named with, as patterns: what opens a name, what ends it, what belongs inside it."""

from __future__ import annotations

import re
from functools import cache

from ontology import registers, vocabulary

_OPENING = ("quantifier", "head", "body", "generic", "staff")


@cache
def start() -> re.Pattern[str]:
    """What may open a body: post, quantified noun, name with a capital, bare noun."""
    quantifier, head, body, generic = (
        vocabulary.either((word for kind in kinds for word in vocabulary.words(kind)), any_case=True)
        for kinds in (("quantifier",), ("head",), ("body",), ("generic", "staff"))
    )
    proper = vocabulary.either(vocabulary.words("body"))
    population = vocabulary.either(vocabulary.words("population"))
    no_body = vocabulary.words("not a body")
    other = vocabulary.either((word for word in no_body if not word[0].isupper()), any_case=True)
    capital = vocabulary.either(word for word in no_body if word[0].isupper())
    # Most places open nothing: one look at all the words together settles that.
    openings = (word for kind in _OPENING for word in vocabulary.words(kind))
    return re.compile(
        rf"(?={vocabulary.either((*openings, 'phó'), any_case=True)})"
        rf"(?!(?:{other}|{capital})(?!\w)(?!\s+ủy(?!\w)))"
        rf"(?:(?P<quantified>{quantifier}\s*[,:]?\s+(?!{other}(?!\w))(?P<noun>{head}|{body}|{generic}|{population}))(?!\w)"
        rf"|(?P<head>(?:(?i:phó)\s+)?{head})(?!\w)"
        rf"|(?P<body>{proper})(?!\w)"
        rf"|(?P<generic>{generic})(?!\w))"
    )


@cache
def _kept_after() -> dict[str, dict[str, tuple[str, ...]]]:
    """First letter → ending word → the words after which it belongs to the name ("Ban chỉ đạo")."""
    kept: dict[str, dict[str, tuple[str, ...]]] = {}
    for pair in vocabulary.words("ending kept after"):
        before, _, word = pair.partition("|")
        alike = kept.setdefault(word[0], {})
        alike[word] = (*alike.get(word, ()), before)
    return kept


@cache
def _kept_before_verb() -> re.Pattern[str]:
    """An ending word that belongs to the name where a verb or a mark follows ("có thẩm quyền giải quyết")."""
    pairs = (pair.partition("|") for pair in vocabulary.words("ending kept before verb"))
    kept = "|".join(f"(?<={re.escape(before)} ){re.escape(word)}" for before, _, word in pairs)
    endings = vocabulary.either(vocabulary.words("ending"))
    return re.compile(rf"(?:{kept})(?=\s*(?:[.,;:)]|$)|\s+{endings}(?!\w))")


def kept_length(text: str, at: int, before: str) -> int:
    """The length of the ending word at ``at`` that belongs to the name ``before`` it; 0 where none does."""
    kept = _kept_before_verb().match(text, at)
    if kept:
        return kept.end() - at
    words = _kept_after().get(text[at], {}).items()
    return max(
        (len(word) for word, allowed in words if text.startswith(word, at) and before.endswith(allowed)),
        default=0,
    )


@cache
def of_areas() -> re.Pattern[str]:
    """The beginning of a body of several areas ("UBND các xã, phường")."""
    bodies = vocabulary.either(vocabulary.words("area body"))
    heads = vocabulary.either(vocabulary.words("head"))
    return re.compile(rf"(?:(?i:các)\s+)?(?:(?:{heads})\s+)?(?:các\s+)?(?:{bodies})(?!\w)")


@cache
def ministry() -> re.Pattern[str]:
    """A ministry by its name ("Bộ Quốc phòng")."""
    names = {name.name_vi for name in registers.issuers() if name.name_vi.startswith("Bộ ")}
    return re.compile(rf"{vocabulary.either(names)}$")


@cache
def fields() -> tuple[str, ...]:
    """What ministries and departments are named after, the longest first ("Văn hóa, Thể thao và Du lịch")."""
    fields = set()
    for issuer in registers.issuers():
        for prefix in ("Bộ ", "Sở "):
            if issuer.name_vi.startswith(prefix):
                fields.add(issuer.name_vi.removeprefix(prefix).removesuffix(" {area}"))
    return tuple(sorted(fields, key=len, reverse=True))


WRITTEN_OUT = re.compile(
    r"(?:(?P<head>Giám đốc|Bộ trưởng|Thủ trưởng|Lãnh đạo|lãnh đạo)\s+)?(?:Các|các)\s+"
    r"(?P<kind>Bộ|Sở|bộ|sở)(?:,\s*(?:ngành|cơ quan))?\s*:\s*"
)


GROUPS = re.compile(r"(?:các|Các)\s+(?P<group>Tập đoàn|Tổng công ty|Công ty)\s*:\s*(?=[A-ZĐÀ-Ỹ])")
"""Enterprises named together ("các Tập đoàn: Điện lực Việt Nam, Hóa chất Việt Nam")."""


HONORIFIC = re.compile(r"(?:(?:các|Các)\s+)?[Đđ]ồng chí\s*:?\s+")
"""What stands before a post and is no part of it ("các đồng chí Bí thư")."""

DEFINES = re.compile(r"\s*\((?:sau đây|dưới đây|(?:gọi|viết) (?:tắt|chung))[^()]{0,300}\)")
"""A parenthesis that gives a body its short form."""


ANYBODY = re.compile(r"(?:(?:các|và)\s+)*(?:tổ chức|cơ quan|cá nhân)(?!\w)")
"""What no post before a list reaches ("Giám đốc: Trung tâm A, Trung tâm B và các tổ chức, cá nhân")."""

GOVERNMENT_OF_A_PLACE = re.compile(r"(?i:chính quyền) (?:địa phương|cơ sở|cấp \w+)$")
""" "Chính quyền địa phương và chủ rừng" are two: no noun goes on with the government of a place."""

LEVELS = re.compile(r"(?i:các) cấp")
BRANCHES = re.compile(r"các ngành(?!\w)")
""" "Các cấp, các ngành" is one collective, though each has its own "các"."""


CLOSING_COLLECTIVE = re.compile(r"tổ chức(?:,| và) cá nhân (?:có )?liên quan(?!\w)")
"""What closes a list of posts ("người đứng đầu các cơ sở …, tổ chức và cá nhân liên quan")."""


JOINT = re.compile(r"\s*(?:[,;]\s*(?:và\s+)?|và\s+)")


@cache
def posts_of_several() -> re.Pattern[str]:
    """A post that a list of bodies follows ("Giám đốc: Trung tâm A, Trung tâm B")."""
    return re.compile(rf"(?P<post>{vocabulary.either(vocabulary.words('post of several'))})\s*:\s+")


@cache
def activity() -> re.Pattern[str]:
    """What a centre or an institute may be named for, as the object of its activity ("… đầu tư")."""
    return re.compile(vocabulary.either(vocabulary.words("activity")))


@cache
def named_activity() -> re.Pattern[str]:
    """A capitalised activity that a name ends in so far ("Trung tâm Xúc tiến")."""
    named = (word[0].upper() + word[1:] for word in vocabulary.words("named activity"))
    facility = vocabulary.either(vocabulary.words("facility"))
    return re.compile(rf"(?<!\w)(?:{facility})\s+(?:{vocabulary.either(named)})$")


@cache
def own_kind() -> re.Pattern[str]:
    """What begins a body of its own behind a plain noun ("doanh nghiệp, sở, ban, ngành")."""
    kinds = vocabulary.either(vocabulary.words("own kind"), any_case=True)
    return re.compile(rf"{kinds}(?!\w)")


@cache
def head_of_powers() -> re.Pattern[str]:
    """Whoever heads the powers of a place, all named behind him ("người đứng đầu cấp ủy, chính quyền")."""
    heads = vocabulary.either(vocabulary.words("head"), any_case=True)
    powers = vocabulary.either(vocabulary.words("political collective"))
    return re.compile(rf"(?:các\s+)?{heads}\s+(?:các\s+)?{powers}(?!\w)")


@cache
def political() -> re.Pattern[str]:
    """The powers of a place named together: "cấp ủy, chính quyền"."""
    return re.compile(vocabulary.either(vocabulary.words("political collective"), any_case=True))
