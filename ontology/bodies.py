"""Bodies and what became of them, worked out from the registers.

The registers hold templates ("Sở Nội vụ of every province"); here they become bodies
of an area, each with its own life, and the successions between templates become
events between bodies. Nothing is loaded but CSV, and nothing is ever overwritten: an
old body stays what it was, and an event says who took over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ontology import registers
from ontology.areas import Area, areas, changes, communes_of, districts_of, made_of, province_on
from ontology.registers import Issuer, Mark, Succession

MARKS: tuple[Mark, ...] = ("confirmed", "memory", "doubtful")
"""How sure a row is, surest first."""

_AREA = "{area}"
_PLACE = re.compile(r"\{(?P<kind>province|district|commune|rural|ward)\}$")
_LEVELS: dict[str, registers.Level] = {"rural": "commune", "ward": "commune"}


@dataclass(frozen=True, slots=True)
class Body:
    """One body: a row of the register of issuers, in an area where the row is a template.

    ``valid_from`` and ``valid_to`` both belong to its life; ``None`` where the
    register knows no limit.
    """

    slug: str
    issuer: Issuer
    area: Area | None
    valid_from: date | None
    valid_to: date | None

    @property
    def name(self) -> str:
        """Its Vietnamese name with its area: "Ủy ban nhân dân tỉnh Kon Tum", "Tỉnh ủy Kon Tum"."""
        return local_name(self.issuer, self.area) if self.area else self.issuer.name_vi

    @property
    def place(self) -> str:
        """The province of a district or a commune, "tỉnh Quảng Ngãi"; empty for the other bodies."""
        inner = self.area is not None and self.area.level != "province"
        return areas()[self.area.province].full_name if self.area and inner else ""

    def exists_on(self, day: date) -> bool:
        """Whether the day belongs to its life."""
        return not self.begins_after(day) and not self.ended_before(day)

    def begins_after(self, day: date) -> bool:
        """Whether it did not exist yet."""
        return self.valid_from is not None and day < self.valid_from

    def ended_before(self, day: date) -> bool:
        """Whether it did not exist any more."""
        return self.valid_to is not None and self.valid_to < day


@dataclass(frozen=True, slots=True)
class Event:
    """A body's work passed to others on a day.

    ``heirs`` are several where each took over in its part of the land; none where
    the register has no such body and ``heir_name`` says who it was. ``functions``
    is the part of the work that passed; all that no other event names when empty.
    """

    original: Body
    heirs: tuple[Body, ...]
    heir_name: str
    functions: tuple[str, ...]
    day: date
    legal_basis: str
    mark: Mark
    source: str

    @property
    def slug(self) -> str:
        """Its part of an IRI: "2025-03-01-bldtbxh-bgddt"; events of one slug are one reorganisation."""
        heir = "-".join(dict.fromkeys(heir.issuer.slug.replace(_AREA, "cac-xa") for heir in self.heirs))
        return f"{self.day}-{self.original.slug}-{self.heirs[0].slug if len(self.heirs) == 1 else heir}"


def local_name(template: Issuer, area: Area) -> str:
    """A template's name in an area: a Party committee's name tells the kind of a province or district."""
    if template.kind != "party" or area.level == "commune":
        return template.name_vi.replace(_AREA, area.full_name)
    names = registers.committee_names()
    here = names.get(area.kind)
    named = next((name for name in names.values() if name in template.name_vi), None)
    of_kind = template.name_vi.replace(named, here) if named and here else template.name_vi
    return of_kind.replace(_AREA, area.name)


@cache
def body(slug: str) -> Body | None:
    """The body of this slug; ``None`` when the registers have none, or its life would be empty."""
    if slug in _central():
        return _central()[slug]
    for dash in re.finditer("-", slug):
        area = areas().get(slug[dash.end() :])
        template = area and _templates().get((slug[: dash.end()], area.level))
        if area and template:
            return _in_area(template, area)
    return None


def bodies(level: registers.Level | None = None) -> Iterator[Body]:
    """All bodies of the registers, or those of one level."""
    yield from (one for one in _central().values() if level in (None, one.issuer.level))
    for area in areas().values():
        if level in (None, area.level):
            for (_, of), template in _templates().items():
                if of == area.level and (one := _in_area(template, area)):
                    yield one


@cache
def events_of(original: Body) -> tuple[Event, ...]:
    """What became of a body when it ended, in the order of the register; empty while it exists."""
    if original.valid_to is None:
        return ()
    day = original.valid_to + timedelta(days=1)
    own = [row for row in registers.successions() if row.predecessor == original.slug and row.day == str(day)]
    rows = own or [row for row in _rows_of(original) if _day(row, original) == day]
    return tuple(event for row in rows if (event := _event(row, original, day)))


def events_to(heir: Body) -> tuple[Event, ...]:
    """The events by which a body took over from others."""
    found = (event for old in _predecessors(heir) for event in events_of(old))
    return tuple(event for event in dict.fromkeys(found) if heir in event.heirs)


# -- bodies


@cache
def _central() -> dict[str, Body]:
    return {
        one.slug: Body(one.slug, one, None, _date(one.valid_from), _date(one.valid_to))
        for one in registers.issuers()
        if not one.is_template
    }


@cache
def _templates() -> dict[tuple[str, str], Issuer]:
    """Templates by the beginning of their slug ("snv-") and their level."""
    return {(one.slug.removesuffix(_AREA), one.level): one for one in registers.issuers() if one.is_template}


def _in_area(template: Issuer, area: Area) -> Body | None:
    """A template's body in an area, which lives while both do."""
    begins = [day for day in (_date(template.valid_from), area.valid_from) if day]
    ends = [day for day in (_date(template.valid_to), area.valid_to) if day]
    begin, end = max(begins, default=None), min(ends, default=None)
    if begin and end and end < begin:
        return None
    return Body(template.slug.replace(_AREA, area.slug), template, area, begin, end)


def _date(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


# -- events


@cache
def _by_predecessor() -> dict[tuple[str, str], tuple[Succession, ...]]:
    table: dict[tuple[str, str], list[Succession]] = {}
    for row in registers.successions():
        table.setdefault(_key(row.predecessor), []).append(row)
    return {key: tuple(rows) for key, rows in table.items()}


def _key(slug: str) -> tuple[str, str]:
    """A slug of the register of successions as (its beginning, its level); the level of one body is empty."""
    place = _PLACE.search(slug)
    return (slug[: place.start()], _LEVELS.get(place["kind"], place["kind"])) if place else (slug, "")


def _body_key(one: Body) -> tuple[str, str]:
    return (one.issuer.slug.removesuffix(_AREA), one.area.level) if one.area else (one.slug, "")


def _rows_of(original: Body) -> tuple[Succession, ...]:
    return _by_predecessor().get(_body_key(original), ())


def _day(row: Succession, original: Body) -> date | None:
    """The day of a succession: its own, or that on which the province of the body changed."""
    change = changes().get(original.area.slug) if original.area else None
    return _date(row.day or (change.change_date if change else ""))


def _event(row: Succession, original: Body, day: date) -> Event | None:
    change = changes().get(original.area.slug) if original.area and not row.day else None
    heirs = tuple(_heirs(row.successor, original, day))
    if not heirs and not row.heir:
        return None
    name = row.heir.replace("{province}", _province_name(original, day))
    marks = (row.mark, change.mark) if change else (row.mark,)
    basis = change.legal_basis if change else row.legal_basis
    source = f"{row.source}; {change.source}" if change else row.source
    return Event(original, heirs, name, row.functions, day, basis, weakest(*marks), source)


def weakest(*marks: Mark) -> Mark:
    """The least sure of some marks."""
    return max(marks, key=MARKS.index, default="confirmed")


def _heirs(successor: str, original: Body, day: date) -> Iterator[Body]:
    place = _PLACE.search(successor)
    for area in _heir_areas(place["kind"], original.area, day) if place else (None,):
        slug = successor[: place.start()] + area.slug if place and area else successor
        found = body(slug) if slug else None
        if found and found.exists_on(day):
            yield found


def _heir_areas(kind: str, area: Area | None, day: date) -> Iterator[Area]:
    """The areas of one kind that lie where an area of the past lay."""
    if area is None:
        return
    if kind == "province":
        yield areas()[province_on(area.province, day)]
    elif kind == "district":
        yield area
    else:
        for commune in communes_of(area.slug):
            if kind == "commune" or (kind == "ward") == (commune.kind == "phường"):
                yield commune


def _province_name(original: Body, day: date) -> str:
    return areas()[province_on(original.area.province, day)].full_name if original.area else ""


def _predecessors(heir: Body) -> Iterator[Body]:
    """The bodies that may have handed something to this one."""
    for row in registers.successions():
        if row.successor == heir.slug or _key(row.successor) == _body_key(heir):
            place = _PLACE.search(row.predecessor)
            for slug in _former_areas(place["kind"], heir.area) if place else ("",):
                found = body((row.predecessor[: place.start()] if place else row.predecessor) + slug)
                if found:
                    yield found


def _former_areas(kind: str, area: Area | None) -> tuple[str, ...]:
    """The slugs of the areas of one kind whose land belongs to an area."""
    if area is None:
        return ()
    if kind == "province":
        return (area.slug, *made_of(area.slug))
    return districts_of(area.slug) if area.level == "commune" else (area.slug,)
