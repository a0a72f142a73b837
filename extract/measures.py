"""Measures in a clause: "trên 80%", "ít nhất 100 doanh nghiệp, 50 hợp tác xã", "khoảng 1.700km".

A clause may set several, and each is an aim of its own: the clause is cut at the joint
before the next measure. "Ít nhất" reaches over a comma to the counts behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.numbers import NUMBER, parse_number
from ontology import vocabulary
from ontology.vocabulary import phrase


@dataclass(frozen=True, slots=True)
class Measure:
    """A number or range in a clause; ``unit`` is "%" or a unit of measure, ``None`` for a count of things.

    ``low`` or ``high`` is ``None`` where the wording leaves it open.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """The part of a clause that holds one measure; offsets are those of the clause, as are the measure's."""

    start: int
    end: int
    measure: Measure


@cache
def _measure() -> re.Pattern[str]:
    """A share, a quantity, or a count with a word that makes it an aim: qualifier, number or range, unit."""
    at_least, at_most, about, unit, verb = (
        vocabulary.either(vocabulary.words(kind), any_case=True)
        for kind in ("at least", "at most", "about", "unit of measure", "count verb")
    )
    qualifier = (
        rf"(?:(?:{about})\s+(?={at_least}))?(?:(?P<least>{at_least})|(?P<most>{at_most})|(?:{about}))\s+"
    )
    number = rf"(?P<low>{NUMBER})(?:\s*%?\s*(?:-|đến)\s*(?P<high>{NUMBER}))?"
    return re.compile(
        rf"(?<![\w.,/-])(?:{qualifier})?{number}\s*(?:(?P<percent>%)|(?P<unit>{unit})(?!\w))"
        rf"|(?<!\w)(?:(?P<least_n>{at_least})|(?P<most_n>{at_most})|(?P<verb>{verb}))\s+"
        rf"(?P<count>{NUMBER})(?:\s*(?:-|đến)\s*(?P<up_to>{NUMBER}))?\s+(?=[^\W\d])"
    )


_DIGIT = re.compile(r"\d")
_BARE = re.compile(rf"(?P<count>{NUMBER})\s+(?=[^\W\d])")
_JOINT = re.compile(r"[,;]\s+(?:và\s+)?|\s+và\s+|\s+đồng thời\s+|\s+trong đó\s+")
_OPEN_ABOVE = re.compile(r"\s*(?:[^\s,;.]+\s+){0,2}?trở lên")
_MOST_WORDS = 10
"""Between a joint and the measure it opens ("tốc độ tăng bình quân 05%"); more is another clause."""


@cache
def _connective() -> re.Pattern[str]:
    words = vocabulary.either(vocabulary.words("aim connective"), any_case=True)
    return re.compile(rf"(?:\(\w{{1,3}}\)\s+|{words}[,:]?\s+)")


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(rf",\s+(?:{vocabulary.either(vocabulary.words('aim purpose'))})(?!\w)")


def find_members(clause: str) -> Iterator[Member]:
    """The parts of a clause that hold a measure each, in order."""
    measures = _measures(clause) if _DIGIT.search(clause) else []
    start = 0
    for index, measure in enumerate(measures):
        following = measures[index + 1] if index + 1 < len(measures) else None
        cut = _cut(clause, measure.end, following.start) if following else None
        if following and not cut:
            continue  # two figures of one statement: the last stands for it
        end, after = cut or (len(clause), len(clause))
        yield _trimmed(clause, start, end, measure)
        start = after


def _measures(clause: str) -> list[Measure]:
    found: list[Measure] = []
    at = 0
    while match := _measure().search(clause, at):
        at = match.end()
        if match["count"] and phrase("not counted").match(clause, match.end()):
            continue
        found.append(_bounded(match, clause))
        more = _also_counted(clause, found[-1])
        found += more
        at = more[-1].end if more else at
    return found


def _also_counted(clause: str, first: Measure) -> list[Measure]:
    """The bare counts behind "ít nhất 100 doanh nghiệp, 50 hợp tác xã, …", with its bounds."""
    found: list[Measure] = []
    at = first.end
    while first.unit is None and (joint := _JOINT.search(clause, at)):
        count = _BARE.match(clause, joint.end())
        if not count or phrase("not counted").match(clause, count.end()) or ":" in clause[at : joint.start()]:
            break
        value = float(parse_number(count["count"]))
        low, high = first.low is not None, first.high is not None
        found.append(Measure(*count.span(), value if low else None, value if high else None, None))
        at = count.end()
    return found


def _bounded(match: re.Match[str], clause: str) -> Measure:
    first = float(parse_number(match["low"] or match["count"]))
    second = match["high"] or match["up_to"]
    unit = "%" if match["percent"] else match["unit"]
    start = match.end("verb") + 1 if match["verb"] else match.start()
    exact = Measure(start, match.end(), first, float(parse_number(second)) if second else first, unit)
    if second:
        return exact
    if match["most"] or match["most_n"]:
        return replace(exact, low=None)
    if match["least"] or match["least_n"] or _OPEN_ABOVE.match(clause, match.end()):
        return replace(exact, high=None)
    return exact


def _cut(clause: str, begin: int, measure: int) -> tuple[int, int] | None:
    """Where a member ends and the next begins: at the last joint that stands close before its measure."""
    joints = list(_JOINT.finditer(clause, begin, measure))
    if not joints or len(clause[joints[-1].end() : measure].split()) > _MOST_WORDS:
        return None
    return joints[-1].span()


def _trimmed(clause: str, start: int, end: int, measure: Measure) -> Member:
    """A member without the connective before it and the purpose behind it."""
    opening = _connective().match(clause, start)
    purpose = _purpose().search(clause, measure.end, end)
    end = purpose.start() if purpose else end
    while end > measure.end and clause[end - 1] in " \n\t,:":
        end -= 1
    return Member(opening.end() if opening else start, end, measure)
