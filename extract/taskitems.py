"""The items of a document as assignments see them: bullets and paragraphs with their lost ends joined.

A page break may cut a bullet in two lines; a quoted provision, a form or a description of
a procedure assigns nothing; a paragraph behind a list belongs to the section, not to the
list's last point. All that is settled here, once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from extract.assignments import find_subject, find_told
from extract.bodies import read_bodies
from extract.layout import RANK, Block, Layout, is_type_line
from extract.leadins import find_list, states_only_duty
from extract.processes import is_step
from extract.subjects import Subject
from extract.text import fold, occurrences, one_line
from ontology import vocabulary
from ontology.vocabulary import phrase

Scope = Literal["assign", "none", "soft", "steps", "strict", "open"]
"""What a section is for: assigning work, something else, aims or principles (where only a stated duty
assigns), the course of a process, provisions of an act, or not said."""


@dataclass(slots=True)
class Item:
    """A bullet, paragraph or row: ``text`` is its wording after the marker, on one line.

    ``start`` and ``end`` are offsets of the normal text. ``detached``: a paragraph that
    stands behind a list; ``opening``: before anything numbered; ``act``: a provision of an
    act, not of a plan; ``delegates``: of one that hands powers on; ``barred``: quoted, or part
    of a form; ``step``: one of an internal procedure; ``consumed``: read already.
    """

    block: Block
    start: int
    end: int
    text: str
    detached: bool = False
    barred: bool = False
    act: bool = False
    delegates: bool = False
    opening: bool = False
    step: bool = False
    consumed: bool = False


_TITLE_OF_PROCEDURES = re.compile(r"(?:THỦ TỤC HÀNH CHÍNH|TTHC)(?P<internal>\s+NỘI BỘ)?")
_BASIS = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị)\b.*[;.]$")
_FOOTNOTE = re.compile(r"[¹²³⁴-⁹⁰]|\[\d+\]")
_FORM = re.compile(r"[\s*_|]*(?:Biểu mẫu|Mẫu(?: số| đơn)?|MẪU(?: SỐ)?|BM)[ -]*(?:số )?[\d.IVX]+[a-z]?\b")
_ANNEX = re.compile(r"[\s*_|]*(?:phụ lục|chương|phần)\s", re.IGNORECASE)
_FORM_LABEL = 120  # characters; a longer line speaks of forms, it heads none
_BLANKS = ("....", "……", "____")
_BLANK = re.compile(r"(?<!,)(?<!\.)\.{4,}|……|____")
_FOOTNOTE_MARK = re.compile(r"\[\d{1,3}\]\s*")
_LETTER_MARK = re.compile(
    r"[a-zđ]\.\s+(?=[A-ZĐ])"
)  # "b. Kiểm tra …" is an item too, though not Decree 30's form
_UNFINISHED = re.compile(r"[\w,)\"”]")
_LONG = 180
_LONGEST = 6000  # characters; no bullet is longer, and joining stays linear


@cache
def _procedure() -> re.Pattern[str]:
    """The parts of a procedure's description, and titles in capitals that announce one."""
    parts = vocabulary.either(vocabulary.words("procedure"))
    titles = vocabulary.either(vocabulary.words("procedure title"))
    return re.compile(rf"[\d.\sa-zđ)*+|-]*{parts}(?!\w)|[^a-zà-ỹ]*{titles}[^a-zà-ỹ]*$")


@cache
def _label() -> re.Pattern[str]:
    alternatives = "|".join(
        f"(?P<{label.role}_{index}>{label.pattern})" for index, label in enumerate(vocabulary.line_labels())
    )
    return re.compile(rf"(?:{alternatives})\s*:[\s*_]*", re.IGNORECASE)


def read_label(text: str) -> tuple[str, str] | None:
    """The role of a label line ("lead", "partner", "deadline", "content", "other") and its value."""
    if ":" not in text:
        return None
    match = _label().match(text)
    if not match or match.lastgroup is None:
        return None
    return match.lastgroup.partition("_")[0], text[match.end() :]


_ORDERING = vocabulary.words("ordering type")
_ORDERS = re.compile(r"yêu cầu|chỉ thị|nhiệm vụ cụ thể sau|đề nghị|chỉ đạo")


@dataclass(frozen=True, slots=True)
class Announcer:
    """A paragraph ending in ":" and the bodies it tells to do what is listed behind it."""

    item: Item
    subject: Subject


_OWN_HEAD = re.compile(r"^(?:Phó )?(?:Chủ tịch|Giám đốc|Bộ trưởng|Cục trưởng) (?=UBND|Ủy ban|Sở |Bộ |Cục )")
_ANNOUNCES = re.compile(r"(?:nhiệm vụ|giải pháp|nội dung|công việc|như sau|sau đây|sau)\b")


class Items:
    """The items in order, and what stands above each."""

    def __init__(self, layout: Layout, items: list[Item]) -> None:
        self.layout = layout
        self.all = items
        self._by_block = {item.block.index: item for item in items}
        self._parents: set[int] = set()
        self._above: dict[tuple[int, ...], list[Item]] = {}
        self._scopes: dict[int, Scope] = {}
        self._own_scopes: dict[int, Scope | None] = {}
        self._sections: dict[tuple[int, ...], tuple[str, ...]] = {}
        self._letterhead = fold(" ".join(block.text for block in layout.zone("header")))
        self._opened = self._find_opener()
        self._titles = {
            item.block.index: title
            for item, title in pairwise(items)
            if not item.text and title.block.rank is None and title.text.isupper()
        }
        self._announcers = self._find_announcers()
        self._last = {
            item.block.zone: item for item in items if item.block.kind == "paragraph" and not item.consumed
        }
        self._attach()

    def above(self, item: Item) -> list[Item]:
        """The items above ``item``, innermost first; the same list for all that stand under the same."""
        path = item.block.path
        found = self._above.get(path)
        if found is None:
            found = [self._by_block[index] for index in reversed(path) if index in self._by_block]
            self._above[path] = found
        return found

    def parent(self, item: Item) -> Item | None:
        """The innermost item above ``item``."""
        above = self.above(item)
        return above[0] if above else None

    def is_parent(self, item: Item) -> bool:
        """Whether items stand under it."""
        return item.block.index in self._parents

    def is_last(self, item: Item) -> bool:
        """Whether it is the last paragraph of its part of the document."""
        return self._last.get(item.block.zone) is item

    def section(self, item: Item) -> tuple[str, ...]:
        """The headings above, outermost first."""
        path = item.block.path
        if path not in self._sections:
            self._sections[path] = tuple(one_line(heading) for heading in self.layout.headings(item.block))
        return self._sections[path]

    def scope(self, item: Item) -> Scope:
        """What the section around ``item`` is for; the nearest heading that says so decides."""
        index = item.block.index
        if index not in self._scopes:
            self._scopes[index] = self._read_scope(item)
        return self._scopes[index]

    def _read_scope(self, item: Item) -> Scope:
        own = self._scope_of(item) if self.is_parent(item) else None
        if own:
            return own
        announcer = self.announcer(item)
        for above in self.above(item):
            if announcer and above.block.index < announcer.item.block.index:
                return "assign"
            found = self._scope_of(above)
            if found and not (item.delegates and _is_field_of_power(above)):
                return found
        if announcer or item.block.index > self._opened >= 0:
            return "assign"
        if item.delegates:
            return "none"
        return "strict" if item.act else "open"

    def _scope_of(self, item: Item) -> Scope | None:
        index = item.block.index
        if index not in self._own_scopes:
            title = self._titles.get(index)
            # A chapter's title stands on its own line; its articles may do other things than its name says.
            self._own_scopes[index] = (title and _scope_of_title(title)) or _scope_of_heading(item)
        return self._own_scopes[index]

    def is_own_issuer(self, names: tuple[str, ...]) -> bool:
        """Whether the only body named is the one of the letterhead, or its head."""
        if len(names) != 1:
            return False
        return fold(_OWN_HEAD.sub("", names[0]).replace("UBND", "Ủy ban nhân dân")) in self._letterhead

    def _find_opener(self) -> int:
        """The paragraph that opens the numbered orders of a directive or telegram, or -1."""
        names = (block.text.strip("*_# ") for block in self.layout.blocks if is_type_line(block.text))
        if next(names, _ORDERING[0]) not in _ORDERING:
            return -1
        for item in self.all:
            if item.block.zone != "body" or item.block.rank is not None:
                continue
            if item.text.endswith(":") and _ORDERS.search(item.text):
                return item.block.index
        return -1

    def announcer(self, item: Item) -> Announcer | None:
        """The paragraph above that tells a body to do the numbered items behind it."""
        return self._announcers.get(item.block.index)

    def _find_announcers(self) -> dict[int, Announcer]:
        """ "… thành phố X cần thực hiện một số nhiệm vụ sau:" rules the items up to the next section."""
        found: dict[int, Announcer] = {}
        current: Announcer | None = None
        depth = 0
        listed = False
        for item in self.all:
            rank = item.block.rank
            if rank is None and item.block.kind == "paragraph" and not item.barred:
                if item.text.endswith(":") or states_only_duty(item.text):
                    told = None if item.opening else find_list(item.text)
                    if not told and not self._opens_document(item) and _ANNOUNCES.search(item.text):
                        told = find_subject(item.text) or find_told(item.text)
                    if not told and states_only_duty(item.text):
                        told = find_subject(item.text)
                    if told and not self.is_own_issuer(told.names):
                        current = Announcer(item, told)
                        listed = False
                        depth = len(item.block.path)
            elif rank is not None and current and self._leaves(item, current):
                current = None
            listed = listed or rank is not None
            below = rank is not None or len(item.block.path) > depth
            if current and not listed and states_only_duty(current.item.text):
                below = True  # "Chi cục trưởng có trách nhiệm:" before paragraphs without marks
            if current and item is not current.item and below:
                found[item.block.index] = current
        return found

    def _leaves(self, item: Item, announcer: Announcer) -> bool:
        above = announcer.item.block.path
        return (item.block.rank or 0) <= RANK["roman"] or item.block.path[: len(above)] != above

    def _opens_document(self, item: Item) -> bool:
        return item.act or (item.opening and self._opened < 0)

    def _attach(self) -> None:
        """Find parents; a paragraph behind a list or a full sentence is nobody's child."""
        with_list: set[int] = set()
        for item in self.all:
            path = item.block.path
            if item.block.rank is None and item.block.kind == "paragraph" and path:
                above = self._by_block.get(path[-1])
                finished = above is not None and above.text.endswith((".", ";", "…"))
                finished = finished and above is not None and not states_only_duty(above.text)
                lettered = item.start > item.block.body
                item.detached = not lettered and (finished or path[-1] in with_list)
                if item.detached:
                    continue
            elif item.block.rank is None and item.block.kind == "paragraph":
                item.detached = True
            self._parents.update(path)
            if item.block.rank is not None:
                with_list.update(path)


def _is_field_of_power(heading: Item) -> bool:
    """ "Điều 9. Trách nhiệm quản lý trật tự xây dựng" in an act that hands powers on: nobody's duty."""
    power = _POWER.match(heading.text)
    return bool(power) and read_bodies(heading.text, power.end() if power else 0, bare=True) is None


def _scope_of_title(title: Item) -> Scope | None:
    text = title.text.lower()
    if phrase("assigning section").match(text):
        return "assign"
    return "none" if phrase("delegating title").match(text) else None


def _scope_of_heading(item: Item) -> Scope | None:
    rank = item.block.rank
    if rank is None or rank > RANK["letter"] or len(item.text) > 160:
        return None
    text = item.text.lower()
    if phrase("assigning section").match(text):
        return "assign"
    if not phrase("section without work").match(text) or find_subject(item.text):
        return None  # "Căn cứ nhiệm vụ được giao, các Sở:" names who is to act
    if phrase("process section").match(text):
        return "steps"
    return "soft" if phrase("soft section").match(text) else "none"


def is_footnote(line: str) -> bool:
    """Whether a line opens with the mark of a footnote, "¹ …" or "[1] …"."""
    return bool(_FOOTNOTE.match(line))


def read_items(layout: Layout) -> Items:
    """The items of the body and the annexes."""
    barred = _quoted(layout)
    items: list[Item] = []
    blanks = any(mark in layout.normal for mark in _BLANKS)
    procedures = internal = forms = act = delegates = ordered = False
    blocks = list(layout.zone("body", "annex"))
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        if is_footnote(block.text):
            continue
        if is_type_line(block.text):
            # A form prints the type of what it is a form of; an annex says what it comes with.
            issued = _comes_with(blocks[position + 1 : position + 5])
            procedures = procedures and not issued
            forms = forms and not issued
            ordered = False
            act = block.text.strip("*_# ") not in vocabulary.words("planning type")
            delegates = block.zone == "annex" and following is not None and _delegates(following)
        ordered = ordered or block.rank is not None or block.kind == "row"
        if block.rank is not None and block.rank <= RANK["điều"]:
            procedures = False  # steps end with the article that lists them
        if block.zone == "annex" and len(block.text) < _FORM_LABEL:
            forms = bool(_FORM.match(block.text)) or (forms and not _ANNEX.match(block.text))
        if block.zone == "annex" and len(block.text) < 400 and _procedure().match(block.text):
            procedures = True
        titled = _TITLE_OF_PROCEDURES.search(block.text) if block.text.isupper() else None
        if titled:
            internal = titled["internal"] is not None
        step = procedures and internal and is_step(block.content)
        if items and _continues(items[-1], block, following):
            items[-1].text += " " + one_line(block.text)
            items[-1].end = block.end
            continue
        start = _start(block)
        items.append(
            Item(
                block,
                start,
                block.end,
                one_line(block.content[start - block.body :]),
                barred=(procedures and not step)
                or forms
                or barred(block)
                or (blanks and _has_blanks(block.text))
                or (not ordered and bool(_BASIS.match(block.text))),
                act=act,
                delegates=delegates,
                opening=not ordered,
                step=step,
            )
        )
    return Items(layout, items)


def _delegates(title: Block) -> bool:
    """Whether an annex is about handing powers on: its provisions say who may do what."""
    return bool(phrase("delegating title").match(title.text.lower()))


def _comes_with(behind: list[Block]) -> bool:
    """Whether the lines behind an annex's type say that it was issued with an act."""
    return any("kèm theo" in block.text.lower() for block in behind)


def _has_blanks(text: str) -> bool:
    """Whether a line leaves room to be filled in, as forms do."""
    return any(mark in text for mark in _BLANKS) and bool(_BLANK.search(text))


def _start(block: Block) -> int:
    """Where the wording begins: behind the marker and the mark of a footnote ("1.[17] …")."""
    if block.kind == "row":
        return block.start
    opening = block.content[:1]
    mark = None
    if opening == "[":
        mark = _FOOTNOTE_MARK.match(block.content)
    elif opening.islower():
        mark = _LETTER_MARK.match(block.content)
    return block.body + mark.end() if mark else block.body


def _continues(previous: Item, block: Block, following: Block | None) -> bool:
    """Whether a line is the rest of the one before, cut by a page break or at a dash inside a name."""
    if block.kind == "row" or not (block.text[:1].islower() if block.marker is None else block.marker == "-"):
        return False
    if previous.block.kind == "row" or len(previous.text) > _LONGEST:
        return False
    if not _UNFINISHED.match(previous.text[-1:]):
        return False
    if block.marker is None:
        return not _LETTER_MARK.match(block.text)
    if previous.block.marker in (None, "-", "+") or len(previous.text) < _LONG:
        return False
    only_one = following is None or following.marker != "-"
    return only_one and read_label(block.content) is None


_POWER = re.compile(r"Trách nhiệm\s+(?!của\s|thi hành|tổ chức thực hiện)")


def _quoted(layout: Layout) -> Callable[[Block], bool]:
    """A test for blocks inside a quotation that runs over several blocks (amended provisions)."""
    starts: list[int] = []
    ends: list[int] = []
    stack: list[int] = []
    for at in sorted((*occurrences(layout.normal, "“"), *occurrences(layout.normal, "”"))):
        if layout.normal[at] == "“":
            stack.append(at)
        elif stack:
            opened = stack.pop()
            if not stack and "\n" in layout.normal[opened:at]:
                starts.append(opened)
                ends.append(at)

    def barred(block: Block) -> bool:
        if not starts:
            return False
        at = bisect_right(starts, block.start) - 1
        return at >= 0 and block.start < ends[at]

    return barred
