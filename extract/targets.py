"""Measurable aims: "45-50% học sinh trung học … đến năm 2030", "ít nhất 01 sản phẩm truyền thông".

An aim is a clause with a measure under a heading about aims, in a table of them, or in an
item that opens with "Phấn đấu". Its year is that of the clause, else of the words before
it in its item, else of the headings above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract.layout import Block, Layout, is_type_line
from extract.measures import Member, find_members
from extract.record import Target
from extract.text import Text, one_line
from ontology import vocabulary
from ontology.vocabulary import phrase


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
_DIGIT = re.compile(r"\d")
_NEAR = 30  # characters from the verb that opens an aim to its measure
_YEAR_OPENING = re.compile(r"[^:;.]{0,60}?(?:20\d{2}|năm)[^:;.]{0,20}:\s*")


def find_targets(text: Text, layout: Layout) -> tuple[Target, ...]:
    """The aims of a document in reading order; ``raw[start:end]`` is the quote."""
    found: list[Target] = []
    for block, start, end, headed in _spans(layout):
        if not _DIGIT.search(text.normal, start, end):
            continue
        for first, last, opening in _clauses(text.normal, start, end):
            clause = text.normal[first:last]
            for member in find_members(clause):
                wish = member if headed else _wish(clause, member)
                if wish:
                    found.append(_read(text, layout, block, first, clause, wish, opening))
    return tuple(found)


def _spans(layout: Layout) -> Iterator[tuple[Block, int, int, bool]]:
    """The blocks that may state aims, and whether they stand for nothing else.

    Items under a heading about aims and cells of a column of aims state them; a clause of
    a plan's other sections does where its words wish for something (:func:`_wish`).
    """
    column: int | None = None
    plans = False
    goals: set[int] = set()
    for block in layout.zone("body", "annex"):
        if block.kind == "row":
            head = _goal_column(layout.normal, block)
            column = head if head is not None else column
            if column is not None and head is None:
                cell = _aim_cell(layout.normal, block)
                if cell:
                    yield block, *cell, True
            continue
        column = None
        if is_type_line(block.text):
            plans = block.text.strip("*_# ") in vocabulary.words("planning type")
        if block.rank is not None and _is_goal_heading(block):
            goals.add(block.index)
        if not goals.isdisjoint(block.path) or phrase("goal opening").match(block.content):
            yield block, block.body, block.end, True
        elif plans and _may_wish(block.content) and not _is_past(layout, block):
            yield block, block.body, block.end, False


@cache
def _wishing() -> tuple[str, ...]:
    return ("%", *(word[1:] for word in vocabulary.words("aim word")))


def _may_wish(content: str) -> bool:
    return any(word in content for word in _wishing())


def _is_past(layout: Layout, block: Block) -> bool:
    """Whether a section tells how things are, or what money there is."""
    return any(phrase("past section").match(layout.blocks[index].content.lower()) for index in block.path)


@cache
def _aims() -> re.Pattern[str]:
    words = vocabulary.either(vocabulary.words("aim word"), any_case=True)
    return re.compile(rf"(?<!\w){words}(?!\w)")


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){vocabulary.either(vocabulary.words('past word'), any_case=True)}(?!\w)")


def _wish(clause: str, member: Member) -> Member | None:
    """An aim among other words: the member from the phrase that wishes for it; ``None`` where it states."""
    measure = member.measure
    part = clause[member.start : member.end]
    if _past().search(part) or measure.low is None or _is_money(measure.unit):
        return None
    if clause.count("(", 0, measure.start) > clause.count(")", 0, measure.start):
        return _in_parentheses(clause, member)
    if part.count("(") != part.count(")"):
        return None
    near = measure.start - member.start <= _NEAR
    if phrase("aim start", any_case=True).match(part) or (
        near and phrase("aim verb", any_case=True).match(part)
    ):
        return member
    colon, begin = (_behind(mark, clause, member.start, measure.start) for mark in (": ", ", "))
    if measure.start in (member.start, colon):
        return replace(member, start=measure.start)
    begin = max(begin, colon)
    if not _aims().search(clause, begin, member.end):
        return None
    return replace(member, start=_behind_openers(clause, begin, measure.start))


def _behind(mark: str, clause: str, start: int, end: int) -> int:
    """The offset behind the last ``mark``, or ``start`` where there is none."""
    at = clause.rfind(mark, start, end)
    return at + len(mark) if at >= 0 else start


def _is_money(unit: str | None) -> bool:
    return unit is not None and unit.endswith(vocabulary.words("dong"))


def _in_parentheses(clause: str, member: Member) -> Member | None:
    """ "… (phấn đấu sản lượng mỗi tháng đạt tối thiểu 20%), …": what the parentheses hold is the aim."""
    opened = clause.rfind("(", 0, member.measure.start)
    closed = clause.find(")", member.measure.end)
    if closed < 0 or not _aims().search(clause, opened, closed):
        return None
    return Member(opened + 1, closed, member.measure)


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"{vocabulary.either(vocabulary.words('aim opener'))}\s+")


def _behind_openers(clause: str, begin: int, measure: int) -> int:
    """Where the aim itself begins: behind the last "bảo đảm", "góp phần" before its measure."""
    for opener in _openers().finditer(clause, begin, measure):
        begin = opener.end()
    return begin


def _is_goal_heading(block: Block) -> bool:
    return len(block.content) < 120 and bool(_goals().match(block.content))


def _goal_column(normal: str, block: Block) -> int | None:
    for index, (start, end) in enumerate(block.cells):
        if _goals().fullmatch(normal[start:end]):
            return index
    return None


def _aim_cell(normal: str, block: Block) -> tuple[int, int] | None:
    return next((span for span in block.cells if next(find_members(normal[span[0] : span[1]]), None)), None)


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


def _read(
    text: Text, layout: Layout, block: Block, first: int, clause: str, member: Member, under: str
) -> Target:
    measure = member.measure
    begin, stop = text.raw_span(first + member.start, first + member.end)
    before, after = clause[member.start : measure.start], clause[measure.end : member.end]
    counted = _counted(after)
    return Target(
        quote=text.raw[begin:stop],
        indicator=one_line(f"{before} {after}").strip(" ,:;()"),
        low=measure.low,
        high=measure.high,
        unit=measure.unit or counted,
        year=_year(
            (clause[member.start : member.end], clause[: member.start], under), layout.headings(block)
        ),
        start=begin,
        end=stop,
        population=counted if measure.unit == "%" else None,
    )


def _year(nearest: tuple[str, ...], headings: tuple[str, ...]) -> int | None:
    for words in (*nearest, *reversed(headings)):
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
