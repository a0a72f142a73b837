"""Names of bodies in running text: where one ends, and how it is spelled out with its place.

"UBND tỉnh" in a plan of Lai Châu is "Ủy ban nhân dân tỉnh Lai Châu"; what "tỉnh" or
"huyện" means is known from the document's own :class:`Home`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.text import UPPER, fold
from ontology import registers


@dataclass(frozen=True, slots=True)
class Home:
    """Where a document comes from: its areas as they are named ("tỉnh Lai Châu"), ``None`` where unknown.

    ``letterhead`` is the issuer's name, which the text may use although no register holds it.
    """

    province: str | None = None
    district: str | None = None
    commune: str | None = None
    letterhead: str | None = None

    @property
    def own(self) -> str | None:
        """The innermost area."""
        return self.commune or self.district or self.province


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a text: ``name`` spelled out, ``end`` the offset after its printed name.

    ``relative`` where the text leaves its area out ("UBND tỉnh").
    """

    name: str
    end: int
    relative: bool = False


def _alternatives(words: list[str]) -> str:
    spaced = (re.escape(word).replace(r"\ \-\ ", r"\s?-\s?") for word in sorted(words, key=len, reverse=True))
    return "|".join(word.replace(r"\ ", r"\s+") for word in spaced)


@cache
def _area_kinds() -> str:
    return _alternatives(list(registers.body_words("area")))


@cache
def _fixed_names() -> dict[str, str]:
    """Folded printed name of a body without an area → its name spelled out."""
    names: dict[str, str] = {}
    for issuer in registers.issuers():
        if not issuer.is_template:
            for name in (issuer.name_vi, *issuer.aliases):
                names.setdefault(fold(name), issuer.name_vi)
    for organ in registers.organs():
        if "{area}" not in organ.slug:
            names[fold(organ.name)] = organ.canonical
    return names


@cache
def _area_bodies() -> dict[str, tuple[str, str]]:
    """Folded printed name of a body of an area → (name spelled out with ``{area}``, level)."""
    bodies: dict[str, tuple[str, str]] = {}
    for organ in registers.organs():
        if "{area}" in organ.slug:
            bodies[fold(organ.name)] = (organ.canonical, organ.level)
    for issuer in registers.issuers():
        if issuer.is_template:
            bare = issuer.name_vi.replace(" {area}", "")
            for name in (bare, *issuer.symbols):
                bodies.setdefault(fold(name), (issuer.name_vi, issuer.level))
    return bodies


@cache
def _heads() -> str:
    return _alternatives(list(registers.body_words("head")))


@cache
def _known() -> re.Pattern[str]:
    """A head such as "Bộ trưởng", a name from the registers, and an area where one follows."""
    names = [*_fixed_names(), *_area_bodies()]
    return re.compile(
        rf"(?:(?P<head>{_heads()})\s+)?(?P<name>{_alternatives(names)})(?!\w)"
        rf"(?:\s+(?P<kind>{_area_kinds()})(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _open_name() -> re.Pattern[str]:
    """A body that no register knows, up to punctuation or a word that cannot belong to a name."""
    starts = _alternatives(list(registers.body_words("start")))
    stops = _alternatives(list(registers.body_words("stop")))
    return re.compile(
        rf"(?:(?i:{_heads()})\s+)?(?i:{starts})(?!\w)"
        rf"(?:[^\S\n]+(?!(?:{stops}|Về)(?!\w))[^\s,;.:()“”\"|]+){{0,14}}"
    )


_AREA_NAME = re.compile(rf"\s+((?:[{UPPER}][\w'’]*)(?:(?:\s+|\s?-\s?)[{UPPER}][\w'’]*){{0,4}})")


@cache
def _area_spellings() -> dict[str, str]:
    """Folded name of a province or district → the name as the registers spell it."""
    spellings = {fold(district.name): district.name for district in registers.districts()}
    for province in registers.provinces():
        spellings[fold(province.name)] = province.name
        spellings[fold(province.successor)] = province.successor
    return spellings


@cache
def _area_names() -> re.Pattern[str]:
    return re.compile(rf"\s+({_alternatives(list(_area_spellings()))})(?!\w)", re.IGNORECASE)


@cache
def _committee() -> re.Pattern[str]:
    """A steering committee whose field comes before its area: "Ban Chỉ đạo về chuyển đổi số tỉnh"."""
    return re.compile(
        rf"(?:(?i:{_heads()})\s+)?(?i:Ban chỉ đạo|Tổ công tác)\s+về\s+[^.;:()“”\n]{{2,140}}?\s"
        r"(?i:tỉnh|thành phố|quốc gia|trung ương)(?=\s+(?:ban hành|phê duyệt|về|quy định)|\s*[;.,])"
    )


def _own_body(normal: str, offset: int, home: Home) -> Body | None:
    """The document's own issuer, with or without a head before it, where no register knows the name."""
    if not home.letterhead:
        return None
    name = re.escape(home.letterhead).replace(r"\ ", r"\s+")
    # "Trưởng Ban Chỉ đạo …": the head's last word may be the body's first.
    match = re.compile(rf"(?:(?:{_heads()}|Trưởng)\s+)?{name}(?!\w)", re.IGNORECASE).match(normal, offset)
    return Body(" ".join(match.group().split()), match.end()) if match else None


_OWN_AREA = re.compile(r"(?i)\s(?P<kind>tỉnh|thành phố|huyện|quận|thị xã|xã|phường)$")


def read_body(normal: str, offset: int, home: Home) -> Body | None:
    """The body named at ``offset``, spelled out for a document of ``home``; ``None`` if none is."""
    match = _known().match(normal, offset)
    if match:
        return _known_body(normal, match, home)
    own = _own_body(normal, offset, home)
    if own:
        return own
    match = _committee().match(normal, offset) or _open_name().match(normal, offset)
    if not match:
        return None
    printed = re.sub(r"\s+(?:và|các)$", "", " ".join(match.group().split()))
    kind = _OWN_AREA.search(printed)
    area = _home_area(kind["kind"].lower(), home) if kind else None
    if kind and area:
        printed = f"{printed[: kind.start('kind')]}{area}"
    return Body(printed, offset + len(match.group().rstrip()))


_HYPHEN = re.compile(r"\s?-\s?")
_TERM = re.compile(r"\s*,?\s*[Kk]hóa\s+(?P<term>[IVX]+)\b")


def _known_body(normal: str, match: re.Match[str], home: Home) -> Body:
    head = f"{_spelled_head(match['head'])} " if match["head"] else ""
    folded = _HYPHEN.sub(" - ", fold(match["name"]))
    if folded in _fixed_names():
        term = _TERM.match(normal, match.end("name"))
        if term:
            return Body(f"{head}{_fixed_names()[folded]} khóa {term['term']}", term.end())
        return Body(head + _fixed_names()[folded], match.end("name"))
    canonical, level = _area_bodies()[folded]
    area, end = _area(normal, match, level, home)
    name = canonical.replace("{area}", area).strip() if area else canonical.replace(" {area}", "")
    if head and name.startswith(head):
        head = ""
    relative = end == match.end() if match["kind"] else end == match.end("name")
    return Body(head + name, end, relative)


def _spelled_head(printed: str) -> str:
    folded = fold(printed)
    return next((head for head in registers.body_words("head") if fold(head) == folded), printed)


_KIND = {"tp": "thành phố", "tp.": "thành phố", "thủ đô": "thành phố"}


def _area(normal: str, match: re.Match[str], level: str, home: Home) -> tuple[str | None, int]:
    """The area of a body as named, completed from ``home``, and the offset after it."""
    if match["kind"]:
        kind = " ".join(match["kind"].lower().split())
        kind = _KIND.get(kind, kind)
        named = _named_area(normal, match.end(), known_only=kind in ("tỉnh", "thành phố"))
        if named:
            return f"{kind} {named[0]}", named[1]
        return _home_area(kind, home) or kind, match.end()
    if level in ("province", "district", "commune"):
        named = _named_area(normal, match.end("name")) if _is_party(match["name"]) else None
        if named:
            return named
        return _level_area(match["name"], level, home), match.end("name")
    return None, match.end("name")


def _named_area(normal: str, offset: int, *, known_only: bool = False) -> tuple[str, int] | None:
    """The name of an area at ``offset`` as the registers spell it; any proper name unless ``known_only``."""
    match = _area_names().match(normal, offset)
    if match and match[1][:1].isupper():
        return _area_spellings()[fold(match[1])], match.end()
    match = None if known_only else _AREA_NAME.match(normal, offset)
    if match and not match[1].isupper():
        return " ".join(match[1].split()), match.end()
    return None


def _is_party(name: str) -> bool:
    return fold(name).endswith("ủy")


def _home_area(kind: str, home: Home) -> str | None:
    """What "tỉnh", "huyện", … alone means in a document of ``home``."""
    for area in (home.commune, home.district, home.province):
        if area and fold(area).startswith(fold(kind) + " "):
            return area
    return None


def _level_area(name: str, level: str, home: Home) -> str | None:
    """The area of a body named without one: a Sở belongs to the province, "Ủy ban nhân dân" to the issuer."""
    folded = fold(name)
    if _is_party(name):
        area = {"province": home.province, "district": home.district, "commune": home.commune}[level]
        return area.split(" ", 1)[1].removeprefix("phố ").removeprefix("xã ") if area else None
    if folded.startswith(
        ("ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd", "chủ tịch", "phó chủ tịch")
    ):
        return home.own
    if level == "district":
        return home.district
    if level == "commune":
        return home.commune
    return home.province
