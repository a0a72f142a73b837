"""What the figures of coverage share: the looks and words of cells, the legend, the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph.chains import Chains
from graph.coverage import ANY, Cell, Coverage
from ontology.carrying import stages
from viz.card import card_of
from viz.figures.legend import Entry
from viz.styles import palette, state_styles
from viz.texts import Texts


def look(state: str) -> dict[str, Any]:
    """The fill of a state, as patches of matplotlib take it."""
    style = state_styles()[state]
    return {
        "facecolor": style.fill,
        "hatch": style.hatch or None,
        "edgecolor": palette()["hatch" if style.hatch else "line"],
        "linewidth": 0.6,
    }


def dashes_of(dashes: Sequence[float]) -> Any:
    """A pattern of dashes as matplotlib takes it; none is a full line."""
    return (0, tuple(dashes)) if dashes else "-"


def legend_of(states: Iterable[str], words: Texts) -> list[Entry]:
    """The states that occur, best first."""
    present = set(states)
    edge = palette()["muted"]
    return [
        Entry(words.states[code], style.fill, edge, hatch=style.hatch, width=0.7)
        for code, style in state_styles().items()
        if code in present
    ]


def stage_name(code: str, words: Texts) -> str:
    """A stage in words, and what counts the first of any."""
    if code == ANY:
        return words.say("any_stage")
    stage = next(stage for stage in stages() if stage.code == code)
    return stage.name_vi if words.lang == "vi" else stage.name_en


def stage_names(found: Coverage, words: Texts) -> list[str]:
    """The stages of the matrix in words."""
    return [stage_name(code, words) for code in found.stages]


def cell_words(cell: Cell, words: Texts) -> str:
    """What a cell says: a day, the days it took and how many more there are; or how many are others."""
    if cell.first is None:
        return str(cell.others) if cell.state == "other" else "–"
    return " ".join(_carried(cell, words))


def _carried(cell: Cell, words: Texts) -> Iterator[str]:
    assert cell.first is not None
    yield words.date(cell.first.node.date)
    if cell.first.days is not None and cell.first.days >= 0:
        yield f"· {cell.first.days}"
    if cell.areas_of > 1 and cell.areas:
        yield f"· {cell.areas}/{cell.areas_of}"
    elif len(cell.positions) > 1:
        yield f"· +{len(cell.positions) - 1}"


def title_of(found: Coverage, words: Texts) -> str:
    """The heading of the figures of coverage."""
    return words.say("coverage", name=card_of(found.document).name(words))


def day_line(found: Coverage, words: Texts) -> str:
    """How many provinces there are, and on which day it is told."""
    return words.say("coverage_on", count=len(found.rows), day=words.date(found.on.isoformat()))


def notes_of(found: Coverage, chains: Chains, words: Texts) -> list[str]:
    """What the figures count and leave out."""
    notes = [source_note(chains, words)]
    without = sum(row.state != "plan" for row in found.rows)
    if without:
        notes.append(words.say("coverage_missing", count=without))
    if found.elsewhere:
        notes.append(words.say("coverage_elsewhere", count=found.elsewhere))
    return notes


def source_note(chains: Chains, words: Texts) -> str:
    """How many documents a figure was made from."""
    held = sum(node.held for node in chains.nodes)
    listed = sum(node.listed for node in chains.nodes)
    return words.say("figure_sources", documents=len(chains), held=held, listed=listed)
