"""Measurable aims: "45-50% học sinh trung học … đến năm 2030", "ít nhất 01 sản phẩm truyền thông".

An aim is a clause with a measure under a heading about aims, in a table of them, or in an
item that opens with "Phấn đấu". Its year is that of the clause, else of the words before
it in its item, else of the headings above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.layout import Block, Layout
from extract.numbers import NUMBER, parse_number
from extract.record import Target
from extract.text import Text, one_line
from ontology import vocabulary
from ontology.vocabulary import phrase


@cache
def _measure() -> re.Pattern[str]:
    """A share, or a count with a word that makes it an aim; qualifier, number or range, unit."""
    at_least = vocabulary.either(vocabulary.words("at least"), any_case=True)
    at_most = vocabulary.either(vocabulary.words("at most"), any_case=True)
    about = vocabulary.either(vocabulary.words("about"), any_case=True)
    qualifier = rf"(?:(?P<least>{at_least})|(?P<most>{at_most})|(?P<about>{about}))\s+"
    number = rf"(?P<low>{NUMBER})(?:\s*(?:-|đến)\s*(?P<high>{NUMBER}))?"
    return re.compile(
        rf"(?<![\w.,/-])(?:{qualifier})?{number}\s*(?P<percent>%)"
        rf"|(?<!\w)(?:(?P<least_n>{at_least})|(?P<most_n>{at_most}))\s+"
        rf"(?P<count>{NUMBER})(?:\s*(?:-|đến)\s*(?P<up_to>{NUMBER}))?\s+(?=[^\W\d])"
    )


@cache
def _goals() -> re.Pattern[str]:
    goal = vocabulary.either(vocabulary.words("goal heading"), any_case=True)
    return re.compile(rf"(?:[cC][áÁ][cC]\s+)?{goal}(?!\w)")


@cache
def _ends_population() -> re.Pattern[str]:
    return re.compile(rf"[,;.:(]|\s(?:{vocabulary.either(vocabulary.words('ending'))})(?!\w)")


_CLAUSE_END = re.compile(r";|\.(?=\s|$|/)")
_YEAR = re.compile(
    r"(?i:đến\s+(?:hết\s+)?(?:cuối\s+)?năm|năm)\s+(?P<year>20\d{2})"
    r"|(?i:giai\s+đoạn)\s+20\d{2}\s*-\s*(?P<last>20\d{2})"
)
_YEAR_OPENING = re.compile(r"[^:;.]{0,60}?(?:20\d{2}|năm)[^:;.]{0,20}:\s*")
_AFTER_RANGE = ("trở lên",)


def find_targets(text: Text, layout: Layout) -> tuple[Target, ...]:
    """The aims of a document in reading order; ``raw[start:end]`` is the quote."""
    found: list[Target] = []
    for block, start, end in _spans(layout):
        for first, last, opening in _clauses(text.normal, start, end):
            target = _read(text, layout, block, first, last, opening)
            if target:
                found.append(target)
    return tuple(found)


def _spans(layout: Layout) -> Iterator[tuple[Block, int, int]]:
    """The blocks that may state aims: items under a heading about aims, cells of a column of aims."""
    column: int | None = None
    goals: set[int] = set()
    for block in layout.zone("body", "annex"):
        if block.kind == "row":
            head = _goal_column(layout.normal, block)
            column = head if head is not None else column
            if column is not None and head is None:
                cell = _aim_cell(layout.normal, block)
                if cell:
                    yield block, *cell
            continue
        column = None
        if block.rank is not None and _is_goal_heading(block):
            goals.add(block.index)
        if not goals.isdisjoint(block.path) or phrase("goal opening").match(block.content):
            yield block, block.body, block.end


def _is_goal_heading(block: Block) -> bool:
    return len(block.content) < 120 and bool(_goals().match(block.content))


def _goal_column(normal: str, block: Block) -> int | None:
    for index, (start, end) in enumerate(block.cells):
        if _goals().fullmatch(normal[start:end]):
            return index
    return None


def _aim_cell(normal: str, block: Block) -> tuple[int, int] | None:
    return next((span for span in block.cells if _measure().search(normal, *span)), None)


def _clauses(normal: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The clauses of an item, each with the words such as "Đến năm 2030:" that it stands under."""
    at = start
    under = ""
    for stop in (*(mark.start() for mark in _CLAUSE_END.finditer(normal, start, end)), end):
        if stop > at:
            opening = _YEAR_OPENING.match(normal, at, stop)
            first = opening.end() if opening else at
            under = opening.group() if opening else under
            while first < stop and normal[first] in " \n\t-+":
                first += 1
            last = stop
            while last > first and normal[last - 1] in " \n\t,:":
                last -= 1
            if last > first:
                yield first, last, under
        at = stop + 1


def _read(text: Text, layout: Layout, block: Block, first: int, last: int, under: str) -> Target | None:
    clause = text.normal[first:last]
    measure = _measure().search(clause)
    if not measure:
        return None
    low, high = _bounds(measure, clause)
    begin, stop = text.raw_span(first, last)
    counted = _counted(clause[measure.end() :])
    return Target(
        quote=text.raw[begin:stop],
        indicator=one_line(clause[: measure.start()] + " " + clause[measure.end() :]).strip(" ,:;()"),
        low=low,
        high=high,
        unit="%" if measure["percent"] else counted,
        year=_year(clause, under, layout.headings(block)),
        start=begin,
        end=stop,
        population=counted if measure["percent"] else None,
    )


def _bounds(measure: re.Match[str], clause: str) -> tuple[float | None, float | None]:
    first = float(parse_number(measure["low"] or measure["count"]))
    second = measure["high"] or measure["up_to"]
    if second:
        return first, float(parse_number(second))
    if measure["most"] or measure["most_n"]:
        return None, first
    open_above = clause[measure.end() :].lstrip().startswith(_AFTER_RANGE)
    if measure["least"] or measure["least_n"] or open_above:
        return first, None
    return first, first


def _year(clause: str, before: str, headings: tuple[str, ...]) -> int | None:
    for words in (clause, before, *reversed(headings)):
        if phrase("each year", any_case=True).search(words):
            return None
        years = list(_YEAR.finditer(words))
        if years:
            return int(years[-1]["year"] or years[-1]["last"])
    return None


def _counted(after: str) -> str | None:
    """The noun behind a number, up to a verb or a mark: whom a share is of, what a count counts."""
    end = _ends_population().search(after)
    words = one_line(after[: end.start()] if end else after)
    return words if words[:1].isalpha() else None
