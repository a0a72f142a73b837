"""Whom a sentence or a heading names as the one to act.

The forms: "Giao X …", "Đề nghị X …", "X chủ trì, phối hợp với Y …", "Căn cứ …, X …",
"Thủ tướng Chính phủ yêu cầu X …", and headings that are a body ("2. Sở Tài chính:").
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from extract.bodies import Bodies, read_bodies
from extract.record import Modality
from extract.subjects import Subject, is_bare_noun, is_strong
from extract.text import UPPER
from ontology import vocabulary
from ontology.vocabulary import phrase

_FAR = 900  # characters of a sentence within which its subject must stand
_KEPT = 2000  # characters; the subject of a longer text is not kept for when it is asked for again


@cache
def _opening() -> re.Pattern[str]:
    request = vocabulary.either(vocabulary.words("request"))
    assign = vocabulary.either(vocabulary.words("assign"))
    return re.compile(rf"(?:(?P<request>{request})|(?P<assign>{assign}))\s+(?:cho\s+)?")


@cache
def _before_sentence() -> re.Pattern[str]:
    """A connective, a list mark in words ("Thứ nhất, …", "Hai là, …") or an address before the sentence."""
    connective = "(?:Đồng thời|Ngoài ra|Bên cạnh đó|Trước mắt)"
    ordinal, address = (vocabulary.either(vocabulary.words(kind)) for kind in ("ordinal mark", "address"))
    return re.compile(rf"{connective}\s*,?\s+|{ordinal}\s*[,:]\s+|{address}\s*:?\s+")


@cache
def _unaided() -> re.Pattern[str]:
    """ "Hằng năm lập dự toán …": a rhythm with its verb, so that nobody behind a comma is its subject."""
    rhythm, verb = (vocabulary.either(vocabulary.words(kind)) for kind in ("rhythm", "own verb"))
    return re.compile(rf"(?:{rhythm})\s+(?:{verb})(?!\w)")


_TOPIC = re.compile(r"(?:(?:Về|Đối với)\s[^:]{1,600}|[^:.;|]{3,160}):\s+")  # "Về kiến nghị …: giao Bộ X …"
_SENTENCE = re.compile(rf"\.\s+(?=[{UPPER}])")
_CLAUSES = re.compile(rf"\.\s+(?=[{UPPER}])|;\s+(?=(?:các|từng|mọi)\s)")
_OBLIGED = re.compile(r"\s*phải\s(?!được\s)")
_WISH = re.compile(r"Về\s")
_ROLE = re.compile(r"(?:[Vv]ới|[Tt]rên)\s[^,:;.]{3,80},\s+")  # "với vai trò là chủ đầu tư, Tập đoàn X …"
# A set of letters in front is searched for many times as fast as a choice of words.
_JOINT = re.compile(
    r"[,;vpy](?:(?<=[,;])\s+(?:thì\s+)?|(?<!\w.)(?:(?<=v)ướng mắc|(?<=p)hát sinh|(?<=y)êu cầu)\s+)"
)
_BESIDE = re.compile(
    r"[pg](?<!\w.)(?:(?<=p)hối hợp(?:\s+chặt chẽ)?\s+(?:với|cùng)|(?<=g)ửi(?:\s+về)?)\s+(?:với\s+)?"
)
"""What bodies follow that are told nothing ("phối hợp với A, B kiểm tra")."""
_BETWEEN = re.compile(r"\bgiữa\s[^,;.]*$")  # "giữa các ngành, các cấp": what stands behind is no subject
_SINGLE_NOUN = re.compile(r"\w+,")  # "Chính phủ, Bộ, ngành và tỉnh" is not the subject
_TELLS = re.compile(r"\s+(?P<verb>yêu cầu|giao|đề nghị|phân công)\s+(?:cho\s+)?")
_ANSWERS = re.compile(r"\s+chịu trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện)\b")
_IN_FIELD = re.compile(r",?\s+(?:trong phạm vi|theo) (?:chức năng|nhiệm vụ|quyền hạn)\s*,")
_SENTENCE_END = re.compile(r"\.\s|:\s.*\s(?:có|được)\s")
_LONGEST_LIST = 2500  # characters
_TELL = re.compile(r"(?:yêu cầu|giao|đề nghị|phân công)(?!\w)")
_TOLD = re.compile(
    r"[ygđ](?<!\w.)(?<!theo .)(?<!của .)(?<!được .)(?<!có .)(?<!các .)(?<!thể .)(?<!hợp .)"
    r"(?:(?<=y)êu cầu|(?<=g)iao|(?<=đ)ề nghị)\s+(?:cho\s+)?"
)
_RELATIVE = re.compile(r"\s*(?:đã\s+)?được\s+(?:phân công|phân cấp|giao|cấp)\b")
_DUTY = re.compile(
    r"\s(?:có trách nhiệm|chịu trách nhiệm|phải|cần|chủ động|căn cứ|báo cáo|tổ chức|lập|khẩn trương"
    r"|triển khai)\b"
)
_MUST = re.compile(r"\s+(?:và\s+)?(?:phải|sẽ|cần)$|\s+và$")
_FORBIDS = re.compile(r"[^.;]{0,250}?\s(?:không được|có quyền)\b")
_OF_THIS_PAPER = re.compile(
    r"\s+(?:theo|tại|trong|thuộc|nêu)\s+(?:\w+\s+){0,7}(?:này|kèm theo)\b.*$|\s+thuộc Kế hoạch$"
)
_BOUND_BY_MUST = re.compile(
    r"(?:(?! (?:trong đó|nhưng|nếu|mà|việc|khi|các|những) )[^.;:]){1,160}?(?=\s+phải\b)"
)
_BOUND_BY_RIGHT = re.compile(r"[^.;:]{0,160}?\s(?:có quyền|được quyền|được phép|sẽ được)\b")
_CLASS = re.compile(r"(?i:cá nhân|tổ chức|doanh nghiệp|hộ)")
_CLAUSE = re.compile(r"\s+\w")
_NEGATED = re.compile(r"\s(?:không|chưa)\s(?!thuộc|có)")
_WITH_WHOM = re.compile(r",?\s(?:chủ trì|phối hợp)\s")
_IN_TERM = re.compile(r",\s+trong (?:thời hạn|thời gian|vòng)\s")
_AS_HUB = re.compile(r",?\s+là (?:cơ quan )?(?:đầu mối|thường trực)(?!\w)")
_ONCE = re.compile(r",?\s(?:(?:ngay\s)?sau khi|trước khi)\s")  # "Cá nhân sau khi được cấp thẻ có trách nhiệm"
_NEGATED_SOON = re.compile(r"(?:[^\s,;.]+\s+){2,4}?(?:không|chưa)\s(?!thuộc|có)")
_IN_ROLE = re.compile(r"\s*,?\s*(?:với|trên) (?:vai trò|tư cách|cương vị|tinh thần)\s")
_COMMA = re.compile(r",\s+")
_LONGEST_ROLE = 400  # characters
_ENDS_IN_JOINT = re.compile(r"(?:\s(?:và|đồng thời|phải|sẽ|cần)|[,;])$")
_BOUND_BY_DUTY = re.compile(r"[^.;:]{1,220}?(?=,?\s+(?:có|chịu) trách nhiệm\b)")
_CONTENT_AFTER = re.compile(r"\s*[:-]\s+(?=\S)")


def find_subject(text: str) -> Subject | None:
    """The bodies that ``text`` tells to act, in whichever form; ``None`` where it names none."""
    return _kept_subject(text) if len(text) <= _KEPT else _read_subject(text)


@lru_cache(maxsize=1024)
def _kept_subject(text: str) -> Subject | None:
    return _read_subject(text)


def _read_subject(text: str) -> Subject | None:
    if text.isupper():
        return None
    before = _before_sentence().match(text)
    begin = before.end() if before else 0
    opened = _opening().match(text, begin)
    if opened:
        bodies = read_bodies(text, opened.end())
        if bodies:
            modality: Modality = "request" if opened["request"] else "assign"
            return _subject(text, bodies, modality, told=True)
        return None
    direct = _answering(text, begin) or _person(text, begin) or _direct(text, begin)
    if direct:
        return direct
    topic = _TOPIC.match(text, begin) if ":" in text else None
    if topic and not _WISH.match(text, begin) and read_bodies(text, begin):
        topic = None  # "Sở X quyết định việc trang bị của: …" is no label
    if topic and len(text) - topic.end() > 1:
        return _under_topic(text, topic)
    if phrase("condition").match(text, begin) and not _unaided().match(text, begin):
        return _after_condition(text, begin)
    return None


def _under_topic(text: str, topic: re.Match[str]) -> Subject | None:
    """The subject behind "…:", in its first sentence or, after a wish ("Về đề nghị …:"), in a later one."""
    at = topic.end()
    role = _ROLE.match(text, at)
    found = _at(text, at) or (_at(text, role.end()) if role else None)
    if not found and phrase("condition").match(text, at):
        found = _after_condition(text, at)
    if found or not _WISH.match(text, topic.start()):
        return found
    for sentence in _SENTENCE.finditer(text, at):
        found = _at(text, sentence.end())
        if found:
            return found
    told = find_told(text)
    return replace(told, start=0) if told else None


def _answering(text: str, begin: int) -> Subject | None:
    """ "A, B và C chịu trách nhiệm thi hành Quyết định này": all before the words is the list."""
    if "chịu trách nhiệm" not in text:
        return None
    answers = _ANSWERS.search(text, begin, begin + _LONGEST_LIST)
    if not answers or _SENTENCE_END.search(text, begin, answers.start()):
        return None
    field = _IN_FIELD.search(text, begin, answers.start())
    end = field.start() if field else answers.start()
    bodies = read_bodies(text[:end], begin, whole=True)
    if not bodies or bodies.end < end - 1:
        return None
    return Subject(bodies.names, answers.start(), "assign", bodies.collective)


_PERSON = re.compile(
    r"[Nn]gười (?:được giao|được phân công|phụ trách)\s[^.;:]{3,120}?"
    r"(?=\s(?:có trách nhiệm|phải chủ động)\s)"
)


def _person(text: str, begin: int) -> Subject | None:
    """ "Người được giao quản lý hộp thư phải chủ động …": a person by the charge given."""
    person = _PERSON.match(text, begin)
    return Subject((person.group(),), person.end(), "assign", False) if person else None


def _direct(text: str, begin: int) -> Subject | None:
    """Bodies at ``begin`` with a predicate, or a body that tells others to act."""
    bodies = read_bodies(text, begin)
    if not bodies or _is_bare(bodies.names[0]):
        return _of_plain_noun(text, begin) or (None if bodies else _place(text, begin))
    tells = _TELLS.match(text, bodies.end)
    if tells:
        told = read_bodies(text, tells.end())
        if told:
            modality: Modality = "request" if tells["verb"] == "đề nghị" else "assign"
            return _subject(text, told, modality, told=True)
        if not phrase("assigning though").match(text, bodies.end + 1):
            return None
    if bodies.collective and _BOUND_BY_RIGHT.match(text, bodies.end):
        return None
    described = _described(text, begin, bodies)
    if described:
        return described
    return _subject(text, bodies, "assign") if _has_predicate(text, bodies.end) else None


def _of_plain_noun(text: str, at: int) -> Subject | None:
    """ "cơ quan lập đề án có trách nhiệm …": all before the duty is the name of a plain noun's body."""
    bound = _BOUND_BY_DUTY.match(text, at) if text.find("trách nhiệm", at, at + _FAR) >= 0 else None
    if not bound or _ENDS_IN_JOINT.search(bound.group()):
        return None
    if _NEGATED_SOON.match(text, at) or _IN_TERM.search(bound.group()):
        return None
    role = _AS_HUB.search(bound.group()) or _ONCE.search(bound.group())
    if role:
        return _of_plain_noun(text[: at + role.start()] + " có trách nhiệm", at)
    # In lower case, because "Tổ chức" with a capital is more often the verb that opens a task.
    clause = text[at].lower() + text[at + 1 : bound.end()]
    bodies = read_bodies(clause, bare=True, whole=True)
    if not bodies or bodies.end < len(clause):
        return None
    first = text[at] + bodies.names[0][1:]
    return Subject((first, *bodies.names[1:]), bound.end(), "assign", bodies.collective)


_PLACE = re.compile(
    rf"(?:(?:[Tt]ỉnh|[Tt]hành phố)(?:\s[{UPPER}]\w*(?:\s-\s[{UPPER}]\w*)?){{1,4}}|Tỉnh|Thành phố)"
    r"(?=\s+(?:cần|phải|chủ động|tập trung|khẩn trương|tiếp tục|tổ chức|rà soát|chỉ đạo)\s)"
)


def _place(text: str, at: int) -> Subject | None:
    """ "Thành phố Đà Nẵng cần …": a place for its government, where it is told to act."""
    found = _PLACE.match(text, at)
    return Subject((found.group(),), found.end(), "assign", False) if found else None


def _described(text: str, begin: int, bodies: Bodies) -> Subject | None:
    """ "các cơ quan có liên quan đến lĩnh vực nêu tại Điều 1 có trách nhiệm …": the whole is the name."""
    if not bodies.collective or not _CLAUSE.match(text, bodies.end) or _RELATIVE.match(text, bodies.end):
        return None
    # "Indirect" verbs cannot describe a body before its duty: "các Sở chỉ đạo đơn vị có trách nhiệm …".
    if phrase("strong").match(text, bodies.end + 1) or phrase("indirect").match(text, bodies.end + 1):
        return None
    bound = _BOUND_BY_DUTY.match(text, bodies.end)
    must = _BOUND_BY_MUST.match(text, bodies.end)
    if must and (not bound or must.end() < bound.end()):
        bound = must
    if bound and _NEGATED.match(bound.group()):
        return None
    if not bound or _ENDS_IN_JOINT.search(bound.group()):
        return None
    if phrase("adverbial").match(text, bodies.end + 1):
        return Subject(
            bodies.names, bound.end(), "assign", True
        )  # "các cơ quan khi nhận tin có trách nhiệm …"
    if bound.group().startswith(" là ") and not _CLASS.search(bodies.names[-1]):
        return Subject(bodies.names, bound.end(), "assign", True)  # "Cục X, Cục Y là đầu mối có …"
    with_whom = _WITH_WHOM.search(text, bodies.end, bound.end())
    end = with_whom.start() if with_whom else bound.end()
    whole = read_bodies(text[:end].rstrip(" ,"), begin, whole=True)
    return Subject(whole.names, end, "assign", True) if whole else None


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word.lower() for kind in ("generic", "body") for word in vocabulary.words(kind))


def _is_bare(name: str) -> bool:
    """ "Cơ quan …", "Tổ …": a noun whose name could not be read is no body."""
    return name.lower() in _nouns() and " " not in name.removeprefix("Cơ ").removeprefix("Đơn ")


def _has_predicate(text: str, at: int) -> bool:
    inline = _CONTENT_AFTER.match(text, at)
    if inline:
        at = inline.end()
        return bool(phrase("ending", any_case=True).match(text, at)) and not phrase("not assigning").match(
            text[at : at + 40].lower()
        )
    if _RELATIVE.match(text, at):
        return bool(_DUTY.search(text, at, at + 250)) and not _FORBIDS.match(text, at)
    role = _IN_ROLE.match(text, at)
    if role:
        commas = _COMMA.finditer(text, role.end(), role.end() + _LONGEST_ROLE)
        return any(_has_predicate(text, comma.end()) for comma in commas)
    rest = re.compile(r"\s*,?\s*").match(text, at)
    at = rest.end() if rest else at
    # "có ý kiến", "có phương án" are work, though "có" alone only describes.
    if phrase("strong").match(text, at) or phrase("assigning though").match(text, at):
        return True
    return (
        bool(phrase("ending").match(text, at))
        and not _TELL.match(text, at)
        and not phrase("not assigning").match(text, at)
    )


def _subject(text: str, bodies: Bodies, modality: Modality, told: bool = False) -> Subject:
    names, at = bodies.names, bodies.end
    relative = _RELATIVE.match(text, at)
    if relative:
        duty = _DUTY.search(text, at, at + 250)
        if duty and len(names) == 1 and bodies.collective:
            clause = _OF_THIS_PAPER.sub("", _MUST.sub("", text[at : duty.start()].rstrip(" ,")))
            names = (names[0] + " " + clause.strip(),) if clause.strip() else names
        at = duty.start() if duty else at
    return Subject(names, at, modality, bodies.collective, told=told)


def _after_condition(text: str, begin: int) -> Subject | None:
    """ "Căn cứ …, X …": the first place behind a comma where a body with a predicate stands."""
    beside = _beside(text, begin, begin + _FAR)
    for joint in _JOINT.finditer(text, begin, begin + _FAR):
        if any(joint.start() in span for span in beside):
            continue
        if _BETWEEN.search(text[max(begin, joint.start() - 60) : joint.start()]):
            continue
        found = _at(text, joint.end())
        if found:
            return found
    return None


def _beside(text: str, begin: int, end: int) -> list[range]:
    """Where bodies are listed that are told nothing: those to work with, those to send to."""
    spans = []
    for opening in _BESIDE.finditer(text, begin, end):
        bodies = read_bodies(text, opening.end(), bare=True)
        if bodies:
            spans.append(range(opening.end(), bodies.end))
    return spans


def _at(text: str, at: int) -> Subject | None:
    """The subject of a clause that begins at ``at``."""
    opened = _opening().match(text, at)
    if opened:
        bodies = read_bodies(text, opened.end())
        modality: Modality = "request" if opened["request"] else "assign"
        return _subject(text, bodies, modality, told=True) if bodies else None
    return None if _SINGLE_NOUN.match(text, at) else _direct(text, at)


def find_later(text: str, must: bool = False) -> Subject | None:
    """The body of a later sentence that says its duty: "Hồ sơ lập thành hai bản. Sở X có trách nhiệm …".

    With ``must``, as outside acts, what it "phải" do is its duty too.
    """
    for sentence in (_CLAUSES if must else _SENTENCE).finditer(text):
        found = _at(text, sentence.end())
        if not found or is_bare_noun(found.names[0]):
            continue
        if is_strong(text, found) or (must and _OBLIGED.match(text, found.predicate)):
            return replace(found, start=sentence.end())
    return None


def find_also_told(text: str, first: Subject) -> tuple[str, ...]:
    """The bodies that later sentences of the same kind tell to act ("Giao X …. Yêu cầu Y …")."""
    names: list[str] = []
    for sentence in _SENTENCE.finditer(text, first.predicate):
        opened = _opening().match(text, sentence.end())
        bodies = None
        if opened:
            named = text[opened.end() : opened.end() + 1].isupper()  # "Yêu cầu Nhà đầu tư …"
            bodies = read_bodies(text, opened.end(), bare=named)
        if bodies:
            names += bodies.names
    return tuple(names)


def find_told(text: str) -> Subject | None:
    """The clause inside a paragraph in which one body tells others to act ("… Thủ tướng yêu cầu X …")."""
    for told in _TOLD.finditer(text):
        bodies = read_bodies(text, told.end())
        if not bodies:
            continue
        clause = max(
            text.rfind(mark, max(0, told.start() - _FAR), told.start()) for mark in (", ", "; ", ". ", ": ")
        )
        found = _subject(
            text, bodies, "request" if text.startswith("đề nghị", told.start()) else "assign", True
        )
        return Subject(
            found.names,
            found.predicate,
            found.modality,
            found.collective,
            clause + 2 if clause >= 0 else 0,
            True,
        )
    return None
