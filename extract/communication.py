"""What a plan of communication sets out: whom it addresses, what it says, by which channels.

Audiences, contents and channels are the items under a heading such as "Đối tượng tuyên
truyền", "Nội dung truyền thông" or "Kênh truyền thông"; a heading that names no communication
counts in a plan whose title or heading above does. Messages are words set in quotation marks,
or a phrase without commas after a colon, behind "thông điệp" or "khẩu hiệu" anywhere in the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

from extract.layout import Block, Layout
from extract.record import Communication, CommunicationPart
from extract.text import LOWER, UPPER, Text, one_line
from ontology.vocabulary import either, phrase, words

_HEADING = 120
"""A longer line is no heading, in characters."""
_NOTE = re.compile(r"[¹²³⁴-⁹⁰]|\[\d+\]")
_GOES_ON = re.compile(rf"[{LOWER}]")
_ENDS = re.compile(r"[.;:!?…/]\s*$")
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"\n|]{4,200})[”\"]")
_SAID = re.compile(
    r"[^.;“”\"*|]{0,160}?(?:(?=[“\"])"
    r"|:\s*(?P<mark>\*{1,3}|_)(?P<marked>[^*_\n|]{4,200})(?P=mark)"
    rf"|:\s*(?P<plain>[{UPPER}][^.,;:“”\"\n|]{{8,160}})(?=[.\n]))"
)
_BESIDE = re.compile(r"(?i)\s*(?:[,;]|và|[,;]\s*và)?\s*(?=[“\"])")


def find_communication(text: Text, layout: Layout, title: str | None) -> tuple[Communication, ...]:
    """The audiences, contents, messages and channels in reading order; ``raw[start:end]`` is the quote."""
    about = bool(title and _names_communication(title))
    found = [*_items(text, layout, about), *_messages(text, layout)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.part)))


def _items(text: Text, layout: Layout, about: bool) -> Iterator[Communication]:
    """The leaves under headings of one part; a paragraph cut by a page goes on in the next."""
    parts = _headings_of_parts(layout, about)
    if not parts:
        return
    paragraphs = list(_paragraphs(layout))
    above = {index for pieces in paragraphs for index in pieces[0].path}
    for pieces in paragraphs:
        first = pieces[0]
        part = next((parts[index] for index in reversed(first.path) if index in parts), None)
        leaf = first.index not in above and first.kind == "paragraph" and not _leads_in(pieces)
        if part and leaf:
            yield _item(text, layout, pieces, part)


def _paragraphs(layout: Layout) -> Iterator[list[Block]]:
    """The blocks of the body without footnotes, those that go on from the one before joined to it."""
    pieces: list[Block] = []
    for block in layout.zone("body"):
        if _NOTE.match(block.text):
            continue
        if pieces and not block.marker and _GOES_ON.match(block.text) and not _ENDS.search(pieces[-1].text):
            pieces.append(block)
            continue
        if pieces:
            yield pieces
        pieces = [block]
    if pieces:
        yield pieces


def _leads_in(pieces: list[Block]) -> bool:
    """Whether a paragraph only announces what follows: "Trọng tâm trong năm 2026:"."""
    return pieces[0].marker is None and pieces[-1].text.endswith(":")


def _item(text: Text, layout: Layout, pieces: list[Block], part: CommunicationPart) -> Communication:
    last = pieces[0]
    for piece in pieces[1:]:
        if piece.index != last.index + 1:
            break  # a footnote stands between: the quote is the part before it
        last = piece
    start, end = text.raw_span(pieces[0].body, last.end)
    return Communication(
        part=part,
        text=one_line(" ".join(text.quote(one.body, one.end) for one in pieces)).strip(" *_"),
        quote=text.raw[start:end],
        start=start,
        end=end,
        section=layout.headings(pieces[0]),
    )


def _headings_of_parts(layout: Layout, about: bool) -> dict[int, CommunicationPart]:
    """The headings that name one part, by their index; of those that name several, none."""
    found: dict[int, CommunicationPart] = {}
    for block in layout.zone("body"):
        if block.marker is None or len(block.content) > _HEADING:
            continue
        for part in get_args(CommunicationPart):
            match = _heading(part).match(block.content)
            if match and (match["communication"] or match.end() == len(block.content)):
                outer = (layout.blocks[index].content for index in block.path)
                if match["communication"] or about or any(map(_names_communication, outer)):
                    found[block.index] = part
    return found


@cache
def _heading(part: CommunicationPart) -> re.Pattern[str]:
    """A heading of a part: "Đối tượng tuyên truyền"; "Kênh" alone must be all of it."""
    named = either(words(f"{part} heading"), any_case=True)
    communication = either(words("communication"), any_case=True)
    return re.compile(
        rf"(?i:các\s+|những\s+)?{named}(?P<communication>\s+(?i:của\s+)?{communication}(?!\w))?[\s.:]*"
    )


def _names_communication(words_of_heading: str) -> bool:
    return bool(phrase("communication", any_case=True).search(words_of_heading))


def _messages(text: Text, layout: Layout) -> Iterator[Communication]:
    """Words in quotation marks, or after a colon, that are said to be a message."""
    normal, done = text.normal, 0
    for first, last in sorted(_message_words(normal)):
        block = layout.at(first)
        said = _SAID.match(normal, last)
        if block is None or block.zone != "body" or first < done or not said:
            continue
        group = "marked" if said["marked"] else "plain"
        if said[group]:
            yield _message(text, layout, block, *said.span(group))
            done = said.end()
            continue
        quoted = _QUOTED.match(normal, said.end())
        while quoted:
            yield _message(text, layout, block, *quoted.span("words"))
            done = quoted.end()
            beside = _BESIDE.match(normal, done)
            quoted = _QUOTED.match(normal, beside.end()) if beside else None


def _message_words(normal: str) -> Iterator[tuple[int, int]]:
    """Where a word such as "thông điệp" stands, with a small or a capital first letter."""
    for word in words("message word"):
        at = normal.find(word[1:], 1)
        while at > 0:
            if normal[at - 1].lower() == word[0]:
                yield at - 1, at - 1 + len(word)
            at = normal.find(word[1:], at + 1)


def _message(text: Text, layout: Layout, block: Block, first: int, last: int) -> Communication:
    start, end = text.raw_span(first, last)
    return Communication(
        part="message",
        text=one_line(text.quote(first, last)),
        quote=text.raw[start:end],
        start=start,
        end=end,
        section=layout.headings(block),
    )
