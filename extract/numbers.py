"""Vietnamese numbers: "50.000.000đ", "2,5 tỷ đồng", and amounts written out.

A point groups thousands and a comma begins the fraction ("1.219,11").
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from ontology import vocabulary

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
"""A number as printed, without its sign."""

_WORD = re.compile(r"[^\W\d_]+")


def parse_number(printed: str) -> Decimal:
    """The value of a printed number; ``ValueError`` where it is none."""
    if not re.fullmatch(NUMBER, printed):
        raise ValueError(f"not a number: {printed!r}")
    return Decimal(printed.replace(".", "").replace(",", "."))


@cache
def money_pattern() -> re.Pattern[str]:
    """A sum of money in đồng: the number, its scale ("nghìn tỷ"), the unit; never a rate ("đồng/người")."""
    scales = "|".join(word for word, entry in vocabulary.number_words().items() if entry.kind == "scale")
    unit = vocabulary.either(vocabulary.words("dong"), any_case=True)
    return re.compile(
        rf"(?<![\d.,])(?P<number>{NUMBER})(?:\s+(?P<scale>(?:{scales})(?:\s+(?:{scales}))?))?\s*"
        rf"(?P<unit>{unit})(?!\w)(?P<rate>\s*/\s*[^\W\d]+)?"
    )


def amount(number: str, scale: str | None) -> int:
    """The sum in đồng: ``amount("2,5", "tỷ")`` is 2,500,000,000."""
    value = parse_number(number)
    for word in (scale or "").split():
        value *= vocabulary.number_words()[word].value
    return int(value)


def parse_words(written: str) -> int | None:
    """A number in words, "Năm mươi triệu đồng" → 50,000,000; ``None`` where a word is not of one."""
    total = group = digit = 0
    seen = False
    for word in _WORD.findall(written.lower()):
        entry = vocabulary.number_words().get(word)
        if entry is None:
            return None
        if entry.kind == "digit":
            digit = digit + entry.value if digit == 10 else entry.value
            seen = True
        elif entry.kind == "tens":
            group += (digit or 1) * entry.value
            digit = 0
        elif entry.kind == "scale":
            total, group, digit = _scaled(total, group + digit, entry.value)
    return total + group + digit if seen else None


def _scaled(total: int, group: int, scale: int) -> tuple[int, int, int]:
    """ "hai nghìn tỷ": a scale behind a finished scale multiplies all that has been read."""
    if group == 0 and total:
        return total * scale, 0, 0
    return total + group * scale, 0, 0
