"""Deadline wording: where it stands in a sentence, and its value.

"Before" a day means the day before it at the latest: "trước ngày 15/12" is ``--12-14``.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from extract.record import Due
from extract.text import fold, lower
from ontology import vocabulary

_EVERY = r"(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)"
_DAY = (
    r"\d{1,2}(?:\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?"  # 15/12, 15/12/2025
    r"|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4}|\s*/\s*\d{4})?)?"  # 15 tháng 12 năm 2025
)
_FULL = r"\d{1,2}(?:\s*/\s*\d{1,2}\s*/\s*\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_MONTH = r"tháng\s+\d{1,2}(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?"
_QUARTER = r"quý\s+(?:iv|i{1,3}|[1-4])(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?"
_COUNT = (
    r"\d{1,3}(?:\s*\([^()]{2,30}\))?\s+(?:giờ|ngày|tuần|tháng)(?:\s+làm\s+việc)?"  # 05 (năm) ngày làm việc
)
_AND_CARRIED_OUT = r"(?:,\s+tổ\s+chức(?:\s+triển\s+khai)?\s+thực\s+hiện(?=\s*[.;(]|$))?"
"""The second half of "chỉ đạo, tổ chức thực hiện", which a comma parts from the first."""
_SINCE = (
    r"(?:,?\s+(?:kể\s+)?(?:từ|sau)\s+(?:ngày|khi|thời\s+điểm|lúc)\s+[^.,;:()]{2,90}?(?=\s*[.,;:()]|$)"
    rf"{_AND_CARRIED_OUT})"
)
_HOUR = r"\d{1,2}\s*(?:h|giờ)(?:\s*\d{2})?['’]?"  # 19h00’
_SHORT_DAY = r"\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?(?!\s*/|\d)"  # 15/12, 15/12/2025
_AT_TIMES = r"\s*\((?:trước|vào|chậm nhất|khi|theo)[^()]{1,60}\)"
_WORDS = (
    *("trước", "chậm", "muộn", "vào", "trong", "không", "hoàn", "xong", "sớm"),
    *("định", "hằng", "hàng", "mỗi", "từ", "báo", "đến", "sau", "ngay", "tại"),
)
_UNITS = ("ngày", "tháng", "năm", "quý", "tuần", "giờ", "kỳ họp")
"""No form is without one of these."""
_MAY_OPEN = re.compile(vocabulary.either((*_WORDS, *"0123456789")))
"""What every form below begins with: only there need all of them be tried."""
_IN_SENTENCE = re.compile(
    rf"""(?P<before>(?:trước|chậm\ nhất(?:\ là)?|muộn\ nhất(?:\ là)?)(?:\s+(?:vào|đến))?
            (?:\s+{_HOUR}(?:\s+(?:phút|sáng|trưa|chiều))*,?)?\s+ngày\s+{_DAY}   # trước 16 giờ ngày 20/11
            (?:\s+(?:của\s+)?(?:tháng\s+cuối\s+quý|{_EVERY}))?)          # trước ngày 25/12 hàng năm
      | (?P<at>(?<!ký\ )(?<!hành\ )(?<!lực\ )(?<!thi\ )(?<!lập\ )vào\s+ngày\s+{_FULL})
      | (?P<short>(?:trước|chậm\ nhất|muộn\ nhất)\s+{_SHORT_DAY}(?:\s+{_EVERY})?)   # trước 30/12 hằng năm
      | (?P<until>(?<!lực\ )(?<!kế\ )(?<!tính\ )(?<!liệu\ )(?<!đoạn\ )đến\s+hết\s+
            (?:ngày\s+{_FULL}|{_MONTH}|{_QUARTER}|năm\s+\d{{4}})(?!\s+đạt\s))   # … đạt 50% is an aim
      | (?P<next>trước\s+{_HOUR}\s+(?:(?:sáng|trưa|chiều)\s+)?(?:cùng\s+ngày
            |ngày\s+(?:làm\s+việc\s+)?(?:hôm\s+sau|tiếp\s+theo|kế\s+tiếp)))
      | (?P<hour>(?:trước|vào)\s+{_HOUR}\s+{_EVERY}
            (?:\s+(?:và|hoặc)\s+đột\ xuất(?:\s+khi\s+(?:cần\ thiết|có\ yêu\ cầu))?)?)
      | (?P<times>(?:(?<=báo\ cáo\ )|(?=[^.;()]{{0,25}}\((?:trước|vào)\s))
            \d{{1,2}}\s+lần\s*/\s*(?:ngày|tuần|tháng|quý|năm)(?:{_AT_TIMES})?)
      | (?P<rest>trong\s+\d{{1,2}}\s+tháng\s+cuối\s+năm\s+\d{{4}}
            (?:\s+và\s+(?:những|các)\s+tháng\s+đầu\s+năm\s+\d{{4}})?)   # trong 02 tháng cuối năm …
      | (?P<run>vào\s+kỳ(?:\s+\w+){{1,4}}?\s+tháng\s+\d{{1,2}}(?:\s*/\s*|\s+năm\s+)\d{{4}})
      | (?P<count>(?:trong\s+(?:thời\s+hạn|vòng|thời\s+gian)(?:\s+không\s+quá|\s+tối\s+đa)?
            |(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+(?:sau|trong|trước))?|không\s+quá)
            \s+{_COUNT}(?:{_SINCE})?   # trong thời hạn 05 ngày kể từ ngày …
            |(?:trong|sau)\s+{_COUNT}{_SINCE}
            |sau\s+{_COUNT}(?=\s*[.;]|$))                                 # … thu hồi sau 03 tháng.
      | (?P<same>ngay\s+trong\s+ngày(?:\s+(?!và\s|sau\s)[^\s.,;:()]+){{1,7}}
            (?:,(?:\s+[^\s.,;:()]+){{1,3}}(?=[.;]))?)           # ngay trong ngày công chứng, chứng thực
      | (?P<session>tại\s+(?:kỳ|phiên)\s+họp\s+(?:gần\s+nhất|tiếp\s+theo))
      | (?P<ahead>trước\s+(?:khi|ngày|thời\s+(?:gian|điểm|hạn))\s+[^.,;:()]{{2,60}}?
            \s+(?:ít\ nhất|tối\ thiểu)\s+{_COUNT})
      | (?P<halves>(?:06|6)\s+tháng(?:\s+đầu\s+năm)?(?:\s+và|,)\s+(?:{_EVERY}|01\s+năm|cả\s+năm))
      | (?P<within>(?:trong|vào|trước|chậm\s+nhất(?:\s+là)?)(?:\s+(?:trong|vào))?
            \s+(?:{_MONTH}|{_QUARTER})(?:\s+{_EVERY})?)                  # trong tháng 11 năm 2025
      | (?:hoàn\ thành|xong|sớm(?:\s+\w+){{1,4}}?)\s+(?P<year>(?:trong|trước)\s+năm\s+\d{{4}})
      | (?P<demand>(?:định\ kỳ\s+)?{_EVERY}(?:{_AT_TIMES})?          # định kỳ hằng năm hoặc đột xuất
            (?:,\s+(?:(?:0?\d\s+)?(?:tuần|tháng|quý|năm)))*            # hằng tháng, quý, 6 tháng và đột xuất
            \s+(?:hoặc|và)(?:\s+báo\s+cáo)?\s+đột\ xuất(?:{_AT_TIMES})?)
      | (?P<periodic>định\ kỳ\s+(?:{_EVERY}                          # định kỳ 6 tháng một lần
            |\d{{1,2}}\s+tháng(?:\s*/\s*(?:01\s+)?lần|\s+một\s+lần)?(?!\s*\((?:trước|chậm)))(?:{_AT_TIMES})?)
      | (?P<explained>{_EVERY}{_AT_TIMES})                                # hằng năm (trước ngày 15/11)
      | (?P<onward>(?<!kể\ )(?<!lực\ )từ\s+ngày\s+{_FULL}
            (?:\s+đến\s+(?:hết\s+)?ngày\s+{_FULL})?(?=\s*(?:[.,;]|$)))
      | báo\ cáo(?:(?!\s(?:trước|vào)\s+\d)[^.;]){{0,80}}\ (?P<daily>(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý))
            (?=\s*(?:[.,;]|$|và\ |cho\ |về\ ))
      | (?<=[^.;]\ )(?P<yearly>{_EVERY})                              # … hàng năm và tổng kết
            (?=\s+(?:và\ )?(?:tổng\ kết|sơ\ kết|báo\ cáo))
    """,
    re.VERBOSE,
)
"""The forms in a sentence, in small letters."""
_OPENING = re.compile(rf"(?:{_EVERY})(?=,?\s)")
_OPENING_LATER = re.compile(rf"(?<=\.\s)(?:{_EVERY})(?=,?\s)")
_LONGEST_TERM = 200  # characters
_LISTED = re.compile(r"(?:,\s(?!căn cứ|trên cơ sở|nếu|trường hợp|khi|theo)[^.,;:()]+)+")


def find_deadline(text: str) -> tuple[int, int] | None:
    """The span of the first deadline in a sentence; ``None`` where there is none."""
    words = lower(text)
    if not any(unit in words for unit in _UNITS):
        return None
    opening = _OPENING.match(words)
    found = _first_form(words)
    if found and (not opening or found.start() < opening.end()):
        group = "year" if found["year"] else "daily" if found["daily"] else None
        return found.span(group) if group else found.span()
    opening = opening or _OPENING_LATER.search(words)
    return opening.span() if opening else None


def term_up_to(text: str, span: tuple[int, int], names: tuple[str, ...]) -> tuple[int, int]:
    """A term that opens a sentence runs up to the body that has to keep it, over the commas of a list.

    "Trong thời hạn 15 ngày kể từ ngày nhận báo cáo về số dân, số hộ của các xã, Sở X …".
    """
    if not _TERM.match(fold(text[span[0] : span[1]])) or text[: span[0]].strip():
        return span
    subject = text.find(f", {names[0]}", span[1], span[1] + _LONGEST_TERM) if names else -1
    if subject < 0 or not _LISTED.fullmatch(text, span[1], subject):
        return span
    return span[0], subject


def _first_form(words: str) -> re.Match[str] | None:
    for opening in _MAY_OPEN.finditer(words):
        found = _IN_SENTENCE.match(words, opening.start())
        if found:
            return found
    return None


_FREQUENCIES = (
    (re.compile(r"^0?6 tháng"), "P6M"),
    (re.compile(r"(?:hằng|hàng|mỗi) năm|tháng cuối năm(?! \d{4})|năm (?:một|01|1) lần"), "P1Y"),
    (re.compile(r"(?:hằng|hàng|mỗi) quý|tháng cuối quý"), "P3M"),
    (re.compile(r"(?:hằng|hàng|mỗi) tháng"), "P1M"),
    (re.compile(r"(?:hằng|hàng|mỗi) tuần"), "P1W"),
    (re.compile(r"(?:hằng|hàng|mỗi) ngày"), "P1D"),
)
_MONTHS_EACH = re.compile(
    r"(?:định kỳ |mỗi )0?(\d{1,2}) tháng|0?(\d{1,2}) tháng(?:\s*/\s*| một )(?:0?1 )?lần"
)
_TIMES = re.compile(r"(\d{1,2}) lần ?/ ?(ngày|tuần|tháng|quý|năm)")
_EVERY_PART = {
    (1, "ngày"): "P1D",
    (2, "ngày"): "PT12H",
    (3, "ngày"): "PT8H",
    (1, "tuần"): "P1W",
    (1, "tháng"): "P1M",
    (1, "quý"): "P3M",
    (1, "năm"): "P1Y",
    (2, "năm"): "P6M",
    (4, "năm"): "P3M",
}
"""Times in a period → the period from one to the next, where it is an even one."""
_LAST_MONTHS = re.compile(r"(\d{1,2}) tháng cuối năm (\d{4})(?P<beyond> và )?")
_DATE = re.compile(r"(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})(?:\s*(?:[/.-]|năm)\s*(\d{4}))?")
_DAY_ALONE = re.compile(r"ngày\s+(\d{1,2})(?!\s*(?:[/.-]|tháng)\s*\d)")
_PERIOD = re.compile(
    r"tháng\s+(?P<month>\d{1,2})(?:\s*/\s*|\s+năm\s+)(?P<month_year>\d{4})"
    r"|quý\s+(?P<quarter>iv|i{1,3}|[1-4])(?:\s*/\s*|\s+năm\s+)(?P<quarter_year>\d{4})"
    r"|(?<!\d)(?P<year>(?:19|20)\d{2})(?!\d)"
)
_RANGE = re.compile(
    r"từ\s+(?P<from>.+?)\s+đến\s+(?:hết\s+)?(?P<to>.+)|(?P<first>(?:19|20)\d{2})\s*-\s*(?P<last>(?:19|20)\d{2})"
)
_MONTH_ALONE = re.compile(r"tháng\s+(\d{1,2})(?!\s*/|\s+năm|\d)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_CONTINUOUS = re.compile(r"thường xuyên|liên tục")
_HOUR_OF_DAY = re.compile(r"\d\s*(?:h|giờ)\s?")  # "trước 16 giờ ngày 20/11" is that day
_BY = re.compile(r"^đến hết |hoàn thành|trong |trước |xong|chậm nhất|muộn nhất")
_ONWARD = re.compile(r"tiếp theo|trở đi|^từ ")


_TERM = re.compile(
    r"(?:trong (?:thời hạn|vòng|thời gian)|không quá|(?:chậm|muộn) nhất(?: là)?(?: sau| trong| trước)?"
    r"|tối thiểu|ít nhất|sau)"
    r"(?: không quá| tối đa)? \d{1,3}(?: \([^()]*\))? (?:giờ|ngày|tuần|tháng)(?! \d)"
)
"""A term that runs from an event ("trong thời hạn 05 ngày kể từ ngày …"): no day of the calendar."""


def read_due(printed: str, periodic: bool = False) -> Due:
    """The value of a deadline's wording; ``periodic`` when the sentence says *định kỳ* beside it."""
    text = fold(printed)
    demand = "đột xuất" in text
    if _TERM.search(text):
        return Due("other", on_request=demand)
    frequency = _frequency(text)
    day = _DATE.search(text)
    if frequency is None and periodic and not (day and day[3]):
        frequency = "P1Y" if day or not _DAY_ALONE.search(text) else "P1M"
    if frequency:
        return Due("recurring", frequency=frequency, latest=_latest(text, frequency), on_request=demand)
    interval = _last_months(text) or _interval(text)
    if interval:
        return Due("interval", *interval, on_request=demand)
    if day and day[3]:
        before = "trước" in text and not _HOUR_OF_DAY.search(text)
        end = _iso(int(day[3]), int(day[2]), int(day[1]), before=before)
        if _ONWARD.search(text):
            return Due("interval", end, None, on_request=demand)
        return Due("date" if end else "other", end=end, on_request=demand)
    period = _period(text)
    if period:
        start, end = period
        if _ONWARD.search(text):
            return Due("interval", start, None, on_request=demand)
        if text.startswith("trước "):
            return Due("date", end=(date.fromisoformat(start) - timedelta(days=1)).isoformat())
        if _BY.search(text):
            return Due("date", end=end, on_request=demand)
        return Due("interval", start, end, on_request=demand)
    if _CONTINUOUS.search(text):
        return Due("continuous", on_request=demand)
    return Due("other", on_request=demand)


def _frequency(text: str) -> str | None:
    times = _TIMES.match(text)
    if times:
        return _EVERY_PART.get((int(times[1]), times[2]))
    each = _MONTHS_EACH.search(text)
    if each:
        return f"P{int(each[1] or each[2])}M"
    if "kế hoạch" in text:  # "theo kế hoạch công tác hằng năm" names a plan, not a rhythm
        return None
    return next((period for pattern, period in _FREQUENCIES if pattern.search(text)), None)


def _latest(text: str, frequency: str) -> str | None:
    before = "trước ngày" in text
    day = _DATE.search(text)
    if day:
        # 2001 has no 29 February: "trước ngày 01/3" is 28 February at the latest.
        last = _iso(2001, int(day[2]), int(day[1]), before=before)
        return f"--{last[5:]}" if last else None
    alone = _DAY_ALONE.search(text)
    if alone and 1 < int(alone[1]) <= 31:
        return f"---{int(alone[1]) - before:02d}"
    month = _MONTH_ALONE.search(text)
    if month and frequency == "P1Y" and 1 <= int(month[1]) <= 12:
        return f"--{int(month[1]):02d}-{calendar.monthrange(2001, int(month[1]))[1]:02d}"
    return None


def _iso(year: int, month: int, day: int, before: bool = False) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return (found - timedelta(days=1) if before else found).isoformat()


def _period(text: str) -> tuple[str, str] | None:
    """First and last day of the first month, quarter or year named."""
    found = _PERIOD.search(text)
    if not found:
        return None
    if found["month"]:
        return _months(int(found["month_year"]), int(found["month"]), int(found["month"]))
    if found["quarter"]:
        last = 3 * _QUARTERS[found["quarter"]]
        return _months(int(found["quarter_year"]), last - 2, last)
    return _months(int(found["year"]), 1, 12)


def _months(year: int, first: int, last: int) -> tuple[str, str] | None:
    if not 1 <= first <= last <= 12:
        return None
    return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]:02d}"


def _last_months(text: str) -> tuple[str, str | None] | None:
    """ "02 tháng cuối năm 2025"; without an end where "và những tháng đầu năm 2026" says no month."""
    found = _LAST_MONTHS.search(text)
    span = _months(int(found[2]), 13 - int(found[1]), 12) if found else None
    return (span[0], None) if found and span and found["beyond"] else span


def _interval(text: str) -> tuple[str, str] | None:
    found = _RANGE.search(text)
    if not found:
        return None
    if found["first"]:
        return f"{found['first']}-01-01", f"{found['last']}-12-31"
    end = _edge(found["to"], None, last=True)
    start = _edge(found["from"], end[:4] if end else None, last=False)
    return (start, end) if start and end else None


def _edge(text: str, year: str | None, last: bool) -> str | None:
    """The first or last day named by one end of a range; "tháng 05" takes the other end's year."""
    day = _DATE.search(text)
    if day and (day[3] or year):
        return _iso(int(day[3] or year or 0), int(day[2]), int(day[1]))
    period = _period(text)
    if period is None and year:
        month = _MONTH_ALONE.search(text)
        period = _months(int(year), int(month[1]), int(month[1])) if month else None
    return period[last] if period else None
