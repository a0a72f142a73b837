"""Processes: what a named authority does at a step, within a term, or in a case, with no word of duty.

Regulations set such work in running text ("Trong thời hạn 02 ngày …, Sở X thực hiện …",
"<case>, Sở X sẽ …"), internal procedures in numbered steps ("Bước 1: Ủy ban nhân dân …").
Only an authority with a name is held to them: what a class of bodies or an applicant does
in a public service's procedure is described, not assigned.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extract.assignments import find_subject
from extract.bodies import read_bodies
from extract.subjects import Subject, is_bare_noun, is_official
from extract.text import UPPER
from ontology import vocabulary
from ontology.vocabulary import phrase

_ON_RECEIPT = re.compile(r"(?:Trong (?:thời hạn|thời gian|vòng)|Chậm nhất|Sau)\s[^,]{3,120}\snhận\s")
_FROM_WHOM = r"(?:[^\s,.;]+\s+){0,6}?của\s+(?:các\s+|những\s+)?"


@cache
def _application() -> re.Pattern[str]:
    """ "… nhận đủ hồ sơ hợp lệ", "… nhận được văn bản đề nghị của tổ chức, cá nhân"."""
    papers, applicants = (vocabulary.either(vocabulary.words(kind)) for kind in ("application", "applicant"))
    return re.compile(
        rf"(?:được\s+|đủ\s+)*(?:(?:{papers})(?!\w|\s+của\s)|{_FROM_WHOM}(?:{applicants})(?!\w))"
    )


def is_procedure(text: str, subject: Subject) -> bool:
    """Whether a sentence is a step of a public service: what is done within days of an application.

    What a named authority does on receipt of other papers ("văn bản đề nghị của các cơ quan") is its work.
    """
    receipt = _ON_RECEIPT.match(text)
    if not receipt:
        return False
    return not is_official(subject.names[0]) or bool(_application().match(text, receipt.end()))


_STEP = re.compile(r"Bước\s+\d{1,2}\s*[:.]\s+")
_COMMA = re.compile(r",\s+")
_FAR = 300  # characters within which a step names its actor
_HANDS_ON = re.compile(r"(?:giao|phân công|ủy quyền)(?!\w)")
_SENTENCE = re.compile(rf"\.\s+(?=[{UPPER}])")


def is_step(text: str) -> bool:
    """Whether a line is a numbered step, "Bước 2: …"."""
    return bool(_STEP.match(text))


def subject_of_step(text: str) -> Subject | None:
    """The authority that a step names as its actor; ``start`` is where the wording begins."""
    mark = _STEP.match(text)
    if not mark:
        return None
    at = mark.end()
    found = find_subject(text[at:])
    if not found:
        first = _SENTENCE.search(text, at)  # "Sau khi xác định được thôn. Ủy ban nhân dân cấp xã căn cứ …"
        found = find_subject(text[first.end() :]) if first else None
        if found and first:
            found = replace(found, predicate=found.predicate + first.end() - at)
    found = found or _actor(text[at:])
    if not found or found.modality != "assign" or not is_official(found.names[0]):
        return None
    return replace(found, predicate=found.predicate + at, start=at)


def _actor(text: str) -> Subject | None:
    """The authority before any verb, at the beginning or behind a comma: "Sau khi …, X ban hành …"."""
    for begin in (0, *(joint.end() for joint in _COMMA.finditer(text, 0, _FAR))):
        bodies = read_bodies(text, begin)
        rest = text[bodies.end :].lstrip() if bodies else ""
        if bodies and phrase("ending").match(rest) and not _HANDS_ON.match(rest):
            return Subject(bodies.names, bodies.end, "assign", bodies.collective)
    return None


_BOUND = re.compile(r"\s(?:sẽ\s+(?!được\s|không\s|bị\s|là\s|có\s|do\s)|có trách nhiệm\s)")
_JOINT = re.compile(r"(?:[,:;.]|(?<=\)))\s+")
_LONGEST_LIST = 200  # characters
_LONGEST_QUOTE = 2000  # characters


def bound_in(text: str) -> Subject | None:
    """All whom clauses anywhere in a paragraph bind ("…, Sở X sẽ khóa hộp thư"), in their order.

    The bodies must fill the clause from a comma, colon or bracket up to "sẽ" or "có trách
    nhiệm"; at least one of them is an authority with a name.
    """
    names: list[str] = []
    predicate = 0
    for bound in _BOUND.finditer(text):
        found = _bodies_up_to(text, bound.start())
        if _is_quoted(text, bound.start()):
            continue
        if not found or (is_bare_noun(found[0]) and "sẽ" in bound.group()):
            continue
        names += [name for name in found if name not in names]
        predicate = predicate or bound.start()
    if not any(is_official(name) for name in names):
        return None
    return Subject(tuple(names), predicate, "assign", False)


def _is_quoted(text: str, at: int) -> bool:
    """Whether the words at ``at`` stand inside a quoted provision."""
    begin = max(0, at - _LONGEST_QUOTE)
    return text.rfind("“", begin, at) > text.rfind("”", begin, at)


def _bodies_up_to(text: str, end: int) -> tuple[str, ...]:
    """The list of bodies that fills a clause up to ``end``, from the farthest joint where one begins."""
    clause = text[max(0, end - _LONGEST_LIST) : end]
    for joint in _JOINT.finditer(clause):
        bodies = read_bodies(clause, joint.end(), bare=True)
        if bodies and bodies.end == len(clause):
            return bodies.names
    return ()
