"""Sentences that stand before a list: whether they assign work of their own or only announce it."""

from __future__ import annotations

import re
from functools import cache

from extract.assignments import Subject
from extract.bodies import read_bodies
from ontology import vocabulary


@cache
def _announced() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.either(vocabulary.words('lead-in tail'))})(?!\w)")


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.either(vocabulary.words('filler'))})(?!\w)")


_COORDINATION = re.compile(r"\s*,?\s*(?:chủ trì,?\s*)?(?:phối hợp(?:\s+với)?)?\s*")
_OWN_WORK = 7  # words; fewer before "các nhiệm vụ sau:" only announce the list


def has_own_work(text: str, subject: Subject) -> bool:
    """Whether a lead-in ending in ":" assigns something beyond announcing its list."""
    rest = text[subject.predicate :].rstrip(": ")
    coordination = _COORDINATION.match(rest)
    partners = read_bodies(rest, coordination.end(), bare=True) if coordination else None
    if partners:
        rest = rest[partners.end :]
    announced = list(_announced().finditer(rest))
    if announced:
        rest = rest[: announced[-1].start()]
    return len(re.findall(r"\w+", _filler().sub("", rest))) >= _OWN_WORK
