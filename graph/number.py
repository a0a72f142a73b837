"""Taking printed document numbers apart.

State bodies print ``number/TYPE-ISSUER`` (individual acts), ``number/year/TYPE-ISSUER``
(normative acts), ``number/year/QH15`` (National Assembly) and ``number/ISSUER-UNIT``
(official letters); Party bodies print ``number-TYPE/ISSUER``. Source: Decree
30/2020/NĐ-CP, Appendix I and III; Guide 36-HD/VPTW.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Style = Literal["state", "normative", "party", "standard"]

_STATE = re.compile(
    r"(?P<digits>\d+(?:\.\d+)?[a-zđ]?)/(?:(?P<year>\d{4})[-/]?)?(?P<symbol>[^\W\d].*)", re.IGNORECASE
)
_PARTY = re.compile(r"(?P<digits>\d+[a-zđ]?)-(?P<symbol>(?P<type>[^\W\d]+)/(?P<issuer>.+))", re.IGNORECASE)
_STANDARD = re.compile(r"(?P<body>[A-ZĐ]{2,})/?\d[\d-]*(?::\d{4}|[-/]\w+)?(?:/\w+)?")
_LEGISLATURE = re.compile(r"(?P<body>[^\W\d]+)\d+$")
_SEPARATORS = re.compile(r"[-/]")
_LOOKALIKES = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | dict(zip("АВЕКМНОРСТУХ", "ABEKMHOPCTYX", strict=True))
)
"""Dashes of every kind, and the Cyrillic capitals that a keyboard puts in for Latin ones: "NĐ-СР"."""


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number in its parts; ``head`` and ``parts`` are the symbol cut at its hyphens.

    ``digits`` keeps its letter suffix and the part after a point (the Government's
    special resolutions of 2025: 66.2/2025/NQ-CP) but not its leading zeros; ``parts`` are the
    bodies named after the type for a state or Party number, and all of the symbol
    when the type is not part of it.
    """

    style: Style
    digits: str
    year: str | None
    symbol: str
    head: str
    parts: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str | None, str]:
        """What two mentions of one document in one text have in common."""
        return self.digits, self.year, self.symbol.casefold()


def parse_number(printed: str) -> Number | None:
    """The parts of a printed number, ``None`` when it is none that is known.

    >>> parse_number("105-KH/HU").parts
    ('HU',)
    >>> parse_number("53/2015/QĐ-TTg").year
    '2015'
    """
    text = "".join(unicodedata.normalize("NFC", printed).translate(_LOOKALIKES).split())
    if match := _PARTY.fullmatch(text):
        head, parts = match["type"], (match["issuer"],)
        return Number("party", _digits(match["digits"]), None, match["symbol"], head, parts)
    if match := _STATE.fullmatch(text):
        symbol = match["symbol"]
        head, *rest = _SEPARATORS.split(symbol)
        if legislature := _LEGISLATURE.fullmatch(head):
            head, rest = "", [legislature["body"]]
        style: Style = "normative" if match["year"] else "state"
        return Number(style, _digits(match["digits"]), match["year"], symbol, head, tuple(rest))
    if match := _STANDARD.fullmatch(text):
        return Number("standard", text, None, text, match["body"], ())
    return None


def _digits(printed: str) -> str:
    return printed.lstrip("0").lower() or "0"
