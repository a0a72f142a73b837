"""The calendar of tasks: months of days, darker the more is due, with a list of the days below."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from graph.occurrences import Expansion, Occurrence, Span, rhythm_of
from viz.figures.legend import LINE, Entry, draw_legend
from viz.figures.sheet import LABEL, Drawing, Sheet, drawing_style
from viz.figures.type import cut, width_of
from viz.styles import ink_on, palette
from viz.texts import Texts, texts

WIDTH = 10.4
_ACROSS = 4
_DAY = 0.34
_TALL = 0.25
_MONTH_GAP = 0.28
_HEAD = 0.42
_STEPS = ((1, "fewest"), (2, "few"), (5, "many"), (10, "most"))
"""From how many deadlines a day takes which colour."""

LISTED = 30
"""Days in the list below the months; the list says how many more there are."""

_LIST_LINE = 0.17
_SIZE = 6.8

Days = Mapping[date, Sequence[Occurrence]]


def calendar_figure(expansion: Expansion, span: Span, *, lang: str = "vi") -> Drawing:
    """The months of a span with what is due on each day."""
    words = texts(lang)
    days = _days(expansion)
    months = list(_months(span))
    rows = [months[start : start + _ACROSS] for start in range(0, len(months), _ACROSS)]
    heights = [_HEAD + max(_weeks(month) for month in row) * _TALL + 0.14 for row in rows]
    lines = list(_list(days, words))
    legend = LINE + 0.12
    with drawing_style():
        sheet = Sheet(
            WIDTH,
            legend + sum(heights) + (0.3 + len(lines) * _LIST_LINE if lines else 0),
            _title(span, words),
            list(_notes(expansion, days, words)),
        )
        axes = sheet.canvas()
        draw_legend(axes, _legend(words), 0, 0, WIDTH)
        top = legend
        for row, height in zip(rows, heights, strict=True):
            for number, month in enumerate(row):
                _month(axes, month, (number * (7 * _DAY + _MONTH_GAP), top), days, span, words)
            top += height
        _write_list(axes, lines, top + 0.08, words)
        return sheet.drawing()


def _days(expansion: Expansion) -> dict[date, list[Occurrence]]:
    found: dict[date, list[Occurrence]] = defaultdict(list)
    for occurrence in expansion.due:
        found[occurrence.day].append(occurrence)
    return dict(found)


def _months(span: Span) -> Iterator[date]:
    first = span.first.year * 12 + span.first.month - 1
    last = span.last.year * 12 + span.last.month - 1
    yield from (date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1))


def _weeks(month: date) -> int:
    return len(calendar.monthcalendar(month.year, month.month))


def _month(
    axes: Axes, month: date, corner: tuple[float, float], days: Days, span: Span, words: Texts
) -> None:
    left, top = corner
    name = words.date(f"{month.year}-{month.month:02}")
    axes.text(left, top + 0.09, name, size=LABEL, weight="bold", color=palette()["ink"], va="center")
    for place, weekday in enumerate(words.say("calendar_days").split()):
        axes.text(
            left + (place + 0.5) * _DAY, top + 0.3, weekday, size=_SIZE - 1.3, color=palette()["muted"],
            ha="center", va="center",
        )  # fmt: skip
    for week, numbers in enumerate(calendar.monthcalendar(month.year, month.month)):
        for place, number in enumerate(numbers):
            if number:
                day, at = month.replace(day=number), (left + place * _DAY, top + _HEAD + week * _TALL)
                _day(axes, day, at, days.get(day, ()), day in span)


def _day(axes: Axes, day: date, corner: tuple[float, float], due: Sequence[Occurrence], inside: bool) -> None:
    left, top = corner
    fill = _color(len(due)) if due else palette()["ground"] if inside else palette()["paper"]
    printed = all(one.printed for one in due)
    box = Rectangle(
        (left + 0.012, top + 0.012), _DAY - 0.024, _TALL - 0.024, facecolor=fill,
        edgecolor=palette()["ink"] if due and not printed else fill, linewidth=0.8,
        linestyle="-" if printed else (0, (2, 1.5)),
    )  # fmt: skip
    box.set_gid(f"day-{day.isoformat()}")
    axes.add_patch(box)
    color = ink_on(fill) if due else palette()["muted"]
    middle = left + _DAY / 2
    axes.text(
        middle, top + _TALL / 2, str(day.day), size=_SIZE, color=color, ha="center", va="center_baseline",
        weight="bold" if due else "normal",
    )  # fmt: skip
    if any(rhythm_of(one.task) for one in due):
        under = top + _TALL - 0.045
        axes.plot([middle - 0.07, middle + 0.07], [under, under], color=color, linewidth=0.9)


def _color(count: int) -> str:
    name = next(name for least, name in reversed(_STEPS) if count >= least)
    return palette()[name]


def _legend(words: Texts) -> list[Entry]:
    entries = []
    ends = [least - 1 for least, _ in _STEPS[1:]]
    for (least, name), most in zip(_STEPS, (*ends, None), strict=True):
        key = (
            "calendar_step_last"
            if most is None
            else "calendar_step_one"
            if most == least
            else "calendar_step"
        )
        entries.append(Entry(words.say(key, least=least, most=most), palette()[name], palette()[name]))
    return entries


def _title(span: Span, words: Texts) -> str:
    year = span.first.year
    if (span.first, span.last) == (date(year, 1, 1), date(year, 12, 31)):
        return words.say("calendar", year=year)
    first, last = (words.date(day.isoformat()) for day in (span.first, span.last))
    return words.say("calendar_span", first=first, last=last)


def _notes(expansion: Expansion, days: Days, words: Texts) -> Iterator[str]:
    due = expansion.due
    if not due:
        yield words.say("calendar_empty")
    else:
        yield words.say(
            "calendar_count",
            due=len(due),
            tasks=len({one.task.iri for one in due}),
            plans=len({one.task.plan.iri for one in due}),
            recurring=sum(rhythm_of(one.task) is not None for one in due),
        )
        yield words.say("calendar_reading")
    yield words.say("calendar_left", running=len(expansion.running), undated=len(expansion.undated))
    if len(days) > LISTED:
        yield words.say("calendar_more", count=len(days) - LISTED)


def _list(days: Days, words: Texts) -> Iterator[tuple[str, str]]:
    """A line for each of the first days: the day, and the first task due on it."""
    for day in sorted(days)[:LISTED]:
        due = days[day]
        first = due[0].task
        text = f"{first.plan.label}: {' '.join(first.text.split())}"
        often = f"[{words.say('calendar_recurring')}] " if rhythm_of(first) else ""
        more = f" {words.say('calendar_day_more', count=len(due) - 1)}" if len(due) > 1 else ""
        room = WIDTH - 0.85
        shown = cut(often + text, room - width_of(more, _SIZE), _SIZE)
        yield words.date(day.isoformat()), shown + more


def _write_list(axes: Axes, lines: Sequence[tuple[str, str]], top: float, words: Texts) -> None:
    if lines:
        axes.text(
            0, top, words.say("calendar_list"), size=LABEL, weight="bold", color=palette()["ink"], va="center"
        )
    for number, (day, text) in enumerate(lines, 1):
        y = top + 0.05 + number * _LIST_LINE
        axes.text(0, y, day, size=_SIZE, weight="bold", color=palette()["ink"], va="center")
        axes.text(0.85, y, text, size=_SIZE, color=palette()["ink"], va="center")
