"""Bare uses of a number that the text gave in full before: "Nghị quyết 347", "Kế hoạch 135".

A text cites "Nghị quyết số 347/NQ-CP … (sau đây gọi tắt là Nghị quyết 347)" and later says
"Nghị quyết 347" alone. Such a use is a mention of the document that was cited in full, found
by its type word and the digits of its number. Where two documents cited before share both,
or none does, the use names nothing: a wrong link is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.attribution import with_issuer
from extract.issuers import Home
from extract.mention import Mention
from extract.mentions import numbered_type, type_words
from extract.text import fold
from ontology.vocabulary import either

_DIGITS = re.compile(r"0*(\d+)")
_SHORTEST = 10
"""A number of one digit is a short name only where the text defines it: "Thông báo 5 nội dung"."""
_DEFINED = re.compile(r"(?i)gọi\s+(?:tắt\s+|chung\s+)?là\s*:?\s*[“\"']?\s*$")


@cache
def _bare() -> re.Pattern[str]:
    """A type word with a capital, digits, and nothing that makes them a quantity or a longer number."""
    rests: dict[str, list[str]] = {}
    for word in type_words():
        rests.setdefault(word[0].upper(), []).append(word[1:])
    # The capital comes first in each alternative, because a set of letters is searched for fast.
    words = "|".join(rf"{first}(?<![\w/-].){either(rest, any_case=True)}" for first, rest in rests.items())
    return re.compile(
        rf"(?P<type>{words})(?:\s+số)?\s+(?P<digits>\d{{1,5}})(?![\w])"
        r"(?!\s{0,2}[/–-]|[.,:]\d|\s*%|\s+(?i:năm|tháng|ngày|tuần|quý|giờ|người|đồng|triệu|tỷ)\b)"
    )


def with_short_names(normal: str, mentions: Sequence[Mention], home: Home) -> list[Mention]:
    """The mentions together with the bare uses of their numbers, in reading order."""
    found = [with_issuer(normal, one, home) for one in _short_names(normal, mentions)]
    return sorted([*mentions, *found], key=lambda one: (one.start, -one.end))


def _short_names(normal: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The bare uses, in reading order, each with the number of the document that it stands for."""
    numbered = [mention for mention in mentions if mention.number and mention.type]
    if not numbered:
        return
    named: dict[tuple[str, str], set[str]] = {}
    at = 0
    for match in _bare().finditer(normal):
        while at < len(numbered) and numbered[at].end <= match.start():
            _note(named, numbered[at])
            at += 1
        kind = numbered_type(match["type"])
        digits = _digits(match["digits"])
        cited = named.get((kind, digits), set())
        defined = _DEFINED.search(normal, max(0, match.start() - 40), match.start())
        if len(cited) == 1 and (int(digits) >= _SHORTEST or defined):
            yield Mention(
                match.start(),
                match.end(),
                match.end(),
                kind,
                match["digits"],
                None,
                None,
                None,
                match.start("digits"),
                stands_for=next(iter(cited)),
            )


def _note(named: dict[tuple[str, str], set[str]], mention: Mention) -> None:
    """Remember a number cited in full; its other spellings are the same number."""
    number = mention.number or ""
    if mention.type and _DIGITS.match(number):
        numbers = named.setdefault((mention.type, _digits(number)), set())
        if fold(number) not in {fold(one) for one in numbers}:
            numbers.add(number)


def _digits(number: str) -> str:
    match = _DIGITS.match(number)
    return match[1] if match else ""
