"""Normal text with an offset map: what the grammars read, and the way back to what was printed.

Everything after reading works on :class:`Text`. Its ``normal`` form is NFC, has
``\\n`` line ends, plain spaces and hyphens, no invisible characters and one style of
tone marks, so that no grammar has to know the many ways of typing the same words.
Offsets of ``normal`` are carried back to code points of ``raw`` by :meth:`Text.raw_span`.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
LOWER = "a-zđ" + _VOWELS
"""The lower-case letters of Vietnamese, for use inside a character class."""
UPPER = "A-ZĐ" + _VOWELS.upper()
"""The capital letters of Vietnamese, for use inside a character class."""

_REPLACED = {
    "\r\n": "\n",
    "\r": "\n",
    "\f": "\n",
    "\v": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\t": " ",
    "\u00ad": "",  # soft hyphen
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",
    "\ufeff": "",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u2044": "/",
    "\u2215": "/",
}
# Cyrillic capitals that look like the Latin ones of symbols ("NĐ-СР").
_REPLACED |= dict(zip("АВЕКМНОРСТХІЈЅ", "ABEKMHOPCTXIJS", strict=True))
# The Icelandic eth, which Western keyboards and fonts give for đ ("QÐ-UBND").
_REPLACED |= {"\u00d0": "Đ", "\u00f0": "đ"}
_REPLACED |= {chr(code): " " for code in (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)}

_OLD_TONES = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
_OLD_TONES |= {old.upper(): new.upper() for old, new in _OLD_TONES.items()} | {
    old.capitalize(): new.capitalize() for old, new in _OLD_TONES.items()
}
# The old style differs only in open syllables; in "qu" the u belongs to the onset.
# One pattern for each first letter: a pattern that opens with a letter is searched for many times
# as fast as one that opens with a choice or by looking behind.
_OLD_TONE = tuple(
    re.compile(rf"{first}(?<![Qq].)[{''.join(old[1] for old in _OLD_TONES if old[0] == first)}](?!\w)")
    for first in "oOuU"
)
_UNCOMPOSED = "[^\u0300-\u036f][\u0300-\u036f]+"
_REPLACEABLE = "[" + "".join(sorted(key for key in _REPLACED if len(key) == 1)) + "](?:(?<=\r)\n)?"
_SPECIAL = re.compile(f"{_REPLACEABLE}|{_UNCOMPOSED}")
_SPECIAL_IF_COMPOSED = re.compile(_REPLACEABLE)
_RUN_OF_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A raw text, its normal form, and the map between their offsets.

    ``_normal_at`` and ``_raw_at`` hold, in step, the places where the two forms
    stop running in parallel; between two of them both advance one by one.
    """

    raw: str
    normal: str
    _normal_at: tuple[int, ...]
    _raw_at: tuple[int, ...]

    def raw_offset(self, offset: int) -> int:
        """The raw offset of the character at ``offset`` of the normal text."""
        index = bisect.bisect_right(self._normal_at, offset) - 1
        return self._raw_at[index] + offset - self._normal_at[index]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span, end-exclusive, of ``normal[start:end]``."""
        if start >= end:
            at = self.raw_offset(start)
            return at, at
        last = self.raw_offset(end - 1)
        following = self.raw_offset(end) if end < len(self.normal) else len(self.raw)
        stop = last + 1
        # A letter and the combining marks typed after it are one character of the normal text.
        while stop < following and unicodedata.combining(self.raw[stop]):
            stop += 1
        return self.raw_offset(start), stop

    def quote(self, start: int, end: int) -> str:
        """The printed wording of ``normal[start:end]``, exactly."""
        first, last = self.raw_span(start, end)
        return self.raw[first:last]


def normalise(raw: str) -> Text:
    """The normal form of ``raw`` with its offset map; linear in the length of the text."""
    pieces: list[str] = []
    normal_at = [0]
    raw_at = [0]
    length = 0
    read = 0
    composed_already = unicodedata.is_normalized("NFC", raw)
    special = _SPECIAL_IF_COMPOSED if composed_already else _SPECIAL
    for match in special.finditer(raw):
        start, end = match.span()
        found = match.group()
        composed = _REPLACED.get(found)
        if composed is None:
            composed = unicodedata.normalize("NFC", found)
        pieces.append(raw[read:start])
        length += start - read
        if composed:
            if normal_at[-1] == length:
                raw_at[-1] = start
            else:
                normal_at.append(length)
                raw_at.append(start)
            pieces.append(composed)
            length += len(composed)
        if normal_at[-1] == length:
            raw_at[-1] = end
        else:
            normal_at.append(length)
            raw_at.append(end)
        read = end
    pieces.append(raw[read:])
    normal = "".join(pieces)
    for old_tone in _OLD_TONE:
        normal = old_tone.sub(lambda found: _OLD_TONES[found.group()], normal)
    return Text(raw, normal, tuple(normal_at), tuple(raw_at))


def one_line(text: str) -> str:
    """``text`` with every run of white space as one space, NFC, trimmed."""
    composed = unicodedata.normalize("NFC", text)
    # Most lines are tidy: a space is the only white space that is printable.
    if composed.isprintable() and "  " not in composed and composed[:1] != " " != composed[-1:]:
        return composed
    return " ".join(composed.split())


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where ``words`` stand in ``text``: found many times as fast as by a pattern."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def lower(text: str) -> str:
    """``text`` in small letters, each at its own offset ("İ" alone would become two)."""
    return text.replace("İ", "i").lower()


_LONGEST_KEPT = 200
"""Characters; the folded form of a longer text is not kept for when it is asked for again."""


def fold(text: str) -> str:
    """A form for comparing names: normal, case-folded, one space between words, no edge punctuation."""
    return _kept_fold(text) if len(text) <= _LONGEST_KEPT else _fold(text)


@lru_cache(maxsize=16384)
def _kept_fold(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    folded = normalise(text).normal.casefold()
    return _RUN_OF_SPACES.sub(" ", folded.replace("\n", " ")).strip(" .,;:\"'“”‘’()/")


def without_marks(text: str) -> str:
    """``text`` in lower-case ASCII letters: tone and vowel marks dropped, đ written d."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
