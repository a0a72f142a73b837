"""The strategy, programme, scheme or plan that a cited decision approves: a thing of its own.

It is named in the decision's title ("phê duyệt Đề án “Giáo dục hướng nghiệp …”") or
before the number ("Chiến lược phát triển … theo Quyết định số 2239/QĐ-TTg").
"""

from __future__ import annotations

import re
from functools import cache

from extract.mention import Mention
from extract.text import one_line
from ontology.registers import instrument_words

_REACH = 400
"""How far before a number the name of its instrument may begin, in characters."""
_QUOTES = " ,“”\"'"


@cache
def _approving() -> re.Pattern[str]:
    words = "|".join(instrument_words())
    return re.compile(
        rf"^(?:(?:về|về việc)\s+)?(?:phê duyệt|ban hành)\s+(?P<name>(?:{words})\b.*)$", re.DOTALL
    )


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(instrument_words())
    return re.compile(rf"(?<!\w)(?P<name>(?:{words})\s[^;\n]*?)\s*,?\s+(?:theo|tại)\s+$")


def find_instrument(normal: str, mention: Mention, title: str | None) -> str | None:
    """The instrument's name on one line, without quotation marks around its proper name; else ``None``."""
    approving = _approving().match(title) if title else None
    if approving:
        return _tidy(approving["name"])
    lead = normal[max(0, mention.start - _REACH) : mention.start]
    if not lead.rstrip().endswith(("theo", "tại")):
        return None
    lead = re.split(r"[;\n]", lead)[-1]
    before = _before().search(lead)
    return _tidy(before["name"]) if before and not re.search(r"\d+[-/][A-ZĐ]", before["name"]) else None


def _tidy(name: str) -> str:
    return one_line(re.sub(r"[“”\"]", "", name)).strip(_QUOTES)
