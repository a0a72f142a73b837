"""Documents that are no longer in force: what says so, since when, and which others still rest on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graph.chains import KINDS, RELATIONS, Chains, Node
from graph.iri import code
from graph.store import Store
from ontology.terms import CANCU, ELI

__all__ = ["Effect", "Ending", "LeftBehind", "endings", "left_behind", "read_effects"]

Cause = Literal["repeals", "replaces", "register"]

ENDED = frozenset({"het-hieu-luc-toan-bo"})
"""Codes of the scheme of effect that say a document is wholly out of force."""

ENDING: tuple[Cause, ...] = ("repeals", "replaces")
"""Relations by which a later document ends an earlier one."""

_VALUES = "SELECT ?document ?value { ?document <%s> ?value } ORDER BY ?document ?value"


@dataclass(frozen=True, slots=True)
class Effect:
    """What registers say of a document's effect: the code of its status, and its last day where known."""

    status: str | None = None
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a document is no longer in force.

    ``by`` is the document that repeals or replaces it; a register's word alone has none.
    ``day`` is the day from which it has no effect where a register gives it, else the date
    of ``by``, as precise as known.
    """

    cause: Cause
    by: Node | None
    day: str | None


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A document still in force that rests directly on one that is not.

    ``relation`` is the strongest one it has to ``ended``. ``later`` tells whether it was
    issued after the end, ``None`` where the dates do not say.
    """

    document: Node
    relation: str
    ended: Node
    endings: tuple[Ending, ...]
    later: bool | None


def read_effects(store: Store) -> dict[str, Effect]:
    """What the registers of a store say of the effect of documents, by IRI."""
    statuses = _values(store, CANCU.effectStatus.value)
    ended = _values(store, ELI.date_no_longer_in_force.value)
    return {
        document: Effect(code(statuses.get(document)), ended.get(document))
        for document in (*statuses, *ended)
    }


def _values(store: Store, term: str) -> dict[str, str]:
    pairs = store.texts(_VALUES % term)
    return {row[0]: row[1] for row in pairs}


def endings(
    chains: Chains, effects: Mapping[str, Effect], position: int | None = None
) -> dict[int, tuple[Ending, ...]]:
    """Why documents are no longer in force, by position: all such, or only one.

    A document that a later one amends, or of which a register says that a part has ended, is in force.
    """
    codes = [KINDS.index(cause) for cause in ENDING]
    chosen = np.isin(chains.kind, codes)
    if position is not None:
        chosen &= chains.upper == position
    found: dict[int, list[Ending]] = {}
    for edge in np.flatnonzero(chosen).tolist():
        old, new = int(chains.upper[edge]), chains.nodes[chains.lower[edge]]
        ended = effects.get(chains.nodes[old].iri, Effect()).ended
        cause = ENDING[codes.index(int(chains.kind[edge]))]
        found.setdefault(old, []).append(Ending(cause, new, ended or new.date))
    asked = effects if position is None else [chains.nodes[position].iri]
    for document in asked:
        effect = effects.get(document, Effect())
        if effect.status in ENDED and document in chains:
            found.setdefault(chains.place[document], [Ending("register", None, effect.ended)])
    return {old: tuple(listed) for old, listed in sorted(found.items())}


def left_behind(
    chains: Chains,
    effects: Mapping[str, Effect],
    relations: Sequence[str] = RELATIONS,
    position: int | None = None,
) -> tuple[LeftBehind, ...]:
    """The documents in force that rest directly on one that is not: on any, or on that at a position.

    In the order of the ended documents, then of those that rest on them. The documents that
    ended another are not counted among those that rest on it.
    """
    gone = endings(chains, effects)
    asked = gone if position is None else {one: gone[one] for one in (position,) if one in gone}
    return tuple(
        LeftBehind(chains.nodes[lower], relation, chains.nodes[old], listed, _later(chains, lower, listed))
        for old, listed in asked.items()
        for lower, relation in chains.neighbours(old, "down", relations)
        if lower not in gone and chains.nodes[lower] not in [ending.by for ending in listed]
    )


def _later(chains: Chains, lower: int, listed: Sequence[Ending]) -> bool | None:
    """Whether a document was issued after the first of some endings."""
    days = sorted(ending.day for ending in listed if ending.day)
    date = chains.nodes[lower].date
    if not days or not date:
        return None
    shared = min(len(date), len(days[0]))
    if date[:shared] == days[0][:shared] and len(date) != len(days[0]):
        return None
    return date > days[0]
