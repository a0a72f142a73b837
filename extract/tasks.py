"""Assignments: which body must do what, with whom, by when.

Three layouts carry them: lines such as "Đơn vị chủ trì: …" under the items they govern
(:mod:`extract.tasklines`), tables with a column for who leads (:mod:`extract.tasktables`),
and headings or sentences that name a body (here). An item is read in one of them only.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extract import tasklines, tasktables
from extract.assignments import find_also_told, find_later, find_subject, find_told
from extract.bodies import read_bodies
from extract.deadlines import find_deadline, read_due, term_up_to
from extract.dutyheadings import DIRECTS, coordinated, is_short_for, party, played_role, subject_of_heading
from extract.layout import RANK, Layout
from extract.leadins import has_own_work, states_only_duty
from extract.partners import find_advised, find_partners, find_reported_to, unique
from extract.processes import bound_in, is_procedure, subject_of_step
from extract.record import Due, Task
from extract.subjects import Subject, is_bare_noun, is_official, is_strong, states_duty, states_liability
from extract.taskitems import Item, Items, is_footnote, read_items
from extract.text import Text, one_line
from ontology import vocabulary
from ontology.vocabulary import phrase

_FIRST_WORDS = 10
_PERIODIC = re.compile(r"định kỳ", re.IGNORECASE)


def find_tasks(text: Text, layout: Layout) -> tuple[Task, ...]:
    """All assignments of a document, in reading order; offsets are those of the raw text."""
    items = read_items(layout)
    found = [
        *(_task(text, items, drawn) for drawn in tasklines.find(items)),
        *(_task(text, items, drawn) for drawn in tasktables.find(text.normal, items)),
        *(_task(text, items, drawn) for drawn in _Sections(items).find()),
    ]
    found.sort(key=lambda task: task.start)
    return tuple(_with_period(items, found))


def _task(text: Text, items: Items, drawn: tasklines.Drawn) -> Task:
    start, end = text.raw_span(drawn.start, drawn.end)
    printed = _without_notes(text.raw[start:end])
    deadline, due = drawn.deadline, None
    if deadline:
        due = read_due(deadline)
    elif not drawn.deadline_known:
        span = find_deadline(drawn.text)
        if span:
            span = term_up_to(drawn.text, span, drawn.responsible)
            deadline = drawn.text[span[0] : span[1]]
            due = read_due(
                deadline, periodic=bool(_PERIODIC.search(drawn.text, max(0, span[0] - 30), span[0]))
            )
    return Task(
        starts=" ".join(printed.split(" ", _FIRST_WORDS)[:_FIRST_WORDS]),
        responsible=unique(list(drawn.responsible)),
        partners=unique([*drawn.partners, *find_partners(drawn.text)]),
        deadline=deadline,
        start=start,
        end=end,
        text=printed,
        due=due,
        modality=drawn.modality,
        advises=find_advised(drawn.text),
        reports_to=find_reported_to(drawn.text),
        section=items.section(drawn.item),
    )


def _without_notes(printed: str) -> str:
    """The wording on one line, without the footnotes of a page that cuts it."""
    first, *rest = printed.split("\n")
    return one_line("\n".join([first, *(line for line in rest if not is_footnote(line.strip()))]))


def _with_period(items: Items, tasks: list[Task]) -> list[Task]:
    """A plan's own section "Thời gian thực hiện" that is an interval bounds the tasks without a deadline."""
    due = _period_of_plan(items)
    if due is None:
        return tasks
    return [replace(task, due=due) if task.deadline is None else task for task in tasks]


_PERIOD_HEADING = re.compile(r"thời gian(?: thực hiện)?\s*:?$", re.IGNORECASE)
_MONTHS = re.compile(r"từ\s+(?:ngày|tháng)\s.{1,40}\sđến\s", re.IGNORECASE)


def _period_of_plan(items: Items) -> Due | None:
    for item, following in zip(items.all, items.all[1:], strict=False):
        if _PERIOD_HEADING.match(item.text) and len(following.text) < 80 and _MONTHS.match(following.text):
            due = read_due(following.text)
            return due if due.kind == "interval" and due.end else None
    return None


@cache
def _acting() -> re.Pattern[str]:
    verbs = {*vocabulary.words("task verb"), *vocabulary.words("ending")} - {
        *vocabulary.words("not assigning")
    }
    return re.compile(rf"{vocabulary.either(verbs, any_case=True)}(?!\w)")


_ANSWERS = re.compile(r"chịu trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện)")
_ASKS = re.compile(r"(?:Yêu cầu|Đề nghị)\b")
_COORDINATES_ONLY = re.compile(r"(?:Chủ trì,?\s*(?:và\s+)?)?[Pp]hối hợp(?: với)?\s*:?")
_CASES = re.compile(r"(?:trường hợp|điều kiện)(?: sau(?: đây)?)?\s*:$")
_LONGEST_CASES = 40  # characters
_QUOTA = re.compile(r"(?:chọn|[Kk]hông quá)[^.;:]{0,30}\s\d{1,3}\s+(?:tập thể|cá nhân|trường hợp)")


def _opens_cases(text: str) -> bool:
    """Whether a line says that cases follow: "… trong các trường hợp sau đây:"."""
    return text.endswith(":") and bool(_CASES.search(text, max(0, len(text) - _LONGEST_CASES)))


def _is_quota(text: str) -> bool:
    """Whether a line says how many a body may put forward: a limit, not work."""
    return ("chọn" in text or "hông quá" in text) and bool(_QUOTA.search(text))


class _Sections:
    """Reads headings that are bodies and sentences that name one."""

    def __init__(self, items: Items) -> None:
        self.items = items
        self._subjects: dict[int, Subject | None] = {}
        self._coordinated: dict[int, tuple[str, ...]] = {}

    def find(self) -> list[tasklines.Drawn]:
        """The assignments of every item that is not read otherwise."""
        drawn = []
        for item in self.items.all:
            if item.consumed or item.block.kind == "row" or item.barred:
                continue
            found = self._read(item)
            if found:
                drawn.append(found)
        return drawn

    def _read(self, item: Item) -> tasklines.Drawn | None:
        if item.step:
            return self._step(item)
        return self._heading(item) if self.items.is_parent(item) else self._leaf(item)

    def _step(self, item: Item) -> tasklines.Drawn | None:
        """A step of an internal procedure is the work of the authority it names."""
        subject = subject_of_step(item.text)
        return self._drawn(item, subject, (), subject.start) if subject else None

    def _of_process(self, item: Item) -> tasklines.Drawn | None:
        """What a named authority does at a point of a process, unless the process serves applicants."""
        subject = find_subject(item.text)
        if not subject or not item.act or not is_official(subject.names[0]):
            return None
        return None if is_procedure(item.text, subject) else self._drawn(item, subject, ())

    def _leaf(self, item: Item) -> tasklines.Drawn | None:
        if self.items.scope(item) == "none" or self._is_closing(item) or _is_quota(item.text):
            return None
        if self._is_case(item):
            return None
        if self.items.scope(item) == "steps":
            return self._of_process(item)
        listed = self._under_coordination(item)
        if listed:
            return listed
        subject = find_subject(item.text)
        if item.text.endswith(":") and coordinated(item.text):
            return None
        owner = None if item.detached else self._owner(item)
        announced = self.items.announcer(item) is not None
        if subject and (owner or self._counts(item, subject)):
            if owner and not announced and _ASKS.match(item.text):
                # "- Yêu cầu các cơ quan báo chí …" under "4. Sở X" is work of Sở X.
                return self._drawn(item, *owner)
            if states_only_duty(item.text) or (
                item.text.endswith(":") and not has_own_work(item.text, subject)
            ):
                return None
            if owner and is_short_for(subject, owner[0]):
                subject = replace(subject, names=owner[0].names)
            if subject.told:
                subject = replace(subject, names=(*subject.names, *find_also_told(item.text, subject)))
            if item.opening and subject.told:
                told = find_told(item.text)
                subject = replace(subject, start=told.start) if told else subject
            return self._drawn(item, subject, (), subject.start)
        if (
            item.text.endswith(":")
            and not subject
            and read_bodies(item.text[:1].lower() + item.text[1:], bare=True)
        ):
            return None  # "Các đơn vị cung cấp dịch vụ phải:" announces what its heading assigns
        if owner and self.items.announcer(item) and not subject:
            owner = self._named_instead(item) or owner
        if owner and not phrase("not a duty").match(item.text):
            return self._drawn(item, *owner)
        if item.text.endswith(":"):
            return self._opener(item)
        bound = bound_in(item.text) if item.act and not item.opening and not subject else None
        if self.items.scope(item) == "assign":
            return self._opener(item) or (self._drawn(item, bound, ()) if bound else None)
        later = None if item.opening else find_later(item.text, must=not item.act)
        later = later or bound
        return self._drawn(item, later, ()) if later and self._counts(item, later) else None

    def _is_case(self, item: Item) -> bool:
        """ "a) Có nguy cơ mất an toàn;" under "Từ chối trong các trường hợp sau:": when, not what."""
        above = self.items.parent(item)
        return above is not None and _opens_cases(above.text)

    def _under_coordination(self, item: Item) -> tasklines.Drawn | None:
        """ "- Sở Tài chính và các đơn vị tham mưu …" under "b) Chủ trì, phối hợp": with whom, not who."""
        above = self.items.parent(item)
        if not above or not _COORDINATES_ONLY.fullmatch(above.text):
            return None
        owner = self._owner(item)
        bodies = read_bodies(item.text, bare=True)
        return self._drawn(item, owner[0], bodies.names) if owner and bodies else None

    def _named_instead(self, item: Item) -> tuple[Subject, tuple[str, ...]] | None:
        """The bodies that an announced item names itself, though in no form of a sentence known."""
        told = find_told(item.text)
        if told:
            return replace(told, start=0), ()
        bodies = read_bodies(item.text)
        return (Subject(bodies.names, bodies.end, "assign", bodies.collective), ()) if bodies else None

    def _heading(self, item: Item) -> tasklines.Drawn | None:
        """A lead-in with items under it counts when it assigns work of its own."""
        if self.items.scope(item) in ("none", "steps"):
            return None
        subject = find_subject(item.text)
        if not subject and _opens_cases(item.text) and not phrase("not a duty").match(item.text):
            owner = self._owner(item)
            return self._drawn(item, *owner) if owner else None
        if not subject:
            return self._lead_in(item)
        if not self._counts(item, subject):
            return None
        if not has_own_work(item.text, subject):
            return None
        if not item.text.rstrip().endswith((":", ".", ";")):
            return None  # "2. Các Sở chủ trì, quản lý, tham gia thực hiện các dự án" is a name
        return self._drawn(item, subject, ())

    def _lead_in(self, item: Item) -> tasklines.Drawn | None:
        """ "a) Chỉ đạo các ngân hàng mở tài khoản cho dân, cụ thể như sau:" under "3. Ngân hàng Nhà nước"."""
        owner = self._owner(item) if item.text.endswith(":") and DIRECTS.match(item.text) else None
        if not owner or not has_own_work(item.text, replace(owner[0], predicate=0)):
            return None
        return self._drawn(item, *owner)

    def _opener(self, item: Item) -> tasklines.Drawn | None:
        """ "… Thủ tướng yêu cầu X …, tập trung một số nhiệm vụ sau:" before the numbered items."""
        told = find_told(item.text)
        if not told:
            told = find_later(item.text)
            if told and not phrase("closing").match(item.text):
                told = replace(told, start=0)
        if not told or (item.text.endswith(":") and not has_own_work(item.text, told)):
            return None
        return self._drawn(item, told, (), told.start)

    def _counts(self, item: Item, subject: Subject) -> bool:
        scope = self.items.scope(item)
        if scope == "assign":
            return True
        if not subject.told and item.opening:
            return False  # "… Ủy ban nhân dân tỉnh ban hành Kế hoạch …"
        if scope == "open" and not subject.told and self.items.is_own_issuer(subject.names):
            return False
        if states_liability(item.text, subject):
            return False
        if scope == "soft":
            return states_duty(item.text, subject)
        if is_procedure(item.text, subject):
            return False
        if scope == "strict":
            return is_strong(item.text, subject) or not is_bare_noun(subject.names[0])
        return True

    def _is_closing(self, item: Item) -> bool:
        if item.block.marker is not None or not (item.detached or item.text.startswith("Trên đây")):
            return False
        closes = not item.detached or bool(phrase("closing").match(item.text)) or self._ends_part(item)
        return closes and not _ANSWERS.search(item.text) and not find_deadline(item.text)

    def _ends_part(self, item: Item) -> bool:
        """Whether it is the last paragraph of its part and tells no body in particular to act."""
        if not self.items.is_last(item):
            return False
        subject = find_subject(item.text)
        return subject is None or not subject.told or (subject.collective and len(subject.names) == 1)

    def _drawn(
        self, item: Item, subject: Subject, partners: tuple[str, ...], start: int = 0
    ) -> tasklines.Drawn:
        return tasklines.Drawn(
            item,
            item.start + start,
            item.end,
            item.text[start:],
            subject.names,
            partners,
            modality=subject.modality,
        )

    def _owner(self, item: Item) -> tuple[Subject, tuple[str, ...]] | None:
        """The body of the nearest heading above that names one, and the partners it names."""
        announcer = self.items.announcer(item)
        beside: tuple[str, ...] = ()
        for above in self.items.above(item):
            if announcer and above.block.index < announcer.item.block.index:
                break
            scope = self.items.scope(above)
            if scope in ("none", "steps"):
                return None
            beside = beside or self._beside(above)
            subject = self._subject_of_heading(above)
            if scope == "assign":
                subject = party(above.text) or subject or played_role(above.text)
            if subject and scope == "soft" and not states_duty(above.text, subject):
                return None
            if subject and (
                self.items.scope(item) == "assign"
                or subject.told
                or states_duty(above.text, subject)
                or (_acting().match(item.text) and not is_bare_noun(subject.names[0]))
            ):
                directs = DIRECTS.match(above.text)
                return subject, beside or (() if directs else find_partners(above.text))
            if above.block.rank is not None and above.block.rank <= RANK["roman"]:
                break
        return (announcer.subject, find_partners(announcer.item.text)) if announcer else None

    def _beside(self, item: Item) -> tuple[str, ...]:
        index = item.block.index
        if index not in self._coordinated:
            self._coordinated[index] = coordinated(item.text)
        return self._coordinated[index]

    def _subject_of_heading(self, item: Item) -> Subject | None:
        index = item.block.index
        if index not in self._subjects:
            self._subjects[index] = subject_of_heading(item.text)
        return self._subjects[index]
