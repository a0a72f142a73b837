"""The words bodies are named with, as patterns: what opens a name, what ends it, what belongs inside it."""

from __future__ import annotations

import re
from functools import cache

from ontology import registers, vocabulary


@cache
def start() -> re.Pattern[str]:
    """What may open a body: post, quantified noun, name with a capital, bare noun."""
    quantifier, head, body, generic = (
        vocabulary.either(vocabulary.words(kind), any_case=True)
        for kind in ("quantifier", "head", "body", "generic")
    )
    proper = vocabulary.either(vocabulary.words("body"))
    no_body = vocabulary.words("not a body")
    other = vocabulary.either((word for word in no_body if not word[0].isupper()), any_case=True)
    capital = vocabulary.either(word for word in no_body if word[0].isupper())
    # Most places open nothing: one look at all the words together settles that.
    openings = (word for kind in ("quantifier", "head", "body", "generic") for word in vocabulary.words(kind))
    return re.compile(
        rf"(?={vocabulary.either((*openings, 'phó'), any_case=True)})"
        rf"(?!(?:{other}|{capital})(?!\w)(?!\s+ủy(?!\w)))"
        rf"(?:(?P<quantified>{quantifier}\s*[,:]?\s+(?!{other}(?!\w))(?P<noun>{head}|{body}|{generic}))(?!\w)"
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


def kept_length(text: str, at: int, before: str) -> int:
    """The length of the ending word at ``at`` that belongs to the name ``before`` it; 0 where none does."""
    for word, allowed in _kept_after().get(text[at], {}).items():
        if text.startswith(word, at) and before.endswith(allowed):
            return len(word)
    return 0


@cache
def of_areas() -> re.Pattern[str]:
    """The beginning of a body of several areas ("UBND các xã, phường")."""
    bodies = vocabulary.either(vocabulary.words("area body"))
    heads = vocabulary.either(vocabulary.words("head"))
    return re.compile(rf"(?:(?i:các)\s+)?(?:(?:{heads})\s+)?(?:các\s+)?(?:{bodies})(?!\w)")


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
def political() -> re.Pattern[str]:
    """The powers of a place named together: "cấp ủy, chính quyền"."""
    return re.compile(vocabulary.either(vocabulary.words("political collective"), any_case=True))
