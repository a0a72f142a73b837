"""Deadlines as an iCalendar file (RFC 5545): a whole-day event for each task that falls on a day.

A recurring task is one event with a rule. The identifier of an event is made of the
task's IRI, so that a calendar that takes the file again changes its events and does
not double them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from graph.agenda import Task
from graph.iri import ID
from graph.occurrences import Occurrence, Span, expand, rhythm_of
from graph.task_table import names, today_line
from graph.wanted import Chosen
from graph.wording import Language, shown_day, word

_SUMMARY = 90
"""Characters of a task in the title of its event."""

_FAR = timedelta(days=800)
"""Within so many days every rhythm comes round."""


def events_of(chosen: Chosen) -> tuple[Occurrence, ...]:
    """The first day of each task that falls on a day: what the calendar has events for."""
    return tuple(_firsts(chosen))


def calendar_bytes(chosen: Chosen, language: Language, made: datetime) -> bytes:
    """The calendar of the tasks chosen; ``made`` (in UTC) is when, for the stamp of each event.

    With a range, rules end with it; without one they have no end and dates of the past
    are kept. Tasks without a day are left out.
    """
    book = Calendar()
    book.add("prodid", "-//Can Cu//cancu//VI")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", word(language, "calendar.name"))
    for first in events_of(chosen):
        book.add_component(_event(first, chosen, language, made))
    return bytes(book.to_ical())


def _firsts(chosen: Chosen) -> Iterator[Occurrence]:
    if chosen.expansion:
        seen: set[str] = set()
        for one in chosen.expansion.due:
            if one.task.iri not in seen:
                seen.add(one.task.iri)
                yield one
        return
    for task in chosen.tasks:
        if first := _first(task, chosen.wanted.on):
            yield first


def _first(task: Task, on: date) -> Occurrence | None:
    due = task.due
    if due and due.end:
        last = date.fromisoformat(due.end)
        begins = date.fromisoformat(due.start) if due.start else None
        return Occurrence(task, last, begins)
    begins = task.plan.begins or on
    return next(iter(expand([task], Span(begins, begins + _FAR)).due), None)


def _event(first: Occurrence, chosen: Chosen, language: Language, made: datetime) -> Event:
    task = first.task
    event = Event()
    event.add("uid", f"{task.iri.removeprefix(ID)}@w3id.org")
    event.add("dtstamp", made)
    event.add("dtstart", first.day)
    event.add("dtend", first.day + timedelta(days=1))
    if rhythm := rhythm_of(task):
        event.add("rrule", rhythm.recurrence(chosen.wanted.span.last if chosen.wanted.span else None))
    event.add("summary", _summary(task, language))
    event.add("description", "\n".join(_description(first, chosen.wanted.on, language)))
    event.add("url", task.iri)
    event.add("transp", "TRANSPARENT")
    return event


def _summary(task: Task, language: Language) -> str:
    leads = names(task.by_role("chu-tri"))
    text = task.text if len(task.text) <= _SUMMARY else f"{task.text[:_SUMMARY].rsplit(' ', 1)[0]} …"
    key = "calendar.summary" if leads else "calendar.summary-alone"
    return word(language, key, leads=leads, text=text)


def _description(first: Occurrence, on: date, language: Language) -> Iterator[str]:
    task, place = first.task, first.task.passage
    yield task.text
    labelled = (
        ("leads", names(task.by_role("chu-tri"))),
        ("partners", names(task.by_role("phoi-hop"))),
        ("today", today_line(task, on, language).replace("\n", "; ")),
        ("deadline", task.deadline),
        ("plan", task.plan.label),
    )
    yield from (f"{word(language, f'column.{key}')}: {value}" for key, value in labelled if value)
    if first.begins:
        days = (shown_day(language, str(day)) for day in (first.begins, first.day))
        yield word(language, "calendar.interval", **dict(zip(("first", "last"), days, strict=True)))
    if not first.printed:
        yield word(language, "calendar.no-day")
    yield word(language, "calendar.source", file=place.file, start=place.start, end=place.end)
