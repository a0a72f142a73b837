"""Coverage: which provinces carry a document out, by which stage, since when, and which do not.

Every cell of the matrix is a province and a stage (see ``graph.places``). It tells a
document that carries the directive out from one that only rests on it, from one inferred
by title or programme, from documents that do something else, and from none at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from graph.carrying import CARRYING, PLAN, STATES, Known, State, issued_by, roles_of
from graph.chains import RELATIONS, Chains, Flags, Node, Positions
from graph.inferred import REASONS
from graph.paths import Link, links_up
from graph.places import STAGES, Places, provinces_on, read_places
from graph.quartiles import Quartiles, quartiles
from ontology.areas import COMMUNES_BEGIN, areas, areas_in, made_of, province_on

__all__ = [
    "ANY",
    "Carrier",
    "Cell",
    "Coverage",
    "Curve",
    "Row",
    "State",
    "carriers",
    "chosen_stages",
    "coverage",
    "ways_of",
]

ANY = "any"
"""The stage of a curve or a delay that counts the first document of a province, whatever its stage."""

_Found = npt.NDArray[np.signedinteger]
_NONE = np.empty(0, np.int32)
_INFERRED = STATES.index("inferred")
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document of a cell and how it is known to carry out.

    ``named`` marks one that rests on the directive in its text and bears the programme's
    name in its title, which together count as carrying out. ``inferred`` is the reason
    of one that no sentence links (``title`` or ``programme``). ``days`` is the time from the
    directive to it, where both are dated to the day. ``former`` is the name of the old province
    that issued it, where that was merged since.
    """

    node: Node
    state: State
    named: bool = False
    inferred: str | None = None
    days: int | None = None
    former: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one province has at one stage.

    ``first`` is the earliest of its best documents, ``positions`` are all of them, best
    first. ``others`` counts the documents of the graph (held or listed) that could have
    carried the directive out and do not; ``examples`` are the latest of them. ``areas`` counts the
    districts or communes that have a document carrying it out (or resting on it), of ``areas_of``;
    for provincial bodies, the old provinces of a merged one.
    """

    province: str
    stage: str
    state: State
    first: Carrier | None
    positions: tuple[int, ...]
    others: int
    examples: tuple[Node, ...]
    areas: int
    areas_of: int


@dataclass(frozen=True, slots=True)
class Row:
    """A province: its slug and name, its cells in the order of the stages, the old provinces it is made of.

    ``days`` is the time from the directive to its first document that carries it out, of any stage.
    """

    province: str
    name: str
    cells: tuple[Cell, ...]
    former: tuple[str, ...] = ()
    days: int | None = None

    @property
    def state(self) -> State:
        """The best state of its cells."""
        return min((cell.state for cell in self.cells), key=STATES.index)


@dataclass(frozen=True, slots=True)
class Curve:
    """Adoption over time: after ``points[i][0]``, ``points[i][1]`` provinces had a plan of the stage.

    Inferred documents and those not dated to the day are left out; ``undated`` counts the
    provinces that have none but such.
    """

    stage: str
    points: tuple[tuple[date, int], ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix of provinces and stages of a document on a day, and what follows from it.

    ``rows`` stand in the order of the provinces' codes. ``delays`` are the days from
    the document to the first plan of each province, by stage and for any of them.
    ``elsewhere`` counts the documents that carry it out and are of no province of that day.
    """

    document: Node
    on: date
    stages: tuple[str, ...]
    rows: tuple[Row, ...]
    curves: tuple[Curve, ...]
    delays: Mapping[str, Quartiles]
    elsewhere: int

    def by_delay(self) -> tuple[Row, ...]:
        """The rows of provinces with a plan, quickest first, then the others by what they have."""
        return tuple(sorted(self.rows, key=_delay_order))

    def count(self, stage: str, state: State) -> int:
        """The provinces whose cell of a stage is in a state."""
        place = self.stages.index(stage)
        return sum(row.cells[place].state == state for row in self.rows)


def coverage(
    chains: Chains,
    document: str,
    on: date,
    relations: Sequence[str] = RELATIONS,
    approved: Mapping[str, Iterable[str]] | None = None,
) -> Coverage:
    """Which of the provinces of a day had carried ``document`` out by then, by which stage.

    Documents issued after ``on`` do not count; one known by its month or year counts when it may
    have been issued by then. ``approved`` are the programmes of documents (``graph.inferred.programmes``).
    A document of one province gives the row of that province alone. ``KeyError`` when the chains
    lack the document.
    """
    start = chains.place[document]
    places = chains.derived(read_places)
    known = Known.of(chains, start, on, relations, approved)
    grid = _Grid.of(on, places, start)
    cells = grid.cells_of(places)
    counted = np.flatnonzero((known.state >= 0) & (cells >= 0))
    listed = _grouped(chains, counted, cells, known)
    others = _others(chains, start, on, known, cells)
    every = range(len(grid.provinces))
    rows = tuple(_row(chains, start, known, places, grid, place, listed, others) for place in every)
    stages = (*grid.stages, ANY)
    firsts = {stage: [_first(row, stage) for row in rows] for stage in stages}
    return Coverage(
        document=chains.nodes[start],
        on=on,
        stages=grid.stages,
        rows=rows,
        curves=tuple(_curve(chains, stage, firsts[stage]) for stage in stages),
        delays={
            stage: quartiles([one.days for one in found if one and one.days is not None])
            for stage, found in firsts.items()
        },
        elsewhere=int(np.count_nonzero((known.state >= 0) & (known.state < _INFERRED) & (cells < 0))),
    )


def chosen_stages(found: Coverage, stages: Sequence[str]) -> Coverage:
    """The same coverage with only some of its stages; the whole when it has none of them."""
    kept = tuple(stage for stage in found.stages if stage in stages)
    if kept == found.stages or not kept:
        return found
    rows = tuple(
        replace(row, cells=tuple(cell for cell in row.cells if cell.stage in kept), days=None)
        for row in found.rows
    )
    rows = tuple(replace(row, days=_least_days(row.cells)) for row in rows)
    return replace(
        found,
        stages=kept,
        rows=rows,
        curves=tuple(curve for curve in found.curves if curve.stage in kept),
        delays={stage: days for stage, days in found.delays.items() if stage in kept},
    )


def carriers(
    chains: Chains,
    found: Coverage,
    cells: Iterable[Cell],
    relations: Sequence[str] = RELATIONS,
    approved: Mapping[str, Iterable[str]] | None = None,
) -> list[tuple[Carrier, ...]]:
    """All documents of some cells, best first; ``relations`` and ``approved`` as for ``coverage``."""
    start = chains.place[found.document.iri]
    known = Known.of(chains, start, found.on, relations, approved)
    places = chains.derived(read_places)
    return [
        tuple(_carrier(chains, start, known, places, cell.province, one) for one in cell.positions)
        for cell in cells
    ]


def ways_of(
    chains: Chains, found: Coverage, listed: Iterable[Carrier], relations: Sequence[str] = RELATIONS
) -> list[tuple[Link, ...]]:
    """The links from each of some carriers up to the directive, without sentences.

    A document that carries out is followed by links of carrying out alone; one that is inferred has none.
    """
    start = chains.place[found.document.iri]
    carrying = tuple(relation for relation in relations if relation in CARRYING)
    followed = [one for one in (carrying, tuple(relations)) if one]
    reaches = [chains.reach(start, "down", one) for one in followed]
    ways = []
    for carrier in listed:
        position = chains.place[carrier.node.iri]
        fitting = (pair for pair in zip(reaches, followed, strict=True) if pair[0].depth_of[position] >= 0)
        reach, by = next(fitting, (None, ()))
        ways.append(links_up(chains, reach, position, by) if reach else ())
    return ways


# -- the matrix


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """The provinces and stages of a day; cells are numbered province by province, stage by stage.

    A document of a province concerns that province alone.
    """

    provinces: tuple[str, ...]
    stages: tuple[str, ...]
    on: date

    @classmethod
    def of(cls, on: date, places: Places, start: int) -> _Grid:
        with_communes = on >= COMMUNES_BEGIN
        stages = tuple(stage for stage in STAGES if with_communes or stage != "commune")
        own = places.province[start]
        return cls((province_on(places.slugs[own], on),) if own >= 0 else provinces_on(on), stages, on)

    def cells_of(self, places: Places) -> Positions:
        """The cell of each document, -1 for one of no province of the day."""
        rows = {slug: place for place, slug in enumerate(self.provinces)}
        row_of = np.array([rows.get(slug, -1) for slug in _provinces_by_slug(self.on)] + [-1], np.int32)
        row = row_of[places.province]
        inside = (row >= 0) & (places.stage >= 0) & (places.stage < len(self.stages))
        return np.where(inside, row * len(self.stages) + places.stage, -1).astype(np.int32)


@cache
def _provinces_by_slug(on: date) -> tuple[str, ...]:
    """The province of a day for each slug of ``Places.slugs``; empty for areas that are no province."""
    return tuple(province_on(slug, on) if area.level == "province" else "" for slug, area in areas().items())


def _grouped(chains: Chains, counted: _Found, cells: Positions, known: Known) -> dict[int, _Found]:
    """The documents of each cell: by state, those dated to the day first, then by date."""
    undated = chains.day[counted] < 0
    order = counted[np.lexsort((counted, undated, known.state[counted], cells[counted]))]
    return _split(order, cells)


def _others(chains: Chains, start: int, on: date, known: Known, cells: Positions) -> dict[int, _Found]:
    """The documents of each cell that could carry the directive out and do not, latest first."""
    held = chains.derived(_in_graph)
    last = chains.span[1]
    later = (last < 0) | (chains.span[0][start] < 0) | (last >= chains.span[0][start])
    fitting = held & (chains.derived(roles_of) == PLAN) & issued_by(chains, on) & later
    fitting[start] = False
    found = np.flatnonzero(fitting & (known.state < 0) & (cells >= 0))
    return _split(found[np.lexsort((-found, cells[found]))], cells)


def _in_graph(chains: Chains) -> Flags:
    """Which documents are held, or listed by a register."""
    return np.array([node.held or node.listed for node in chains.nodes], np.bool_)


def _split(order: _Found, cells: Positions) -> dict[int, _Found]:
    """Positions sorted by their cells, one array a cell."""
    if not len(order):
        return {}
    numbers, begin = np.unique(cells[order], return_index=True)
    parts = np.split(order, begin[1:])
    return dict(zip(numbers.tolist(), parts, strict=True))


def _row(
    chains: Chains,
    start: int,
    known: Known,
    places: Places,
    grid: _Grid,
    place: int,
    listed: Mapping[int, _Found],
    others: Mapping[int, _Found],
) -> Row:
    province = grid.provinces[place]
    cells = []
    for number, stage in enumerate(grid.stages, place * len(grid.stages)):
        found, beside = listed.get(number, _NONE), others.get(number, _NONE)
        within = _areas_of(province, stage)
        first = _carrier(chains, start, known, places, province, int(found[0])) if len(found) else None
        covered = places.area[found[known.state[found] < _INFERRED]]
        cells.append(
            Cell(
                province=province,
                stage=stage,
                state=first.state if first else "other" if len(beside) else "none",
                first=first,
                positions=tuple(found.tolist()),
                others=len(beside),
                examples=tuple(chains.nodes[one] for one in beside[:_EXAMPLES].tolist()),
                areas=_areas_with(frozenset(places.slugs[one] for one in set(covered.tolist())), within),
                areas_of=len(within),
            )
        )
    return Row(
        province=province,
        name=areas()[province].full_name,
        cells=tuple(cells),
        former=tuple(areas()[slug].full_name for slug in made_of(province)),
        days=_least_days(cells),
    )


def _least_days(cells: Iterable[Cell]) -> int | None:
    """The days to the first plan of some cells."""
    plans = [cell.first for cell in cells if cell.first and cell.first.state == "plan"]
    return min((plan.days for plan in plans if plan.days is not None), default=None)


def _carrier(
    chains: Chains, start: int, known: Known, places: Places, province: str, position: int
) -> Carrier:
    issued_by = places.slugs[places.province[position]]
    first, second = int(chains.day[start]), int(chains.day[position])
    return Carrier(
        node=chains.nodes[position],
        state=STATES[known.state[position]],
        named=bool(known.named[position]),
        inferred=REASONS[known.reason[position]] if known.reason[position] >= 0 else None,
        days=None if first < 0 or second < 0 else second - first,
        former=areas()[issued_by].full_name if issued_by != province else None,
    )


def _areas_of(province: str, stage: str) -> tuple[str, ...]:
    """The areas that can have documents of their own at a stage: districts, communes, or old provinces."""
    match stage:
        case "district" | "commune":
            return areas_in(province, stage)
    return made_of(province) or (province,)


def _areas_with(found: frozenset[str], within: tuple[str, ...]) -> int:
    """How many areas have a document; that of a province counts for all the old ones it is made of."""
    return len(found.intersection(within)) if found <= frozenset(within) else len(within)


# -- over time


def _first(row: Row, stage: str) -> Carrier | None:
    """The first plan of a province, at one stage or at any; one dated to the day goes before the others."""
    plans = [
        cell.first
        for cell in row.cells
        if cell.first and cell.first.state == "plan" and stage in (ANY, cell.stage)
    ]
    return min(plans, key=lambda plan: (len(plan.node.date or "") < 10, plan.node.date or "9"), default=None)


def _curve(chains: Chains, stage: str, firsts: Sequence[Carrier | None]) -> Curve:
    days = [int(chains.day[chains.place[one.node.iri]]) for one in firsts if one]
    dated = Counter(sorted(day for day in days if day >= 0))
    totals = accumulate(dated.values())
    return Curve(
        stage=stage,
        points=tuple((date.fromordinal(day), total) for day, total in zip(dated, totals, strict=True)),
        undated=len(days) - dated.total(),
    )


def _delay_order(row: Row) -> tuple[int, int, str]:
    return STATES.index(row.state), row.days if row.days is not None else 10**6, row.province
