"""Who numbers a document: from the words a text uses for a body, or from a symbol.

Everything is looked up in the registers. A name that leaves its area out ("Ủy ban
nhân dân tỉnh", "Huyện ủy") is completed by the place of the document that uses it;
a name that no register holds gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.text import fold, without_marks
from ontology import registers
from ontology.areas import areas
from ontology.bodies import body, local_name
from ontology.registers import Commune, District, Issuer, Level, Province

_PUNCTUATION = re.compile(r"[^\w&]+")
_AREA = "{area}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document comes from, as far as it is known; slugs as in the registers."""

    level: Level | None = None
    province: str | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """A numbering authority: its slug and place, and its row in the register of issuers."""

    slug: str
    place: Place
    issuer: Issuer

    @property
    def level(self) -> Level:
        """Central, province, district or commune."""
        return self.issuer.level

    @property
    def name(self) -> str:
        """Its Vietnamese name with its area: "Ủy ban nhân dân tỉnh Kon Tum", "Tỉnh ủy Kon Tum"."""
        area = areas().get(self.slug.removeprefix(self.issuer.slug.removesuffix(_AREA)))
        return local_name(self.issuer, area) if area else self.issuer.name_vi.replace(_AREA, "").strip()

    @property
    def is_party(self) -> bool:
        """Whether it is a body of the Party, which has its own types and numbers."""
        return self.issuer.kind == "party"


def authority_named(words: str, date: str | None, here: Place) -> Authority | None:
    """The authority that ``words`` name in a document that comes from ``here``.

    ``date`` (as precise as known) is the day of the document it issued: it chooses
    between an old and a new body of one name. ``None`` when the words name no
    registered body, or one whose area is neither said nor given by ``here``.
    """
    for _, issuers, rest in _readings(words):
        found = {one for issuer in issuers if (one := _located(issuer, rest, date, here))}
        if len(found) == 1:
            return found.pop()
    return None


def authorities_named(words: str) -> list[Authority]:
    """Every authority that ``words`` may name, said outside any document.

    Of bodies of one name the oldest is meant: what became of it leads to the others.
    Several where an area's name is that of several ("UBND huyện Châu Thành"), none
    where the words name no registered body or leave its area out.
    """
    for _, issuers, rest in _readings(words):
        found = [one for issuer in issuers for one in _everywhere(issuer, rest)]
        if found:
            return list(dict.fromkeys(found))
    return []


def without_area(words: str) -> Issuer | None:
    """The template that ``words`` name without saying which area: "Sở Nội vụ"; ``None`` if they name none."""
    return next(
        (issuers[0] for _, issuers, rest in _readings(words) if not rest and issuers[0].is_template), None
    )


def authorities_of_symbol(parts: tuple[str, ...], date: str | None, here: Place) -> list[Authority]:
    """The authorities that may print a symbol in a number cited by a document from ``here``.

    ``parts`` are the hyphenated parts of the symbol after the type; drafting units
    at its end are ignored. A symbol used in every area (``UBND``) gives the bodies
    of the citing document's own areas.
    """
    found = (_located(issuer, "", date, here) for issuer in issuers_of_symbol(parts))
    return list(dict.fromkeys(authority for authority in found if authority))


def issuers_of_symbol(parts: tuple[str, ...]) -> tuple[Issuer, ...]:
    """The rows of the register that print a symbol, by its longest known beginning."""
    for length in range(len(parts), 0, -1):
        joined = "-".join(parts[:length]).casefold()
        # The number of the legislature belongs to the symbol as printed: QH15, UBTVQH14.
        for symbol in (joined, joined.rstrip("0123456789")):
            if symbol in _by_symbol():
                return _by_symbol()[symbol]
    return ()


def place_named(words: str) -> Place | None:
    """The province or district that a place line names; a district only when no other bears the name."""
    text = _plain(words)
    if text in _provinces():
        return Place("province", _provinces()[text].slug)
    districts = _districts().get(text, ())
    if len(districts) == 1:
        return Place("district", districts[0].province_slug, districts[0].slug)
    return None


def province_named(words: str) -> str | None:
    """The code of the province that ``words`` name, with or without marks, "tỉnh" or "thành phố".

    Codes are those of before July 2025; ``None`` when no province bears the name.
    """
    wanted = "".join(_plain(without_marks(words)).split())
    found = {
        province.slug
        for name, province in _provinces().items()
        if wanted in ("".join(without_marks(name).split()), province.slug.replace("-", ""))
    }
    return found.pop() if len(found) == 1 else None


def place_in(name: str) -> Place | None:
    """The one province whose name stands in the name of a file, without marks: "so_van_ban_binh_duong"."""
    words = f"-{'-'.join(_plain(without_marks(name).replace('_', ' ')).split())}-"
    found = [one.slug for one in registers.provinces() if f"-{one.slug}-" in words]
    return Place("province", found[0]) if len(found) == 1 else None


def place_of(slug: str) -> Place | None:
    """The place of the body of this slug; ``None`` for a central body and for one of no register.

    A province is named by the slug it had before the reform, as in every ``Place``.
    """
    found = body(slug)
    if found is None or found.area is None:
        return None
    province = _provinces()[_plain(areas()[found.area.province].full_name)].slug
    if found.area.level == "district":
        return Place("district", province, found.area.slug)
    return Place(found.area.level, province)


# -- names


def _plain(text: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", fold(text)).split())


@cache
def _names() -> dict[str, tuple[Issuer, ...]]:
    by_slug: dict[str, list[Issuer]] = {}
    names: dict[str, dict[str, Issuer]] = {}
    for issuer in registers.issuers():
        by_slug.setdefault(issuer.slug, []).append(issuer)
        for name in (issuer.name_vi.replace(_AREA, ""), *issuer.aliases):
            names.setdefault(_plain(name), {})[issuer.slug + issuer.level] = issuer
    for organ in registers.organs():
        for issuer in by_slug.get(organ.slug, []):
            names.setdefault(_plain(organ.name), {})[issuer.slug + issuer.level] = issuer
    return {name: tuple(issuers.values()) for name, issuers in names.items()}


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted({_plain(word) for word in registers.body_words("head")}, key=len, reverse=True))


def _readings(words: str) -> Iterator[tuple[str, tuple[Issuer, ...], str]]:
    """Every way to read ``words``: a registered name, the rows that bear it, and what follows it."""
    text = _plain(words)
    for head in ("", *_heads()):
        if not head or text.startswith(head + " "):
            for name, rest in _splits(text.removeprefix(head).strip()):
                yield name, _names()[name], rest


def _splits(body: str) -> Iterator[tuple[str, str]]:
    """Every registered name that opens ``body``, longest first, with what follows it."""
    words = body.split()
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        if name in _names():
            yield name, " ".join(words[length:])


@cache
def _by_symbol() -> dict[str, tuple[Issuer, ...]]:
    table: dict[str, list[Issuer]] = {}
    for issuer in registers.issuers():
        for symbol in issuer.symbols:
            table.setdefault(symbol.casefold(), []).append(issuer)
    return {symbol: tuple(issuers) for symbol, issuers in table.items()}


# -- places


def _located(issuer: Issuer, rest: str, date: str | None, here: Place) -> Authority | None:
    """The body of this register row in the area that ``rest`` or ``here`` gives."""
    if not _alive(issuer, date):
        return None
    if not issuer.is_template:
        return Authority(issuer.slug, Place(issuer.level), issuer) if _ends(rest) else None
    place = _area(rest, issuer.level, here)
    if place is None:
        return None
    area = place.district if issuer.level == "district" else _province_at(place.province, date)
    return Authority(issuer.slug.replace(_AREA, area), place, issuer) if area else None


def _everywhere(issuer: Issuer, rest: str) -> Iterator[Authority]:
    """The bodies of this register row in all areas of the name that ``rest`` gives."""
    if not issuer.is_template:
        if _ends(rest) and _alive(issuer, None):
            yield Authority(issuer.slug, Place(issuer.level), issuer)
    elif issuer.level == "province" and rest in _provinces():
        province = _provinces()[rest]
        # A name that is new since the reform is that of the new province: thành phố Huế.
        slug = province.slug if rest in _forms(province) else province.successor_slug
        yield Authority(issuer.slug.replace(_AREA, slug), Place("province", slug), issuer)
    elif issuer.level == "district":
        for district in _districts().get(rest, ()):
            place = Place("district", district.province_slug, district.slug)
            yield Authority(issuer.slug.replace(_AREA, district.slug), place, issuer)
    elif issuer.level == "commune":
        for commune in _communes().get(rest, ()):
            place = Place("commune", commune.province_slug)
            yield Authority(issuer.slug.replace(_AREA, commune.slug), place, issuer)


def _alive(issuer: Issuer, date: str | None) -> bool:
    """Whether a body could issue then; without a date only a body that began in our time is excluded."""
    if not date:
        return not issuer.valid_from or not _namesakes(issuer)
    return (not issuer.valid_from or issuer.valid_from[: len(date)] <= date) and (
        not issuer.valid_to or date <= issuer.valid_to[: len(date)]
    )


def _namesakes(issuer: Issuer) -> list[Issuer]:
    return [one for one in registers.issuers() if one.abbrev == issuer.abbrev and one.slug != issuer.slug]


def _ends(rest: str) -> bool:
    return not rest or any(rest.startswith(_plain(word) + " ") for word in registers.body_words("stop"))


def _area(rest: str, level: Level, here: Place) -> Place | None:
    """The area of one level that the words after a body's name give, completed from ``here``."""
    if level == "province":
        if rest in _provinces():
            return Place("province", _provinces()[rest].slug)
        if here.province and rest in ("", _kind(here.province)):
            return Place("province", here.province)
    if level == "district":
        named = _districts().get(rest, ())
        if len(named) > 1:
            named = tuple(district for district in named if district.province_slug == here.province)
        if len(named) == 1:
            return Place("district", named[0].province_slug, named[0].slug)
        if here.district and rest in ("", _kind(here.district)):
            return Place("district", here.province, here.district)
    return None


@cache
def _kind(area_slug: str) -> str:
    """The kind of an area in its texts: "tỉnh", "huyện" …"""
    areas: tuple[Province | District, ...] = (*registers.provinces(), *registers.districts())
    return next((_plain(area.kind) for area in areas if area.slug == area_slug), "")


@cache
def _short_kinds() -> dict[str, tuple[str, ...]]:
    """Kinds of areas written by their initials: "TP", "TP." for "thành phố"."""
    words = [_plain(word) for word in registers.body_words("area")]
    return {
        kind: tuple(word for word in words if word == "".join(part[0] for part in kind.split()))
        for kind in words
        if " " in kind
    }


def _forms(area: Province | District) -> set[str]:
    aliases = area.aliases if isinstance(area, Province) else ()
    return _named_forms(area.name, area.kind) | {_plain(alias) for alias in aliases}


def _named_forms(printed_name: str, printed_kind: str) -> set[str]:
    name, kind = _plain(printed_name), _plain(printed_kind)
    return {name, f"{kind} {name}", *(f"{short} {name}" for short in _short_kinds().get(kind, ()))}


@cache
def _provinces() -> dict[str, Province]:
    table = {form: province for province in registers.provinces() for form in _forms(province)}
    for province in registers.provinces():
        for form in _named_forms(province.successor, province.successor_kind):
            table.setdefault(form, province)  # A name that is new since the reform: Huế.
    return table


@cache
def _districts() -> dict[str, tuple[District, ...]]:
    endings: dict[str, set[str]] = {}
    for province in registers.provinces():
        forms = _forms(province)
        if province.change == "renamed":  # Its districts outlived its old name.
            forms |= _named_forms(province.successor, province.successor_kind)
        endings[province.slug] = {"", *(f" {form}" for form in forms)}
    table: dict[str, list[District]] = {}
    for district in registers.districts():
        for form in _forms(district):
            for ending in endings[district.province_slug]:
                table.setdefault(form + ending, []).append(district)
    return {form: tuple(districts) for form, districts in table.items()}


@cache
def _communes() -> dict[str, tuple[Commune, ...]]:
    """Communes by their name with their kind; a bare name is that of too many places."""
    endings: dict[str, set[str]] = {}
    for province in registers.provinces():
        forms = _named_forms(province.successor, province.successor_kind)
        endings[province.successor_slug] = {"", *(f" {form}" for form in forms)}
    table: dict[str, list[Commune]] = {}
    for commune in registers.communes():
        for ending in endings[commune.province_slug]:
            table.setdefault(_plain(f"{commune.kind} {commune.name}") + ending, []).append(commune)
    return {form: tuple(communes) for form, communes in table.items()}


def _province_at(slug: str | None, date: str | None) -> str | None:
    """The slug of a province's bodies on a day: merged provinces got new bodies under an old name.

    ``None`` when the year of the merger is all that is known. Source: Resolution
    202/2025/QH15.
    """
    province = next((one for one in registers.provinces() if one.slug == slug), None)
    if province is None or not province.valid_to or not date:
        return slug
    if province.name != province.successor and province.change != "renamed":
        return slug
    if len(date) < len(province.valid_to) and province.valid_to.startswith(date):
        return None
    return province.successor_slug if date > province.valid_to else slug
