"""Sums of money: a plan's budget lines, with how they were reckoned where that is printed.

Only sums in a part about money count: under such a heading or title, or in an item that
opens with words such as "Tổng kinh phí". A rate ("500.000 đồng/người") is no budget line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.layout import Block, Layout
from extract.numbers import NUMBER, amount, money_pattern, parse_number, parse_words
from extract.record import BudgetLine
from extract.text import Text, one_line
from ontology.vocabulary import phrase

_MULTIPLIED = re.compile(
    rf"(?P<quantity>{NUMBER})\s+(?P<unit>[^\W\d][^=;:.\d]{{0,60}}?)\s*[x×*]\s*(?=\d)", re.IGNORECASE
)
_IN_WORDS = re.compile(r"(?i)bằng chữ\s*:\s*(?P<words>[^\W\d_][^()./\n]*)")
_ROUND = re.compile(r"(?i)\bđồng\b.*$")
_EQUALS = re.compile(r"=\s*$")
_TITLE = 200  # characters; longer lines are not the title of a sum


def find_budget(text: Text, layout: Layout) -> tuple[BudgetLine, ...]:
    """The budget lines of a document in reading order; ``raw[start:end]`` is the quote."""
    found: list[BudgetLine] = []
    title: str | None = None
    for block in _blocks(layout):
        line = _read(text, block, title)
        written = _IN_WORDS.search(block.text)
        if written and found and line is None:
            found[-1] = replace(found[-1], amount_in_words_vnd=parse_words(_ROUND.sub("", written["words"])))
        elif line:
            found.append(line)
        elif block.kind == "paragraph" and len(block.content) < _TITLE and not block.content.startswith("("):
            title = one_line(block.content).rstrip(" .:;")
    return tuple(found)


def _blocks(layout: Layout) -> Iterator[Block]:
    """Paragraphs of a part about money; an annex is one when its title in capitals says so."""
    heading, opening = phrase("budget heading", any_case=True), phrase("budget opening")
    estimate = False
    headings: set[int] = set()
    for block in layout.zone("body", "annex", "tail"):
        if block.kind != "paragraph":
            continue
        if block.marker is None and block.text.isupper():
            estimate = bool(heading.match(block.text))
        if block.rank is not None and heading.match(block.content):
            headings.add(block.index)
        under = not headings.isdisjoint(block.path)
        if estimate or under or opening.match(block.content):
            yield block


def _read(text: Text, block: Block, title: str | None) -> BudgetLine | None:
    """The sum of one line: the last of a reckoning, else the first that is no rate."""
    normal = text.normal
    sums = list(money_pattern().finditer(normal, block.body, block.end))
    totals = [money for money in sums if not money["rate"]]
    if not totals:
        return None
    reckoned = next(
        (money for money in totals if _EQUALS.search(normal[money.start() - 4 : money.start()])), None
    )
    total = reckoned or totals[0]
    multiplied = _MULTIPLIED.search(normal, block.body, total.start()) if reckoned else None
    rate = next((money for money in sums if money["rate"]), None) if reckoned else None
    begin, end = _trimmed(normal, block)
    start, stop = text.raw_span(begin, end)
    before = one_line(normal[block.body : multiplied.start() if multiplied else total.start()])
    source = phrase("budget source", any_case=True).search(normal, block.body, block.end)
    return BudgetLine(
        quote=text.raw[start:stop],
        amount_vnd=amount(total["number"], total["scale"]),
        purpose=before.rstrip(" :-(=") or title,
        start=start,
        end=stop,
        quantity=float(parse_number(multiplied["quantity"])) if multiplied else None,
        unit=one_line(multiplied["unit"]) if multiplied else None,
        unit_price_vnd=amount(rate["number"], rate["scale"]) if rate else None,
        source=source.group() if source else None,
    )


def _trimmed(normal: str, block: Block) -> tuple[int, int]:
    end = block.end
    while end > block.body and normal[end - 1] in " .;,":
        end -= 1
    return block.body, end
