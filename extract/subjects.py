"""Whom a sentence tells to act, and how strongly: stated duty, wording that assigns, plain noun."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.record import Modality
from extract.text import UPPER
from ontology.vocabulary import phrase


@dataclass(frozen=True, slots=True)
class Subject:
    """The bodies told to act; ``predicate`` is the offset of what they are told, ``start`` of the clause."""

    names: tuple[str, ...]
    predicate: int
    modality: Modality
    collective: bool
    start: int = 0
    told: bool = False


_STATED = re.compile(r"\s*,?\s*(?:có|chịu) (?:trách nhiệm|nhiệm vụ)\b")


def states_duty(text: str, subject: Subject) -> bool:
    """Whether the sentence says in so many words that its subject has a duty."""
    return bool(_STATED.match(text, subject.predicate)) and not is_bare_noun(subject.names[0])


_LIABLE = re.compile(r"\s*(?:phải\s+)?chịu trách nhiệm (?:về|đối với)\b")
_BEFORE_THE_LAW = "chịu trách nhiệm trước pháp luật"


def states_liability(text: str, subject: Subject) -> bool:
    """Whether a sentence only says who answers for what, or how persons conduct themselves under the law."""
    if _LIABLE.match(text, subject.predicate):
        return True
    return _BEFORE_THE_LAW in text and "cá nhân" in subject.names[0]


_NAMED = re.compile(r"\s+\w")


def is_official(name: str) -> bool:
    """Whether a name is that of an authority ("Sở Y tế", "Bộ trưởng Bộ Y tế"), not of a class of bodies."""
    head = phrase("head").match(name)
    body = phrase("body").match(name, head.end() + 1) if head and head.end() < len(name) else None
    body = body or phrase("body").match(name)
    if not body or body.group() == "Cơ quan":
        return False
    return bool(_NAMED.match(name, body.end())) and not is_bare_noun(name)


def is_strong(text: str, subject: Subject) -> bool:
    """Whether the wording assigns by itself ("có trách nhiệm", "Giao …"), outside any section for it."""
    rest = text[subject.predicate :].lstrip(" ,")
    return subject.told or bool(phrase("strong").match(rest))


_PLAIN = re.compile(r"(?:Cơ quan|Đơn vị|Tổ|Hội đồng|Ban)(?:,|$)")
_PROPER = re.compile(rf"\s[{UPPER}]")


def is_bare_noun(name: str) -> bool:
    """Whether a name is a plain noun without "các" ("Doanh nghiệp số"): as a heading it may be a topic."""
    if _PLAIN.match(name):
        return True
    if (
        " các " in name
        or phrase("quantifier", any_case=True).match(name)
        or phrase("body").match(name)
        or _PROPER.search(name)
    ):
        return False
    return bool(phrase("generic", any_case=True).match(name))
