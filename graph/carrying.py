"""What each document has to do with one that is to be carried out: how it is known to carry it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from graph.chains import Chains, Flags, Reach
from graph.inferred import LEAST_LIKENESS_CITED, core_of, named_like, probable
from ontology.carrying import carrying_types

__all__ = ["CARRYING", "PLAN", "STATES", "Known", "State", "issued_by", "roles_of"]

State = Literal["plan", "letter", "rests", "inferred", "other", "none"]
"""What a cell holds, best first: a plan that carries the document out; only letters that direct
the work; documents that rest on it without saying that they carry it out; documents inferred;
documents that do something else; none."""

CARRYING = ("implements", "guides")
"""Relations by which a chain carries out, step by step."""

STATES: tuple[State, ...] = get_args(State)

PLAN, LETTER = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of each document by some day.

    ``state`` is by position the index in ``STATES``, -1 for the directive itself and for one
    that has nothing to do with it. ``named`` marks those that rest on the directive in their text
    and bear its programme's name, which together count as carrying out; ``reason`` is the
    index in ``graph.inferred.REASONS`` of those that no sentence links, -1 for the others.
    """

    state: npt.NDArray[np.int8]
    named: Flags
    reason: npt.NDArray[np.int8]

    @classmethod
    def of(
        cls,
        chains: Chains,
        start: int,
        on: date,
        relations: Sequence[str],
        approved: Mapping[str, Iterable[str]] | None,
    ) -> Known:
        """Work it out for the directive at the position ``start``; parameters as for ``graph.coverage``."""
        carrying = tuple(relation for relation in relations if relation in CARRYING)
        resting = chains.reach(start, "down", relations)
        text = chains.reach(start, "down", carrying) if carrying else None
        types = chains.derived(roles_of)
        in_time = issued_by(chains, on)
        state = np.full(len(chains), -1, np.int8)
        state[resting.order] = STATES.index("rests")
        named = _named(chains, start, resting, text)
        carries = named.copy()
        if text is not None:
            carries[text.order] = True
        state[carries & (types == LETTER)] = STATES.index("letter")
        state[carries & (types == PLAN)] = STATES.index("plan")
        beside = probable(chains, start, resting.depth_of >= 0, approved)
        reason = np.full(len(chains), -1, np.int8)
        reason[beside.positions] = beside.reason
        state[beside.positions] = STATES.index("inferred")
        state[(types < 0) | ~in_time] = -1
        state[start] = -1
        return cls(state, named, reason)


def roles_of(chains: Chains) -> npt.NDArray[np.int8]:
    """Whether the type of each document is one of plans, or of letters that direct; -1 for the rest."""
    plans, letters = carrying_types("plan"), carrying_types("steering")
    roles = {
        kind: PLAN if kind in plans else LETTER if kind in letters else -1
        for kind in {node.type for node in chains.nodes}
    }
    return np.array([roles[node.type] for node in chains.nodes], np.int8)


def issued_by(chains: Chains, on: date) -> Flags:
    """Which documents may have been issued by a day; one without a date may."""
    return chains.span[0] <= on.toordinal()


def _named(chains: Chains, start: int, resting: Reach, text: Reach | None) -> Flags:
    """Those that only rest on the directive by their text, and bear its programme's name in their title."""
    allowed = resting.depth_of >= 0
    if text is not None:
        allowed &= text.depth_of < 0
    named = np.zeros(len(chains), np.bool_)
    name = core_of(chains.nodes[start].title)
    named[named_like(chains, start, name, allowed, LEAST_LIKENESS_CITED)[0]] = True
    return named
