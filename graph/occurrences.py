"""Deadlines over a range of dates: the days on which something is due, recurring deadlines expanded.

A recurring deadline has a rhythm: some months of the year and a day of each, or every
so many weeks. Where no day is printed ("hằng quý") the last day of each period is
given and marked as not printed. What is to be done all the time, or every day, is
kept apart: it has no day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from dateutil.rrule import MONTHLY, SU, WEEKLY, YEARLY, rrule

from extract.text import fold
from graph.agenda import Task
from ontology.vocabulary import phrase

LONGEST_YEARS = 50
"""The longest range that is expanded."""

_EVERY = re.compile(r"P(?P<count>\d+)(?P<unit>[YMW])")
_YEARLY = re.compile(r"--(?P<month>\d{2})-(?P<day>\d{2})")
_MONTHLY = re.compile(r"---(?P<day>\d{2})")
_LAST = -1
_MONTHS = 12
_COMMON_YEAR = 2001


class RangeError(ValueError):
    """A range of dates that cannot be used.

    ``kind`` is ``one-date`` (only one end is given: ``missing`` is ``from`` or ``to``),
    ``backwards`` (it ends before it begins) or ``long`` (over ``LONGEST_YEARS``).
    """

    def __init__(self, kind: Literal["one-date", "backwards", "long"], missing: str = "") -> None:
        self.kind = kind
        self.missing = missing
        super().__init__(f"{kind} {missing}".strip())


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a recurring deadline falls: a day of each of some months, or every so many weeks.

    ``day`` is the day of the month, cut to the month's length; -1 is its last.
    ``printed`` is false where the document names no day of the period.
    """

    months: tuple[int, ...] = ()
    day: int = _LAST
    weeks: int = 0
    printed: bool = True

    def rule(self, span: Span) -> rrule:
        """The days of the rhythm in a span, as a rule that ``dateutil`` follows."""
        begin, until = (datetime.combine(day, time()) for day in (span.first, span.last))
        if self.weeks:
            return rrule(WEEKLY, begin, interval=self.weeks, byweekday=SU, until=until)
        often = YEARLY if self.often == "YEARLY" else MONTHLY
        at = -1 if self._is_cut else None
        return rrule(often, begin, bymonth=self.months, bymonthday=self._days, bysetpos=at, until=until)

    def recurrence(self, until: date | None = None) -> dict[str, Any]:
        """The same rule in the words of RFC 5545, without an end unless one is given."""
        found: dict[str, Any] = {"FREQ": self.often}
        if self.weeks:
            found |= {"INTERVAL": self.weeks, "BYDAY": "SU"}
        else:
            found |= {"BYMONTH": list(self.months), "BYMONTHDAY": list(self._days)}
            found |= {"BYSETPOS": -1} if self._is_cut else {}
        return found | ({"UNTIL": until} if until else {})

    @property
    def often(self) -> Literal["WEEKLY", "MONTHLY", "YEARLY"]:
        """The frequency of the rule; a day cut to the month's length is looked for month by month."""
        if self.weeks:
            return "WEEKLY"
        return "YEARLY" if len(self.months) < _MONTHS and not self._is_cut else "MONTHLY"

    @property
    def _days(self) -> tuple[int, ...]:
        """Of a day that a month lacks, the days from the 28th: the last that the month has counts."""
        return tuple(range(28, self.day + 1)) if self._is_cut else (self.day,)

    @property
    def _is_cut(self) -> bool:
        return any(self.day > calendar.monthrange(_COMMON_YEAR, month)[1] for month in self.months)

    def days(self, span: Span) -> Iterator[date]:
        """Its days in a span."""
        yield from (moment.date() for moment in self.rule(span))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day by which a task is due; ``begins`` where it may not be done before another.

    ``printed`` is false where the document names a rhythm but no day of it, and the
    last day of the period stands for it.
    """

    task: Task
    day: date
    begins: date | None = None
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Expansion:
    """Tasks over a range: those due in it by day, those that run through it, those without a date.

    ``running`` are continuous and daily tasks and intervals that do not end in the
    range; ``undated`` have no deadline or one that is no day ("trong 05 ngày kể từ …").
    Tasks due outside the range are in none of them.
    """

    due: tuple[Occurrence, ...]
    running: tuple[Task, ...]
    undated: tuple[Task, ...]


def span_of(first: date | None, last: date | None) -> Span | None:
    """The range that two ends give; ``None`` where neither is given; ``RangeError`` for a bad one."""
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise RangeError("one-date", "from" if first is None else "to")
    if last < first:
        raise RangeError("backwards")
    if last.year - first.year > LONGEST_YEARS:
        raise RangeError("long")
    return Span(first, last)


def rhythm_of(task: Task) -> Rhythm | None:
    """The rhythm of a recurring task; ``None`` for any other, and where its days cannot be told.

    Half-yearly and quarterly deadlines with a printed day ("trước ngày 15/6") fall on
    that day and every so many months from it.
    """
    due = task.due
    every = _EVERY.fullmatch(due.frequency or "") if due and due.kind == "recurring" else None
    if due is None or every is None:
        return None
    count = int(every["count"])
    if every["unit"] == "W":
        return Rhythm(weeks=count, printed=False) if count else None
    step = count * (_MONTHS if every["unit"] == "Y" else 1)
    if not step or _MONTHS % step:  # Every five months: from when is not said.
        return None
    ends = tuple(range(step, _MONTHS + 1, step))
    if yearly := _YEARLY.fullmatch(due.latest or ""):
        first = int(yearly["month"])
        months = sorted((first - 1 + turn * step) % _MONTHS + 1 for turn in range(_MONTHS // step))
        return Rhythm(tuple(months), int(yearly["day"]))
    monthly = _MONTHLY.fullmatch(due.latest or "")
    if monthly and (step == 1 or phrase("last month").search(fold(task.deadline or ""))):
        return Rhythm(ends, int(monthly["day"]))
    return Rhythm(ends, printed=False)


def expand(tasks: Iterable[Task], span: Span) -> Expansion:
    """The tasks over a range; nothing is due before the first day that its document may be of."""
    due: list[Occurrence] = []
    running: list[Task] = []
    undated: list[Task] = []
    for task in tasks:
        if task.due is None or task.due.kind == "other":
            undated.append(task)
        elif _is_running(task, span):
            running.append(task)
        else:
            due += _occurrences(task, span)
    due.sort(key=lambda one: (one.day, one.task.plan.label, one.task.passage.start, one.task.iri))
    return Expansion(tuple(due), tuple(running), tuple(undated))


def _is_running(task: Task, span: Span) -> bool:
    """Whether it is to be done through the whole range, or goes on after it."""
    due, issued = task.due, task.plan.begins
    assert due is not None
    if due.kind == "interval":
        begins, ends = _day(due.start) or issued or span.first, _day(due.end)
        return begins <= span.last and (ends is None or ends > span.last)
    everyday = due.kind == "recurring" and rhythm_of(task) is None
    return (due.kind == "continuous" or everyday) and (issued is None or issued <= span.last)


def _occurrences(task: Task, span: Span) -> Iterator[Occurrence]:
    due, issued = task.due, task.plan.begins
    assert due is not None
    if rhythm := rhythm_of(task):
        since = max(span.first, issued or span.first)
        if since <= span.last:
            yield from (
                Occurrence(task, day, None, rhythm.printed) for day in rhythm.days(Span(since, span.last))
            )
    elif (day := _day(due.end)) and day in span and (issued is None or issued <= day):
        yield Occurrence(task, day, _day(due.start))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
