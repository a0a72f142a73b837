"""The words of assignments, aims and sums: what opens a body's name, what ends it, what labels a line.

Read once from the CSV files beside the other registers; a word list never stands in code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ontology.registers import rows


@dataclass(frozen=True, slots=True)
class Label:
    """What a label line ("Đơn vị chủ trì:") or a column head says of a task, as a pattern over lower case."""

    role: str
    pattern: str
    example: str


@cache
def _by_kind() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for name in ("task_words.csv", "measure_words.csv", "communication_words.csv", "agenda_words.csv"):
        for row in rows(name):
            kinds.setdefault(row["kind"], []).append(row["word"])
    return {kind: tuple(found) for kind, found in kinds.items()}


def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, in the order of the register; an unknown kind raises ``KeyError``."""
    return _by_kind()[kind]


class _Branch(dict[str, "_Branch"]):
    """Where words part: the pattern of each next letter and what follows it; ``""`` where a word ends."""


def either(found: Iterable[str], *, any_case: bool = False) -> str:
    """A pattern for any of the words, the longest first, white space between their parts as it comes.

    What several words begin with is tried once, so that a match takes as many steps as a
    word has letters, not as there are words. ``any_case`` takes capitals for small letters too.
    """
    root = _Branch()
    for word in found:
        branch = root
        for letter in " ".join(word.split()):
            branch = branch.setdefault(_letter(letter, any_case), _Branch())
        branch[""] = _Branch()
    return _alternatives(root)


def _letter(letter: str, any_case: bool) -> str:
    if letter == " ":
        return r"\s+"
    lower, upper = letter.lower(), letter.upper()
    # A set is decided at once, where ignoring the case would try every alternative.
    return f"[{lower}{upper}]" if any_case and lower != upper else re.escape(letter)


def _alternatives(branch: _Branch) -> str:
    ways = [letter + _alternatives(after) for letter, after in branch.items() if letter]
    if "" in branch:
        ways.append("")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


@cache
def phrase(kind: str, *, any_case: bool = False) -> re.Pattern[str]:
    """Any of the words of a kind as whole words; ``any_case`` takes capitals for small letters too."""
    return re.compile(rf"{either(words(kind), any_case=any_case)}(?!\w)")


@cache
def line_labels() -> tuple[Label, ...]:
    """The labels of lines that say who does the items above them, with whom and by when."""
    return tuple(Label(row["role"], row["pattern"], row["example"]) for row in rows("task_labels.csv"))


@cache
def column_labels() -> tuple[Label, ...]:
    """The heads of the columns of an assignment table."""
    return tuple(Label(row["role"], row["pattern"], row["example"]) for row in rows("task_columns.csv"))


@cache
def register_columns() -> tuple[Label, ...]:
    """The heads of the columns of a register of documents, as patterns over letters without marks."""
    return tuple(Label(row["role"], row["pattern"], row["example"]) for row in rows("register_columns.csv"))


@cache
def effect_words() -> tuple[Label, ...]:
    """What registers write of a document's effect, by status, as patterns over letters without marks."""
    return tuple(Label(row["status"], row["pattern"], row["example"]) for row in rows("effect_words.csv"))


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word of a number written out: a digit, ten or hundred, a scale, or a word that counts nothing."""

    word: str
    kind: str
    value: int


@cache
def number_words() -> dict[str, NumberWord]:
    """The words of written-out numbers, by word."""
    return {
        row["word"]: NumberWord(row["word"], row["kind"], int(row["value"]))
        for row in rows("number_words.csv")
    }
