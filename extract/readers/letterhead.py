"""The letterhead: the two columns at the top of a document, whatever drew them.

Decree 30/2020/NĐ-CP, Appendix I, II: left the issuer above the number, right the
nation's name above place and date. Readers give it as rows, each pair on its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from extract.text import normalise

_NATION = re.compile(r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM")
_NUMBER = re.compile(r"(?i)^(?:luật |nghị quyết )?số\s*(?::|(?=[\d…._/-]))")
_SUBJECT = re.compile(r"(?i)^v/v\b|^về việc\b")
_DATE = re.compile(r"(?i)\bngày\b.*\btháng\b")


def is_letterhead(text: str) -> bool:
    """Whether ``text`` names the nation or the Party as letterheads do."""
    return bool(_NATION.search(normalise(text).normal))


def rows_of_letterhead(columns: Sequence[Sequence[str]]) -> list[list[str]] | None:
    """The rows of a letterhead whose columns are lists of lines; ``None`` for any other table row.

    The first row has the bodies, the second number and date, a third the subject of a letter.
    """
    if len(columns) != 2 or not any(_is_of_letterhead(line) for column in columns for line in column):
        return None
    parted = [_parted(column) for column in columns]
    rows = [[" ".join(part) for part in pair] for pair in zip_longest(*parted, fillvalue=[])]
    return [row for row in rows if any(row)]


def _is_of_letterhead(line: str) -> bool:
    normal = normalise(line).normal
    return bool(_NATION.search(normal) or _NUMBER.match(normal.strip()))


def _parted(lines: Sequence[str]) -> list[list[str]]:
    """The lines of one column in up to three parts: above, number or date, subject."""
    parts: list[list[str]] = [[], [], []]
    at = 0
    for line in (piece.strip() for text in lines for piece in text.split("\n")):
        normal = normalise(line).normal
        if not re.search(r"[^\W_]", normal):
            continue
        if at == 0 and (_NUMBER.match(normal) or _DATE.search(normal)):
            at = 1
        elif at and _SUBJECT.match(normal):
            at = 2
        parts[at].append(line)
    return parts
