"""Headings that say whose duty stands below them: "2. Sở Tài chính", "Điều 13. Trách nhiệm của …"."""

from __future__ import annotations

import re
from functools import cache

from extract.assignments import find_subject
from extract.bodies import read_bodies
from extract.subjects import Subject, is_strong
from extract.text import fold, one_line
from ontology import vocabulary


@cache
def _responsibility() -> re.Pattern[str]:
    """ "Trách nhiệm của Sở X", "Nội dung Sở X có trách nhiệm chủ trì"."""
    return re.compile(
        r"(?:Trách nhiệm|TRÁCH NHIỆM|Nhiệm vụ)(?: thực hiện| tổ chức)?"
        r"(?:(?:,| và) (?:nhiệm vụ|quyền hạn|nghĩa vụ|quyền))* (?:của )?"
        r"|Nội dung (?=\S+ .*có trách nhiệm)"
    )


DIRECTS = re.compile(r"Chỉ đạo\s+")
"""What opens a heading that directs others ("3. Chỉ đạo các ngân hàng:")."""
_LONGEST_HEADING = 40  # words
_LONGEST_NAME = 14  # words
_DUTY = re.compile(r",?\s+(?:có|chịu) trách nhiệm\b")
_QUALIFIED = re.compile(r",?\s*(?:chủ trì,?\s*)?(?:phối hợp|có trách nhiệm|chịu trách nhiệm|thực hiện)")
_COORDINATION = re.compile(r"(?:Chủ trì,?\s*(?:và\s+)?)?[Pp]hối hợp(?:\s+chặt chẽ)?(?:\s+với)?\s+")


def coordinated(text: str) -> tuple[str, ...]:
    """The partners of a lead-in that names nothing else ("a) Chủ trì, phối hợp với các sở, ngành:")."""
    opening = _COORDINATION.match(text)
    bodies = read_bodies(text, opening.end(), bare=True) if opening else None
    return bodies.names if bodies and not text[bodies.end :].strip(" :.;") else ()


_ROLE = re.compile(
    r"(?:Cơ quan|Đơn vị|Tổ chức) (?:chủ trì|phối hợp|đầu mối|chủ quản|tiếp nhận|thẩm định)"
    r"(?: [^\s.,;:|]+){1,12}:?$"
)


def played_role(text: str) -> Subject | None:
    """ "3. Cơ quan chủ trì thẩm định hồ sơ" in a section of duties: the whole heading names who plays it.

    So does whom it describes as a person ("6. Người sử dụng nhà ở:").
    """
    if not _ROLE.match(text) and not _PERSON.match(text):
        return None
    return Subject((text.rstrip(" :"),), len(text), "assign", False)


_PERSON = re.compile(r"Người(?:\s[^\s.,;:()]+){2,12}:$")
_PARTY = re.compile(r"[^.;:()]{3,160}\((?:[Bb]ên|BÊN)\s[^().;:]{2,40}\):?$")


def party(text: str) -> Subject | None:
    """ "Chủ đầu tư, đơn vị quản lý (Bên cho thuê):": a party to a contract is one, however described."""
    if not (text[:1].isupper() and _PARTY.match(text)):
        return None
    return Subject((text.rstrip(" :"),), len(text), "assign", False)


def is_short_for(subject: Subject, owner: Subject) -> bool:
    """Whether a sentence only repeats the beginning of its heading's name ("cơ quan chủ trì có …")."""
    if len(subject.names) != 1 or len(owner.names) != 1 or subject.names[0][:1].isupper():
        return False
    return fold(owner.names[0]).startswith(fold(subject.names[0]) + " ")


def subject_of_heading(text: str) -> Subject | None:
    """The bodies that a heading names as those to do what stands below it; ``None`` where it names none."""
    responsibility = _responsibility().match(text)
    begin = responsibility.end() if responsibility else 0
    if text.endswith("."):
        listed = read_bodies(text, begin)
        if listed and listed.end == len(text) - 1:
            text = text[:-1]  # "2. Trách nhiệm của các Sở: Nội vụ, Tài chính."
    subject = find_subject(text[begin:])
    if subject and text.rstrip().endswith(":"):
        return subject
    if subject and subject.told and not text.rstrip().endswith((".", ";")):
        return subject
    if responsibility and not text.rstrip().endswith((".", ";")):
        return _responsible(text, begin) or (_whoever(text) if not subject else None)
    directs = DIRECTS.match(text) if text.rstrip().endswith(":") else None
    if directs:
        told = read_bodies(text, directs.end())
        if told:
            return Subject(told.names, told.end, "assign", told.collective, told=True)
    bound = _persons_bound(text)
    if bound:
        return bound
    bodies = read_bodies(text, begin)
    if not bodies or text.rstrip().endswith((".", ";")):
        return (
            subject if subject and text.rstrip().endswith((".", ";")) and is_strong(text, subject) else None
        )
    rest = text[bodies.end :].rstrip(" :")
    if rest and not _QUALIFIED.match(rest):
        if not bodies.collective or len(text.split()) > _LONGEST_HEADING:
            return None
        whole = _DUTY.split(one_line(text[begin:]).partition(":")[0])[0].rstrip(" :,")
        return Subject((*bodies.names[:-1], whole[whole.find(bodies.names[-1]) :]), len(text), "assign", True)
    return Subject(bodies.names, bodies.end, "assign", bodies.collective)


_PERSONS_BOUND = re.compile(r"Người\s[^.;:]{3,400}?(?=\s(?:có|chịu) trách nhiệm\s*:$)")
_COMMA = re.compile(r",\s+(?:và\s+)?|\s+và\s+")


def _persons_bound(text: str) -> Subject | None:
    """ "Người có thẩm quyền …, công chức được phân công … có trách nhiệm:": persons, then staff or bodies."""
    bound = _PERSONS_BOUND.match(text)
    if not bound:
        return None
    for comma in _COMMA.finditer(text, 0, bound.end()):
        beside = read_bodies(text[: bound.end()], comma.end(), bare=True, whole=True)
        if beside and beside.end == bound.end():
            names = (one_line(text[: comma.start()]), *beside.names)
            return Subject(names, bound.end(), "assign", True)
    return Subject((one_line(bound.group()),), bound.end(), "assign", False)


_WHOEVER = re.compile(r"Trách nhiệm của (?=[^\W\d])", re.IGNORECASE)


def _whoever(text: str) -> Subject | None:
    """ "Trách nhiệm của người quản trị Cổng thông tin": whom no word of the register opens, as printed."""
    of = _WHOEVER.match(text)
    name = _heading_tail().split(text[of.end() :].rstrip(" :"))[0].rstrip(" ,") if of else ""
    if not name or name.isupper() or len(name.split()) > _LONGEST_NAME:
        return None
    return Subject((name,), len(text), "assign", False)


@cache
def _heading_tail() -> re.Pattern[str]:
    return re.compile(rf"(?<=\s)(?:{vocabulary.either(vocabulary.words('heading tail'))})(?!\w)")


def _responsible(text: str, begin: int) -> Subject | None:
    """ "Trách nhiệm của các đơn vị được phân cấp trong việc …": the name goes up to the field of duty."""
    end = len(text.rstrip(" :"))
    bodies = read_bodies(text, begin, bare=True)
    if not bodies:
        return None
    duty = _DUTY.search(text, bodies.end, end)
    tail = _heading_tail().search(text, bodies.end, end) or duty
    whole = read_bodies(text[: tail.start() if tail else end].rstrip(" ,"), begin, bare=True, whole=True)
    predicate = duty.start() if duty else end
    return Subject(whole.names, predicate, "assign", whole.collective) if whole else None
