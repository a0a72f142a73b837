"""The curve of adoption: how many provinces carried a document out by which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from graph.chains import Chains
from graph.coverage import ANY, Coverage, Curve
from viz.card import card_of
from viz.figures.covering import dashes_of, day_line, notes_of, stage_name
from viz.figures.sheet import LABEL, Drawing, Sheet, drawing_style
from viz.figures.type import width_of
from viz.styles import palette, stage_styles
from viz.texts import Texts, texts

WIDTH = 9.6
_HEIGHT = 3.7
_LEFT = 0.55
_APART = 0.17
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_TICKS = 8
_BROAD = 2.4


def adoption_figure(found: Coverage, chains: Chains, *, lang: str = "vi") -> Drawing:
    """The curves of all stages that some province has reached, with the median of each."""
    words = texts(lang)
    curves = [curve for curve in found.curves if curve.points]
    name = card_of(found.document).name(words)
    with drawing_style():
        notes = [*_notes(found, curves, words), *notes_of(found, chains, words)]
        sheet = Sheet(
            WIDTH, _HEIGHT, words.say("adoption", name=name), notes, subtitle=day_line(found, words)
        )
        names = [_label(curve, words) for curve in curves]
        right = max((width_of(text, LABEL, "bold") for text in names), default=0) + 0.2
        axes = sheet.plot(_LEFT, 0.1, WIDTH - _LEFT - right, _HEIGHT - 0.4)
        _dress(axes, found, curves, words)
        for curve in sorted(curves, key=lambda curve: curve.stage != ANY):
            _step(axes, curve)
        _name_all(axes, curves, names)
        return sheet.drawing()


def _dress(axes: Axes, found: Coverage, curves: list[Curve], words: Texts) -> None:
    most = max((curve.points[-1][1] for curve in curves), default=1)
    start, end = _days(found, curves)
    axes.set_ylim(0, most * 1.12 + 0.3)
    axes.set_xlim(start - max(5, (end - start) // 60), end)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    ticks = _months(start, end)
    axes.set_xticks(
        [day.toordinal() for day in ticks], [words.date(f"{day.year}-{day.month:02}") for day in ticks]
    )
    axes.set_ylabel(words.say("adoption_axis"), size=LABEL, color=palette()["muted"])
    axes.grid(axis="y", color=palette()["line"], linewidth=0.5)
    axes.set_axisbelow(True)
    if found.document.date and len(found.document.date) == 10:
        axes.axvline(start, color=palette()["muted"], linewidth=0.9, linestyle=(0, (2, 2)))
        issued = words.say("adoption_start", day=words.date(found.document.date))
        axes.text(start, most * 1.12 + 0.3, f" {issued}", size=LABEL - 1, color=palette()["muted"], va="top")


def _days(found: Coverage, curves: list[Curve]) -> tuple[int, int]:
    """The span of the figure in ordinal days: from the issue, else the first point, to after the last."""
    days = [day.toordinal() for curve in curves for day, _ in curve.points]
    issued = found.document.date or ""
    today = found.on.toordinal()
    start = date.fromisoformat(issued).toordinal() if len(issued) == 10 else min(days, default=today)
    last = min(today, max(days, default=today) + 45)
    return start, max(last, start + 60)


def _months(start: int, end: int) -> list[date]:
    """The first days of months in a span: each, or each so many months that a handful remain."""
    first, last = date.fromordinal(start), date.fromordinal(end)
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    step = next((step for step in _STEPS if len(months) <= _TICKS * step), _STEPS[-1])
    return [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]


def _step(axes: Axes, curve: Curve) -> None:
    style = stage_styles()[curve.stage]
    start, end = axes.get_xlim()
    days = [start, *(day.toordinal() for day, _ in curve.points), end]
    counts = [0, *(count for _, count in curve.points), curve.points[-1][1]]
    (line,) = axes.step(
        days,
        counts,
        where="post",
        color=style.color,
        linewidth=_BROAD * style.width if curve.stage == ANY else style.width,
        linestyle=dashes_of(style.dashes),
        alpha=0.3 if curve.stage == ANY else 1,
    )
    line.set_gid(f"curve-{curve.stage}")
    half = (curve.points[-1][1] + 1) // 2
    day, count = next(point for point in curve.points if point[1] >= half)
    axes.plot(
        [day.toordinal()], [count], marker="D", markersize=5.5, color=style.color,
        markeredgecolor=palette()["paper"], zorder=4, clip_on=False,
    )  # fmt: skip


def _name_all(axes: Axes, curves: list[Curve], names: list[str]) -> None:
    """The name of each curve at its end, moved down or up where two would meet."""
    low, high = axes.get_ylim()
    unit = (high - low) / (axes.get_position().height * axes.figure.get_figure(root=True).get_figheight())
    order = sorted(range(len(curves)), key=lambda place: (curves[place].points[-1][1], -place))
    at: dict[int, float] = {}
    least = low - unit
    for place in order:
        least = at[place] = max(curves[place].points[-1][1], least + _APART * unit)
    for place in order:
        style = stage_styles()[curves[place].stage]
        axes.annotate(
            names[place], (1, at[place]), xycoords=("axes fraction", "data"), xytext=(6, 0),
            textcoords="offset points", size=LABEL, weight="bold" if curves[place].stage == ANY else "normal",
            color=style.color, va="center", annotation_clip=False,
        )  # fmt: skip


def _label(curve: Curve, words: Texts) -> str:
    return words.say("adoption_label", stage=stage_name(curve.stage, words), count=curve.points[-1][1])


def _notes(found: Coverage, curves: list[Curve], words: Texts) -> Iterator[str]:
    if not curves:
        yield words.say("adoption_none")
        return
    medians = [
        words.say("adoption_median_one", stage=stage_name(curve.stage, words), days=round(median))
        for curve in curves
        if (median := found.delays[curve.stage].median) is not None
    ]
    if medians:
        yield words.say("adoption_median", medians="; ".join(medians))
    undated = next(curve.undated for curve in found.curves if curve.stage == ANY)
    if undated:
        yield words.say("adoption_undated", count=undated)
