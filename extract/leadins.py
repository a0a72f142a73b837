"""Sentences that stand before a list: whether they assign work of their own or only announce it."""

from __future__ import annotations

import re

from extract.bodies import read_bodies
from extract.subjects import Subject
from ontology.vocabulary import phrase

_COORDINATION = re.compile(r"\s*,?\s*(?:chủ trì,?\s*)?(?:phối hợp(?:\s+với)?)?\s*")
_OWN_WORK = 7  # words; fewer before "các nhiệm vụ sau:" only announce the list


def has_own_work(text: str, subject: Subject) -> bool:
    """Whether a lead-in ending in ":" assigns something beyond announcing its list."""
    rest = text[subject.predicate :].rstrip(": ")
    coordination = _COORDINATION.match(rest)
    partners = read_bodies(rest, coordination.end(), bare=True) if coordination else None
    if partners:
        rest = rest[partners.end :]
    announced = list(phrase("lead-in tail").finditer(rest))
    if announced:
        rest = rest[: announced[-1].start()]
    return len(re.findall(r"\w+", phrase("filler").sub("", rest))) >= _OWN_WORK


_STATED = 40
"""Within how many of the last characters of a line its duty is stated."""
_ONLY_DUTY = re.compile(r"\s(?:có|chịu) (?:trách nhiệm|nhiệm vụ)\s*[:.;]?$")


def states_only_duty(text: str) -> bool:
    """Whether a line stops at "… có trách nhiệm": what the duty is stands below it."""
    begin = max(0, len(text) - _STATED)
    return text.find("nhiệm", begin) >= 0 and bool(_ONLY_DUTY.search(text, begin))


_DIRECTS_ONE = re.compile(r"\s+chỉ đạo\s+")


def find_list(text: str) -> Subject | None:
    """A line that is nothing but bodies and ":" ("Sở Y tế:"), or a body that directs one ("X chỉ đạo Y:")."""
    bodies = read_bodies(text) if text.endswith(":") else None
    if not bodies:
        return None
    end = bodies.end
    directs = _DIRECTS_ONE.match(text, end)
    told = read_bodies(text, directs.end()) if directs else None
    if text[(told.end if told else end) :].strip() != ":":
        return None
    return Subject(bodies.names, end, "assign", bodies.collective)
