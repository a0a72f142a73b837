"""What every reader gives: a raw text with one paragraph a line, and the places of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.places import Places

_SPACES = re.compile(r"[ \t\r\f\v]+")
_RULE = re.compile(r"[\s\-_=*~.–—─_]*")
"""A paragraph of nothing but dashes: the line under a letterhead, drawn with characters."""

_BROKEN_NUMBER = re.compile(r"\w[-/]$")
"""The end of a line that broke inside a number: "21-" above "CT/TW"; Vietnamese words have no hyphens."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file.

    ``encoding`` is how its bytes were decoded, or the name of the container's own
    encoding; ``places`` is ``None`` for plain text, where the offset says it all.
    """

    raw: str
    media_type: str
    encoding: str = "utf-8"
    places: Places | None = None


@dataclass(slots=True)
class Sheet:
    """Collects paragraphs and rows in reading order and notes the place of each.

    A blank line parts two paragraphs, as in plain text; lines that belong together
    (centred lines of a title, rows of a table) follow each other directly.
    """

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _offsets: list[int] = field(default_factory=list)
    _labels: list[str] = field(default_factory=list)
    _last: str = ""

    def paragraph(self, parts: Sequence[tuple[str, str]], *, group: str = "") -> None:
        """Add a paragraph, its lines as (place, text); an equal ``group`` joins it to the one before."""
        kept = [(place, tidy(text)) for place, text in parts]
        kept = [(place, text) for place, text in kept if text]
        if not kept or all(_RULE.fullmatch(text) for _, text in kept):
            self._last = ""
            return
        self._open(group)
        for index, (place, text) in enumerate(kept):
            if index and not _BROKEN_NUMBER.search(kept[index - 1][1]):
                self._write(" ")
            self._mark(place)
            self._write(text.replace("|", "¦"))
        self._write("\n")

    def row(self, cells: Iterable[str], place: str) -> None:
        """Add a table row as ``| cell | cell |``; a row without any words is left out."""
        texts = [tidy(cell.replace("\n", " ").replace("|", "¦")) for cell in cells]
        if not any(texts):
            return
        self._open("row")
        self._mark(place)
        self._write("| " + " | ".join(texts) + " |\n")

    def text(self) -> str:
        """The raw text so far."""
        return "".join(self._pieces)

    def finish(self, media_type: str, encoding: str = "utf-8") -> SourceText:
        """The text with its places."""
        return SourceText(
            self.text(), media_type, encoding, Places(tuple(self._offsets), tuple(self._labels))
        )

    def _open(self, group: str) -> None:
        if self._pieces and (not group or group != self._last):
            self._write("\n")
        self._last = group

    def _mark(self, place: str) -> None:
        if not self._labels or self._labels[-1] != place:
            self._offsets.append(self._length)
            self._labels.append(place)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def join_lines(lines: Iterable[str]) -> str:
    """Printed lines as one text: a space between them, but not inside a number that the line's end broke."""
    text = ""
    for line in lines:
        text += line if not text or _BROKEN_NUMBER.search(text) else f" {line}"
    return text


def tidy(text: str) -> str:
    """``text`` with single plain spaces, no spaces at the ends of its lines, and no empty lines."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(digits: str) -> str:
    """A footnote mark as printed: "12" becomes "¹²"; what has no raised form stays."""
    return digits.translate(_SUPERSCRIPTS)
