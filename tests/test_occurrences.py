"""Recurring deadlines over a range of dates: the rhythms read, and each day against a plain count."""

import calendar
from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from extract.record import Due
from graph.agenda import Assignment, Task
from graph.diary import calendar_bytes
from graph.occurrences import RangeError, Rhythm, Span, expand, rhythm_of, span_of
from graph.wanted import Chosen, Wanted
from tests.task_graphs import assigned, days, dues

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def recurring(frequency: str, latest: str | None = None, deadline: str = "") -> Task:
    return assigned(due=Due("recurring", frequency=frequency, latest=latest), deadline=deadline)


def due_days(task: Task, span: Span = YEAR) -> list[str]:
    return [str(one.day) for one in expand([task], span).due]


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (recurring("P1Y", "--12-14"), ["2026-12-14"]),
        (recurring("P1Y"), ["2026-12-31"]),
        (recurring("P6M"), ["2026-06-30", "2026-12-31"]),
        (recurring("P6M", "--06-14"), ["2026-06-14", "2026-12-14"]),
        (recurring("P3M", "---19", "trước ngày 20 của tháng cuối quý"), ["2026-03-19", "2026-06-19", "2026-09-19", "2026-12-19"]),
        (recurring("P3M", "---19", "trước ngày 20"), ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        (recurring("P1M", "---31"), [f"2026-{month:02d}-{calendar.monthrange(2026, month)[1]}" for month in range(1, 13)]),
        (recurring("P1D"), []),
        (recurring("P5M"), []),
        (assigned(due=Due("date", end="2026-02-28")), ["2026-02-28"]),
        (assigned(due=Due("date", end="2027-02-28")), []),
        (assigned(due=Due("interval", "2025-10-01", "2026-03-31")), ["2026-03-31"]),
        (assigned(due=Due("other")), []),
    ],
)  # fmt: skip
def test_days_of_a_year(task, expected):
    assert due_days(task) == expected


def test_weeks_end_on_sunday():
    found = due_days(recurring("P1W"), Span(date(2026, 11, 2), date(2026, 11, 22)))
    assert found == ["2026-11-08", "2026-11-15", "2026-11-22"]


@pytest.mark.parametrize(
    ("task", "printed"),
    [
        (recurring("P1Y", "--12-14"), True),
        (recurring("P3M"), False),
        (recurring("P3M", "---19", "trước ngày 20"), False),
    ],
)
def test_a_day_that_is_not_printed_is_marked(task, printed):
    assert {one.printed for one in expand([task], YEAR).due} == {printed}


@pytest.mark.parametrize(
    ("due", "place"),
    [
        (Due("continuous"), "running"),
        (Due("recurring", frequency="P1D"), "running"),
        (Due("interval", "2024-01-01", None), "running"),
        (Due("interval", "2024-01-01", "2027-12-31"), "running"),
        (Due("interval", "2027-01-01", "2027-12-31"), "none"),
        (Due("other"), "undated"),
        (None, "undated"),
    ],
)
def test_what_has_no_day_is_kept_apart(due, place):
    found = expand([assigned(due=due)], YEAR)
    assert not found.due
    assert (len(found.running), len(found.undated)) == (place == "running", place == "undated")


def test_nothing_is_due_before_its_document():
    task = assigned(due=Due("recurring", frequency="P1Y", latest="--12-14"), issued="2026-05")
    assert due_days(task, Span(date(2020, 1, 1), date(2027, 12, 31))) == ["2026-12-14", "2027-12-14"]
    assert due_days(assigned(due=Due("date", end="2025-06-30"), issued="2026-05-04"), Span(date(2020, 1, 1), date(2027, 1, 1))) == []  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "kind", "missing"),
    [
        ((date(2026, 1, 1), None), "one-date", "to"),
        ((None, date(2026, 1, 1)), "one-date", "from"),
        ((date(2026, 1, 2), date(2026, 1, 1)), "backwards", ""),
        ((date(1900, 1, 1), date(2026, 1, 1)), "long", ""),
    ],
)
def test_bad_ranges(ends, kind, missing):
    with pytest.raises(RangeError) as caught:
        span_of(*ends)
    assert (caught.value.kind, caught.value.missing) == (kind, missing)


def test_no_range_and_one_day():
    assert span_of(None, None) is None
    assert span_of(date(2026, 1, 1), date(2026, 1, 1)) == Span(date(2026, 1, 1), date(2026, 1, 1))


# -- against a plain count


def falls_on(rhythm: Rhythm, day: date, first: date) -> bool:
    """Whether a day is one of a rhythm, told from the calendar alone."""
    if rhythm.weeks:
        begin = first - timedelta(first.weekday())
        return day.weekday() == 6 and (day - begin).days // 7 % rhythm.weeks == 0
    length = calendar.monthrange(day.year, day.month)[1]
    wanted = length if rhythm.day == -1 else min(rhythm.day, length)
    return day.month in rhythm.months and day.day == wanted


@given(dues, days, st.integers(0, 900))
@settings(max_examples=150, deadline=None)
def test_every_day_against_a_plain_count(due, first, length):
    task = assigned(due=due)
    span = Span(first, first + timedelta(length))
    rhythm = rhythm_of(task)
    every = [first + timedelta(step) for step in range(length + 1)]
    if rhythm:
        expected = [day for day in every if falls_on(rhythm, day, first)]
    else:
        expected = [day for day in every if due and due.end and str(day) == due.end]
    assert [one.day for one in expand([task], span).due] == expected


@given(st.lists(dues, max_size=6), days, st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_no_task_is_in_two_places(found, first, length):
    tasks = [
        assigned(due=due, iri=f"https://w3id.org/can-cu/id/nhiem-vu/x-{at}") for at, due in enumerate(found)
    ]
    parts = expand(tasks, Span(first, first + timedelta(length)))
    groups = [{one.task.iri for one in parts.due}, {task.iri for task in parts.running}, {task.iri for task in parts.undated}]  # fmt: skip
    assert sum(map(len, groups)) == len(set().union(*groups))


# -- the calendar


def chosen(span: Span | None, *tasks: Task) -> Chosen:
    wanted = Wanted(date(2026, 11, 26), span=span)
    return Chosen(wanted, tasks, (), expand(tasks, span) if span else None)


def events(found: Chosen, made: datetime = datetime(2026, 11, 26, tzinfo=UTC)) -> list:
    return Calendar.from_ical(calendar_bytes(found, "vi", made)).walk("VEVENT")


@given(dues, days, st.integers(0, 900))
@settings(max_examples=80, deadline=None)
def test_the_rule_of_an_event_gives_the_same_days(due, first, length):
    span = Span(first, first + timedelta(length))
    task = assigned(due=due)
    found = events(chosen(span, task))
    expected = [one.day for one in expand([task], span).due]
    assert len(found) == bool(expected)
    for event in found:
        begin = datetime.combine(event["dtstart"].dt, datetime.min.time())
        rule = event.get("rrule")
        seen = [begin]
        if rule:
            seen = list(rrulestr(rule.to_ical().decode(), dtstart=begin))
        assert [moment.date() for moment in seen] == expected


def test_an_event_says_what_is_printed():
    lead = Assignment("chu-tri", "Sở Nội vụ", "giao")
    task = assigned("Báo cáo kết quả, gửi Sở.", Due("recurring", frequency="P1Y", latest="--12-14"), deadline="trước ngày 15/12", leads=(lead,), issued="2026-05")  # fmt: skip
    (event,) = events(chosen(None, task))
    assert event["summary"] == "Hạn: Sở Nội vụ: Báo cáo kết quả, gửi Sở."
    assert event["dtstart"].dt == date(2026, 12, 14)
    assert event["dtend"].dt == date(2026, 12, 15)
    assert event["rrule"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=14;BYMONTH=12"
    assert event["url"] == task.iri
    assert "Thời hạn như in: trước ngày 15/12" in event["description"]
    assert "ke-hoach.txt, ký tự 0–18" in event["description"]


def test_an_event_keeps_its_name_when_made_again():
    task = assigned(due=Due("date", end="2026-12-31"))
    first, second = (events(chosen(None, task), datetime(year, 1, 1, tzinfo=UTC))[0] for year in (2026, 2027))
    assert first["uid"] == second["uid"] == "nhiem-vu/0a1b2c3d-0-18@w3id.org"
    assert first["dtstamp"].dt != second["dtstamp"].dt


def test_tasks_without_a_day_are_no_events():
    assert events(chosen(None, assigned(), assigned(due=Due("continuous")))) == []


def test_a_day_that_is_not_printed_is_said_in_the_event():
    (event,) = events(chosen(None, recurring("P3M", deadline="hằng quý")))
    assert "không ghi ngày trong kỳ" in event["description"]
