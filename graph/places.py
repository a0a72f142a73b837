"""Whose document each is: the province, the stage and the area of the body that issued it, as arrays.

A stage is a step by which a province carries something out (Party committee,
government, department, district, commune); the register of stages tells it by the body.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from graph.chains import Chains
from ontology import registers
from ontology.areas import areas, province_on
from ontology.bodies import Body, body
from ontology.carrying import stages

STAGES = tuple(stage.code for stage in stages())
"""The stages, by the code that is its index in ``Places.stage``."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Arrays by position, each -1 where nothing is known or the body is central.

    ``province`` and ``area`` are indices into ``slugs``: the province as it was called
    when the document was issued ("hai-phong", since July 2025 "hai-phong-2025"), and the
    body's own area, which is the province itself for a provincial body.
    """

    slugs: tuple[str, ...]
    stage: npt.NDArray[np.int8]
    province: npt.NDArray[np.int32]
    area: npt.NDArray[np.int32]


def read_places(chains: Chains) -> Places:
    """The places of all documents; ask for them by ``chains.derived(read_places)``."""
    slugs = tuple(areas())
    index = {slug: place for place, slug in enumerate(slugs)}
    known = {code: _place(code, index) for code in {node.body for node in chains.nodes}}
    table = np.array([known[node.body] for node in chains.nodes], np.int32).reshape(-1, 3)
    return Places(slugs, table[:, 0].astype(np.int8), table[:, 1].copy(), table[:, 2].copy())


def stage_of(found: Body) -> int:
    """The index of the stage that a body's documents belong to; -1 for a body of none."""
    fitting = (place for place, stage in enumerate(stages()) if stage.fits(found.issuer))
    return next(fitting, -1)


def provinces_on(day: date) -> tuple[str, ...]:
    """The slugs of the provinces of a day in the order of their codes: 63, or 34 since July 2025."""
    found = dict.fromkeys(province_on(one.slug, day) for one in registers.provinces())
    return tuple(sorted(found, key=lambda slug: areas()[slug].code))


def _place(code: str | None, index: dict[str, int]) -> tuple[int, int, int]:
    found = body(code) if code else None
    if found is None or found.area is None:
        return -1, -1, -1
    return stage_of(found), index[found.area.province], index[found.area.slug]
