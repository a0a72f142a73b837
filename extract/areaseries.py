"""Areas named together: "các tỉnh Nghệ An, Cao Bằng", "04 xã: Gia Thuận, Tân Điền", each with its own noun.

The nouns before the names say what the areas are. Where there are two ("các tỉnh, thành
phố: …"), the register of areas tells which is which; a name it does not know leaves the
series as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract import bodywords as words
from extract.text import UPPER
from ontology import registers, vocabulary
from ontology.areas import COMMUNES_BEGIN, areas
from ontology.vocabulary import phrase

_NAME = re.compile(rf"[{UPPER}]\w*(?:\s(?:[{UPPER}]\w*|\d{{1,2}}(?=\s*(?:[,;.]|và\s|$))))*")
_MEMBER = re.compile(r"\s*(?:[,;]\s*(?:và\s+)?|và\s+)")
_END = re.compile(r"\s*(?:[,;:.()]|và\s|$)")
_SPACE = re.compile(r"\s*")


OPENS_SERIES = "cC0123456789"
"""With what letter or figure a series begins."""


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of a series, each with its noun ("xã Gia Thuận"), and the offset behind the last."""

    names: tuple[str, ...]
    end: int


@cache
def _opening() -> re.Pattern[str]:
    noun = vocabulary.either(vocabulary.words("area"))
    return re.compile(
        rf"(?:[Cc]ác|\d{{1,3}})\s+(?P<nouns>{noun}(?:(?:,\s*|\s+và\s+){noun})*)(?P<colon>\s*:)?\s+(?=[{UPPER}])"
    )


@cache
def _with_noun() -> re.Pattern[str]:
    return re.compile(rf"(?P<noun>{vocabulary.either(vocabulary.words('area'))})\s+(?=[{UPPER}])")


def read_areas(text: str, at: int) -> Areas | None:
    """The areas of the series that begins at ``at``; ``None`` where there are not two whose kind is known."""
    if text[at : at + 1] not in OPENS_SERIES:
        return None
    opening = _opening().match(text, at)
    if not opening:
        return None
    nouns = re.split(r",\s*|\s+và\s+", opening["nouns"])
    names: list[str] = []
    at, end = opening.end(), 0
    while True:
        own = _with_noun().match(text, at) if names else None
        found = _NAME.match(text, own.end() if own else at)
        if not found or (not own and _is_body(text, at)):
            break
        noun = own["noun"] if own else _noun(found.group(), nouns, listed=opening["colon"] is not None)
        if noun is None:
            return None
        names.append(f"{noun} {' '.join(found.group().split())}")
        end = found.end()
        joint = _MEMBER.match(text, end)
        if not joint:
            break
        at = joint.end()
    return Areas(tuple(names), end) if len(names) > 1 and _ends(text, end) else None


def _ends(text: str, at: int) -> bool:
    """Whether the last name is whole: a mark or a verb follows ("Đồng" of "Đồng bằng sông Hồng" is not)."""
    space = _SPACE.match(text, at)
    return bool(_END.match(text, at) or (space and phrase("ending").match(text, space.end())))


def _is_body(text: str, at: int) -> bool:
    found = words.start().match(text, at)
    return found is not None and found["generic"] is None


def _noun(name: str, nouns: list[str], *, listed: bool) -> str | None:
    """What an area is, as the nouns before the series allow; ``None`` where that is not known.

    Behind a colon one noun is enough. Without it "các tỉnh Đồng Nai, Tây Ninh" are names of
    provinces that the register knows, while "các tỉnh Tây Nguyên" is a region.
    """
    if len(nouns) == 1 and (listed or nouns[0].lower() not in ("tỉnh", "thành phố")):
        return nouns[0]
    kinds = _kinds().get(name, frozenset()) & {noun.lower() for noun in nouns}
    return next((noun for noun in nouns if noun.lower() in kinds), None) if len(kinds) == 1 else None


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The kinds of the areas of each name: those of the provinces, and of the communes since 2025."""
    kinds: dict[str, set[str]] = {}
    for area in areas().values():
        if area.level == "province" or area.valid_from == COMMUNES_BEGIN:
            kinds.setdefault(area.name, set()).add(area.kind)
    for province in registers.provinces():
        for alias in province.aliases:
            kinds.setdefault(alias, set()).add(province.kind)
    return {name: frozenset(found) for name, found in kinds.items()}


_GOVERNMENT = re.compile(
    rf"(?P<body>(?:Chủ tịch )?(?:Ủy ban nhân dân|UBND)) (?:tỉnh|thành phố|xã|phường) [{UPPER}]"
)
_NAMED_AREA = re.compile(rf"(?:tỉnh|thành phố|xã|phường) [{UPPER}]")


def of_each_area(names: list[str]) -> tuple[str, ...]:
    """ "UBND tỉnh A, thành phố B": the body stands for each area named behind it."""
    if len(names) == 1:
        return tuple(names)
    body, full = "", []
    for name in names:
        government = _GOVERNMENT.match(name)
        area = bool(body and _NAMED_AREA.match(name))
        body = government["body"] if government else body if area else ""
        full.append(f"{body} {name}" if area and not government else name)
    return tuple(full)
