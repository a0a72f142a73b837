"""Lines that say who does the items above them: "Đơn vị chủ trì: …", "Thời gian thực hiện: …"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from extract.bodies import read_bodies
from extract.layout import RANK
from extract.partners import find_partners
from extract.record import Modality
from extract.taskitems import Item, Items, read_label
from ontology.vocabulary import phrase


@dataclass(frozen=True, slots=True)
class Drawn:
    """An assignment as drawn from the layout; offsets are those of the normal text."""

    item: Item
    start: int
    end: int
    text: str
    responsible: tuple[str, ...]
    partners: tuple[str, ...] = ()
    deadline: str | None = None
    deadline_known: bool = False
    modality: Modality = "assign"


@dataclass(slots=True)
class _Lines:
    """A cluster of label lines."""

    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    deadline: str | None = None
    timed: bool = False
    items: list[Item] = field(default_factory=list)


def find(items: Items) -> list[Drawn]:
    """The assignments that label lines make, marking the items and lines they use as consumed."""
    drawn: list[Drawn] = []
    pending: list[Item] = []
    lines = _Lines()
    empty: set[int] = set()
    for item in items.all:
        label = None if item.block.kind == "row" or item.barred else read_label(item.text)
        role = label[0] if label else None
        if lines.items and (role is None or role == "content"):
            drawn += _draw(_governed(items, pending, lines), lines)
            pending, lines = [], _Lines()
        if label and role not in (None, "content"):
            _note(lines, item, label)
            if role == "deadline" and not label[1]:
                empty.add(item.block.index)
        elif empty and not empty.isdisjoint(item.block.path):
            continue  # items under "Thời gian thực hiện:" name their own bodies
        elif item.block.kind == "row" or item.barred or _closes(item):
            pending = []
        else:
            pending.append(item)
    return drawn + _draw(_governed(items, pending, lines), lines)


def _governed(items: Items, pending: list[Item], lines: _Lines) -> list[Item]:
    """The pending items under the numbered heading that the lines stand under, or that heading itself."""
    if not lines.items:
        return pending
    for above in items.above(lines.items[0]):
        rank = above.block.rank
        if rank is not None and rank <= RANK["decimal"] and read_label(above.text) is None:
            index = above.block.index
            return [item for item in pending if item.block.index == index or index in item.block.path]
    return pending


def _closes(item: Item) -> bool:
    return item.block.rank is not None and item.block.rank <= RANK["roman"]


def _note(lines: _Lines, item: Item, label: tuple[str, str]) -> None:
    role, value = label
    lines.items.append(item)
    if role == "lead" and value:
        lines.lead = (*lines.lead, *(leads(value) or _as_printed(value)))
        lines.partners = (*lines.partners, *find_partners(value))
    elif role == "partner" and value:
        bodies = read_bodies(value, bare=True)
        lines.partners = (*lines.partners, *(bodies.names if bodies else (value.rstrip(" ."),)))
    elif role == "deadline":
        lines.timed = True
        lines.deadline = value.rstrip(" .;,") or None


_SHORT = 12  # words; a longer value is a sentence, not a name


def _as_printed(value: str) -> tuple[str, ...]:
    """A body that no word of the register opens, such as "Toàn trường"."""
    return (value.rstrip(" .;"),) if len(value.split()) <= _SHORT else ()


_SENTENCE_END = re.compile(r"\.\s+(?=[A-ZĐÀ-Ỹ])")


def leads(value: str) -> tuple[str, ...]:
    """The leading bodies in a label's value or a cell, also where each comes with its part of the work."""
    end = _SENTENCE_END.search(value)
    value = value[: end.start()] if end else value
    at = 0
    names: list[str] = []
    while at < len(value):
        bodies = read_bodies(value, at, bare=True)
        if bodies:
            names += bodies.names
            at = bodies.end
            if re.compile(r"\s*,?\s*(?:chủ trì,?\s*)?phối hợp").match(value, at):
                break
        joint = re.compile(r";\s*" if names else r"[;,]\s*").search(value, at)
        if not joint:
            break
        at = joint.end()
    return tuple(names)


def _draw(pending: list[Item], lines: _Lines) -> list[Drawn]:
    if not lines.lead:
        return []
    for item in lines.items:
        item.consumed = True
    drawn = []
    for item in _leaves(pending):
        item.consumed = True
        start, text = _content(item)
        drawn.append(
            Drawn(
                item, start, item.end, text, lines.lead, lines.partners, lines.deadline, deadline_known=True
            )
        )
    return drawn


def _leaves(pending: list[Item]) -> list[Item]:
    """The items with no other among them below; an empty label ("a) Nhiệm vụ:") is none."""
    below = Counter(index for item in pending for index in item.block.path)
    describing = Counter(index for item in pending if _describes(item) for index in item.block.path)
    chosen: list[Item] = []
    for item in pending:
        index = item.block.index
        label = read_label(item.text)
        if below[index]:
            # A heading is the task where all below only describes it.
            if below[index] == describing[index]:
                chosen.append(item)
        elif not (label and label[1] == "") and not _describes(item):
            chosen.append(item)
    return chosen


def _describes(item: Item) -> bool:
    """A "Nội dung: …" line that tells what a thing is, not what to do: the item above it is the task."""
    label = read_label(item.text)
    if not label or label[0] != "content" or item.text.lower().startswith("nhiệm vụ"):
        return False
    return not phrase("task verb", any_case=True).match(label[1])


def _content(item: Item) -> tuple[int, str]:
    label = read_label(item.text)
    if not label or label[0] != "content" or not label[1]:
        return item.start, item.text
    return item.start + len(item.text) - len(label[1]), label[1]
