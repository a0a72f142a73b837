"""Delays: how many days lay between documents, by stage of one document's coverage or by level of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from graph.chains import Chains
from graph.coverage import ANY, Coverage
from graph.quartiles import Quartiles, quartiles
from graph.structure import Delay
from viz.card import card_of
from viz.figures.covering import day_line, notes_of, source_note, stage_name
from viz.figures.sheet import LABEL, Drawing, Sheet, drawing_style
from viz.figures.type import POINTS, fitted
from viz.styles import palette, relation_style, stage_styles
from viz.texts import Texts, texts

WIDTH = 9.6
LANES = 16
"""Pairs of levels in one figure, those with most documents; the notes say how many are left out."""

_NAME = 1.75
_LONG_NAME = 3.1
_COUNT = 1.35
_ROW = 0.62
_BOX = 0.42
_LEAST = 4
_SPREAD = (0.0, 0.11, -0.11, 0.2, -0.2)
_BEYOND = 1.4


@dataclass(frozen=True, slots=True)
class _Lane:
    """One row of the figure: a spread of days with a dot for each of ``dots`` (days and a name)."""

    code: str
    name: str
    color: str
    spread: Quartiles
    dots: tuple[tuple[int, str], ...] = ()


def delay_figure(found: Coverage, chains: Chains, *, lang: str = "vi") -> Drawing:
    """The days from a document to the first plan of each province, stage by stage, a dot a province."""
    words = texts(lang)
    lanes = [_stage(found, stage, words) for stage in (ANY, *found.stages) if found.delays[stage].count]
    title = words.say("delay", name=card_of(found.document).name(words))
    notes = [words.say("delay_reading" if lanes else "adoption_none"), *notes_of(found, chains, words)]
    return _drawn(lanes, title, notes, day_line(found, words), _NAME, words)


def level_delay_figure(delays: Sequence[Delay], chains: Chains, *, lang: str = "vi") -> Drawing:
    """The days from documents of one level to those of another that refer to them, by relation."""
    words = texts(lang)
    enough = sorted((one for one in delays if one.days.count >= _LEAST), key=lambda one: -one.days.count)
    kept = [one for one in delays if one in enough[:LANES]]
    lanes = [_pair(one, words) for one in kept]
    notes = [words.say("delay_levels_reading"), source_note(chains, words)]
    if len(kept) < len(delays):
        notes.insert(1, words.say("delay_levels_left", count=len(delays) - len(kept), least=_LEAST))
    return _drawn(lanes, words.say("delay_levels"), notes, "", _LONG_NAME, words)


def _stage(found: Coverage, stage: str, words: Texts) -> _Lane:
    days = tuple(days_of(found, stage))
    spread = quartiles([count for count, _ in days])
    return _Lane(stage, stage_name(stage, words), stage_styles()[stage].color, spread, days)


def _pair(delay: Delay, words: Texts) -> _Lane:
    upper, lower = (words.levels.get(level, words.levels["unknown"]) for level in (delay.upper, delay.lower))
    name = words.say("delay_pair", upper=upper, lower=lower, relation=words.relation(delay.relation))
    code = f"{delay.relation}-{delay.upper or 'unknown'}-{delay.lower or 'unknown'}"
    return _Lane(code, name, relation_style(delay.relation).color, delay.days)


def days_of(found: Coverage, stage: str) -> list[tuple[int, str]]:
    """The days that each province took to its first plan of a stage, shortest first, with its slug."""
    if stage == ANY:
        days = [(row.days, row.province) for row in found.rows]
    else:
        place = found.stages.index(stage)
        cells = [(row.cells[place], row.province) for row in found.rows]
        days = [(cell.first.days, slug) for cell, slug in cells if cell.first and cell.state == "plan"]
    return sorted((count, slug) for count, slug in days if count is not None)


def _drawn(
    lanes: Sequence[_Lane], title: str, notes: Sequence[str], subtitle: str, room: float, words: Texts
) -> Drawing:
    height = max(1, len(lanes)) * _ROW
    with drawing_style():
        sheet = Sheet(WIDTH, height + 0.5, title, notes, subtitle=subtitle)
        axes = sheet.plot(room, 0, WIDTH - room - _COUNT, height)
        _dress(axes, lanes, words)
        for place, lane in enumerate(lanes):
            _lane(axes, lane, place, room, words)
        return sheet.drawing()


def _dress(axes: Axes, lanes: Sequence[_Lane], words: Texts) -> None:
    axes.set(ylim=(max(len(lanes), 1) - 0.5, -0.5), xlim=_limits(lanes))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=9))
    axes.set_xlabel(words.say("delay_axis"), size=LABEL, color=palette()["muted"])
    axes.grid(axis="x", color=palette()["line"], linewidth=0.5)
    axes.set_axisbelow(True)


def _limits(lanes: Sequence[_Lane]) -> tuple[float, float]:
    """All dots are inside; where there are only spreads, a lone whisker may run out of the figure."""
    dots = [days for lane in lanes for days, _ in lane.dots]
    spreads = [_BEYOND * (lane.spread.third or 0) for lane in lanes]
    most = max(dots) if dots else max(spreads, default=0)
    return min(0, min(dots, default=0) * 1.05), max(most * 1.05, 10)


def _lane(axes: Axes, lane: _Lane, place: int, room: float, words: Texts) -> None:
    spread = lane.spread
    if spread.count >= _LEAST:
        _box(axes, lane, place)
    for number, (days, name) in enumerate(lane.dots):
        (dot,) = axes.plot(
            [days], [place + _SPREAD[number % len(_SPREAD)]], marker="o", markersize=4, color=lane.color,
            alpha=0.75, markeredgecolor=palette()["paper"], markeredgewidth=0.5, zorder=3,
        )  # fmt: skip
        dot.set_gid(f"delay-{lane.code}-{name}")
    beside: Any = {"textcoords": "offset points", "annotation_clip": False, "va": "center", "size": LABEL}
    axes.annotate(
        "\n".join(fitted(lane.name, room - 0.2, 2, LABEL, "bold")), (0, place),
        xycoords=("axes fraction", "data"), xytext=((0.02 - room) * POINTS, 0), color=palette()["ink"],
        weight="bold" if lane.code == ANY else "normal", ha="left", linespacing=1.2, **beside,
    )  # fmt: skip
    told = words.say("delay_count", count=spread.count)
    if spread.median is not None:
        told += "\n" + words.say("delay_median", days=round(spread.median))
    axes.annotate(
        told, (1, place), xycoords=("axes fraction", "data"), xytext=(8, 0), color=palette()["muted"],
        linespacing=1.2, **beside,
    )  # fmt: skip


def _box(axes: Axes, lane: _Lane, place: int) -> None:
    spread = lane.spread
    marks = np.array([spread.least, spread.first, spread.median, spread.third, spread.most], np.float64)
    least, first, median, third, most = marks.tolist()
    box = Rectangle(
        (first, place - _BOX / 2), third - first, _BOX, facecolor=palette()["ground"], edgecolor=lane.color,
        linewidth=1, zorder=2,
    )  # fmt: skip
    box.set_gid(f"box-{lane.code}")
    axes.add_patch(box)
    sides = [place - _BOX / 2, place + _BOX / 2]
    axes.plot([median, median], sides, color=lane.color, linewidth=2.6, zorder=2.5)
    axes.plot([least, first], [place, place], color=lane.color, linewidth=0.8, zorder=1.5)
    axes.plot([third, most], [place, place], color=lane.color, linewidth=0.8, zorder=1.5)
