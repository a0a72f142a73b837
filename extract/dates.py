"""Printed dates: "07/5/2021", "04-5-2023", "17 tháng 11 năm 2023", and their incomplete forms."""

from __future__ import annotations

import datetime
import re

FULL = (
    r"(?:(?P<d1>\d{1,2})\s?[/.-]\s?(?P<m1>\d{1,2})(?:\s?[/.-]\s?|\s)(?P<y1>(?:19|20)\d{2})(?!\d)"
    r"|(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2}),?\s+(?:năm|tháng)\s+(?P<y2>(?:19|20)\d{2})(?!\d))"
)
"""A full date, without the word "ngày"; to be compiled without regard to case.

"15 tháng 9 tháng 2022" is a misprint that leaves no doubt.
"""

_FULL = re.compile(FULL, re.IGNORECASE)
_AFTER_NUMBER = re.compile(rf"[\s,]{{0,2}}\s?\(?(?:ban hành |ký )?ngày\s+(?:ngày\s+)?{FULL}", re.IGNORECASE)
_YEAR = re.compile(r"\s+(?:năm\s+)?(?P<year>(?:19|20)\d{2})(?![\d/])", re.IGNORECASE)
_OWN = re.compile(
    r"ngày(?P<day>[\s.…_]*\d{0,2}[\s.…_]*)tháng(?P<month>[\s.…_]*\d{0,2}[\s.…_]*)năm\s*(?P<year>\d{4})?",
    re.IGNORECASE,
)


def iso(year: str, month: str, day: str) -> str | None:
    """``YYYY-MM-DD``, or ``None`` when there is no such day."""
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _value(match: re.Match[str]) -> str | None:
    if match["d1"]:
        return iso(match["y1"], match["m1"], match["d1"])
    return iso(match["y2"], match["m2"], match["d2"])


def date_after(normal: str, offset: int) -> tuple[str, int] | None:
    """The date "ngày …" that follows ``offset`` at once, and where it ends."""
    match = _AFTER_NUMBER.match(normal, offset)
    if match:
        value = _value(match)
        if value:
            return value, match.end()
    return None


def year_after(normal: str, offset: int) -> tuple[str, int] | None:
    """The year that follows a name or number at once ("năm 2024", "2015"), and where it ends."""
    match = _YEAR.match(normal, offset)
    return (match["year"], match.end()) if match else None


def first_date(text: str) -> str | None:
    """The first full date in ``text``."""
    for match in _FULL.finditer(text):
        value = _value(match)
        if value:
            return value
    return None


def own_date(text: str) -> str | None:
    """A header's date, as precise as its blanks allow: ``2021-08`` for "ngày   tháng 8 năm 2021"."""
    match = _OWN.search(text)
    if not match or not match["year"]:
        return None
    day = re.sub(r"\D", "", match["day"])
    month = re.sub(r"\D", "", match["month"])
    if day and month:
        return iso(match["year"], month, day)
    if month and 1 <= int(month) <= 12:
        return f"{match['year']}-{int(month):02d}"
    return match["year"]
