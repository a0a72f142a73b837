"""Provinces, districts and communes through time, as the registers know them.

An area is known by its slug. One that was merged is another area since: the slug of
the province Hải Phòng is ``hai-phong`` to 2025-06-30 and ``hai-phong-2025`` after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ontology import registers
from ontology.registers import Level, Province

DISTRICTS_END = date(2025, 6, 30)
"""The last day of the district level. Source: Law 72/2025/QH15."""

COMMUNES_BEGIN = date(2025, 7, 1)
"""The first day of the communes of the register. Source: Law 72/2025/QH15, Resolution 202/2025/QH15."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area; ``province`` is the slug of the province it lies in, its own for a province.

    ``valid_from`` and ``valid_to`` both belong to its life; ``None`` where it began
    before, or goes on after, what the register follows.
    """

    slug: str
    name: str
    kind: str
    level: Level
    province: str
    code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def full_name(self) -> str:
        """Its kind and name: "tỉnh Kon Tum", "xã Bờ Y"."""
        return f"{self.kind} {self.name}"


@cache
def areas() -> dict[str, Area]:
    """All areas by slug: 63 provinces with those that followed them, districts, communes."""
    return {area.slug: area for area in (*_provinces(), *_districts(), *_communes())}


@cache
def changes() -> dict[str, Province]:
    """The provinces that became another one, by the slug they had before."""
    return {one.slug: one for one in registers.provinces() if one.successor_slug != one.slug}


def province_on(slug: str, day: date) -> str:
    """The slug of the province that an old province's land belongs to on a day."""
    change = changes().get(slug)
    return change.successor_slug if change and day >= date.fromisoformat(change.change_date) else slug


def made_of(slug: str) -> tuple[str, ...]:
    """The slugs of the provinces that a province was made of."""
    return tuple(old for old, change in changes().items() if change.successor_slug == slug)


@cache
def districts_of(commune: str) -> tuple[str, ...]:
    """The slugs of the districts whose land a commune took, all or part of it."""
    return next((one.districts for one in registers.communes() if one.slug == commune), ())


def communes_of(district: str) -> tuple[Area, ...]:
    """The communes that took land of a district, in the order of their codes."""
    return _communes_by_district().get(district, ())


@cache
def _communes_by_district() -> dict[str, tuple[Area, ...]]:
    found: dict[str, list[Area]] = {}
    for commune in registers.communes():
        for district in commune.districts:
            found.setdefault(district, []).append(areas()[commune.slug])
    return {district: tuple(communes) for district, communes in found.items()}


@cache
def areas_in(province: str, level: Level) -> tuple[str, ...]:
    """The slugs of the districts or communes of a province; a merged one has those of the old ones."""
    provinces = (province, *made_of(province))
    return tuple(area.slug for area in areas().values() if area.level == level and area.province in provinces)


def _provinces() -> Iterator[Area]:
    for one in registers.provinces():
        end = date.fromisoformat(one.valid_to) if one.valid_to else None
        yield Area(one.slug, one.name, one.kind, "province", one.slug, one.code, None, end)
    for one in changes().values():
        begin = date.fromisoformat(one.change_date)
        slug = one.successor_slug
        yield Area(slug, one.successor, one.successor_kind, "province", slug, one.successor_code, begin)


def _districts() -> Iterator[Area]:
    for one in registers.districts():
        yield Area(one.slug, one.name, one.kind, "district", one.province_slug, valid_to=DISTRICTS_END)


def _communes() -> Iterator[Area]:
    for one in registers.communes():
        yield Area(one.slug, one.name, one.kind, "commune", one.province_slug, one.code, COMMUNES_BEGIN)
