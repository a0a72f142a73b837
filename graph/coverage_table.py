"""Coverage as tables and as JSON, every document with the sentences that link it to the directive."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.chains import RELATIONS, Chains
from graph.coverage import ANY, Carrier, Cell, Coverage, Row, carriers, ways_of
from graph.inferred import Inferred, inferred
from graph.paths import Link, prove
from graph.plain import link_json, node_json
from graph.proofs import Proofs
from graph.tables import Table, dated
from graph.wording import Language, word
from ontology.carrying import stages

__all__ = ["Told", "coverage_json", "coverage_tables", "stage_name", "tell"]


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A document of a cell with its way to the directive, or with what an inferred one shares with it."""

    carrier: Carrier
    way: tuple[Link, ...]
    inferred: Inferred | None


def tell(
    chains: Chains,
    found: Coverage,
    cells: Sequence[Cell],
    proofs: Proofs,
    approved: Mapping[str, Iterable[str]] | None = None,
    relations: Sequence[str] = RELATIONS,
) -> list[tuple[Told, ...]]:
    """All documents of some cells, best first, each with its sentences; parameters as for ``coverage``."""
    listed = carriers(chains, found, cells, relations, approved)
    probable = {one.document.iri: one for one in inferred(chains, found.document.iri, relations, approved)}
    every = [one for some in listed for one in some]
    ways = iter(prove(ways_of(chains, found, every, relations), proofs))
    return [tuple(Told(one, next(ways), probable.get(one.node.iri)) for one in some) for some in listed]


def stage_name(language: Language, stage: str) -> str:
    """A stage in words; ``any`` is that of all together."""
    if stage == ANY:
        return word(language, "value.any-stage")
    found = next(one for one in stages() if one.code == stage)
    return found.name_vi if language == "vi" else found.name_en


def coverage_json(
    chains: Chains,
    found: Coverage,
    proofs: Proofs,
    approved: Mapping[str, Iterable[str]] | None = None,
) -> dict[str, Any]:
    """The whole coverage; dates are ISO, days whole numbers."""
    cells = [cell for row in found.rows for cell in row.cells]
    told = dict(zip(map(_key, cells), tell(chains, found, cells, proofs, approved), strict=True))
    return {
        "document": node_json(found.document),
        "on": found.on.isoformat(),
        "stages": list(found.stages),
        "rows": [_row_json(row, told) for row in found.by_delay()],
        "curves": [
            {
                "stage": curve.stage,
                "points": [{"day": day.isoformat(), "provinces": count} for day, count in curve.points],
                "undated": curve.undated,
            }
            for curve in found.curves
        ],
        "delays": {stage: dataclasses.asdict(days) for stage, days in found.delays.items()},
        "elsewhere": found.elsewhere,
    }


def _key(cell: Cell) -> tuple[str, str]:
    return cell.province, cell.stage


def _row_json(row: Row, told: Mapping[tuple[str, str], tuple[Told, ...]]) -> dict[str, Any]:
    return {
        "province": row.province,
        "name": row.name,
        "former": list(row.former),
        "days": row.days,
        "cells": [_cell_json(cell, told[_key(cell)]) for cell in row.cells],
    }


def _cell_json(cell: Cell, told: Iterable[Told]) -> dict[str, Any]:
    return {
        "stage": cell.stage,
        "state": cell.state,
        "documents": [_told_json(one) for one in told],
        "others": cell.others,
        "examples": [node_json(node) for node in cell.examples],
        "areas": cell.areas,
        "areas_of": cell.areas_of,
    }


def _told_json(told: Told) -> dict[str, Any]:
    carrier = told.carrier
    return {
        "document": node_json(carrier.node),
        "state": carrier.state,
        "named": carrier.named,
        "days": carrier.days,
        "former": carrier.former,
        "way": [link_json(link) for link in told.way],
        "inferred": _inferred_json(told.inferred) if told.inferred else None,
    }


def _inferred_json(found: Inferred) -> dict[str, Any]:
    return {
        "reason": found.reason,
        "name": found.name,
        "likeness": round(found.likeness, 1),
        "title": found.document.title,
        "of_title": found.of.title,
    }


def coverage_tables(
    chains: Chains,
    found: Coverage,
    proofs: Proofs,
    language: Language,
    approved: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Table, ...]:
    """A line for each province, stage and document (or gap); the adoption over time; the delays by stage."""
    columns = (
        "province",
        "stage",
        "state",
        "document",
        "date",
        "issuer",
        "days",
        "former",
        "others",
        "areas",
        "areas_of",
        "evidence",
        "iri",
    )
    curves = [
        (stage_name(language, curve.stage), day, count)
        for curve in found.curves
        for day, count in curve.points
    ]
    delays = [
        (stage_name(language, stage), days.count, days.least, days.first, days.median, days.third, days.most)
        for stage, days in found.delays.items()
    ]
    return (
        Table("coverage", columns, list(_lines(chains, found, proofs, language, approved))),
        Table("adoption", ("stage", "date", "provinces"), curves),
        Table("delays", ("stage", "count", "least", "quartile", "median", "third", "most"), delays),
    )


def _lines(
    chains: Chains,
    found: Coverage,
    proofs: Proofs,
    language: Language,
    approved: Mapping[str, Iterable[str]] | None,
) -> Iterator[tuple[Any, ...]]:
    cells = [(row, cell) for row in found.by_delay() for cell in row.cells]
    told = tell(chains, found, [cell for _, cell in cells], proofs, approved)
    for (row, cell), some in zip(cells, told, strict=True):
        place = (row.name, stage_name(language, cell.stage))
        counts = (cell.others, cell.areas, cell.areas_of)
        if not some:
            yield (*place, _state(language, cell.state), None, None, None, None, None, *counts, None, None)
        for one in some:
            node = one.carrier.node
            yield (
                *place,
                _state(language, one.carrier.state),
                node.label,
                dated(node.date),
                node.issuer,
                one.carrier.days,
                one.carrier.former,
                *counts,
                _shown(one),
                node.iri,
            )


def _state(language: Language, state: str) -> str:
    return word(language, f"state.{state}")


def _shown(told: Told) -> str | None:
    """The first sentence of each link, or the title of an inferred document."""
    if told.inferred:
        return told.inferred.document.title
    return " ← ".join(link.evidence[0].sentence for link in told.way if link.evidence) or None
